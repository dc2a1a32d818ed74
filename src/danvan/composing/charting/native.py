"""Charts of a report as charts of a spreadsheet, that people can change: each on a sheet with the numbers it is drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from danvan.composing.model import Chart, Datum, Panel

_MORE, _LESS, _GREY = "#0072B2", "#D55E00", "#5A5A5A"
_TOP = 3
"""The row of the first value, counted from 0."""
_SIZE = {"width": 640, "height": 420}
_BEHIND, _ROW = 15, 20
"""The column behind the chart, for what is not printed; how high a row is."""
_SMALL = {"width": 240, "height": 170}
_ACROSS = 3
_LYING = ("change", "share")
"""Kinds whose bars lie, one below the other."""
_HIGH = 50
"""Where all values are above it, the axis begins below the smallest, not at 0."""
_MARKERS = 6, 40
"""Sizes of the smallest and the largest bubble."""

Book = Any
Sheet = Any


def add_charts(book: Book, charts: Iterable[Chart], names: Any, looks: Any) -> None:
    """A sheet for each chart. `names` gives sheets their names, `looks` the formats of cells."""
    for chart in charts:
        sheet = book.add_worksheet(names.of(f"Biểu đồ {chart.number}"))
        sheet.write_string(0, 0, chart.caption, looks.title)
        if chart.note:
            sheet.write_string(1, 0, chart.note)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        if chart.kind == "units":
            _multiples(book, sheet, chart, looks)
        else:
            _single(book, sheet, chart, looks)


def _single(book: Book, sheet: Sheet, chart: Chart, looks: Any) -> None:
    (panel,) = chart.panels
    _table(sheet, chart, panel, looks)
    drawn = book.add_chart(_TYPES[chart.kind])
    if chart.kind == "map":
        _bubbles(drawn, sheet, panel)
    else:
        _series(drawn, sheet, chart, panel)
    drawn.set_title({"none": True})
    drawn.set_legend({"none": True})
    rows = len(panel.data) if chart.kind in _LYING else 0
    height = max(_SIZE["height"], rows * 24 + 60)
    drawn.set_size({**_SIZE, "height": height})
    sheet.insert_chart(_TOP - 1, 4, drawn, {"description": chart.told})
    sheet.print_area(0, 0, _TOP + max(len(panel.data), height // _ROW), 14)


_TYPES: Mapping[str, dict[str, str]] = {
    "change": {"type": "bar"},
    "share": {"type": "bar"},
    "classes": {"type": "column"},
    "time": {"type": "line"},
    "map": {"type": "scatter"},
}


def _table(sheet: Sheet, chart: Chart, panel: Panel, looks: Any) -> None:
    """The numbers and the same in words; behind the chart the figures they are, and of a map where each lies."""
    heads = [(0, "Nội dung", 48), (1, panel.measure or "Giá trị", 14), (2, "Diễn giải", 40), (_BEHIND, "Mã số liệu", 44)]
    heads += [(_BEHIND + 1, "Kinh độ", 12), (_BEHIND + 2, "Vĩ độ", 12)] if chart.kind == "map" else []
    for column, words, width in heads:
        sheet.set_column(column, column, width)
        sheet.write_string(_TOP - 1, column, words, looks.head)
    for line, datum in enumerate(_lines(chart, panel), start=_TOP):
        sheet.write_string(line, 0, datum.label, looks.name)
        _number(sheet, line, 1, datum, looks)
        sheet.write_string(line, 2, datum.text, looks.name)
        sheet.write_string(line, _BEHIND, " ".join(datum.figures), looks.name)
        for column, degrees in enumerate(datum.at or (), start=_BEHIND + 1):
            sheet.write_number(line, column, degrees, looks.numbers[4])


def _lines(chart: Chart, panel: Panel) -> Sequence[Datum]:
    return (*panel.data, *([chart.line] if chart.line else []))


def _number(sheet: Sheet, line: int, column: int, datum: Datum, looks: Any) -> None:
    if datum.value is None:
        sheet.write_blank(line, column, None, looks.name)
        return
    exponent = datum.value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    sheet.write_number(line, column, float(datum.value), looks.numbers[min(decimals, 6)])


def _series(drawn: Any, sheet: Sheet, chart: Chart, panel: Panel) -> None:
    last = _TOP + len(panel.data) - 1
    series: dict[str, Any] = {
        "name": chart.title,
        "categories": [sheet.name, _TOP, 0, last, 0],
        "values": [sheet.name, _TOP, 1, last, 1],
        "data_labels": {"value": True, "font": {"name": "Times New Roman", "size": 11}},
        "fill": {"color": _MORE},
        "gap": 60,
    }
    if chart.kind == "time":
        series |= {"line": {"color": _MORE, "width": 2}, "marker": {"type": "circle", "size": 7, "fill": {"color": _MORE}}}
    if chart.kind == "change":
        series |= {"invert_if_negative": True, "invert_if_negative_color": _LESS}
    drawn.add_series(series)
    labels = {"num_font": {"name": "Times New Roman", "size": 11}}
    down: dict[str, Any] = {**labels, "major_gridlines": {"visible": False}}
    across: dict[str, Any] = {**labels, "major_gridlines": {"visible": True, "line": {"color": "#E3E3E3"}}}
    values = [float(each.value) for each in panel.data if each.value is not None]
    if chart.kind in ("share", "time") and min(values) > _HIGH:
        across["min"] = int(min(values) / 5) * 5
    if chart.kind in _LYING:
        down |= {"reverse": True, "label_position": "low"}
    # Of bars that lie the writer calls the upright axis y.
    upright, level = (across, down) if chart.kind not in _LYING else (down, across)
    drawn.set_y_axis(upright)
    drawn.set_x_axis(level)


def _bubbles(drawn: Any, sheet: Sheet, panel: Panel) -> None:
    """A marker for each unit, as large as its figure, with its name."""
    most = max(float(each.value) for each in panel.data if each.value is not None)
    least, largest = _MARKERS
    for line, datum in enumerate(panel.data, start=_TOP):
        if datum.at is None or datum.value is None:
            continue
        size = max(least, round(largest * (max(0.0, float(datum.value)) / most) ** 0.5))
        label = {"value": f"{datum.label} {datum.text.split(' ')[0]}", "font": {"size": 8}}
        drawn.add_series(
            {
                "name": [sheet.name, line, 0],
                "categories": [sheet.name, line, _BEHIND + 1, line, _BEHIND + 1],
                "values": [sheet.name, line, _BEHIND + 2, line, _BEHIND + 2],
                "marker": {
                    "type": "circle",
                    "size": size,
                    "fill": {"color": _MORE, "transparency": 45},
                    "border": {"color": _GREY},
                },
                "data_labels": {"custom": [label], "value": True, "position": "right"},
            }
        )
    longitudes, latitudes = zip(*(each.at for each in panel.data if each.at), strict=True)
    drawn.set_x_axis({**_reach(longitudes), "visible": False, "major_gridlines": {"visible": False}})
    drawn.set_y_axis({**_reach(latitudes), "visible": False, "major_gridlines": {"visible": False}})


def _reach(degrees: Sequence[float]) -> dict[str, float]:
    """An axis from a little before the first to a little behind the last."""
    spare = max((max(degrees) - min(degrees)) * 0.1, 0.01)
    return {"min": round(min(degrees) - spare, 3), "max": round(max(degrees) + spare, 3)}


def _multiples(book: Book, sheet: Sheet, chart: Chart, looks: Any) -> None:
    """Units down, years across, and a small chart for each row, all on one scale."""
    years = [datum.label for datum in chart.panels[0].data]
    sheet.set_column(0, 0, 28)
    for column, words in enumerate(["Đơn vị", *years]):
        sheet.write_string(_TOP - 1, column, words, looks.head)
    most = max(float(each.value) for panel in chart.panels for each in panel.data if each.value is not None)
    for at, panel in enumerate(chart.panels):
        line = _TOP + at
        sheet.write_string(line, 0, panel.title, looks.name)
        for column, datum in enumerate(panel.data, start=1):
            _number(sheet, line, column, datum, looks)
        drawn = _small(book, sheet, panel, line, most)
        row, column = divmod(at, _ACROSS)
        place = {"description": _told(panel), "x_offset": column * _SMALL["width"], "y_offset": row * _SMALL["height"]}
        sheet.insert_chart(_TOP - 1, len(years) + 2, drawn, place)


def _small(book: Book, sheet: Sheet, panel: Panel, line: int, most: float) -> Any:
    drawn = book.add_chart({"type": "line"})
    last = len(panel.data)
    drawn.add_series(
        {
            "name": [sheet.name, line, 0],
            "categories": [sheet.name, _TOP - 1, 1, _TOP - 1, last],
            "values": [sheet.name, line, 1, line, last],
            "line": {"color": _MORE, "width": 2},
            "marker": {"type": "circle", "size": 5, "fill": {"color": _MORE}},
            "data_labels": {"value": True, "position": "above"},
        }
    )
    drawn.set_title({"name": panel.title, "name_font": {"name": "Times New Roman", "size": 11}})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"min": 0, "max": most * 1.2, "visible": False, "major_gridlines": {"visible": False}})
    drawn.set_size(_SMALL)
    return drawn


def _told(panel: Panel) -> str:
    return f"{panel.title}: " + "; ".join(f"{datum.label} {datum.text}" for datum in panel.data)
