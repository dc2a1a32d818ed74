"""Small charts, drawn by the server: a picture with words for those who do not see it. No script."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 300, 64
_PAD = 4
Points = Sequence[Decimal | None]


def bars(now: Points, before: Points, label: str, *, open_last: bool = False) -> SafeString:
    """A bar for each month of this year, a line behind it for last year's. `open_last`: the last month is not over."""
    most = max((value for value in (*now, *before) if value is not None), default=Decimal(0)) or Decimal(1)
    step = WIDTH / max(len(now), 1)
    last = max((at for at, value in enumerate(now) if value is not None), default=-1)
    drawn = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"{}/>',
        (
            (
                _at(at * step + 4),
                _at(HEIGHT - _high(value, most)),
                _at(step - 8),
                _at(_high(value, most)),
                _faint(at == last and open_last),
            )
            for at, value in enumerate(now)
            if value
        ),
    )
    old = format_html_join(
        "",
        '<path d="M{} {}h{}"/>',
        (
            (_at(at * step + 1), _at(HEIGHT - _high(value, most)), _at(step - 2))
            for at, value in enumerate(before)
            if value is not None
        ),
    )
    return _svg(label, format_html('<g class="bar">{}</g><g class="then">{}</g>', drawn, old))


def lines(now: Points, before: Points, label: str) -> SafeString:
    """This year's line over last year's."""
    every = [value for value in (*now, *before) if value is not None]
    low, high = (min(every), max(every)) if every else (Decimal(0), Decimal(1))
    drawn = [
        format_html('<path class="{}" d="{}"/>', name, _path(points, low, high))
        for name, points in (("then", before), ("now", now))
    ]
    return _svg(label, format_html_join("", "{}", ((each,) for each in drawn)))


def _path(points: Points, low: Decimal, high: Decimal) -> str:
    """Parted where a month has no number; a month alone is a dot."""
    step, span = WIDTH / max(len(points) - 1, 1), float(high - low) or 1.0
    pieces, drawing = [], False
    for at, value in enumerate(points):
        if value is not None:
            y = HEIGHT - _PAD - float(value - low) / span * (HEIGHT - 2 * _PAD) if high > low else HEIGHT / 2
            pieces.append(f"{'L' if drawing else 'M'}{_at(at * step)} {_at(y)}" + ("" if drawing else "h.1"))
        drawing = value is not None
    return "".join(pieces)


def _svg(label: str, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="-3 -3 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        WIDTH + 6,
        HEIGHT + 6,
        label,
        inside,
    )


def _high(value: Decimal, most: Decimal) -> float:
    return float(value / most) * (HEIGHT - _PAD)


def _at(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _faint(faint: bool) -> SafeString:
    return mark_safe(' opacity=".45"') if faint else mark_safe("")
