"""Forms of the catalogue as a document fills them in, row by row, and what must fit inside each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.forms.filled import Cell, FilledForms
from danvan.catalogue.forms.formulas import FormFormula, parse_form
from danvan.catalogue.forms.shares import Share
from danvan.catalogue.models.forms import Form
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.model import Reading, RelationKind, StatedFigure
from danvan.reading.ties import Tie

_WHY = "form:"


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row of a form: `row` is the unit or field it is about, '' for the one that reports. `figures`: by the column's name in
    formulas ('c12', 'num(c2)'). A column that stands there twice with different numbers is not known."""

    form: Form
    row: str
    figures: Mapping[str, StatedFigure]

    @property
    def cells(self) -> dict[str, Cell]:
        """By the numbers of the columns, as `danvan.catalogue.forms.filled` takes them; money in the form's own measure."""
        found: dict[str, Cell] = {}
        for column in self.form.columns:
            if column.cell == "parts":
                above, below = (self.figures.get(f"{part}({column.code})") for part in ("num", "den"))
                if above is not None and below is not None:
                    found[column.number] = (above.quantity.value, below.quantity.value)
            elif column.code in self.figures:
                found[column.number] = self.figures[column.code].quantity.value
        return found


def filled_rows(reading: Reading, catalogue: Catalogue) -> list[FilledRow]:
    """Every row of every form in the document, in order."""
    rows: dict[tuple[str, str], dict[str, StatedFigure | None]] = defaultdict(dict)
    for figure in reading.figures:
        if figure.form:
            row = rows[figure.form, figure.row]
            other = row.get(figure.column, figure)
            same = other is not None and other.quantity.value == figure.quantity.value
            row[figure.column] = figure if same else None
    return [
        FilledRow(catalogue.forms[code], row, {column: figure for column, figure in figures.items() if figure is not None})
        for (code, row), figures in rows.items()
        if code in catalogue.forms
    ]


def filled_forms(reading: Reading, catalogue: Catalogue) -> dict[str, FilledForms]:
    """By row ('' for the unit that reports): the forms the document fills in, each by its symbol."""
    found: dict[str, dict[str, Mapping[str, Cell]]] = defaultdict(dict)
    for row in filled_rows(reading, catalogue):
        found[row.row][row.form.symbol] = row.cells
    return {row: FilledForms(forms) for row, forms in found.items()}


def form_ties(drafts: Iterable[Draft], catalogue: Catalogue) -> Iterator[Tie]:
    """The identities inside the forms, row by row. One with a cell that is not known says nothing."""
    rows: dict[tuple[str, str], dict[str, Draft | None]] = defaultdict(dict)
    for draft in drafts:
        if draft.form:
            row = rows[draft.form, draft.row]
            other = row.get(draft.column, draft)
            row[draft.column] = draft if other is not None and other.value == draft.value else None
    formulas = catalogue.derived(Formulas)
    for (code, _), cells in rows.items():
        known = {column: draft for column, draft in cells.items() if draft is not None}
        for formula in formulas.of(code):
            tie = _tie(formula, known, code)
            if tie is not None:
                yield tie


class Formulas:
    """The formulas of forms, each parsed when its form is first met."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._parsed: dict[str, tuple[FormFormula, ...]] = {}

    def of(self, code: str) -> Sequence[FormFormula]:
        if code not in self._parsed:
            self._parsed[code] = parse_form(self._catalogue.forms[code], self._catalogue)
        return self._parsed[code]


def _tie(formula: FormFormula, cells: Mapping[str, Draft], code: str) -> Tie | None:
    if any(term.form or term.before for term in formula.terms.values()) or not formula.terms.keys() <= cells.keys():
        return None
    values = {name: cells[name].value for name in formula.terms}
    holds = formula.holds(values)
    left, right = formula.sides(values)
    if holds is None or left is None or right is None or (formula.operator != "=" and holds):
        return None  # a part within its whole is nothing to report
    why = f"{_WHY}{code}/{formula.identity.formula}"
    numbers = {name: vietnamese(value) for name, value in values.items()}
    if isinstance(formula.right, Share):
        return _share(formula, cells, right, why, numbers, holds=holds)
    whole, parts = _sides(formula)
    figures = tuple(cells[name] for name in (*whole, *parts))
    if formula.operator == "=":
        terms = formula.right.text(numbers)
        shown = f"{terms} = {_number(right)}" + ("" if holds else f" ≠ {formula.left.text(numbers)}")
        return Tie(RelationKind.SUM, figures, holds, right, why, "exact" if holds else "", shown)
    less, more = (right, left) if formula.operator == "<=" else (left, right)
    # Written from the whole: the parts are more than it.
    return Tie(RelationKind.SUM, figures, holds, more, why, "", f"{_number(more)} > {_number(less)}")


def _sides(formula: FormFormula) -> tuple[list[str], list[str]]:
    """The cells of the whole, and those of its parts."""
    right = formula.right.terms if not isinstance(formula.right, Share) else {}
    left, other = list(formula.left.terms), list(right)
    return (other, left) if formula.operator == "<=" else (left, other)


def _share(
    formula: FormFormula, cells: Mapping[str, Draft], exact: Fraction, why: str, numbers: Mapping[str, str], *, holds: bool
) -> Tie | None:
    told = cells[next(iter(formula.left.terms))]
    share = formula.right
    if not isinstance(share, Share):
        return None
    mode = Quantity(told.value, decimals=told.number.written.decimals).agrees(exact)
    names = dict.fromkeys((*share.above.terms, *share.below.terms))
    near = vietnamese(Decimal(exact.numerator) / Decimal(exact.denominator), max(2, told.number.written.decimals))
    shown = f"{share.text(numbers)} = {near}" + ("" if holds else f" ≠ {vietnamese(told.value)}")
    figures = (told, *(cells[name] for name in names))
    return Tie(RelationKind.RATIO, figures, holds, exact, why, mode.value if mode else "", shown)


def _number(value: Fraction) -> str:
    return vietnamese(Decimal(value.numerator) / Decimal(value.denominator))
