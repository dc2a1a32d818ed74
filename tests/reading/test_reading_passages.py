"""Whole passages in the words of many offices: what adds up is never called false, what does not is found."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

PASSAGES = Path(__file__).parent / "passages"


def passages(name):
    return yaml.safe_load((PASSAGES / f"{name}.yml").read_text(encoding="utf-8"))


def false(reading):
    return [relation.formula for relation in reading.relations if relation.holds is False]


@pytest.mark.parametrize("text", passages("right"), ids=lambda text: text[:50])
def test_a_passage_whose_arithmetic_is_right_raises_no_alarm(read, text):
    assert false(read(text)) == []


@pytest.mark.parametrize("case", passages("wrong"), ids=lambda case: case["text"][:50])
def test_the_one_wrong_calculation_of_a_passage_is_found(read, case):
    assert false(read(case["text"])) == case["false"]
