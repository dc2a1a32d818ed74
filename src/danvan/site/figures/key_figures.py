"""The few figures everybody in the office looks at, with a small chart against last year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.site.core.language import words
from danvan.site.figures import charts
from danvan.site.figures.lines import Line, PeriodFigures
from danvan.site.figures.months import KEY, Series, series_of
from danvan.site.offices.models import Office

MOST = 5


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A line with its chart; None where no month is known."""

    line: Line
    chart: SafeString | None


def key_figures(office: Office, found: PeriodFigures, day: date) -> list[KeyFigure]:
    """Those that have a figure, in order; then others the report asks for, so that there is always something to see."""
    known = [found.lines[code] for code in KEY if code in found.lines and found.lines[code].figure]
    more = [line for line in found.asked if line.figure and line.figure.value and line not in known]
    shown = (known + sorted(more, key=lambda line: line.indicator.kind != "ratio"))[:MOST]
    series = series_of(office, [line.code for line in shown], day.year)
    return [KeyFigure(line, _chart(line, series.get(line.code, {}), day)) for line in shown]


def _chart(line: Line, series: Mapping[int, Series], day: date) -> SafeString | None:
    if day.year not in series:
        return None
    now = _months(series.get(day.year), day.month)
    before = _months(series.get(day.year - 1), 12)
    if not any(value is not None for value in now):
        return None
    blanks = {"name": words(line.indicator.name), "year": day.year, "before": day.year - 1}
    label = _("%(name)s by month, %(year)s against %(before)s") % blanks
    if line.is_share:
        return charts.lines(now, before, label)
    return charts.bars(now, before, label, open_last=True)


def _months(series: Series | None, upto: int) -> list[Decimal | None]:
    return [series.at(month) if series and month <= upto else None for month in range(1, 13)]
