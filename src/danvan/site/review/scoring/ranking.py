"""The units of a period by a scorecard: computed from the figures that count, with the points people gave.

Offices are ranked by criteria that were published for them; people never are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Max

from danvan.catalogue.formulas import IndicatorFormula
from danvan.catalogue.models import Words
from danvan.catalogue.models.scorecards import Criterion, Group, Scorecard
from danvan.catalogue.scoring import Points, Scoring
from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.ledger.figure import Blank
from danvan.ledger.given_points import SUPERIOR, Given
from danvan.ledger.scores import OTHER_MEASURE, Reported, Scored, Scores, scores_of
from danvan.site.core.remembering import Remembered
from danvan.site.figures.rules import Rules, rules_on
from danvan.site.review.models import By, GivenPoints
from danvan.site.review.rolling import Counted
from danvan.site.review.scoring.points import given_to, numbers
from danvan.site.review.units import Awaited


@dataclass(frozen=True, slots=True)
class Ranking:
    """`verified`: with the points of the level above; `own`: with those the units gave themselves (code -> score)."""

    verified: Scores
    own: Mapping[str, Scored]
    given: Mapping[int, Mapping[str, Mapping[str, GivenPoints]]]

    @property
    def ranked(self) -> int:
        return sum(one.standing.rank is not None for one in self.verified.units)

    @property
    def firm(self) -> int:
        """Ranks no single case could change."""
        standings = [one.standing for one in self.verified.units if one.standing.rank is not None]
        return sum(each.best == each.worst for each in standings)


def cards_of(rules: Rules) -> dict[str, Scorecard]:
    """The scorecards in force."""
    return dict(rules.catalogue.scorecards)


_KEPT: Remembered[Ranking] = Remembered(12)


def ranking(found: Awaited, counted: Counted, card: Scorecard) -> Ranking:
    """Two small queries; computed again only when a figure or a point has changed."""
    offices = [unit.pk for unit in found.units]
    about = {"office__in": offices, "period": found.code, "card": card.code}
    last = GivenPoints.objects.filter(**about).aggregate(last=Max("pk"), at=Max("at"))
    key, state = (found.office.pk, found.code, card.code), f"{counted.state}:{last}"
    return _KEPT.of(key, state, lambda: _ranked(found, counted, card))


def _ranked(found: Awaited, counted: Counted, card: Scorecard) -> Ranking:
    offices = [unit.pk for unit in found.units]
    given = given_to(offices, found.code, card.code)
    scoring = Scoring.of(card, rules_on(counted.period.end).catalogue)
    reported = [reported_of(unit.code, unit.level, counted, scoring) for unit in found.units]
    above, own = (
        {unit.code: numbers(given.get(unit.pk, {}).get(by, {})) for unit in found.units} for by in (By.ABOVE, By.SELF)
    )
    verified = scores_of(reported, scoring, counted.period, Given.to(above))
    # The unit gives no points of the body above: beside each other, both have those of the body above or neither has.
    selfs = {code: {**points, **_superior(above[code])} for code, points in own.items()}
    by_unit = {one.reported.unit_code: one for one in scores_of(reported, scoring, counted.period, Given.to(selfs)).units}
    return Ranking(verified, by_unit, given)


def reported_of(code: str, level: str, counted: Counted, scoring: Scoring) -> Reported:
    """What counts of a unit, of what the card is computed from."""
    name = counted.names[code]
    one = Reported(name, code, level)
    for indicator in scoring.codes:
        row = counted.rolled.rows.get(indicator)
        value = row.values.get(name) if row else None
        if row is None or value is None:
            if blank := counted.blanks.get((indicator, name)):
                one.blanks[indicator] = blank
            continue
        one.figures[indicator] = value.id
        if value.quantity.measure == row.indicator.measure:
            one.inputs[indicator] = value.quantity
        else:
            one.blanks[indicator] = OTHER_MEASURE
    return one


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure points come from, or why there is none."""

    code: str
    name: Words
    quantity: Quantity | None
    blank: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A criterion or deduction taken apart: its points, the arithmetic with the unit's numbers, the figures."""

    code: str
    name: Words
    most: Fraction | None
    points: Fraction | None
    arithmetic: str
    figures: Sequence[Figure]
    steps: Sequence[tuple[str, str]]
    by_people: bool
    own: GivenPoints | None = None
    above: GivenPoints | None = None
    certainty: str = ""

    @property
    def lacking(self) -> bool:
        return self.points is None


