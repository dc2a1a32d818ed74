"""Figures shared out over other boundaries: every engine gives the very same numbers, those of whole-number arithmetic."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from danvan.kernel.period import Period
from danvan.ledger.comparison.lineage import BILLION
from danvan.ledger.comparison.restate import amounts, share_table, totals
from danvan.ledger.current import current

YEAR = Period.year(2024)
WEIGHTS = {
    "one": {"a": 333_333_333, "b": 333_333_333, "c": 333_333_334},
    "two": {"a": 1, "c": BILLION - 1},
    "three": {"b": BILLION},
}
VALUES = ["0", "1", "2", "101", "7.25", "0.000001", "-5", "-7.31", "123456789012345.67", "999999999999999999", "3.1415926535"]


@pytest.fixture(scope="module")
def figures(make):
    return [
        make("given", value, unit=f"xã {source}", unit_code=source, period=YEAR, id=f"{source}.{at}", indicator=f"work.i{at}")
        for source in WEIGHTS
        for at, value in enumerate(VALUES)
    ]


@pytest.fixture(scope="module")
def answers(engine, kept, figures):
    """What this engine makes of them: amounts by figure and target, totals by indicator and target."""
    shares = share_table(
        [
            {
                "identity": source,
                "period_start": YEAR.start,
                "period_end": YEAR.end,
                "source": source,
                "target": target,
                "weight": weight,
                "estimated": weight != BILLION,
                "required": True,
            }
            for source, targets in WEIGHTS.items()
            for target, weight in targets.items()
        ]
    )
    made = amounts(current(engine.figures(kept(figures))), shares)
    whole = engine.run(totals(made, shares)).to_pylist()
    return engine.run(made).to_pylist(), {(row["indicator"], row["target"]): row for row in whole}


def by_hand(value: Decimal, decimals: int, targets: dict[str, int]) -> dict[str, Decimal]:
    """The largest remainder, in fractions."""
    places = min(decimals, 6)
    steps = int(abs(value).scaleb(places))
    exact = {target: Fraction(steps * weight, BILLION) for target, weight in targets.items()}
    down = {target: int(share) for target, share in exact.items()}
    order = sorted(targets, key=lambda target: (down[target] - exact[target], target))
    for target in order[: steps - sum(down.values())]:
        down[target] += 1
    sign = -1 if value < 0 else 1
    shared = {target: (Decimal(sign * count)).scaleb(-places) for target, count in down.items()}
    shared[order[0]] += value - sum(shared.values())
    return shared


def test_every_share_is_the_one_worked_out_by_hand(answers, figures):
    found = {(row["id"], row["target"]): row["amount"] for row in answers[0]}
    for figure in figures:
        value = figure.quantity.value
        for target, expected in by_hand(value, figure.quantity.decimals, WEIGHTS[figure.unit_code]).items():
            assert found[figure.id, target] == expected, (figure.id, target, value)


def test_totals_are_the_sums_of_the_shares(answers):
    rows, whole = answers
    for (indicator, target), total in whole.items():
        parts = [row["amount"] for row in rows if (row["indicator"], row["target"]) == (indicator, target)]
        assert total["total"] == sum(parts)
        assert (total["reported"], total["expected"]) == (len(parts), len(parts))


def test_a_total_says_whether_any_of_it_is_an_estimate(answers):
    assert all(row["estimated"] for row in answers[1].values())


def test_the_days_are_those_of_the_figures(answers):
    assert {row["period_end"] for row in answers[1].values()} == {date(2024, 12, 31)}
