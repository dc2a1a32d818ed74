"""Passages of many offices: each number that says what it counts is called by that indicator, and by no other."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

PASSAGES = Path(__file__).parent / "passages"
CASES = [case for path in sorted(PASSAGES.glob("mapped_*.yml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def results(reading, numbers):
    """Each number, in the order of the text, with what it is called; a target is no result."""
    figures = iter(sorted(reading.figures, key=lambda figure: figure.number.start))
    for number in numbers:
        found = next((one for one in figures if _written(reading, one) == number), None)
        assert found is not None, f"no figure {number}, or not in this place"
        yield [number, None if found.target else found.indicator]


def _written(reading, figure):
    return reading.document.text[figure.number.start : figure.number.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_each_number_of_a_passage_is_called_by_its_indicator(read, case):
    assert list(results(read(case["text"]), [number for number, _ in case["says"]])) == case["says"]
