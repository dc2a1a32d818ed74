"""Styles of a Word file: their names, and what paragraphs and runs inherit from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from danvan.documents.docx_xml import Element, attribute, child, children, number_value, on, text_value


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown, as far as it changes what is read."""

    hidden: bool = False
    capitals: bool = False
    raised: str = ""
    """'superscript', 'subscript' or ''."""
    font: str = ""


@dataclass(frozen=True, slots=True)
class NumberingChoice:
    """The list a paragraph is an item of, and its level in it (0 to 8)."""

    list_id: int
    level: int


class Styles:
    """The styles part; an absent one has no styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {text_value(one, "w:styleId"): one for one in children(root, "w:style")}
        self._defaults = {
            text_value(one, "w:type"): identifier
            for identifier, one in self._styles.items()
            if text_value(one, "w:default") in {"1", "true", "on"}
        }
        self._looks: dict[tuple[str, str], Look] = {}

    def of_paragraph(self, properties: Element | None) -> str:
        """The identifier of a paragraph's style, the default one when it names none."""
        return text_value(child(properties, "w:pStyle"), default=self._defaults.get("paragraph", ""))

    def name(self, identifier: str) -> str:
        """What Word calls the style ('heading 1', also in a Vietnamese Word)."""
        return text_value(child(self._styles.get(identifier), "w:name"), default=identifier)

    def look(self, paragraph_style: str, properties: Element | None) -> Look:
        """How a run looks: its own properties first, then its character style's, then its paragraph style's."""
        run_style = text_value(child(properties, "w:rStyle"))
        key = (paragraph_style, run_style)
        if key not in self._looks:
            inherited = _look(Look(), *(child(one, "w:rPr") for one in self._chain(paragraph_style)))
            self._looks[key] = _look(inherited, *(child(one, "w:rPr") for one in self._chain(run_style)))
        look = _look(self._looks[key], properties)
        return replace(look, raised=look.raised or _shifted(properties))

    def numbering(self, paragraph_style: str, properties: Element | None) -> NumberingChoice | None:
        """The list of a paragraph, by its own properties or its style's; None when it is not numbered."""
        sources = [properties, *(child(one, "w:pPr") for one in self._chain(paragraph_style))]
        wanted = [found for one in sources if (found := child(one, "w:numPr")) is not None]
        list_id = next((number_value(one, 0) for each in wanted for one in children(each, "w:numId")), 0)
        level = next((number_value(one, 0) for each in wanted for one in children(each, "w:ilvl")), None)
        if list_id <= 0:
            return None
        return NumberingChoice(list_id, -1 if level is None else max(0, min(8, level)))

    def lineage(self, paragraph_style: str) -> list[str]:
        """The style and those it is based on, nearest first."""
        return [text_value(one, "w:styleId") for one in self._chain(paragraph_style)]

    def numbering_of_list_style(self, identifier: str) -> int:
        """The list a numbering style stands for; 0 when it names none."""
        properties = child(child(self._styles.get(identifier), "w:pPr"), "w:numPr")
        return number_value(child(properties, "w:numId"), 0)

    def _chain(self, identifier: str) -> Iterator[Element]:
        """The style and those it is based on. A damaged file may let them go in a circle."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            yield style
            identifier = text_value(child(style, "w:basedOn"))


def _look(inherited: Look, *properties: Element | None) -> Look:
    """`inherited`, with what the first of `properties` that speaks of it says instead."""
    hidden = _first(properties, "w:vanish")
    capitals = _first(properties, "w:caps")
    raised = _first(properties, "w:vertAlign")
    fonts = _first(properties, "w:rFonts")
    return Look(
        inherited.hidden if hidden is None else on(hidden),
        inherited.capitals if capitals is None else on(capitals),
        inherited.raised if raised is None else text_value(raised),
        inherited.font if fonts is None else (attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or inherited.font),
    )


def _shifted(properties: Element | None) -> str:
    """Raised or lowered by hand, as LibreOffice also writes it: by a quarter of the letters' height, with their size set.

    A small shift of a whole line is typography, and its digits stay what they are.
    """
    height = number_value(child(properties, "w:sz"), 0)
    shift = number_value(child(properties, "w:position"), 0)
    if not height or abs(shift) * 4 < height:
        return ""
    return "superscript" if shift > 0 else "subscript"


def _first(properties: tuple[Element | None, ...], wanted: str) -> Element | None:
    return next((found for one in properties if (found := child(one, wanted)) is not None), None)
