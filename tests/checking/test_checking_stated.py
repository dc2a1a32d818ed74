"""Patterns of the kind `stated`, and dates found in running text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.checking.dates import dates_in, day_of
from danvan.checking.kinds.stated import compiled
from danvan.kernel.mapped import Mapped


def said_in(text):
    return [said.day for said in dates_in(Mapped.whole(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("niêm yết … {n} ngày", "niêm yết 15 ngày"),
        ("niêm yết … {n} ngày", "niêm yết công khai trong 15 ngày"),
        ("ban giám sát (của|) cộng đồng", "ban giám sát cộng đồng"),
        ("ban giám sát (của|) cộng đồng", "ban giám sát của  cộng đồng"),
        ("{n} (người|thành viên)/tổ", "02 thành viên/tổ"),
    ],
)
def test_a_pattern_finds_its_words(says, text):
    assert compiled(says).fullmatch(text)


@pytest.mark.parametrize("text", ["niêm yết. Sau 15 ngày", "niêm yết 15 ngàyx", "niêm yết; 15 ngày"])
def test_a_gap_ends_with_the_sentence(text):
    assert not compiled("niêm yết … {n} ngày").search(text)


@given(day=st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_day_is_read_in_each_way_it_is_written(day):
    for words in (f"{day:%d/%m/%Y}", f"ngày {day.day}/{day.month}/{day.year}", f"ngày {day:%d} tháng {day:%m} năm {day.year}"):
        assert said_in(f"Hội nghị {words}, tại xã") == [day]


@given(day=st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_the_day_behind_the_last_of_a_month_does_not_exist(day):
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert day_of(f"{last.day + 1}/{last.month}/{last.year}") is None


def test_parts_of_a_whole_are_no_days():
    assert said_in("có 12/13 thôn, 31/6 chỉ tiêu, Thông tư số 02/2017/TT-BTP") == []
