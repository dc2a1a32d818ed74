"""Automatic numbers stand before their paragraphs as Word shows them."""

from collections.abc import Callable, Iterable

import pytest

from danvan.documents.docx.counting import written
from danvan.documents.model import Document

ReadWord = Callable[..., Document]


def level(at: int, form: str, pattern: str, extra: str = "", after: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{pattern}"/>{after}'
    return f'<w:lvl w:ilvl="{at}">{shape}</w:lvl>'


def abstract(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def num(identifier: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def items(places: Iterable[tuple[int, int]]) -> str:
    """A paragraph 'x' for each (list, level)."""
    return "".join(
        item(f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{identifier}"/></w:numPr>') for identifier, at in places
    )


def item(properties: str, text: str = "x") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def labels(document: Document) -> list[str]:
    return [line.removesuffix("x").strip() for line in document.text.splitlines()]


OUTLINE = abstract(
    0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."), level(3, "lowerLetter", "%4)")
)


def test_levels_count_and_start_anew_below_a_higher_one(read_word: ReadWord) -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 2), (1, 3), (1, 0), (1, 1)]
    found = labels(read_word(items(places), numbering=OUTLINE + num(1, 0)))
    assert found == ["I.", "1.", "2.", "2.1.", "a)", "b)", "2.2.", "a)", "II.", "1."]


def test_lists_on_one_abstract_list_count_together(read_word: ReadWord) -> None:
    assert labels(read_word(items([(1, 0), (2, 0), (1, 0)]), numbering=OUTLINE + num(1, 0) + num(2, 0))) == [
        "I.",
        "II.",
        "III.",
    ]


def test_a_list_that_restarts_does_so_once(read_word: ReadWord) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    found = labels(read_word(items([(1, 0), (2, 0), (2, 0)]), numbering=OUTLINE + num(1, 0) + num(2, 0, restart)))
    assert found == ["I.", "IV.", "V."]


def test_a_list_may_change_a_level(read_word: ReadWord) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1.")}</w:lvlOverride>'
    assert labels(read_word(items([(1, 0)]), numbering=OUTLINE + num(1, 0, override))) == ["Điều 1."]


def test_a_level_that_never_restarts_counts_on(read_word: ReadWord) -> None:
    levels = (level(0, "decimal", "Chương %1"), level(1, "decimal", "Điều %2", '<w:lvlRestart w:val="0"/>'))
    found = labels(read_word(items([(1, 0), (1, 1), (1, 0), (1, 1)]), numbering=abstract(0, *levels) + num(1, 0)))
    assert found == ["Chương 1", "Điều 1", "Chương 2", "Điều 2"]


def test_a_legal_level_shows_digits_only(read_word: ReadWord) -> None:
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(read_word(items([(1, 0), (1, 1)]), numbering=abstract(0, *levels) + num(1, 0))) == ["I.", "1.1"]


def test_a_number_leaves_out_a_level_of_bullets(read_word: ReadWord) -> None:
    levels = (level(0, "decimal", "%1."), level(1, "bullet", "-"), level(2, "decimal", "%1.%2%3."))
    assert labels(read_word(items([(1, 0), (1, 2)]), numbering=abstract(0, *levels) + num(1, 0))) == ["1.", "1.1."]


@pytest.mark.parametrize(
    ("sign", "font", "shown"),
    [("-", "", "-"), ("\uf0b7", "Symbol", "•"), ("\uf0d8", "Wingdings", "➢"), ("o", "Courier New", "○"), ("\uf012", "", "•")],
)
def test_bullets_are_ordinary_characters(read_word: ReadWord, sign: str, font: str, shown: str) -> None:
    bullet = level(0, "bullet", sign, after=f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>')
    assert labels(read_word(items([(1, 0)]), numbering=abstract(0, bullet) + num(1, 0))) == [shown]


IN_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLES = (
    f'<w:style w:type="paragraph" w:styleId="muc"><w:name w:val="Mục"/>{IN_LIST}</w:style>'
    '<w:style w:type="paragraph" w:styleId="con"><w:name w:val="Mục con"/><w:basedOn w:val="muc"/></w:style>'
    f'<w:style w:type="numbering" w:styleId="ds"><w:name w:val="DS"/>{IN_LIST}</w:style>'
)
STYLED = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:pStyle w:val="muc"/>')) + num(1, 0)


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it(read_word: ReadWord) -> None:
    body = item('<w:pStyle w:val="muc"/>') + item('<w:pStyle w:val="con"/>')
    assert labels(read_word(body, numbering=STYLED, styles=STYLES)) == ["a)", "b)"]


def test_a_paragraph_may_take_its_styles_number_away(read_word: ReadWord) -> None:
    body = item('<w:pStyle w:val="muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(read_word(body, numbering=STYLED, styles=STYLES)) == [""]


def test_a_list_may_stand_for_that_of_a_numbering_style(read_word: ReadWord) -> None:
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="ds"/></w:abstractNum>'
    assert labels(read_word(items([(2, 0), (1, 0)]), numbering=STYLED + link + num(2, 5), styles=STYLES)) == ["1.", "2."]


def test_an_empty_paragraph_shows_its_number_but_not_its_bullet(read_word: ReadWord) -> None:
    numbering = abstract(0, level(0, "decimal", "%1"), level(1, "bullet", "-")) + num(1, 0)
    assert read_word(items([(1, 0), (1, 1), (1, 0)]).replace(">x<", "><"), numbering=numbering).text == "1\n2"


def test_nothing_follows_a_number_that_wants_nothing(read_word: ReadWord) -> None:
    numbering = abstract(0, level(0, "decimal", "%1-", after='<w:suff w:val="nothing"/>')) + num(1, 0)
    assert read_word(items([(1, 0)]), numbering=numbering).text == "1-x"


def test_a_form_we_do_not_know_is_shown_in_digits_and_said(read_word: ReadWord) -> None:
    document = read_word(items([(1, 0)]), numbering=abstract(0, level(0, "ideographDigital", "%1.")) + num(1, 0))
    assert document.text == "1. x"
    assert "digits" in document.warnings[0]


def test_a_list_that_is_not_there_numbers_nothing(read_word: ReadWord) -> None:
    assert labels(read_word(items([(8, 0)]), numbering=OUTLINE + num(1, 77))) == [""]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (26, "upperLetter", "Z"),
        (7, "decimalZero", "07"),
        (0, "lowerRoman", "0"),
        (3, "none", ""),
        (3, "hex", None),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, form: str, text: str | None) -> None:
    assert written(number, form) == text
