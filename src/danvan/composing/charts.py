"""Series as pictures, without a browser: Altair's grammar, drawn by vl-convert. The only file that knows either.

House style: colours that the colour-blind tell apart and that differ in grey too, each series with its own shape; estimates
are hollow and dashed; numbers as Vietnamese offices write them; a rule for each change of territory, told below the title; no
line is drawn across what cannot be compared.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing, OptionInvalid, OutputError
from danvan.kernel.period import Period
from danvan.kernel.quantity import vietnamese
from danvan.ledger.comparison.model import Boundaries, Break, Series
from danvan.ledger.comparison.reasons import day_said
from danvan.ledger.ids import period_code

try:
    import altair as alt
    import vl_convert
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="charts") from error

COLOURS = ("#0072B2", "#D55E00", "#000000", "#CC79A7", "#009E73")
"""Of Okabe and Ito's colours for everyone, those whose greys differ."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
FONT = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"
GREY = "#5A5A5A"
FORMATS = (".svg", ".png")
_PNG_SCALE = 2
_LETTER = 6.4
"""How wide a letter of a line below the title is, about."""
_MARKS = "①②③④⑤⑥⑦⑧⑨"
_COMMAS = "replace(replace(replace(format(datum.value, ',~f'), /,/g, '_'), '.', ','), /_/g, '.')"

_WORDS = {
    "vi": {
        "as_was": "{unit}, như đã báo cáo",
        "on_day": "{unit}, theo địa giới ngày {day}",
        "estimate": "Rỗng, nét đứt: số ước tính ({weight})",
        "people": "chia theo dân số",
        "area": "chia theo diện tích",
        "nothing": "×: không có số hoặc không so sánh được",
    },
    "en": {
        "as_was": "{unit}, as reported",
        "on_day": "{unit}, on the boundaries of {day}",
        "estimate": "Hollow, dashed: estimates ({weight})",
        "people": "shared out by people",
        "area": "shared out by area",
        "nothing": "×: no figure, or not comparable",
    },
}


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: series of one indicator over the same periods; words in Vietnamese or English; how wide, in points."""

    series: tuple[Series, ...]
    language: str = "vi"
    width: int = 640


def draw(chart: Chart, path: Path) -> None:
    """Writes `chart` as SVG or PNG, by the ending of `path`. Raises OptionInvalid for another ending, OutputError."""
    if path.suffix.lower() not in FORMATS:
        raise OptionInvalid(option="--chart", found=f"'{path.name}'", allowed=", ".join(FORMATS))
    spec = specification(chart)
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
        else:
            path.write_bytes(vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE))
    except OSError as error:
        raise OutputError(file=path, reason=error.strerror or str(error)) from error


def specification(chart: Chart) -> dict[str, Any]:
    """`chart` in Vega-Lite's words."""
    layers = [_rules(chart), _lines(chart), _points(chart), _values(chart), _gaps(chart)]
    whole = alt.layer(*layers).properties(
        width=chart.width - 90, height=max(200, round(chart.width * 0.45)), title=_title(chart)
    )
    styled = whole.configure(font=FONT, background="white", padding=12).configure_view(stroke=None)
    found: dict[str, Any] = styled.to_dict()
    return found


def _title(chart: Chart) -> Any:
    indicator = chart.series[0].indicator
    letters = max(20, round((chart.width - 30) / _LETTER))
    name = indicator.name.vi if chart.language == "vi" else indicator.name.en
    told = [line for words in _legend(chart) for line in textwrap.wrap(words, letters, subsequent_indent="    ")]
    title = textwrap.wrap(name, max(16, round(letters * 0.8)))
    return alt.TitleParams(
        text=title,
        subtitle=told,
        anchor="start",
        fontSize=15,
        subtitleFontSize=11,
        subtitleColor=GREY,
        offset=14,
        lineHeight=19,
    )


