"""Feedback is sent and followed by its code; nothing personal in it stands anywhere but encrypted."""

import logging
from urllib.parse import unquote

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from publishing import CONTACT, WORDS, code_in, sending

from danvan.site.audit.models import PersonalView
from danvan.site.core.models import Notice
from danvan.site.public import codes, feedback_pages
from danvan.site.public.models import Feedback, Promise
from danvan.site.registers.models import Record, RowDeadline

pytestmark = pytest.mark.django_db
SECRETS = (WORDS, CONTACT, "Trần Văn Kín", "0912")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def code(client, commune):
    return code_in(sending(client, commune))


@pytest.fixture
def sent(code):
    return Feedback.objects.get()


def following(client, office, code, **more):
    return client.post(f"/cong-khai/{office.code}/theo-doi/", {"code": code, **more})


def replying(client, found, **more):
    given = {"version": found.record.version, "text": "Đã sửa xong đèn.", "outcome": "done", **more}
    return client.post(f"/phan-anh/{found.pk}/tra-loi/", given)


def test_it_is_counted_in_the_register_without_its_words(sent):
    row = Record.objects.get(book="feedback.reports")
    assert row.values == {
        "entry_no": 1, "received_on": "2026-09-07", "channel": "public_page", "category": "roads", "due_on": "2026-09-21",
    }  # fmt: skip
    assert RowDeadline.objects.get(record=row).code == "@due_on"
    assert sent.said == {"text": WORDS, "contact": CONTACT}


def test_the_office_promises_its_own_limits(client, commune):
    Promise.objects.create(office=commune, days={"roads": 3})
    sending(client, commune)
    assert Record.objects.get(book="feedback.reports").values["due_on"] == "2026-09-10"


def test_nothing_of_it_is_readable_in_the_database(sent, code):
    with connection.cursor() as cursor:
        for model in (Feedback, Record, Notice):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 - a table's own name
            kept = str(cursor.fetchall())
            assert not any(secret in kept for secret in (*SECRETS, code, code.replace("-", "")))


def test_nothing_of_it_is_in_a_notice_a_mail_a_log_a_title_or_an_address(client, commune, person, at_work, caplog):
    caplog.set_level(logging.DEBUG)
    clerk = person("clerk", commune, "mailed")
    clerk.email = "xa@example.vn"
    clerk.save()
    answer = sending(client, commune)
    code = code_in(answer)
    following(client, commune, code)
    desk = at_work("clerk", commune)
    found = Feedback.objects.get()
    desk.post(f"/phan-anh/{found.pk}/mo/")
    replying(desk, found)
    secrets = (*SECRETS, code, code.replace("-", ""))
    told = [str(notice) + notice.url for notice in Notice.objects.all()]
    mails = [message.subject + message.body for message in mail.outbox]
    pages = [desk.get(path) for path in ("/", "/phan-anh/", "/phan-anh/?xem=tat-ca", f"/phan-anh/{found.pk}/", "/thong-bao/",
                                         "/so/feedback/reports/?ky=tat-ca", f"/cong-khai/{commune.code}/")]  # fmt: skip
    said = [page.content.decode() + unquote(str(page.headers)) for page in pages]
    assert told
    assert mails
    assert not any(secret in each for secret in secrets for each in (*told, *mails, *said, caplog.text))
    title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert not any(secret in title for secret in secrets)


def test_a_code_is_twelve_letters_and_no_two_are_alike():
    made = {codes.code_of(codes.new_ticket()) for _each in range(200)}
    assert len(made) == 200
    assert all(len(code) == 12 and set(code) <= set(codes.ALPHABET) for code in made)


def test_a_form_sent_twice_is_one_report_with_one_code(client, commune):
    page = client.get(f"/cong-khai/{commune.code}/phan-anh/").content.decode()
    ticket = page.partition('name="ticket" value="')[2].partition('"')[0]
    first, second = (code_in(sending(client, commune, ticket=ticket)) for _each in range(2))
    assert first == second
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("ticket", ["", "abc", "x:y:z"])
def test_a_form_that_is_not_the_servers_is_given_back_with_its_words(client, commune, ticket):
    answer = sending(client, commune, ticket=ticket)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"category": "religion"}, {"text": "  "}, {"text": "x" * 4001}, {"contact": "y" * 201}, {"no_denunciation": None}]
)
def test_a_form_with_a_mistake_is_not_kept(client, commune, wrong):
    assert sending(client, commune, **wrong).status_code == 422
    assert not Feedback.objects.exists()


def test_the_form_says_where_a_denunciation_goes(client, commune):
    said = client.get(f"/cong-khai/{commune.code}/phan-anh/").content.decode()
    assert "25/2018/QH14" in said


