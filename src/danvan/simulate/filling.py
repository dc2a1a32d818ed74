"""Finished rows as an Arrow table with the register's own columns. Personal ones stay empty or are plainly invented."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.catalogue.models import Column
from danvan.simulate.chance import Ints
from danvan.simulate.rows import NOTHING, Rows

UNIT = "_unit"
"""The number of the unit in its cohort."""
INVENTED = "MÔ PHỎNG"
"""Begins every text that stands where a register demands one: 'mô phỏng' is simulated."""

_TYPES = {"date": pa.date32(), "integer": pa.int64(), "decimal": pa.int64(), "yes_no": pa.bool_()}


def table_of(rows: Rows, key: str) -> pa.Table:
    """The rows in the order of unit and day."""
    order = np.lexsort((rows[key], rows.unit))
    unit = rows.unit[order]
    columns: dict[str, Any] = {UNIT: pa.array(unit, pa.int32())}
    for column in rows.register.columns:
        columns[column.code] = _column(column, rows, order, unit)
    return pa.table(columns)


def _column(column: Column, rows: Rows, order: Ints, unit: Ints) -> Any:
    if column.personal or column.code not in rows.columns:
        return _unset(column, unit)
    values = rows[column.code][order]
    if column.type == "choice":
        return _labelled(values, list(column.choices))
    if column.type == "text":
        return _labelled(values, rows.texts.get(column.code, [INVENTED])) if column.code in rows.texts else _unset(column, unit)
    return _typed(values, _TYPES[column.type])


def _unset(column: Column, unit: Ints) -> Any:
    """Empty; a number in the unit's own book or an invented text where the register demands one."""
    if not column.required:
        return pa.nulls(len(unit), _TYPES.get(column.type) or pa.dictionary(pa.int32(), pa.string()))
    first = np.flatnonzero(np.diff(unit, prepend=-1))
    number = np.arange(len(unit)) - np.repeat(first, np.diff(first, append=len(unit))) + 1
    if column.type == "integer":
        return pa.array(number, pa.int64())
    if column.type == "text":
        return pc.binary_join_element_wise(INVENTED, pc.cast(pa.array(number), pa.string()), " ")
    return (
        _labelled(number % len(column.choices), list(column.choices))
        if column.choices
        else _typed(number * 0, _TYPES[column.type])
    )


def _typed(values: Ints, kind: Any) -> Any:
    if pa.types.is_boolean(kind):
        return pa.array(values == 1, kind, mask=values < 0)
    return pa.array(values.astype(np.int32) if pa.types.is_date32(kind) else values, mask=values < 0).cast(kind)


def _labelled(values: Ints, labels: list[str]) -> Any:
    codes = pa.array(np.maximum(values, 0).astype(np.int32), mask=values <= NOTHING)
    return pa.DictionaryArray.from_arrays(codes, pa.array(labels, pa.string()))
