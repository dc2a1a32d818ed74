"""What a formula may say of the rows of a register: counts and sums of columns, and conditions on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from danvan.catalogue.expressions import DIALECT, FormulaText
from danvan.catalogue.hints import did_you_mean, either, listed
from danvan.catalogue.models import Column, Register
from danvan.kernel.errors import FormulaError
from danvan.kernel.said import Said

_NUMBERS = ("integer", "decimal")
_ORDERED = (*_NUMBERS, "date")
_EQUALITY = (exp.EQ, exp.NEQ)
_ORDER = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_LITERALS = {
    "text": Said("text in quotes"),
    "integer": Said("a number"),
    "decimal": Said("a number"),
    "date": Said("a date in quotes, as '2024-02-29'"),
    "yes_no": Said("TRUE or FALSE"),
}
"""How values of each type are written; a choice is one of those its column lists."""
FIRST_DAY, CLOSING_DAY = "first_day", "closing_day"
PERIOD_DAYS = (FIRST_DAY, CLOSING_DAY)
"""The days of the period that is counted, as a formula names them: beside a date, and never first."""


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """Checks the parts of `formula` against the columns of the register; every method raises FormulaError. `days` are the
    days of a period it may name: those that count rows have one."""

    formula: FormulaText
    columns: Mapping[str, Column]
    days: tuple[str, ...] = ()

    @classmethod
    def of(cls, formula: FormulaText, register: Register, days: tuple[str, ...] = ()) -> "RegisterRules":
        return cls(formula, {column.code: column for column in register.columns}, days)

    def aggregate(self, node: exp.Expr) -> None:
        """`count(*)`, `count(distinct column)` or `sum(column)`, with or without its FILTER."""
        if isinstance(node, exp.Filter):
            self.aggregate(node.this)
            self.condition(node.expression.this)
        elif isinstance(node, exp.Sum) and isinstance(node.this, exp.Column):
            self.typed(node.this, _NUMBERS)
        elif isinstance(node, exp.Count) and isinstance(node.this, exp.Distinct):
            self._distinct(node.this.expressions)
        elif not (isinstance(node, exp.Count) and isinstance(node.this, exp.Star)):
            raise self.error(
                node, "count(*), count(distinct column) and sum(column), each with or without FILTER (WHERE …), and numbers"
            )

    def _distinct(self, columns: list[exp.Expr]) -> None:
        if len(columns) != 1:
            raise self.formula.error(
                "count(distinct …) of {number} columns", "one column in it, as count(distinct field)", number=len(columns)
            )
        self.column(columns[0])

    def condition(self, node: exp.Expr) -> None:
        match node:
            case exp.And() | exp.Or():
                self.condition(node.this)
                self.condition(node.expression)
            case exp.Not() | exp.Paren():
                self.condition(node.this)
            case exp.Column():
                self.typed(node, ("yes_no",))
            case exp.Is() if isinstance(node.expression, exp.Null):
                self.column(node.this)
            case exp.In():
                self.fits(self.column(node.this), node.expressions)
            case exp.Between():
                self.fits(self.typed(node.this, _ORDERED), (node.args["low"], node.args["high"]))
            case _ if isinstance(node, _EQUALITY):
                self.fits(self.column(node.this), (node.expression,))
            case _ if isinstance(node, _ORDER):
                self.fits(self.typed(node.this, _ORDERED), (node.expression,))
            case _:
                raise self.error(
                    node,
                    "=, <>, <, >, <=, >=, AND, OR, NOT, IN, IS NULL, BETWEEN, each with a column first; a yes_no column alone",
                )

    def column(self, node: exp.Expr) -> Column:
        if not isinstance(node, exp.Column) or node.table:
            raise self.error(node, "a column of the area's own register: {columns}", columns=listed(self.columns))
        column = self.columns.get(node.name)
        if column is None and node.name in self.days:
            raise self.formula.error(
                "'{day}' where a column belongs", "a date column first, as received_on >= first_day", day=node.name
            )
        if column is None:
            hint = did_you_mean(node.name, self.columns)
            raise self.formula.error(
                "unknown column '{column}'{hint}", "{columns}", column=node.name, hint=hint, columns=listed(self.columns)
            )
        if column.personal:
            raise self.formula.error(
                "the column '{column}', which holds personal data", "columns that are not personal", column=column.code
            )
        return column

    def typed(self, node: exp.Expr, types: tuple[str, ...]) -> Column:
        column = self.column(node)
        if column.type not in types:
            good = listed(code for code, each in self.columns.items() if each.type in types and not each.personal)
            raise self.formula.error(
                "the column '{column}' of type {type}",
                "here {types}: {columns}",
                column=column.code,
                type=column.type,
                types=either(types),
                columns=good,
            )
        return column

    def fits(self, column: Column, values: Iterable[exp.Expr]) -> None:
        """Each value can stand in the column, or is a column of the same type."""
        for value in values:
            if isinstance(value, exp.Column) and value.name in self.days and not value.table:
                self._beside_a_date(column, value.name)
            elif isinstance(value, exp.Column):
                self.typed(value, _NUMBERS if column.type in _NUMBERS else (column.type,))
            elif not _can_stand(column, value):
                raise self.formula.error(
                    "{value} for the column '{column}'{hint}",
                    "{values}",
                    value=value.sql(DIALECT),
                    column=column.code,
                    hint=did_you_mean(value.name, column.choices),
                    values=listed(column.choices) if column.type == "choice" else _LITERALS[column.type],
                )

    def _beside_a_date(self, column: Column, day: str) -> None:
        if column.type != "date":
            raise self.formula.error(
                "'{day}' beside the column '{column}' of type {type}",
                "first_day and closing_day beside a date: {dates}",
                day=day,
                column=column.code,
                type=column.type,
                dates=listed(code for code, each in self.columns.items() if each.type == "date"),
            )

    def error(self, node: exp.Expr, allowed: str, /, **blanks: object) -> FormulaError:
        return self.formula.error("'{node}'", allowed, node=node.sql(DIALECT), **blanks)


def _can_stand(column: Column, value: exp.Expr) -> bool:
    if column.type == "yes_no":
        return isinstance(value, exp.Boolean)
    if not isinstance(value, exp.Literal):
        return False
    match column.type:
        case "choice":
            return value.is_string and value.this in column.choices
        case "date":
            return value.is_string and _is_day(value.this)
        case "text":
            return bool(value.is_string)
        case _:
            return not value.is_string


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
