"""What a page that waits for a job says when nothing comes: `{% job_note %}`."""

from typing import Any

from django import template

from danvan.site.core.jobs import is_worker_silent
from danvan.site.core.language import code as language
from danvan.site.core.models import Job

register = template.Library()


@register.inclusion_tag("core/_job_note.html", takes_context=True)
def job_note(context: dict[str, Any]) -> dict[str, Any]:
    """That the job of this page (whose `url` it is) was broken off, with a button to start it again; that no worker runs."""
    request = context["request"]
    job = Job.objects.filter(url=request.path, person_id=request.user.pk).first() if request.user.is_authenticated else None
    return {
        "job": job,
        "why": job.failed.get(language(), "") if job else "",
        "silent": (job is None or job.is_going_on) and is_worker_silent(),
        "back": request.path,
        "csrf_token": context.get("csrf_token"),
    }
