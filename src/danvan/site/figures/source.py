"""Where a figure comes from: rows, words, parts, a person; what other sources say; every version there was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from sqlglot import exp

from danvan.catalogue.arithmetic import number_text
from danvan.catalogue.models import Column
from danvan.catalogue.regimes.periods import Reported
from danvan.kernel.quantity import rounded
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks, may
from danvan.site.core.language import words
from danvan.site.core.templatetags.said import number
from danvan.site.figures import charts, months
from danvan.site.figures.fitting import fits_of
from danvan.site.figures.lines import Line, PeriodFigures, figures_of
from danvan.site.figures.models import FigureValue, Kind, period_of
from danvan.site.figures.periods import get_period_or_404
from danvan.site.figures.rules import rules_on
from danvan.site.figures.tallied import Asked, rows_behind
from danvan.site.offices.models import Office
from danvan.site.registers.books import every_book
from danvan.site.registers.models import Record
from danvan.site.registers.telling import title_of

_ROWS = 50
_YEARS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was counted: in a few words, nothing personal."""

    title: str
    record: Record
    url: str
    number: object
    """What it adds to a sum; None where rows are only counted."""


@asks(Right.LOOK)
def source(request: WorkingRequest, period: str, indicator: str) -> HttpResponse:
    """A figure of one's own office."""
    return _page(request, period, indicator, "")


@asks(Right.LOOK, of="unit")
def source_of_unit(request: WorkingRequest, period: str, unit: str, indicator: str) -> HttpResponse:
    """A figure of another one. Its rows are told only to those who may read its registers."""
    return _page(request, period, indicator, unit)


def _page(request: WorkingRequest, code: str, indicator: str, unit: str) -> HttpResponse:
    office = cast("Office", request.office)
    reported = get_period_or_404(office, code)
    found = _figures(office, reported, indicator)
    line = found.lines[indicator]
    may_read = may(request.memberships, Right.READ_REGISTERS, office)
    counted = _counted(line)
    rows = rows_behind(office.pk, _asked(found, counted), indicator) if counted else []
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    values = _values(found)
    summed = _summed(found, indicator) if counted else None
    shown = {
        "line": line, "found": found, "reported": reported, "period": code, "unit": unit, "of": office, "counted": counted,
        "book": every_book().get(found.rules.book_of(indicator)), "page": page, "summed": summed,
        "rows": _rows(page, summed, may_read=may_read),
        "changed": counted is not None and len(rows) != counted.source.get("count"), "may_read": may_read,
        "parts": _parts(found, indicator), "arithmetic": _arithmetic(found, line, values),
        "versions": _versions(office, code, indicator), "fits": fits_of(indicator, found.rules, values),
        "chart": _chart(office, indicator, reported), "past": _past(office, reported, indicator),
        "may_enter": not unit and request.may(Right.ENTER_FIGURES),
    }  # fmt: skip
    return render(request, "figures/source.html", shown)


def _figures(office: Office, reported: Reported, indicator: str) -> PeriodFigures:
    """The figure with all it is computed from and has to fit with. Raises Http404."""
    rules = rules_on(reported.period.end)
    if indicator not in rules.catalogue.indicators:
        raise Http404
    return figures_of(office, reported, [indicator, *(code for _, formula in rules.about(indicator) for code in formula.codes)])


def _values(found: PeriodFigures) -> dict[str, Decimal]:
    lines = found.lines.items()
    return {code: amount for code, line in lines if line.figure and (amount := line.figure.amount) is not None}


def _counted(line: Line) -> FigureValue | None:
    """What the register says, whether it is of record or beside it."""
    every = [*([line.figure] if line.figure else []), *line.beside]
    return next((each for each in every if isinstance(each, FigureValue) and each.kind == Kind.ROWS), None)


def _asked(found: PeriodFigures, counted: FigureValue) -> Asked:
    reported = found.reported
    return Asked(counted.source["register"], reported.first, reported.closing, reported.period.end)


def _summed(found: PeriodFigures, indicator: str) -> Column | None:
    """The column whose numbers are added up; None where rows are counted."""
    tally = found.rules.tallies[found.rules.book_of(indicator)]
    names = {each.this.name for each in tally.columns[indicator].find_all(exp.Sum)}
    return next((column for column in tally.register.columns if column.code in names), None) if len(names) == 1 else None


def _rows(page: "Page[int]", summed: Column | None, *, may_read: bool) -> list[Row]:
    """Two or three columns of each row, never a personal one; links for those who may open it."""
    records = {each.pk: each for each in Record.objects.filter(pk__in=list(page)).defer("personal")} if may_read else {}
    found = []
    for key in page:
        if record := records.get(key):
            book = every_book().get(record.book)
            title, url = (title_of(book, record.values), book.row_url(key)) if book else ("", "")
            found.append(Row(title, record, url, record.values.get(summed.code) if summed else None))
    return found


def _parts(found: PeriodFigures, indicator: str) -> list[Line]:
    formula = found.rules.formulas.get(indicator)
    return [found.lines[code] for code in formula.depends_on if code in found.lines] if formula else []


def _arithmetic(found: PeriodFigures, line: Line, values: Mapping[str, Decimal]) -> tuple[str, str] | None:
    """The formula with names, and with numbers and what it gives."""
    formula = found.rules.formulas.get(line.code)
    if formula is None:
        return None
    indicators = found.rules.catalogue.indicators
    names = {code: f"[{words(indicators[code].name)}]" for code in formula.depends_on}
    numbers = {code: number_text(Fraction(values[code])) if code in values else "?" for code in formula.depends_on}
    exact = formula.evaluate(values)
    result = f" = {number(_short(exact, line.indicator.decimals))}" if exact is not None else ""
    return formula.text(names), f"{formula.text(numbers)}{result}"


def _short(exact: Fraction, decimals: int) -> Decimal:
    return rounded(exact, decimals)


def _versions(office: Office, period: str, indicator: str) -> list[FigureValue]:
    every = FigureValue.objects.filter(office=office, period=period, indicator=indicator)
    return list(every.select_related("person").order_by("-recorded", "-pk")[:40])


def _chart(office: Office, indicator: str, reported: Reported) -> SafeString | None:
    year = reported.period.end.year
    series = months.series_of(office, [indicator], year).get(indicator, {})
    if year not in series:
        return None
    now, before = ([one.at(month) if one else None for month in range(1, 13)] for one in (series[year], series.get(year - 1)))
    label = _("Month by month: %(year)s against %(before)s") % {"year": year, "before": year - 1}
    return charts.bars(now, before, label)


def _past(office: Office, reported: Reported, indicator: str) -> Sequence[FigureValue]:
    """The same period of earlier years, the newest first."""
    start, end = reported.period.start, reported.period.end
    same = Q(start__month=start.month, end__month=end.month, end__year__lt=end.year)
    found = FigureValue.objects.filter(same, office=office, indicator=indicator, superseded=False, of_record=True)
    kept = found.order_by("-end")[: 2 * _YEARS]
    return [each for each in kept if period_of(each.period, each.start, each.end).kind == reported.period.kind][:_YEARS]
