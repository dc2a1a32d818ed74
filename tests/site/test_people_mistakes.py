"""What people do too late or halfway, in the inbox, in their account and at the operator's console."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from django_otp.plugins.otp_totp.models import TOTPDevice
from publishing import WORDS, code_in, sending
from reporting import VISITS, begun, figure

from danvan.kernel.period import Period
from danvan.site.access.policy import Right, memberships_of, offices_where
from danvan.site.documents import keeping
from danvan.site.documents.models import CheckedDocument
from danvan.site.figures.templatetags.figures import period_name
from danvan.site.offices.models import Office
from danvan.site.public import feedback
from danvan.site.public.models import Feedback
from danvan.site.public.results import results_of
from danvan.site.registers.models import RowDeadline
from danvan.site.registers.saving import save_row, strike
from danvan.site.reports import flow

WORD = "đủ dài để dùng"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def words(answer):
    return " ".join(answer.content.decode().split())


def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def clerk(at_work, commune):
    return english(at_work("clerk", commune))


# The console.


def test_documents_whose_day_is_over_are_deleted_from_the_console(person, commune):
    document = CheckedDocument.objects.create(user=person("clerk", commune), address="", size=3, named={"name": "a.txt"})
    keeping.store(document, b"abc")
    CheckedDocument.objects.update(until=timezone.now() - timedelta(minutes=1))
    call_command("purgedocuments", stdout=(said := StringIO()))
    assert said.getvalue().strip() == "1"
    assert keeping.content_of(document) is None


def test_time_limits_are_computed_again_from_the_console(commune):
    values = {"code": "H-1", "procedure": "Khai sinh", "channel": "online", "received_on": "2026-08-03", "due_on": "2026-08-10"}
    save_row(commune, "admin_procedures.dossiers", values, None)
    there = RowDeadline.objects.count()
    RowDeadline.objects.all().delete()
    call_command("deadlines", stdout=(said := StringIO()))
    assert said.getvalue().strip() == "1 rows"
    assert RowDeadline.objects.count() == there > 0


# Offices.


def test_an_office_that_moves_takes_those_below_it_along(province):
    district = Office.objects.create(code="535", name="huyện Trà Bồng", level="district", parent=province)
    below = Office.objects.create(code="21115", name="xã Trà Sơn", level="commune", parent=district)
    other = Office.objects.create(code="52", name="tỉnh Khác", level="province")
    district.parent = other
    district.save()
    below.refresh_from_db()
    assert (below.path, below.province_path) == ("52/535/21115/", "52/")


def test_where_somebody_may_is_their_office_and_those_below_it(person, province, commune, neighbour):
    reviewer = memberships_of(person("reviewer", province))
    assert set(offices_where(reviewer, Right.REVIEW)) >= {commune, neighbour}
    assert not offices_where(memberships_of(person("clerk", commune)), Right.REVIEW).exists()


def test_a_piece_of_a_page_asked_for_after_logging_out_leads_to_the_login(client, commune):
    answer = client.get("/so/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"].startswith("/dang-nhap/")) == (401, True)


# One's own account.


@pytest.mark.parametrize(("password", "left"), [(WORD, 0), ("falsch", 1)])
def test_the_second_factor_comes_off_with_the_password_only(clerk, password, left):
    user_id = clerk.session["_auth_user_id"]
    TOTPDevice.objects.create(user_id=user_id, confirmed=True, name="telephone")
    told = words(clerk.post("/tai-khoan/hai-lop/bo/", {"password": password}, follow=True))
    assert TOTPDevice.objects.count() == left
    assert ("Logging in asks for the password only." in told) == (left == 0)


def test_nobody_switches_themselves_off(at_work, commune):
    admin = english(at_work("administrator", commune))
    number = admin.session["_auth_user_id"]
    told = words(admin.post(f"/quan-tri/nguoi/{number}/", {"full_name": "Người Gốc", "email": ""}, follow=True))
    assert "You cannot switch yourself off. Another administrator can." in told


# The inbox.


@pytest.fixture
def code(client, commune):
    return code_in(sending(client, commune))


@pytest.fixture
def sent(code):
    return Feedback.objects.get()


def test_what_somebody_else_did_meanwhile_is_told_and_the_words_stay(clerk, sent):
    told = words(clerk.post(f"/phan-anh/{sent.pk}/to-cao/", {"version": 99, "sure": "1"}, follow=True))
    sent.refresh_from_db()
    assert 'class="told error"' in told
    assert sent.said["text"] == WORDS


def test_nothing_is_destroyed_without_the_tick(clerk, sent):
    told = words(clerk.post(f"/phan-anh/{sent.pk}/to-cao/", {"version": 1}, follow=True))
    assert "Nothing was destroyed. Tick the box to say that you are sure." in told


def test_feedback_whose_row_was_struck_out_says_so_to_whoever_has_the_code(client, commune, person, sent, code):
    strike(sent.record, person("chair", commune), "rác")
    assert feedback.step_of(Feedback.objects.get()) == "removed"
    assert client.post(f"/cong-khai/{commune.code}/theo-doi/", {"code": code}).status_code == 200


# Public pages.


def test_before_a_report_is_accepted_there_are_no_results(commune):
    flow.submit(begun(commune, **VISITS), None)
    assert results_of(commune) is None


def test_satisfaction_is_a_share_of_the_answers_and_stands_apart_from_the_key_figures(commune):
    figure(commune, "satisfaction.answers", 120)
    figure(commune, "satisfaction.satisfied", 90)
    flow.accept(flow.send(flow.submit(begun(commune, **VISITS), None), None), None)
    found = results_of(commune)
    assert [(each.answers, each.share) for each in found.satisfaction] == [(120, 75)]
    assert {each.indicator.area for each in found.keys} == {"citizen_reception"}


# Names.


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period.nine_months(2026), "first nine months of 2026"),
        (Period.quarter(2026, 3), "quarter 3"),
        (Period.half(2026, 2), "second half"),
    ],
)
def test_a_period_has_an_english_name(period, name):
    with override("en"):
        assert name in period_name(period)
    with override("vi"):
        assert period_name(period) == str(period)