def test_an_address_sends_a_few_within_an_hour_only(commune, monkeypatch):
    monkeypatch.setattr(feedback_pages, "MOST_SENT", 1)
    answers = [sending(Client(), commune) for _each in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert WORDS in answers[1].content.decode()


def test_codes_cannot_be_tried_without_end(client, commune, monkeypatch):
    monkeypatch.setattr(feedback_pages, "MOST_FOLLOWED", 2)
    assert [following(client, commune, "ABCD").status_code for _each in range(3)] == [404, 404, 429]


def test_a_code_shows_how_far_it_is_and_not_what_was_written(client, commune, sent, code):
    said = following(client, commune, code.lower().replace("-", " ")).content.decode()
    assert "21/09/2026" in said
    assert not any(secret in said for secret in SECRETS)


def test_a_code_of_another_unit_shows_nothing(client, neighbour, code):
    assert following(client, neighbour, code).status_code == 404


def test_pages_with_a_code_or_words_are_kept_by_no_browser(client, commune, code):
    for answer in (following(client, commune, code), client.get(f"/cong-khai/{commune.code}/phan-anh/")):
        assert answer.headers["Cache-Control"] == "no-store"


def test_opening_the_words_is_noted_down(at_work, commune, sent):
    clerk = at_work("clerk", commune)
    assert WORDS not in clerk.get(f"/phan-anh/{sent.pk}/").content.decode()
    assert not PersonalView.objects.exists()
    assert WORDS in clerk.post(f"/phan-anh/{sent.pk}/mo/").content.decode()
    assert PersonalView.objects.get().record == sent.record_id


@pytest.mark.parametrize("role", ["reporter", "chair", "auditor", "administrator", "reviewer"])
def test_only_who_handles_it_has_the_inbox(at_work, commune, sent, role):
    somebody = at_work(role, commune)
    assert somebody.get("/phan-anh/").status_code == 403
    assert somebody.post(f"/phan-anh/{sent.pk}/mo/").status_code == 403


def test_feedback_of_another_unit_is_not_found(at_work, neighbour, sent):
    clerk = at_work("clerk", neighbour)
    assert clerk.post(f"/phan-anh/{sent.pk}/mo/").status_code == 404
    assert clerk.get(f"/phan-anh/{sent.pk}/").status_code == 404


def test_its_row_in_the_register_leads_to_it(at_work, commune, sent):
    clerk = at_work("clerk", commune)
    path = f"/phan-anh/dong/{sent.record_id}/"
    assert path in clerk.get(f"/so/feedback/reports/dong/{sent.record_id}/").content.decode()
    assert clerk.get(path).url == f"/phan-anh/{sent.pk}/"


def test_an_answer_closes_the_row_and_whoever_has_the_code_reads_it(at_work, client, commune, sent, code):
    replying(at_work("clerk", commune), sent)
    row = Record.objects.get(pk=sent.record_id)
    assert (row.state, row.values["done_on"], row.values["eligible"]) == ("done", "2026-09-07", True)
    assert "Đã sửa xong đèn." in following(client, commune, code).content.decode()


def test_what_cannot_be_handled_here_is_closed_as_such(at_work, commune, sent):
    replying(at_work("clerk", commune), sent, outcome="rejected")
    row = Record.objects.get(pk=sent.record_id)
    assert (row.state, row.values["eligible"]) == ("rejected", False)


def test_an_answer_typed_while_somebody_else_changed_it_is_not_lost(at_work, commune, sent):
    clerk = at_work("clerk", commune)
    clerk.post(f"/phan-anh/{sent.pk}/bat-dau/", {"version": sent.record.version})
    answer = replying(clerk, sent)
    assert answer.status_code == 422
    assert "Đã sửa xong đèn." in answer.content.decode()
    assert not Feedback.objects.get().answer


def test_whoever_has_the_code_says_once_whether_they_are_satisfied(at_work, client, commune, sent, code):
    replying(at_work("clerk", commune), sent)
    following(client, commune, code, satisfied="no")
    following(client, commune, code, satisfied="yes")
    row = Record.objects.get(pk=sent.record_id)
    assert (row.state, row.values["satisfied"], row.values["confirmed_on"]) == ("confirmed", "dissatisfied", "2026-09-07")


def test_nobody_is_satisfied_before_there_is_an_answer(client, commune, sent, code):
    following(client, commune, code, satisfied="yes")
    assert "satisfied" not in Record.objects.get(pk=sent.record_id).values


def test_a_denunciation_that_came_nonetheless_is_destroyed(at_work, client, commune, sent, code):
    clerk = at_work("clerk", commune)
    clerk.post(f"/phan-anh/{sent.pk}/to-cao/", {"version": sent.record.version})
    assert Feedback.objects.get().said
    clerk.post(f"/phan-anh/{sent.pk}/to-cao/", {"version": sent.record.version, "sure": "1"})
    assert Feedback.objects.get().said == {}
    assert WORDS not in clerk.post(f"/phan-anh/{sent.pk}/mo/").content.decode()
    assert "Luật Tố cáo" in following(client, commune, code).content.decode()


def test_the_inbox_asks_the_database_the_same_however_much_waits(at_work, commune, django_assert_max_num_queries):
    for _each in range(8):
        sending(Client(), commune)
    clerk = at_work("clerk", commune)
    with django_assert_max_num_queries(10):
        clerk.get("/phan-anh/")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_as_much_can_be_typed_in_every_language(client, commune, at_work, sent, language):
    for browser, answer in ((client, client.get), (clerk := at_work("clerk", commune), clerk.post)):
        browser.cookies["django_language"] = language
        path = f"/phan-anh/{sent.pk}/mo/" if browser is clerk else f"/cong-khai/{commune.code}/phan-anh/"
        assert 'maxlength="4000"' in answer(path).content.decode()
