"""The figures a report is written from, as composing knows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan.ledger.figure import Figure
from danvan.ledger.ids import period_code
from danvan.site.core.remembering import Remembered
from danvan.site.figures.models import FigureValue
from danvan.site.figures.reading import FIELDS, as_ledger_figures_of
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report

_KEPT: Remembered[tuple[Sequence[Figure], Sequence[Figure]]] = Remembered(48)
"""A megabyte or two each."""


@dataclass(frozen=True)
class Numbers:
    """The values of record of an office: of the period of its report (`now`), and of the same period of the year before.
    Known by their keys, which name versions that are never changed; the values themselves are read when they are asked for."""

    keys: frozenset[int]
    period: str

    @cached_property
    def now(self) -> list[FigureValue]:
        return [one for one in self._values if one.period == self.period]

    @cached_property
    def before(self) -> list[FigureValue]:
        return [one for one in self._values if one.period != self.period]

    @cached_property
    def _values(self) -> list[FigureValue]:
        return list(FigureValue.objects.filter(pk__in=self.keys))


def current_numbers(report: Report) -> Numbers:
    """As they are now, in one query."""
    periods = [report.period, period_code(report.of_period.previous())]
    current = FigureValue.objects.filter(office_id=report.office_id, period__in=periods, of_record=True, superseded=False)
    return Numbers(frozenset(current.values_list("pk", flat=True)), report.period)


def numbers_called(keys: Iterable[int], report: Report) -> Numbers:
    """The versions with these keys."""
    return Numbers(frozenset(keys), report.period)


def as_ledger(numbers: Numbers, office: Office) -> tuple[Sequence[Figure], Sequence[Figure]]:
    """The same as figures of the ledger: of the period, of the year before. One query for what was not asked for lately."""
    key, state = (office.pk, numbers.period), (numbers.keys, office.name, office.code)
    return _KEPT.of(key, state, lambda: _read(numbers, office))


def _read(numbers: Numbers, office: Office) -> tuple[Sequence[Figure], Sequence[Figure]]:
    # Not as objects of the database: a report has some two thousand, and each would cost as much as all the rest done with it.
    kept = FigureValue.objects.filter(pk__in=numbers.keys, withdrawn=False)
    rows = list(kept.values_list(*FIELDS, named=True))
    now, before = [row for row in rows if row.period == numbers.period], [row for row in rows if row.period != numbers.period]
    return as_ledger_figures_of(now, office), as_ledger_figures_of(before, office)
