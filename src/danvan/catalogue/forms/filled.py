"""Filled forms held against what must fit in them: within a form, across forms of a series, across periods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.arithmetic import Values, number_text
from danvan.catalogue.forms.formulas import FormFormula
from danvan.catalogue.forms.terms import Term

Number = Decimal | Fraction | int
Cell = Number | tuple[Number, Number]
"""A number, or the two of a cell written a/b."""
Cells = Mapping[str, Cell]
"""By the numbers of the columns, as the form prints them: {'1': 60, '43.1': 2}. A column without an entry is not known."""


@dataclass(frozen=True, slots=True)
class FilledForms:
    """The forms one unit filled in for one period, and those of the period before, each by its symbol."""

    forms: Mapping[str, Cells]
    before: Mapping[str, Cells] = field(default_factory=dict)

    def values(self, formula: FormFormula) -> Values:
        """The numbers of the cells a formula names, as far as they are known."""
        found = {name: self._number(term, formula.form) for name, term in formula.terms.items()}
        return {name: number for name, number in found.items() if number is not None}

    def _number(self, term: Term, form: str) -> Number | None:
        cell = (self.before if term.before else self.forms).get(term.form or form, {}).get(term.column.number)
        if isinstance(cell, tuple):
            return {"num": cell[0], "den": cell[1]}.get(term.part)
        return None if term.part else cell


@dataclass(frozen=True, slots=True)
class Failure:
    """An identity that does not hold: what stands on either side of it, and the numbers behind."""

    formula: FormFormula
    left: Fraction
    right: Fraction
    values: Values

    @property
    def difference(self) -> Fraction:
        return self.left - self.right

    def text(self) -> str:
        """The formula with its numbers, as it should hold and does not: '59 = 3 + 21 + 36'."""
        return self.formula.text({name: number_text(Fraction(value)) for name, value in self.values.items()})


def failing(formulas: Iterable[FormFormula], filled: FilledForms) -> list[Failure]:
    """The identities that fail. One with a cell that is not known is undecided, and does not.

    The formulas come from `parse_form`, once for all the units that filled the form in.
    """
    failures = []
    for formula in formulas:
        values = filled.values(formula)
        left, right = formula.sides(values)
        if left is not None and right is not None and not formula.holds(values):
            failures.append(Failure(formula, left, right, values))
    return failures
