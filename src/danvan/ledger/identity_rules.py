"""The catalogue's identities as whole-number terms: what an engine needs to hold them against many figures at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import lcm

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.comparing import Operator
from danvan.catalogue.formulas import IdentityFormula, parse_identity
from danvan.catalogue.models import Identity

DIGITS = 5
"""Digits a factor may have: a value of 32 digits times it still fits the 38 of every engine's decimals, no digit lost."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of an identity. Its sides are multiplied by `scale`, which makes all its factors whole numbers and changes no
    comparison; `excess` is left minus right, its constant apart."""

    number: int
    identity: Identity
    formula: IdentityFormula
    scale: int
    excess: dict[str, int]
    constant: Decimal

    @property
    def operator(self) -> Operator:
        return self.formula.operator

    @property
    def since(self) -> date:
        return self.identity.since or date.min

    @property
    def until(self) -> date:
        return self.identity.until or date.max


@dataclass(frozen=True, slots=True)
class Rules:
    """Every identity of a catalogue, with the measures its indicators are kept in."""

    rules: tuple[Rule, ...]
    measures: dict[str, tuple[str, ...]]
    """Indicator -> its unit of measure, of each version that has another one."""
    finer: tuple[tuple[int, int], ...]
    """Numbers of an identity, and of one that splits the same whole into more: where all of that is reported, it tells."""

    def terms(self) -> Iterator[tuple[int, str, str, int]]:
        """Number of the rule, indicator, measure, factor."""
        for rule in self.rules:
            for code, factor in rule.excess.items():
                for measure in self.measures[code]:
                    yield rule.number, code, measure, factor


def rules_of(catalogue: Catalogue) -> Rules:
    """The identities of `catalogue`, each version of each. Raises FormulaError, also for factors no engine holds exactly."""
    rules = tuple(_rule(at, identity, catalogue) for at, identity in enumerate(catalogue.identities))
    codes = {code for rule in rules for code in rule.excess}
    found: dict[str, dict[str, None]] = {code: {catalogue.indicators[code].measure: None} for code in codes}
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            if indicator.code in found:
                found[indicator.code][indicator.measure] = None
    return Rules(rules, {code: tuple(measures) for code, measures in found.items()}, tuple(_finer(rules)))


def _finer(rules: tuple[Rule, ...]) -> Iterator[tuple[int, int]]:
    """As reading tells identities: the same whole on the left, more parts on the right."""
    by_whole: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.operator == "=" and list(rule.formula.left.terms.values()) == [1]:
            by_whole.setdefault(rule.formula.codes[0], []).append(rule)
    for same in by_whole.values():
        for coarse, fine in permutations(same, 2):
            if coarse.excess.keys() < fine.excess.keys():
                yield coarse.number, fine.number


def _rule(number: int, identity: Identity, catalogue: Catalogue) -> Rule:
    formula = parse_identity(identity, catalogue)
    left, right = formula.left, formula.right
    factors = (*left.terms.values(), *right.terms.values(), left.constant, right.constant)
    scale = lcm(*(factor.denominator for factor in factors))
    excess = {
        code: int((left.terms.get(code, Fraction(0)) - right.terms.get(code, Fraction(0))) * scale) for code in formula.codes
    }
    widest = max(map(abs, excess.values()))
    if widest >= 10**DIGITS:
        raise (
            catalogue.place(identity)
            .inside("formula")
            .formula_error(
                identity.formula,
                "{factor} of an indicator, once its fractions are cleared",
                "whole factors up to {most}: count in a larger unit of measure",
                factor=widest,
                most=10**DIGITS - 1,
            )
        )
    return Rule(number, identity, formula, scale, excess, Decimal(int((left.constant - right.constant) * scale)))
