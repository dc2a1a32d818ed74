"""What letters and paragraphs of a Word file look like, after all that they inherit from.

ECMA-376 part 1, 17.7.2: the document's defaults, then the table's style, the paragraph's and the character's with those
they are based on, then what stands at the run or paragraph itself. Each look is worked out once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from danvan.documents.appearance import Letters, Spacing
from danvan.documents.docx.xml import Element, attribute, child, children, name, number_value, on, text_value

_LOOKS = 4096
"""As many are remembered; a hostile file may make up any number."""
_LARGEST = 400
"""Half-points; nothing on a page of A4 is larger."""
_FARTHEST = 31_680
"""Twips: 22 inches, the most Word allows."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_ALIGNED = {"start": "left", "end": "right", "distribute": "both", "left": "left", "right": "right", "center": "center"}
_PLAIN = Spacing("left", first_line=0, left=0, before=0, after=0, line=240)
"""Where nobody says anything."""
_THEME_SLOT = re.compile(r"(?P<which>major|minor)(?:HAnsi|Ascii)")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font of plain letters, and that of letters with marks."""

    plain: str = ""
    marked: str = ""

    def of(self, text: str) -> str:
        return self.plain if text.isascii() and self.plain else self.marked


@dataclass(frozen=True, slots=True)
class Resolved:
    """A look before it is known which letters have it."""

    fonts: Fonts
    letters: Letters

    def of(self, text: str) -> Letters:
        font = self.fonts.of(text)
        return self.letters if font == self.letters.font else replace(self.letters, font=font)


class Cascade:
    """The looks of one document. `styles` and `theme` are the roots of those parts; absent parts say nothing."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._styles = {text_value(one, "w:styleId"): one for one in children(styles, "w:style")}
        self._default_table = next((key for key, one in self._styles.items() if _is_default(one, "table")), "")
        self._themes = _theme_fonts(theme)
        defaults = child(styles, "w:docDefaults")
        self._letters = self._resolved(Resolved(Fonts(), Letters()), [child(child(defaults, "w:rPrDefault"), "w:rPr")])
        self._spacing = _spaced(_PLAIN, [child(child(defaults, "w:pPrDefault"), "w:pPr")])
        self._of_styles: dict[tuple[str, str], Resolved] = {}
        self._of_runs: dict[object, Resolved] = {}
        self._spacings: dict[tuple[str, str], Spacing] = {}

    def run(self, paragraph_style: str, table_style: str, properties: Element | None) -> Resolved:
        """How a run looks; `properties` is its w:rPr."""
        key = (paragraph_style, table_style, *_key(properties))
        look = self._of_runs.get(key)
        if look is None:
            base = self._of_style(paragraph_style, table_style)
            own = list(self._chain(text_value(child(properties, "w:rStyle"))))
            look = self._resolved(base, (child(one, "w:rPr") for one in own), toggled=True)
            look = self._resolved(look, [properties])
            if len(self._of_runs) < _LOOKS:
                self._of_runs[key] = look
        return look

    def spacing(self, paragraph_style: str, table_style: str, properties: Element | None) -> Spacing:
        """How a paragraph is set; `properties` is its w:pPr."""
        key = (paragraph_style, table_style)
        inherited = self._spacings.get(key)
        if inherited is None:
            tables = [child(one, "w:pPr") for one in self._chain(table_style)]
            inherited = _spaced(self._spacing, tables)
            inherited = _spaced(inherited, [child(one, "w:pPr") for one in self._chain(paragraph_style)])
            if len(self._spacings) < _LOOKS:
                self._spacings[key] = inherited
        return _spaced(inherited, [properties])

    def table_style(self, named: str) -> str:
        """The style of a table, the default one when it names none."""
        return named or self._default_table

    def _of_style(self, paragraph_style: str, table_style: str) -> Resolved:
        key = (paragraph_style, table_style)
        found = self._of_styles.get(key)
        if found is None:
            tables = (child(one, "w:rPr") for one in self._chain(table_style))
            found = self._resolved(self._letters, tables)
            found = self._resolved(found, (child(one, "w:rPr") for one in self._chain(paragraph_style)))
            if len(self._of_styles) < _LOOKS:
                self._of_styles[key] = found
        return found

    def _resolved(self, base: Resolved, layers: Iterable[Element | None], *, toggled: bool = False) -> Resolved:
        """`base` with what `layers`, the farthest first, say instead. A character style that is bold makes what its paragraph
        has bold upright again, and so for italics (17.7.3)."""
        bold: bool | None = None
        italic: bool | None = None
        fonts, letters = base.fonts, base.letters
        for layer in layers:
            if layer is None or not len(layer):
                continue
            found = {name(one): one for one in layer}
            if "w:rFonts" in found:
                fonts = self._fonts(found["w:rFonts"], fonts)
            bold = on(found["w:b"]) if "w:b" in found else bold
            italic = on(found["w:i"]) if "w:i" in found else italic
            letters = _letters(letters, found)
        letters = replace(letters, bold=_toggled(letters.bold, bold, toggled), italic=_toggled(letters.italic, italic, toggled))
        return Resolved(fonts, letters)

    def _fonts(self, element: Element, base: Fonts) -> Fonts:
        plain = self._themed(attribute(element, "w:asciiTheme")) or attribute(element, "w:ascii")
        marked = self._themed(attribute(element, "w:hAnsiTheme")) or attribute(element, "w:hAnsi")
        return Fonts(plain or base.plain, marked or base.marked)

    def _themed(self, slot: str | None) -> str:
        match = _THEME_SLOT.fullmatch(slot or "")
        return self._themes.get(match["which"], "") if match else ""

    def _chain(self, identifier: str) -> Iterator[Element]:
        """The style and those it is based on, the farthest first. A damaged file may let them go in a circle."""
        chain: list[Element] = []
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            chain.append(self._styles[identifier])
            identifier = text_value(child(chain[-1], "w:basedOn"))
        return reversed(chain)


