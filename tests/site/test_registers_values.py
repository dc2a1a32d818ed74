"""What people write into a column: read strictly, nothing guessed, and written back the same."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from danvan.catalogue.models import Column
from danvan.site.registers.values import Mistake, checked, read, shown, written


def column(kind, **more):
    return Column.model_validate({"code": "x", "name": {"vi": "cột", "en": "column"}, "type": kind, **more})


CHOICE = column("choice", choices={"land": {"vi": "Đất đai", "en": "Land"}, "other": {"vi": "Khác", "en": "Other"}})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "9/10/2018", "2018-10-09"), ("date", "09-10-2018", "2018-10-09"), ("date", "9.10.2018", "2018-10-09"),
        ("date", "2018-10-09", "2018-10-09"), ("date", " 29/2/2024 ", "2024-02-29"),
        ("date", "9/10/2018 08:30:15", "2018-10-09"), ("date", "08:30 9/10/2018", "2018-10-09"),
        ("date", "2018-10-09T08:30:00", "2018-10-09"), ("date", "", None),
        ("integer", "1.637", 1637), ("integer", "1637", 1637), ("integer", "-5", -5), ("integer", "1.234.567", 1234567),
        ("integer", "12,0", 12),
        ("decimal", "83,39", "83.39"), ("decimal", "1.637,5", "1637.5"), ("decimal", "1.637", "1637"),
        ("decimal", "1,6370", "1.637"),
        ("decimal", "0,125", "0.125"),
        ("yes_no", "Có", True), ("yes_no", "không", False), ("yes_no", "x", True),
        ("text", "  Thôn  Đông ", "Thôn  Đông"),
    ],
)  # fmt: skip
def test_what_is_written_one_way_is_read_one_way(kind, text, value):
    assert read(column(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("date", "31/2/2026", "has 28 days"), ("date", "10/23/2018", "no month 23"), ("date", "9/10/18", "Write 9/10/2018"),
        ("date", "hôm qua", "not a day"), ("date", "9/10", "not a day"), ("date", "1/1/1018", "cannot be right"),
        ("date", "9/10-2018", "not a day"), ("date", "08:30", "not a day"), ("date", "0/1/2026", "has 31 days"),
        ("integer", "1,637", "two ways"), ("decimal", "1,637", "Write 1637 for the thousands, 1,6370 for the decimals"),
        ("integer", "83,39", "has decimals"), ("decimal", "83.39", "Write 83,39"),
        ("integer", "83.39", "do not part thousands"),
        ("decimal", "1.63.7", "do not part"), ("integer", "12 người", "not a number"), ("integer", "1,2,3", "not a number"),
        ("integer", "1234567890123456", "too many digits"), ("decimal", "0,1234567", "too many decimals"),
        ("yes_no", "có lẽ", "neither yes nor no"), ("text", "a\x07b", "invisible"), ("text", "a" * 2001, "2001 characters"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_or_none_is_refused_with_what_to_write(kind, text, told):
    with override("en"), pytest.raises(Mistake) as mistake:
        read(column(kind), text)
    with override("en"):
        assert told in mistake.value.said(column(kind))


def test_numbers_of_an_english_file_are_read_as_it_writes_them():
    assert read(column("decimal"), "1,637.5", "en") == "1637.5"
    with pytest.raises(Mistake):
        read(column("decimal"), "1.637,5", "en")


@pytest.mark.parametrize("text", ["land", "Đất đai", "đất đai", "dat dai", "DAT DAI", "Land"])
def test_a_choice_is_known_by_its_code_and_its_names(text):
    assert read(CHOICE, text) == "land"


def test_other_words_for_a_choice_are_told_once():
    with pytest.raises(Mistake):
        read(CHOICE, "Ruộng")
    assert read(CHOICE, "Ruộng", "vi", {"ruong": "land"}) == "land"


def test_less_than_the_least_is_refused():
    with override("en"):
        with pytest.raises(Mistake) as mistake:
            read(column("integer", minimum=1), "0")
        assert "0 is less than 1" in mistake.value.said()


def test_a_mistake_never_repeats_what_stands_in_a_personal_column():
    secret = column("date", personal=True)
    with pytest.raises(Mistake) as mistake:
        read(secret, "Nguyễn Văn A")
    assert "Nguyễn" not in mistake.value.said(secret)


@given(st.dates(date(1945, 1, 1), date(2040, 12, 31)))
def test_a_day_comes_back_as_it_was(day):
    assert read(column("date"), written(column("date"), day.isoformat())) == day.isoformat()


@given(st.decimals(Decimal("-1e14"), Decimal("1e14"), places=4))
def test_a_decimal_comes_back_as_it_was(number):
    value = checked(column("decimal"), number)
    assert read(column("decimal"), written(column("decimal"), value)) == value


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_as_people_read_it_is_what_was_typed(number):
    assert read(column("integer"), shown(column("integer"), number)) == number
    assert read(column("integer"), written(column("integer"), number)) == number


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(text):
    for kind in ("date", "integer", "decimal", "yes_no", "text"):
        try:
            value = read(column(kind), text)
        except Mistake as mistake:
            value = None if mistake.said(column(kind)) else text
        assert value == checked(column(kind), value)