def _legend(chart: Chart) -> Iterator[str]:
    words = _WORDS[chart.language]
    estimated = next((series for series in chart.series if series.estimated), None)
    if estimated:
        yield words["estimate"].format(weight=words[estimated.weight])
    if any(point.quantity is None for series in chart.series for point in series.points):
        yield words["nothing"]
    for mark, each in zip(_MARKS, _breaks(chart), strict=False):
        basis = f" ({each.basis})" if each.basis else ""
        yield f"{mark} {day_said(each.day)}: {', '.join(each.units)}{basis}"


def name_of(series: Series, language: str) -> str:
    """What a series is called: 'xã Vệ Giang, theo địa giới ngày 1/7/2025'."""
    kind = "as_was" if series.boundaries is Boundaries.AS_WAS else "on_day"
    return _WORDS[language][kind].format(unit=series.unit, day=day_said(series.day))


def _rows(chart: Chart) -> list[dict[str, Any]]:
    """One row for each value there is."""
    return [
        {
            "at": at,
            "value": float(point.quantity.value),
            "said": ("≈ " if point.estimated else "") + vietnamese(point.quantity.value, point.quantity.decimals),
            "series": name_of(series, chart.language),
            "estimated": point.estimated,
            "side": _sides(chart, at).get(number, ""),
        }
        for number, series in enumerate(chart.series)
        for at, point in enumerate(series.points)
        if point.quantity
    ]


def _segments(chart: Chart) -> list[dict[str, Any]]:
    """One row for each stretch of line: between neighbours, where nothing parts them."""
    found = []
    for series in chart.series:
        apart = {each.at for each in series.breaks} if series.boundaries is Boundaries.AS_WAS else set()
        for at, (one, other) in enumerate(pairwise(series.points)):
            if one.quantity and other.quantity and at + 1 not in apart:
                found.append(
                    {
                        "at": at,
                        "value": float(one.quantity.value),
                        "to": at + 1,
                        "end": float(other.quantity.value),
                        "series": name_of(series, chart.language),
                        "estimated": one.estimated or other.estimated,
                    }
                )
    return found


def _x(chart: Chart) -> Any:
    points = chart.series[0].points
    labels = [_short(point.period) for point in points]
    every = max(1, -(-len(labels) * max(map(len, labels), default=4) * 8 // (chart.width - 90)))
    ticks = list(range(0, len(labels), every))
    names = "[" + ",".join(f"'{label}'" for label in labels) + "][datum.value]"
    axis = alt.Axis(values=ticks, labelExpr=names, title=None, grid=False, labelFontSize=12, domainColor=GREY, tickColor=GREY)
    return alt.X("at:Q", axis=axis, scale=alt.Scale(domain=[-0.5, len(labels) - 0.5], nice=False))


def _y(chart: Chart) -> Any:
    indicator = chart.series[0].indicator
    axis = alt.Axis(
        labelExpr=_COMMAS,
        title=indicator.measure or None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=-40,
        titleY=-8,
        titleFontWeight="normal",
        labelFontSize=12,
        gridColor="#E3E3E3",
        domain=False,
        ticks=False,
        tickCount=5,
    )
    return alt.Y("value:Q", axis=axis, scale=_scale(chart))


def _scale(chart: Chart) -> Any:
    """From 0, as far as a number above the highest point needs; ratios only around what there is."""
    values = [row["value"] for row in _rows(chart)]
    if chart.series[0].indicator.kind == "ratio" or min(values, default=0) < 0:
        return alt.Scale(zero=False, nice=True, padding=18)
    return alt.Scale(domain=[0, max(values, default=1) * 1.12 or 1], nice=True)


def _colour(chart: Chart) -> tuple[Any, Any]:
    names = [name_of(series, chart.language) for series in chart.series]
    legend = alt.Legend(
        title=None, orient="top", direction="vertical", labelLimit=chart.width, labelFontSize=12, symbolSize=80, offset=26
    )
    colour = alt.Color("series:N", scale=alt.Scale(domain=names, range=list(COLOURS)[: len(names)]), legend=legend)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=names, range=list(SHAPES)[: len(names)]), legend=legend)
    return colour, shape


