"""What tests of reports begin with: a report that is begun, with a few figures in it."""

from datetime import date
from decimal import Decimal

from danvan.site.figures.models import FigureValue
from danvan.site.figures.periods import obligations_of
from danvan.site.reports import flow

DAY = date(2026, 9, 7)


def nine_months(office):
    """What the office owes for nine months of 2026."""
    owed = obligations_of(office, DAY)
    return next(one for one in owed if one.regime.series == "danvan" and one.reported.period.kind == "nine_months")


def figure(office, indicator, value, *, period="2026-9m", start=date(2026, 1, 1), end=date(2026, 9, 30)):
    """A typed figure of record."""
    return FigureValue.objects.create(
        office=office, indicator=indicator, period=period, start=start, end=end, value=Decimal(value), kind="entry",
        source={"kind": "entry", "person": "", "reason": ""}, catalogue="test",
    )  # fmt: skip


def begun(office, person=None, **figures):
    """The report of nine months, begun; `figures`: area__indicator=value."""
    for name, value in figures.items():
        figure(office, name.replace("__", ".", 1), value)
    return flow.begin(office, nine_months(office), person)


VISITS = {"citizen_reception__visits": 49, "citizen_reception__people": 53}
