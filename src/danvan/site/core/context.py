"""What every page's template can say."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from danvan.site.access.middleware import WorkingRequest
from danvan.site.core.catalogue import today
from danvan.site.core.navigation import entries_for
from danvan.site.core.notices import unseen


def of_the_page(request: HttpRequest) -> dict[str, Any]:
    """The head of the page, the day, whether the data are invented."""
    working = cast("WorkingRequest", request)
    logged_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {
        "entries": entries_for(working) if logged_in else [],
        "office": working.home if logged_in else None,
        "memberships": working.memberships if logged_in else [],
        "unseen": SimpleLazyObject(lambda: unseen(working.user, working.memberships)) if logged_in else 0,
        "today": today(),
        "demo": settings.DEMO,
    }
