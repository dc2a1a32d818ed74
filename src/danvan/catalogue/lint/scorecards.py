"""The lint of scorecards: points add up, formulas can be computed, steps and grades go in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.scorecards import Criterion, Deduction, Scorecard
from danvan.catalogue.place import Place
from danvan.catalogue.scoring import criterion_formula, gate_formula
from danvan.kernel.errors import CatalogueError, FormulaError

Problems = Iterator[CatalogueError]
_CARD = "CA13"


def scorecard_problems(catalogue: Catalogue) -> Problems:
    """Problems of every scorecard."""
    for card in catalogue.scorecards.values():
        place = catalogue.place(card)
        yield from _sums(card, place)
        yield from _codes(card, place)
        yield from _grades(card, place)
        for at, group in enumerate(card.groups):
            for position, criterion in enumerate(group.criteria):
                yield from _steps(criterion, place.inside("groups", at, "criteria", position, "steps"))
        yield from _formulas(card, catalogue)


def _sums(card: Scorecard, place: Place) -> Problems:
    for at, group in enumerate(card.groups):
        points = sum((criterion.maximum for criterion in group.criteria), Decimal(0))
        if points != group.maximum:
            yield place.inside("groups", at, "maximum").error(
                "the criteria of {group} make {points} points, the group has {maximum}",
                "the sum of its criteria",
                _CARD,
                group=group.code,
                points=points,
                maximum=group.maximum,
            )
    points = sum((group.maximum for group in card.groups), Decimal(0))
    if points != card.own:
        yield place.inside("total").error(
            "the groups make {points} points, {total} in all less {superior} of the superior body are {own}",
            "the sum of the groups and of the superior body's points",
            _CARD,
            points=points,
            total=card.total,
            superior=card.superior,
            own=card.own,
        )


def _codes(card: Scorecard, place: Place) -> Problems:
    every = Counter([each.code for each in card.groups] + [each.code for each in card.criteria])
    every.update([each.code for each in card.deductions] + [each.code for each in card.gates])
    for code, times in every.items():
        if times > 1:
            yield place.error(
                "the code '{code}' {times} times", "each code once in a scorecard", "CA04", code=code, times=times
            )


def _grades(card: Scorecard, place: Place) -> Problems:
    if not _falls([grade.at_least for grade in card.grades]):
        yield place.inside("grades").error("grades out of order", "the highest first, each at_least once", _CARD)
    if card.grades and card.grades[-1].at_least > 0:
        lowest = card.grades[-1].at_least
        yield place.inside("grades").error(
            "no grade below {points} points", "a last grade of at_least: 0", _CARD, points=lowest
        )
    if card.gates and card.ungraded is None:
        yield place.inside("gates").error("gates, and no word for a unit they keep out", "ungraded: {{vi: …, en: …}}", _CARD)


def _steps(criterion: Criterion, place: Place) -> Problems:
    if criterion.steps and not criterion.formula:
        yield place.error(
            "steps of {criterion}, which has no formula",
            "a formula whose value the steps are for",
            _CARD,
            criterion=criterion.code,
        )
    if not _falls([step.at_least for step in criterion.steps]) or not _falls([step.points for step in criterion.steps]):
        yield place.error(
            "steps of {criterion} out of order", "the highest first, with the most points", _CARD, criterion=criterion.code
        )
    if criterion.steps and criterion.steps[0].points != criterion.maximum:
        yield place.error(
            "the highest step of {criterion} earns {points} of {maximum} points",
            "the maximum of the criterion on its highest step",
            _CARD,
            criterion=criterion.code,
            points=criterion.steps[0].points,
            maximum=criterion.maximum,
        )


def _falls(numbers: Sequence[Decimal]) -> bool:
    return all(first > second for first, second in pairwise(numbers))


def _formulas(card: Scorecard, catalogue: Catalogue) -> Problems:
    computed: list[Criterion | Deduction] = [criterion for criterion in card.criteria if criterion.formula]
    for part in (*computed, *card.deductions):
        try:
            criterion_formula(part, card, catalogue)
        except FormulaError as wrong:
            yield wrong
    for gate in card.gates:
        try:
            gate_formula(gate, card, catalogue)
        except FormulaError as wrong:
            yield wrong
