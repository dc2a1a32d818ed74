"""The few pieces of WordprocessingML a report is made of. Lengths in twips (1/20 point) or half-points, as the format wants."""

from collections.abc import Iterable
from typing import cast

from danvan.composing.text import UNPRINTABLE
from danvan.composing.word import BaseOxmlElement, OxmlElement, qn

BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(millimetres: float) -> int:
    """Millimetres as twips, the format's unit of length."""
    return round(millimetres * 1440 / 25.4)


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """<w:tag w:name="value"…> with its children."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def run(
    text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, raised: bool = False, size: float = 0
) -> BaseOxmlElement:
    """Text of one look. `size` in points, 0 = the style's."""
    look = element("rPr")
    if bold:
        look.append(element("b"))
    if italic:
        look.append(element("i"))
    if size:
        look.extend([element("sz", val=round(size * 2)), element("szCs", val=round(size * 2))])
    if underline:
        look.append(element("u", val="single"))
    if raised:
        look.append(element("vertAlign", val="superscript"))
    words = element("t")
    words.text = UNPRINTABLE.sub("", text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made = element("r", words)
    if len(look):
        made.insert(0, look)
    return made


def paragraph(
    style: str, pieces: Iterable[BaseOxmlElement] = (), *, keep_next: bool = False, indent: tuple[int, int] | None = None
) -> BaseOxmlElement:
    """A paragraph in a style. `keep_next` holds it on the page of the next; `indent` = twips off the left and right."""
    settings = element("pPr", element("pStyle", val=style))
    if keep_next:
        settings.append(element("keepNext"))
    if indent:
        settings.append(element("ind", left=indent[0], right=indent[1], firstLine=0))
    return element("p", settings, *pieces)


def field(code: str) -> list[BaseOxmlElement]:
    """A field Word fills in, for instance PAGE."""
    asked = element("instrText")
    asked.text = f" {code} "
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", asked),
        element("r", element("fldChar", fldCharType="separate")),
        run("2"),
        element("r", element("fldChar", fldCharType="end")),
    ]


def cell(
    width: int, paragraphs: Iterable[BaseOxmlElement], *, merge: str = "", middle: bool = True, span: int = 1
) -> BaseOxmlElement:
    """A table cell over `span` columns. `merge`: '' or 'restart'/'continue' of a cell that runs down over rows."""
    settings = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        settings.append(element("gridSpan", val=span))
    if merge:
        settings.append(element("vMerge", val=merge))
    if middle:
        settings.append(element("vAlign", val="center"))
    return element("tc", settings, *paragraphs)


def row(cells: Iterable[BaseOxmlElement], *, header: bool = False) -> BaseOxmlElement:
    """A table row that no page break cuts; a header row is repeated on each page."""
    settings = element("trPr", element("cantSplit"))
    if header:
        settings.append(element("tblHeader"))
    return element("tr", settings, *cells)


def table(widths: list[int], rows: Iterable[BaseOxmlElement], *, ruled: bool, padding: int = 0) -> BaseOxmlElement:
    """A table of fixed column widths (twips), with thin rules or none, as wide as its columns."""
    rules = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    settings = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(element(side, **rules) for side in BORDERS)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=padding, type="dxa") for side in ("left", "right"))),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", settings, grid, *rows)
