"""Formulas of the catalogue as objects that can be computed, shown to people, and handed to an engine as SQL.

An indicator's formula is either an aggregate over the rows of its area's register (`count(*) FILTER (WHERE …)`), which may
name the period's `first_day` and `closing_day`, or arithmetic over other indicators; an identity is one comparison between
sums of indicators. Indicators of the same area go by their short names, others as `area.name`. Whatever else SQL can say is
a FormulaError.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sqlglot import exp

from danvan.catalogue.arithmetic import Linear, Values, combine_linear, combine_values, fold, shown
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.comparing import COMPARE, OPERATORS, SHOWN, Operator
from danvan.catalogue.conditions import PERIOD_DAYS, RegisterRules
from danvan.catalogue.expressions import DIALECT, FormulaText, parsed
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Identity, Indicator, Register
from danvan.catalogue.place import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class IdentityFormula:
    """`left` `operator` `right`, both sides as sums over the full codes of indicators."""

    code: str
    left: Linear
    operator: Operator
    right: Linear

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator of either side, in the order written."""
        return tuple(dict.fromkeys((*self.left.terms, *self.right.terms)))

    def holds(self, values: Values) -> bool | None:
        """Whether it holds for these exact values; None when one is missing."""
        left, right = self.left.evaluate(values), self.right.evaluate(values)
        if left is None or right is None:
            return None
        return COMPARE[self.operator](left, right)

    def text(self, names: Mapping[str, str]) -> str:
        """As arithmetic, with `names` (or numbers) in place of the codes: '320 = 206 + 114'."""
        return f"{self.left.text(names)} {SHOWN[self.operator]} {self.right.text(names)}"


@dataclass(frozen=True, slots=True)
class IndicatorFormula:
    """How an indicator is computed: from its register's rows (`aggregate`) or from the `indicators` it depends on.

    In `expression` the names of indicators are their full codes, as quoted column names; columns of a register are bare.
    """

    code: str
    kind: Literal["aggregate", "indicators"]
    expression: exp.Expr
    depends_on: tuple[str, ...] = ()
    """Full codes, in the order written; none for an aggregate."""

    def evaluate(self, values: Values) -> Fraction | None:
        """The exact value from those of the indicators; None when a part is missing or a denominator is 0.

        An aggregate has no such parts: only the engine that holds the register's rows gives its value, here it is None.
        """

        def value(leaf: exp.Expr) -> Fraction | None:
            return Fraction(values[leaf.name]) if isinstance(leaf, exp.Column) and leaf.name in values else None

        return fold(self.expression, value, lambda number: number, combine_values)

    def sql(self, dialect: str = DIALECT) -> str:
        """The expression in an engine's SQL: 'duckdb', 'postgres', 'spark', 'trino', 'clickhouse'…"""
        return self.expression.sql(dialect=dialect)

    def text(self, names: Mapping[str, str]) -> str:
        """As arithmetic, with `names` in place of the codes; an aggregate's counts stay SQL."""

        def name(leaf: exp.Expr) -> str:
            return names.get(leaf.name, leaf.name) if isinstance(leaf, exp.Column) else leaf.sql(DIALECT)

        return shown(self.expression, name)


def parse_identity(identity: Identity, catalogue: Catalogue) -> IdentityFormula:
    """Raises FormulaError: no comparison, not linear, an unknown name, anything that is not on the allow-list."""
    kept = catalogue.derived(_parsed_identities)
    key = (identity.code, identity.formula)
    if key not in kept:
        kept[key] = _parse_identity(identity, catalogue)
    return kept[key]


def _parsed_identities(_catalogue: Catalogue) -> dict[tuple[str, str], IdentityFormula]:
    """What was parsed of this catalogue so far: one report asks for the same formulas dozens of times."""
    return {}


def _parse_identity(identity: Identity, catalogue: Catalogue) -> IdentityFormula:
    place = catalogue.place(identity).inside("formula")
    return parse_comparison(identity.code, FormulaText(identity.formula, place), identity.area, catalogue)


def parse_comparison(code: str, formula: FormulaText, area: str, catalogue: Catalogue) -> IdentityFormula:
    """A comparison of sums of indicators, those of `area` by their short names. Raises FormulaError as `parse_identity`."""
    tree = parsed(formula)
    sign = OPERATORS.get(type(tree))
    if sign is None:
        raise formula.error(
            "'{text}' is no comparison", "one comparison (=, <=, >=) of two sums of indicators", text=formula.text
        )
    names = _Names(formula, area, catalogue.indicators)
    left, right = (_linear(formula, side, names) for side in (tree.this, tree.expression))
    if not left.terms and not right.terms:
        raise formula.error("no indicator", "a comparison of indicators")
    return IdentityFormula(code, left, sign, right)


def parse_indicator(indicator: Indicator, catalogue: Catalogue) -> IndicatorFormula | None:
    """The formula of an indicator, or None when it has none and is only ever stated. Raises FormulaError.

    Parsed once for a catalogue; nobody changes its `expression` in place.
    """
    if not indicator.formula:
        return None
    kept = catalogue.derived(_parsed_indicators)
    key = (indicator.code, indicator.formula, indicator.rows)
    if key not in kept:
        kept[key] = _parse_indicator(indicator, catalogue)
    return kept[key]


def _parsed_indicators(_catalogue: Catalogue) -> dict[tuple[str, str, str], IndicatorFormula]:
    return {}


