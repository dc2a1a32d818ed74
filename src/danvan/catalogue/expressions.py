"""SQL expressions of the catalogue: parsed by sqlglot, and nothing let through that is not named here."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from danvan.catalogue.borrowed import borrowed
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.place import Place
from danvan.kernel.errors import FormulaError
from danvan.kernel.said import Said, mark

DIALECT = "duckdb"
"""How formulas are read: '/' is exact division there, also between whole numbers."""

ALLOWED = mark(
    "names, numbers, + - * / ( ), one comparison (=, <=, >=) in an identity, and over a register count(*), "
    "count(distinct column), sum(column) and FILTER (WHERE …) with =, <>, <, >, <=, >=, AND, OR, NOT, IN, IS NULL, BETWEEN, "
    "first_day, closing_day"
)

_BOTH = frozenset({"this", "expression"})
_PARTS: Mapping[type[exp.Expr], frozenset[str]] = {
    **dict.fromkeys((exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.And, exp.Or, exp.Is), _BOTH),
    **dict.fromkeys((exp.Add, exp.Sub, exp.Mul, exp.Filter), _BOTH),
    exp.Div: _BOTH | {"typed", "safe"},
    **dict.fromkeys((exp.Paren, exp.Not, exp.Where, exp.Sum, exp.Boolean), frozenset({"this"})),
    exp.Count: frozenset({"this", "big_int"}),
    exp.Distinct: frozenset({"expressions"}),
    exp.Column: frozenset({"this", "table"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.In: frozenset({"this", "expressions"}),
    exp.Between: frozenset({"this", "low", "high"}),
    **dict.fromkeys((exp.Star, exp.Null), frozenset()),
}
"""The nodes a formula may hold, and the parts each may have: `count(* exclude (x))` is a Star with a part too many."""


@dataclass(frozen=True, slots=True)
class FormulaText:
    """A formula as written, and where. `functions` are those its language has besides, and `allowed` tells that language."""

    text: str
    place: Place
    functions: frozenset[str] = frozenset()
    allowed: str = ALLOWED

    def error(self, found: str, allowed: str = "", /, **blanks: object) -> FormulaError:
        """The mistake in it: `found` and `allowed` as in `Place.error`; allowed is the whole language unless it is said."""
        return self.place.formula_error(self.text, found, allowed or self.allowed, **blanks)


def parsed(formula: FormulaText) -> exp.Expr:
    """The expression, all of whose nodes are on the allow-list. Raises FormulaError."""
    try:
        statements = sqlglot.parse(formula.text, read=DIALECT)
    except SqlglotError as wrong:
        raise formula.error("no SQL expression ({complaint})", complaint=borrowed(_complaint(wrong))) from None
    if len(statements) != 1:
        raise formula.error("{number} expressions", "one expression, without ';'", number=len(statements))
    if statements[0] is None:
        raise formula.error("nothing", "an expression")
    for node in statements[0].walk():
        _refuse_unlisted(formula, node)
    return statements[0]


def _complaint(wrong: SqlglotError) -> str:
    details = getattr(wrong, "errors", None) or [{"description": str(wrong)}]
    return str(details[0]["description"]).rstrip(". ")


def _refuse_unlisted(formula: FormulaText, node: exp.Expr) -> None:
    if node.comments:
        raise formula.error("a comment", "the expression alone; comments go into the YAML, after '#'")
    own_function = isinstance(node, exp.Anonymous) and node.this in formula.functions
    parts = frozenset({"this", "expressions"}) if own_function else _PARTS.get(type(node))
    if parts is None or (isinstance(node, exp.Distinct) and not isinstance(node.parent, exp.Count)):
        hint = did_you_mean(node.name, formula.functions) if isinstance(node, exp.Anonymous) else ""
        raise formula.error("{called} '{node}'{hint}", called=called(node), node=written(node), hint=hint)
    extra = [name for name, value in node.args.items() if value and name not in parts]
    if extra:
        raise formula.error("{part} in '{node}'", part=extra[0].strip("_"), node=node.sql(DIALECT))


def written(node: exp.Expr) -> str:
    """The node as SQL, functions of our own in the letters they were written in."""
    return node.sql(DIALECT, normalize_functions=False)


def called(node: exp.Expr) -> Said:
    """What people call a node: 'the function avg', 'a subquery'."""
    if isinstance(node, exp.Func):
        name = node.name if isinstance(node, exp.Anonymous) else node.sql_name().lower()
        return Said("the function {function}", function=name)
    return Said("a {construct}", construct=node.key)
