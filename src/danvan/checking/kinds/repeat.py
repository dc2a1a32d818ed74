"""The same figure stated twice with two values: in two places of the text, or in the text and in a form."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.catalogue.models.forms import Form
from danvan.checking.certainty import capped
from danvan.checking.labels import shortened
from danvan.checking.slips import slips
from danvan.checking.subject import Subject
from danvan.checking.sureness import like_a_slip
from danvan.kernel.finding import Finding, Severity
from danvan.reading.lexicon import fold
from danvan.reading.model import Qualifier, StatedFigure

KIND = "repeat"
BLANKS = frozenset({"found", "expected", "label", "other", "form", "column", "figures", "cause"})


class Settings(Card):
    """`beside`: what the text is held against. `sure`: the least confidence in both indicators, in percent. `empty`: words of a
    label that say nothing of what is counted. `apart`: figures of the text nearer than so many characters are one list, not a
    repetition. `by_chance`: the percent of other numbers that may be as near; a pair further apart is a note (sureness.py)."""

    beside: Literal["text", "form"]
    sure: int
    by_chance: int = 0
    empty: tuple[str, ...] = ()
    apart: int = 0


_VAGUE = (Qualifier.ABOVE, Qualifier.BELOW, Qualifier.ABOUT, Qualifier.AT_MOST)
_LONG = 100
"""Smaller numbers differ by one digit as often as not."""
_TWO = 2
_TELLING = 3
"""Words a label must have to say surely what is counted."""


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding at the figure of the text; of two in the text, at the later."""
    figures = [figure for figure in subject.reading.figures if _is_plain(figure)]
    prose = [figure for figure in figures if not figure.form]
    if settings.beside == "form":
        cells = [figure for figure in figures if figure.form and not figure.row]
        yield from _against_forms(card, settings, prose, cells, subject)
    else:
        yield from _against_text(card, settings, prose, subject)


def _is_plain(figure: StatedFigure) -> bool:
    """A level of the unit and period the document reports on."""
    told = figure.target or figure.direction is not None or figure.qualifier in _VAGUE or figure.readings
    return not told and figure.period is None


def _against_forms(
    card: CheckCard,
    settings: Settings,
    prose: Sequence[StatedFigure],
    cells: Sequence[StatedFigure],
    subject: Subject,
) -> Iterator[Finding]:
    forms: Mapping[str, Form] = subject.catalogue.forms
    by_indicator: dict[str, list[StatedFigure]] = defaultdict(list)
    for cell in cells:
        if cell.indicator:
            by_indicator[cell.indicator].append(cell)
    for figure in prose:
        filled = by_indicator.get(figure.indicator or "", [])
        same = [cell for cell in filled if fold(cell.quantity.measure) == fold(figure.quantity.measure)]
        values = {cell.quantity.value for cell in same}
        if len(values) == 1 and _is_sure(figure, settings) and figure.quantity.value not in values:
            form = forms.get(same[0].form)
            finding = _finding(card, figure, same[0], form.symbol if form else "")
            slip = like_a_slip(figure, same[0].quantity, subject.text, settings.by_chance)
            yield finding if slip else replace(finding, severity=Severity.NOTE)


def _is_sure(figure: StatedFigure, settings: Settings) -> bool:
    return figure.indicator is not None and (figure.confidence or 0) * 100 >= settings.sure


def _against_text(card: CheckCard, settings: Settings, prose: Sequence[StatedFigure], subject: Subject) -> Iterator[Finding]:
    by_words: dict[tuple[object, ...], list[StatedFigure]] = defaultdict(list)
    by_indicator: dict[tuple[object, ...], list[StatedFigure]] = defaultdict(list)
    for figure in prose:
        words = _words(figure.label, settings)
        if len(words) >= _TELLING:
            by_words[words, fold(figure.quantity.measure), figure.area].append(figure)
        if _is_sure(figure, settings):
            by_indicator[figure.indicator, fold(figure.quantity.measure)].append(figure)
    told: set[str] = set()
    for one, two in (pair for same in by_words.values() for pair in combinations(same, 2)):
        elsewhere = one.section != two.section and len({one.indicator, two.indicator} - {None}) < _TWO
        elsewhere = elsewhere and not _of_one_row(subject.headings.get(one.section, ""), subject.headings.get(two.section, ""))
        if elsewhere and _differ(one, two, settings, subject) and two.id not in told:
            told.add(two.id)
            yield _finding(card, two, one)
    for one, two in (pair for same in by_indicator.values() for pair in combinations(same, 2)):
        slip = two.id not in told and _differ(one, two, settings, subject) and _is_slip(one, two, subject.text)
        if slip and not _of_two_things(one, two, settings):
            told.add(two.id)
            yield _finding(card, two, one)


def _words(label: str, settings: Settings) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", fold(label))) - {*settings.empty}


def _differ(one: StatedFigure, two: StatedFigure, settings: Settings, subject: Subject) -> bool:
    """Two values in two places that are not one list, and that no calculation holds apart as different things."""
    between = subject.text[one.span.end : two.span.start]
    apart = two.span.start - one.span.end >= settings.apart and ("\n" in between or ". " in between)
    return apart and one.quantity.value != two.quantity.value and not subject.facts.held_together(one.id, two.id)


_SHORT = 6


def _of_one_row(one: str, two: str) -> bool:
    """Two short headings that begin with the same word are two of a row, each with its own figures: 'Vụ xuân', 'Vụ hè thu'."""
    first, second = (fold(heading).split() for heading in (one, two))
    return bool(first and second) and first[0] == second[0] and max(len(first), len(second)) <= _SHORT and first != second


def _of_two_things(one: StatedFigure, two: StatedFigure, settings: Settings) -> bool:
    """Whether each label says a good deal that the other does not: 'thu từ xuất, nhập khẩu', 'thu từ xổ số kiến thiết'."""
    first, second = _words(one.label, settings), _words(two.label, settings)
    return min(len(first - second), len(second - first)) >= _TELLING


def _is_slip(one: StatedFigure, two: StatedFigure, text: str) -> bool:
    if min(one.quantity.value, two.quantity.value) < _LONG or one.quantity.decimals != two.quantity.decimals:
        return False
    return any(slip.value == two.quantity.value for slip in slips(one, text))


def _finding(card: CheckCard, figure: StatedFigure, other: StatedFigure, form: str = "") -> Finding:
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=figure.span,
        data={
            "label": shortened([figure.label])[0],
            "other": str(other.quantity),
            "form": form,
            "column": other.column.removeprefix("c").replace("_", "."),
            "figures": f"{figure.id} {other.id}",
        },
        found=str(figure.quantity),
        expected=str(other.quantity),
        related=(other.span,),
    )
