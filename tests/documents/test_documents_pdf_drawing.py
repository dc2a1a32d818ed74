"""PDF files drawn in ways programs of offices draw them: turned, within forms, in one stroke, in fonts of signs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.pdf_made import at, lines, pages, pdf, rule

from danvan.documents.model import BlockKind, Document
from danvan.documents.opening import open_document
from danvan.documents.pdf import reader
from danvan.documents.pdf.engine import Pdf
from danvan.documents.pdf.places import Places
from danvan.kernel.errors import FileTooLarge
from danvan.kernel.span import Span

Read = Callable[[bytes], Document]
WORDS = at(80, 705, "Thon") + at(200, 705, "Luot") + at(80, 685, "Bac") + at(200, 685, "12")
"""What stands in a table of two rows and two columns."""
ACROSS, DOWN = (72, 192, 312), (720, 700, 680)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def opened(data: bytes) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        return open_document(path)

    return opened


def tables(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.TABLE]


def grid(end: str) -> str:
    """The lines of the table; `end` is what follows each."""
    level = [f"{ACROSS[0]} {up} m {ACROSS[-1]} {up} l {end}" for up in DOWN]
    return " ".join([*level, *(f"{across} {DOWN[-1]} m {across} {DOWN[0]} l {end}" for across in ACROSS)])


def within_a_form(content: str, drawing: bytes, matrix: str) -> bytes:
    """A page whose content calls the form /X, which is drawn by `drawing`; the form calls itself nothing."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>>>"
    )
    form = f"<</Type/XObject/Subtype/Form/BBox[-1000 -1000 2000 2000]/Matrix[{matrix}]/Length {len(drawing)}>>stream\n".encode()
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            font,
            page,
            f"<</Length {len(content)}>>stream\n{content}\nendstream".encode(),
            form + drawing + b"\nendstream",
        ]
    )


def test_a_table_drawn_in_one_stroke_is_a_table(read: Read) -> None:
    assert tables(read(pages(f"{grid('')} S\n" + WORDS))) == ["Thon\tLuot\nBac\t12"]


def test_a_table_of_boxes_is_a_table(read: Read) -> None:
    boxes = "".join(f"{left} {low} 120 20 re S\n" for left in ACROSS[:-1] for low in DOWN[1:])
    assert tables(read(pages(boxes + WORDS))) == ["Thon\tLuot\nBac\t12"]


def test_lines_that_are_not_drawn_make_no_table(read: Read) -> None:
    assert tables(read(pages(f"{grid('')} n\n" + at(80, 705, "Thon Bac")))) == []


@pytest.mark.parametrize("end", ["S", ""])
def test_a_table_drawn_in_a_form_stands_where_the_form_is_placed(read: Read, end: str) -> None:
    moved = grid(end).encode() + b" S"
    shifted = b"q 1 0 0 1 100 50 cm " + moved + b" Q"
    data = within_a_form("/X Do\n" + WORDS, shifted, "1 0 0 1 -100 -50")
    assert tables(read(data)) == ["Thon\tLuot\nBac\t12"]


@pytest.mark.parametrize(
    ("matrix", "first", "second"),
    [("-1 0 0 -1", "500 100", "500 118"), ("0 -1 1 0", "100 800", "82 800")],
    ids=["upside down", "to the right"],
)
def test_a_page_drawn_on_its_head_or_side_is_read_upright(read: Read, matrix: str, first: str, second: str) -> None:
    drawn = "BT {} {} Tm /F 13 Tf ({}) Tj ET\n"
    document = read(pages(drawn.format(matrix, first, "Xa co 7 thon") + drawn.format(matrix, second, "va 1.234 ho.")))
    assert document.text.split() == ["Xa", "co", "7", "thon", "va", "1.234", "ho."]


def test_old_letters_in_a_font_that_does_not_say_so_become_unicode(read: Read) -> None:
    document = read(pages(lines("B¸o c¸o kÕt qu¶ c«ng t¸c d©n vËn", "Toµn x· cã 125 hé ®ång bµo d©n téc")))
    assert document.text.startswith("Báo cáo kết quả công tác dân vận")
    assert reader.OLD_FONT in document.warnings


def test_western_letters_that_are_no_old_font_stay(read: Read) -> None:
    document = read(pages(lines("Le café est fermé, déjà vu à Genève", "La crème brûlée est prête")))
    assert "café" in document.text
    assert document.warnings == ()


def test_a_page_that_is_not_there_is_left_out_and_told(read: Read) -> None:
    data = pages(lines("Trang dau"), lines("Trang sau")).replace(b"/Kids[4 0 R 5 0 R]", b"/Kids[4 0 R 9 0 R]")
    document = read(data)
    assert document.text.strip() == "Trang dau"
    assert reader.UNREAD_PAGE in document.warnings


def test_more_letters_than_any_report_has_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_LETTERS", 20)
    with pytest.raises(FileTooLarge, match="a PDF of 24 letters is more than the 20"):
        read(pages(lines("Xa co 1.234 ho"), lines("va 7 thon.")))


@pytest.fixture
def placed(tmp_path: Path) -> Callable[[bytes, str], list[tuple[int, int]]]:
    """Of words of a file: each page they stand on and how many boxes they have there."""

    def placed(data: bytes, words: str) -> list[tuple[int, int]]:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        document = open_document(path)
        start = document.text.index(words)
        opened = Pdf(data, path)
        try:
            return [(one.page, len(one.boxes)) for one in Places(document, opened).of(Span(start, start + len(words)))]
        finally:
            opened.close()

    return placed


WIDE = "Xa da tiep nhan va giai quyet cac ho so cua nhan dan trong ky bao cao nam 2024, dat"


def test_words_over_a_page_break_are_found_on_both_pages(placed: Callable[[bytes, str], list[tuple[int, int]]]) -> None:
    data = pages(lines(WIDE, WIDE), lines("ty le 97,5% so voi ke hoach.", WIDE))
    assert placed(data, "nam 2024, dat ty le 97,5%") == [(0, 1), (1, 1)]


def test_cells_of_a_table_are_found_each_by_itself(placed: Callable[[bytes, str], list[tuple[int, int]]]) -> None:
    # The columns are drawn one after the other, the text has them row by row.
    words = at(80, 705, "Thon") + at(80, 685, "Bac") + at(200, 705, "Luot") + at(200, 685, "12")
    data = pages(grid("S\n") + words)
    assert placed(data, "Thon\tLuot\nBac\t12") == [(0, 1)] * 4


def test_a_foot_of_a_page_is_found_where_it_stands(placed: Callable[[bytes, str], list[tuple[int, int]]]) -> None:
    notes = rule(72, 100, 210, 100) + lines("1 Ke hoach so 25/KH-UBND.", up=85, step=12, size=10)
    data = pages(lines(WIDE, WIDE) + notes, lines(WIDE))
    assert placed(data, "Ke hoach so 25/KH-UBND.") == [(0, 1)]


def test_words_of_a_page_on_its_side_have_a_box_each(placed: Callable[[bytes, str], list[tuple[int, int]]]) -> None:
    turned = "BT 0 1 -1 0 {} 100 Tm /F 13 Tf ({}) Tj ET\n"
    assert placed(pages(turned.format(200, WIDE) + turned.format(218, "97,5%.")), "dat 97,5%.") == [(0, 2)]
