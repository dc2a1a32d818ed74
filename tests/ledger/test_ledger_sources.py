from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.kernel.period import Period
from danvan.ledger.figure import Entry, Formula, RollUp, Words
from danvan.ledger.ids import figure_id
from danvan.ledger.rows import plain
from danvan.ledger.sources import from_json, parts_of, to_json

texts = st.text(max_size=20)
names = st.lists(texts, max_size=3).map(tuple)
sources = st.one_of(
    st.builds(Words, texts, texts, st.integers(0), st.integers(0), texts, texts),
    st.builds(Entry, texts, texts),
    st.builds(Formula, texts, names),
    st.builds(RollUp, names, names),
)


@given(sources)
def test_a_source_comes_back_from_json_as_it_was(source):
    assert from_json(to_json(source)) == source


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind":"rumour"}', '{"kind":"entry"}', '{"kind":"entry","person":"A","age":3}']
)
def test_json_that_is_no_source_is_refused(text):
    with pytest.raises(ValueError, match=r"not a source|Expecting value"):
        from_json(text)


def test_only_computed_sources_have_parts():
    assert parts_of(RollUp(("a", "b"))) == ("a", "b")
    assert parts_of(Formula("a / b", ("a",))) == ("a",)
    assert parts_of(Entry("Lan")) == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("206.000000000000", "206"), ("83.390", "83.39"), ("2E+3", "2000"), ("0.000", "0"), ("-1.50", "-1.5")],
)
def test_a_value_is_written_without_the_zeros_of_the_table(value, expected):
    assert str(plain(Decimal(value))) == expected


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tháng 7 năm 2024", "2024-m07"),
        ("quý III năm 2024", "2024-q3"),
        ("6 tháng đầu năm 2024", "2024-h1"),
        ("6 tháng cuối năm 2024", "2024-h2"),
        ("9 tháng đầu năm 2024", "2024-9m"),
        ("năm 2024", "2024"),
        ("từ năm 2021 đến năm 2025", "2021-2025"),
        ("từ 15/12/2023 đến 14/9/2024", "20231215-20240914"),
    ],
)
def test_an_identifier_names_unit_period_and_indicator(words, code):
    assert figure_id("work.visits", "UBND xã Trà Sơn", Period.parse(words)) == f"xa-tra-son.{code}.work.visits"
