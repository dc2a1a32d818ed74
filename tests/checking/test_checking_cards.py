"""Walks every card, every kind and every case file: nothing may be there without the rest of it."""

import pytest

from danvan.checking.kinds import all_kinds, settings_of
from danvan.checking.message import LANGUAGES, blanks, in_language, mend, message

ENOUGH = 4


def test_a_card_has_cases_that_fail_and_cases_that_pass(card_code, docs):
    cases = docs.read_cases(card_code)
    assert min(len(cases.wrong), len(cases.right)) >= ENOUGH


def test_every_wrong_case_says_what_is_wrong_and_where(card_code, docs):
    for case in docs.read_cases(card_code).wrong:
        assert len(case.places) == len(case.expected) > 0, case.name


def test_no_right_case_marks_anything(card_code, docs):
    for case in docs.read_cases(card_code).right:
        assert (case.places, case.expected) == ((), ()), case.name


def test_cases_have_names_of_their_own(card_code, docs):
    cases = docs.read_cases(card_code)
    names = [case.name for case in (*cases.wrong, *cases.right)]
    assert len(set(names)) == len(names)


def test_every_blank_is_filled_in_both_languages(card_code, docs, run_case):
    for case in docs.read_cases(card_code).wrong:
        report = run_case(case)
        for finding in report.findings:
            for lang in LANGUAGES:
                for text in (
                    message(report.cards[finding.code], finding, lang),
                    mend(report.cards[finding.code], finding, lang),
                ):
                    assert text.strip(), case.name
                    assert not set("{}[]") & set(text), text


def test_a_cards_kind_exists_and_takes_its_settings(card_code, catalogue):
    card = catalogue.checks[card_code]
    assert card.kind in all_kinds()
    assert settings_of(card, catalogue) is not None


def test_a_cards_sentences_use_only_blanks_its_kind_fills(card_code, catalogue):
    card = catalogue.checks[card_code]
    used = {blank for words in (card.message, card.mend) for lang in LANGUAGES for blank in blanks(in_language(words, lang))}
    assert used <= all_kinds()[card.kind].BLANKS


def test_both_languages_use_the_same_blanks(card_code, catalogue):
    card = catalogue.checks[card_code]
    for words in (card.message, card.mend):
        assert blanks(words.vi) == blanks(words.en)


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_every_kind_has_a_card(kind, catalogue):
    assert kind in {card.kind for card in catalogue.checks.values()}


def test_every_case_file_belongs_to_a_card(docs, catalogue):
    of_documents = {code for code, card in catalogue.checks.items() if not card.of_catalogue}
    assert {path.stem for path in docs.CASES.glob("*.yml")} == of_documents


def test_every_group_of_codes_has_a_name(docs, catalogue):
    assert {code[:2] for code in catalogue.checks} == set(docs.GROUPS)


def test_names_are_given_once(catalogue):
    names = [card.name for card in catalogue.checks.values()]
    assert len(set(names)) == len(names)


def test_the_pages_of_the_checks_are_what_the_tool_writes(docs, capsys):
    assert docs.main(["--check"]) == 0, capsys.readouterr().out


@pytest.fixture
def pages(docs, monkeypatch, tmp_path):
    """A folder for pages, of which there is to be one."""
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "PAGES", tmp_path)
    monkeypatch.setattr(docs, "load_catalogue", lambda: None)
    monkeypatch.setattr(docs, "pages", lambda catalogue: {tmp_path / "AR01.md": "a page"})
    return tmp_path


def test_a_stale_page_is_named_and_left_alone(docs, pages, capsys):
    assert docs.main(["--check"]) == 1
    assert "stale: AR01.md" in capsys.readouterr().out
    assert not list(pages.iterdir())


def test_the_tool_writes_what_it_then_finds_up_to_date(docs, pages):
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0


def test_the_page_of_a_check_that_is_no_more_is_removed(docs, pages):
    (pages / "XX99.md").write_text("a check that is no more", encoding="utf-8")
    docs.main([])
    assert [path.name for path in pages.iterdir()] == ["AR01.md"]
