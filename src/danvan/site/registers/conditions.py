"""Conditions of the catalogue on one row, with the logic of SQL: what is unknown stays unknown (None), and is not false."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial, reduce
from typing import Any

from sqlglot import exp

from danvan.catalogue.formulas import parse_condition
from danvan.catalogue.models import Register

Row = Mapping[str, Any]
Condition = Callable[[Row], bool | None]
"""Of the values of a row: true, false, or None where a value it asks for is missing."""
_Part = Callable[[Row], Any]

_ORDER: dict[type[exp.Expr], Callable[[Any, Any], bool]] = {
    exp.EQ: lambda left, right: left == right,
    exp.NEQ: lambda left, right: left != right,
    exp.LT: lambda left, right: left < right,
    exp.LTE: lambda left, right: left <= right,
    exp.GT: lambda left, right: left > right,
    exp.GTE: lambda left, right: left >= right,
}


def condition(text: str, register: Register) -> Condition:
    """The condition `text` over the columns of `register`; '' always holds. Raises FormulaError."""
    if not text:
        return lambda _row: True
    return _condition(parse_condition(text, register), {column.code: column.type for column in register.columns})


def both(left: bool | None, right: bool | None) -> bool | None:
    """AND."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: bool | None, right: bool | None) -> bool | None:
    """OR."""
    if left or right:
        return True
    return None if left is None or right is None else False


def opposite(value: bool | None) -> bool | None:
    """NOT."""
    return None if value is None else not value


def _condition(node: exp.Expr, types: Mapping[str, str]) -> Condition:  # noqa: PLR0911 - one for each construct
    match node:
        case exp.And() | exp.Or():
            join = both if isinstance(node, exp.And) else either
            left, right = _condition(node.this, types), _condition(node.expression, types)
            return lambda row: join(left(row), right(row))
        case exp.Not():
            inner = _condition(node.this, types)
            return lambda row: opposite(inner(row))
        case exp.Paren():
            return _condition(node.this, types)
        case exp.Is():
            asked = _value(node.this, types)
            return lambda row: asked(row) is None
        case exp.In():
            asked = _value(node.this, types)
            listed = [_value(each, types) for each in node.expressions]
            return lambda row: reduce(either, (_compared(exp.EQ, asked(row), each(row)) for each in listed))
        case exp.Between():
            asked, low, high = (_value(each, types) for each in (node.this, node.args["low"], node.args["high"]))
            return lambda row: both(_compared(exp.GTE, asked(row), low(row)), _compared(exp.LTE, asked(row), high(row)))
        case exp.Column():
            return _value(node, types)
        case _:
            left, right = _value(node.this, types), _value(node.expression, types)
            return partial(_beside, type(node), left, right)


def _beside(kind: type[exp.Expr], left: _Part, right: _Part, row: Row) -> bool | None:
    return _compared(kind, left(row), right(row))


def _compared(kind: type[exp.Expr], left: Any, right: Any) -> bool | None:
    return None if left is None or right is None else _ORDER[kind](left, right)


def _value(node: exp.Expr, types: Mapping[str, str]) -> _Part:
    if isinstance(node, exp.Column):
        return partial(_in_row, node.name, types[node.name] in ("integer", "decimal"))
    if isinstance(node, exp.Boolean):
        said = bool(node.this)
        return lambda _row: said
    constant = node.this if node.is_string else Decimal(node.this)
    return lambda _row: constant


def _in_row(code: str, numeric: bool, row: Row) -> Any:
    value = row.get(code)
    return Decimal(str(value)) if numeric and value is not None else value
