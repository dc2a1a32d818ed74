"""PDF files: what stands where decides what is read together."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.pdf_made import at, lines, pages, pdf, rule

from danvan.documents.model import BlockKind, Document
from danvan.documents.opening import open_document
from danvan.kernel.errors import FileLocked, FileTooLarge, FormatDamaged

WIDE = "Xa da tiep nhan va giai quyet cac ho so cua nhan dan trong ky bao cao nam 2024, dat"
"""A line of 13 points that fills a page between margins of 72 points."""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], Document]:
    def opened(data: bytes) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        return open_document(path)

    return opened


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def grid(*, across: tuple[int, ...], down: tuple[int, ...]) -> str:
    level = "".join(rule(across[0], place, across[-1], place) for place in down)
    return level + "".join(rule(place, down[-1], place, down[0]) for place in across)


def test_lines_that_fill_the_page_make_one_paragraph(read: Callable[[bytes], Document]) -> None:
    document = read(pages(lines(WIDE, WIDE, "ty le 97,5%.", "Xa co 7 thon.")))
    assert texts(document) == [f"{WIDE} {WIDE} ty le 97,5%.", "Xa co 7 thon."]
    assert (document.format, document.hard_breaks) == ("pdf", True)


def test_a_symbol_cut_at_the_end_of_a_line_is_whole_again(read: Callable[[bytes], Document]) -> None:
    document = read(pages(lines(WIDE, f"{WIDE[:-8]} 56/KH-", "UBND cua huyen.")))
    assert "56/KH-UBND cua huyen." in document.text


def test_a_paragraph_goes_on_over_a_page_break(read: Callable[[bytes], Document]) -> None:
    document = read(pages(lines(WIDE, WIDE, WIDE), lines("ty le 97,5%.", WIDE, WIDE)))
    assert texts(document)[0].endswith(f"{WIDE} ty le 97,5%.")
    assert [span.of(document.text)[:6] for span in document.pages] == ["Xa da ", " ty le"]


def test_two_columns_are_read_one_after_the_other(read: Callable[[bytes], Document]) -> None:
    left, right = ["UY BAN NHAN DAN", "XA TRA LUNG", "So: 76/BC-UBND"], ["CONG HOA XA HOI", "Doc lap - Tu do", "Tra Lung, 2024"]
    document = read(pages(lines(*left) + lines(*right, across=330) + lines(WIDE, WIDE, up=660)))
    assert texts(document)[:6] == [*left, *right]


def test_a_table_with_merged_heads_is_a_grid(read: Callable[[bytes], Document]) -> None:
    drawing = "".join(rule(72, up, 432, up) for up in (760, 720, 700)) + rule(192, 740, 432, 740)
    drawing += "".join(rule(place, 700, place, 760) for place in (72, 192, 432)) + rule(312, 700, 312, 740)
    words = at(80, 735, "Thon") + at(260, 745, "Tiep dan") + at(200, 725, "Luot") + at(320, 725, "Nguoi")
    words += at(80, 705, "Bac") + at(200, 705, "12") + at(320, 705, "13")
    (table,) = [block.table for block in read(pages(drawing + words)).blocks]
    assert table is not None
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells[:2]] == [(0, 0, 2, 1), (0, 1, 1, 2)]
    assert (table.height, table.width) == (3, 3)


def test_a_table_goes_on_over_a_page_break_without_its_heads(read: Callable[[bytes], Document]) -> None:
    def page(first: int) -> str:
        rows = [("Thon", "Luot"), *((f"Bac {number}", str(number)) for number in range(first, first + 3))]
        words = "".join(at(80, 765 - 20 * at_row, a) + at(200, 765 - 20 * at_row, b) for at_row, (a, b) in enumerate(rows))
        return grid(across=(72, 192, 312), down=(780, 760, 740, 720, 700)) + words

    (text,) = texts(read(pages(page(1), page(4))), BlockKind.TABLE)
    assert text.splitlines() == ["Thon\tLuot", *(f"Bac {number}\t{number}" for number in range(1, 7))]


def test_a_table_without_lines_is_told_by_its_columns(read: Callable[[bytes], Document]) -> None:
    rows = [("Chi tieu", "Ke hoach", "Thuc hien"), ("So ho ngheo", "120", "96"), ("So mo hinh", "10", "12")]
    words = "".join(
        at(across, 700 - 18 * number, cell)
        for number, row in enumerate(rows)
        for across, cell in zip((72, 250, 400), row, strict=True)
    )
    (text,) = texts(read(pages(lines(WIDE, WIDE) + words)), BlockKind.TABLE)
    assert text.splitlines() == ["\t".join(row) for row in rows]


def test_heads_feet_and_page_numbers_are_furniture(read: Callable[[bytes], Document]) -> None:
    edges = [at(72, 810, "UBND xa Tra Lung") + at(290, 30, f"- {number} -") for number in (1, 2)]
    document = read(pages(edges[0] + lines(WIDE, WIDE), edges[1] + lines("ty le 97,5%.")))
    assert texts(document, BlockKind.FURNITURE) == ["UBND xa Tra Lung", "- 1 -", "- 2 -"]
    assert len(texts(document)) == 1


def test_small_type_below_a_short_line_is_a_note(read: Callable[[bytes], Document]) -> None:
    notes = rule(72, 100, 210, 100) + lines("1 Ke hoach so 25/KH-UBND.", "2 Ke hoach so 30/KH-UBND.", up=85, step=12, size=10)
    document = read(pages(lines(WIDE, WIDE) + notes))
    assert [(block.mark, block.span.of(document.text)) for block in document.blocks if block.kind is BlockKind.NOTE] == [
        ("1", "¹ Ke hoach so 25/KH-UBND."),
        ("2", "² Ke hoach so 30/KH-UBND."),
    ]


def test_a_raised_mark_is_no_part_of_the_number(read: Callable[[bytes], Document]) -> None:
    document = read(pages(at(72, 700, "Co 125") + at(111, 705, "1", 7.5) + at(116, 700, " ho, 85 m") + at(167, 705, "2", 7.5)))
    assert texts(document) == ["Co 125¹ ho, 85 m²"]


def test_words_spaced_letter_by_letter_are_words(read: Callable[[bytes], Document]) -> None:
    drawn = "BT /F 13 Tf 4 Tc 200 700 Td (BAO CAO) Tj ET"
    assert texts(read(pages(drawn))) == ["BAO CAO"]


def test_text_drawn_twice_to_look_bold_is_read_once(read: Callable[[bytes], Document]) -> None:
    assert texts(read(pages(at(72, 700, "Xa co 1.234 ho") + at(72.4, 700, "Xa co 1.234 ho")))) == ["Xa co 1.234 ho"]


@pytest.mark.parametrize("more", ["", "/Rotate 90", "/Rotate 180"])
def test_a_page_drawn_sideways_is_read_upright(read: Callable[[bytes], Document], more: str) -> None:
    turned = "BT 0 1 -1 0 {} 100 Tm /F 13 Tf ({}) Tj ET\n"
    drawn = turned.format(200, WIDE) + turned.format(218, "97,5%.")
    assert texts(read(pages(drawn, more=more))) == [f"{WIDE} 97,5%."]


def test_the_invisible_text_of_a_recognised_scan_is_read(read: Callable[[bytes], Document]) -> None:
    assert texts(read(pages("3 Tr " + at(72, 700, "Xa co 1.234 ho")))) == ["Xa co 1.234 ho"]


def test_text_in_an_old_font_becomes_unicode(read: Callable[[bytes], Document]) -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>"
    document = read(pages(lines("B¸o c¸o kÕt qu¶ c«ng t¸c d©n vËn", "Toµn x· cã 125 hé", WIDE), font=font))
    assert texts(document)[:2] == ["Báo cáo kết quả công tác dân vận", "Toàn xã có 125 hộ"]
    assert any("old font" in warning for warning in document.warnings)


def test_a_page_no_sheet_is_as_large_as_is_read(read: Callable[[bytes], Document]) -> None:
    assert "1.234" in read(pages(at(72, 700, "Xa co 1.234 ho"), box="0 0 1000000000 1000000000")).text


def test_a_file_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    root = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    data = pdf([*root, lock]).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    with pytest.raises(FileLocked, match="locked with a password"):
        open_document(path)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_file_cut_short_is_refused_or_read(tmp_path: Path, share: float) -> None:
    data = pages(lines(WIDE, WIDE))
    path = tmp_path / "report.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(FormatDamaged, match="the PDF file is damaged or cut short"):
        open_document(path)


def test_more_pages_than_any_report_has_are_refused(read: Callable[[bytes], Document]) -> None:
    with pytest.raises(FileTooLarge, match="a PDF of 3001 pages is more than the 3000"):
        read(pages(*[""] * 3001))


def test_scripts_are_ignored(read: Callable[[bytes], Document]) -> None:
    data = pages(at(72, 700, "Xa co 1.234 ho"))
    assert texts(read(data.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert)>>"))) == ["Xa co 1.234 ho"]