def _key(properties: Element | None) -> tuple[object, ...]:
    return () if properties is None else tuple((one.tag, *one.items()) for one in properties)


def _is_default(style: Element, kind: str) -> bool:
    return text_value(style, "w:type") == kind and text_value(style, "w:default") in {"1", "true", "on"}


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    scheme = child(child(theme, "a:themeElements"), "a:fontScheme")
    fonts = {"major": child(scheme, "a:majorFont"), "minor": child(scheme, "a:minorFont")}
    latin = {which: child(font, "a:latin") for which, font in fonts.items()}
    return {which: one.get("typeface", "") for which, one in latin.items() if one is not None}


def _toggled(inherited: bool, said: bool | None, toggled: bool) -> bool:
    if said is None:
        return inherited
    return inherited != said if toggled else said


def _letters(base: Letters, found: Mapping[str, Element]) -> Letters:
    if "w:sz" in found:
        size = number_value(found["w:sz"], 0)
        base = replace(base, size=size if 0 < size <= _LARGEST else None)
    if "w:u" in found:
        base = replace(base, underlined=text_value(found["w:u"], default="single") != "none")
    if "w:color" in found:
        colour = text_value(found["w:color"])
        base = replace(base, colour=colour.upper() if _COLOUR.fullmatch(colour) else "")
    return base


def _spaced(base: Spacing, layers: Iterable[Element | None]) -> Spacing:
    for layer in layers:
        if layer is None:
            continue
        for one in layer:
            kind = name(one)
            if kind == "w:jc":
                base = replace(base, align=_ALIGNED.get(text_value(one), "both"))
            elif kind == "w:ind":
                base = _indented(base, one)
            elif kind == "w:spacing":
                base = _apart(base, one)
    return base


def _indented(base: Spacing, element: Element) -> Spacing:
    left = _length(element, "w:start", _length(element, "w:left", base.left))
    first = _length(element, "w:firstLine", base.first_line)
    hanging = _length(element, "w:hanging", None)
    return replace(base, left=left, first_line=first if hanging is None else -hanging)


def _apart(base: Spacing, element: Element) -> Spacing:
    before = None if _automatic(element, "w:beforeAutospacing") else _length(element, "w:before", base.before)
    after = None if _automatic(element, "w:afterAutospacing") else _length(element, "w:after", base.after)
    line = _length(element, "w:line", base.line)
    rule = text_value(element, "w:lineRule", default=base.line_rule if line == base.line else "auto")
    return replace(base, before=before, after=after, line=line, line_rule=rule)


def _automatic(element: Element, wanted: str) -> bool:
    return text_value(element, wanted) in {"1", "true", "on"}


def _length(element: Element, wanted: str, default: int | None) -> int | None:
    """A length in twips; None for one that no page has, or that is not written in twips."""
    if attribute(element, wanted) is None:
        return default
    length = number_value(element, _FARTHEST + 1, wanted)
    return length if abs(length) <= _FARTHEST else None
