"""Time limits: the law of the day they begin, working days where the law counts them, words that say where a row stands."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from danvan.site.registers.books import book_of
from danvan.site.registers.deadlines import Shown, dues_of, office_days, overdue_and_soon, recompute
from danvan.site.registers.models import RowDeadline
from danvan.site.registers.saving import save_row, strike

PETITIONS = book_of("petitions.petitions")
DOSSIERS = book_of("admin_procedures.dossiers")
COMPLAINT = {"entry_no": 1, "kind": "complaint", "own_competence": True}


def due(values, code):
    return {each.code: each for each in dues_of(PETITIONS, values)}.get(code)


def test_the_version_of_the_law_is_that_of_the_day_the_limit_begins():
    before, after = {**COMPLAINT, "received_on": "2026-06-30"}, {**COMPLAINT, "received_on": "2026-07-01"}
    assert due(before, "accept_complaint_days").due == date(2026, 7, 10)
    assert due(before, "accept_complaint") is None
    assert due(after, "accept_complaint").due == date(2026, 7, 10)
    assert due(after, "accept_complaint_days") is None


def test_working_days_leave_out_weekends_and_holidays():
    # Behind Friday 28 August 2026 lie the weekend, a Monday that was exchanged, and the two days of the National Day.
    assert office_days().last_day(date(2026, 8, 28), 1, working=True) == date(2026, 9, 3)
    assert office_days().last_day(date(2026, 9, 4), 2, working=True) == date(2026, 9, 8)


def test_a_limit_in_calendar_days_that_ends_on_a_day_off_ends_on_the_next_working_day():
    saturday = date(2026, 9, 12)
    assert office_days().last_day(saturday - timedelta(10), 10, working=False) == date(2026, 9, 14)


def test_a_condition_nobody_can_answer_yet_gives_no_limit():
    assert due({"entry_no": 1, "kind": "complaint", "received_on": "2026-08-03"}, "accept_complaint") is None


def test_an_extension_moves_the_last_day_and_not_the_first():
    found = due(
        {
            "entry_no": 1,
            "kind": "denunciation",
            "complexity": "complex",
            "received_on": "2026-06-01",
            "accepted_on": "2026-06-01",
        },
        "settle_denunciation_complex",
    )
    assert (found.due, found.latest) == (date(2026, 7, 1), date(2026, 7, 31))


def test_a_row_that_was_closed_waits_for_nothing_before():
    found = due({**COMPLAINT, "received_on": "2026-08-03", "settled_on": "2026-08-05"}, "accept_complaint")
    assert found.done == date(2026, 8, 5)


def test_a_dossier_is_due_on_the_day_it_names_and_on_the_new_one_when_it_was_moved():
    values = {"received_on": "2026-08-03", "due_on": "2026-08-10"}
    (first,) = dues_of(DOSSIERS, values)
    (moved,) = dues_of(DOSSIERS, {**values, "new_due_on": "2026-08-20"})
    assert (first.due, moved.due) == (date(2026, 8, 10), date(2026, 8, 20))


@pytest.mark.parametrize(
    ("deadline", "kind", "text"),
    [
        (RowDeadline(due=date(2026, 9, 4), done=None), "late", "1 working day overdue"),
        (RowDeadline(due=date(2026, 9, 7), done=None), "soon", "due today"),
        (RowDeadline(due=date(2026, 9, 11), done=None), "soon", "4 working days left"),
        (RowDeadline(due=date(2026, 9, 30), done=None), "info", "17 working days left"),
        (RowDeadline(due=date(2026, 9, 4), done=date(2026, 9, 4)), "good", "on time"),
        (RowDeadline(due=date(2026, 9, 3), done=date(2026, 9, 4)), "late", "1 working day late"),
        (
            RowDeadline(due=date(2026, 8, 20), latest=date(2026, 9, 30), done=None),
            "soon",
            "to be extended, until 30/09/2026 at most",
        ),
    ],
)
def test_a_chip_says_where_a_row_stands(deadline, kind, text):
    deadline.latest = deadline.latest or deadline.due
    deadline.book, deadline.code, deadline.start = PETITIONS.code, "accept_complaint", date(2026, 8, 3)
    with override("en"):
        chip = Shown(deadline, date(2026, 9, 7)).chip
    assert (chip.kind, chip.text) == (kind, text)


def shown(code, due):
    row = RowDeadline(book=PETITIONS.code, code=code, start=date(2026, 8, 3), due=due, latest=due)
    with override("en"):
        return Shown(row, date(2026, 9, 7)).chip


def test_calendar_days_are_told_as_days():
    assert shown("settle_first", date(2026, 9, 2)).text == "5 days overdue"


def test_a_chip_names_its_law():
    source = shown("accept_complaint", date(2026, 8, 12)).source
    assert source == "điều 2 khoản 15 điểm b, 136/2025/QH15: 7 working days from 03/08/2026, so by 12/08/2026."


@pytest.fixture
def late(commune):
    return save_row(commune, PETITIONS.code, {**COMPLAINT, "received_on": "2026-08-03", "file_ref": "HS-1"}, None)


def test_the_desk_asks_one_question(commune, late, django_assert_num_queries):
    with django_assert_num_queries(1):
        (found,) = overdue_and_soon(commune, date(2026, 9, 7))
    assert found.record == late.pk
    assert found.chip.kind == "late"
    assert found.url == f"/so/petitions/petitions/dong/{late.pk}/"


def test_what_was_done_or_struck_out_or_is_anothers_is_not_on_the_desk(commune, neighbour, person, late):
    assert overdue_and_soon(neighbour, date(2026, 9, 7)) == []
    strike(late, person("clerk", commune), "viết hai lần")
    assert overdue_and_soon(commune, date(2026, 9, 7)) == []


def test_an_edit_moves_the_limit(commune, late):
    save_row(commune, PETITIONS.code, {**late.values, "accepted_on": "2026-08-05"}, None, record=late)
    assert late.deadlines.get(code="accept_complaint").done == date(2026, 8, 5)
    assert overdue_and_soon(commune, date(2026, 9, 7)) == []


def test_limits_can_be_computed_again(commune, late):
    kept = list(late.deadlines.values_list("code", "due"))
    RowDeadline.objects.all().delete()
    assert recompute([commune]) == 1
    assert list(late.deadlines.values_list("code", "due")) == kept
