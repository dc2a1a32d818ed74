"""Tables of a .docx are grids, and everything in the file has its place in the text."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents.docx.reader import read_docx
from danvan.documents.layout import Grid, GridCell, Piece, lay_out
from danvan.documents.model import BlockKind, Document
from danvan.documents.opening import open_document

ReadWord = Callable[..., Document]


def cell(text: str = "", properties: str = "") -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    (block,) = [block for block in document.blocks if block.table]
    assert block.table
    return [(one.row, one.column, one.rows, one.columns, one.span.of(document.text)) for one in block.table.cells]


def test_a_merged_cell_stands_once_with_its_extent(read_word: ReadWord) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_word(
        table(
            cell("Stt", down) + cell("Năm 2024", '<w:gridSpan w:val="2"/>'),
            cell("", on) + cell("Nam") + cell("Nữ"),
            cell("1") + cell("12") + cell(),
        )
    )
    assert grid(document) == [
        (0, 0, 2, 1, "Stt"),
        (0, 1, 1, 2, "Năm 2024"),
        (1, 1, 1, 1, "Nam"),
        (1, 2, 1, 1, "Nữ"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "12"),
        (2, 2, 1, 1, ""),
    ]
    assert document.text == "Stt\tNăm 2024\t\n\tNam\tNữ\n1\t12\t"


def test_a_row_may_begin_late_and_end_early(read_word: ReadWord) -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
    document = read_word(table(cell("a") + cell("b") + cell("c"), late + cell("d")))
    assert document.text == "a\tb\tc\n\td\t"


def test_a_carried_on_cell_with_nothing_above_is_a_cell(read_word: ReadWord) -> None:
    assert grid(read_word(table(cell("a", "<w:vMerge/>")))) == [(0, 0, 1, 1, "a")]


def test_cells_merged_the_old_way_are_one(read_word: ReadWord) -> None:
    document = read_word(table(cell("a", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("b")))
    assert grid(document) == [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b")]


def test_deleted_rows_and_cells_are_gone(read_word: ReadWord) -> None:
    document = read_word(table(cell("a") + cell("b", "<w:cellDel/>"), "<w:trPr><w:del/></w:trPr>" + cell("c"), cell("d")))
    assert document.text == "a\nd"


def test_a_span_no_table_can_have_is_cut(read_word: ReadWord) -> None:
    document = read_word(table(cell("a", '<w:gridSpan w:val="999999999"/>') + cell("b", '<w:gridSpan w:val="-4"/>')))
    assert grid(document) == [(0, 0, 1, 63, "a"), (0, 63, 1, 1, "b")]


def test_paragraphs_of_a_cell_stay_apart_and_inner_tables_become_its_text(read_word: ReadWord) -> None:
    inner = f"<w:tc><w:p/>{table(cell('x') + cell('y'), cell('z') + cell())}<w:p/></w:tc>"
    document = read_word(table(cell("UBND XÃ A\nSố: 5/BC") + inner))
    assert [words for *_, words in grid(document)] == ["UBND XÃ A\nSố: 5/BC", "x\ty\nz\t"]


def test_rows_and_cells_in_content_controls_are_read(read_word: ReadWord) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(f"<w:tr>{control(cell('a'))}</w:tr>")
    assert grid(read_word(f"<w:tbl>{body}</w:tbl>")) == [(0, 0, 1, 1, "a")]


def test_a_table_with_nothing_in_it_is_left_out(read_word: ReadWord) -> None:
    assert [block.kind for block in read_word(table(cell()) + "<w:p><w:r><w:t>a</w:t></w:r></w:p>").blocks] == [
        BlockKind.PARAGRAPH
    ]


def test_a_file_of_python_docx_is_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("BÁO CÁO", 1)
    made.add_paragraph("Đã tiếp nhận 206 hồ sơ.", style="List Number")
    made.add_paragraph("Đã trả 129 hồ sơ.", style="List Number")
    grid_of = made.add_table(2, 2)
    grid_of.cell(0, 0).merge(grid_of.cell(0, 1)).text = "Kết quả"
    grid_of.cell(1, 0).text = "Xã A"
    grid_of.cell(1, 1).text = "335"
    made.sections[0].footer.paragraphs[0].text = "Trang 1"
    path = tmp_path / "made.docx"
    made.save(str(path))
    document = open_document(path)
    assert document.text == "BÁO CÁO\n1. Đã tiếp nhận 206 hồ sơ.\n2. Đã trả 129 hồ sơ.\nKết quả\t\nXã A\t335\nTrang 1"
    assert [block.style for block in document.blocks[:2]] == ["heading 1", "List Number"]
    assert document.warnings == ()


WORDS = st.text(st.sampled_from("ab 1đ.\t\n"), max_size=12).map(str.strip)
GRIDS = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4)
PIECES = st.lists(WORDS | GRIDS, max_size=8)


def piece(content: str | list[list[str]]) -> Piece:
    if isinstance(content, str):
        return Piece(content)
    rows = [[GridCell(row, column, text) for column, text in enumerate(texts)] for row, texts in enumerate(content)]
    return Piece(Grid(rows, max(len(row) for row in rows)), BlockKind.TABLE)


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_every_word_of_the_pieces_is_in_one_block_in_their_order(contents: list[str | list[list[str]]]) -> None:
    pieces = [piece(content) for content in contents]
    text, blocks = lay_out(pieces)
    assert [block.span.of(text) for block in blocks] == [one.text for one in pieces if not one.blank]
    assert text == "\n".join(block.span.of(text) for block in blocks)
    for block, one in zip(blocks, (one for one in pieces if not one.blank), strict=True):
        if block.table and isinstance(one.content, Grid):
            assert [cell.span.of(text) for cell in block.table.cells] == [cell.text for row in one.content.rows for cell in row]


XML = st.recursive(
    st.sampled_from(
        ["<w:p/>", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>b</w:t></w:r></w:p>']
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            ["w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:txbxContent", "w:p", "w:r", "w:pict"]
        ),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=25,
)


@given(XML)
@settings(max_examples=150, deadline=None)
def test_elements_in_places_they_do_not_belong_do_no_harm(body: str) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    document = read_docx(file, Path("report.docx"))
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.text)
        for one in block.table.cells if block.table else ():
            assert block.span.start <= one.span.start <= one.span.end <= block.span.end
        at = block.span.end + 1
    assert at == len(document.text) + 1 or not document.blocks


def test_tables_in_tables_are_read_as_deep_as_the_limit_allows(read_word: ReadWord) -> None:
    body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    for _ in range(65):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert read_word(body).text == "a"
