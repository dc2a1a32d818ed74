"""The names in a form's formulas: which cell of which form each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlglot import exp

from danvan.catalogue.expressions import FormulaText, written
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models.forms import Form, FormColumn
from danvan.kernel.said import Said

FUNCTIONS = frozenset({"prev", "num", "den"})
_CELLS = {"number": Said("a number"), "parts": Said("two numbers, a/b"), "text": Said("words")}


@dataclass(frozen=True, slots=True)
class Term:
    """A cell that a formula names."""

    column: FormColumn
    form: str = ""
    """The symbol of another form of the series; empty for the form itself."""
    before: bool = False
    """The same cell in the period before: that of the report which ended the day before this one begins."""
    part: Literal["", "num", "den"] = ""
    """Of a cell written a/b: what stands before the slash, or after it."""

    def __str__(self) -> str:
        """As formulas write it; values are given by this name."""
        name = f'"{self.form}".{self.column.code}' if self.form else self.column.code
        name = f"{self.part}({name})" if self.part else name
        return f"prev({name})" if self.before else name


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms a formula of `form` may name. Every method raises FormulaError."""

    formula: FormulaText
    form: Form
    series: Mapping[str, Form]
    """The forms of the series by their symbols."""

    def of(self, node: exp.Expr) -> Term:
        """The term `node` names, which holds one number."""
        term = self._named(node)
        cell = term.column.cell
        if (cell == "parts") != bool(term.part) or cell == "text":
            raise self.formula.error(
                "'{term}', a column that holds {cells}",
                "columns of numbers as they are; num(c) and den(c) of columns written a/b; no columns of words",
                term=str(term),
                cells=_CELLS[cell],
            )
        return term

    def _named(self, node: exp.Expr) -> Term:
        match node:
            case exp.Column():
                return self._column(node)
            case exp.Anonymous():
                return self._called(node)
            case _:
                raise self.formula.error("'{node}'", node=written(node))

    def _called(self, node: exp.Anonymous) -> Term:
        arguments = node.expressions
        if len(arguments) != 1:
            raise self.formula.error("'{node}'", "{function}(c), with one column", node=written(node), function=node.name)
        term = self._named(arguments[0])
        if term.before if node.name == "prev" else term.part:
            raise self.formula.error("'{node}'", "prev once, and one of num and den", node=written(node))
        if node.name == "prev":
            return replace(term, before=True)
        return replace(term, part="num" if node.name == "num" else "den")

    def _column(self, node: exp.Column) -> Term:
        if isinstance(node.this, exp.Literal):
            raise self.formula.error(
                "'{node}'",
                "{name} for the column {number}",
                node=written(node),
                name=f"{node.table}_{node.name}",
                number=f"{node.table[1:]}.{node.name}",
            )
        form = self._form(node.table) if node.table else self.form
        columns = {column.code: column for column in form.columns}
        if node.name not in columns:
            raise self.formula.error(
                "unknown column '{column}' of {form}{hint}",
                "{columns}",
                column=node.name,
                form=form.symbol,
                hint=did_you_mean(node.name, columns),
                columns=", ".join(columns),
            )
        return Term(columns[node.name], "" if form.code == self.form.code else form.symbol)

    def _form(self, symbol: str) -> Form:
        if symbol not in self.series:
            raise self.formula.error(
                "unknown form '{form}' of the series {series}{hint}",
                "{forms}",
                form=symbol,
                series=self.form.series,
                hint=did_you_mean(symbol, self.series),
                forms=listed(f'"{each}"' for each in self.series),
            )
        return self.series[symbol]
