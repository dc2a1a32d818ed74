"""What is asked about totals that break an identity."""

import runpy
from pathlib import Path
from types import SimpleNamespace

from danvan.composing.notes import misfits

WHOLES = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("test_wholes.py"))))
formula = WHOLES.formula


def asked(sample, formulas, firm=(), **totals):
    found = misfits(formulas, {row.indicator.code: row for row in WHOLES.rows(sample, **totals)}, firm)
    return ["".join(run.text for run in line).split(":")[0] for line in found]


def test_a_definition_that_is_broken_is_told_as_wrong(sample):
    assert asked(sample, [formula("w", "=", "a + b")], ["w=a + b"], w=5, a=2, b=4) == ["Số liệu chưa khớp, đề nghị rà soát"]


def test_what_mostly_holds_is_only_asked_about(sample):
    assert asked(sample, [formula("w", "=", "a + b")], w=5, a=2, b=4) == ["Đề nghị rà soát"]


def test_what_holds_is_not_asked_about(sample):
    assert asked(sample, [formula("w", "=", "a + b")], ["w=a + b"], w=6, a=2, b=4) == []


def test_a_sum_that_holds_with_one_more_part_is_not_asked_about_without_it(sample):
    both = [formula("w", "=", "a + b"), formula("w", "=", "a + b + c")]
    assert asked(sample, both, w=7, a=2, b=4, c=1) == []
    assert asked(sample, both, w=8, a=2, b=4, c=1) == ["Đề nghị rà soát"] * 2


def test_of_two_identities_of_the_same_indicators_the_definition_is_told(sample):
    both = [formula("w", "=", "a + b"), formula("a + b", "<=", "w")]
    assert asked(sample, both, ["a + b<=w"], w=5, a=2, b=4) == ["Số liệu chưa khớp, đề nghị rà soát"]
