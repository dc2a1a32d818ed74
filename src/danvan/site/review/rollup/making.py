"""The consolidated report: composed in the background from what was accepted; its files kept by their content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as noop
from django.utils.translation import override
from django_tasks import task

from danvan.catalogue.models import Outline
from danvan.composing import pivot
from danvan.composing.appendices import annexed
from danvan.composing.charting.asked import charts_asked
from danvan.composing.charting.shown import Shown
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import to_bytes
from danvan.composing.from_below import FromBelow
from danvan.composing.model import Chart, ReportModel
from danvan.composing.office import Office as Issuer
from danvan.composing.pdf import to_pdf
from danvan.composing.xlsx import to_xlsx
from danvan.kernel.errors import DanvanError, ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.completeness import Completeness, Line, State, Summary
from danvan.ledger.figure import Blank, Figure
from danvan.ledger.ids import period_code
from danvan.ledger.owed import Owed
from danvan.ledger.submissions import Event, History, Submission
from danvan.site.access.policy import Right
from danvan.site.core import jobs, notices
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.core.language import said
from danvan.site.figures.models import FigureValue
from danvan.site.figures.reading import as_ledger_figures_of
from danvan.site.offices.models import Office
from danvan.site.reports.issuing import kept
from danvan.site.reports.letterhead import issuer_of
from danvan.site.reports.models import ReportVersion
from danvan.site.review.matrix import RETURNED, Standing, standings
from danvan.site.review.models import Made, Step
from danvan.site.review.rolling import Counted, now_utc, rolled_up, versions_of
from danvan.site.review.rollup.hearing import heard
from danvan.site.review.units import Awaited, awaited
from danvan.units.names import unit_key

READY = noop("The consolidated report of %(period)s is ready.")
_TABLES_HOLD = 12
"""Units whose figures stand in tables of the text; those of more stand in an appendix."""


@task()
def make_later(number: int) -> None:
    """Makes it, whatever was left of an attempt before."""
    made = Made.objects.select_related("office__parent").get(pk=number)
    if made.step == Step.DONE:
        return
    made.begun_at = timezone.now()
    with override(made.language):
        try:
            _make(made)
        except Exception as error:
            # Whoever waits for it reads it here; the job is told by whoever called.
            _step(made, Step.FAILED, failed=said(error)[:500] if isinstance(error, DanvanError) else type(error).__name__)
            raise


def _make(made: Made) -> None:
    _step(made, Step.ADDING, 5, begun_at=made.begun_at)
    found = awaited(made.office, made.period)
    counted = rolled_up(found, sent=bool(made.wanted.get("sent")))
    versions = _versions(found, counted)
    below = FromBelow(completeness=completeness_of(found, standings(found, today())))
    if made.wanted.get("words"):
        _step(made, Step.HEARING, 10)
        words = heard(versions, _names(found, counted), the_catalogue(), lambda at: _tick(made, 10, 40, at, len(versions)))
        below = replace(below, told=words.told, reports=words.reports)
    _step(made, Step.COMPOSING, 40)
    report = composed(counted, below, before_of(found, counted, sent=bool(made.wanted.get("sent"))), found)
    issuer = _issuer(made.office)
    moment = now_utc()
    _step(made, Step.DOCX, 55)
    files = {"docx": kept(to_bytes(report.model, made=moment, office=issuer), "docx")}
    _step(made, Step.XLSX, 70, files=files)
    sources = dict(_sources(versions, found))
    files["xlsx"] = kept(to_xlsx(counted.rolled, the_catalogue(), made=moment, sources=sources, charts=report.charts), "xlsx")
    _step(made, Step.PDF, 85, files=files)
    files["pdf"] = kept(to_pdf(report.model, made=moment, office=issuer), "pdf")
    _step(
        made, Step.DONE, 100, files=files, units=len(counted.counting), missing=counted.silent, state=counted.state,
        done_at=timezone.now(),
    )  # fmt: skip
    url = reverse("rollup_made", args=[made.period, made.pk])
    notices.tell(made.office, Right.REVIEW, READY, url, period=str(counted.period))


@dataclass(frozen=True, slots=True)
class Composed:
    """The report before it has a format, and the charts of its workbook."""

    model: ReportModel
    charts: Sequence[Chart] = ()


def composed(counted: Counted, below: FromBelow, before: Sequence[Figure], found: Awaited) -> Composed:
    """The consolidated report of what counts. Raises CatalogueError, FormulaError."""
    catalogue, outline = the_catalogue(), outline_of(counted.period)
    charts = _charts(counted, before, outline, found)
    blanks = {(code, unit_key(name)): Blank(blank) for (code, name), blank in counted.blanks.items()}
    many = len(counted.counting) > _TABLES_HOLD and pivot.has_figures(counted.rolled)
    figures = pivot.figures_appendix(counted.rolled, catalogue, blanks) if many else None
    figures_in = pivot.CALLED if figures else ""
    model = consolidate(counted.rolled, outline, catalogue, before=before, figures_in=figures_in, below=below)
    return Composed(annexed(model, charts, figures), [chart for each in charts.values() for chart in each])


def outline_of(period: Period) -> Outline:
    """The consolidated outline recommended for the kind of period."""
    every = the_catalogue().at(period.end).outlines
    fitting = [
        each for each in every.values() if each.kind == "consolidated" and each.recommended and period.kind in each.periods
    ]
    return fitting[0] if fitting else every["consolidated"]


def before_of(found: Awaited, counted: Counted, *, sent: bool) -> list[Figure]:
    """The totals of the year before that are of the same units as this year's: others are not compared with."""
    try:
        then = rolled_up(awaited(found.office, period_code(counted.period.previous())), sent=sent)
    except Http404:
        return []
    before = []
    for code, row in then.rolled.rows.items():
        now = counted.rolled.rows.get(code)
        if row.total and now and now.total and _in(row.values, row.missing) == _in(now.values, now.missing):
            before.append(row.total)
    return before


