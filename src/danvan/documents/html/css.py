"""The little of a page's style sheets that changes what is read: fonts, hidden elements, capitals, marks of lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_SELECTOR = re.compile(r"[\w-]*(?:[.#][\w-]+)?")
_MEANT = {"font-family", "font", "display", "visibility", "text-transform", "white-space", "list-style-type", "list-style"}
_MAX_RULES = 20_000
_FAMILY_IN_FONT = re.compile(r"[\d.]+(?:pt|px|em|rem|%)(?:/\S+)?\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Declarations by selector: 'p', '.MsoNormal', 'p.MsoNormal', '#top'. Other selectors are passed over."""

    rules: dict[str, dict[str, str]]

    def of(self, element: etree._Element) -> dict[str, str]:
        """What is declared for an element itself, its own style last."""
        found: dict[str, str] = {}
        if self.rules:
            for selector in _names(element):
                found |= self.rules.get(selector, {})
        own = element.get("style")
        return found | _declarations(own) if own else found


def read_sheet(sources: Iterable[str]) -> Sheet:
    """The sheet of a page's <style> elements; the first rules count where there are absurdly many."""
    rules: dict[str, dict[str, str]] = {}
    for source in sources:
        for rule in _uncommented(source).split("}"):
            before, _, body = rule.rpartition("{")
            selectors = before.rpartition("{")[2]
            meant = _declarations(body)
            for selector in selectors.split(",") if meant else ():
                if _SELECTOR.fullmatch(selector.strip()) and len(rules) < _MAX_RULES:
                    rules.setdefault(selector.strip(), {}).update(meant)
    return Sheet(rules)


def font_of(declared: dict[str, str]) -> str:
    """The first font named; '' where none is."""
    family = declared.get("font-family", "")
    if not family and (whole := _FAMILY_IN_FONT.search(declared.get("font", ""))):
        family = whole[1]
    return family.split(",")[0].strip(" \"'")


def is_hidden(declared: dict[str, str]) -> bool:
    """Whether an element declared so is not shown."""
    return declared.get("display", "").lower() == "none" or declared.get("visibility", "").lower() == "hidden"


def _uncommented(source: str) -> str:
    opening, *rest = source.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join((opening, *(one.partition("*/")[2] for one in rest)))


def _names(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    yield tag
    for name in element.get("class", "").split():
        yield f".{name}"
        yield f"{tag}.{name}"
    if identifier := element.get("id"):
        yield f"#{identifier}"


def _declarations(body: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in body.split(";"))
    return {
        key: value.replace("!important", "").strip()
        for name, _, value in pairs
        if (key := name.strip().lower()) in _MEANT and value.strip()
    }
