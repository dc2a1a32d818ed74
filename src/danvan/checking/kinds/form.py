"""What must fit in a filled official form: within a row, across the forms of a series, against the period before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from danvan.catalogue.arithmetic import number_text
from danvan.catalogue.forms.formulas import FormFormula
from danvan.catalogue.forms.shares import Share
from danvan.catalogue.forms.terms import Term
from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.forms_filled import FilledRow, Formulas, filled_rows
from danvan.reading.model import StatedFigure

KIND = "form"
BLANKS = frozenset({"found", "expected", "form", "row", "column", "rule", "arithmetic", "figures", "earlier"})
Reach = Literal["within", "across", "over"]


class Settings(Card):
    """`reach`: formulas over one form, those that name another form of its series, those that name the period before."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a form, and the same row of the other forms of its series, by their symbols."""

    row: FilledRow
    others: Mapping[str, FilledRow]

    def figure(self, term: Term) -> StatedFigure | None:
        """The figure in the cell a formula names; None where it is not filled in."""
        held = self.others.get(term.form) if term.form else self.row
        name = f"{term.part}({term.column.code})" if term.part else term.column.code
        return held.figures.get(name) if held is not None else None


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each formula that does not hold, at the cell of its left side."""
    rows = filled_rows(subject.reading, subject.catalogue) if subject.reading.forms else []
    formulas = subject.catalogue.derived(Formulas)
    for row in rows:
        same = [one for one in rows if one.row == row.row and one.form.series == row.form.series]
        held = _Row(row, {one.form.symbol: one for one in same})
        for formula in formulas.of(row.form.code):
            if _reach(formula) == settings.reach and (finding := _finding(card, formula, held, subject)) is not None:
                yield finding


def _reach(formula: FormFormula) -> Reach:
    if any(term.before for term in formula.terms.values()):
        return "over"
    return "across" if any(term.form for term in formula.terms.values()) else "within"


def _finding(card: CheckCard, formula: FormFormula, held: _Row, subject: Subject) -> Finding | None:
    here = {name: figure for name, term in formula.terms.items() if not term.before and (figure := held.figure(term))}
    values = {name: figure.quantity.value for name, figure in here.items()}
    earlier = {name: _before(term, held, subject) for name, term in formula.terms.items() if term.before}
    values |= {name: value for name, value in earlier.items() if value is not None}
    left, right = formula.sides(values)
    if left is None or right is None or formula.holds(values) is not False or not here:
        return None
    first, *others = here.values()
    numbers = {name: number_text(Fraction(value)) for name, value in values.items()}
    terms = formula.right.text(numbers)
    alone = not isinstance(formula.right, Share) and len(formula.right.terms) == 1
    return Finding(
        code=card.code,
        severity=capped(card.severity, card.source.certainty, formula.identity.certainty),
        span=first.span,
        data={
            "form": held.row.form.symbol,
            "row": held.row.row,
            "column": _head(next(iter(formula.terms.values()))),
            "rule": _rule(formula),
            "arithmetic": terms if alone else f"{terms} = {number_text(right)}",
            "earlier": " ".join(numbers[name] for name in earlier if name in numbers),
            "figures": " ".join(figure.id for figure in here.values()),
        },
        found=number_text(left),
        expected=number_text(right) if formula.operator == "=" else "",
        related=tuple(figure.span for figure in others),
    )


def _before(term: Term, held: _Row, subject: Subject) -> Decimal | None:
    """What the unit reported of the cell's indicator for the period that ended the day before this one begins."""
    memory, own = subject.memory, held.row.row
    if memory is None or memory.period is None or own or not term.column.indicator:
        return None
    eve = memory.period.start - timedelta(days=1)
    told = {one.amount.value for one in memory.earlier() if one.indicator == term.column.indicator and one.period.end == eve}
    return told.pop() if len(told) == 1 else None


def _rule(formula: FormFormula) -> str:
    """The formula with the columns as people call them: 'cột 8 = cột 9 + cột 10'."""
    return formula.text({name: _called(term) for name, term in formula.terms.items()})


def _called(term: Term) -> str:
    column = f"cột {term.column.number}"
    column = f"{column} biểu {term.form}" if term.form else column
    part = {"num": "số trên của ", "den": "số dưới của "}.get(term.part, "")
    return f"{part}{column}{' kỳ trước' if term.before else ''}"


def _head(term: Term) -> str:
    """The column by its number and words: 'cột 8 (Hồ sơ đã giải quyết, Tổng số)'."""
    words = ", ".join((*term.column.group, term.column.label))
    return f"{_called(term)} ({words})"