def _data(rows: Sequence[dict[str, Any]]) -> Any:
    return alt.InlineData(values=list(rows))


def _lines(chart: Chart) -> Any:
    colour, _ = _colour(chart)
    dash = alt.condition("datum.estimated", alt.value([4, 4]), alt.value([1, 0]))
    return (
        alt.Chart(_data(_segments(chart)))
        .mark_rule(strokeWidth=2)
        .encode(x=_x(chart), y=_y(chart), x2="to:Q", y2="end:Q", color=colour, strokeDash=dash)
    )


def _points(chart: Chart) -> Any:
    colour, shape = _colour(chart)
    inside = alt.condition("datum.estimated", alt.value("white"), colour)
    return (
        alt.Chart(_data(_rows(chart)))
        .mark_point(size=70, strokeWidth=2, opacity=1)
        .encode(x=_x(chart), y=_y(chart), color=colour, shape=shape, fill=inside)
    )


def _values(chart: Chart) -> Any:
    """The numbers beside their points, on white, so that no line crosses them."""
    layers = []
    for side, dy in (("above", -13), ("below", 14)):
        rows = [row for row in _rows(chart) if row["side"] == side]
        base = alt.Chart(_data(rows)).encode(x=_x(chart), y=_y(chart), text="said:N")
        layers += [base.mark_text(dy=dy, fontSize=12, stroke="white", strokeWidth=4)]
        layers += [base.mark_text(dy=dy, fontSize=12, color="#222222")]
    return alt.layer(*layers)


def _sides(chart: Chart, at: int) -> dict[int, str]:
    """By number of series: on which side of its point a period's number stands. The highest stands above, the lowest below;
    what lies between has no number."""
    quantities = {number: series.points[at].quantity for number, series in enumerate(chart.series)}
    values = {number: quantity.value for number, quantity in quantities.items() if quantity}
    if not values:
        return {}
    in_order = sorted(values, key=lambda number: values[number])
    return {in_order[0]: "below" if len(in_order) > 1 else "above", in_order[-1]: "above"}


def _gaps(chart: Chart) -> Any:
    """A cross at the foot for a period without a value, in its series' colour."""
    colour, _ = _colour(chart)
    rows = [
        {"at": at + 0.08 * number, "series": name_of(series, chart.language)}
        for number, series in enumerate(chart.series)
        for at, point in enumerate(series.points)
        if not point.quantity
    ]
    mark = alt.Chart(_data(rows)).mark_text(text="×", fontSize=16, dy=-8)
    return mark.encode(x=_x(chart), y=alt.value("height"), color=colour)


def _rules(chart: Chart) -> Any:
    periods = [point.period for point in chart.series[0].points]
    rows = [{"at": _place(each, periods), "mark": mark} for mark, each in zip(_MARKS, _breaks(chart), strict=False)]
    base = alt.Chart(_data(rows)).encode(x=_x(chart))
    rule = base.mark_rule(color=GREY, strokeDash=[2, 3], strokeWidth=1.2)
    return rule + base.mark_text(color=GREY, fontSize=14, dy=-4, baseline="bottom").encode(y=alt.value(0), text="mark:N")


def _breaks(chart: Chart) -> list[Break]:
    """Those of all series, each day once, in the order of time."""
    found = {(each.day, each.basis): each for series in chart.series for each in series.breaks}
    return [found[key] for key in sorted(found)]


def _place(each: Break, periods: Sequence[Period]) -> float:
    """Where a day stands between the periods: at the edge of the one it begins, or so far into the one it is within."""
    at = min(each.at, len(periods) - 1)
    period = periods[at]
    within = (each.day - period.start).days / ((period.end - period.start).days + 1)
    return at - 0.5 + min(max(within, 0.0), 1.0)


def _short(period: Period) -> str:
    """2024, 2024-Q3: what fits below an axis."""
    return period_code(period).upper().removesuffix("-9M") if period.kind == "nine_months" else period_code(period).upper()
