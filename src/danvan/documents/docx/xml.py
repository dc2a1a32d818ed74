"""The XML of a Word file: short names for its elements, and a parser that a hostile file cannot use against us."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from danvan.kernel.errors import FileTooLarge, FormatDamaged

Element: TypeAlias = etree._Element  # noqa: SLF001 - the name lxml itself gives the type

FOUND = ".docx"
MAX_DEPTH = 200
MAX_TAGS = 4_000_000
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")

# Each with the namespace of ordinary Word files and that of 'Strict Open XML' (ISO/IEC 29500).
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
}
_WHOLE = re.compile(r"-?[0-9]{1,10}")
_NAMESPACES = {
    prefix: [space for space, short in _PREFIXES.items() if short == prefix] for prefix in dict.fromkeys(_PREFIXES.values())
}


def parse(data: bytes, file: str) -> Element:
    """The root of one part of the file, comments left out.

    Raises FormatDamaged for broken XML, a DOCTYPE (Word writes none; entities and outside files hide in it) and nesting
    beyond what Word can write; FileTooLarge for more elements than fit in memory.
    """
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        raise FileTooLarge(file=file, found=f"a file of {tags} XML tags", allowed=f"{MAX_TAGS}")
    if b"<!DOCTYPE" in data:
        raise FormatDamaged(file=file, found=FOUND, reason="its XML declares a DOCTYPE, which Word never writes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatDamaged(file=file, found=FOUND, reason=f"its XML is broken at line {error.lineno}") from error
    # Other encodings than UTF-8 spell '<!DOCTYPE' with other bytes.
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatDamaged(file=file, found=FOUND, reason="its XML declares a DOCTYPE, which Word never writes")
    if _TOO_DEEP(root):
        raise FormatDamaged(file=file, found=FOUND, reason=f"its XML is nested more than {MAX_DEPTH} deep")
    return root


class _Names(dict[str, str]):
    """Full names of elements -> short ones, each made once."""

    def __missing__(self, tag: str) -> str:
        space, _, local = tag[1:].partition("}")
        prefix = _PREFIXES.get(space)
        short = f"{prefix}:{local}" if prefix else tag
        if len(self) < _NAMES:  # a hostile file may invent any number of them
            self[tag] = short
        return short


_NAMES = 4096
_SHORT = _Names()


@lru_cache(_NAMES)
def _full(wanted: str) -> tuple[str, ...]:
    """The full names that 'w:p' stands for."""
    prefix, _, local = wanted.partition(":")
    return tuple(f"{{{space}}}{local}" for space in _NAMESPACES[prefix])


def name(element: Element) -> str:
    """'w:p' and so on; the full name for what we do not know."""
    return _SHORT[element.tag]


def attribute(element: Element, wanted: str) -> str | None:
    """The attribute called 'w:val' and so on."""
    for full in _full(wanted):
        found = element.get(full)
        if found is not None:
            return found
    return None


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child called `wanted`."""
    return None if element is None else next(element.iterchildren(*_full(wanted)), None)


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """The children called `wanted`."""
    return iter(()) if element is None else element.iterchildren(*_full(wanted))


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """The element itself and all below it that are called so, in the order of the text."""
    return element.iter(*(full for one in wanted for full in _full(one)))


def text_value(element: Element | None, wanted: str = "w:val", default: str = "") -> str:
    """An attribute as text; `default` when the element or the attribute is missing."""
    return default if element is None else attribute(element, wanted) or default


def number_value(element: Element | None, default: int, wanted: str = "w:val") -> int:
    """An attribute as a whole number; `default` when it is missing or none."""
    text = text_value(element, wanted)
    return int(text) if _WHOLE.fullmatch(text) else default


def on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is on: present, and not said to be off."""
    return element is not None and text_value(element, default="true") not in {"0", "false", "off"}
