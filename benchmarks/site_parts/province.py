"""Makes what is measured, and counts the queries of each page. A process of its own: prints JSON.

python province.py COMMUNES ROWS
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from copying import multiply  # type: ignore[import-not-found]  # noqa: E402 - it lies beside this file
from django.conf import settings  # noqa: E402 - the same
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - the same
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - the same
from django.core.management import call_command  # noqa: E402 - the same
from django.db import connection, transaction  # noqa: E402 - the same
from django.test import Client  # noqa: E402 - the same
from django.test.utils import CaptureQueriesContext  # noqa: E402 - the same
from rich.console import Console  # noqa: E402 - the same

from danvan.site.accounts.models import Membership, User  # noqa: E402 - the same
from danvan.site.demo.build import build  # noqa: E402 - the same
from danvan.site.offices.models import Office  # noqa: E402 - the same
from danvan.site.registers.models import Record  # noqa: E402 - the same
from danvan.site.reports.models import Report  # noqa: E402 - the same
from danvan.site.serving.static_files import gather  # noqa: E402 - the same

SOURCES = 2
"""Communes that are simulated; the others are like them."""
USERS = 45, 5
"""Who work in a commune each, and in the province."""
PERIOD, FIGURE = "2026-9m", "citizen_reception.people"
COMMUNE = {
    "desk": "/",
    "registers": "/so/",
    "register": "/so/citizen_reception/receptions/",
    "register, a year, searched": "/so/petitions/petitions/?ky=2026&tim=dat",
    "figures": f"/so-lieu/{PERIOD}/?show=all&area=citizen_reception",
    "figure with its rows": f"/so-lieu/{PERIOD}/{FIGURE}/",
    "reports": "/bao-cao/",
    "report": "/bao-cao/{report}/",
    "save a row": "POST /so/citizen_reception/receptions/them/",
}
PROVINCE = {
    "desk of the province": "/",
    "review": f"/tiep-nhan/{PERIOD}/",
    "roll-up": f"/tong-hop/{PERIOD}/",
    "roll-up of a figure": f"/tong-hop/{PERIOD}/{FIGURE}/",
}
ROW = {
    "c-entry_no": "1", "c-received_on": "1/9/2026", "c-session": "regular", "c-receiver": "officer", "c-opens_sitting": "true",
    "c-people": "2",
}  # fmt: skip


def main() -> None:
    """Prints what there is."""
    communes, rows = map(int, sys.argv[1:])
    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    gather()
    if not Office.objects.exists():
        made(communes, rows)
    users = workers()
    print(json.dumps({
        "seconds": time.perf_counter() - began, "rows": Record.objects.count(), "communes": Office.objects.count() - 1,
        "users": users, "queries": {name: queries(users, name, path) for name, path in {**COMMUNE, **PROVINCE}.items()},
    }))  # fmt: skip


def made(communes: int, rows: int) -> None:
    """The province, where there is none yet."""
    build(SOURCES, Path(settings.DATA), Console(stderr=True), "en")
    with transaction.atomic():
        multiply(list(Office.objects.filter(level="commune").select_related("parent")), communes, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def workers() -> list[dict[str, Any]]:
    """Somebody for each browser: cookie of the session, pages."""
    offices = list(Office.objects.filter(level="commune").order_by("code")[: USERS[0]])
    top = Office.objects.get(parent=None)
    known = []
    for number in range(sum(USERS)):
        office = offices[number % len(offices)] if number < USERS[0] else top
        user, _new = User.objects.get_or_create(username=f"user{number}", defaults={"full_name": f"User {number}"})
        for role in ("clerk", "reporter") if number < USERS[0] else ("reviewer",):
            Membership.objects.get_or_create(user=user, office=office, role=role)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session.create()
        report = Report.objects.filter(office=office).order_by("-end").values_list("pk", flat=True).first()
        pages = COMMUNE if number < USERS[0] else PROVINCE
        told = {name: path.format(report=report) for name, path in pages.items() if report or "{report}" not in path}
        known.append({"session": session.session_key, "pages": told})
    return known


def queries(users: list[dict[str, Any]], name: str, path: str) -> int:
    """How many a page makes, the second time it is asked for."""
    user = next(user for user in users if name in user["pages"])
    method, _, path = ("GET " + user["pages"][name]).replace("GET POST", "POST").partition(" ")
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = user["session"]
    for _ in range(2):
        with CaptureQueriesContext(connection) as told:
            answer = client.get(path) if method == "GET" else client.post(path, ROW, headers={"HX-Request": "true"})
        assert answer.status_code < 400, (path, answer.status_code)  # noqa: S101 - no page, nothing to measure
    return len(told)


if __name__ == "__main__":
    main()
