"""Sections of a Word report: the report itself, then each appendix on sheets of its own, numbered from 1 for itself."""

from collections.abc import Sequence
from copy import deepcopy

from danvan.composing.styles import PAGE
from danvan.composing.wml import element, paragraph, twips
from danvan.composing.word import BaseOxmlElement, Document, qn


def section_end() -> BaseOxmlElement:
    """The paragraph a section ends with; `parted` says what the section looks like."""
    made = paragraph("Rule")
    made[0].append(element("sectPr"))
    return made


def parted(document: Document, landscapes: Sequence[bool]) -> None:
    """Gives every section its sheet: the first as `document` has it, the appendices' upright or lying on their side."""
    body = document.element.body
    main = body[-1]
    ends = [each for each in body.iter(qn("w:sectPr")) if each is not main]
    looks = [deepcopy(main), *(_appendix(main, landscape) for landscape in landscapes)]
    for end, look in zip([*ends, main], looks, strict=True):
        end.addprevious(look)
        end.getparent().remove(end)


def _appendix(main: BaseOxmlElement, landscape: bool) -> BaseOxmlElement:
    """As `main`, whose headers go on (a section without its own has those before it); the margins stay where a reader who
    turns the sheet sees them."""
    made = deepcopy(main)
    for header in [*made.findall(qn("w:headerReference")), *made.findall(qn("w:footerReference"))]:
        made.remove(header)
    for size in made.iterfind(qn("w:pgSz")) if landscape else ():
        size.set(qn("w:w"), str(twips(PAGE[1])))
        size.set(qn("w:h"), str(twips(PAGE[0])))
        size.set(qn("w:orient"), "landscape")
    for margins in made.findall(qn("w:pgMar")):
        margins.addnext(element("pgNumType", start=1))
    return made
