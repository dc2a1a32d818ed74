"""Puts on each request who one is and where one works."""

from collections.abc import Callable
from functools import cached_property
from typing import cast

from django.http import HttpRequest, HttpResponse

from danvan.site.access.policy import Right, may, memberships_of
from danvan.site.accounts.models import Membership, User
from danvan.site.offices.models import Office

KEPT = "office"
"""In the session: the office somebody with several chose."""


class WorkingRequest(HttpRequest):
    """A request with what one is (`memberships`), the office one works in now (`home`; None without any), and the office the
    page is about (`office`: the same, unless the address names another)."""

    user: User

    @cached_property
    def memberships(self) -> list[Membership]:
        return memberships_of(self.user) if self.user.is_authenticated else []

    @cached_property
    def home(self) -> Office | None:
        chosen = self.session.get(KEPT)
        offices = [each.office for each in self.memberships]
        return next((office for office in offices if office.pk == chosen), offices[0] if offices else None)

    @cached_property
    def office(self) -> Office | None:
        return self.home

    def may(self, right: Right) -> bool:
        """Whether one may, in the office one works in now."""
        return self.home is not None and may(self.memberships, right, self.home)


def where_one_works(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The request becomes a WorkingRequest; nothing is asked of the database until somebody wants to know."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.__class__ = type("WorkingRequest", (WorkingRequest, request.__class__), {})
        return get_response(cast("WorkingRequest", request))

    return answered
