"""Passages of twenty offices, told in full: what each figure is, of what, for when, what adds up, which texts are named.

A passage's `open` lists what the reader does not reach yet, with the reason; a mark that has become untrue must go.
"""

import pytest
from tests.reading.told import FIELDS, failures, lines, rows, told_cases

CASES = list(told_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_passage_is_read_as_it_says_but_for_what_is_marked_open(read, case):
    assert failures(case, read(case["text"])) == set(case.get("open") or {})


def test_there_are_passages_enough():
    assert len(CASES) >= 150
    assert len({case["by"] for case in CASES}) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_passage_is_written_as_the_tests_read_it(case):
    assert set(case) <= FIELDS
    assert all(row.written in " ".join(case["text"].split()) for row in rows(case))
    assert all(reason for reason in (case.get("open") or {}).values())
    assert not {row.written for row in rows(case)} & set(str(case.get("not_figures") or "").split()) - repeated(case)
    assert all(
        head in ("sum", "ratio", "change", "plan", "expression")
        for head in (line.split()[0] for line in lines(case, "relations"))
    )


def repeated(case):
    """Numbers that a passage writes more than once: here a figure, there none."""
    return {row.written for row in rows(case) if case["text"].count(row.written) > 1}
