"""Writes thi-tran-kim-lung.docx: the example report that comes as a Word file. Its text stands in this script.

Run it after changing the text: `python examples/make_docx.py`. The same text gives the same bytes: nothing of the
clock or the machine goes into the file. Laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I (margins, sizes, letterhead).
"""

import argparse
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

NAME = "thi-tran-kim-lung.docx"
W = nsdecls("w")
NOTE = (
    "Kế hoạch số 25/KH-UBND ngày 01/3/2024 của UBND thị trấn về công tác dân vận chính quyền năm 2024; "
    "Kế hoạch số 41/KH-UBND ngày 19/3/2024 của UBND thị trấn về khảo sát sự hài lòng của người dân."
)

# One block a paragraph: '#', '##', '###' = headings 'I.', '1.', 'a)'; '-' = a dash; [a table]; {note} = the footnote's mark.
BODY = """
Thực hiện Công văn số 1875/UBND-NV ngày 28/8/2024 của Ủy ban nhân dân (UBND) huyện Vân Khê về việc báo cáo kết quả
công tác dân vận chính quyền 9 tháng đầu năm 2024, UBND thị trấn Kim Lũng báo cáo như sau:

# ĐẶC ĐIỂM TÌNH HÌNH

Kim Lũng là thị trấn huyện lỵ của huyện Vân Khê, gồm 09 tổ dân phố, diện tích 9,25 km². Dân số 12.415 người trong
3.208 hộ; hơn một nửa số hộ buôn bán, làm dịch vụ. Nhu cầu chứng thực và đăng ký hộ tịch tăng mạnh vào mùa tuyển sinh
nên Bộ phận Một cửa thường đông từ tháng 6 đến tháng 8.

# CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO

UBND thị trấn đã ban hành các kế hoạch{note} và giao mỗi thành viên UBND theo dõi một tổ dân phố. Việc công khai, lấy
ý kiến người dân thực hiện theo Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 ngày 10/11/2022 của Quốc hội và Nghị
định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ quy định chi tiết một số điều của Luật Thực hiện dân chủ ở cơ sở.
Đã tổ chức 02 hội nghị đối thoại với 187 người dự; 24 ý kiến nêu ra tại hội nghị thì 20 ý kiến được trả lời ngay, 04 ý
kiến trả lời bằng văn bản.

# KẾT QUẢ THỰC HIỆN

## Tiếp công dân

UBND thị trấn tiếp 152 lượt công dân, 167 người, 136 vụ việc (chi tiết tại Bảng 1), tăng 16 lượt so với cùng kỳ năm
2023 (136 lượt), tức là tăng 11,76%. Chủ tịch UBND thị trấn tiếp định kỳ 39 buổi.

[reception]

## Xử lý và giải quyết đơn

### Tiếp nhận, phân loại

Tiếp nhận 61 đơn, giảm 05 đơn (7,58%) so với cùng kỳ năm 2023 (66 đơn). Trong đó có 07 đơn khiếu nại, 02 đơn tố cáo,
52 đơn kiến nghị, phản ánh. Có 49 đơn thuộc thẩm quyền; 12 đơn không thuộc thẩm quyền đã chuyển đúng nơi.

### Kết quả giải quyết

Đã giải quyết 45/49 đơn thuộc thẩm quyền, đạt 91,84%; còn 04 đơn đang giải quyết, trong đó 03 đơn về lấn chiếm vỉa hè,
01 đơn về tiếng ồn.

## Giải quyết thủ tục hành chính

Bộ phận Một cửa tiếp nhận 2.341 hồ sơ, trong đó trực tuyến 1.711 hồ sơ (73,09%), trực tiếp và bưu chính công ích 630
hồ sơ. Đã giải quyết 2.313 hồ sơ, gồm: trước hạn 2.080 hồ sơ, đúng hạn 230 hồ sơ, quá hạn 03 hồ sơ; đang giải quyết 28
hồ sơ. Tỷ lệ giải quyết trước và đúng hạn đạt 99,87%. Cả ba hồ sơ quá hạn đều có văn bản xin lỗi. Số liệu theo lĩnh
vực tại Bảng 2.

[dossiers]

## Khảo sát sự hài lòng

Lấy ý kiến bằng 320 phiếu tại Bộ phận Một cửa: 313 phiếu hài lòng, đạt 97,81%; 07 phiếu không hài lòng, chủ yếu vì
phải chờ lâu vào sáng thứ Hai.

## Hòa giải ở cơ sở

Thị trấn có 09 tổ hòa giải, 58 hòa giải viên. Tổng số vụ việc tiếp nhận là 27 vụ việc, gồm:

- Hòa giải thành: 23 vụ việc (85,19%);

- Hòa giải không thành: 03 vụ việc;

- Đang hòa giải: 01 vụ việc.

## Phong trào thi đua “Dân vận khéo”

Đăng ký 10 mô hình, đã công nhận 07 mô hình, đạt 70%. Mô hình “Tổ dân phố không giấy hẹn lại” của tổ dân phố 4 giúp 96
hộ nộp hồ sơ tại nhà.

# HẠN CHẾ, NGUYÊN NHÂN

Thời gian chờ ở quầy chứng thực còn dài; việc lắp màn hình công khai ở hai tổ dân phố chậm. Nguyên nhân là diện tích
Bộ phận Một cửa hẹp, kinh phí phân bổ muộn.

# NHIỆM VỤ 3 THÁNG CUỐI NĂM 2024

- Mở thêm 01 quầy chứng thực trước ngày 15/10/2024; phấn đấu thời gian chờ không quá 20 phút.

- Giải quyết xong 04 đơn còn lại; đưa tỷ lệ hồ sơ trực tuyến lên 76%.

- Tổ chức 01 hội nghị đối thoại với hộ kinh doanh trong tháng 11/2024.

Trên đây là báo cáo kết quả công tác dân vận chính quyền 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2024 của UBND
thị trấn Kim Lũng./.
"""

