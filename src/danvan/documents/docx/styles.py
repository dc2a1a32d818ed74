"""Styles of a Word file: their names, and what paragraphs and runs inherit from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from danvan.documents.docx.xml import Element, attribute, child, children, number_value, on, text_value


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown, as far as it changes what is read."""

    hidden: bool = False
    capitals: bool = False
    raised: str = ""
    """'superscript', 'subscript' or ''."""
    font: str = ""


_LOOKS = 4096
"""As many are remembered; a hostile file may make up any number."""


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
        self._looks: dict[tuple[object, ...], Look] = {}
        self._names: dict[str, str] = {}
        self._numberings: dict[str, list[Element]] = {}
        self._plain = _look(Look(), child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"))

    def of_paragraph(self, properties: Element | None) -> str:
        """The identifier of a paragraph's style, the default one when it names none."""
        return text_value(child(properties, "w:pStyle"), default=self._defaults.get("paragraph", ""))

    def name(self, identifier: str) -> str:
        """What Word calls the style ('heading 1', also in a Vietnamese Word)."""
        if identifier not in self._names:
            self._names[identifier] = text_value(child(self._styles.get(identifier), "w:name"), default=identifier)
        return self._names[identifier]

    def look(self, paragraph_style: str, properties: Element | None) -> Look:
        """How a run looks: its own properties first, then its character style's, then its paragraph style's.

        Most runs of a file look like one of a few: each look is worked out once.
        """
        key = (paragraph_style, *(() if properties is None else ((one.tag, *one.values()) for one in properties)))
        look = self._looks.get(key)
        if look is None:
            look = self._worked_out(paragraph_style, properties)
            if len(self._looks) < _LOOKS:
                self._looks[key] = look
        return look

    def _worked_out(self, paragraph_style: str, properties: Element | None) -> Look:
        run_style = text_value(child(properties, "w:rStyle"))
        inherited = _look(self._plain, *(child(one, "w:rPr") for one in self._chain(paragraph_style)))
        inherited = _look(inherited, *(child(one, "w:rPr") for one in self._chain(run_style)))
        look = _look(inherited, properties)
        return replace(look, raised=look.raised or _shifted(properties))

    def numbering(self, paragraph_style: str, properties: Element | None) -> NumberingChoice | None:
        """The list of a paragraph, by its own properties or its style's; None when it is not numbered."""
        if paragraph_style not in self._numberings:
            self._numberings[paragraph_style] = list(_numbered(child(one, "w:pPr") for one in self._chain(paragraph_style)))
        wanted = [*_numbered((properties,)), *self._numberings[paragraph_style]]
        if not wanted:
            return None
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


def _numbered(properties: Iterable[Element | None]) -> Iterator[Element]:
    return (found for one in properties if (found := child(one, "w:numPr")) is not None)


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
        inherited.font if fonts is None else _font(fonts, inherited.font),
    )


def _font(fonts: Element, inherited: str) -> str:
    """The font of Latin letters; '' when the theme of the file names it, which is never an old one."""
    themed = attribute(fonts, "w:asciiTheme") or attribute(fonts, "w:hAnsiTheme")
    return "" if themed else attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or inherited


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
