"""/viec/: what goes on in the background for one, how far it is, and beginning again what was cut short."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import logged_in
from danvan.site.core.jobs import again, is_worker_silent
from danvan.site.core.language import code as language
from danvan.site.core.models import Job

SHOWN = 30


@logged_in
def jobs(request: WorkingRequest) -> HttpResponse:
    """The last ones one began oneself."""
    return render(request, "core/jobs.html", {"jobs": request.user.jobs.all()[:SHOWN]})


@logged_in
def job(request: WorkingRequest, number: int) -> HttpResponse:
    """How far it is; when it is done, the page of what came of it."""
    found = _own(request, number)
    in_page = bool(request.headers.get("HX-Request"))
    if found.state == Job.State.DONE and found.url:
        return HttpResponse(status=204, headers={"HX-Redirect": found.url}) if in_page else redirect(found.url)
    shown = {
        "job": found,
        "silent": found.is_going_on and is_worker_silent(),
        "why": found.failed.get(language(), ""),
    }
    return render(request, "core/_job.html" if in_page else "core/job.html", shown)


@logged_in
@require_POST
def begin_again(request: WorkingRequest, number: int) -> HttpResponse:
    """Puts it back into the queue; then back to the page one came from, or to its own."""
    found = again(_own(request, number))
    back = request.POST.get("back", "")
    return redirect(back) if url_has_allowed_host_and_scheme(back, None) else redirect("job", found.pk)


def _own(request: WorkingRequest, number: int) -> Job:
    """Others' are not even known to be there."""
    return get_object_or_404(Job, pk=number, person=request.user)
