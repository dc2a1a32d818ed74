"""Syllables, slips and words, by their properties."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.checking.kinds import settings_of
from danvan.checking.spelling import dictionary as source
from danvan.checking.spelling.dictionary import words_of
from danvan.checking.spelling.pairs import Rules, mistakes
from danvan.checking.spelling.slips import Slip, slip
from danvan.checking.spelling.syllables import Syllables
from danvan.checking.spelling.tokens import words_in
from danvan.reading.lexicon import fold

SENTENCE = "Ủy ban nhân dân xã tiếp tục {} trong thời gian tới."


@pytest.fixture(scope="module")
def known(catalogue):
    return words_of(catalogue)


@pytest.fixture(scope="module")
def syllables(catalogue):
    parts = settings_of(catalogue.checks["SP01"], catalogue)
    sets = [frozenset(words.split()) for words in (parts.rhymes, parts.behind_qu, parts.behind_gi)]
    return Syllables(("", *parts.onsets.split()), *sets)


def test_every_syllable_of_the_vocabulary_can_be_one(catalogue, syllables):
    lists = " ".join(catalogue.vocabulary.words.values()).replace(",", " ")
    assert [word for word in lists.lower().split() if not syllables.can_be(word)] == []


@pytest.mark.parametrize("word", ["tôc", "ghời", "ngiêm", "cên", "kan", "huởng", "chíính", "bjt", "q", "tộcc"])
def test_what_no_rule_of_spelling_allows_cannot_be_a_syllable(word, syllables):
    assert not syllables.can_be(word)


@pytest.mark.parametrize(
    ("printed", "meant", "way"),
    [
        ("nổ", "nỗ", Slip.ASKED),
        ("qua", "quá", Slip.TONE),
        ("những", "nhũng", Slip.MARK),
        ("đặt", "đặc", Slip.SOUND),
        ("trưc", "chưc", Slip.SOUND),
        ("lự", "lực", Slip.KEY),
        ("thuwcj", "thực", Slip.TELEX),
        ("chính", "chí", Slip.KEY),
    ],
)
def test_a_slip_is_known_by_its_kind(printed, meant, way):
    assert slip(printed, meant) is way


@pytest.mark.parametrize(("printed", "meant"), [("lí", "lý"), ("dân", "dân"), ("xã", "hộ"), ("quan", "tâm")])
def test_another_writing_or_another_word_is_no_slip(printed, meant):
    assert slip(printed, meant) is None


@given(st.data())
def test_words_of_the_vocabulary_are_never_called_wrong(catalogue, known, data):
    every = sorted(word.strip() for words in catalogue.vocabulary.words.values() for word in words.split(","))
    text = SENTENCE.format(", ".join(data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=5))))
    assert list(mistakes(words_in(text), Rules(known))) == []


@given(st.data())
def test_a_tone_lost_from_a_word_is_found_unless_that_is_another_word(known, data):
    one, other = data.draw(st.sampled_from(sorted(known.common))).split()
    flat = data.draw(st.sampled_from([one]))
    printed = fold("".join(flat)).translate(str.maketrans("áàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụ", "aaaaaeeeeeiiiiiooooouuuuu"))
    text = f"Đã, {printed} {other}."
    found = [words_in(text)[mistake.at].low for mistake in mistakes(words_in(text), Rules(known))]
    assert found or printed == one or known.is_seen(printed, other) or slip(printed, one) is None


def test_without_a_dictionary_the_vocabulary_is_still_known(catalogue, monkeypatch):
    monkeypatch.setattr(source, "find_spec", lambda name: None)
    source.dictionary.cache_clear()
    try:
        alone = words_of(catalogue)
    finally:
        source.dictionary.cache_clear()
    assert not alone.wide
    assert alone.is_word("thủ", "tục")


def test_addresses_and_symbols_are_no_words():
    assert [word.text for word in words_in("Xem https://a.gov.vn/tin, số 12/KH-UBND nhé")] == ["Xem", "số", "nhé"]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The dictionary of a package whose word list has these entries; None: the package has no list."""

    def installed(entries):
        (tmp_path / "corpus" / "data").mkdir(parents=True)
        if entries is not None:
            (tmp_path / "corpus" / "data" / "Viet74K.txt").write_text("\n".join(entries), encoding="utf-8")
        found = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
        monkeypatch.setattr(source, "find_spec", lambda name: found)
        return source.dictionary.__wrapped__()

    return installed


def test_an_installed_dictionary_gives_the_pairs_within_words_of_two_and_three_syllables(installed):
    pairs, syllables = installed(["Dân vận", "chủ tịch xã", "hợp tác xã hội", "xã"])
    assert pairs == {"dân vận", "chủ tịch", "tịch xã"}
    assert syllables == {"dân", "vận", "chủ", "tịch", "xã", "hợp", "tác", "hội"}


def test_a_dictionary_without_its_list_knows_nothing(installed):
    assert installed(None) == (frozenset(), frozenset())