@dataclass(frozen=True, slots=True)
class Apart:
    """One unit's score, all of it. `groups`: each with its criteria."""

    scored: Scored
    groups: Sequence[tuple[Group, Sequence[Mark]]]
    deductions: Sequence[Mark]
    gates: Sequence[tuple[Words, str, str]]
    superior: Mark | None


def apart(one: Scored, scores: Scores, rules: Rules, given: Mapping[str, Mapping[str, GivenPoints]]) -> Apart:
    """`given`: who -> criterion -> points."""
    points = {part.code: part for part in one.score.criteria}
    own, above = given.get(By.SELF, {}), given.get(By.ABOVE, {})
    card = scores.card
    groups = [
        (group, [_criterion(each, points[each.code], one, scores, rules, own, above) for each in group.criteria])
        for group in card.groups
    ]
    taken = [
        _mark(each.code, each.name, None, part, scores.scoring.deductions[each.code], one, rules)
        for each, part in zip(card.deductions, one.score.deductions, strict=True)
    ]
    gates = [(gate.name, _gate(gate.code, one), _gate_text(scores, gate.code, one)) for gate in card.gates]
    superior = None
    if card.superior:
        name = Words(vi="Điểm của cấp trên", en="Points of the body above")
        superior = Mark(
            SUPERIOR, name, Fraction(card.superior), one.score.superior, "", (), (), True, None, above.get(SUPERIOR)
        )
    return Apart(one, groups, taken, gates, superior)


def points_words(points: Fraction | None) -> str:
    """With as many decimals as it has, but no more than two."""
    if points is None:
        return ""
    decimals = next((digits for digits in (0, 1) if rounded(points, digits) == points), 2)
    return vietnamese(rounded(points, decimals), decimals)


def _superior(points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return {SUPERIOR: points[SUPERIOR]} if SUPERIOR in points else {}


def _criterion(
    each: Criterion,
    part: Points,
    one: Scored,
    scores: Scores,
    rules: Rules,
    own: Mapping[str, GivenPoints],
    above: Mapping[str, GivenPoints],
) -> Mark:
    formula = scores.scoring.criteria.get(each.code)
    made = _mark(each.code, each.name, Fraction(each.maximum), part, formula, one, rules)
    steps = [(points_words(Fraction(step.at_least)), points_words(Fraction(step.points))) for step in each.steps]
    sure = str(each.source.certainty) if each.source else ""
    return Mark(
        made.code, made.name, made.most, made.points, made.arithmetic, made.figures, steps, formula is None,
        own.get(each.code), above.get(each.code), sure,
    )  # fmt: skip


def _mark(
    code: str, name: Words, most: Fraction | None, part: Points, formula: IndicatorFormula | None, one: Scored, rules: Rules
) -> Mark:
    if formula is None:
        return Mark(code, name, most, part.points, "", (), (), True)
    known = rules.catalogue.indicators
    values = {each: vietnamese(quantity.value, quantity.decimals) for each, quantity in one.reported.inputs.items()}
    figures = [
        Figure(each, known[each].name, one.reported.inputs.get(each), one.reported.blanks.get(each, Blank.NOT_REPORTED))
        for each in formula.depends_on
        if each in known
    ]
    return Mark(code, name, most, part.points, formula.text(values), figures, (), False)


def _gate(code: str, one: Scored) -> str:
    return "closed" if code in one.score.closed_gates else "unknown" if code in one.score.open_gates else "open"


def _gate_text(scores: Scores, code: str, one: Scored) -> str:
    values = {each: vietnamese(quantity.value, quantity.decimals) for each, quantity in one.reported.inputs.items()}
    return scores.scoring.gates[code].text(values)
