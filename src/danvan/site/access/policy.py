"""Who may do what, where. Everything that decides about access is in this file; every view asks it.

A right belongs to a role in an office and reaches over what is below that office, as far as REACH says. Personal data are
shown to those who handle the case, in their own office, and to nobody above or beside it (Luật Tố cáo 2018 art. 8;
Luật Tiếp công dân 2013 art. 8: names and addresses of those who ask for it are kept secret).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from danvan.site.accounts.models import Membership, Role, User
from danvan.site.offices.models import Office, OfficeQuery


class Right(StrEnum):
    """What can be done."""

    LOOK = "look"
    """See the desk, figures, reports of the office."""
    READ_REGISTERS = "read_registers"
    WRITE_REGISTERS = "write_registers"
    SEE_PERSONAL = "see_personal"
    """Open the personal fields of a row; each view is logged."""
    ENTER_FIGURES = "enter_figures"
    WRITE_REPORT = "write_report"
    APPROVE_REPORT = "approve_report"
    """Approve and send; take back what was sent and not yet opened."""
    REVIEW = "review"
    """Read, accept, return the reports of the units below; drop in their documents; remind; score."""
    CHECK_DOCUMENTS = "check_documents"
    READ_CATALOGUE = "read_catalogue"
    PUBLISH = "publish"
    """What stands on the public page."""
    ADMINISTER = "administer"
    """People and units."""
    AUDIT = "audit"
    """The trail of who did what."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a role's right goes: in its own office, in those below it, or both."""

    own: bool
    below: bool


OWN, BELOW, ALL = Reach(own=True, below=False), Reach(own=False, below=True), Reach(own=True, below=True)
_EVERYBODY = {Right.LOOK: OWN, Right.CHECK_DOCUMENTS: OWN, Right.READ_CATALOGUE: OWN}
POLICY: Mapping[Role, Mapping[Right, Reach]] = {
    Role.CLERK: {
        **_EVERYBODY, Right.READ_REGISTERS: OWN, Right.WRITE_REGISTERS: OWN, Right.SEE_PERSONAL: OWN,
    },
    Role.REPORTER: {
        **_EVERYBODY, Right.READ_REGISTERS: OWN, Right.ENTER_FIGURES: OWN, Right.WRITE_REPORT: OWN, Right.PUBLISH: OWN,
    },
    Role.CHAIR: {
        **_EVERYBODY, Right.READ_REGISTERS: OWN, Right.WRITE_REPORT: OWN, Right.ENTER_FIGURES: OWN, Right.APPROVE_REPORT: OWN,
        Right.PUBLISH: OWN,
    },
    Role.REVIEWER: {**_EVERYBODY, Right.LOOK: ALL, Right.REVIEW: ALL},
    Role.ADMINISTRATOR: {**_EVERYBODY, Right.LOOK: ALL, Right.ADMINISTER: ALL, Right.AUDIT: ALL},
    Role.AUDITOR: {**_EVERYBODY, Right.LOOK: ALL, Right.READ_REGISTERS: ALL, Right.AUDIT: ALL},
}  # fmt: skip

SECOND_FACTOR = "second_factor_missing"
"""In the session while the password was right and the code of the second factor has not been given."""
FROM_OUTSIDE = "from_outside"
"""In the session: an identity provider said who it is; no password was asked for."""
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def may(memberships: Iterable[Membership], right: Right, office: Office) -> bool:
    """Whether one of these roles gives `right` in `office`."""
    return any(_reaches(each, right, office) for each in memberships)


def offices_where(memberships: Iterable[Membership], right: Right) -> OfficeQuery:
    """Every office in which one of these roles gives `right`."""
    found = Office.objects.none()
    for each in memberships:
        reach = POLICY[Role(each.role)].get(right)
        if reach and reach.own:
            found |= Office.objects.filter(pk=each.office_id)
        if reach and reach.below:
            found |= Office.objects.below(each.office)
    return found.distinct()


def memberships_of(user: User) -> list[Membership]:
    """What somebody is where, in one query."""
    return list(user.memberships.select_related("office", "office__parent"))


def _reaches(membership: Membership, right: Right, office: Office) -> bool:
    reach = POLICY[Role(membership.role)].get(right)
    if reach is None:
        return False
    if membership.office_id == office.pk:
        return reach.own
    return reach.below and office.path.startswith(membership.office.path)


def asks(right: Right, *, of: str = "") -> Callable[[View], View]:
    """Declares that a view wants `right`: in the office one works in, or in the one whose code is the argument `of`.

    Then the view's request has `office` (that one; `home` stays the office one works in). Nobody logged in: to the log-in
    page; no right: 403; an office that does not exist, or that one may not know of, is the same 403.
    """

    def declared(view: View) -> View:
        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            if step := unfinished(request):
                return redirect(step)
            office = Office.objects.filter(code=kwargs[of]).first() if of else request.office
            if office is None or not may(request.memberships, right, office):
                raise PermissionDenied
            request.office = office
            return view(request, *args, **kwargs)

        asked.asks, asked.of = right, of  # type: ignore[attr-defined]
        return asked  # type: ignore[return-value]

    return declared


def anyone(view: View) -> View:
    """Declares that a view is for everybody, logged in or not."""
    view.asks = None  # type: ignore[attr-defined]
    return view


def logged_in(view: View) -> View:
    """Declares that a view is for whoever is logged in, whatever they are: their own account."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.session.get(SECOND_FACTOR):
            return redirect("second-factor")
        return view(request, *args, **kwargs) if request.user.is_authenticated else _to_login(request)

    asked.asks = "logged_in"  # type: ignore[attr-defined]
    return asked  # type: ignore[return-value]


def unfinished(request: HttpRequest) -> str:
    """The page of the step of logging in that is still missing: the code of the second factor, a password of one's own."""
    if request.session.get(SECOND_FACTOR):
        return "second-factor"
    must = getattr(request.user, "must_change_password", False) and not request.session.get(FROM_OUTSIDE)
    return "new-password" if must else ""


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(request.path).url})
    return redirect_to_login(request.get_full_path())
