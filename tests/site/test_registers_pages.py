"""Rows as people write, read and change them in the pages."""

from datetime import date

import pytest

from danvan.site.audit.models import PersonalView
from danvan.site.core.catalogue import the_catalogue
from danvan.site.registers.books import every_book
from danvan.site.registers.models import Record
from danvan.site.registers.saving import save_row

pytestmark = pytest.mark.django_db
BOOK = "/so/petitions/petitions/"
GIVEN = {"c-entry_no": "12", "c-received_on": "1/9/2026", "c-kind": "complaint"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def clerk(at_work, commune):
    return at_work("clerk", commune)


@pytest.fixture
def row(commune):
    values = {
        "entry_no": 7,
        "received_on": date(2026, 8, 3),
        "kind": "complaint",
        "own_competence": True,
        "file_ref": "HS-77/2026",
    }
    return save_row(commune, "petitions.petitions", values, None)


def page(answer):
    return answer.content.decode()


def test_every_book_stands_on_the_shelf_and_can_be_opened(clerk):
    shelf = page(clerk.get("/so/"))
    for book in every_book().values():
        assert book.url in shelf
        assert clerk.get(book.url).status_code == 200


def test_an_area_with_one_book_is_that_book(clerk):
    assert "Petition book" in page(clerk.get("/so/petitions/"))
    assert "/so/mediation/teams/" in page(clerk.get("/so/mediation/"))
    assert clerk.get("/so/nothing/").status_code == 404
    assert clerk.get("/so/petitions/nothing/").status_code == 404


def test_the_shelf_counts_rows_and_what_is_overdue(clerk, row):
    assert "1 overdue" in page(clerk.get("/so/"))


def test_an_empty_book_teaches(clerk):
    empty = page(clerk.get(BOOK))
    assert "This book is still empty" in empty
    assert f"{BOOK}mau.xlsx" in empty
    assert f"{BOOK}nhap/" in empty


def test_a_reader_writes_nothing(at_work, commune, row):
    reader = at_work("reporter", commune)
    assert "Write the next row" not in page(reader.get(BOOK))
    assert reader.post(f"{BOOK}them/", GIVEN).status_code == 403
    assert reader.post(f"{BOOK}dong/{row.pk}/", GIVEN).status_code == 403
    assert reader.post(f"{BOOK}dong/{row.pk}/hien/").status_code == 403
    assert Record.objects.count() == 1


def test_a_neighbours_row_is_not_there(at_work, neighbour, row):
    assert at_work("clerk", neighbour).get(f"{BOOK}dong/{row.pk}/").status_code == 404


def test_a_row_is_written_without_javascript(clerk):
    answer = clerk.post(f"{BOOK}them/", GIVEN)
    assert answer.url == f"{BOOK}dong/{Record.objects.get().pk}/"
    assert "01/09/2026" in page(clerk.get(BOOK))


def test_the_line_for_the_next_row_comes_back_with_the_next_number_and_the_same_day(clerk):
    answer = clerk.post(f"{BOOK}them/", GIVEN, headers=HTMX)
    assert answer.headers["HX-Trigger"] == "row-added"
    assert 'value="13"' in page(answer)
    assert 'value="01/09/2026"' in page(answer)
    assert "autofocus" in page(answer)


def test_a_number_that_is_there_already_is_told(clerk, row):
    twice = {**GIVEN, "c-entry_no": "7"}
    assert "same number" in page(clerk.post(f"{BOOK}them/", twice, headers=HTMX))
    assert "same number" in page(clerk.post(f"{BOOK}them/", {**GIVEN, "c-entry_no": "7"}, follow=True))
    assert "same number" not in page(clerk.post(f"{BOOK}them/", {**twice, "c-received_on": "1/9/2025"}, headers=HTMX))


def test_each_mistake_stands_at_its_field_and_what_was_typed_stays(clerk):
    wrong = page(
        clerk.post(
            f"{BOOK}them/", {**GIVEN, "c-received_on": "31/2/2026", "c-kind": "", "c-recovered_money": "1,637"}, headers=HTMX
        )
    )
    assert 'value="31/2/2026"' in wrong
    assert "month 2 of 2026 has 28 days" in wrong
    assert "This has to be filled in." in wrong
    assert "two ways" in wrong
    assert not Record.objects.exists()


def test_an_edit_shows_who_changed_what(clerk, row):
    clerk.post(f"{BOOK}dong/{row.pk}/", {**GIVEN, "version": "1", "state": "handled", "reason": "đọc lại"})
    shown = page(clerk.get(f"{BOOK}dong/{row.pk}/"))
    assert "<del>03/08/2026</del> → <ins>01/09/2026</ins>" in shown
    assert "“đọc lại”" in shown
    assert "Người clerk" in shown
    assert Record.objects.get().personal == {"file_ref": "HS-77/2026"}


def test_a_form_that_comes_too_late_shows_both_and_overwrites_nothing(clerk, row):
    clerk.post(f"{BOOK}dong/{row.pk}/", {**GIVEN, "version": "1"})
    late = clerk.post(f"{BOOK}dong/{row.pk}/", {**GIVEN, "c-entry_no": "99", "version": "1"})
    assert late.status_code == 409
    assert "<td>12</td><td>99</td>" in page(late)
    assert 'name="version" value="2"' in page(late)
    assert Record.objects.get().values["entry_no"] == 12


def test_going_back_a_state_wants_a_reason(clerk, row):
    path, given = f"{BOOK}dong/{row.pk}/", {**GIVEN, "state": "received"}
    clerk.post(path, {**given, "state": "settled", "version": "1"})
    assert "wants a reason" in page(clerk.post(path, {**given, "version": "2"}))
    assert clerk.post(path, {**given, "version": "2", "reason": "mở lại"}).status_code == 302
    assert Record.objects.get().state == "received"


def test_a_row_is_struck_out_with_a_reason_and_restored(clerk, row):
    path = f"{BOOK}dong/{row.pk}/gach/"
    clerk.post(path, {"version": "1"})
    assert Record.objects.get().struck_at is None
    clerk.post(path, {"version": "1", "reason": "viết hai lần"})
    assert Record.objects.get().struck_at is not None
    clerk.post(path, {"version": "2"})
    assert Record.objects.get().struck_at is None


def test_the_last_step_is_taken_back(clerk, row):
    clerk.post(f"{BOOK}dong/{row.pk}/", {**GIVEN, "version": "1"})
    clerk.post(f"{BOOK}dong/{row.pk}/hoan-tac/", {"version": "2"})
    assert Record.objects.get().values["entry_no"] == 7


def test_what_is_personal_is_shown_when_asked_for_and_noted_down(clerk, row):
    assert "HS-77" not in page(clerk.get(f"{BOOK}dong/{row.pk}/"))
    answer = clerk.post(f"{BOOK}dong/{row.pk}/hien/")
    assert "HS-77/2026" in page(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    view = PersonalView.objects.get()
    assert (view.record, view.book, view.user.username) == (row.pk, "petitions.petitions", "clerk-21001")


def test_a_page_of_a_book_asks_few_questions(clerk, commune, django_assert_max_num_queries):
    for at in range(1, 8):
        save_row(
            commune,
            "petitions.petitions",
            {"entry_no": at, "received_on": "2026-08-03", "kind": "complaint"},
            None,
            count=False,
        )
    clerk.get(BOOK)
    with django_assert_max_num_queries(12):
        clerk.get(BOOK)
    with django_assert_max_num_queries(8):
        clerk.get("/so/")


def test_a_page_of_a_row_asks_few_questions(clerk, row, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        clerk.get(f"{BOOK}dong/{row.pk}/")


def test_an_invisible_character_in_a_reason_is_no_reason_to_fail(clerk, row):
    clerk.post(f"{BOOK}dong/{row.pk}/gach/", {"version": "1", "reason": "a\x00b"})
    assert row.versions.first().reason == "a b"


def test_only_the_rows_are_sent_when_only_they_are_asked_for(clerk, row):
    part = page(clerk.get(BOOK, headers={**HTMX, "HX-Target": "rows"}))
    assert "<html" not in part
    assert "03/08/2026" in part


def test_what_stands_in_an_address_cannot_break_a_page(clerk, row):
    for query in (
        "xep=%27%3B--",
        "trang=9999999999999",
        "ky=%00",
        "tim=%25%27",
        "tim=a%00b",
        "c-kind=%3Cscript%3E",
        "tu=x&den=y",
        "trang-thai=%3C",
    ):
        assert clerk.get(f"{BOOK}?{query}").status_code == 200


def test_every_state_of_every_book_has_a_name():
    named = the_catalogue().vocabulary.states
    assert [state for book in every_book().values() for state in book.register.states if state not in named] == []
