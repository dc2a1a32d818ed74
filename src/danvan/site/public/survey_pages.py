"""A survey: answered without a name, once in a browser, by no more than a few from one address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from danvan.site.access.policy import anyone
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.public import surveys
from danvan.site.public.guard import too_many
from danvan.site.public.pages import office_or_404, page, private
from danvan.site.registers.saving import RowInvalid

MOST = 30
"""Answers an hour from one address: a school, a one-stop desk may share one."""
_COOKIE = "danvan_survey"
_KEPT = 40


@sensitive_post_parameters()
@anyone
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """The questions that are open; an answer sent is kept, and thanked for on a page of its own."""
    office = office_or_404(code)
    answered = _answered(request)
    questions = surveys.unanswered(surveys.running(office, today()), answered)
    if request.method != "POST":
        return _page(request, office, questions, answered=bool(answered))
    question = surveys.question_of(questions, request.POST.get("about", ""))
    if question is None or request.POST.get("grade") not in surveys.grades():
        wrong = _("Choose what you rate and how satisfied you are.") if questions else ""
        return _page(request, office, questions, answered=bool(answered), wrong=wrong, status=422)
    if too_many(request, "survey", MOST):
        wrong = _("Too many answers came from this network within an hour. Please try again later.")
        return _page(request, office, questions, wrong=wrong, status=429)
    try:
        surveys.answer(office, question, request.POST.dict(), today())
    except RowInvalid:
        return _page(request, office, questions, wrong=_("Choose one of the answers given."), status=422)
    response = redirect("survey_thanks", office.code)
    # Gone when the browser is closed; it says which surveys were answered, not what, and the server keeps no copy.
    response.set_signed_cookie(
        _COOKIE, " ".join([*answered, question.key][-_KEPT:]), path=reverse("public_unit", args=[office.code]),
        httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


@anyone
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thank you."""
    office = office_or_404(code)
    left = surveys.unanswered(surveys.running(office, today()), _answered(request))
    return page(request, "thanks.html", office, "survey", left=left)


def _answered(request: HttpRequest) -> list[str]:
    """What this browser answered since it was opened."""
    return str(request.get_signed_cookie(_COOKIE, "")).split()


def _page(
    request: HttpRequest,
    office: Office,
    questions: list[surveys.Question],
    *,
    answered: bool = False,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = {
        "questions": questions, "answered": answered, "wrong": wrong, "grades": surveys.grades(),
        "staff_grades": surveys.staff_grades(), "respondents": surveys.respondents(), "given": request.POST,
    }  # fmt: skip
    return private(page(request, "survey.html", office, "survey", status=status, **shown))
