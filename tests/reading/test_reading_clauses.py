"""What the words around a number say: what it counts, of whom, for when, against what; result or plan."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "clauses.yml").read_text(encoding="utf-8"))


def asked(key):
    return [pytest.param(case["text"], case[key] or [], id=case["name"]) for case in CASES if key in case]


@pytest.mark.parametrize(("text", "expected"), asked("labels"))
def test_a_figure_is_called_by_the_words_it_belongs_to(read, text, expected):
    assert [figure.label for figure in read(text).figures] == expected


@pytest.mark.parametrize(("text", "expected"), asked("targets"))
def test_plans_and_targets_are_told_from_results(read, text, expected):
    assert [str(figure.quantity) for figure in read(text).figures if figure.target] == expected


@pytest.mark.parametrize(("text", "expected"), asked("mapped"))
def test_figures_of_other_units_and_years_are_not_taken_for_the_reports_own(read, text, expected):
    assert [f"{figure.quantity} {figure.indicator}" for figure in read(text).figures if figure.indicator] == expected


@pytest.mark.parametrize(("text", "expected"), asked("periods"))
def test_a_figure_keeps_the_period_its_clause_names(read, text, expected):
    assert [f"{figure.quantity} {figure.period}" for figure in read(text).figures if figure.period] == expected


@pytest.mark.parametrize(("text", "expected"), asked("suspects"))
def test_the_number_a_second_witness_shows_to_be_wrong_is_named(read, text, expected):
    reading = read(text)
    suspects = {relation.suspect for relation in reading.relations if relation.suspect}
    assert [str(reading.figure(suspect).quantity) for suspect in sorted(suspects)] == expected
