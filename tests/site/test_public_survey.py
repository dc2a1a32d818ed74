"""A survey is answered without a name, and the figures move."""

import pytest
from django.core.cache import cache
from django.test import Client
from publishing import wave

from danvan.site.figures.models import FigureValue
from danvan.site.public import survey_pages
from danvan.site.registers.models import Record, RecordVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def answering(client, office, about, **more):
    given = {"about": about, "grade": "satisfied", **more}
    return client.post(f"/cong-khai/{office.code}/khao-sat/", given)


def answers(office):
    return Record.objects.filter(office=office, book="satisfaction.answers")


def test_an_answer_is_a_row_without_a_person(client, commune):
    row = wave(commune, field="health")
    answering(client, commune, f"{row.pk}.health", staff_grade="satisfied", respondent="citizen", name="bà Kín")
    kept = answers(commune).get()
    assert kept.values == {
        "answered_on": "2026-09-07", "wave": "DK-1", "field": "health", "channel": "online", "valid": True,
        "grade": "satisfied", "staff_grade": "satisfied", "respondent": "citizen",
    }  # fmt: skip
    assert RecordVersion.objects.get(record=kept).person is None


def test_an_answer_moves_the_figures(client, commune):
    row = wave(commune, field="health")
    answering(client, commune, f"{row.pk}.health")
    moved = FigureValue.objects.filter(office=commune, indicator="satisfaction.health_answers", superseded=False)
    assert {figure.value for figure in moved} == {1}


@pytest.mark.parametrize("state", ["planned", "closed", "counted"])
def test_a_wave_that_is_not_open_cannot_be_answered(client, commune, state):
    row = wave(commune, state=state, field="health")
    assert answering(client, commune, f"{row.pk}.health").status_code == 422
    assert not answers(commune).exists()


@pytest.mark.parametrize("days", [{"started_on": "2026-09-08"}, {"started_on": "2026-08-01", "ended_on": "2026-09-06"}])
def test_a_wave_runs_within_its_days_only(client, commune, days):
    wave(commune, field="health", **days)
    assert 'name="grade"' not in client.get(f"/cong-khai/{commune.code}/khao-sat/").content.decode()


def test_of_a_wave_without_a_field_any_field_can_be_rated(client, commune):
    row = wave(commune)
    answering(client, commune, f"{row.pk}.land")
    assert answers(commune).get().values["field"] == "land"


def test_there_are_five_grades(client, commune):
    wave(commune, field="land")
    assert client.get(f"/cong-khai/{commune.code}/khao-sat/").content.decode().count('name="grade"') == 5


def test_a_browser_answers_once(client, commune):
    row = wave(commune, field="health")
    for _each in range(3):
        answering(client, commune, f"{row.pk}.health")
    assert answers(commune).count() == 1


def test_an_address_answers_a_few_times_within_an_hour_only(commune, monkeypatch):
    monkeypatch.setattr(survey_pages, "MOST", 2)
    row = wave(commune, field="health")
    statuses = [answering(Client(), commune, f"{row.pk}.health").status_code for _each in range(3)]
    assert statuses == [302, 302, 429]
    assert answers(commune).count() == 2


def test_no_address_stands_in_the_cache_and_what_does_goes_within_an_hour(commune, monkeypatch):
    seen, keep = [], cache.set

    def add(key, value, timeout=None, **_more):
        seen.append((key, timeout))
        keep(key, value, timeout)

    monkeypatch.setattr(cache, "add", add)
    row = wave(commune, field="health")
    answering(Client(REMOTE_ADDR="203.0.113.77"), commune, f"{row.pk}.health")
    assert seen
    assert not any("203.0.113.77" in key for key, _timeout in seen)
    assert all(timeout <= 3600 for _key, timeout in seen)


def test_an_answer_that_chooses_nothing_is_asked_again(client, commune):
    row = wave(commune, field="health")
    assert answering(client, commune, f"{row.pk}.health", grade="").status_code == 422
    assert answering(client, commune, f"{row.pk}.health", respondent="bịa").status_code == 422
    assert not answers(commune).exists()
