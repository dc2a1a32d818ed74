"""/cong-khai/<unit>/sua/: what the page lacks by law, and where it is mended; by when feedback is answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.public import feedback, limits
from danvan.site.public.lacking import lacks_of
from danvan.site.public.models import Promise
from danvan.site.public.pages import page
from danvan.site.public.published import disclosure_of
from danvan.site.public.results import results_of
from danvan.site.public.schedule import coming
from danvan.site.public.surveys import running


@asks(Right.PUBLISH, of="code")
def edit(request: WorkingRequest, code: str) -> HttpResponse:
    """Nothing is written here but the office's promise: everything else comes from its books."""
    office, day = request.office, today()
    assert office is not None  # noqa: S101 - `asks` has seen to it
    wrong = ""
    if request.method == "POST":
        said = {key: request.POST.get(f"days_{key}", "").strip() for key in feedback.categories()}
        if all(_fits(text) for text in said.values()):
            days = {key: int(text) for key, text in said.items()}
            Promise.objects.update_or_create(office=office, defaults={"days": days, "person": request.user})
            messages.success(request, _("Saved. It holds for feedback sent from now on."))
            return redirect("public_edit", code)
        wrong = _("Write whole numbers from 1 to %(most)s.") % {"most": limits.MOST}
    disclosure, days_ahead = disclosure_of(office, day), coming(office, day)
    lacks = lacks_of(office, disclosure, days_ahead, day)
    promised = limits.promised(office)
    return page(
        request, "edit.html", office, "edit", status=422 if wrong else 200,
        urgent=[each for each in lacks if each.urgent], others=[each for each in lacks if not each.urgent],
        disclosure=disclosure, days=days_ahead, questions=running(office, day), results=results_of(office), wrong=wrong,
        promises=[(key, name, request.POST.get(f"days_{key}", promised[key])) for key, name in feedback.categories().items()],
        most=limits.MOST, usual=limits.WORKING_DAYS,
    )  # fmt: skip


def _fits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= limits.MOST
