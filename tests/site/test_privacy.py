"""What is personal stands nowhere but where somebody with the right opened it: searched for in all that leaves a process."""

import io
import logging
import zipfile

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from whole import OURS, PERSONAL, whole

from danvan.site.core.logs import Line
from danvan.site.figures.ledger import rebuild

VALUES = tuple(PERSONAL.values())


@pytest.fixture
def everything(commune, person, settings):
    settings.EMAIL_HOST = "x"
    clerk = person("clerk", commune, "holder")
    clerk.email = "clerk@xa.vn"
    clerk.save()
    return whole(commune, clerk)


def said(answer):
    """Headers and body; of a Word file or a workbook, what is inside."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            body = b"".join(package.read(name) for name in package.namelist())
    return str(answer.headers) + body.decode("utf-8", "replace")


def found_in(text):
    return [value for value in VALUES if value in text]


def test_e_mails_and_notices_say_nothing_personal(everything):
    assert mail.outbox
    assert not found_in("".join(str(message.message()) + message.subject + message.body for message in mail.outbox))


def test_the_database_holds_it_encrypted_only(everything):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows = "".join(str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor for cell in row)
            assert not found_in(rows), table


def test_no_file_of_the_site_holds_it_readable(everything, settings):
    for folder in (settings.MEDIA_ROOT, settings.LEDGER):
        for file in folder.rglob("*"):
            assert not (file.is_file() and any(value.encode() in file.read_bytes() for value in VALUES)), file


def test_the_ledger_does_not_know_it(everything, settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"
    rebuild()
    assert not [file for file in settings.LEDGER.rglob("*") if file.is_file() and found_in(file.read_bytes().decode("latin-1"))]


def test_the_log_of_a_walk_through_every_page_does_not_know_it(everything, at_work, commune, caplog):
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(Line())
    client = at_work("clerk", commune)
    client.raise_request_exception = False
    for route in OURS:
        if route.name != "logout":
            client.get(everything.url(route), {"tim": PERSONAL["petitioner"], "q": PERSONAL["contact"]})
            client.post(everything.url(route), {"text": PERSONAL["feedback"], "code": PERSONAL["petitioner"]})
    assert not found_in(caplog.text)


@pytest.mark.parametrize("role", ["reporter", "chair", "auditor", "administrator"])
def test_exports_the_trail_and_searches_do_not_know_it(role, everything, at_work, commune):
    client = at_work(role, commune)
    book = "/so/admin_procedures/dossiers/"
    for path in (f"{book}xuat.csv?ky=tat-ca", f"{book}xuat.xlsx?ky=tat-ca", f"{book}?tim=quvang&ky=tat-ca", "/nhat-ky/",
                 "/thong-bao/", "/quan-tri/?tim=Quvang", "/"):  # fmt: skip
        assert not found_in(said(client.get(path)).replace("tim=Quvang", "")), path


def test_what_was_opened_is_written_down_without_it(everything, at_work, commune, caplog):
    caplog.set_level(logging.DEBUG)
    clerk, row = at_work("clerk", commune), everything.row()
    answer = clerk.post(f"/so/admin_procedures/dossiers/dong/{row.pk}/hien/")
    assert PERSONAL["petitioner"] in answer.content.decode()
    trail = at_work("auditor", commune).get("/nhat-ky/?loai=personal").content.decode()
    assert f"admin_procedures.dossiers #{row.pk}" in trail
    assert not found_in(trail)
    assert not found_in("\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends"))


def test_an_error_is_logged_by_its_place_and_never_by_its_words():
    try:
        int(PERSONAL["petitioner"])
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "broke", None, (type(error), error, error.__traceback__))
    written = Line("%(levelname)s %(message)s").format(record)
    assert "test_privacy.py" in written
    assert "ValueError" in written
    assert not found_in(written)


def test_a_page_about_an_error_repeats_nothing_that_was_sent(rf, settings):
    from django.views.debug import ExceptionReporter  # noqa: PLC0415 - after the settings

    request = rf.post("/so/", {"file_ref": PERSONAL["petitioner"]})
    try:
        sent = request.POST["file_ref"]
        {}[len(sent)]
    except KeyError as error:
        reporter = ExceptionReporter(request, type(error), error, error.__traceback__)
    assert not found_in(reporter.get_traceback_text() + reporter.get_traceback_html())


def test_the_server_writes_no_log_of_addresses():
    from danvan.site.serving import start  # noqa: PLC0415 - what it starts is asked

    assert "--no-access-log" in start.SERVER


def test_an_address_of_the_site_never_carries_it(everything):
    assert not found_in("".join(everything.url(route) for route in OURS))


@pytest.mark.django_db(transaction=True)
def test_a_backup_does_not_know_it(everything, tmp_path):
    call_command("backup", str(tmp_path), stdout=io.StringIO())
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if any(value.encode() in file.read_bytes() for value in VALUES)]


def test_a_citizen_follows_by_code_and_sees_nothing_of_the_register(everything, commune):
    answer = Client().post(reverse("public_follow", args=[commune.code]), {"code": "ABCD-EFGH-2345"}, follow=True)
    assert PERSONAL["petitioner"] not in said(answer)
    assert PERSONAL["contact"] not in said(answer)
