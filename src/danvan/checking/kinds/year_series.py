"""A report on several years that lists the plans of some of them only."""

import re
from collections.abc import Iterator
from itertools import groupby

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.model import Citation

KIND = "year_series"
BLANKS = frozenset({"found", "expected", "type", "years"})
_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)")
_BEHIND = 220
"""Characters behind a plan in which its year is named."""
_APART = 700
"""Plans of one list stand no further apart."""


class Settings(Card):
    """`types`: kinds of text issued every year; `fewest`: how many make a series."""

    types: tuple[str, ...]
    fewest: int


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each series, at its first text."""
    period = subject.reading.letterhead.period
    if period is None or period.end.year - period.start.year + 1 < settings.fewest:
        return
    listed = [one for one in subject.reading.citations if one.type in settings.types and one.number and one.date]
    for series in _series(listed):
        finding = _finding(card, settings, series, period, subject.text)
        if finding:
            yield finding


def _series(citations: list[Citation]) -> Iterator[list[Citation]]:
    """Texts of one kind and one issuer that follow each other in the text."""
    for _, group in groupby(citations, key=lambda one: (one.type, _symbol(one))):
        run: list[Citation] = []
        for one in group:
            if run and one.span.start - run[-1].span.end > _APART:
                yield run
                run = []
            run.append(one)
        yield run


def _symbol(citation: Citation) -> str:
    return re.sub(r"\s", "", citation.number.partition("/")[2]).casefold()


def _finding(card: CheckCard, settings: Settings, series: list[Citation], period: Period, text: str) -> Finding | None:
    spans = [*(one.span for one in series), Span(len(text), len(text))]
    years = [_year(one, text, after.start) for one, after in zip(series, spans[1:], strict=True)]
    asked = range(period.start.year, period.end.year + 1)
    missing = [year for year in asked if year not in years]
    # One text a year and no other: else it is no series of yearly plans.
    if len(years) < settings.fewest or len(set(years)) != len(years) or not missing or any(year not in asked for year in years):
        return None
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty),
        span=series[0].span,
        data={"type": series[0].type, "years": ", ".join(map(str, sorted(years)))},
        found=", ".join(map(str, sorted(years))),
        expected=", ".join(map(str, missing)),
        related=tuple(one.span for one in series[1:]),
    )


def _year(citation: Citation, text: str, stop: int) -> int:
    """The year the text is for; that of its date where it names none."""
    found = _YEAR.findall(text, citation.span.end, min(stop, citation.span.end + _BEHIND))
    return int(found[0]) if found else citation.date.year if citation.date else 0
