"""The sheet and its margins, as the profile of the document's day asks for."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.catalogue.models.profiles import Limits, Paper
from danvan.checking.look import BLANKS as OF_A_LOOK
from danvan.checking.look import Difference, Look, finding, limits, listed, number
from danvan.checking.subject import Subject
from danvan.documents.appearance import Section, millimetres
from danvan.kernel.finding import Finding, Severity

KIND = "page"
BLANKS = OF_A_LOOK
_SAME = Decimal(1)
"""Millimetres by which one sheet of a name may differ from another."""
_WRITTEN = Decimal("0.5")
"""Millimetres that are lost where a margin is written in inches or with one decimal."""
_SIDES = {
    "top": Words(vi="lề trên", en="top"),
    "bottom": Words(vi="lề dưới", en="bottom"),
    "left": Words(vi="lề trái", en="left"),
    "right": Words(vi="lề phải", en="right"),
}


class Settings(Card):
    """What is measured. `small`: millimetres a margin may be off and still be no more than worth a look."""

    question: Literal["paper", "margins"]
    small: Decimal = Decimal(0)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a document: the first section that differs, the others related."""
    look = subject.look
    if look is None:
        return
    found = list(_papers(card, look) if settings.question == "paper" else _margins(card, settings, look))
    if found:
        worst = min(found, key=lambda one: one.severity.rank)
        yield finding(card, look, _together(found, worst.severity))


def _together(found: list[Difference], severity: Severity) -> Difference:
    first = found[0]
    spans = tuple(span for one in found for span in one.spans)
    return Difference(first.measured, first.required, spans, severity, first.source)


def _papers(card: CheckCard, look: Look) -> Iterator[Difference]:
    paper = look.profile.paper
    for section, span in look.main_sections:
        if section.width is None or section.height is None:
            continue
        sides = sorted((millimetres(section.width), millimetres(section.height)))
        if any(abs(one - other) > _SAME for one, other in zip(sides, sorted((paper.width, paper.height)), strict=True)):
            yield Difference(_sheet(*sides), _named(paper), (span,), card.severity, paper.source)


def _sheet(width: Decimal, height: Decimal) -> Words:
    one, other = number(width), number(height)
    return Words(vi=f"{one.vi} × {other.vi} mm", en=f"{one.en} × {other.en} mm")


def _named(paper: Paper) -> Words:
    sheet = _sheet(paper.width, paper.height)
    return Words(vi=f"{paper.name} ({sheet.vi})", en=f"{paper.name} ({sheet.en})")


def _margins(card: CheckCard, settings: Settings, look: Look) -> Iterator[Difference]:
    """Upright sections only: of a sheet lying on its side, the rules do not say which edge is which."""
    for section, span in look.main_sections:
        wrong = [] if section.landscape else list(_wrong_sides(section, look))
        if wrong:
            measured = listed([_side(name, number(length), " mm") for name, length, _ in wrong])
            required = listed([_side(name, limits(allowed, "mm"), "") for name, _, allowed in wrong])
            small = all(allowed.beyond(length) <= settings.small for _, length, allowed in wrong)
            severity = Severity.NOTE if small else card.severity
            yield Difference(measured, required, (span,), severity, look.profile.margins.source)


def _wrong_sides(section: Section, look: Look) -> Iterator[tuple[str, Decimal, Limits]]:
    for side in _SIDES:
        length: int | None = getattr(section, side)
        allowed: Limits = getattr(look.profile.margins, side)
        if length is not None and allowed.beyond(millimetres(length)) > _WRITTEN:
            yield side, millimetres(length), allowed


def _side(side: str, words: Words, unit: str) -> Words:
    return Words(vi=f"{_SIDES[side].vi} {words.vi}{unit}", en=f"{_SIDES[side].en} {words.en}{unit}")
