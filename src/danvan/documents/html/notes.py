"""Notes of a web page: a short link to a place further on that links back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_MARK = re.compile(r"\s*[\[(]?\s*([0-9]{1,3}|[ivx]{1,5}|[a-z]|[*†‡]{1,3})\s*[\])]?\s*")
_BACK = re.compile(r"\s*[\[(]?\s*(?:[0-9]{1,3}|[ivx]{1,5}|[a-z]|[*†‡]{1,3}|[↩↑^⏎][\ufe0e\ufe0f]?)\s*[\])]?\s*")
_HOLDERS = {"li", "div", "p", "td", "dd", "aside"}
_NOTE_DIV = re.compile(r"mso-element:\s*(?:foot|end)note\b", re.IGNORECASE)


@dataclass(slots=True)
class WebNotes:
    """The notes of a page: the mark of each link to one, the element each stands in, and the links back."""

    references: dict[etree._Element, str] = field(default_factory=dict)
    holders: dict[etree._Element, str] = field(default_factory=dict)
    returns: set[etree._Element] = field(default_factory=set)


def find_notes(root: etree._Element) -> WebNotes:
    """The notes of the page; links that lead nowhere, or to a place that does not lead back, are none."""
    notes = WebNotes()
    if not any(_MARK.fullmatch(_text(link)) for link in root.iter("a") if link.get("href", "").startswith("#")):
        return notes
    places: dict[str, etree._Element] = {}
    order: dict[etree._Element, int] = {}
    links: list[etree._Element] = []
    for at, element in enumerate(root.iter("*")):
        order[element] = at
        for key in (element.get("id"), element.get("name")):
            if key:
                places.setdefault(key, element)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            links.append(element)
    answers = {link: places.get(link.get("href", "")[1:]) for link in links}
    for link in links:
        found, target = _MARK.fullmatch(_text(link)), answers[link]
        if found is None or target is None or order[target] <= order[link]:
            continue
        holder = _holder(target)
        back = next((one for one in _links(holder) if _leads_to(answers.get(one), link)), None)
        if back is not None and holder not in notes.holders and not _is_above(holder, link):
            notes.references[link] = found[1]
            notes.holders[holder] = found[1]
            if _BACK.fullmatch(_text(back)):
                notes.returns.add(back)
    return notes


def _holder(target: etree._Element) -> etree._Element:
    """The block a note stands in; Word puts its paragraphs into a division of their own."""
    above = [target, *target.iterancestors()]
    division = next((one for one in above[:6] if _NOTE_DIV.search(one.get("style", ""))), None)
    return division if division is not None else next((one for one in above if one.tag in _HOLDERS), target)


def _links(holder: etree._Element) -> Iterator[etree._Element]:
    return (one for one, _ in zip(holder.iter("a"), range(50), strict=False))


def _leads_to(place: etree._Element | None, link: etree._Element) -> bool:
    """Whether a place is the link itself, or just around or in it."""
    near = (link, link.getparent(), *link)
    return place is not None and any(place is one for one in near)


def _is_above(holder: etree._Element, link: etree._Element) -> bool:
    return any(one is holder for one in link.iterancestors())


def _text(element: etree._Element) -> str:
    found = ""
    for text in element.itertext():
        found += str(text)
        if len(found) > 20:
            break
    return found
