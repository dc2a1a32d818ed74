"""Marks the numbers of a Word report on their way into it, so that `trace.ids_in` leads from each back to its figure."""

from lxml import etree

from danvan.composing.trace import NAMESPACE
from danvan.composing.wml import element
from danvan.composing.word import BaseOxmlElement, Document, PackURI, Part

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# Office programs keep a custom part only when it has properties; the identifier of ours never changes.
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{6D1C0D5E-3B0F-4C57-9E0A-64616E76616E}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b'<ds:schemaRefs><ds:schemaRef ds:uri="urn:danvan:figures:1"/></ds:schemaRefs></ds:datastoreItem>'
)


class Tracer:
    """Marks numbers while a report is written, and then writes down which figure each mark is."""

    def __init__(self) -> None:
        self._figures: list[str] = []

    def mark(self, number: BaseOxmlElement, figure: str) -> list[BaseOxmlElement]:
        """The run `number` between the ends of a bookmark that leads to `figure`."""
        self._figures.append(figure)
        at = len(self._figures)
        return [element("bookmarkStart", id=at, name=_name(at)), number, element("bookmarkEnd", id=at)]

    def attach(self, document: Document) -> None:
        root = etree.Element(f"{{{NAMESPACE}}}figures", nsmap={"f": NAMESPACE})
        for at, figure in enumerate(self._figures, start=1):
            etree.SubElement(root, f"{{{NAMESPACE}}}figure", mark=_name(at), id=figure)
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = document.part.package
        part = Part(PackURI("/customXml/item1.xml"), "application/xml", content, package)
        properties = Part(PackURI("/customXml/itemProps1.xml"), f"{_OFFICE}.customXmlProperties+xml", _PROPERTIES, package)
        part.relate_to(properties, f"{_RELATION}Props")
        document.part.relate_to(part, _RELATION)


def _name(at: int) -> str:
    return f"_dv{at}"
