"""How the parts of a document are set: letterhead, title, signature block, recipients."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.catalogue.models.profiles import PartRule
from danvan.checking.elements import Element
from danvan.checking.look import BLANKS as OF_A_LOOK
from danvan.checking.look import Difference, Look, finding, limits, listed, number, same_font
from danvan.checking.subject import Subject
from danvan.documents.appearance import Letters
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

KIND = "part_letters"
BLANKS = OF_A_LOOK
_BOLD = {True: Words(vi="chữ đậm", en="bold"), False: Words(vi="chữ không đậm", en="not bold")}
_ITALIC = {True: Words(vi="chữ nghiêng", en="italic"), False: Words(vi="chữ đứng", en="upright")}
_PARTLY = {
    "bold": {True: Words(vi="chỉ đậm một phần", en="bold in part only"), False: Words(vi="đậm một phần", en="bold in part")},
    "italic": {
        True: Words(vi="chỉ nghiêng một phần", en="italic in part only"),
        False: Words(vi="nghiêng một phần", en="italic in part"),
    },
}
_CASE = {"upper": Words(vi="chữ in hoa", en="capitals"), "lower": Words(vi="chữ in thường", en="small letters")}
_ALIGN = {
    "left": Words(vi="căn trái", en="set to the left"),
    "right": Words(vi="căn phải", en="set to the right"),
    "center": Words(vi="căn giữa", en="centred"),
    "both": Words(vi="căn đều hai lề", en="justified"),
}
_FEW = 3
"""Letters that are no more than a slip of the hand: a space, a colon, one sign."""
_MANY = 3
"""Parts that are wrong in the same way are told together."""
_FAR_IN = 900
"""Twips; a line that begins so far in is put in its place by its indent, and not by its alignment."""


class Settings(Card):
    """What of the letters is looked at. `small`: points a size may be off and still be no more than worth a look."""

    aspect: Literal["font", "size", "bold", "italic", "case", "align"]
    small: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part with its rule and its letters, each run with how many letters and digits it holds."""

    rule: PartRule
    element: Element
    runs: tuple[tuple[Letters, Span, int], ...]

    @property
    def weight(self) -> int:
        return sum(weight for _, _, weight in self.runs)

    def share(self, fits: Callable[[Letters], bool]) -> tuple[int, tuple[Span, ...]]:
        """How many letters fit, and where."""
        fitting = [(span, weight) for letters, span, weight in self.runs if fits(letters)]
        return sum(weight for _, weight in fitting), tuple(span for span, _ in fitting)


_Found = tuple[Words, Words, tuple[Span, ...], Severity]
"""What is, what must be, where, how grave."""


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """At most one finding a part; one for all parts in the same wrong font, or wrong in the same way when they are many."""
    look = subject.look
    if look is None:
        return
    if settings.aspect == "font":
        yield from _fonts(card, look)
        return
    found = [(part, one) for part in _parts(look) if (one := _ASPECTS[settings.aspect](part, card, settings, look))]
    for alike in _alike(found):
        (first, (measured, required, _, severity)) = alike[0]
        spans = tuple(span for _, (_, _, each, _) in alike for span in each)
        names = listed([part.rule.name for part, _ in alike])
        yield finding(card, look, Difference(measured, required, spans, severity, first.rule.source, names))


def _alike(found: Sequence[tuple[_Part, _Found]]) -> Iterator[list[tuple[_Part, _Found]]]:
    """Each part by itself; together those that are many and all wrong in the same way, as where nothing was set at all."""
    groups: dict[tuple[str, str, Severity], list[tuple[_Part, _Found]]] = {}
    for part, one in found:
        groups.setdefault((one[0].vi, one[1].vi, one[3]), []).append((part, one))
    for group in groups.values():
        yield from [group] if len(group) >= _MANY else [[each] for each in group]


