"""What an operator set up wrongly, and what is told of it."""

import pytest
from cryptography.fernet import Fernet
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import RequestFactory

from danvan.site.core import checks as ours
from danvan.site.core import health
from danvan.site.core.logs import NothingSent
from danvan.site.core.metrics import metrics
from danvan.site.core.secrets import opened, opened_bytes, sealed, sealed_bytes
from danvan.site.environment import Environment, SettingInvalid


def test_a_data_folder_that_cannot_be_written_stops_the_start(monkeypatch):
    monkeypatch.setattr(ours.os, "access", lambda *_asked: False)
    (found,) = ours.data_can_be_written()
    assert (found.id, found.level, "DANVAN_DATA" in found.hint) == ("danvan.E002", checks.ERROR, True)


def test_a_disk_that_is_nearly_full_is_told_before_nothing_can_be_saved(monkeypatch):
    monkeypatch.setattr(ours, "free_bytes", lambda: 1)
    assert [found.id for found in ours.data_can_be_written()] == ["danvan.W003"]


def test_a_data_folder_that_is_well_or_not_made_yet_is_not_told(settings, tmp_path):
    assert ours.data_can_be_written() == []
    settings.DATA = tmp_path / "not-yet"
    assert ours.data_can_be_written() == []


def test_where_files_have_no_owner_keys_are_not_looked_at(monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/fields").write_text("x")
    (tmp_path / "keys/fields").chmod(0o644)
    monkeypatch.setattr(ours.os, "name", "nt")
    try:
        assert ours.keys_are_private() == []
    finally:
        monkeypatch.undo()


@pytest.mark.parametrize(
    "fine", [{"HTTPS": True, "CSRF_TRUSTED_ORIGINS": ["https://baocao.vn"]}, {"HTTPS": False, "ALLOWED_HOSTS": ["localhost"]}]
)
def test_a_site_behind_https_or_on_this_computer_alone_is_not_warned_of(settings, fine):
    for name, value in fine.items():
        setattr(settings, name, value)
    assert ours.cookies_are_safe() == []


def test_with_the_programs_and_the_catalogue_in_place_nothing_is_told(monkeypatch):
    monkeypatch.setattr(ours.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert (ours.programs_are_there(), ours.catalogue_loads()) == ([], [])


def test_a_key_that_is_none_is_refused_with_how_to_make_one(settings):
    settings.FIELD_KEYS = ["abc"]
    with pytest.raises(ImproperlyConfigured, match="DANVAN_FIELD_KEYS: not a key"):
        sealed({"a": 1})


@pytest.mark.parametrize(
    ("seal", "opens", "what"), [(sealed, opened, {"a": "Quvang"}), (sealed_bytes, opened_bytes, b"Quvang")]
)
def test_what_was_sealed_with_a_key_that_is_gone_asks_for_it(settings, seal, opens, what):
    kept, before = seal(what), settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(ImproperlyConfigured, match="Add the older key behind"):
        opens(kept)
    settings.FIELD_KEYS = [*settings.FIELD_KEYS, *before]
    assert opens(kept) == what


def test_nothing_is_sealed_of_nothing():
    assert (sealed({}), opened("")) == ("", {})


@pytest.mark.parametrize("address", ["", "not an address"])
def test_counters_are_not_for_who_comes_from_nowhere(settings, address):
    settings.METRICS_FROM = ["0.0.0.0/0"]
    assert metrics(RequestFactory().get("/", REMOTE_ADDR=address)).status_code == 403


def test_counters_are_not_for_who_comes_through_a_proxy(settings):
    settings.METRICS_FROM = ["127.0.0.0/8"]
    asked = RequestFactory().get("/", headers={"X-Forwarded-For": "127.0.0.1"})
    assert metrics(asked).status_code == 403


def test_a_page_about_an_error_has_neither_what_was_sent_nor_the_values_of_variables():
    request = RequestFactory().post("/", {"contact": "0900 555 777"})
    shown = NothingSent()
    assert "0900" not in str(shown.get_post_parameters(request))
    assert list(shown.get_post_parameters(request)) == ["contact"]
    assert shown.get_post_parameters(None) == {}


def test_a_part_that_does_not_answer_is_told_by_name(client, db, monkeypatch):
    def away():
        raise OperationalError("host=10.0.0.7")

    monkeypatch.setitem(health.PARTS, "queue", away)
    page = client.get("/suc-khoe/").content.decode()
    assert "does not answer" in page
    assert "10.0.0.7" not in page


@pytest.mark.parametrize(("text", "value"), [("0", False), ("No", False), ("off", False)])
def test_no_is_said_in_several_ways(text, value):
    assert Environment({"DANVAN_DEBUG": text}).yes("DANVAN_DEBUG", default=True) is value


def test_a_setting_that_is_refused_names_itself_and_what_was_found():
    with pytest.raises(SettingInvalid, match="DANVAN_UPLOAD_MB"):
        Environment({"DANVAN_UPLOAD_MB": "many"}).number("DANVAN_UPLOAD_MB", 25)


def test_a_secret_made_by_another_process_just_now_is_the_one_that_is_used(tmp_path):
    kept = tmp_path / "keys/fields"

    def makes():
        kept.write_text("theirs")
        return "mine"

    assert Environment({}).secret("DANVAN_SECRET_KEY", kept, makes) == "theirs"