def _in(values: Mapping[str, object], missing: Sequence[str]) -> frozenset[str]:
    return frozenset(values) - frozenset(missing)


def completeness_of(found: Awaited, every: Sequence[Standing]) -> Completeness:
    """Who has sent and who has not, as composing tells it."""
    lines = tuple(_line(each) for each in every)
    counts = {state: sum(line.state is state for line in lines) for state in State}
    whole = Summary(found.office.unit, counts, max((line.days for line in lines), default=0))
    return Completeness(found.reported.period, today(), lines, (whole,), whole, (), ())


def _line(one: Standing) -> Line:
    owed = Owed(one.obligation, one.unit.unit, one.unit.parent.unit if one.unit.parent else None)
    return Line(owed, _state(one), _history(one), one.due, one.days_late)


def _state(one: Standing) -> State:
    if one.is_there:
        return State.SENT if one.due is None else State.LATE if one.days_late else State.ON_TIME
    if one.state == RETURNED:
        return State.RETURNED
    return State.MISSING if one.days_late else State.NOT_YET_DUE


def _history(one: Standing) -> History:
    if one.report is None or one.report.sent_at is None or not one.is_there:
        return History()
    unit, sent = one.unit, one.report.sent_at
    regime = one.obligation.regime.series
    return History((Submission(Event.SENT, unit.name, unit.code, regime, one.report.of_period, sent, sent),))


def _charts(counted: Counted, before: Sequence[Figure], outline: Outline, found: Awaited) -> dict[str, list[Chart]]:
    places = {
        counted.names[unit.code]: (unit.longitude, unit.latitude)
        for unit in found.units
        if unit.longitude is not None and unit.latitude is not None
    }
    try:
        import_module("danvan.composing.charting.drawing")  # whether it is installed

        return dict(charts_asked(Shown(counted.rolled, before, {}, places), outline)) if outline.charts else {}
    except ExtraMissing:
        return {}


def _versions(found: Awaited, counted: Counted) -> list[ReportVersion]:
    offices = [unit.pk for unit in found.units if counted.names[unit.code] in counted.counting]
    return list(versions_of(found, offices).select_related("report__office"))


def _names(found: Awaited, counted: Counted) -> dict[int, str]:
    return {unit.pk: counted.names[unit.code] for unit in found.units}


def _sources(versions: Sequence[ReportVersion], found: Awaited) -> Iterator[tuple[str, Figure]]:
    """Every figure by its name, for the sheet of sources."""
    units = {unit.pk: unit for unit in found.units}
    for version in versions:
        keys = [key for key, _value, _blank in version.figures.values() if key]
        for figure in as_ledger_figures_of(FigureValue.objects.filter(pk__in=keys), units[version.report.office_id]):
            yield figure.id, figure


def _issuer(office: Office) -> Issuer:
    return replace(issuer_of(office, office.letterhead), day=None)


def _tick(made: Made, first: int, last: int, at: int, of: int) -> None:
    progress = first + (last - first) * at // max(of, 1)
    if progress != made.progress:
        made.progress = progress
        made.save(update_fields=["progress"])
        jobs.progress(progress, 100)


def _step(made: Made, step: Step, progress: int | None = None, **more: object) -> None:
    made.step = step
    made.progress = made.progress if progress is None else progress
    for name, value in more.items():
        setattr(made, name, value)
    made.save()
    jobs.progress(made.progress, 100)
