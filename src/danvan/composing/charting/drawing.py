"""A chart of a report as a picture, without a browser: Altair's grammar, drawn by vl-convert."""

import struct
import textwrap
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from danvan.composing.charting.bubbles import bubbles
from danvan.composing.charting.house import COMMAS, INK, LESS, MORE, PALE, SMALL, TALLEST, TEXT, WIDTH, dressed
from danvan.composing.charts import GREY
from danvan.composing.model import Chart, Panel
from danvan.kernel.errors import ExtraMissing

try:
    import altair as alt
    import vl_convert
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="charts") from error

DPI = 300
_LETTER, _HEIGHT = 6.6, 14
"""How wide and how high a letter is, about."""
_CLIPPED = 100
"""A bar of change ends here, however much it is; its words say."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size on paper in millimetres."""

    content: bytes
    width: float
    height: float


def png(chart: Chart) -> Picture:
    """`chart` sharp enough for print."""
    content = _packed(vl_convert.svg_to_png(svg(chart), scale=DPI / 96, ppi=72))
    across, down = struct.unpack(">II", content[16:24])
    return Picture(content, across / DPI * 25.4, down / DPI * 25.4)


def _packed(content: bytes) -> bytes:
    """The same PNG, its points packed as small as they go: a third of what the drawer gives."""
    at, points = 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        points += content[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    header, ihdr = content[:8], content[16:29]
    chunks = ((b"IHDR", ihdr), (b"IDAT", zlib.compress(zlib.decompress(points), 9)), (b"IEND", b""))
    return header + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@lru_cache(maxsize=16)  # a report is written in several formats
def svg(chart: Chart) -> str:
    """`chart` as lines and letters."""
    return str(vl_convert.vegalite_to_svg(specification(chart)))


def specification(chart: Chart) -> dict[str, Any]:
    """`chart` in Vega-Lite's words."""
    return dressed(_DRAWN[chart.kind](chart))


def _rows(panel: Panel) -> list[dict[str, Any]]:
    return [
        {"label": each.label, "value": float(each.value), "said": each.text} for each in panel.data if each.value is not None
    ]


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.InlineData(values=rows)


def _wrapped(label: str, letters: int) -> list[str]:
    """A label in as few lines as fit, about as long as each other."""
    lines = textwrap.wrap(label, letters) or [""]
    while len(shorter := textwrap.wrap(label, letters - 1, break_long_words=False)) <= len(lines) and letters > 8:
        lines, letters = shorter or [""], letters - 1
    return lines


def _down(panel: Panel) -> Any:
    """One row below the other, in the order of the data."""
    return alt.Y("label:N", sort=[each.label for each in panel.data], axis=None)


def _names(panel: Panel, letters: int) -> Any:
    """The labels left of their rows; of one in several lines the middle is at its row."""
    layers = []
    wrapped = [(each.label, _wrapped(each.label, letters)) for each in panel.data]
    for count in sorted({len(lines) for _, lines in wrapped}):
        rows = [{"label": label, "said": "\n".join(lines)} for label, lines in wrapped if len(lines) == count]
        mark = alt.Chart(_data(rows)).mark_text(
            align="right", fontSize=TEXT, color=INK, lineBreak="\n", lineHeight=_HEIGHT, dy=-_HEIGHT * (count - 1) / 2
        )
        layers.append(mark.encode(y=_down(panel), x=alt.value(-10), text="said:N"))
    return alt.layer(*layers)


def _room(panel: Panel, letters: int) -> float:
    """What the labels take."""
    return max(len(line) for each in panel.data for line in _wrapped(each.label, letters)) * _LETTER + 14


def _change(chart: Chart) -> Any:
    """Bars from the middle: right what grew, left what shrank."""
    (panel,) = chart.panels
    rows = [{**row, "end": max(-_CLIPPED, min(_CLIPPED, row["value"]))} for row in _rows(panel)]
    reach = max(5.0, *(abs(row["end"]) for row in rows))
    low = -reach if any(row["end"] < 0 for row in rows) else 0
    high = reach if any(row["end"] > 0 for row in rows) else 0
    axis = alt.Axis(
        title=None, labelExpr=f"(datum.value > 0 ? '+' : '') + {COMMAS} + '%'", tickCount=4, domain=False, ticks=False
    )
    across = alt.X("end:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False))
    colour = alt.condition("datum.value >= 0", alt.value(MORE), alt.value(LESS))
    words = max((len(row["said"]) for row in rows), default=0) * 5.8
    width = max(120, WIDTH - _room(panel, 30) - words - 20)
    base = alt.Chart(_data(rows)).encode(y=_down(panel))
    bars = base.mark_bar(height={"band": 0.62}).encode(x=across, color=colour)
    said = base.mark_text(align="left", fontSize=SMALL, color=INK).encode(x=alt.value(width + 10), text="said:N")
    middle = alt.Chart(_data([{"end": 0}])).mark_rule(color=GREY).encode(x=across)
    return (_names(panel, 30) + bars + middle + said).properties(width=width, height=34 * len(rows))


def _time(chart: Chart) -> Any:
    (panel,) = chart.panels
    lines = _lines(panel, alt.Scale(zero=False, nice=True, padding=22), every=True)
    return alt.layer(*lines, data=_data(_points(panel, every=True))).properties(width=WIDTH - 70, height=230)


def _points(panel: Panel, *, every: bool) -> list[dict[str, Any]]:
    """Every year, those without a value too: no line is drawn over them. `told`: whether its number is written, of all or of
    the first and the last."""
    known = [at for at, each in enumerate(panel.data) if each.value is not None]
    return [
        {
            "panel": panel.title,
            "label": each.label,
            "value": None if each.value is None else float(each.value),
            "said": _number(each.text, panel),
            "told": at in (known if every else (known[0], known[-1])),
        }
        for at, each in enumerate(panel.data)
    ]


def _lines(panel: Panel, scale: Any, *, every: bool) -> list[Any]:
    """Points over the years with a line between neighbours, and their numbers."""
    order = [each.label for each in panel.data]
    size = TEXT if every else SMALL
    over = alt.Axis(title=None, labelAngle=0, labelFontSize=size)
    across = alt.X("label:O", sort=order, axis=over, scale=alt.Scale(domain=order))
    percent = " + '%'" if panel.measure == "%" else ""
    axis = alt.Axis(title=None, labelExpr=f"{COMMAS}{percent}", tickCount=4, domain=False, ticks=False, labels=every)
    base = alt.Chart().encode(x=across, y=alt.Y("value:Q", axis=axis, scale=scale))
    line = base.mark_line(color=MORE, strokeWidth=2)
    points = base.mark_point(color=MORE, fill=MORE, size=60 if every else 26, opacity=1)
    words = base.encode(text="said:N").transform_filter("datum.told")
    place: dict[str, Any] = {"dy": -12 if every else -9, "fontSize": size}
    return [line, words.mark_text(stroke="white", strokeWidth=5, **place), points, words.mark_text(color=INK, **place)]


def _number(said: str, panel: Panel) -> str:
    """The number alone: its unit is in the caption."""
    return said if panel.measure == "%" else said.removesuffix(panel.measure).strip()


def _share(chart: Chart) -> Any:
    """A dot for each unit, the highest first, and a rule where all of them together are."""
    (panel,) = chart.panels
    rows = _rows(panel)
    values = [row["value"] for row in rows] + ([float(chart.line.value)] if chart.line and chart.line.value is not None else [])
    spare = max((max(values) - min(values)) * 0.06, 0.3)
    most = max(values) + spare
    domain = [min(values) - spare, min(most, 100 + spare / 2) if panel.measure == "%" else most]
    percent = " + '%'" if panel.measure == "%" else ""
    axis = alt.Axis(title=None, labelExpr=f"{COMMAS}{percent}", tickCount=6, domain=False, ticks=False)
    across = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=domain, nice=False, zero=False))
    width = WIDTH - _room(panel, 30) - 80
    base = alt.Chart(_data(rows)).encode(y=_down(panel))
    grid = base.mark_rule(color=PALE).encode(x=alt.value(0), x2=alt.value(width))
    dots = base.mark_point(size=80, fill=MORE, color=MORE, opacity=1).encode(x=across)
    said = base.mark_text(align="left", fontSize=TEXT, color=INK).encode(x=alt.value(width + 10), text="said:N")
    layers = _names(panel, 30) + grid + _total(chart, across) + dots + said
    return layers.properties(width=width, height=min(TALLEST, 21 * len(rows)))


