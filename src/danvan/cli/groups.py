"""Which reports are consolidated together: those of one period and one level of government.

A district's report counts its communes' work again: added to theirs, every total would be false.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from danvan.cli.batch import Outcome
from danvan.kernel.period import Period
from danvan.ledger.ids import period_code
from danvan.ledger.rollup import WHOLE
from danvan.reading.model import Letterhead
from danvan.units.level import Level, level_of
from danvan.units.names import plain_name, slug

_LEVELS = {Level.PROVINCE: "cấp tỉnh", Level.DISTRICT: "cấp huyện", Level.COMMUNE: "cấp xã"}


@dataclass(frozen=True, slots=True)
class Group:
    """Units whose reports have the same period and level ('' where the name does not tell it)."""

    period: Period
    level: str
    units: tuple[str, ...]

    @property
    def whole(self) -> str:
        """What its totals are called in the ledger: 'tổng hợp cấp xã'."""
        return f"{WHOLE} {_LEVELS[Level(self.level)]}" if self.level else WHOLE

    @property
    def file(self) -> str:
        """'tong-hop-cap-xa.2024-9m.docx'."""
        return f"{slug(self.whole)}.{period_code(self.period)}.docx"


def groups_of(outcomes: Iterable[Outcome]) -> list[Group]:
    """The groups, by period, then from the highest level down. A report without unit or period is in none."""
    found: dict[tuple[Period, str], dict[str, None]] = {}
    for outcome in outcomes:
        head = outcome.reading.letterhead if outcome.reading else None
        if head and head.unit and head.period:
            found.setdefault((head.period, _level(head, head.period)), {})[plain_name(head.unit)] = None
    order = ["", *Level]
    groups = [Group(period, level, tuple(units)) for (period, level), units in found.items()]
    return sorted(groups, key=lambda group: (group.period.end, group.period.start, order.index(group.level)))


def _level(head: Letterhead, period: Period) -> str:
    return head.level or level_of(head.unit, period.end) or ""
