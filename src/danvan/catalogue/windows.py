"""What a register says of a period: which rows are in it, and what was known of them on the closing date.

Everything is an SQL expression; nothing here reads a row. SQLite has neither dates nor yes and no: there a date is its ISO
text ('2024-02-29') and yes is 1, and a column has to be given so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from danvan.catalogue.conditions import CLOSING_DAY, FIRST_DAY
from danvan.catalogue.formulas import parse_condition
from danvan.catalogue.models import Column, Register

ColumnOf = Callable[[Column], exp.Expr]
"""How an engine reads a column of a register: a column of its table, or a cast of what it takes out of a document."""


def plain(column: Column) -> exp.Expr:
    """The column of a table that is called as in the register."""
    return exp.column(column.code, quoted=True)


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of `register` in the period from `first` to `closing`, as SQL of `dialect` over what `column` gives."""

    register: Register
    first: date
    closing: date
    dialect: str
    column: ColumnOf = plain

    def rows(self) -> exp.Expr:
        """The condition that a row is in the period: begun by the closing date, in the period or not ended before it."""
        begins = self._raw(self.register.begins)
        begun: exp.Expr = exp.LTE(this=begins, expression=self.day(self.closing))
        if self.register.stays:
            begun = exp.paren(exp.or_(begun, exp.Is(this=begins.copy(), expression=exp.Null())))
            return exp.and_(begun, self.open_on(self.first)) if self.register.ends else begun
        here: exp.Expr = exp.GTE(this=begins.copy(), expression=self.day(self.first))
        return exp.and_(begun, exp.or_(here, self.open_on(self.first)) if self.register.ends else here)

    def open_on(self, day: date) -> exp.Expr:
        """The condition that a row of a register with `ends` was not closed before `day`."""
        still = [exp.or_(*self._not_before(self.register.ends, day))]
        for code, condition in self.register.ends_also.items():
            asked = self.over_rows(parse_condition(condition, self.register))
            does_not = exp.not_(exp.func("COALESCE", asked, exp.false()))
            still.append(exp.or_(*self._not_before(code, day), does_not))
        return exp.and_(*still)

    def seen(self, code: str) -> exp.Expr:
        """A column as it stood on the closing date: nothing where it was not known yet."""
        column, known = self._column(code), list(self._known(code))
        value = self._raw(code)
        if column.type == "date" and code != self.register.begins and code not in self.register.ahead:
            known.append(code)
        if not known:
            return value
        by_then = [exp.LTE(this=self._raw(each), expression=self.day(self.closing)) for each in dict.fromkeys(known)]
        return exp.Case().when(exp.and_(*by_then), value)

    def over_rows(self, expression: exp.Expr) -> exp.Expr:
        """A condition over the columns of the register, with each column read from the row as it was written."""
        return self.filled(expression, self._raw)

    def filled(self, expression: exp.Expr, read: Callable[[str], exp.Expr]) -> exp.Expr:
        """The expression with the days of the period, and each column by `read`."""

        def one(node: exp.Expr) -> exp.Expr:
            if not isinstance(node, exp.Column):
                return node
            days = {FIRST_DAY: self.first, CLOSING_DAY: self.closing}
            return self.day(days[node.name]) if node.name in days else read(node.name)

        return expression.transform(one)

    def day(self, day: date) -> exp.Expr:
        """A day as the dialect compares dates."""
        text = exp.Literal.string(day.isoformat())
        return text if self.dialect == "sqlite" else exp.cast(text, "date")

    def _not_before(self, code: str, day: date) -> tuple[exp.Expr, exp.Expr]:
        return exp.Is(this=self._raw(code), expression=exp.Null()), exp.GTE(this=self._raw(code), expression=self.day(day))

    def _known(self, code: str) -> Iterator[str]:
        return (day for day, codes in self.register.known.items() if code in codes)

    def _column(self, code: str) -> Column:
        return next(column for column in self.register.columns if column.code == code)

    def _raw(self, code: str) -> exp.Expr:
        """What the row says, in brackets where the engine's expression needs them."""
        value = self.column(self._column(code)).copy()
        return exp.paren(value) if isinstance(value, exp.Binary | exp.Unary | exp.Connector) else value
