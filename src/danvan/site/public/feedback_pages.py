"""Feedback from citizens: sent, and followed by its code. The code stands in no address: it travels in forms only."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from danvan.site.access.policy import anyone
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.public import codes, feedback
from danvan.site.public.guard import too_many
from danvan.site.public.limits import promised
from danvan.site.public.models import Feedback
from danvan.site.public.pages import office_or_404, page, private
from danvan.site.public.schedule import coming

MOST_SENT, MOST_FOLLOWED = 10, 40
"""An hour, from one address."""


@dataclass
class Form:
    """What was typed, and what is wrong with it, by field."""

    category: str = ""
    text: str = ""
    contact: str = ""
    ticket: str = ""
    mistakes: dict[str, str] = field(default_factory=dict)

    @property
    def of_all(self) -> str:
        """What is wrong with no field of its own."""
        return self.mistakes.get("", "")


@sensitive_variables()
@sensitive_post_parameters()
@anyone
def send(request: HttpRequest, code: str) -> HttpResponse:
    """The form; sent, a page with the code: shown this once, kept nowhere."""
    office = office_or_404(code)
    if request.method != "POST":
        return _form(request, office, Form(ticket=codes.new_ticket()))
    form = _read(request)
    own = codes.code_of(form.ticket)
    if own is None:
        form.ticket = codes.new_ticket()
        form.mistakes.setdefault("", _("This form was open for too long. Your words are still here: send them again."))
    if form.mistakes or own is None:
        return _form(request, office, form, status=422)
    if too_many(request, "feedback", MOST_SENT):
        form.mistakes[""] = _("Too much came from this network within an hour. Your words are still here: send them later.")
        return _form(request, office, form, status=429)
    made = feedback.take_in(office, feedback.Sent(form.category, form.text, form.contact), own)
    due = made.record.values.get("due_on")
    return private(page(request, "sent.html", office, "feedback", code=codes.grouped(own), due=due))


@sensitive_variables()
@sensitive_post_parameters()
@anyone
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """How far it is, for whoever has the code; and whether they are satisfied with what was done."""
    office = office_or_404(code)
    typed = request.POST.get("code", "")[:60]
    if request.method != "POST":
        return _follow(request, office)
    if too_many(request, "follow", MOST_FOLLOWED):
        wrong = _("Too many codes were tried from this network. Try again in an hour.")
        return _follow(request, office, wrong=wrong, status=429)
    found = feedback.followed(office, typed)
    if found is None:
        wrong = _("No feedback to this unit has this code. It has 12 letters, as shown when you sent it.")
        return _follow(request, office, wrong=wrong, typed=typed, status=404)
    satisfied = request.POST.get("satisfied")
    if satisfied in ("yes", "no") and feedback.may_confirm(found):
        feedback.confirm(found, today(), satisfied=satisfied == "yes")
        found = feedback.followed(office, typed) or found
    return _follow(request, office, found, typed=typed)


def _form(request: HttpRequest, office: Office, form: Form, status: int = 200) -> HttpResponse:
    days = promised(office)
    choices = [
        (key, name, ngettext("%(count)s working day", "%(count)s working days", days[key]) % {"count": days[key]})
        for key, name in feedback.categories().items()
    ]
    shown = {
        "form": form, "choices": choices, "longest": feedback.LONGEST, "longest_contact": feedback.LONGEST_CONTACT,
        "days": coming(office, today())[:3],
    }  # fmt: skip
    return private(page(request, "feedback.html", office, "feedback", status=status, **shown))


def _follow(
    request: HttpRequest, office: Office, found: Feedback | None = None, *, wrong: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    shown: dict[str, object] = {"wrong": wrong, "typed": typed}
    if found:
        step = feedback.step_of(found)
        shown |= {
            "found": found, "step": step, "step_name": feedback.STEPS[step], "chip": feedback.CHIPS[step],
            "category": feedback.categories().get(found.record.values.get("category", "")),
            "due": found.record.values.get("due_on"), "received": found.record.values.get("received_on"),
            "may_confirm": feedback.may_confirm(found), "values": found.record.values,
        }  # fmt: skip
    return private(page(request, "follow.html", office, "follow", status=status, **shown))


@sensitive_variables()
def _read(request: HttpRequest) -> Form:
    given = request.POST
    form = Form(
        given.get("category", ""), feedback.cleaned(given.get("text", "")), feedback.cleaned(given.get("contact", "")),
        given.get("ticket", ""),
    )  # fmt: skip
    if form.category not in feedback.categories():
        form.mistakes["category"] = _("Choose what it is about.")
    if not form.text:
        form.mistakes["text"] = _("Write what it is about.")
    elif len(form.text) > feedback.LONGEST:
        form.mistakes["text"] = _("This has %(found)s characters; at most %(most)s go here.") % {
            "found": len(form.text), "most": feedback.LONGEST,
        }  # fmt: skip
    if len(form.contact) > feedback.LONGEST_CONTACT:
        form.mistakes["contact"] = _("At most %(most)s characters go here.") % {"most": feedback.LONGEST_CONTACT}
    if "no_denunciation" not in given:
        form.mistakes["no_denunciation"] = _("Confirm that it is no denunciation. A denunciation goes where it is kept secret.")
    return form
