"""Units as bubbles where they lie, as large as their figure."""

from collections.abc import Iterable

from danvan.composing.charting.shown import Shown, listed, said
from danvan.composing.model import Chart, Datum, Panel

_LEAST = 4
"""Units with a place and a figure."""


def map_chart(shown: Shown, indicators: Iterable[str], number: int) -> Chart | None:
    """Of the first of `indicators` that enough units with a known place have a figure of."""
    for code in indicators:
        row = shown.rolled.rows.get(code)
        if row is None:
            continue
        data = tuple(
            Datum(unit, value.quantity.value, said(value.quantity), (value.id,), shown.places[unit])
            if (value := row.values[unit]) and value.quantity.measure == row.indicator.measure
            else Datum(unit, None, "chưa có số liệu", (), shown.places[unit])
            for unit in shown.rolled.units
            if unit in shown.places
        )
        known = [datum for datum in data if datum.value is not None]
        if len(known) >= _LEAST and any(datum.value for datum in known):
            told = listed(f"{datum.label} {datum.text}" for datum in sorted(known, key=lambda each: -(each.value or 0)))
            nowhere = [unit for unit in shown.rolled.units if unit not in shown.places]
            note = f"Không có tọa độ của: {', '.join(nowhere)}." if nowhere else ""
            return Chart(
                number,
                "map",
                f"{row.indicator.name.vi} theo địa bàn, {shown.rolled.period}",
                f"Bản đồ, mỗi vòng tròn là một đơn vị, diện tích theo số liệu: {told}.",
                (Panel("", row.indicator.measure, data),),
                None,
                note,
            )
    return None
