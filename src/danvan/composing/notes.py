"""The lines under a table: what its signs mean, what a ratio was computed from, what does not add up."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, IndicatorFormula, parse_indicator
from danvan.composing.model import NO_TOTAL, NOT_REPORTED, Line, Run, Table
from danvan.composing.numbers import digits, filled, measured
from danvan.kernel.quantity import vietnamese
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow

_BRACKETED = re.compile(r"\([^()]*\)")
_FAILS = {"=": "≠", "≤": ">", "≥": "<"}


def signs(table: Table) -> list[Line]:
    """The meaning of every sign that stands in `table`."""
    found = {cell.text for row in (*table.rows, table.total) for cell in row.cells}
    lines: list[Line] = []
    if NOT_REPORTED in found:
        lines.append((Run(f"Dấu “{NOT_REPORTED}”: đơn vị không báo cáo; số “0”: có báo cáo, không phát sinh."),))
    if NO_TOTAL in found:
        lines.append((Run(f"Dấu “{NO_TOTAL}”: chỉ tiêu không cộng giữa các đơn vị, hoặc chưa đủ số liệu để tính."),))
    return lines


def other_measures(rows: Iterable[RolledRow]) -> Line:
    """Which units gave an indicator in another unit of measure than its own; nothing when none did."""
    found = [
        f"{unit} ({_lower(row.indicator.name.vi)})"
        for row in rows
        for unit, value in row.values.items()
        if value and value.quantity.measure != row.indicator.measure
    ]
    return (Run(f"Báo cáo theo đơn vị tính khác nên không cộng vào tổng: {'; '.join(found)}."),) if found else ()


def ratio(row: RolledRow, formula: IndicatorFormula, rows: Mapping[str, RolledRow]) -> Line:
    """'Tỷ lệ hài lòng: 1.870 / 1.963 phiếu = 95,26% (số phiếu hài lòng / số phiếu thu về).'; nothing without a total."""
    if row.total is None or not all(code in rows for code in formula.depends_on):
        return ()
    blanks = {code: f"{{{code}}}" for code in formula.depends_on}
    shown = _as_share(formula.text(blanks)) if row.indicator.measure == "%" else formula.text(blanks)
    bare = _bare(shown, formula, rows)
    numbers = {code: _term(rows[code], row.missing, row.total, bare=code in bare) for code in formula.depends_on}
    names = {code: (Run(_lower(rows[code].indicator.name.vi)),) for code in formula.depends_on}
    return (
        Run(f"{row.indicator.name.vi}: "),
        *filled(shown, numbers),
        Run(" = "),
        *measured(row.total, row.indicator.measure),
        Run(" ("),
        *filled(shown, names),
        Run(")."),
    )


def of_other_units(row: RolledRow, catalogue: Catalogue, rows: Mapping[str, RolledRow]) -> bool:
    """Whether a ratio is of other units than the totals it seems to come from, because some gave only one of them: beside those
    totals it would look wrong, so that it is told below the table with the sums it is of."""
    formula = parse_indicator(row.indicator, catalogue) if row.indicator.rollup == "ratio" and row.total else None
    parts = [rows[code] for code in formula.depends_on if code in rows] if formula else []
    return any(part.total is not None and set(part.missing) != set(row.missing) for part in parts)


def _bare(shown: str, formula: IndicatorFormula, rows: Mapping[str, RolledRow]) -> frozenset[str]:
    """The indicators that stand without a unit of measure: of 'a / b' in one measure the first, of a longer sum every one."""
    codes = formula.depends_on
    if shown != " / ".join(f"{{{code}}}" for code in codes):
        return frozenset(codes)
    return frozenset(codes[:1]) if len({rows[code].indicator.measure for code in codes}) == 1 else frozenset()


def _as_share(formula: str) -> str:
    """'100 × a / b' as 'a / b': the sign % behind the result says the hundred. Sums stay as they are."""
    factor = "100 × "
    outside = _BRACKETED.sub("", formula)
    only_factors = not any(sign in outside for sign in (" + ", " - "))
    return formula.removeprefix(factor) if only_factors else formula


def _term(part: RolledRow, missing: Sequence[str], ratio_total: Figure, *, bare: bool) -> Line:
    """What one part of a ratio comes to over the units that are in the ratio: the part's own total, where those are the
    same units; else their sum, which leads to the ratio's figure. With its unit of measure unless `bare`: 83.054 người /
    258,33 km²."""
    tail = () if bare else (Run(f" {part.indicator.measure}"),)
    if part.total and set(part.missing) == set(missing):
        return (*_number(part), *tail)
    each = [value.quantity for unit, value in part.values.items() if value and unit not in missing]
    given = [quantity for quantity in each if quantity.measure == part.indicator.measure]
    total = sum((quantity.value for quantity in given), Decimal(0))
    return (Run(vietnamese(total, max((quantity.decimals for quantity in given), default=0)), ratio_total.id), *tail)


def misfits(formulas: Sequence[IdentityFormula], rows: Mapping[str, RolledRow], firm: Collection[str]) -> list[Line]:
    """Identities the totals break although the same units are in all of them: said, never smoothed over.

    `firm`: the codes of those that never may be broken; of the others it is only asked whether all is well. None is told that a
    finer one says better, which holds: received = settled + pending, beside one with those that were returned. Several
    identities may bind the same indicators; the first that is broken is told, the firm ones before the others.
    """
    found: dict[frozenset[str], Line] = {}
    held = [(formula, _holds(formula, rows)) for formula in sorted(formulas, key=lambda each: each.code not in firm)]
    right = [formula for formula, holds in held if holds and formula.operator == "="]
    for formula, holds in held:
        finer = any(one.left == formula.left and {*formula.codes} < {*one.codes} for one in right)
        if holds is False and not finer:
            opening = _WRONG if formula.code in firm else _ASKED
            found.setdefault(frozenset(formula.codes), (Run(opening), *_broken(formula, rows), Run(".")))
    return list(found.values())


_WRONG = "Số liệu chưa khớp, đề nghị rà soát: "
"""The check AR38 finds these words."""
_ASKED = "Đề nghị rà soát: "


def _holds(formula: IdentityFormula, rows: Mapping[str, RolledRow]) -> bool | None:
    known = [rows[code] for code in formula.codes if code in rows and rows[code].total]
    if len(known) < len(formula.codes) or len({frozenset(row.missing) for row in known}) > 1:
        return None
    return formula.holds({row.indicator.code: row.total.amount.value for row in known if row.total})


def _broken(formula: IdentityFormula, rows: Mapping[str, RolledRow]) -> Line:
    text = formula.text({code: f"{{{code}}}" for code in formula.codes})
    for sign, opposite in _FAILS.items():
        text = text.replace(f" {sign} ", f" {opposite} ")
    return tuple(filled(text, {code: _named(rows[code]) for code in formula.codes}))


def _named(row: RolledRow) -> Line:
    """'số hồ sơ đã giải quyết (5.930 hồ sơ)'."""
    number = measured(row.total, row.indicator.measure) if row.total else ()
    return (Run(f"{_lower(row.indicator.name.vi)} ("), *number, Run(")"))


def unreported(rows: Sequence[RolledRow]) -> Line:
    """The main indicators nobody reported; nothing when there are none."""
    names = ", ".join(_lower(row.indicator.name.vi) for row in rows)
    return (Run(f"Không đơn vị nào báo cáo: {names}."),) if rows else ()


def _number(row: RolledRow) -> Line:
    return (Run(digits(row.total.amount), row.total.id),) if row.total else ()


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
