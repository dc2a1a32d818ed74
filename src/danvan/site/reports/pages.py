"""/bao-cao/: what is owed, and one report with its outline, its text and what was found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from danvan.catalogue.models import OutlinePart
from danvan.composing.model import Part, author
from danvan.kernel.finding import Severity
from danvan.ledger.ids import period_code
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks, may
from danvan.site.core.catalogue import today
from danvan.site.figures.periods import obligations_of
from danvan.site.reports import flow
from danvan.site.reports.asking import is_own, of_report
from danvan.site.reports.braces import told
from danvan.site.reports.brackets import NOTHING, Asked
from danvan.site.reports.comparing import FigureChange, waiting_changes
from danvan.site.reports.drafting import Draft, Words, draft_of, material_of_version
from danvan.site.reports.findings import Found, found_in, last_check
from danvan.site.reports.lines import as_html, figures_url, plain, table_html
from danvan.site.reports.listing import owed_by
from danvan.site.reports.models import Report, ReportCheck, ReportEvent, State
from danvan.site.reports.outlines import NoOutline
from danvan.site.reports.versions import sent_version


@asks(Right.LOOK)
def reports(request: WorkingRequest) -> HttpResponse:
    """What the office owes and has; older reports below."""
    office = request.office
    assert office  # noqa: S101 - asked for by the decorator
    owed = owed_by(office, today())
    shown = {each.report.pk for each in owed if each.report}
    older = [each for each in Report.objects.filter(office=office)[:40] if each.pk not in shown]
    context = {
        "owed": [each for each in owed if each.is_ours or each.report],
        "others": [each for each in owed if not (each.is_ours or each.report)],
        "older": older,
        "may_write": request.may(Right.WRITE_REPORT),
    }
    return render(request, "reports/list.html", context)


@require_POST
@asks(Right.WRITE_REPORT)
def begin(request: WorkingRequest) -> HttpResponse:
    """Opens the report of a regime and a period that the office owes."""
    office = request.office
    assert office  # noqa: S101 - asked for by the decorator
    asked = request.POST.get("regime", ""), request.POST.get("period", "")
    owed = (one for one in obligations_of(office, today()) if (one.regime.code, period_code(one.reported.period)) == asked)
    if (obligation := next(owed, None)) is None:
        raise Http404
    try:
        report = flow.begin(office, obligation, request.user)
    except NoOutline as why:
        messages.error(request, str(why))
        return redirect("reports")
    return redirect("report", pk=report.pk)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as the page shows it. `sentences`: proposed from the figures; `own`: people's, figures filled in."""

    code: str
    title: str
    level: int
    asked: Sequence[str]
    standing: Sequence[str]
    text: Words
    own: Sequence[SafeString]
    pieces: Sequence[tuple[str, Any]]
    errors: Sequence[str]
    found: Sequence[Found]

    @property
    def has_sentences(self) -> bool:
        return any(kind == "sentence" for kind, _piece in self.pieces)

    @property
    def is_wanted(self) -> bool:
        """Whether the place to write stands open: something is asked for, or written already."""
        return bool(self.asked or self.text.words)

    @property
    def rows(self) -> int:
        """Lines of the place to write in."""
        lines = sum(1 + len(line) // 70 for line in self.text.words.splitlines())
        return max(3, min(24, lines + 1))

    @property
    def grave(self) -> int:
        return sum(one.severity != Severity.NOTE for one in self.found)


@of_report(Right.LOOK)
def report(request: WorkingRequest, report: Report) -> HttpResponse:
    """One report: written in while it is open, read afterwards."""
    if not is_own(request, report) and may(request.memberships, Right.REVIEW, report.office):
        flow.opened_above(report)
    try:
        draft = draft_for(request, report)
    except NoOutline as why:
        messages.error(request, str(why))
        return redirect("reports")
    return render(request, "reports/report.html", page_of(request, report, draft))


def page_of(request: WorkingRequest, report: Report, draft: Draft) -> dict[str, Any]:
    """What the page of a report shows."""
    kept = last_check(draft)
    found = found_in(kept) if kept else []
    mine = is_own(request, report)
    events = _events(report, inside=mine or may(request.memberships, Right.AUDIT, report.office))
    write = may(request.memberships, Right.WRITE_REPORT, report.office)
    return {
        "report": report,
        "draft": draft,
        "parts": parts_of(draft, found, own=mine),
        **of_check(kept),
        "events": events,
        "returned": next((each for each in events if each.did == "returned"), None) if report.state == State.RETURNED else None,
        "homeless": _homeless(draft),
        "waived": next((each.waived for each in events if each.did == "submitted"), []) if not report.is_open else [],
        "handed_back": _handed_back(report, events),
        "writing": report.is_open and write and mine,
        "may_write": write,
        "may_approve": may(request.memberships, Right.APPROVE_REPORT, report.office),
        "own": mine,
        "may_review": not mine and may(request.memberships, Right.REVIEW, report.office),
        "figures_url": figures_url(report, own=mine),
        "changed": changed_since(report, draft) if mine and report.state == State.SUBMITTED else [],
    }  # fmt: skip


def _homeless(draft: Draft) -> list[str]:
    """Words of parts that the outline has no more: shown, so that they can be put elsewhere."""
    there = {part.code for part in draft.outline.parts}
    return [text.words for part, text in draft.material.texts.items() if part not in there and text.words]


def of_check(kept: ReportCheck | None) -> dict[str, Any]:
    """What the list of findings shows."""
    found = found_in(kept) if kept else []
    return {"check": kept, "found": found, "notes": [one for one in found if one.severity == Severity.NOTE]}


def parts_of(draft: Draft, found: Sequence[Found] = (), *, own: bool = True, linked: bool = True) -> list[ShownPart]:
    """The parts of the outline in order, each with what there is of it; `linked`: each figure leads to its source."""
    there = {part.code: part for part in draft.model.parts}
    links = draft.composed.indicators if linked else {}, figures_url(draft.report, own=own)
    return [_part(each, there.get(each.code), draft, found, links) for each in draft.outline.parts]


def _part(
    asked: OutlinePart, there: Part | None, draft: Draft, found: Sequence[Found], links: tuple[Mapping[str, str], str]
) -> ShownPart:
    part = there or Part(asked.code, asked.number, asked.heading.vi, asked.level)
    indicators, figures = links
    own: list[SafeString] = []
    pieces: list[tuple[str, Any]] = []
    for area in part.areas:
        if area.heading:
            pieces.append(("heading", area.heading))
        for line in area.sentences:
            shown = as_html(line, indicators, figures)
            if author(line) == "given":
                own.append(shown)
            else:
                pieces.append(("nothing" if plain(line) == NOTHING else "sentence", shown))
        if area.table:
            pieces.append(("table", table_html(area.table, indicators, figures)))
        pieces += [("note", as_html(note, indicators, figures)) for note in area.notes]
    text = draft.material.texts.get(asked.code, Words())
    wants = draft.composed.asked.get(asked.code, Asked())
    pieces += [("misfit", as_html(line, indicators, figures)) for line in wants.misfits]
    if not text.words:
        pieces += [("missing", as_html(line, indicators, figures)) for line in wants.missing]
    return ShownPart(
        asked.code, part.title, asked.level, wants.wanted, part.text.splitlines(), text, own, pieces,
        [told(error) for error in draft.composed.errors.get(asked.code, ())], [one for one in found if one.part == asked.code],
    )  # fmt: skip


def changed_since(report: Report, draft: Draft) -> list[FigureChange]:
    """The figures that are others by now than those that were submitted, for whoever decides."""
    return waiting_changes(report.office, report.period) if draft.material.version else []


def draft_for(request: WorkingRequest, report: Report) -> Draft:
    """What one may see of a report: in its office as it is, from above as it was sent. Raises NoOutline."""
    if is_own(request, report) or (version := sent_version(report)) is None:
        return draft_of(report)
    return draft_of(report, material_of_version(version, report))


def _events(report: Report, *, inside: bool) -> list[ReportEvent]:
    """What happened to it, the last first. What an office does before it sends is its own business."""
    every = list(report.events.select_related("person")[:60])
    sent = {each.version for each in every if each.did == "sent"}
    own = {"created", "taken_back", "recalled"}
    shown = every if inside else [each for each in every if each.did not in own and each.version in {None, *sent}]
    return shown[:30]


def _handed_back(report: Report, events: Sequence[Any]) -> Any:
    """The chair's words, where the report was last handed back before it was sent."""
    last = events[0] if events else None
    return last if report.state == State.DRAFT and last and last.did == "taken_back" and last.reason else None


def page_url(report: Report, part: str = "") -> str:
    """The page of a report, at a part."""
    return reverse("report", args=[report.pk]) + (f"#p-{part}" if part else "")


def to_page(report: Report, part: str = "") -> HttpResponseRedirect:
    """Back to it."""
    return HttpResponseRedirect(page_url(report, part))
