"""Which totals are told as parts of which ('tiếp 53 lượt, trong đó thường xuyên 40 lượt'), by the identities of the catalogue.

A part is put under its whole only where that says nothing false: same unit of measure, the same units in both (else a reader
who adds the parts up finds some missing), and the parts together are not more than the whole. 'settled <= own' alone splits
nothing: it orders two steps of the same work, so each gets its own sentence.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.formulas import IdentityFormula
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow


@dataclass(frozen=True, slots=True)
class Whole:
    """An indicator to be told, with its parts: one group for each way it is split."""

    code: str
    groups: tuple[tuple["Whole", ...], ...] = ()


def untold(whole: Whole, given: Collection[str]) -> Iterator[Whole]:
    """What is left to tell of `whole` when the indicators `given` have been told: the whole without the parts that were, or
    those of its parts that were not, each by itself."""
    left = (tuple(each for part in group for each in untold(part, given)) for group in whole.groups)
    groups = tuple(group for group in left if group)
    if whole.code not in given:
        yield Whole(whole.code, groups)
        return
    for group in groups:
        yield from group


@dataclass(frozen=True, slots=True)
class _Link:
    whole: str
    parts: tuple[str, ...]
    exact: bool


def wholes(told: Sequence[RolledRow], formulas: Iterable[IdentityFormula]) -> list[Whole]:
    """The rows that have a total, each once: at the top or under its whole; tops in the order given."""
    rows = {row.indicator.code: row for row in told if row.total}
    links = [link for formula in formulas for link in _links(formula, rows)]
    above = _assign(links, list(rows))
    return [
        _tree(code, above)
        for code in rows
        if code not in {part for groups in above.values() for group in groups for part in group}
    ]


def _links(formula: IdentityFormula, rows: Mapping[str, RolledRow]) -> Iterable[_Link]:
    """The ways to read an identity as a whole and its parts that hold for these totals."""
    exact = formula.operator == "="
    sides = [(formula.left, formula.right)] if exact or formula.operator == ">=" else []
    sides += [(formula.right, formula.left)] if exact or formula.operator == "<=" else []
    for whole_side, part_side in sides:
        whole = _single(whole_side)
        if whole not in rows or not _plain_sum(part_side):
            continue
        there = [part for part in part_side.terms if part in rows]
        parts = tuple(part for part in there if _fits(rows[part], rows[whole]))
        if any(set(rows[part].missing) != set(rows[whole].missing) for part in there):
            continue  # all of the parts or none: those left would seem to be all of them
        if parts and len(part_side.terms) > 1 and _not_more(parts, whole, rows):
            yield _Link(whole, parts, exact)


def _single(side: Linear) -> str:
    return next(iter(side.terms)) if len(side.terms) == 1 and _plain_sum(side) else ""


def _plain_sum(side: Linear) -> bool:
    return not side.constant and all(factor == 1 for factor in side.terms.values())


def _fits(part: RolledRow, whole: RolledRow) -> bool:
    return part.indicator.measure == whole.indicator.measure and set(whole.missing) == set(part.missing)


def _not_more(parts: Iterable[str], whole: str, rows: Mapping[str, RolledRow]) -> bool:
    return sum(value_of(rows[part].total) for part in parts) <= value_of(rows[whole].total)


def value_of(total: Figure | None) -> Decimal:
    """The value of a total that is known to be there."""
    if total is None:
        raise ValueError("no total")
    return total.amount.value


def _assign(links: Sequence[_Link], order: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """For each whole its groups of parts. The innermost wholes choose first, so that a part stands under the nearest one;
    of several links of a whole, the one that places most parts is taken first, an equation before an inequality."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    parent: dict[str, str] = {}
    for whole in sorted({link.whole for link in links}, key=lambda code: (-_depth(code, links, ()), order.index(code))):
        own = [link for link in links if link.whole == whole]
        while True:
            fresh = [(tuple(part for part in link.parts if _free(part, whole, parent)), link.exact) for link in own]
            best = max(fresh, key=lambda choice: (len(choice[0]), choice[1]))[0]
            if not best:
                break
            groups.setdefault(whole, []).append(best)
            parent.update(dict.fromkeys(best, whole))
    return groups


def _depth(code: str, links: Sequence[_Link], below: tuple[str, ...]) -> int:
    """How many wholes stand above `code`, at most."""
    if code in below:
        return 0
    return max((1 + _depth(link.whole, links, (*below, code)) for link in links if code in link.parts), default=0)


def _free(part: str, whole: str, parent: Mapping[str, str]) -> bool:
    """Whether `part` has no place yet and is not itself above `whole`."""
    at: str | None = whole
    while at is not None:
        if at == part:
            return False
        at = parent.get(at)
    return part not in parent


def _tree(code: str, groups: Mapping[str, Sequence[tuple[str, ...]]]) -> Whole:
    return Whole(code, tuple(tuple(_tree(part, groups) for part in group) for group in groups.get(code, ())))
