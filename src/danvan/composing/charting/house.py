"""The house style of a report's charts: sizes for print, colours that the colour-blind and a grey copy tell apart.

Sizes are in points of a 96-to-the-inch picture as wide as the text of a page, so that letters come out at about 9 points.
"""

from typing import Any

from danvan.composing.charts import COLOURS, FONT, GREY
from danvan.composing.styles import TEXT_WIDTH

WIDTH = round(TEXT_WIDTH / 25.4 * 96)
TALLEST = 830
"""What fits on a page with its caption."""
TEXT, SMALL = 12, 11
INK = "#222222"
PALE = "#E3E3E3"
MORE, LESS = COLOURS[0], COLOURS[1]
COMMAS = "replace(replace(replace(format(datum.value, ',~f'), /,/g, '_'), '.', ','), /_/g, '.')"
"""A number on an axis as Vietnamese offices write it."""


def dressed(chart: Any) -> dict[str, Any]:
    """A finished Altair chart in the house style, in Vega-Lite's words."""
    styled = (
        chart.configure(font=FONT, background="white", padding={"left": 2, "right": 6, "top": 6, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=TEXT,
            labelColor=INK,
            titleFontSize=TEXT,
            titleFontWeight="normal",
            titleColor=INK,
            domainColor=GREY,
            tickColor=GREY,
            gridColor=PALE,
            labelLimit=WIDTH,
        )
    )
    found: dict[str, Any] = styled.to_dict(validate=False)
    return found
