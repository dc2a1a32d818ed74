"""A unit's totals as JSON, version 1."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from danvan.cli.reading_json import VERSION, number, period_json
from danvan.ledger.rolling.listing import Absent, silent_in_all
from danvan.ledger.rolling.totals import Total
from danvan.ledger.rows import plain

if TYPE_CHECKING:
    from danvan.cli.work.ledger_tree import Rolled


def tree_json(rolled: "Rolled") -> dict[str, Any]:
    """What `ledger rollup --unit --format json` prints."""
    totals, period = rolled.totals, rolled.period
    shown = [*totals.of(unit=rolled.unit, period=period)]
    below = [total for total in totals.of(level=rolled.level, period=period) if total.unit_code != rolled.unit]
    silent = silent_in_all(rolled.absent)
    lists = _by_indicator([each for each in rolled.absent if each.unit_code not in silent])
    return {
        "version": VERSION,
        "period": period_json(period),
        "unit": {"code": rolled.unit, "name": totals.tree.name(rolled.unit)},
        "silent": [{"code": code, "name": name} for code, name in silent.items()],
        "totals": [_total(total) | {"not_in_it": lists.get(total.indicator, [])} for total in shown],
        "below": [_total(total) for total in below] if rolled.level else [],
        "differences": [
            {
                "unit": {"code": each.unit_code, "name": each.unit},
                "indicator": each.indicator,
                "figure": each.figure,
                "stated": number(each.stated.value),
                "rolled": number(each.rolled),
                "counted": each.counted,
                "expected": each.expected,
            }
            for each in rolled.differences
        ],
        "outside": [{"unit": each.unit, "code": each.unit_code, "figures": each.figures} for each in rolled.outsiders],
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "unit": {"code": total.unit_code, "name": total.unit},
        "level": total.level,
        "indicator": total.indicator,
        "value": None if total.value is None else number(plain(total.value)),
        "counted": total.counted,
        "expected": total.expected,
        "missing": total.missing,
        "estimated": total.estimated,
        "absent": total.absent,
    }


def _by_indicator(absent: Sequence[Absent]) -> dict[str, list[dict[str, str]]]:
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for each in absent:
        found[each.indicator].append({"code": each.unit_code, "name": each.unit, "part": each.part, "why": each.why})
    return found
