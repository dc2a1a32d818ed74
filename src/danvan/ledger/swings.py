"""What one unit more or less in one figure would do to a score. Pure: no engine, no ranks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.scoring import Score, Scoring
from danvan.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Swing:
    """The total, were `indicator` larger by `step` (smaller, where it is negative). None: there would be no total to rank,
    since a gate closes or a share of nothing is left."""

    indicator: str
    step: Decimal
    total: Fraction | None


def ranked_total(score: Score) -> Fraction | None:
    """The total a unit is ranked by: none while anything is missing, a gate is closed or nobody knows of a gate."""
    return None if score.closed_gates or score.open_gates else score.total


def swings(scoring: Scoring, inputs: Mapping[str, Quantity], score: Score) -> Iterator[Swing]:
    """Each figure behind `score` one step up and one down, the others as they are: one in the last digit it was written with,
    so 1 for a count. What would be below nothing is left out, and so is what leaves the total as it is."""
    values = {code: quantity.value for code, quantity in inputs.items()}
    now = ranked_total(score)
    for code, quantity in inputs.items():
        step = Decimal(1).scaleb(-quantity.decimals)
        for signed in (step, -step):
            if quantity.value + signed >= 0:
                changed = scoring.rescored(score, code, {**values, code: quantity.value + signed})
                if (total := ranked_total(changed)) != now:
                    yield Swing(code, signed, total)
