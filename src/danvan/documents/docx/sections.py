"""The sections of a Word file: their paper, their margins, and the page numbers in their headers and footers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from danvan.documents.appearance import PageNumber, Section
from danvan.documents.docx.cascade import Cascade
from danvan.documents.docx.styles import Styles
from danvan.documents.docx.xml import Element, child, children, descendants, name, number_value, on, text_value

_LARGEST = 31_680
_PAGE = re.compile(r"\s*PAGE(?!\w)", re.IGNORECASE)
_CHOICE = re.compile(r"\s*IF(?!\w)", re.IGNORECASE)
_MARGINS = {"w:headerReference": True, "w:footerReference": False}
_ELSEWHERE = {"w:txbxContent", "w:tc"}
"""What stands in a box or in a table's cell is not where its own alignment says."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What page headers are read with. `part`: the header or footer of an identifier; `even`: even pages have their own."""

    cascade: Cascade
    styles: Styles
    part: Callable[[str], Element | None]
    even: bool


def sections(root: Element, margins: Margins) -> tuple[Section, ...]:
    """Every section of a document, in order. Headers a section does not name are those of the one before."""
    found: list[Section] = []
    numbers: dict[str, tuple[PageNumber, ...]] = {}
    for element in descendants(root, "w:sectPr"):
        if _was(element):
            continue
        numbers = {**numbers, **_numbers(element, margins)}
        shown = [numbers.get(f"{place} default", ()) for place in ("header", "footer")]
        if margins.even:
            shown += [numbers.get(f"{place} even", ()) for place in ("header", "footer")]
        on_all = tuple(number for each in shown for number in each)
        apart = on(child(element, "w:titlePg"))
        first = [number for place in ("header", "footer") for number in numbers.get(f"{place} first", ())]
        paper = _paper(element)
        found.append(replace(paper, numbers=on_all, first=tuple(first) if apart else on_all))
    return tuple(found)


def _was(element: Element) -> bool:
    """Whether this is how a section was before a tracked change."""
    above = element.getparent()
    return above is not None and name(above) == "w:sectPrChange"


def _paper(element: Element) -> Section:
    size, margin = child(element, "w:pgSz"), child(element, "w:pgMar")
    gutter = _length(margin, "w:gutter") or 0
    left = _length(margin, "w:left")
    return Section(
        width=_length(size, "w:w"),
        height=_length(size, "w:h"),
        # A negative margin at top or bottom is one the header may not push (17.6.11).
        top=_absolute(_length(margin, "w:top")),
        bottom=_absolute(_length(margin, "w:bottom")),
        left=None if left is None else left + gutter,
        right=_length(margin, "w:right"),
    )


def _length(element: Element | None, wanted: str) -> int | None:
    length = number_value(element, _LARGEST + 1, wanted)
    return length if abs(length) <= _LARGEST else None


def _absolute(length: int | None) -> int | None:
    return None if length is None else abs(length)


def _numbers(section: Element, margins: Margins) -> dict[str, tuple[PageNumber, ...]]:
    """The page numbers of the headers and footers a section names, by place and kind: 'header default'."""
    found: dict[str, tuple[PageNumber, ...]] = {}
    for element, in_header in _MARGINS.items():
        for one in children(section, element):
            root = margins.part(text_value(one, "r:id"))
            place = "header" if in_header else "footer"
            kind = text_value(one, "w:type", default="default")
            found[f"{place} {kind}"] = () if root is None else tuple(_in_part(root, margins, in_header=in_header))
    return found


def _in_part(root: Element, margins: Margins, *, in_header: bool) -> Iterator[PageNumber]:
    for paragraph in descendants(root, "w:p"):
        runs = list(descendants(paragraph, "w:r"))
        codes = [one.text or "" for run in runs for one in children(run, "w:instrText")]
        simple = [text_value(one, "w:instr") for one in descendants(paragraph, "w:fldSimple")]
        if not any(map(_PAGE.match, (*codes, "".join(codes), *simple))):
            continue
        if next(descendants(paragraph, "w:txbxContent"), None) is None:
            number = _number(paragraph, runs, margins, in_header=in_header)
            yield replace(number, conditional=any(map(_CHOICE.match, (*codes, "".join(codes)))))


def _number(paragraph: Element, runs: list[Element], margins: Margins, *, in_header: bool) -> PageNumber:
    properties = child(paragraph, "w:pPr")
    style = margins.styles.of_paragraph(properties)
    shown = [run for run in runs if child(run, "w:t") is not None] or runs
    letters = margins.cascade.run(style, "", child(shown[0], "w:rPr") if shown else None).of("1")
    return PageNumber(in_header, _align(paragraph, properties, style, margins), letters)


def _align(paragraph: Element, properties: Element | None, style: str, margins: Margins) -> str:
    """Where the number stands across the page; '' where that is not told by its paragraph alone."""
    if any(name(above) in _ELSEWHERE for above in paragraph.iterancestors()):
        return ""
    frame = child(properties, "w:framePr")
    if frame is not None:
        return {"center": "center", "right": "right", "left": "left"}.get(text_value(frame, "w:xAlign"), "")
    if next(descendants(paragraph, "w:tab", "w:ptab"), None) is not None:
        return ""
    return margins.cascade.spacing(style, "", properties).align
