"""The figures of one period of a cohort as an Arrow table, wrong ones among them; what is put right later; the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.ledger.ids import period_code
from danvan.simulate.chance import Ints
from danvan.simulate.cohort import Cohort
from danvan.simulate.mistakes import TRUTH, Mistake
from danvan.simulate.reports import Sendings, moments

PLACES = 12
_DAY, _MORNING = 86_400, 3_600
"""Eight in the morning in Vietnam is one o'clock in UTC."""
_LABEL = pa.dictionary(pa.int32(), pa.string())
FIGURES = pa.schema(
    [
        ("id", pa.string()),
        ("indicator", _LABEL),
        ("unit", _LABEL),
        ("unit_code", _LABEL),
        ("level", _LABEL),
        ("period_kind", _LABEL),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("value", pa.decimal128(38, PLACES)),
        ("blank", _LABEL),
        ("measure", _LABEL),
        ("decimals", pa.int32()),
        ("recorded", pa.timestamp("us", tz="UTC")),
    ]
)
"""What `Ledger.append_table` takes."""
CORRECTIONS = pa.schema(
    [
        ("supersedes", pa.string()),
        ("unit_code", pa.string()),
        ("unit", pa.string()),
        ("indicator", pa.string()),
        ("period_kind", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("value", pa.decimal128(38, PLACES)),
        ("measure", pa.string()),
        ("decimals", pa.int32()),
        ("recorded", pa.timestamp("us", tz="UTC")),
    ]
)


@dataclass(frozen=True, slots=True)
class Right:
    """The right figures of every unit of a cohort: by indicator the values, times ten to its decimals, and where some are."""

    codes: tuple[str, ...]
    values: np.ndarray
    """Indicators × units."""
    there: np.ndarray

    def of(self, unit: int) -> dict[str, int]:
        """The figures of one unit."""
        column, there = self.values[:, unit], self.there[:, unit]
        return {code: int(column[at]) for at, code in enumerate(self.codes) if there[at]}


@dataclass(frozen=True, slots=True)
class Written:
    """What is wrong in a period's reports: each error with the identities it breaks, by unit and indicator."""

    mistakes: Mapping[tuple[int, str], tuple[Mistake, tuple[str, ...]]]


def figures_of(
    cohort: Cohort, right: Right, written: Written, sendings: Sendings, indicators: Mapping[str, Indicator]
) -> pa.Table:
    """What the units that sent a report stated, unit by unit, in the order of the indicators."""
    sent = sendings.sent >= 0
    units, days = sendings.units[sent], sendings.sent[sent]
    values, there = right.values[:, units].copy(), right.there[:, units]
    blank = np.zeros_like(there)
    column = {int(unit): at for at, unit in enumerate(units)}
    row = {code: at for at, code in enumerate(right.codes)}
    for (unit, code), (mistake, _) in written.mistakes.items():
        at = row[code], column[unit]
        values[at], blank[at] = mistake.wrong or 0, mistake.wrong is None
    place, number = np.nonzero(there.T)
    return _table(
        cohort,
        right.codes,
        _Cells(units[place], number, values.T[place, number], blank.T[place, number], days[place]),
        sendings,
        indicators,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Side by side, one a figure."""

    unit: Ints
    indicator: Ints
    value: Ints
    blank: np.ndarray
    day: Ints


def _table(
    cohort: Cohort, codes: Sequence[str], cells: _Cells, sendings: Sendings, indicators: Mapping[str, Indicator]
) -> pa.Table:
    period, size = sendings.reported.period, len(cells.unit)
    cards = [indicators[code] for code in codes]
    unit = pa.array(cells.unit, pa.int32())
    codes_of_units = _labels(unit, [each.code or each.name for each in cohort.units])
    indicator = _labels(pa.array(cells.indicator, pa.int32()), codes)
    decimals = np.array([card.decimals for card in cards], dtype=np.int32)[cells.indicator]
    columns = {
        "id": pc.binary_join_element_wise(
            codes_of_units.cast(pa.string()), pa.scalar(period_code(period)), indicator.cast(pa.string()), "."
        ),
        "indicator": indicator,
        "unit": _labels(unit, [each.name for each in cohort.units]),
        "unit_code": _labels(unit, [each.code or None for each in cohort.units]),
        "level": _labels(unit, [each.level.value for each in cohort.units]),
        "period_kind": _same(period.kind.value, size),
        "period_start": pa.repeat(pa.scalar(period.start, pa.date32()), size),
        "period_end": pa.repeat(pa.scalar(period.end, pa.date32()), size),
        "value": exact(cells.value, decimals, cells.blank),
        "blank": pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, dtype=np.int32), mask=~cells.blank), ["not_reported"]),
        "measure": _labels(pa.array(cells.indicator, pa.int32()), [card.measure for card in cards]),
        "decimals": pa.array(decimals),
        "recorded": _recorded(cells.day),
    }
    return pa.table(columns, schema=FIGURES)


def corrections_of(cohort: Cohort, written: Written, sendings: Sendings, indicators: Mapping[str, Indicator]) -> pa.Table:
    """The right figures that were sent later, each with the identifier of the wrong one."""
    rows = []
    for at, mistake, _ in _by_report(written, sendings):
        if sendings.again[at] >= 0:
            card, unit = indicators[mistake.indicator], cohort.units[mistake.unit]
            place = _place(cohort, mistake, sendings)
            value = exact_one(mistake.right, card.decimals)
            again = moments(sendings.again[at : at + 1])[0]
            rows.append(
                {"supersedes": place.pop("figure"), **place, "unit": unit.name, "value": value, "measure": card.measure,
                 "decimals": card.decimals, "recorded": again}
            )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=CORRECTIONS)


def truth_of(cohort: Cohort, written: Written, sendings: Sendings, catalogue: Catalogue) -> pa.Table:
    """Every error of the period, in the order of units and indicators."""
    rows = []
    for at, mistake, broken in _by_report(written, sendings):
        card = catalogue.indicators[mistake.indicator]
        wrong = None if mistake.wrong is None else exact_one(mistake.wrong, card.decimals)
        low, high = catalogue.range_of(card).get("commune", (None, None))
        rows.append(
            {**_place(cohort, mistake, sendings), "unit": cohort.units[mistake.unit].name, "kind": mistake.kind,
             "right": exact_one(mistake.right, card.decimals), "wrong": wrong, "breaks": list(broken),
             "outside_range": wrong is not None and low is not None and not low <= wrong <= high,
             "corrected_on": date.fromordinal(_ORDINAL + int(sendings.again[at])) if sendings.again[at] >= 0 else None}
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=TRUTH)


def exact(values: Ints, decimals: Ints, blank: np.ndarray) -> Any:
    """Whole numbers, times ten to `decimals`, as exact decimals; nothing where `blank`."""
    whole = pa.array(values * 10 ** (decimals.max(initial=0) - decimals), pa.int64(), mask=blank).cast(pa.decimal128(38, 0))
    scaled = pa.Array.from_buffers(pa.decimal128(38, int(decimals.max(initial=0))), len(values), whole.buffers())
    return scaled.cast(pa.decimal128(38, PLACES))


def exact_one(value: int, decimals: int) -> Any:
    """One value as `exact` gives it, as a Decimal."""
    return exact(np.array([value]), np.array([decimals]), np.array([False]))[0].as_py()


def _by_report(written: Written, sendings: Sendings) -> Sequence[tuple[int, Mistake, tuple[str, ...]]]:
    at = {int(unit): number for number, unit in enumerate(sendings.units)}
    found = [(at[unit], mistake, broken) for (unit, _), (mistake, broken) in written.mistakes.items()]
    return sorted(found, key=lambda each: (each[0], each[1].indicator))


def _place(cohort: Cohort, mistake: Mistake, sendings: Sendings) -> dict[str, Any]:
    unit, period = cohort.units[mistake.unit], sendings.reported.period
    return {
        "figure": f"{unit.code or unit.name}.{period_code(period)}.{mistake.indicator}",
        "unit_code": unit.code or None,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "indicator": mistake.indicator,
    }


def _labels(numbers: Any, labels: Sequence[str | None]) -> Any:
    """Each number's label; the same label only once in the dictionary is not asked for."""
    found = pa.DictionaryArray.from_arrays(numbers, pa.array(list(labels), pa.string()))
    return found if None not in labels else found.cast(pa.string()).dictionary_encode()


def _same(word: str, size: int) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, dtype=np.int32)), pa.array([word]))


def _recorded(days: Ints) -> Any:
    seconds = days.astype(np.int64) * _DAY + _MORNING
    return pa.array(seconds * 1_000_000, pa.int64()).cast(pa.timestamp("us", tz="UTC"))


_ORDINAL = date(1970, 1, 1).toordinal()
