"""Automatic numbering as Word shows it: the definitions of lists, and counters that run through the document.

ECMA-376 part 1, 17.9: a paragraph points at a list (w:num), which is based on an abstract list of nine levels and may override
them. Lists with one abstract list count together, unless a list restarts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from danvan.documents.docx.counting import written
from danvan.documents.docx.styles import NumberingChoice, Styles
from danvan.documents.docx.symbols import BULLET, symbol
from danvan.documents.docx.xml import Element, attribute, child, children, number_value, on, text_value
from danvan.documents.letters.fonts import OldFonts

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `pattern` is such as '%1.%2.'; `restart` the level whose use starts it anew, 0 for never."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    digits_only: bool = False
    follow: str = " "
    font: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs point at it. `counter` names the abstract list whose counters it shares."""

    counter: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


class Numbering:
    """The numbers of a document's paragraphs, asked for in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles)
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self.unknown_form = False

    def label(self, paragraph_style: str, properties: Element | None) -> str:
        """The number Word puts before the paragraph, with the space after it; '' when it has none."""
        choice = self._styles.numbering(paragraph_style, properties)
        found = self._lists.get(choice.list_id) if choice else None
        if choice is None or found is None:
            return ""
        at = choice.level if choice.level >= 0 else self._level_of_style(found, paragraph_style)
        self._count(found, NumberingChoice(choice.list_id, at))
        return self._written(found, at)

    def _level_of_style(self, found: List, paragraph_style: str) -> int:
        """A style numbered without a level stands at the level that names it."""
        lineage = self._styles.lineage(paragraph_style)
        return next((at for at, level in enumerate(found.levels) if level.style and level.style in lineage), 0)

    def _count(self, found: List, choice: NumberingChoice) -> None:
        counters = self._counters.setdefault(found.counter, [None] * LEVELS)
        at = choice.level
        before = counters[at]
        key = (choice.list_id, at)
        if at in found.starts and key not in self._begun:
            counters[at] = found.starts[at]
        else:
            counters[at] = found.levels[at].start if before is None else before + 1
        self._begun.add(key)
        for deeper in range(at + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or at < restart:
                counters[deeper] = None

    def _written(self, found: List, at: int) -> str:
        level = found.levels[at]
        if level.form == "bullet":
            text = "".join(_bullet(sign, level.font) for sign in level.pattern)
        else:
            counters = self._counters[found.counter]
            text = _PLACE.sub(lambda match: self._part(found, counters, int(match[1]) - 1, level), level.pattern)
        return text + level.follow if text.strip() else ""

    def _part(self, found: List, counters: list[int | None], at: int, shown: Level) -> str:
        level = found.levels[at]
        number = counters[at]
        number = level.start if number is None else number
        form = "decimal" if shown.digits_only else level.form
        text = written(number, form)
        if text is None:
            self.unknown_form = True
            return str(number)
        return text


def _bullet(sign: str, font: str) -> str:
    if "\ue000" <= sign <= "\uf8ff":
        return symbol(ord(sign), font) or BULLET
    return "○" if sign == "o" and font.startswith("Courier") else sign


def _lists(root: Element | None, styles: Styles) -> dict[int, List]:
    abstracts = {text_value(one, "w:abstractNumId"): one for one in children(root, "w:abstractNum")}
    nums = {number_value(one, 0, "w:numId"): one for one in children(root, "w:num")}
    found: dict[int, List] = {}
    for identifier, num in nums.items():
        counter = _counter(num, nums, abstracts, styles)
        if counter is not None:
            levels = _levels(abstracts[counter])
            overrides = list(children(num, "w:lvlOverride"))
            found[identifier] = List(counter, _overridden(levels, overrides), _starts(overrides))
    return found


def _counter(num: Element, nums: Mapping[int, Element], abstracts: Mapping[str, Element], styles: Styles) -> str | None:
    """The abstract list of `num`. One that only names a numbering style stands for that style's list."""
    identifier = text_value(child(num, "w:abstractNumId"))
    link = text_value(child(abstracts.get(identifier), "w:numStyleLink"))
    linked = nums.get(styles.numbering_of_list_style(link)) if link else None
    if linked is not None:
        identifier = text_value(child(linked, "w:abstractNumId"))
    return identifier if identifier in abstracts else None


def _levels(parent: Element) -> tuple[Level, ...]:
    levels = [Level()] * LEVELS
    for one in children(parent, "w:lvl"):
        at = number_value(one, -1, "w:ilvl")
        if 0 <= at < LEVELS:
            levels[at] = _level(one)
    return tuple(levels)


def _level(element: Element) -> Level:
    restart = child(element, "w:lvlRestart")
    fonts = child(child(element, "w:rPr"), "w:rFonts")
    font = "" if fonts is None else attribute(fonts, "w:ascii") or ""
    return Level(
        start=number_value(child(element, "w:start"), 0),
        form=text_value(child(element, "w:numFmt"), default="decimal"),
        pattern=OldFonts().convert([text_value(child(element, "w:lvlText"))], [font])[0],
        restart=None if restart is None else number_value(restart, 0),
        digits_only=on(child(element, "w:isLgl")),
        follow="" if text_value(child(element, "w:suff")) == "nothing" else " ",
        font=font,
        style=text_value(child(element, "w:pStyle")),
    )


def _overridden(levels: tuple[Level, ...], overrides: Iterable[Element]) -> tuple[Level, ...]:
    changed = list(levels)
    for override in overrides:
        at = number_value(override, -1, "w:ilvl")
        level = child(override, "w:lvl")
        if 0 <= at < LEVELS and level is not None:
            changed[at] = replace(_level(level), style=changed[at].style)
    return tuple(changed)


def _starts(overrides: Iterable[Element]) -> dict[int, int]:
    return {
        number_value(override, -1, "w:ilvl"): number_value(start, 1)
        for override in overrides
        for start in children(override, "w:startOverride")
    }