def _parse_indicator(indicator: Indicator, catalogue: Catalogue) -> IndicatorFormula:
    formula = FormulaText(indicator.formula, catalogue.place(indicator).inside("formula"))
    tree = parsed(formula)
    if tree.find(exp.Count, exp.Sum):
        register = _register(indicator, catalogue, formula)
        each_leaf(tree, RegisterRules.of(formula, register, PERIOD_DAYS).aggregate)
        _happened(indicator, register, catalogue)
        return IndicatorFormula(indicator.code, "aggregate", tree)
    return _arithmetic(indicator.code, tree, formula, _Names(formula, indicator.area, catalogue.indicators))


def parse_arithmetic(code: str, formula: FormulaText, catalogue: Catalogue) -> IndicatorFormula:
    """Arithmetic over indicators by their full codes, for what belongs to no area. Raises FormulaError."""
    return _arithmetic(code, parsed(formula), formula, _Names(formula, "", catalogue.indicators))


def weight_of(indicator: Indicator, catalogue: Catalogue) -> Indicator:
    """The indicator a weighted mean is weighted by. Raises FormulaError: no name, or an unknown one."""
    formula = FormulaText(indicator.weight, catalogue.place(indicator).inside("weight"))
    code = _Names(formula, indicator.area, catalogue.indicators).code(parsed(formula))
    return catalogue.indicators[code]


def _arithmetic(code: str, tree: exp.Expr, formula: FormulaText, names: "_Names") -> IndicatorFormula:
    depends_on: list[str] = []
    each_leaf(tree, lambda leaf: depends_on.append(names.code(leaf)))
    if not depends_on:
        raise formula.error("no indicator", "arithmetic over other indicators, or counts of the register's rows")
    whole = tree.transform(lambda node: exp.column(names.code(node), quoted=True) if isinstance(node, exp.Column) else node)
    return IndicatorFormula(code, "indicators", whole, tuple(dict.fromkeys(depends_on)))


def _happened(indicator: Indicator, register: Register, catalogue: Catalogue) -> None:
    """Raises FormulaError where `happened` names no date column of the register."""
    if indicator.happened:
        written = FormulaText(indicator.happened, catalogue.place(indicator).inside("happened"))
        RegisterRules.of(written, register).typed(parsed(written), ("date",))


def _register(indicator: Indicator, catalogue: Catalogue, formula: FormulaText) -> Register:
    """The register whose rows are counted. Raises FormulaError where `rows` names none, or must and does not."""
    register = catalogue.register(indicator)
    if register is not None:
        return register
    own = catalogue.areas[indicator.area].registers if indicator.area in catalogue.areas else {}
    if not indicator.rows and not own:
        raise formula.error(
            "a count of rows, while the area '{area}' has no register", "names of indicators", area=indicator.area
        )
    every = [f"{area.code}.{name}" for area in catalogue.areas.values() for name in area.registers]
    if not indicator.rows:
        raise formula.error(
            "a count of rows, while '{area}' has {number} registers",
            "rows: {registers}",
            area=indicator.area,
            number=len(own),
            registers=listed(own),
        )
    raise formula.error(
        "rows: '{rows}', a register that does not exist{hint}",
        "{registers}",
        rows=indicator.rows,
        hint=did_you_mean(indicator.rows, (*own, *every)),
        registers=listed((*own, *every)),
    )


def parse_condition(condition: str, register: Register, place: Place = NOWHERE) -> exp.Expr:
    """A condition over the columns of `register`, written at `place`. Raises FormulaError."""
    formula = FormulaText(condition, place)
    tree = parsed(formula)
    RegisterRules.of(formula, register).condition(tree)
    return tree


@dataclass(frozen=True, slots=True)
class _Names:
    """The indicators a formula of `area` may name."""

    formula: FormulaText
    area: str
    indicators: Mapping[str, Indicator]

    def code(self, node: exp.Expr) -> str:
        """The full code of the indicator that `node` names. Raises FormulaError."""
        if not isinstance(node, exp.Column):
            raise self.formula.error("'{node}'", "indicators and numbers with + - * / ( )", node=node.sql(DIALECT))
        code = f"{node.table or self.area}.{node.name}"
        if code not in self.indicators:
            known = [each if node.table else each.removeprefix(f"{self.area}.") for each in self.indicators]
            own = [each for each in known if node.table or "." not in each]
            name = code if node.table else node.name
            raise self.formula.error(
                "unknown indicator '{indicator}'{hint}",
                "{indicators}",
                indicator=name,
                hint=did_you_mean(name, own),
                indicators=listed(own),
            )
        return code


def _linear(formula: FormulaText, side: exp.Expr, names: _Names) -> Linear:
    sums = fold(side, lambda leaf: Linear({names.code(leaf): Fraction(1)}), lambda number: Linear({}, number), combine_linear)
    if sums is None:
        raise formula.error(
            "'{side}' multiplies or divides indicators",
            "sums and differences of indicators, each multiplied or divided by numbers only",
            side=side.sql(DIALECT),
        )
    return sums


def each_leaf(tree: exp.Expr, look: Callable[[exp.Expr], None]) -> None:
    """Looks at what an arithmetic expression is made of: names of indicators, or counts and sums with their FILTER."""
    fold(tree, look, lambda _: None, lambda *_: None)
