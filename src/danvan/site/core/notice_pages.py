"""/thong-bao/: what one was told."""

from django.http import HttpResponse
from django.shortcuts import render

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import logged_in
from danvan.site.core.models import NoticesSeen
from danvan.site.core.notices import mark_seen, newest


@logged_in
def notices(request: WorkingRequest) -> HttpResponse:
    """The last notices; those not seen before are marked, and seen from now on."""
    found = newest(request.memberships)
    seen = NoticesSeen.objects.filter(user=request.user).values_list("upto", flat=True).first() or 0
    mark_seen(request.user, found)
    return render(request, "core/notices.html", {"notices": found, "seen": seen})
