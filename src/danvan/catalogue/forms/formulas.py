"""What must fit in a form, as formulas over its columns: `c1 = c5 + c11 + c17`.

A formula is one comparison (=, <=, >=) between two sums. It names cells: a column of the form (`c12`; `c43_1` for 43.1) or of
another form of its series (`"02/XLD".c6`), the same cell in the period before (`prev(c13)`), a part of a cell written a/b
(`num(c2)`, `den(c2)`). A printed share is `c4 = 100*c3/num(c2)`: it holds when rounded or cut off at the decimals printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlglot import exp

from danvan.catalogue.arithmetic import Linear, Values, combine_linear, fold
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.comparing import COMPARE, OPERATORS, SHOWN, Operator
from danvan.catalogue.expressions import FormulaText, parsed, written
from danvan.catalogue.forms.shares import Share, printed_as
from danvan.catalogue.forms.terms import FUNCTIONS, Term, Terms
from danvan.catalogue.models.forms import Form, FormIdentity
from danvan.kernel.said import mark

ALLOWED = mark(
    'one comparison (=, <=, >=) of sums of columns: c12, "02/XLD".c6 of another form of the series, prev(c13) of the period '
    "before, num(c2) and den(c2) of a cell written a/b, each multiplied or divided by numbers only; a share as c4 = 100*c3/c2"
)


@dataclass(frozen=True, slots=True)
class FormFormula:
    """`left` `operator` `right` over the cells named in `terms`; values are given by those names."""

    form: str
    """The symbol of the form it is printed on."""
    identity: FormIdentity
    left: Linear
    operator: Operator
    right: Linear | Share
    terms: Mapping[str, Term]

    def sides(self, values: Values) -> tuple[Fraction | None, Fraction | None]:
        return self.left.evaluate(values), self.right.evaluate(values)

    def holds(self, values: Values) -> bool | None:
        """Whether it holds for these values; None when one is missing, or a share has nothing to be a share of."""
        left, right = self.sides(values)
        if left is None or right is None:
            return None
        if isinstance(self.right, Share):
            return printed_as(values[next(iter(self.left.terms))], right)
        return COMPARE[self.operator](left, right)

    def text(self, names: Mapping[str, str]) -> str:
        """As arithmetic, with `names` (or numbers) in place of the terms: '60 = 3 + 21 + 36'."""
        return f"{self.left.text(names)} {SHOWN[self.operator]} {self.right.text(names)}"


def parse_form(form: Form, catalogue: Catalogue) -> tuple[FormFormula, ...]:
    """The formulas of all identities of a form. Raises FormulaError at the first that is none."""
    return tuple(parse_form_identity(form, position, catalogue) for position in range(len(form.identities)))


def parse_form_identity(form: Form, position: int, catalogue: Catalogue) -> FormFormula:
    """Raises FormulaError: no comparison of sums of columns, an unknown column or form, anything not on the allow-list."""
    identity = form.identities[position]
    place = catalogue.place(form).inside("identities", position, "formula")
    formula = FormulaText(identity.formula, place, FUNCTIONS, ALLOWED)
    tree = parsed(formula)
    sign = OPERATORS.get(type(tree))
    if sign is None:
        raise formula.error("no comparison")
    series = {other.symbol: other for other in catalogue.forms.values() if other.series == form.series}
    terms: dict[str, Term] = {}
    left, right = (_side(side, Terms(formula, form, series), terms) for side in (tree.this, tree.expression))
    if not isinstance(left, Linear) or right is None or not terms:
        raise formula.error("'{node}'", node=written(tree))
    if isinstance(right, Share) and (sign != "=" or left.constant or list(left.terms.values()) != [1]):
        raise formula.error("a share that is not compared with the one column it is printed in", "c4 = 100*c3/c2")
    return FormFormula(form.symbol, identity, left, sign, right, terms)


def _side(side: exp.Expr, known: Terms, terms: dict[str, Term]) -> Linear | Share | None:
    """A sum or a share, or None when it is neither; the terms met go into `terms`."""

    def leaf(node: exp.Expr) -> Linear | Share | None:
        term = known.of(node)
        terms[str(term)] = term
        return Linear({str(term): Fraction(1)})

    return fold(side, leaf, lambda number: Linear({}, number), _combine)


def _combine(sign: str, left: Linear | Share | None, right: Linear | Share | None) -> Linear | Share | None:
    if not isinstance(left, Linear) or not isinstance(right, Linear):
        return None
    return Share(left, right) if sign == "/" and right.terms else combine_linear(sign, left, right)
