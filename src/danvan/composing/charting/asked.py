"""The charts an outline asks for, where there is enough to show: into their parts, or into the appendix of charts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from danvan.catalogue.models import Outline, OutlineChart
from danvan.composing.charting.change import change_chart
from danvan.composing.charting.places import map_chart
from danvan.composing.charting.share import share_chart
from danvan.composing.charting.shown import Shown
from danvan.composing.charting.units import units_chart
from danvan.composing.model import AreaResult, Chart, Part

_KINDS: Mapping[str, Callable[[Shown, Iterable[str], int], Chart | None]] = {
    "change": change_chart,
    "share": share_chart,
    "units": units_chart,
    "map": map_chart,
}
_OF_SEVERAL = ("units", "map")


def charts_asked(shown: Shown, outline: Outline) -> dict[str, list[Chart]]:
    """Part -> its charts, '' for the appendix; numbered in the order in which a reader meets them. A chart that would tell
    nothing (a single value, no year before, no places) is left out."""
    places = [*(part.code for part in outline.parts), ""]
    found: dict[str, list[Chart]] = {}
    number = 1
    for asked in sorted(outline.charts, key=lambda each: places.index(each.part) if each.part in places else len(places)):
        if chart := _made(asked, shown, number):
            found.setdefault(asked.part, []).append(chart)
            number += 1
    return found


def _made(asked: OutlineChart, shown: Shown, number: int) -> Chart | None:
    if shown.own and asked.kind in _OF_SEVERAL:
        return None
    return _KINDS[asked.kind](shown, asked.indicators, number)


def with_charts(parts: Iterable[Part], charts: Mapping[str, Iterable[Chart]]) -> tuple[Part, ...]:
    """Each part with its charts at its end."""
    return tuple(
        replace(part, areas=(*part.areas, *(AreaResult("", "", (), chart=chart) for chart in charts.get(part.code, ()))))
        for part in parts
    )
