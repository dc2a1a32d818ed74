"""What machines and operators ask: is it well, how much is there, what is not right with this computer."""

import errno

import pytest
from django.core import checks
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from danvan.site.accounts.models import User
from danvan.site.core import checks as ours
from danvan.site.core import health
from danvan.site.core.models import WorkerBeat
from danvan.site.registers.saving import save_row

DOSSIER = {"code": "Đinh Thị Quvang", "procedure": "Khai sinh", "channel": "online", "received_on": "2026-08-03",
           "due_on": "2026-08-10"}  # fmt: skip


@pytest.fixture
def working(db):
    WorkerBeat.objects.create(worker="x", at=timezone.now())


@pytest.fixture
def operator(person, commune, client):
    user = person("administrator", commune)
    User.objects.update(is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def test_all_is_well(client, working):
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["well"]) == (200, True)


def test_a_worker_nobody_hears_is_not_well(client, db):
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 503
    assert "danvan serve" in answer.json()["worker"]


def test_little_room_is_not_well(client, working, monkeypatch):
    monkeypatch.setattr(health, "free_bytes", lambda: 1000)
    assert client.get("/suc-khoe/").status_code == 503


def test_a_database_that_does_not_answer_is_told_by_name_only(client, working, monkeypatch):
    def silent():
        raise OperationalError("host=10.0.0.7 password=…")

    monkeypatch.setitem(health.PARTS, "database", silent)
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 503
    assert "10.0.0.7" not in answer.content.decode()


def test_counters_are_for_who_knows_the_token(client, db, settings):
    assert client.get("/do-luong/").status_code == 403
    settings.METRICS_TOKEN = "a long token"
    assert client.get("/do-luong/", headers={"Authorization": "Bearer another"}).status_code == 403
    answer = client.get("/do-luong/", headers={"Authorization": "Bearer a long token"})
    assert b"danvan_worker_up 0.0" in answer.content


def test_counters_are_for_the_networks_that_were_named(client, db, settings):
    settings.METRICS_FROM = ["10.1.0.0/16"]
    assert client.get("/do-luong/", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/do-luong/", REMOTE_ADDR="10.2.0.1").status_code == 403
    through_a_proxy = {"X-Forwarded-For": "203.0.113.7"}
    assert client.get("/do-luong/", REMOTE_ADDR="10.1.2.3", headers=through_a_proxy).status_code == 403


def test_pages_are_counted_by_route_and_never_by_address(client, at_work, commune, settings):
    settings.METRICS_FROM = ["127.0.0.1"]
    at_work("clerk", commune).get("/so/admin_procedures/dossiers/?tim=Quvang")
    told = client.get("/do-luong/").content.decode()
    assert 'route="book"' in told
    assert "Quvang" not in told
    assert "/so/" not in told


def test_the_operators_pages_are_not_for_administrators_of_offices(at_work, commune, settings):
    assert at_work("administrator", commune).get(f"/{settings.ADMIN_PATH}").status_code == 302


def test_operators_read_tables_without_what_is_encrypted_and_change_nothing(operator, commune, settings):
    row = save_row(commune, "admin_procedures.dossiers", DOSSIER, None)
    page = operator.get(f"/{settings.ADMIN_PATH}registers/record/{row.pk}/change/")
    assert page.status_code == 200
    assert "Khai sinh" in page.content.decode()
    assert "Quvang" not in page.content.decode()
    assert operator.post(f"/{settings.ADMIN_PATH}registers/record/{row.pk}/change/", {}).status_code == 403
    assert operator.post(f"/{settings.ADMIN_PATH}registers/record/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_operators_with_a_second_factor_give_its_code_first(operator, settings):
    session = operator.session
    session["second_factor_missing"] = True
    session.save()
    assert operator.get(f"/{settings.ADMIN_PATH}").status_code == 302


def test_no_secret_of_a_second_factor_is_shown_to_operators(operator, settings):
    assert operator.get(f"/{settings.ADMIN_PATH}otp_totp/totpdevice/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "look", "told"),
    [
        ({"HTTPS": False, "ALLOWED_HOSTS": ["baocao.vn"]}, ours.cookies_are_safe, "danvan.W005"),
        ({"HTTPS": True, "CSRF_TRUSTED_ORIGINS": []}, ours.cookies_are_safe, "danvan.W004"),
    ],
)
def test_a_setting_that_is_not_safe_is_told_with_what_to_do(settings, changed, look, told):
    for name, value in changed.items():
        setattr(settings, name, value)
    (found,) = look()
    assert (found.id, bool(found.hint)) == (told, True)


def test_keys_others_can_read_are_told(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/fields").write_text("x")
    (tmp_path / "keys/fields").chmod(0o644)
    assert [found.id for found in ours.keys_are_private()] == ["danvan.W001"]
    (tmp_path / "keys/fields").chmod(0o600)
    assert ours.keys_are_private() == []


def test_programs_that_are_missing_are_told(monkeypatch):
    monkeypatch.setattr(ours.shutil, "which", lambda name: None)
    assert [found.id for found in ours.programs_are_there()] == ["danvan.W007", "danvan.W008"]


def test_a_catalogue_that_does_not_load_stops_the_start(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ours, "the_catalogue", ours.the_catalogue.__wrapped__)
    settings.CATALOGUE = str(tmp_path / "nowhere")
    (found,) = ours.catalogue_loads()
    assert (found.id, found.level) == ("danvan.E006", checks.ERROR)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("server closed the connection"), 503, "Cơ sở dữ liệu chưa trả lời"),
        (OperationalError("database or disk is full"), 507, "hết chỗ lưu"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "hết chỗ lưu"),
    ],
    ids=["database", "disk of the database", "disk"],
)
def test_what_could_not_be_saved_is_told_with_what_to_do(person, commune, monkeypatch, error, status, words):
    def refused(*_args, **_kwargs):
        raise error

    client = Client()
    client.force_login(person("clerk", commune))
    monkeypatch.setattr("danvan.site.registers.saving.Record.save", refused)
    given = {f"c-{name}": value for name, value in DOSSIER.items()}
    answer = client.post("/so/admin_procedures/dossiers/them/", given, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (status, "#messages")
    assert words in answer.content.decode()


def test_a_database_that_goes_away_before_a_page_begins_is_told_too(person, commune, monkeypatch):
    def gone(_self):
        raise OperationalError("connection refused")

    client = Client(raise_request_exception=False)
    client.force_login(person("clerk", commune))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    answer = client.get("/so/")
    assert answer.status_code == 503
    assert "chưa được lưu" in answer.content.decode()


def test_what_nobody_foresaw_is_told_without_its_words(person, commune, monkeypatch):
    def broke(_self):
        raise ValueError("Đinh Thị Quvang")

    client = Client(raise_request_exception=False)
    client.force_login(person("clerk", commune))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", broke)
    answer = client.get("/so/")
    assert answer.status_code == 500
    assert "Quvang" not in answer.content.decode()
