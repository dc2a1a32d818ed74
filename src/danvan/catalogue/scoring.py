"""A scorecard worked out for one unit: every point taken apart to the figures it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from danvan.catalogue.arithmetic import Values
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.expressions import FormulaText
from danvan.catalogue.formulas import IdentityFormula, IndicatorFormula, parse_arithmetic, parse_comparison
from danvan.catalogue.models.scorecards import Criterion, Deduction, Gate, Grade, Scorecard


@dataclass(frozen=True, slots=True)
class Points:
    """What a criterion or a deduction came to. `missing`: indicators that are not known, or whose parts cannot be divided;
    `points` is None then, and when a person has given none."""

    code: str
    points: Fraction | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The result. `total` is None while anything is missing; `least` counts what is missing as nothing."""

    criteria: tuple[Points, ...]
    deductions: tuple[Points, ...]
    superior: Fraction | None
    closed_gates: tuple[str, ...]
    open_gates: tuple[str, ...]
    """Gates whose indicators are not known."""
    least: Fraction
    total: Fraction | None
    grade: Grade | None
    """None when a gate is closed, or the total is not known."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scorecard with its formulas parsed once, to score many units: of computed criteria, deductions and gates, by code."""

    card: Scorecard
    criteria: Mapping[str, IndicatorFormula]
    deductions: Mapping[str, IndicatorFormula]
    gates: Mapping[str, IdentityFormula]

    @classmethod
    def of(cls, card: Scorecard, catalogue: Catalogue) -> Self:
        """Raises FormulaError for a bad formula."""
        return cls(
            card,
            {each.code: criterion_formula(each, card, catalogue) for each in card.criteria if each.formula},
            {each.code: criterion_formula(each, card, catalogue) for each in card.deductions},
            {each.code: gate_formula(each, card, catalogue) for each in card.gates},
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator the scorecard is computed from, in the order of the card."""
        computed = [
            code for each in (self.criteria, self.deductions) for formula in each.values() for code in formula.depends_on
        ]
        return tuple(dict.fromkeys([*computed, *(code for gate in self.gates.values() for code in gate.codes)]))

    def score(self, values: Values, given: Mapping[str, Fraction] | None = None, superior: Fraction | None = None) -> Score:
        """Scores one unit: `values` are its indicators by full code, `given` the points people gave by criterion, `superior`
        those of the superior body. Points are held within 0 and their maximum."""
        card = self.card
        return self._result(
            tuple(self.criterion(each, values, given or {}) for each in card.criteria),
            tuple(self.deduction(each, values) for each in card.deductions),
            {code: gate.holds(values) for code, gate in self.gates.items()},
            Fraction(0) if not card.superior else None if superior is None else _within(superior, Fraction(card.superior)),
        )

    def rescored(self, before: Score, code: str, values: Values) -> Score:
        """The score `before` after the indicator `code` changed to what `values` has: only what depends on it is computed."""
        criteria = tuple(
            self.criterion(each, values, {}) if _depends(self.criteria.get(each.code), code) else old
            for each, old in zip(self.card.criteria, before.criteria, strict=True)
        )
        deductions = tuple(
            self.deduction(each, values) if _depends(self.deductions[each.code], code) else old
            for each, old in zip(self.card.deductions, before.deductions, strict=True)
        )
        gates = {name: gate.holds(values) if code in gate.codes else _known(name, before) for name, gate in self.gates.items()}
        same = (criteria, deductions, gates) == (
            before.criteria,
            before.deductions,
            {name: _known(name, before) for name in self.gates},
        )
        return before if same else self._result(criteria, deductions, gates, before.superior)

    def _result(
        self,
        criteria: tuple[Points, ...],
        deductions: tuple[Points, ...],
        gates: Mapping[str, bool | None],
        above: Fraction | None,
    ) -> Score:
        known = [each.points for each in criteria if each.points is not None]
        taken = [each.points for each in deductions if each.points is not None]
        least = max(Fraction(0), sum(known, above or Fraction(0)) - sum(taken))
        complete = above is not None and len(known) == len(criteria) and len(taken) == len(deductions)
        closed = tuple(code for code, holds in gates.items() if holds is False)
        unknown = tuple(code for code, holds in gates.items() if holds is None)
        graded = complete and not closed and not unknown
        grade = next((each for each in self.card.grades if least >= Fraction(each.at_least)), None) if graded else None
        return Score(criteria, deductions, above, closed, unknown, least, least if complete else None, grade)

    def criterion(self, criterion: Criterion, values: Values, given: Mapping[str, Fraction]) -> Points:
        most = Fraction(criterion.maximum)
        formula = self.criteria.get(criterion.code)
        if formula is None:
            points = given.get(criterion.code)
            return Points(criterion.code, None if points is None else _within(points, most))
        share = formula.evaluate(values)
        if share is None:
            return Points(criterion.code, None, _missing(formula, values))
        return Points(criterion.code, _within(_earned(share, criterion), most))

    def deduction(self, deduction: Deduction, values: Values) -> Points:
        formula = self.deductions[deduction.code]
        times = formula.evaluate(values)
        if times is None:
            return Points(deduction.code, None, _missing(formula, values))
        points = max(Fraction(0), times) * Fraction(deduction.points)
        return Points(deduction.code, points if deduction.most is None else min(points, Fraction(deduction.most)))


def score(
    card: Scorecard,
    catalogue: Catalogue,
    values: Values,
    given: Mapping[str, Fraction] | None = None,
    superior: Fraction | None = None,
) -> Score:
    """Scores one unit, see `Scoring.score`. Raises FormulaError for a bad formula."""
    return Scoring.of(card, catalogue).score(values, given, superior)


def criterion_formula(criterion: Criterion | Deduction, card: Scorecard, catalogue: Catalogue) -> IndicatorFormula:
    """The formula of a criterion or a deduction. Raises FormulaError."""
    return parse_arithmetic(criterion.code, _text(criterion, card, catalogue), catalogue)


def gate_formula(gate: Gate, card: Scorecard, catalogue: Catalogue) -> IdentityFormula:
    """The comparison of a gate. Raises FormulaError."""
    return parse_comparison(gate.code, _text(gate, card, catalogue), "", catalogue)


def codes_of(card: Scorecard, catalogue: Catalogue) -> Iterator[str]:
    """Every indicator the scorecard is computed from. Raises FormulaError."""
    computed: list[Criterion | Deduction] = [criterion for criterion in card.criteria if criterion.formula]
    for part in (*computed, *card.deductions):
        yield from criterion_formula(part, card, catalogue).depends_on
    for gate in card.gates:
        yield from gate_formula(gate, card, catalogue).codes


def _text(part: Criterion | Deduction | Gate, card: Scorecard, catalogue: Catalogue) -> FormulaText:
    path = next(path for code, path in _paths(card) if code == part.code)
    return FormulaText(part.formula, catalogue.place(card).inside(*path, "formula"))


def _paths(card: Scorecard) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The keys that lead to each part in the card's file, by its code."""
    for at, group in enumerate(card.groups):
        for position, criterion in enumerate(group.criteria):
            yield criterion.code, ("groups", at, "criteria", position)
    yield from ((part.code, ("deductions", at)) for at, part in enumerate(card.deductions))
    yield from ((part.code, ("gates", at)) for at, part in enumerate(card.gates))


def _earned(share: Fraction, criterion: Criterion) -> Fraction:
    if not criterion.steps:
        return share * Fraction(criterion.maximum)
    reached = [Fraction(step.points) for step in criterion.steps if share >= Fraction(step.at_least)]
    return max(reached, default=Fraction(0))


def _missing(formula: IndicatorFormula, values: Values) -> tuple[str, ...]:
    """The indicators that are not known; all of them where every one is, and a division by 0 leaves nothing."""
    unknown = tuple(code for code in formula.depends_on if code not in values)
    return unknown or formula.depends_on


def _depends(formula: IndicatorFormula | None, code: str) -> bool:
    return formula is not None and code in formula.depends_on


def _known(gate: str, score: Score) -> bool | None:
    return None if gate in score.open_gates else gate not in score.closed_gates


def _within(points: Fraction, most: Fraction) -> Fraction:
    return max(Fraction(0), min(points, most))
