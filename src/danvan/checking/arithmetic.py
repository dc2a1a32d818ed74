"""Spells out the arithmetic of a relation, and makes the finding of a false one."""

import re
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.models import CheckCard
from danvan.checking.certainty import capped
from danvan.checking.facts import Facts
from danvan.checking.labels import shortened
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.reading.model import Relation, RelationKind, StatedFigure

BLANKS = frozenset(
    {"arithmetic", "formula", "label", "found", "expected", "exact", "surplus", "short", "suspect", "fit", "witness"}
)
"""The blanks every finding on a relation fills; those that do not apply are empty."""

_MOST_DECIMALS = 6


def finding_of(card: CheckCard, relation: Relation, facts: Facts, severity: Severity | None = None) -> Finding:
    """The finding that `relation` does not hold, placed at its stated result. `severity`: when it is not the card's."""
    figures = facts.figures_of(relation)
    data = {
        "arithmetic": arithmetic(relation, facts),
        "formula": relation.formula,
        "label": shortened([figures[0].label])[0] if figures else "",
        "exact": _exact(relation),
        "witness": _witness(relation, facts),
        "figures": " ".join(relation.figures),
        "cause": f"figure:{relation.suspect}" if relation.suspect else "",
        **_difference(relation),
        **_suspicion(relation, facts),
    }
    return Finding(
        code=card.code,
        severity=capped(severity or card.severity, card.source.certainty),
        span=figures[0].span if figures else relation.span,
        data=data,
        found=_number(relation.stated),
        expected=_expected(relation),
        related=tuple(figure.span for figure in figures[1:]),
    )


def written_out(relation: Relation) -> bool:
    """Whether the arithmetic itself stands in the text."""
    return relation.kind is RelationKind.EXPRESSION or relation.why == RelationKind.EXPRESSION


def of_form(relation: Relation) -> bool:
    """Whether it is a formula of an official form: those have a check of their own, which names the columns."""
    return relation.why.startswith("form:")


def arithmetic(relation: Relation, facts: Facts) -> str:
    """The calculation with its right result: 'trực tuyến 206 + trực tiếp 129 = 335'."""
    calculation = _spelled(relation, facts)
    if relation.kind is RelationKind.SUM and len(relation.figures) == 2:
        return calculation
    return " = ".join(part for part in (calculation, _expected(relation)) if part)


def _spelled(relation: Relation, facts: Facts) -> str:
    """In the words of the text where it spells the arithmetic itself; else from the figures, as far as they explain it."""
    formula = re.split("[=≈≠>]", relation.formula)[0].strip()
    if written_out(relation) and formula:
        return formula
    if relation.kind is RelationKind.SUM and facts.adds_up(relation):
        return _labelled(*facts.figures_of(relation))
    terms = facts.figures_of(relation)[1:]
    shape = _shape(terms[0].quantity.value, terms[1].quantity.value, relation.computed) if len(terms) == 2 else ""
    return shape.format(*(_plain(term) for term in terms)) or formula


def _labelled(whole: StatedFigure, *parts: StatedFigure) -> str:
    labels = shortened([part.label for part in parts], whole.label)
    return " + ".join(f"{label} {_plain(part)}".strip() for label, part in zip(labels, parts, strict=True))


def _shape(a: Decimal, b: Decimal, result: Fraction | None) -> str:
    """The calculation of two numbers that gives `result`: a share, a change from a difference, a change of two levels."""
    first, second = Fraction(a), Fraction(b)
    shapes = (
        ("{0} / {1} × 100", first, second),
        ("{0} / ({1} − {0}) × 100", first, second - first),
        ("{0} / ({1} + {0}) × 100", first, second + first),
        ("{1} / ({0} − {1}) × 100", second, first - second),
        ("{1} / ({0} + {1}) × 100", second, first + second),
        ("({0} − {1}) / {1} × 100", first - second, second),
        ("({1} − {0}) / {1} × 100", second - first, second),
    )
    return next((shape for shape, upper, lower in shapes if lower and upper / lower * 100 == result), "")


def _plain(figure: StatedFigure) -> str:
    return vietnamese(figure.quantity.value, figure.quantity.decimals)


def _number(quantity: Quantity) -> str:
    """With its measure only where the number is unreadable without: 83,39%."""
    return str(quantity if quantity.measure in ("%", "‰") else quantity.with_measure(""))


def _expected(relation: Relation) -> str:
    if relation.computed is None:
        return ""
    decimals = relation.stated.decimals
    if relation.kind is RelationKind.SUM:
        # A sum is exact: 4,5 + 0,25 is not rounded to the one decimal the report happens to print.
        decimals = _decimals_of(relation.computed, decimals)
    return _number(Quantity(rounded(relation.computed, decimals), relation.stated.measure, decimals))


def _exact(relation: Relation) -> str:
    """The result with two more decimals than printed, where those say more."""
    if relation.computed is None or relation.kind is RelationKind.SUM:
        return ""
    decimals = relation.stated.decimals + 2
    if rounded(relation.computed, decimals) == rounded(relation.computed, relation.stated.decimals):
        return ""
    return _number(Quantity(rounded(relation.computed, decimals), relation.stated.measure, decimals))


def _difference(relation: Relation) -> dict[str, str]:
    """By how much the terms give more ('surplus') or less ('short') than is stated."""
    if relation.computed is None:
        return {}
    gap = relation.computed - Fraction(relation.stated.value)
    size = vietnamese(rounded(abs(gap), _decimals_of(gap, 0)))
    return {"surplus": size if gap > 0 else "", "short": size if gap < 0 else ""}


def _decimals_of(exact: Fraction, least: int) -> int:
    """How many decimals write `exact` in full; `least` when it never ends."""
    return next((digits for digits in range(least, _MOST_DECIMALS) if rounded(exact, digits) == exact), least or 2)


def _suspicion(relation: Relation, facts: Facts) -> dict[str, str]:
    """The number a second witness shows to be wrong, and the value that fits; empty when no value can be named."""
    fit = _fit(relation.suspect, facts) if relation.suspect else None
    if relation.suspect is None or fit is None:
        return {}
    figure = facts.figure(relation.suspect)
    decimals = figure.quantity.decimals
    return {"suspect": _plain(figure), "fit": vietnamese(rounded(fit, decimals), decimals)}


def _fit(suspect: str, facts: Facts) -> Fraction | None:
    """What the suspect should be. A sum fixes it exactly; a percentage fixes its result, never its terms."""
    for relation in facts.spoilt_by(suspect):
        if relation.computed is None:
            continue
        if relation.figures[0] == suspect:
            return relation.computed
        if relation.kind is RelationKind.SUM and suspect in relation.figures:
            return Fraction(facts.figure(suspect).quantity.value) + Fraction(relation.stated.value) - relation.computed
    return None


def _witness(relation: Relation, facts: Facts) -> str:
    """Another split of the same whole that does add up: the whole is then probably right."""
    if relation.kind is not RelationKind.SUM:
        return ""
    other = facts.split_that_fits(relation.figures[0])
    return arithmetic(other, facts) if other else ""
