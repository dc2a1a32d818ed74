"""What tests of figures begin with: rows that are counted, figures that are typed, a report that left with them."""

from datetime import date
from decimal import Decimal

from danvan.site.figures.counting import recount
from danvan.site.figures.periods import period_by_code
from danvan.site.figures.reading import current_figures, set_entry
from danvan.site.registers.models import Record
from danvan.site.reports.models import Report, ReportVersion, State

PERIOD = "2026-9m"
DOSSIERS = "admin_procedures.dossiers"
RECEIVED, RESOLVED, IN_TIME, RATE = (
    f"admin_procedures.{code}" for code in ("received", "resolved", "resolved_in_time", "in_time_rate")
)


def dossier(office, received="2026-03-02", closed="2026-03-05", **more):
    """A dossier, settled in time unless it says otherwise; counted."""
    values = {"received_on": received, "closed_on": closed, "due_on": "2026-03-06", "outcome": "resolved", "channel": "online"}
    days = date.fromisoformat(received), date.fromisoformat(closed)
    record = Record.objects.create(office=office, book=DOSSIERS, begins=days[0], ends=days[1], values=values | more)
    recount(office, DOSSIERS, on=days)
    return record


def struck(record):
    """A row that no longer counts."""
    record.struck_at = record.created_at
    record.save()
    recount(record.office, DOSSIERS)


def typed(office, person, reason="Sổ giấy", **figures):
    """`typed(commune, who, received=5)`: figures of admin_procedures, typed in."""
    for name, number in figures.items():
        said = Decimal(number) if isinstance(number, int) else number
        set_entry(office, period_by_code(office, PERIOD), f"admin_procedures.{name}", said, person, reason)


def value(office, code, period=PERIOD):
    """Of record."""
    figure = current_figures(office, period, [code]).get(code)
    return figure and figure.value


def left(office, state=State.SENT, period=PERIOD):
    """A report that went away with the figures as they are."""
    reported = period_by_code(office, period)
    report = Report.objects.create(
        office=office, regime="danvan", period=period, start=reported.period.start, end=reported.period.end,
        first=reported.first, closing=reported.closing, outline="recommended_commune_interim", state=state,
    )  # fmt: skip
    figures = {code: [each.pk, str(each.value), each.blank] for code, each in current_figures(office, period).items()}
    ReportVersion.objects.create(report=report, number=1, figures=figures)
    return report
