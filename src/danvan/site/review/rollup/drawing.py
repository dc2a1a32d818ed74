"""Small multiples and a map of bubbles, drawn by the server: SVG with words for those who do not see it. No map tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians, sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from danvan.site.offices.models import Office

WIDTH, HEIGHT = 640, 480
_LARGEST, _SMALLEST, _EDGE = 34, 3, 44
_NAMED = 6
_WIDE, _HIGH, _GAP = 160, 46, 14


@dataclass(frozen=True, slots=True)
class Bubble:
    """A unit where it lies. `value` None: it gave none; `said`: the value in words."""

    unit: Office
    name: str
    value: Decimal | None
    said: str


def bubble_map(bubbles: Sequence[Bubble], label: str) -> SafeString | None:
    """The units as circles, their areas as the values are, the largest with their names; None where nobody knows where any unit
    lies. Longitudes are drawn as wide as they are at that latitude."""
    placed = [each for each in bubbles if each.unit.latitude is not None and each.unit.longitude is not None]
    if not placed:
        return None
    points = _projected(placed)
    most = max((abs(each.value) for each in placed if each.value is not None), default=Decimal(0)) or Decimal(1)
    drawn = sorted(zip(placed, points, strict=True), key=lambda each: -(each[0].value or 0))
    circles = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}"{}><title>{}: {}</title></circle>',
        (
            (f"{x:.1f}", f"{y:.1f}", f"{_radius(each.value, most):.1f}", _class(each.value), each.name, each.said)
            for each, (x, y) in drawn
        ),
    )
    named = [(each, place) for each, place in drawn if each.value][:_NAMED]
    words = format_html_join(
        "", '<text x="{}" y="{}">{}</text>', ((f"{x:.1f}", f"{y + 4:.1f}", _short(each.name)) for each, (x, y) in named)
    )
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>', WIDTH, HEIGHT, label, circles, words
    )


def columns(values: Sequence[Decimal | None], names: Sequence[str], label: str, most: Decimal) -> SafeString:
    """A few values beside each other, the last set off; all of one scale, so that units can be held against each other."""
    step = _WIDE / max(len(values), 1)
    floor = _HIGH - _GAP
    rects = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
        (
            (
                "now" if at == len(values) - 1 else "then", f"{at * step + 4:.1f}", f"{floor - _tall(value, most, floor):.1f}",
                f"{step - 8:.1f}", f"{max(_tall(value, most, floor), 0.8):.1f}", name,
            )
            for at, (value, name) in enumerate(zip(values, names, strict=True))
            if value is not None
        ),
    )  # fmt: skip
    marks = format_html_join(
        "", '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{at * step + step / 2:.1f}", _HIGH - 2, name) for at, name in enumerate(names)),
    )  # fmt: skip
    gaps = format_html_join(
        "", '<line x1="{}" x2="{}" y1="{}" y2="{}"/>',
        (
            (f"{at * step + 4:.1f}", f"{(at + 1) * step - 4:.1f}", floor, floor)
            for at, value in enumerate(values)
            if value is None
        ),
    )  # fmt: skip
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>', _WIDE, _HIGH, label, rects, gaps, marks
    )


def _projected(placed: Sequence[Bubble]) -> list[tuple[float, float]]:
    degrees = [(float(each.unit.longitude or 0), float(each.unit.latitude or 0)) for each in placed]
    narrow = cos(radians(sum(latitude for _, latitude in degrees) / len(degrees)))
    flat = [(longitude * narrow, -latitude) for longitude, latitude in degrees]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scale = min((WIDTH - 2 * _EDGE) / wide if wide else 1e9, (HEIGHT - 2 * _EDGE) / high if high else 1e9)
    if scale == 1e9:
        return [(WIDTH / 2, HEIGHT / 2) for _ in flat]
    across, down = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    return [((x - left) * scale + across, (y - top) * scale + down) for x, y in flat]


def _radius(value: Decimal | None, most: Decimal) -> float:
    return 6 if value is None else _SMALLEST if not value else max(_SMALLEST, _LARGEST * sqrt(float(abs(value) / most)))


def _class(value: Decimal | None) -> SafeString:
    return format_html(' class="{}"', "none") if value is None else SafeString("")


def _tall(value: Decimal, most: Decimal, room: int) -> float:
    return max(0.0, float(value / most)) * (room - 4) if most else 0.0


def _short(name: str) -> str:
    """Without 'xã', 'phường': the map has room for the name alone."""
    return name.split(" ", 1)[-1]
