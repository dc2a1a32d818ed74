"""The number most likely wrong: a false sum beside a percentage of the same figures shows which of them does not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from danvan.reading.comparisons import HUNDRED
from danvan.reading.drafts import Draft
from danvan.reading.model import RelationKind
from danvan.reading.ties import Tie, total_of


def name_suspects(ties: Sequence[Tie]) -> list[Tie]:
    """The ties, those that do not hold with the one figure whose correction mends the sum and the percentage together."""
    shares = [tie for tie in ties if tie.kind is RelationKind.RATIO and len(tie.drafts) == _SHARE and tie.suspect is None]
    sums = [tie for tie in ties if tie.kind is RelationKind.SUM and tie.holds is False and tie.suspect is None]
    named: dict[int, Draft] = {}
    for total in sums:
        for share in shares:
            suspects = list(_suspects(total, share))
            if len(suspects) == 1:
                named |= {id(tie): suspects[0] for tie in (total, share) if tie.holds is not True}
    return [replace(tie, suspect=named[id(tie)]) if id(tie) in named else tie for tie in ties]


_SHARE = 3
"""A percentage, what it is a share of, and the share."""


def _suspects(total: Tie, share: Tie) -> Iterator[Draft]:
    rate, part, whole = share.drafts
    parts = total.drafts[1:]
    if total.drafts[0] is not whole or not any(part is other for other in parts):
        return
    summed = total_of(parts)
    rest = summed - part.exact
    if share.holds is True:
        if len(parts) == _SHARE - 1:
            yield next(other for other in parts if other is not part)
        return
    mended = whole.exact - rest
    if whole.exact and mended >= 0 and rate.quantity.agrees(HUNDRED * mended / whole.exact):
        yield part
    if summed and rate.quantity.agrees(HUNDRED * part.exact / summed):
        yield whole
