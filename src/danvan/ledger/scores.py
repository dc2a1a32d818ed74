"""Scorecards over many units at once: every point with the figures it comes from, ranks with ties and with how firm they are.

One Ibis expression brings the figures of every unit; the card itself is worked out by `danvan.catalogue.scoring` in exact
fractions, which no engine has: with decimals 1/3 + 2/3 is not 1, and units would be ranked by the rounding.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.scoring import Score, Scoring
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.chosen import of_indicators
from danvan.ledger.errors import FigureTwice
from danvan.ledger.given_points import SUPERIOR, Given
from danvan.ledger.identities import Run
from danvan.ledger.rows import quantity_of
from danvan.ledger.standings import NOT_RANKED, Bounds, Standing, rank_of, standings
from danvan.ledger.swings import Swing, ranked_total, swings
from danvan.units.folding import fold
from danvan.units.names import unit_key

OTHER_MEASURE = "measure"
"""In the place of a blank: the figure is in another unit of measure than its indicator's, and counts as missing."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What one unit reported of a card's indicators, by their codes: the figures' identifiers, the quantities of those that
    count, and why the others do not (a blank, or OTHER_MEASURE). What is in neither is not in the ledger."""

    unit: str
    unit_code: str = ""
    level: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, Quantity] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.unit_code or unit_key(self.unit)


@dataclass(frozen=True, slots=True)
class Scored:
    """One unit's score. While anything is missing its total lies somewhere in `between`, and it has no rank. `swings`: what one
    step in one figure would change."""

    reported: Reported
    score: Score
    between: tuple[Fraction, Fraction]
    swings: tuple[Swing, ...]
    standing: Standing = NOT_RANKED


@dataclass(frozen=True, slots=True)
class Scores:
    """Units by rank, those without one behind them, by name. `strangers`: whose points were given but who are none of them."""

    card: Scorecard
    scoring: Scoring
    period: Period
    units: tuple[Scored, ...]
    strangers: tuple[str, ...] = ()
    totals: tuple[Fraction, ...] = ()
    """Those that are ranked, ascending."""

    def rank_if(self, one: Scored, total: Fraction | None) -> int | None:
        """The rank of `one` with another `total`, the others as they are."""
        if total is None:
            return None
        now = ranked_total(one.score)
        return rank_of(total, self.totals) - (now is not None and now > total)


def score_units(
    record: Any,
    card: Scorecard,
    catalogue: Catalogue,
    period: Period,
    run: Run,
    *,
    given: Given | None = None,
    also: Sequence[Reported] = (),
) -> Scores:
    """Scores every unit of `record`, an Ibis table of figures of record of `period` and of one level, by `card`.

    `given`: the points people gave. `also`: units to be listed even where they reported nothing. Raises FormulaError for a bad
    formula, FigureTwice.
    """
    scoring = Scoring.of(card, catalogue)
    reported = {one.key: one for one in also} | _reported(run(_inputs(record, scoring.codes)).to_pylist(), catalogue)
    return scores_of(reported.values(), scoring, period, given)


def scores_of(reported: Collection[Reported], scoring: Scoring, period: Period, given: Given | None = None) -> Scores:
    """The same of what units reported, wherever it was read from."""
    points = given or Given()
    drafts = [_draft(one, scoring, points) for one in reported]
    ranks = standings([_bounds(one) for one in drafts])
    units = [replace(one, standing=standing) for one, standing in zip(drafts, ranks, strict=True)]
    strangers = points.strangers([name for one in reported for name in (one.unit, one.unit_code)])
    totals = sorted(total for one in drafts if (total := ranked_total(one.score)) is not None)
    return Scores(scoring.card, scoring, period, tuple(sorted(units, key=_order)), tuple(strangers), tuple(totals))


def _inputs(record: Any, codes: Sequence[str]) -> Any:
    """Expression: what units reported of `codes`, blanks too."""
    asked = of_indicators(record.filter(record.source_kind != "shared"), codes)
    return asked.select("indicator", "id", "unit", "unit_key", "unit_code", "level", "value", "blank", "measure", "decimals")


def _reported(rows: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> dict[str, Reported]:
    """By the unit's code, or the key of its name where the code is not known."""
    found: dict[str, Reported] = {}
    for row in rows:
        unit = Reported(row["unit"], row["unit_code"] or "", row["level"] or "")
        one, code = found.setdefault(unit.key, unit), row["indicator"]
        if earlier := one.figures.get(code):
            raise FigureTwice(file=one.unit, found=earlier, other=row["id"])
        one.figures[code] = row["id"]
        if row["value"] is None:
            one.blanks[code] = row["blank"] or ""
        elif row["measure"] != catalogue.indicators[code].measure:
            one.blanks[code] = OTHER_MEASURE
        else:
            one.inputs[code] = quantity_of(row)
    return found


def _draft(one: Reported, scoring: Scoring, given: Given) -> Scored:
    people = given.of(one.unit, one.unit_code)
    superior = people.get(SUPERIOR)
    values = {code: quantity.value for code, quantity in one.inputs.items()}
    result = scoring.score(values, people, superior)
    return Scored(one, result, _between(result, scoring.card), tuple(swings(scoring, one.inputs, result)))


def _between(score: Score, card: Scorecard) -> tuple[Fraction, Fraction]:
    """The least and the most the total can be once everything is known."""
    gained = [Fraction(each.maximum) for each, part in zip(card.criteria, score.criteria, strict=True) if part.points is None]
    gained += [Fraction(card.superior)] if score.superior is None else []
    open_ones = [each for each, part in zip(card.deductions, score.deductions, strict=True) if part.points is None]
    if any(each.most is None for each in open_ones):
        return Fraction(0), min(Fraction(card.total), score.least + sum(gained))
    lost = sum((Fraction(each.most or 0) for each in open_ones), Fraction(0))
    return max(Fraction(0), score.least - lost), min(Fraction(card.total), score.least + sum(gained))


def _bounds(one: Scored) -> Bounds:
    now = ranked_total(one.score)
    reached = [now, *(swing.total for swing in one.swings)]
    known = [total for total in reached if total is not None]
    return Bounds(now, None if None in reached else min(known), max(known, default=None))


def _order(one: Scored) -> tuple[bool, int, str, str]:
    rank = one.standing.rank
    return rank is None, rank or 0, fold(one.reported.unit), one.reported.unit_code