# A head of two rows: a cell is (text, rows it spans, columns it spans); then the rows, the last one the total.
Head = tuple[tuple[tuple[str, int, int], ...], tuple[tuple[str, int, int], ...]]
Rows = tuple[tuple[str, ...], ...]
TABLES: dict[str, tuple[str, Head, Rows]] = {
    "reception": (
        "Bảng 1. Kết quả tiếp công dân từ ngày 15/12/2023 đến ngày 14/9/2024",
        (
            (("TT", 2, 1), ("Hình thức tiếp", 2, 1), ("Số lượt", 2, 1), ("Số người", 2, 1), ("Số vụ việc", 1, 2)),
            (("Lần đầu", 1, 1), ("Nhiều lần", 1, 1)),
        ),
        (
            ("1", "Tiếp thường xuyên", "96", "104", "71", "14"),
            ("2", "Chủ tịch UBND thị trấn tiếp định kỳ", "44", "51", "30", "9"),
            ("3", "Chủ tịch UBND thị trấn tiếp đột xuất", "12", "12", "12", "0"),
            ("", "Tổng cộng", "152", "167", "113", "23"),
        ),
    ),
    "dossiers": (
        "Bảng 2. Tiếp nhận, giải quyết hồ sơ thủ tục hành chính (đơn vị tính: hồ sơ)",
        (
            (("TT", 2, 1), ("Lĩnh vực", 2, 1), ("Tiếp nhận", 1, 3), ("Đã giải quyết", 1, 3), ("Đang giải quyết", 2, 1)),
            (
                ("Tổng số", 1, 1),
                ("Trực tuyến", 1, 1),
                ("Trực tiếp, bưu chính", 1, 1),
                ("Trước hạn", 1, 1),
                ("Đúng hạn", 1, 1),
                ("Quá hạn", 1, 1),
            ),
        ),
        (
            ("1", "Hộ tịch", "612", "498", "114", "571", "38", "0", "3"),
            ("2", "Chứng thực", "1.204", "871", "333", "1.118", "86", "0", "0"),
            ("3", "Đất đai, môi trường", "187", "96", "91", "121", "49", "2", "15"),
            ("4", "Lao động, thương binh và xã hội", "243", "175", "68", "190", "44", "1", "8"),
            ("5", "Lĩnh vực khác", "95", "71", "24", "80", "13", "0", "2"),
            ("", "Tổng cộng", "2.341", "1.711", "630", "2.080", "230", "3", "28"),
        ),
    ),
}

LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="{shown}"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr>{look}</w:lvl>'
)
BOLD = "<w:rPr><w:b/></w:rPr>"
LISTS = {
    90: (("upperRoman", "%1.", BOLD), ("decimal", "%2.", BOLD), ("lowerLetter", "%3)", "")),
    91: (("bullet", "-", ""),),
}
STYLES = {"#": (0, 90), "##": (1, 90), "###": (2, 90), "-": (0, 91)}
FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {w}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p>
<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {note}</w:t></w:r>
</w:p></w:footnote>
</w:footnotes>
"""


def build() -> Document:
    """The whole report, from letterhead to recipients."""
    document = docx.Document()
    _page(document)
    _numbering(document)
    _footnote_part(document)
    _letterhead(document)
    for block in BODY.strip().split("\n\n"):
        text = " ".join(block.split())
        if text.startswith("["):
            _table(document, *TABLES[text.strip("[]")])
        else:
            _paragraph(document, text)
    _closing(document)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number._p.append(parse_xml(f'<w:fldSimple {W} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))  # noqa: SLF001 - python-docx has no field
    core = document.core_properties
    core.author = core.last_modified_by = "UBND thị trấn Kim Lũng"
    core.title = "Kết quả công tác dân vận chính quyền 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2024"
    core.comments = core.keywords = ""
    core.created = core.modified = datetime(2024, 9, 17, 9, 0)  # noqa: DTZ001 - the format wants a time without a zone
    core.revision = 1


def _numbering(document: Document) -> None:
    part = document.part.numbering_part.element
    first = part.find(qn("w:num"))  # definitions stand before the numbers that use them
    for number, levels in LISTS.items():
        inside = "".join(
            LEVEL.format(level=at, kind=kind, shown=shown, look=look) for at, (kind, shown, look) in enumerate(levels)
        )
        first.addprevious(parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{inside}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def _footnote_part(document: Document) -> None:
    blob = FOOTNOTES.format(w=W, note=NOTE).encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _letterhead(document: Document) -> None:
    left = (("ỦY BAN NHÂN DÂN", 13, "b"), ("THỊ TRẤN KIM LŨNG", 13, "b"), ("", 2, "_"), ("Số: 203/BC-UBND", 13, ""))
    right = (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "b"),
        ("", 2, "_"),
        ("Kim Lũng, ngày 17 tháng 9 năm 2024", 14, "i"),
    )
    grid = document.add_table(rows=1, cols=2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(grid, (65, 100))
    _lines(grid.cell(0, 0), left)
    _lines(grid.cell(0, 1), right)
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(18)
    _centred(title, "BÁO CÁO", 14, "b")
    _centred(document.add_paragraph(), "Kết quả công tác dân vận chính quyền 9 tháng đầu năm", 14, "b")
    subject = document.add_paragraph()
    subject.paragraph_format.space_after = Pt(12)
    _centred(subject, "và nhiệm vụ 3 tháng cuối năm 2024", 14, "b")
    _centred(document.add_paragraph(), "Kính gửi: Ủy ban nhân dân huyện Vân Khê.", 14, "")


def _closing(document: Document) -> None:
    document.add_paragraph()
    grid = document.add_table(rows=1, cols=2)
    _widths(grid, (80, 85))
    recipients = grid.cell(0, 0)
    first = recipients.paragraphs[0].add_run("Nơi nhận:")
    first.bold = first.italic = True
    first.font.size = Pt(12)
    for line in ("- Như trên;", "- Phòng Nội vụ huyện;", "- Thường trực Đảng ủy, HĐND thị trấn;", "- Lưu: VT."):
        recipients.add_paragraph().add_run(line).font.size = Pt(11)
    office = (("TM. ỦY BAN NHÂN DÂN", 14, "b"), ("CHỦ TỊCH", 14, "b"))
    blank = (("", 14, ""),) * 4
    _lines(grid.cell(0, 1), (*office, *blank, ("Ninh Thục Hoằng", 14, "b")))


def _paragraph(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    mark, _, rest = text.partition(" ")
    if mark in STYLES:
        paragraph.add_run(rest).bold = mark in {"#", "##"}
        paragraph.paragraph_format.keep_with_next = mark != "-"
        _number(paragraph, *STYLES[mark])
        return
    paragraph.paragraph_format.first_line_indent = Mm(10)
    before, note, after = text.partition("{note}")
    paragraph.add_run(before)
    if note:
        _note_mark(paragraph)
        paragraph.add_run(after)


def _note_mark(paragraph: Paragraph) -> None:
    mark = f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    paragraph._p.append(parse_xml(mark))  # noqa: SLF001 - python-docx has no footnote


def _number(paragraph: Paragraph, level: int, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no numbering
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _table(document: Document, caption: str, head: Head, rows: Rows) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(6)
    line.paragraph_format.keep_with_next = True
    _centred(line, caption, 13, "i")
    width = len(rows[0])
    grid = document.add_table(rows=2 + len(rows), cols=width, style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(grid, (10, 165 - 10 - 17 * (width - 2), *(17,) * (width - 2)))
    _head(grid, head)
    for row in grid.rows:
        row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {W}/>"))  # noqa: SLF001 - python-docx has no row setting
    for at, cells in enumerate(rows, start=2):
        look = "b" if at == len(rows) + 1 else ""
        for column, text in enumerate(cells):
            _centred(grid.cell(at, column).paragraphs[0], text, 11, look)
        grid.cell(at, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    for cell in (cell for row in grid.rows[:-1] for cell in row.cells):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _head(grid: Table, head: Head) -> None:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(head):
        column = 0
        for text, rows, columns in cells:
            while (row, column) in taken:
                column += 1
            corner = grid.cell(row, column)
            if (rows, columns) != (1, 1):
                corner = corner.merge(grid.cell(row + rows - 1, column + columns - 1))
            taken |= {(row + down, column + across) for down in range(rows) for across in range(columns)}
            _centred(corner.paragraphs[0], text, 11, "b")
    for row in (0, 1):
        grid.rows[row]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))  # noqa: SLF001 - the same


def _widths(grid: Table, millimetres: Sequence[int]) -> None:
    grid.autofit = False
    for column, width in enumerate(millimetres):
        grid.columns[column].width = Mm(width)
        for cell in grid.columns[column].cells:
            cell.width = Mm(width)


def _lines(cell: _Cell, lines: Sequence[tuple[str, int, str]]) -> None:
    for at, (text, size, look) in enumerate(lines):
        _centred(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), text, size, look)


def _centred(paragraph: Paragraph, text: str, size: int, look: str) -> None:
    """`look`: b bold, i italic, _ a short line, as stands under the names in the letterhead."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic = "b" in look, "i" in look
    run.font.size = Pt(size)
    if look == "_":
        line = f'<w:pBdr {W}><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(line))  # noqa: SLF001 - no borders in python-docx
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(20)


def packed(document: Document) -> bytes:
    """The file's bytes, the same on every run: members in their order, with one fixed date."""
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(name)  # a picture of python-docx's empty template
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=(1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            target.writestr(fixed, source.read(entry.filename))
    return out.getvalue()


def main() -> None:
    """Write the file beside this script, or into the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    target = parser.parse_args().folder / NAME
    draft = target.with_suffix(".part")
    draft.write_bytes(packed(build()))
    draft.replace(target)


if __name__ == "__main__":
    main()
