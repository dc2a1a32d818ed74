"""/tiep-nhan/: what came in of a period, unit by unit; reminders."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.review.matrix import STATES, Standing, Wanted, chosen, counts_of, standings
from danvan.site.review.reminding import ask_by, remind, reminder_letter
from danvan.site.review.units import awaited, current_code, home_of, tabs

A_PAGE = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@asks(Right.REVIEW)
def review(request: WorkingRequest) -> HttpResponse:
    """To the period that is being received."""
    code = current_code(home_of(request), today())
    return redirect("review_period", period=code) if code else nothing_below(request)


@asks(Right.REVIEW)
def period(request: WorkingRequest, period: str) -> HttpResponse:
    """The units and how far each is: filtered, sorted, in pages."""
    office, day = home_of(request), today()
    found = awaited(office, period)
    if not found.units:
        return nothing_below(request)
    every = standings(found, day)
    counts, wanted = counts_of(every), Wanted.of(request.GET.dict())
    shown = Paginator(chosen(every, wanted), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found, "reported": found.reported, "due": _due(every), "counts": counts, "wanted": wanted, "page": shown,
        "states": [(state, word, n) for state, (_colour, word) in STATES.items() if (n := counts.by_state[state])],
        "tabs": tabs(office, period, day), "period": period, "to_remind": sum(not each.reminded_today for each in _late(every)),
        "here": _without_page(request), "page_name": "review_period",
    }  # fmt: skip
    return render(request, "review/matrix.html", context)


@require_POST
@asks(Right.REVIEW)
def reminders(request: WorkingRequest, period: str) -> HttpResponse:
    """Reminds the units that were ticked, or all that are late; each once a day."""
    found = awaited(home_of(request), period)
    every = standings(found, today())
    codes = set(request.POST.getlist("unit"))
    asked = _late(every) if request.POST.get("do") == "late" else [each for each in every if each.unit.code in codes]
    asked = [each for each in asked if not each.is_there]
    done = remind(asked, request.user)
    if not asked:
        messages.warning(request, _("Nobody was reminded: choose units that have not sent yet."))
    if done:
        text = ngettext("%(n)s unit was reminded.", "%(n)s units were reminded.", len(done))
        messages.success(request, text % {"n": len(done)})
    if again := len(asked) - len(done):
        text = ngettext("%(n)s unit was reminded today already.", "%(n)s units were reminded today already.", again)
        messages.warning(request, text % {"n": again})
    return redirect("review_period", period=period)


@require_POST
@asks(Right.REVIEW)
def due_on(request: WorkingRequest, period: str) -> HttpResponse:
    """By when the reports are asked for: what the letter says, where no regime does. The units are told."""
    found = awaited(home_of(request), period)
    try:
        day = date.fromisoformat(request.POST.get("due", ""))
    except ValueError:
        messages.error(request, _("Write the day as day, month and year."))
        return redirect("review_period", period=period)
    if day < found.reported.closing:
        messages.error(request, _("That is before the data of the period are complete."))
        return redirect("review_period", period=period)
    ask_by(found, day, request.user)
    messages.success(request, _("The units were told by when their reports are asked for."))
    return redirect("review_period", period=period)


@asks(Right.REVIEW)
def letter(request: WorkingRequest, period: str) -> HttpResponse:
    """The letter to those who are late, as a Word file."""
    office = home_of(request)
    late = _late(standings(awaited(office, period), today()))
    if not late:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="don-doc-{period}.docx"', "Cache-Control": "private, no-store"}
    return HttpResponse(reminder_letter(office, late), content_type=_WORD, headers=headers)


def nothing_below(request: WorkingRequest) -> HttpResponse:
    """The page of an office nobody reports to."""
    return render(request, "review/nothing.html")


def _late(every: Sequence[Standing]) -> list[Standing]:
    return [each for each in every if each.is_overdue]


def _due(every: Sequence[Standing]) -> date | None:
    return next((each.due for each in every if each.due), None)


def _without_page(request: WorkingRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
