"""Whatever figures a report is composed of, reading it gives them back."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.catalogue.loading import load_catalogue

BACK = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("reading_back.py"))))
CATALOGUE = load_catalogue()
KNOWN = CATALOGUE.at(BACK.PERIOD.end).indicators
THEN = BACK.PERIOD.previous()
NUMBERS = st.one_of(st.just(0), st.integers(1, 9), st.integers(0, 99_999))

bounded = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@bounded
@given(numbers=st.dictionaries(st.sampled_from(sorted(KNOWN)), NUMBERS, min_size=1, max_size=60))
def test_any_figures_are_read_back(numbers, tmp_path):
    figures = [BACK.figure(KNOWN[code], number) for code, number in numbers.items()]
    assert BACK.lost(figures, BACK.own_report(figures, CATALOGUE), CATALOGUE, tmp_path) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_full_report_is_read_back(seed, tmp_path):
    figures = BACK.drawn(seed, KNOWN)
    assert len(figures) > 250
    assert BACK.lost(figures, BACK.own_report(figures, CATALOGUE), CATALOGUE, tmp_path) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_report_that_compares_with_the_year_before_is_read_back(seed, tmp_path):
    figures, before = BACK.drawn(seed, KNOWN), BACK.drawn(seed + 100, KNOWN, 0.7, THEN)
    model = BACK.own_report(figures, CATALOGUE, before)
    assert any(
        "so với cùng kỳ" in piece.text
        for part in model.parts
        for area in part.areas
        for line in area.sentences
        for piece in line
    )
    assert BACK.lost(figures, model, CATALOGUE, tmp_path) == []
