"""The map of units: bubbles where they lie, each name where it covers neither a bubble's middle nor another name."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from danvan.composing.charting.house import COMMAS, INK, LESS, MORE, PALE, SMALL
from danvan.composing.charts import GREY
from danvan.composing.model import Chart, Datum
from danvan.kernel.errors import ExtraMissing
from danvan.units.names import KIND_WORDS

try:
    import altair as alt
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="charts") from error

_WIDEST, _HIGHEST = 520, 560
_LARGEST = 1500
"""Area of the largest bubble."""
_KM = 111.32
"""Kilometres to a degree of latitude."""
_LETTER, _LINE = 6.2, 13
_MIDDLE = 6
"""What is kept clear around the middle of every bubble."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A unit on the picture: its middle and its bubble's radius, in points from the upper left corner."""

    datum: Datum
    x: float
    y: float
    radius: float


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Field:
    """The picture: its size, and how many points a kilometre has."""

    spots: list[_Spot]
    width: float
    height: float
    scale: float


def bubbles(chart: Chart) -> Any:
    """North above, as many kilometres to a point across as upwards; a cross where a unit gave no figure."""
    field = _field(chart)
    (panel,) = chart.panels
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, field.width], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[field.height, 0], nice=False, zero=False))
    most = _most(chart)
    legend = alt.Legend(title=panel.measure, values=_steps(most), labelExpr=COMMAS, orient="right", labelFontSize=SMALL,
                        titleFontSize=SMALL, titleFontWeight="normal")  # fmt: skip
    size = alt.Size("value:Q", scale=alt.Scale(domain=[0, most], range=[0, _LARGEST]), legend=legend)
    given = sorted((each for each in field.spots if each.datum.value is not None), key=lambda each: -each.radius)
    circles = (
        alt.Chart(_data([{"x": each.x, "y": each.y, "value": float(each.datum.value or 0)} for each in given]))
        .mark_circle(color=MORE, opacity=0.5, stroke=INK, strokeWidth=0.8)
        .encode(x=x, y=y, size=size)
    )
    missing = [{"x": each.x, "y": each.y} for each in field.spots if each.datum.value is None]
    crosses = alt.Chart(_data(missing)).mark_text(text="×", fontSize=16, color=LESS).encode(x=x, y=y)
    words = alt.Chart(_data(list(_labels(field, given)))).encode(x=x, y=y, text="said:N")
    halo = words.mark_text(fontSize=SMALL, stroke="white", strokeWidth=3)
    layers = circles + crosses + halo + words.mark_text(fontSize=SMALL, color=INK) + _ruler(field, x, y)
    return layers.properties(width=field.width, height=field.height, view=alt.ViewBackground(stroke=PALE))


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)


def _most(chart: Chart) -> float:
    return max(float(each.value) for panel in chart.panels for each in panel.data if each.value is not None)


def _field(chart: Chart) -> _Field:
    placed = [(each, each.at) for panel in chart.panels for each in panel.data if each.at]
    middle = math.cos(math.radians(sum(at[1] for _, at in placed) / len(placed)))
    flat = [(each, at[0] * _KM * middle, -at[1] * _KM) for each, at in placed]
    left, top = min(x for _, x, _ in flat), min(y for _, _, y in flat)
    across, down = max(x for _, x, _ in flat) - left, max(y for _, _, y in flat) - top
    spare = max(across, down, 1.0) * 0.09
    scale = min(_WIDEST / (across + 2 * spare), _HIGHEST / (down + 2 * spare))
    most = _most(chart)
    spots = [
        _Spot(each, (x - left + spare) * scale, (y - top + spare) * scale, math.sqrt(_share(each, most) * _LARGEST / math.pi))
        for each, x, y in flat
    ]
    return _Field(spots, (across + 2 * spare) * scale, (down + 2 * spare) * scale, scale)


def _share(datum: Datum, most: float) -> float:
    return max(0.0, float(datum.value or 0)) / most


def _labels(field: _Field, given: list[_Spot]) -> Iterator[dict[str, Any]]:
    """The name and number of each unit, the largest first, as far as there is room for them."""
    middles: list[Box] = [(each.x - _MIDDLE, each.y - _MIDDLE, each.x + _MIDDLE, each.y + _MIDDLE) for each in field.spots]
    taken: list[Box] = []
    for spot in given:
        words = f"{_proper(spot.datum.label)} {spot.datum.text.split(' ')[0]}"
        for x, y in _around(spot, len(words) * _LETTER):
            box = (x - len(words) * _LETTER / 2, y - _LINE / 2, x + len(words) * _LETTER / 2, y + _LINE / 2)
            inside = box[0] > 0 and box[1] > 0 and box[2] < field.width and box[3] < field.height
            if inside and not any(_overlap(box, other) for other in (*taken, *middles)):
                taken.append(box)
                yield {"x": x, "y": y, "said": words}
                break


def _proper(name: str) -> str:
    """A unit's name without its kind."""
    kind = next((word for word in KIND_WORDS if name.startswith(f"{word} ")), "")
    return name.removeprefix(kind).strip()


def _around(spot: _Spot, width: float) -> Iterator[tuple[float, float]]:
    """Middles of a label right, left, above and below of a bubble, and at its corners."""
    aside, beyond = max(spot.radius, _MIDDLE) + 4 + width / 2, max(spot.radius, _MIDDLE) + 3 + _LINE / 2
    yield from ((spot.x + aside, spot.y), (spot.x - aside, spot.y), (spot.x, spot.y - beyond), (spot.x, spot.y + beyond))
    for down in (-beyond, beyond):
        yield from ((spot.x + aside * 0.8, spot.y + down), (spot.x - aside * 0.8, spot.y + down))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _steps(most: float) -> list[float]:
    """Three round sizes for the legend."""
    unit: float = 10 ** math.floor(math.log10(most)) if most >= 1 else 1
    top = math.floor(most / unit) * unit
    return sorted({top, max(1, round(top / 2)), max(1, round(top / 10))})


def _ruler(field: _Field, x: Any, y: Any) -> Any:
    """So many kilometres, in the lower left corner."""
    length = next((each for each in (200, 100, 50, 20, 10, 5, 2, 1) if each * field.scale <= field.width / 4), 1)
    line = {"x": 14, "y": field.height - 12, "end": 14 + length * field.scale, "said": f"{length} km"}
    base = alt.Chart(_data([line])).encode(x=x, y=y)
    rule = base.mark_rule(color=GREY, strokeWidth=2).encode(x2="end:Q")
    return rule + base.mark_text(align="left", dy=-8, fontSize=SMALL, color=GREY).encode(text="said:N")