def _total(chart: Chart, across: Any) -> Any:
    """The rule of all units together, named above."""
    if chart.line is None or chart.line.value is None:
        return alt.layer()
    row = {"value": float(chart.line.value), "said": f"{chart.line.label}: {chart.line.text}"}
    rule = alt.Chart(_data([row])).mark_rule(color=LESS, strokeDash=[5, 4], strokeWidth=1.6).encode(x=across)
    words = alt.Chart(_data([row])).mark_text(dy=-8, fontSize=TEXT, color=INK).encode(x=across, y=alt.value(0), text="said:N")
    return rule + words


def _classes(chart: Chart) -> Any:
    """How many units lie where."""
    (panel,) = chart.panels
    rows = _rows(panel)
    order = [row["label"] for row in rows]
    across = alt.X("label:N", sort=order, axis=alt.Axis(title=None, labelAngle=0, ticks=False))
    up = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, max(row["value"] for row in rows) * 1.12 or 1]))
    base = alt.Chart(_data(rows)).encode(x=across, y=up)
    bars = base.mark_bar(color=MORE, width={"band": 0.66})
    said = base.mark_text(dy=-9, fontSize=TEXT, color=INK).encode(text="said:N")
    return (bars + said).properties(width=WIDTH - 20, height=230)


_ACROSS = 4


def _units(chart: Chart) -> Any:
    """A small panel for each unit, all on one scale."""
    most = max(float(each.value) for panel in chart.panels for each in panel.data if each.value is not None)
    scale = alt.Scale(domain=[0, most * 1.25 or 1])
    across = min(_ACROSS, len(chart.panels))
    width = (WIDTH - 16 - 22 * across) / across
    layers = _lines(chart.panels[0], scale, every=False)
    rows = [row for panel in chart.panels for row in _points(panel, every=False)]
    head = alt.Header(title=None, labelFontSize=SMALL, labelAnchor="start", labelLimit=width + 16,
                      labelPadding=2)  # fmt: skip
    each = alt.Facet("panel:N", sort=[panel.title for panel in chart.panels], header=head)
    small = alt.layer(*layers, data=_data(rows)).properties(width=width, height=66)
    return small.facet(each, columns=across, spacing={"row": 10, "column": 16})


_DRAWN: Mapping[str, Callable[[Chart], Any]] = {
    "change": _change,
    "time": _time,
    "share": _share,
    "classes": _classes,
    "units": _units,
    "map": bubbles,
}
