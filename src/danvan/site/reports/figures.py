"""The figures a report is written from, as composing knows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.ledger.figure import Figure
from danvan.ledger.ids import period_code
from danvan.site.figures.models import FigureValue
from danvan.site.figures.reading import as_ledger_figure
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report


@dataclass(frozen=True, slots=True)
class Numbers:
    """The values of record of an office: of the period of its report, and of the same period of the year before."""

    now: Sequence[FigureValue]
    before: Sequence[FigureValue]


def current_numbers(report: Report) -> Numbers:
    """As they are now, in one query."""
    periods = [report.period, period_code(report.of_period.previous())]
    current = FigureValue.objects.filter(office_id=report.office_id, period__in=periods, of_record=True, superseded=False)
    return _parted(current, report)


def numbers_called(keys: Iterable[int], report: Report) -> Numbers:
    """The versions with these keys: they are never changed. One query."""
    return _parted(FigureValue.objects.filter(pk__in=list(keys)), report)


def as_ledger(values: Iterable[FigureValue], office: Office) -> list[Figure]:
    """The same as figures of the ledger."""
    return [as_ledger_figure(value, office) for value in values if not value.withdrawn]


def _parted(values: Iterable[FigureValue], report: Report) -> Numbers:
    found = list(values)
    return Numbers([one for one in found if one.period == report.period], [one for one in found if one.period != report.period])
