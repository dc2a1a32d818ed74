"""What is counted over each register, as SQL an engine runs over its rows: all figures of a period at once, or the rows
behind one of them. No engine is needed to make it; DuckDB, SQLite and PostgreSQL give the same numbers for the same rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlglot
from sqlglot import exp

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.conditions import CLOSING_DAY, FIRST_DAY
from danvan.catalogue.expressions import DIALECT
from danvan.catalogue.formulas import each_leaf, parse_indicator
from danvan.catalogue.lint.placing import naming_problems
from danvan.catalogue.models import Register
from danvan.catalogue.windows import ColumnOf, Window, plain

_FLOAT_DECIMALS = 6
"""SQLite adds decimals as binary fractions; so many places of the sum are right, and more no column of a register has."""


@dataclass(frozen=True, slots=True)
class RegisterTally:
    """The indicators counted over one register. `columns`: by full code the aggregate, over the register's columns and with
    `first_day` and `closing_day` open; it counts only what happened in the period where the indicator says so."""

    code: str
    """'<area>.<register>'."""
    register: Register
    columns: Mapping[str, exp.Expr]

    def select(
        self,
        rows: str,
        first: date,
        closing: date,
        dialect: str,
        column: ColumnOf = plain,
        by: Sequence[str] = (),
    ) -> str:
        """One SELECT that gives every indicator, in the order of `columns` and called by its code, of the rows of the period
        as they stood on the closing date; where nothing is counted 0, nothing where the formula divides by 0.

        `rows` is a table or a query in brackets, as the dialect ('duckdb', 'sqlite', 'postgres') writes it after FROM. `by`:
        columns of it in front, by which rows are counted apart; a group without rows gives no line.
        """
        window = Window(self.register, first, closing, dialect, column)
        whose = [exp.column(name, quoted=True) for name in by]
        used = dict.fromkeys(name for tree in self.columns.values() for name in _columns(tree))
        kept = [*whose, *(exp.alias_(window.seen(name), name, quoted=True) for name in used)] or [exp.alias_("1", "one")]
        source = sqlglot.parse_one(f"SELECT * FROM {rows}", read=dialect)  # noqa: S608 - the caller's own table
        source.set("expressions", kept)
        seen = _and(source, window.rows())
        counted = (exp.alias_(self._value(tree, window), code, quoted=True) for code, tree in self.columns.items())
        found = exp.select(*(each.copy() for each in whose), *counted).from_(seen.subquery("seen"))
        return (found.group_by(*(each.copy() for each in whose)) if whose else found).sql(dialect)

    def rows(self, indicator: str, first: date, closing: date, dialect: str, column: ColumnOf = plain) -> str:
        """The condition for WHERE that holds for exactly the rows `indicator` counts: those whose number is added, of a sum.
        Raises KeyError for an indicator that is not in `columns`."""
        window = Window(self.register, first, closing, dialect, column)
        taken = _counts(self.columns[indicator])
        asked = [window.filled(taken, window.seen)] if taken else []
        return exp.and_(window.rows(), *asked).sql(dialect)

    def behind(self, indicator: str) -> exp.Expr:
        """How many rows `rows` finds, as an aggregate that can stand among `columns`. Raises KeyError as `rows` does."""
        taken, every = _counts(self.columns[indicator]), exp.Count(this=exp.Star())
        return exp.Filter(this=every, expression=exp.Where(this=taken)) if taken else every

    def in_period(self, first: date, closing: date, dialect: str, column: ColumnOf = plain) -> str:
        """The condition for WHERE that a row is in the period, whatever it is counted for."""
        return Window(self.register, first, closing, dialect, column).rows().sql(dialect)

    def _value(self, tree: exp.Expr, window: Window) -> exp.Expr:
        """The aggregate over the rows as they stood; a sum of nothing is 0, so that what it is added to stays."""
        decimals = {column.code for column in self.register.columns if column.type == "decimal"}

        def whole(node: exp.Expr) -> exp.Expr:
            aggregate = node.this if isinstance(node, exp.Filter) else node
            if isinstance(node, exp.Div):
                node.set("expression", exp.func("NULLIF", node.expression.copy(), exp.Literal.number(0)))
            if not isinstance(aggregate, exp.Sum):
                return node
            rough = window.dialect == "sqlite" and _counted(aggregate).name in decimals
            exact = exp.func("ROUND", node.copy(), exp.Literal.number(_FLOAT_DECIMALS)) if rough else node.copy()
            return exp.func("COALESCE", exact, exp.Literal.number(0))

        return window.filled(tree, lambda name: exp.column(name, quoted=True)).transform(whole)


def tallies(catalogue: Catalogue) -> dict[str, RegisterTally]:
    """What is counted over each register of the catalogue of a day, by 'area.register'. Registers that nothing counts are
    left out, and those whose rows no date places in a period. Raises CatalogueError, FormulaError."""
    registers = dict(_registers(catalogue))
    columns: dict[str, dict[str, exp.Expr]] = {}
    for indicator in catalogue.indicators.values():
        formula = parse_indicator(indicator, catalogue)
        if formula and formula.kind == "aggregate":
            counted = catalogue.register(indicator)
            code = next(code for code, each in registers.items() if each is counted)
            columns.setdefault(code, {})[indicator.code] = _narrowed(formula.expression, indicator.happened)
    found = (RegisterTally(code, register, columns[code]) for code, register in registers.items() if code in columns)
    return {tally.code: tally for tally in found if tally.register.begins}


def _registers(catalogue: Catalogue) -> Iterator[tuple[str, Register]]:
    """Raises CatalogueError where a register is placed by what it has not."""
    for area in catalogue.areas.values():
        for name, register in area.registers.items():
            for problem in naming_problems(register, catalogue.place(area).inside("registers", name)):
                raise problem
            yield f"{area.code}.{name}", register


def aggregate(formula: str) -> exp.Expr:
    """The aggregate of a formula that no card holds, to be counted beside those of `RegisterTally.columns`."""
    return sqlglot.parse_one(formula, read=DIALECT)


def _narrowed(tree: exp.Expr, happened: str) -> exp.Expr:
    """Only over the rows whose date `happened` lies in the period; over all of them where it is empty."""
    if not happened:
        return tree
    day = exp.column(happened)
    in_period = exp.and_(exp.column(FIRST_DAY) <= day, day <= exp.column(CLOSING_DAY))

    def narrowed(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Filter):
            where = exp.Where(this=exp.and_(node.expression.this, in_period))
            return exp.Filter(this=node.this, expression=where)
        return exp.Filter(this=node.copy(), expression=exp.Where(this=in_period.copy()))

    return _with_leaves(tree, narrowed)


def _leaves(tree: exp.Expr) -> list[exp.Expr]:
    """The counts and sums of a formula, each with its FILTER."""
    found: list[exp.Expr] = []
    each_leaf(tree, found.append)
    return found


def _counts(tree: exp.Expr) -> exp.Expr | None:
    """The condition that a row goes into any count or sum of a formula; None where every row does."""
    taken = [_taken(leaf) for leaf in _leaves(tree)]
    return None if None in taken else exp.or_(*taken)


def _taken(leaf: exp.Expr) -> exp.Expr | None:
    """The condition that a row goes into a count or sum; None where every row does."""
    counted, asked = (leaf.this, [leaf.expression.this]) if isinstance(leaf, exp.Filter) else (leaf, [])
    if not isinstance(counted.this, exp.Star):
        asked.append(exp.not_(exp.Is(this=_counted(counted).copy(), expression=exp.Null())))
    return exp.and_(*asked) if asked else None


def _with_leaves(tree: exp.Expr, make: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """The formula with something else in place of each count and sum."""
    return tree.transform(lambda node: make(node) if isinstance(node, exp.Filter | exp.Count | exp.Sum) else node)


def _counted(aggregate: exp.Expr) -> exp.Expr:
    """The column an aggregate is about: `money` of sum(money), `field` of count(distinct field)."""
    inside = aggregate.this
    column: exp.Expr = inside.expressions[0] if isinstance(inside, exp.Distinct) else inside
    return column


def _columns(tree: exp.Expr) -> Iterator[str]:
    return (node.name for node in tree.find_all(exp.Column) if node.name not in (FIRST_DAY, CLOSING_DAY))


def _and(query: exp.Expr, condition: exp.Expr) -> exp.Select:
    if not isinstance(query, exp.Select):
        raise TypeError(query)
    return query.where(condition)
