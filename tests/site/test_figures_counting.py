"""Figures follow the registers, and what is computed follows the figures."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from figuring import DOSSIERS, IN_TIME, PERIOD, RATE, RECEIVED, dossier, left, struck, typed, value

from danvan.site.figures.counting import recount
from danvan.site.figures.locking import pending_of
from danvan.site.figures.models import Blank, FigureValue, Kind, Months, Pending
from danvan.site.figures.periods import period_by_code
from danvan.site.figures.reading import current_figures, witnesses
from danvan.site.figures.rules import rules_on
from danvan.site.figures.tallied import Asked, count, rows_behind
from danvan.site.registers.books import every_book
from danvan.site.registers.models import Record
from danvan.site.reports.models import State


def test_a_row_is_counted_in_every_open_period_it_lies_in(commune):
    dossier(commune, received="2026-03-02")
    assert [value(commune, RECEIVED, period) for period in ("2026-9m", "2026", "2026-q3")] == [1, 1, 0]


def test_a_formula_follows_what_it_is_computed_from(commune):
    dossier(commune)
    dossier(commune, closed="2026-03-09")
    assert value(commune, RATE) == 50


def test_a_formula_without_its_parts_is_taken_back(commune):
    struck(dossier(commune))
    assert value(commune, RATE) is None


def test_an_empty_book_says_nothing(commune):
    recount(commune, DOSSIERS)
    assert not FigureValue.objects.exists()


def test_a_row_struck_out_no_longer_counts(commune):
    dossier(commune)
    struck(dossier(commune))
    assert value(commune, RECEIVED) == 1


def test_a_neighbours_rows_do_not_count(commune, neighbour):
    dossier(commune)
    recount(neighbour, DOSSIERS)
    assert not current_figures(neighbour, PERIOD)


def test_what_did_not_change_makes_no_version(commune):
    dossier(commune)
    before = FigureValue.objects.count()
    recount(commune, DOSSIERS)
    assert FigureValue.objects.count() == before


def test_counts_of_one_day_leave_one_version(commune):
    dossier(commune)
    dossier(commune)
    assert FigureValue.objects.filter(period=PERIOD, indicator=RECEIVED).count() == 1


def test_a_count_that_stands_in_a_report_is_kept(commune):
    dossier(commune)
    left(commune, State.DRAFT)
    dossier(commune)
    versions = FigureValue.objects.filter(period=PERIOD, indicator=RECEIVED).order_by("pk")
    assert [(each.value, each.superseded) for each in versions] == [(1, True), (2, False)]


def test_a_row_of_last_year_is_counted_for_comparison(commune):
    dossier(commune, received="2025-03-02", closed="2025-03-03")
    assert value(commune, RECEIVED, "2025-9m") == 1


def test_a_year_in_which_the_book_did_not_exist_has_no_figure(commune):
    dossier(commune)
    recount(commune, DOSSIERS)
    assert value(commune, RECEIVED, "2025-9m") is None


def test_what_is_typed_stands_before_what_is_counted(commune, person):
    dossier(commune)
    typed(commune, person("reporter", commune), received=5)
    assert value(commune, RECEIVED) == 5
    assert [each.value for each in witnesses(commune, PERIOD)[RECEIVED]] == [1]


def test_what_is_computed_uses_what_is_of_record(commune, person):
    dossier(commune)
    typed(commune, person("reporter", commune), resolved=8, resolved_in_time=6)
    assert value(commune, RATE) == 75


def test_taking_back_what_was_typed_lets_the_count_stand_again(commune, person):
    dossier(commune)
    who = person("reporter", commune)
    typed(commune, who, received=5)
    typed(commune, who, received=None)
    assert value(commune, RECEIVED) == 1


def test_not_reported_gives_way_to_a_count(commune, person):
    typed(commune, person("reporter", commune), received=Blank.NOT_REPORTED)
    dossier(commune)
    assert current_figures(commune, PERIOD)[RECEIVED].kind == Kind.ROWS


def test_none_happened_counts_as_a_zero(commune, person):
    typed(commune, person("reporter", commune), resolved=8, resolved_in_time=Blank.NONE_HAPPENED)
    assert value(commune, RATE) == 0


def test_a_figure_that_left_with_a_report_stays_and_the_difference_waits(commune):
    dossier(commune)
    left(commune)
    dossier(commune)
    assert value(commune, RECEIVED) == 1
    assert pending_of(commune, PERIOD)[RECEIVED].value == 2


def test_a_difference_that_went_away_no_longer_waits(commune):
    dossier(commune)
    left(commune)
    struck(dossier(commune))
    assert not Pending.objects.exists()


def test_a_computed_figure_that_left_waits_too(commune):
    dossier(commune)
    left(commune)
    dossier(commune, closed="2026-03-09")
    assert value(commune, RATE) == 100
    assert pending_of(commune, PERIOD)[RATE].value == 50


def test_a_count_behind_what_was_typed_and_sent_is_no_difference(commune, person):
    dossier(commune)
    typed(commune, person("reporter", commune), received=5)
    left(commune)
    dossier(commune)
    assert RECEIVED not in pending_of(commune, PERIOD)


def test_a_figure_no_report_took_along_still_follows_its_register(commune):
    report = left(commune)
    report.versions.update(figures={IN_TIME: [1, "1", ""]})
    dossier(commune)
    assert value(commune, RECEIVED) == 1


def test_a_report_that_comes_back_takes_up_what_waited(commune):
    dossier(commune)
    report = left(commune)
    dossier(commune)
    report.send_back()
    report.save()
    assert value(commune, RECEIVED) == 2
    assert not Pending.objects.exists()


def test_key_figures_are_kept_by_month(commune):
    dossier(commune)
    dossier(commune, received="2025-04-02", closed="2025-04-09", due_on="2025-04-03")
    kept = {each.year: each.values for each in Months.objects.filter(indicator=RATE)}
    assert {year: {month: Decimal(number) for month, number in values.items()} for year, values in kept.items()} == {
        2026: {"2026-03": 100},
        2025: {"2025-04": 0},
    }


def filled(column, number):
    """Something that may stand in a column."""
    day, even = f"2026-0{1 + number}-1{number}", number % 2 == 0
    by_type = {"date": day, "integer": 3 + number, "decimal": "12.5", "yes_no": even, "text": "chữ"}
    return next(iter(column.choices)) if column.type == "choice" else by_type[column.type]


@pytest.mark.parametrize("book", sorted(every_book()))
def test_every_book_can_be_counted_and_each_count_names_its_rows(commune, book):
    register = every_book()[book].register
    reported = period_by_code(commune, PERIOD)
    rules = rules_on(reported.period.end)
    if book not in rules.tallies:
        return
    for number in range(3):
        values = {column.code: filled(column, number) for column in register.columns if not column.personal}
        days = (values.get(register.begins), values.get(register.ends) if register.ends else None)
        Record.objects.create(office=commune, book=book, begins=days[0], ends=days[1], values=values)
    asked = Asked(book, reported.first, reported.closing, reported.period.end)
    counted = count(commune.pk, asked)
    assert counted.keys() == rules.tallies[book].columns.keys()
    for code, one in counted.items():
        assert len(rows_behind(commune.pk, asked, code)) == one.rows, code


def test_an_operator_has_everything_counted_again(commune):
    dossier(commune)
    FigureValue.objects.all().delete()
    call_command("recount", commune.code, stdout=StringIO())
    assert value(commune, RECEIVED) == 1
