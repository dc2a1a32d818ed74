"""Every route, with every role in the office, beside it and above it, and with none: what the policy says, and nothing else."""

import pytest
from django.apps import apps
from django.test import Client
from whole import OPEN_WORDS, OURS, PERSONAL, whole

from danvan.site.access.policy import POLICY, Right, may
from danvan.site.accounts.models import Role

ROLES = [role.value for role in Role]
PLACES = ("commune", "neighbour", "province")
ABOVE = ("tiep-nhan/", "cham-diem/", "tong-hop/")
REFUSED = (302, 403, 404, 405)
LOOKING_LEAVES = {
    "sessions.Session", "accounts.LogIn", "otp_totp.TOTPDevice", "core.NoticesSeen", "audit.PersonalView", "axes.AccessLog",
    "axes.AccessAttempt", "contenttypes.ContentType",
    "reports.ReportCheck", "auditlog.LogEntry", "django_tasks_database.DBTaskResult",
}  # fmt: skip
"""What a page may write down when it is only looked at: who did."""


@pytest.fixture
def everything(commune, person):
    return whole(commune, person("clerk", commune, "holder"))


def counted():
    watched = [model for model in apps.get_models() if model._meta.label not in LOOKING_LEAVES]
    return {model._meta.label: model._default_manager.count() for model in watched}


def text_of(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_as_the_policy_says(role, place, everything, at_work, request):
    commune, office = everything.commune, request.getfixturevalue(place)
    client = at_work(role, office)
    client.raise_request_exception = False
    memberships = list(client_user(client).memberships.select_related("office"))
    before = counted()
    wrong = []
    for route in OURS:
        if route.name == "logout":
            continue
        answer = client.get(everything.url(route), follow=False)
        right = route.view.asks
        about = commune if getattr(route.view, "of", "") or route.path.startswith("bao-cao/<int:pk>") else office
        allowed = not isinstance(right, Right) or may(memberships, right, about)
        shown = text_of(answer) if answer.status_code < 300 else ""
        if answer.status_code >= 500 and answer.status_code != 503:
            wrong.append((route.path, answer.status_code, "broken"))
        elif not allowed and answer.status_code not in REFUSED:
            wrong.append((route.path, answer.status_code, "not theirs by the policy, and shown"))
        elif allowed and answer.status_code == 403 and place == "commune" and not excused(route, role):
            wrong.append((route.path, 403, "theirs by the policy, and refused"))
        elif place == "neighbour" and OPEN_WORDS in shown:
            wrong.append((route.path, answer.status_code, "a neighbour reads it"))
        elif any(words in shown for words in PERSONAL.values()) and not handles(role, place, memberships, commune):
            wrong.append((route.path, answer.status_code, "personal"))
    assert not wrong
    assert counted() == before, "looking changed something"


def excused(route, role):
    """The right holds in one's own office too, and the page is about those below it; or it asks for more than who one is; or
    the file belongs to a book with secret columns, and is as secret as they are."""
    if route.name == "attachment":
        return Right.SEE_PERSONAL not in POLICY[Role(role)]
    above = isinstance(route.view.asks, Right) and POLICY[Role(role)].get(route.view.asks) and route.path.startswith(ABOVE)
    return above or route.name == "metrics"


def handles(role, place, memberships, commune):
    return may(memberships, Right.SEE_PERSONAL, commune)


def client_user(client):
    from danvan.site.accounts.models import User  # noqa: PLC0415 - Django is set up by now

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_without_an_account_only_what_is_open_to_all_is_shown(everything):
    client = Client(raise_request_exception=False)
    wrong = []
    for route in OURS:
        answer = client.get(everything.url(route))
        shown = text_of(answer) if answer.status_code < 300 else ""
        if answer.status_code >= 500 and answer.status_code != 503:
            wrong.append((route.path, answer.status_code))
        if route.view.asks is not None and answer.status_code not in (302, 401, 405):
            wrong.append((route.path, answer.status_code))
        if any(words in shown for words in (OPEN_WORDS, *PERSONAL.values())):
            wrong.append((route.path, "readable by all"))
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_nothing_can_be_sent_without_the_token_of_the_form(role, everything, person):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(person(role, everything.commune))
    before = counted()
    answers = {route.path: client.post(everything.url(route), {"x": "1"}).status_code for route in OURS}
    assert {path: status for path, status in answers.items() if status not in (403, 404, 405)} == {}
    assert counted() == before


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ROLES)
def test_sending_anything_anywhere_breaks_nothing_and_changes_nothing_of_others(role, place, everything, at_work, request):
    client = at_work(role, request.getfixturevalue(place))
    client.raise_request_exception = False
    wrong = []
    for route in OURS:
        if route.name in ("logout", "end-others", "new-password", "drop-second-factor"):
            continue
        status = client.post(everything.url(route), {"x": "1", "version": "-1", "do": "?"}).status_code
        if status >= 500 and status != 503:
            wrong.append((route.path, status))
    assert not wrong
    if place == "neighbour":
        record = everything.row()
        assert (record.version, record.struck_at) == (1, None)
