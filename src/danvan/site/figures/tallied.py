"""Counting a register: the numbers of every indicator of one office and window, and the rows behind one of them.

One statement over `registers_record`. What a row says lies in a document (JSON); the columns a count needs are taken out of it
once a row, in the types the catalogue gives them, before anything is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import sqlglot
from django.db import connection
from sqlglot import exp

from danvan.catalogue.formulas import each_leaf
from danvan.catalogue.models import Column, Register
from danvan.catalogue.tallies import RegisterTally
from danvan.site.figures.rules import rules_on

_ROWS = "the_rows"
_MONTH = "month_begun"
_KEPT = "office_id = %s AND book = %s AND struck_at IS NULL"
_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
_CASTS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"integer": "CAST({} AS INTEGER)", "decimal": "CAST({} AS REAL)"},
    "postgres": {"integer": "({})::bigint", "decimal": "({})::numeric", "date": "({})::date", "yes_no": "({})::boolean"},
}
_TAKEN = "#"
"""In front of a code: over how many rows a sum went."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number counted over rows, and how many rows it was. `value` is None where a formula divided by 0."""

    value: Decimal | None
    rows: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A register in a window of days."""

    book: str
    first: date
    closing: date
    ruled: date
    """The day whose catalogue says what is counted."""

    @property
    def tally(self) -> RegisterTally:
        return rules_on(self.ruled).tallies[self.book]


def count(office: int, asked: Asked) -> dict[str, Counted]:
    """Indicator -> its number; nothing where the book had no row yet by the closing day, for an empty book says nothing."""
    codes, sql = _totals(asked, _dialect())
    with connection.cursor() as cursor:
        cursor.execute(sql, [office, asked.book] * 2)
        any_row, *values = cursor.fetchone()
    return _counted(codes, values) if any_row else {}


def count_by_month(office: int, asked: Asked, codes: Iterable[str]) -> dict[str, dict[str, Decimal]]:
    """Indicator -> month its rows began in ('2026-03') -> its number."""
    names, sql = _by_month(asked, tuple(codes), _dialect())
    found: dict[str, dict[str, Decimal]] = {code: {} for code in names if not code.startswith(_TAKEN)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [office, asked.book])
        for month, *values in cursor.fetchall():
            for code, one in _counted(names, values).items():
                if month and one.value is not None:
                    found[code][month] = one.value
    return found


def rows_behind(office: int, asked: Asked, indicator: str) -> list[int]:
    """Identifiers of the rows that were counted, the newest first. Raises KeyError for what no register counts."""
    with connection.cursor() as cursor:
        cursor.execute(_rows(asked, indicator, _dialect()), [office, asked.book])
        return [row[0] for row in cursor.fetchall()]


def _dialect() -> str:
    return _DIALECTS[connection.vendor]


def _counted(codes: Sequence[str], values: Sequence[object]) -> dict[str, Counted]:
    said = dict(zip(codes, values, strict=True))
    return {
        code: Counted(_exact(value), int(_exact(said.get(_TAKEN + code, value)) or 0))
        for code, value in said.items()
        if not code.startswith(_TAKEN)
    }


def _exact(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@lru_cache(maxsize=1024)
def _totals(asked: Asked, dialect: str) -> tuple[tuple[str, ...], str]:
    """The codes in order, and the statement. An empty book is told from one in which nothing happened by its first column."""
    tally = _with_rows(asked.tally)
    select = tally.select(_ROWS, asked.first, asked.closing, dialect)
    inside = _documents(tally.register, select, asked, dialect)
    begun = f"{_KEPT} AND (begins IS NULL OR begins <= '{asked.closing.isoformat()}')"
    kept = f"SELECT EXISTS (SELECT 1 FROM registers_record WHERE {begun}) AS any_row"  # noqa: S608 - no words of a user
    whole = f"WITH kept AS ({kept}), {inside} SELECT kept.any_row, counted.* FROM kept, ({_escaped(select)}) AS counted"  # noqa: S608 - the same
    return tuple(tally.columns), whole


@lru_cache(maxsize=256)
def _by_month(asked: Asked, codes: tuple[str, ...], dialect: str) -> tuple[tuple[str, ...], str]:
    full = asked.tally
    tally = _with_rows(replace(full, columns={code: full.columns[code] for code in codes}))
    select = tally.select(_ROWS, asked.first, asked.closing, dialect, by=[_MONTH])
    inside = _documents(tally.register, select, asked, dialect, months=True)
    return tuple(tally.columns), f"WITH {inside} {_escaped(select)}"


@lru_cache(maxsize=1024)
def _rows(asked: Asked, indicator: str, dialect: str) -> str:
    condition = asked.tally.rows(indicator, asked.first, asked.closing, dialect)
    inside = _documents(asked.tally.register, f"SELECT 1 FROM {_ROWS} WHERE {condition}", asked, dialect)  # noqa: S608 - no words of a user
    return (
        f"WITH {inside} SELECT record_pk FROM {_ROWS} WHERE {_escaped(condition)} ORDER BY record_begins DESC, record_pk DESC"  # noqa: S608 - the same
    )


def _with_rows(tally: RegisterTally) -> RegisterTally:
    """Beside each sum over how many rows it goes."""
    more = {_TAKEN + code: rows for code, tree in tally.columns.items() if (rows := _rows_of(tree)) is not None}
    return replace(tally, columns={**tally.columns, **more})


def _rows_of(tree: exp.Expr) -> exp.Expr | None:
    """How many rows a formula goes over; None where that is what it counts itself."""
    inner = tree.this if isinstance(tree, exp.Filter) else tree
    if isinstance(inner, exp.Count) and isinstance(inner.this, exp.Star):
        return None
    leaves: list[exp.Expr] = []
    each_leaf(tree, leaves.append)
    asked = [_goes_over(leaf) for leaf in leaves]
    every = exp.Count(this=exp.Star())
    known = [each for each in asked if each is not None]
    return exp.Filter(this=every, expression=exp.Where(this=exp.or_(*known))) if len(known) == len(asked) else every


def _goes_over(leaf: exp.Expr) -> exp.Expr | None:
    """The condition that a row goes into a count or a sum; None where every row does."""
    counted, asked = (leaf.this, [leaf.expression.this.copy()]) if isinstance(leaf, exp.Filter) else (leaf, [])
    columns = list(counted.find_all(exp.Column))
    asked += [exp.not_(exp.Is(this=column.copy(), expression=exp.Null())) for column in columns]
    return exp.and_(*asked) if asked else None


def _documents(register: Register, select: str, asked: Asked, dialect: str, *, months: bool = False) -> str:
    """The rows of the office that may be in the window, with the columns `select` names taken out of their documents."""
    used = {column.name for column in sqlglot.parse_one(select, read=dialect).find_all(exp.Column)}
    taken = [f'{_taken(column, dialect)} AS "{column.code}"' for column in register.columns if column.code in used]
    month = "substr(begins, 1, 7)" if dialect == "sqlite" else "to_char(begins, 'YYYY-MM')"
    columns = ["id AS record_pk", "begins AS record_begins", *([f"{month} AS {_MONTH}"] if months else []), *taken]
    where = f"{_KEPT}{_dates(register, asked)}"
    return f"{_ROWS} AS MATERIALIZED (SELECT {', '.join(columns)} FROM registers_record WHERE {where})"  # noqa: S608 - codes of the catalogue


def _dates(register: Register, asked: Asked) -> str:
    """What the two dates kept beside the document already rule out; the count itself looks closer."""
    if register.stays:
        return ""
    begun = f" AND begins <= '{asked.closing.isoformat()}'"
    here = f"begins >= '{asked.first.isoformat()}'"
    return (
        f"{begun} AND ({here} OR ends IS NULL OR ends >= '{asked.first.isoformat()}')"
        if register.ends
        else f"{begun} AND {here}"
    )


def _taken(column: Column, dialect: str) -> str:
    path = f'json_extract("values", \'$."{column.code}"\')' if dialect == "sqlite" else f"\"values\" ->> '{column.code}'"
    cast = _CASTS[dialect].get(column.type, "{}" if dialect == "sqlite" else "({})")
    return cast.format(path)


def _escaped(sql: str) -> str:
    """Placeholders are written with %: no other % may stand in a statement that has them."""
    return sql.replace("%", "%%")