def _fonts(card: CheckCard, look: Look) -> Iterator[Finding]:
    """A font that most of the text has is told of the text."""
    rule = look.profile.letters
    wrong: dict[str, list[tuple[_Part, tuple[Span, ...]]]] = {}
    for part in _parts(look):
        for font in dict.fromkeys(letters.font for letters, _, _ in part.runs):
            many, spans = part.share(partial(_is_in, font))
            if font and not same_font(font, rule.font) and font != look.body_font and many >= _FEW:
                wrong.setdefault(font, []).append((part, spans))
    for font, parts in wrong.items():
        spans = tuple(span for _, each in parts for span in each)
        names = listed([part.rule.name for part, _ in parts])
        measured, required = (Words(vi=each, en=each) for each in (font, rule.font))
        yield finding(card, look, Difference(measured, required, spans, card.severity, rule.source, names))


def _is_in(font: str, letters: Letters) -> bool:
    return letters.font == font


def _parts(look: Look) -> Iterator[_Part]:
    for name, rule in look.profile.parts.items():
        letter = look.elements.type is None
        if name in ("subject", "letter_subject") and letter != (name == "letter_subject"):
            continue
        element: Element | None = getattr(look.elements, "subject" if name == "letter_subject" else name)
        if element is not None:
            yield _Part(rule, element, tuple(_runs(look, element)))


def _runs(look: Look, element: Element) -> Iterator[tuple[Letters, Span, int]]:
    for span in element.spans:
        for run in look.appearance.runs(span):
            weight = sum(map(str.isalnum, run.span.of(look.document.text)))
            if weight:
                yield run.letters, run.span, weight


def _size(part: _Part, card: CheckCard, settings: Settings, _: Look) -> _Found | None:
    allowed = part.rule.size
    if allowed is None:
        return None
    off: dict[int | None, Decimal] = {
        letters.size: allowed.beyond(Decimal(letters.size) / 2) for letters, _, _ in part.runs if letters.size
    }
    many, spans = part.share(lambda letters: bool(off.get(letters.size)))
    if many < _FEW:
        return None
    sizes = listed([number(Decimal(one.size) / 2) for one, span, _ in part.runs if span in spans and one.size])
    severity = Severity.NOTE if max(off.values()) <= settings.small else card.severity
    return sizes, limits(allowed), spans, severity


def _bold(part: _Part, card: CheckCard, _: Settings, __: Look) -> _Found | None:
    return _switch(part, card, "bold", part.rule.bold, _BOLD, lambda letters: letters.bold)


def _italic(part: _Part, card: CheckCard, _: Settings, __: Look) -> _Found | None:
    return _switch(part, card, "italic", part.rule.italic, _ITALIC, lambda letters: letters.italic)


def _switch(
    part: _Part, card: CheckCard, aspect: str, wanted: bool | None, words: dict[bool, Words], has: Callable[[Letters], bool]
) -> _Found | None:
    """What lacks altogether is as grave as the card; what is so in part, or too much, is worth a look."""
    if wanted is None:
        return None
    wrong, spans = part.share(lambda letters: has(letters) != wanted)
    if wrong < _FEW:
        return None
    whole = wrong == part.weight
    severity = card.severity if whole and wanted else Severity.NOTE
    return (words[not wanted] if whole else _PARTLY[aspect][wanted]), words[wanted], spans, severity


def _case(part: _Part, card: CheckCard, _: Settings, __: Look) -> _Found | None:
    text, wanted = part.element.text, part.rule.case
    wrong = "lower" if wanted == "upper" and text != text.upper() else "upper" if wanted == "lower" and text.isupper() else ""
    return (_CASE[wrong], _CASE[wanted], part.element.spans, card.severity) if wrong and wanted else None


def _align(part: _Part, card: CheckCard, _: Settings, look: Look) -> _Found | None:
    """Only where the line is set by its alignment, and not by tabs or spaces."""
    wanted = part.rule.align
    if wanted is None:
        return None
    for span in part.element.spans:
        for paragraph in look.appearance.over(span):
            spacing = paragraph.spacing
            by_hand = spacing.first_line is None or "\t" in paragraph.span.of(look.document.text)
            far_in = (spacing.left or 0) + (spacing.first_line or 0) >= _FAR_IN
            if spacing.align and spacing.align != wanted and not by_hand and not far_in:
                return _ALIGN[spacing.align], _ALIGN[wanted], (span,), card.severity
    return None


_ASPECTS: dict[str, Callable[[_Part, CheckCard, Settings, Look], _Found | None]] = {
    "size": _size,
    "bold": _bold,
    "italic": _italic,
    "case": _case,
    "align": _align,
}
