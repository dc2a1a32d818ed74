"""Marks the numbers and the parts of a Word report on their way into it, so that `trace.ids_in` leads from each number back to
its figure, and `prose.edited` tells our paragraphs from people's when the report comes back from Word."""

from collections.abc import Callable

from lxml import etree

from danvan.composing.model import Author, Chart, Line, author
from danvan.composing.prose.prints import Print, blanked, print_of, print_of_line
from danvan.composing.trace import NAMESPACE
from danvan.composing.wml import element
from danvan.composing.word import BaseOxmlElement, Document, PackURI, Part, qn

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# Office programs keep a custom part only when it has properties; the identifier of ours never changes.
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{6D1C0D5E-3B0F-4C57-9E0A-64616E76616E}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b'<ds:schemaRefs><ds:schemaRef ds:uri="urn:danvan:figures:1"/></ds:schemaRefs></ds:datastoreItem>'
)

_LONGEST = 64
"""Letters Word allows in the title or the tag of a content control (ECMA-376, ST_String limits of 17.5.2.1 and 17.5.2.42)."""
_FIRST_PART = 1_000_000
"""Identifiers of the bookmarks of parts begin here, those of numbers at 1."""


class Tracer:
    """Marks numbers and parts while a report is written, and then writes down which figure and which part each mark is, and
    the fingerprint of every paragraph."""

    def __init__(self) -> None:
        self._figures: list[str] = []
        self._parts: list[tuple[str, bool]] = []
        self._blocks: list[tuple[str, Author, Print]] = []
        self._charts: list[Chart] = []
        self._carried: list[Callable[[Document], None]] = []

    def mark(self, number: BaseOxmlElement, figure: str) -> list[BaseOxmlElement]:
        """The run `number` in a content control, whose title Word shows on hovering, between the ends of a bookmark that
        leads to `figure`. LibreOffice empties controls when it saves, but keeps bookmarks: these we go by."""
        self._figures.append(figure)
        at = len(self._figures)
        about = element("sdtPr", element("alias", val=figure[:_LONGEST]), element("tag", val=_name(at)), element("id", val=at))
        control = element("sdt", about, element("sdtContent", number))
        return [element("bookmarkStart", id=at, name=_name(at)), control, element("bookmarkEnd", id=at)]

    def begin(self, part: str, block: BaseOxmlElement, *, heading: bool = False) -> None:
        """The paragraph `block` (or the first one in it) is the first of `part`; whether it is its heading."""
        first = next(block.iter(qn("w:p")), block)
        self._parts.append((part, heading))
        at = len(self._parts)
        place = 1 if len(first) and first[0].tag == qn("w:pPr") else 0
        ends = element("bookmarkStart", id=_FIRST_PART + at, name=_part(at)), element("bookmarkEnd", id=_FIRST_PART + at)
        for end in reversed(ends):
            first.insert(place, end)

    def remember(self, part: str, block: BaseOxmlElement, by: Author = "") -> None:
        """Writes down the fingerprint of a paragraph or table of `part`; a person's own is left out."""
        if by != "person" and (words := blanked(block)):
            self._blocks.append((part, by, print_of(words)))

    def remember_line(self, part: str, line: Line) -> None:
        """The same of a paragraph that is not in the report any more."""
        self._blocks.append((part, author(line), print_of_line(line)))

    def draw(self, chart: Chart) -> None:
        """Writes down which figures a picture shows: it stays as it was drawn when they change."""
        self._charts.append(chart)

    def carry(self, attach: Callable[[Document], None]) -> None:
        """What else is put into the document when it is whole."""
        self._carried.append(attach)

    def attach(self, document: Document) -> None:
        root = etree.Element(f"{{{NAMESPACE}}}figures", nsmap={"f": NAMESPACE})
        for at, figure in enumerate(self._figures, start=1):
            etree.SubElement(root, f"{{{NAMESPACE}}}figure", mark=_name(at), id=figure)
        for at, (part, heading) in enumerate(self._parts, start=1):
            etree.SubElement(root, f"{{{NAMESPACE}}}part", mark=_part(at), code=part, heading="1" if heading else "")
        for part, by, print_ in self._blocks:
            etree.SubElement(root, f"{{{NAMESPACE}}}block", part=part, by=by, exact=print_.exact, loose=print_.loose)
        for chart in self._charts:
            etree.SubElement(root, f"{{{NAMESPACE}}}chart", name=f"Biểu đồ {chart.number}", figures=" ".join(chart.figures))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = document.part.package
        part_ = Part(PackURI("/customXml/item1.xml"), "application/xml", content, package)
        properties = Part(PackURI("/customXml/itemProps1.xml"), f"{_OFFICE}.customXmlProperties+xml", _PROPERTIES, package)
        part_.relate_to(properties, f"{_RELATION}Props")
        document.part.relate_to(part_, _RELATION)
        for attach in self._carried:
            attach(document)


def _name(at: int) -> str:
    return f"_dv{at}"


def _part(at: int) -> str:
    return f"_dvp{at}"
