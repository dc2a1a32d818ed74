"""The look Nghị định 30/2020/NĐ-CP (annex I) gives an administrative document: page, typeface, and the styles of a report.

Where the decree leaves a range, one value is chosen here: margins 20/20/30/15 mm, body 14 pt, first line 1,27 cm.
"""

import math
from dataclasses import dataclass

from danvan.composing.wml import element, field, paragraph, twips
from danvan.composing.word import WD_ORIENT, BaseOxmlElement, Document, Twips, qn

TYPEFACE = "Times New Roman"
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
FIRST_LINE = twips(12.7)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: size and space in points, `first` = first line's indent in twips."""

    name: str
    title: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first: int = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    outline: int | None = None
    line: float = 1.0


BODY = "BodyText"
STYLES = (
    Style("Normal", "Normal", 14),
    Style("Header", "header", 13, align="center"),
    Style("Motto", "Danvan Quoc hieu", 12, bold=True, align="center"),
    Style("Letterhead", "Danvan Co quan", 13, align="center"),
    Style("Number", "Danvan So va ngay", 13, align="center", before=6),
    Style("About", "Danvan Ve viec", 12.5, align="center", before=6),
    Style("DocType", "Danvan Ten loai", 14, bold=True, align="center", before=12, keep=True),
    Style("Subject", "Danvan Trich yeu", 14, bold=True, align="center", keep=True),
    Style("Rule", "Danvan Ke", 2, align="center"),
    Style("Gap", "Danvan Khoang cach", 6),
    Style("Addressee", "Danvan Kinh gui", 14, first=FIRST_LINE, before=6, after=6),
    Style(BODY, "Body Text", 14, align="both", first=FIRST_LINE, after=6, line=1.08),
    Style("Heading1", "heading 1", 14, bold=True, first=FIRST_LINE, before=6, after=6, keep=True, outline=0),
    Style("Heading2", "heading 2", 14, bold=True, first=FIRST_LINE, after=6, keep=True, outline=1),
    Style("Heading3", "heading 3", 14, bold=True, italic=True, first=FIRST_LINE, after=6, keep=True, outline=2),
    Style("Heading4", "heading 4", 14, italic=True, first=FIRST_LINE, after=6, keep=True, outline=3),
    Style("Caption", "caption", 13, bold=True, align="center", before=6, after=6, keep=True),
    Style("CellHead", "Danvan Dau bang", 11, bold=True, align="center", before=2, after=2),
    Style("CellMeasure", "Danvan Don vi tinh", 11, italic=True, align="center", before=1, after=1),
    Style("CellName", "Danvan Ten don vi", 12, before=2, after=2),
    Style("CellNumber", "Danvan So", 12, align="right", before=2, after=2),
    Style("CellCentre", "Danvan O giua", 12, align="center", before=2, after=2),
    Style("Picture", "Danvan Bieu do", 14, align="center", after=6),
    Style("AnnexNumber", "Danvan Phu luc", 14, bold=True, align="center", keep=True, outline=0),
    Style("AnnexTitle", "Danvan Ten phu luc", 14, bold=True, align="center", keep=True),
    Style("AnnexOf", "Danvan Kem theo", 14, italic=True, align="center", after=8, keep=True),
    Style("PivotHead", "Danvan Dau phu luc", 9.5, bold=True, align="center", before=1, after=1),
    Style("PivotMeasure", "Danvan Don vi tinh phu luc", 9.5, italic=True, align="center"),
    Style("PivotName", "Danvan Ten don vi phu luc", 10.5, before=1, after=1),
    Style("PivotNumber", "Danvan So phu luc", 10.5, align="right", before=1, after=1),
    Style("PivotCentre", "Danvan O giua phu luc", 10.5, align="center", before=1, after=1),
    Style("Note", "Danvan Ghi chu", 11, italic=True, align="both", before=2),
    Style("Recipients", "Danvan Noi nhan", 11),
    Style("Signature", "Danvan Chu ky", 14, bold=True, align="center"),
)


def dress(document: Document) -> None:
    """Give an empty document our page, page number and styles, and nothing else."""
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    fonts = element("rFonts", ascii=TYPEFACE, hAnsi=TYPEFACE, cs=TYPEFACE, eastAsia=TYPEFACE)
    language = element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    sheet.append(element("docDefaults", element("rPrDefault", element("rPr", fonts, language)), element("pPrDefault")))
    sheet.extend(_definition(style) for style in STYLES)
    _page(document)


def _definition(style: Style) -> BaseOxmlElement:
    made = element("style", element("name", val=style.title), type="paragraph", styleId=style.name)
    if style.name == "Normal":
        made.set(qn("w:default"), "1")
    else:
        made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    settings = element("pPr")
    if style.keep:
        settings.append(element("keepNext"))
    settings.append(
        element(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.line * 240),
            lineRule="auto",
        )
    )
    settings.append(element("ind", left=0, right=0, firstLine=style.first))
    settings.append(element("jc", val=style.align))
    if style.outline is not None:
        settings.append(element("outlineLvl", val=style.outline))
    look = element("rPr")
    if style.bold:
        look.append(element("b"))
    if style.italic:
        look.append(element("i"))
    look.extend([element("sz", val=round(style.size * 2)), element("szCs", val=round(style.size * 2))])
    made.extend([settings, look])
    return made


def _page(document: Document) -> None:
    """A4 upright; the page number centred in the top margin from page 2 on."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = _length(PAGE[0]), _length(PAGE[1])
    section.top_margin, section.bottom_margin = _length(TOP), _length(BOTTOM)
    section.left_margin, section.right_margin = _length(LEFT), _length(RIGHT)
    section.header_distance = section.footer_distance = _length(10)
    section.different_first_page_header_footer = True
    header = section.header
    header.is_linked_to_previous = False
    _refill(header._element, paragraph("Header", field("PAGE")))  # noqa: SLF001 - python-docx has no call for a field
    first = section.first_page_header
    first.is_linked_to_previous = False
    _refill(first._element, paragraph("Header"))  # noqa: SLF001 - the same


def _length(millimetres: float) -> Twips:
    """In whole twips, never less than asked: 14,99 mm would fall short of the decree's 15."""
    return Twips(math.ceil(millimetres * 1440 / 25.4))


def _refill(holder: BaseOxmlElement, content: BaseOxmlElement) -> None:
    for child in list(holder):
        holder.remove(child)
    holder.append(content)
