"""Which rows a page of a book shows, on both databases alike."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.catalogue.models import Register
from danvan.catalogue.tallies import RegisterTally
from danvan.site.registers.books import book_of, every_book
from danvan.site.registers.deadlines import rules_of
from danvan.site.registers.listing import EACH_PAGE, Listing
from danvan.site.registers.models import Record
from danvan.site.registers.periods import Stretch, in_stretch
from danvan.site.registers.saving import add_all, check_row, save_row, strike

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)
BOOK = book_of("petitions.petitions")


def asked(office, **params):
    listing = Listing(BOOK, office, {key.replace("_", "-"): value for key, value in params.items()}, TODAY)
    return [record.values["entry_no"] for record in listing.rows]


@pytest.fixture
def rows(commune):
    many = [
        {"entry_no": 1, "received_on": "2026-01-05", "kind": "complaint", "own_competence": True, "recovered_land": "9.5"},
        {
            "entry_no": 2,
            "received_on": "2026-08-31",
            "kind": "denunciation",
            "several_places": False,
            "recovered_land": "83.39",
        },
        {
            "entry_no": 3,
            "received_on": "2025-06-01",
            "kind": "recommendation",
            "settled_on": "2025-07-01",
            "recovered_land": "100",
        },
        {"entry_no": 4, "received_on": "2025-06-02", "kind": "complaint", "joint": True},
    ]
    return add_all(commune, BOOK, [(check_row(BOOK, values), None) for values in many], None, "added")


def test_the_period_being_worked_on_is_shown_with_what_is_still_open_from_before(commune, rows):
    assert asked(commune) == [2, 1, 4]


def test_all_days_can_be_asked_for_and_ones_own(commune, rows):
    assert asked(commune, ky="tat-ca") == [2, 1, 4, 3]
    assert asked(commune, tu="1/8/2026", den="30/9/2026") == [2, 1, 4]
    assert asked(commune, den="1/6/2025") == [3]


def test_rows_are_picked_by_choice_and_state(commune, rows):
    assert asked(commune, ky="tat-ca", c_kind="complaint") == [1, 4]
    assert asked(commune, ky="tat-ca", c_joint="true") == [4]
    assert asked(commune, ky="tat-ca", trang_thai="settled") == [3]


def test_rows_are_picked_by_where_their_limit_stands(commune, rows):
    assert asked(commune, han="qua") == [1]
    assert asked(commune, han="sap") == [2]


def test_a_row_struck_out_is_shown_when_asked_for(commune, rows, person):
    strike(rows[0], person("clerk", commune), "thử")
    assert asked(commune) == [2, 4]
    assert asked(commune, trang_thai="gach") == [1]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("entry_no", [1, 2, 3, 4]),
        ("-received_on", [2, 1, 4, 3]),
        ("recovered_land", [1, 2, 3, 4]),
        ("-recovered_land", [3, 2, 1, 4]),
    ],
)
def test_rows_are_sorted_by_value_and_what_is_empty_comes_last(commune, rows, order, found):
    assert asked(commune, ky="tat-ca", xep=order) == found


def test_what_cannot_be_asked_for_is_left_aside(commune, rows):
    assert asked(commune, ky="mai", xep="file_ref", han="x", trang_thai="", trang="-3", c_kind="x", tu="31/2/2026") == [2, 1, 4]


def test_words_are_found_without_marks(commune):
    book = book_of("directives.documents")
    values = {column.code: _some(column) for column in book.required} | {"subject": "Về Quy chế dân chủ"}
    save_row(commune, book.code, values, None)
    assert [
        Listing(book, commune, {"tim": text, "ky": "tat-ca"}, TODAY).rows.count() for text in ("quy che", "DÂN CHỦ quy", "100%")
    ] == [1, 1, 0]


def test_a_neighbours_rows_are_never_shown(commune, neighbour, rows):
    assert asked(neighbour, ky="tat-ca") == []


def test_rows_are_shown_by_pages(commune):
    many = [
        (check_row(BOOK, {"entry_no": at, "received_on": "2026-08-03", "kind": "complaint"}), None)
        for at in range(1, EACH_PAGE + 2)
    ]
    add_all(commune, BOOK, many, None, "added")
    listing = Listing(BOOK, commune, {"trang": "2"}, TODAY)
    assert (listing.page().paginator.count, len(listing.page().object_list)) == (EACH_PAGE + 1, 1)


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 20))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.sampled_from([code for code, book in every_book().items() if book.register.begins]), st.data())
def test_the_rows_of_a_stretch_are_those_the_figures_count(commune, code, data):
    book = book_of(code)
    register: Register = book.register
    first = data.draw(DAYS)
    last = data.draw(st.dates(first, date(2025, 1, 20)))
    values = {register.begins: str(data.draw(DAYS))}
    if register.ends and data.draw(st.booleans()):
        values[register.ends] = str(data.draw(DAYS))
    for column in register.ends_also:
        if data.draw(st.booleans()):
            values |= {
                column: str(data.draw(DAYS)),
                "eligible": data.draw(st.booleans()),
                "own_competence": data.draw(st.booleans()),
            }
    begins, ends = date.fromisoformat(values[register.begins]), rules_of(book).ended(values)
    record = Record.objects.create(office=commune, book=code, begins=begins, ends=ends, values=values)
    found = Record.objects.filter(in_stretch(register, Stretch("", "", first, last)) & Q(pk=record.pk)).exists()
    assert found is counted(register, values, first, last)
    record.delete()


def counted(register, values, first, last):
    """What the catalogue's own SQL says of the row."""
    dialect = {"postgresql": "postgres", "sqlite": "sqlite"}[connection.vendor]
    types = {"choice": "text", "text": "text", "integer": "bigint", "decimal": "numeric", "date": "date", "yes_no": "boolean"}
    as_typed = (lambda column: f"CAST(%s AS {types[column.type]})") if dialect == "postgres" else (lambda _column: "%s")
    parts = ", ".join(f'{as_typed(column)} AS "{column.code}"' for column in register.columns)
    condition = RegisterTally("", register, {}).in_period(first, last, dialect)
    row = [values.get(column.code) for column in register.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT {parts}) AS one WHERE {condition}", row)  # noqa: S608 - no words of a user
        return bool(cursor.fetchone()[0])


def _some(column):
    kinds = {"date": "2026-08-03", "integer": 1, "decimal": 1, "yes_no": True, "text": "x"}
    return kinds.get(column.type) or next(iter(column.choices))
