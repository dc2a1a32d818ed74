"""/phan-anh/: what citizens sent, for those who handle it. Lists hold no word of it; each opening is noted down."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.audit.models import PersonalView
from danvan.site.core.catalogue import today
from danvan.site.public import feedback
from danvan.site.public.limits import BOOK
from danvan.site.public.models import Feedback
from danvan.site.registers.books import book_of
from danvan.site.registers.deadlines import worst
from danvan.site.registers.saving import RowChanged

PAGE = 50
OPEN, ALL = "cho-xu-ly", "tat-ca"
WHY = "feedback"


@asks(Right.WRITE_REGISTERS)
def inbox(request: WorkingRequest) -> HttpResponse:
    """What waits, the oldest limit first; or everything."""
    choose = ALL if request.GET.get("xem") == ALL else OPEN
    rows = _of(request).listed().prefetch_related("record__deadlines")
    rows = rows.order_by("-pk") if choose == ALL else _waiting(rows).order_by("pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    lines = [_line(each) for each in page]
    waiting = _waiting(_of(request)).count()
    return render(
        request,
        "public/inbox.html",
        {"lines": lines, "page": page, "choose": choose, "open": OPEN, "all": ALL, "waiting": waiting},
    )


@asks(Right.WRITE_REGISTERS)
def one(request: WorkingRequest, pk: int) -> HttpResponse:
    """One of them, its words closed."""
    return _page(request, _found(request, pk))


@asks(Right.WRITE_REGISTERS)
def of_row(request: WorkingRequest, record: int) -> HttpResponse:
    """From its row in the register."""
    return redirect("feedback", get_object_or_404(_of(request).only("pk"), record=record).pk)


@asks(Right.SEE_PERSONAL)
def reveal(request: WorkingRequest, pk: int) -> HttpResponse:
    """Its words and its answer, once; who looked and when is kept. Asked for by its address alone, it stays closed."""
    if request.method != "POST":
        return redirect("feedback", pk)
    found = _found(request, pk)
    _note(request, found)
    return _page(request, found, revealed=True)


@require_POST
@asks(Right.WRITE_REGISTERS)
def begin(request: WorkingRequest, pk: int) -> HttpResponse:
    """Taken up."""
    found = _found(request, pk)
    try:
        feedback.begin(found, request.user, _version(request))
        messages.success(request, _("Taken up. Whoever sent it sees that it is being handled."))
    except RowChanged:
        _too_late(request)
    return redirect("feedback", pk)


@sensitive_variables("text")
@sensitive_post_parameters()
@asks(Right.SEE_PERSONAL)
def reply(request: WorkingRequest, pk: int) -> HttpResponse:
    """The answer for whoever has the code; the row is closed with it. What was typed is not lost when it cannot be kept."""
    if request.method != "POST":
        return redirect("feedback", pk)
    found = _found(request, pk)
    text, outcome = feedback.cleaned(request.POST.get("text", "")), request.POST.get("outcome", "")
    wrong = ""
    if not text or len(text) > feedback.LONGEST:
        wrong = _("Write an answer of at most %(most)s characters.") % {"most": feedback.LONGEST}
    elif outcome not in feedback.OUTCOMES:
        wrong = _("Choose how it ends.")
    else:
        try:
            feedback.reply(found, text, outcome, request.user, _version(request))
        except RowChanged:
            wrong = _("Somebody else changed it meanwhile. Your answer is still below: look at it, then save it again.")
            found = _found(request, pk)
    if wrong:
        _note(request, found)
        return _page(request, found, revealed=True, typed={"text": text, "outcome": outcome}, wrong=wrong)
    messages.success(request, _("Saved. Whoever has the code can read the answer now."))
    return redirect("feedback", pk)


@require_POST
@asks(Right.SEE_PERSONAL)
def erase(request: WorkingRequest, pk: int) -> HttpResponse:
    """It is a denunciation: its words go, an answer says where to turn."""
    found = _found(request, pk)
    if "sure" not in request.POST:
        messages.error(request, _("Nothing was destroyed. Tick the box to say that you are sure."))
        return redirect("feedback", pk)
    try:
        feedback.erase(found, request.user, _version(request), ERASED)
        messages.success(request, _("Its words were destroyed here. Whoever has the code reads where to turn."))
    except RowChanged:
        _too_late(request)
    return redirect("feedback", pk)


ERASED = (
    "Nội dung này thuộc diện tố cáo nên không tiếp nhận qua trang công khai và đã được xóa để giữ bí mật cho người gửi. "
    "Đề nghị gửi đơn hoặc đến trình bày trực tiếp tại nơi tiếp công dân của cơ quan có thẩm quyền (Luật Tố cáo 2018)."
)
"""What an office answers, in the language it answers in."""


def _of(request: WorkingRequest) -> Any:
    return Feedback.objects.filter(office=request.office)


def _waiting(rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
    """Not closed, not struck out."""
    over = Q(record__state__in=("rejected", "done", "confirmed"))
    return rows.filter(record__struck_at=None, record__ends=None).exclude(over)


def _found(request: WorkingRequest, pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.select_related("record", "answered_by"), pk=pk, office=request.office)


def _line(found: Feedback) -> dict[str, Any]:
    step, values = feedback.step_of(found), found.record.values
    return {
        "feedback": found, "number": values.get("entry_no"), "step": feedback.STEPS[step], "kind": feedback.CHIPS[step],
        "category": feedback.categories().get(values.get("category", "")), "received": values.get("received_on"),
        "due": values.get("due_on"), "limits": worst(found.record.deadlines.all(), today()), "over": step in _CLOSED,
    }  # fmt: skip


_CLOSED = ("answered", "refused", "removed")


def _page(
    request: WorkingRequest, found: Feedback, *, revealed: bool = False, typed: dict[str, str] | None = None, wrong: str = ""
) -> HttpResponse:
    shown = {
        **_line(found), "revealed": revealed, "may_see": request.may(Right.SEE_PERSONAL), "outcomes": feedback.OUTCOMES,
        "typed": typed or ({"text": found.answer.get("text", "")} if revealed else {}), "wrong": wrong,
        "row_url": book_of(BOOK).row_url(found.record_id), "longest": feedback.LONGEST, "said": found.said if revealed else {},
        "confirmed": found.record.values.get("confirmed_on"),
    }  # fmt: skip
    response = render(request, "public/one.html", shown, status=422 if wrong else 200)
    if revealed:
        response.headers["Cache-Control"] = "no-store"
    return response


def _note(request: WorkingRequest, found: Feedback) -> None:
    PersonalView.objects.create(user=request.user, office=found.office, book=BOOK, record=found.record_id, why=WHY)


def _version(request: WorkingRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() and said.isascii() and len(said) < 10 else 0


def _too_late(request: WorkingRequest) -> None:
    messages.error(request, _("Somebody else changed it meanwhile, so this was not done. Look at it and decide again."))
