"""The roll-up: totals by the catalogue's rules, each naming who is not in it; the consolidated report reads back the same."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from figuring import IN_TIME, RATE, RESOLVED, typed
from reporting import VISITS, begun
from reviewing import PERIOD, accepted, sent

from danvan.composing.trace import ids_in
from danvan.kernel.period import Period
from danvan.kernel.quantity import vietnamese
from danvan.site.core.catalogue import the_catalogue
from danvan.site.figures.reading import current_figures
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.review.models import Made
from danvan.site.review.rolling import rolled_up
from danvan.site.review.rollup.drawing import Bubble, bubble_map
from danvan.site.review.rollup.over_time import past_of
from danvan.site.review.units import awaited

URL = f"/tong-hop/{PERIOD}/"
VISITED = "citizen_reception.visits"


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


@pytest.fixture
def reviewer(at_work, province):
    return at_work("reviewer", province)


def total(province, code, **how):
    row = rolled_up(awaited(province, PERIOD), **how).rolled.rows[code]
    return row.total and row.total.amount.value


def test_what_was_accepted_is_added_up(province, commune, neighbour):
    accepted(commune, **VISITS)
    accepted(neighbour, citizen_reception__visits=11)
    assert total(province, VISITED) == 60


def test_what_was_only_sent_counts_when_asked_for(province, commune):
    sent(commune, **VISITS)
    assert (total(province, VISITED), total(province, VISITED, sent=True)) == (None, 49)


def test_a_ratio_comes_from_its_parts_and_not_from_the_units_ratios(province, commune, neighbour, person):
    for office, resolved, in_time in ((commune, 100, 100), (neighbour, 10, 0)):
        typed(office, person("reporter", office), resolved=resolved, resolved_in_time=in_time)
        accepted(office)
    assert total(province, RATE) == Decimal("90.91")
    assert (total(province, RESOLVED), total(province, IN_TIME)) == (110, 100)


def test_a_unit_whose_report_does_not_count_is_named(reviewer, commune, neighbour):
    accepted(commune, **VISITS)
    answer = reviewer.get(URL)
    assert answer.context["counted"].silent == ["xã Nghĩa Hòa"]
    assert "xã Nghĩa Hòa" in answer.content.decode()


def test_every_sign_in_a_cell_of_the_table_is_told_below_it(reviewer, commune, neighbour):
    accepted(commune, **VISITS)
    page = reviewer.get(URL).content.decode()
    below = page[page.index("</table>") :]
    assert [sign for sign in "…x≠*·" if not re.search(rf"<b[^>]*>{re.escape(sign)}</b>", below)] == []


def test_a_unit_that_lacks_one_figure_is_named_at_its_total(reviewer, commune, neighbour):
    accepted(commune, **VISITS)
    accepted(neighbour, citizen_reception__visits=11)
    columns = reviewer.get(f"{URL}?area=citizen_reception&all=1").context["grid"].columns
    assert {column.code: list(column.missing) for column in columns}["citizen_reception.people"] == ["xã Nghĩa Hòa"]


def test_a_total_follows_when_a_report_is_returned(province, commune):
    report = accepted(commune, **VISITS)
    assert total(province, VISITED) == 49
    flow.return_(report, None, "Đếm sót")
    assert total(province, VISITED) is None


def test_what_has_not_changed_is_not_added_up_again(province, commune, django_assert_max_num_queries):
    accepted(commune, **VISITS)
    found = awaited(province, PERIOD)
    first = rolled_up(found)
    with django_assert_max_num_queries(2):
        assert rolled_up(found) is not None
    assert rolled_up(found).state == first.state


def test_the_page_takes_a_bounded_number_of_queries(reviewer, commune, neighbour, django_assert_max_num_queries):
    for office in (commune, neighbour):
        accepted(office, **VISITS)
    with django_assert_max_num_queries(14):
        reviewer.get(URL)


def test_units_are_sorted_by_a_figure(reviewer, commune, neighbour):
    accepted(commune, **VISITS)
    accepted(neighbour, citizen_reception__visits=111)
    rows = reviewer.get(f"{URL}?area=citizen_reception&sort=-{VISITED}").context["grid"].rows
    assert [row.name for row in rows] == ["xã Nghĩa Hòa", "xã Suối Đào"]


def test_one_indicator_shows_every_unit_and_a_map(reviewer, province, commune, neighbour):
    Office.objects.filter(parent=province).update(latitude=15.1, longitude=108.8)
    accepted(commune, **VISITS)
    page = reviewer.get(f"{URL}{VISITED}/").content.decode()
    assert page.count("<circle") == 2
    assert 'role="img"' in page


def test_a_bubble_is_as_large_as_its_number_and_a_unit_without_one_is_drawn_empty():
    units = [
        Office(name=name, code=name, latitude=at, longitude=108) for name, at in (("xã A", 15), ("xã B", 16), ("xã C", 17))
    ]
    values = Decimal(100), Decimal(25), None
    svg = bubble_map([Bubble(unit, unit.name, value, "") for unit, value in zip(units, values, strict=True)], "Bản đồ")
    assert 'r="34.0"' in svg
    assert 'r="17.0"' in svg
    assert 'class="none"' in svg


def test_the_workbook_has_the_totals(reviewer, commune):
    accepted(commune, **VISITS)
    assert reviewer.get(f"{URL}bang.xlsx").content[:2] == b"PK"


@pytest.fixture
def made(reviewer, commune, neighbour, person):
    """The consolidated report over one unit that reported and one that did not."""
    typed(commune, person("reporter", commune), received=120, resolved=100, resolved_in_time=99)
    accepted(commune, **VISITS)
    reviewer.post(f"{URL}lap/", {"words": "1"})
    return Made.objects.get()


def test_figures_of_the_consolidated_report_read_back_equal(made, province, tmp_path):
    file = tmp_path / "tong-hop.docx"
    with default_storage.open(made.files["docx"]) as kept:
        file.write_bytes(kept.read())
    rows = rolled_up(awaited(province, PERIOD)).rolled.rows
    totals = {row.total.id: row.total.amount for row in rows.values() if row.total}
    read = [(number, figure) for number, figure in ids_in(file) if figure in totals]
    assert len(read) > 4
    assert all(number == vietnamese(totals[figure].value, totals[figure].decimals) for number, figure in read)


def test_the_consolidated_report_is_there_in_every_format_and_names_who_is_missing(made, reviewer):
    assert (made.step, made.missing, made.units) == ("done", ["xã Nghĩa Hòa"], 1)
    for kind, head in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = reviewer.get(f"{URL}lap/{made.pk}/{kind}/")
        assert b"".join(answer.streaming_content).startswith(head)


def test_it_is_kept_for_those_who_had_it_made_alone(made, at_work):
    other = Office.objects.create(code="52", name="tỉnh Khác", level="province")
    client = at_work("reviewer", other)
    assert client.get(f"{URL}lap/{made.pk}/").status_code == 404
    assert client.get(f"{URL}lap/{made.pk}/docx/").status_code == 404


def test_words_of_the_reports_are_told_in_it(reviewer, commune, tmp_path):
    report = begun(commune, **VISITS)
    words = "Khó khăn: nhân lực bộ phận Một cửa còn thiếu, phải kiêm nhiệm nhiều việc."
    report.texts.create(part="difficulties", words=words)
    flow.accept(flow.send(flow.submit(report, None), None), None)
    reviewer.post(f"{URL}lap/", {"words": "1"})
    assert Made.objects.get().step == "done"


def test_figures_of_record_and_those_added_up_are_the_same(province, commune):
    accepted(commune, **VISITS)
    row = rolled_up(awaited(province, PERIOD)).rolled.rows[VISITED]
    assert row.values["xã Suối Đào"].quantity.value == current_figures(commune, PERIOD)[VISITED].value


def test_no_change_is_told_of_a_unit_that_was_another_the_year_before(province):
    unit = Office(code="21025", name="phường Cẩm Thành", level="commune", parent=province)
    visits = the_catalogue().indicators[VISITED]
    past = past_of([unit], visits, Period.nine_months(2026), date(2026, 9, 7), on_today=False)
    assert list(past.moved) == ["21025"]
    assert [period.end.year for period in past.periods] == [2023, 2024, 2025, 2026]


def test_units_no_list_knows_have_no_past(province, commune):
    visits = the_catalogue().indicators[VISITED]
    assert past_of([commune], visits, Period.nine_months(2026), date(2026, 9, 7), on_today=True) is None


def test_while_nothing_is_accepted_the_page_says_so(reviewer, commune):
    answer = reviewer.get(URL)
    assert answer.context["grid"] is None
    assert answer.status_code == 200
