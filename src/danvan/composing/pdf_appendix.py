"""The number appendix and the charts of a report, as report.typ reads them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from danvan.composing.model import Chart, Table
from danvan.composing.pivot import Band, bands
from danvan.composing.typesetting import Verbatim


def pivot_sheets(whole: Table) -> Iterator[dict[str, Any]]:
    """Each sheet of `whole`, with its title where there are several."""
    sheets = bands(whole)
    for number, band in enumerate(sheets, start=1):
        yield _sheet(whole, band, f"Biểu {number}. {band.title}" if len(sheets) > 1 else "")


def _sheet(whole: Table, band: Band, title: str) -> dict[str, Any]:
    columns = [whole.columns[at] for at in band.columns]
    return {
        "kind": "pivot",
        "title": title,
        "widths": band.widths,
        "groups": [{"name": name, "count": count} for name, count in band.groups],
        "columns": [{"name": each.name, "measure": f"({each.measure})" if each.measure else ""} for each in columns],
        "numbers": ["A", "B", *(str(at + 1) for at in band.columns)],
        "rows": [{"name": row.name, "cells": [asdict(row.cells[at]) for at in band.columns]} for row in whole.rows],
        "total": {"name": whole.total.name, "cells": [asdict(whole.total.cells[at]) for at in band.columns]},
    }


def drawn(chart: Chart) -> dict[str, Any]:
    """The picture, its title, and its words for who cannot see it."""
    from danvan.composing.charting.drawing import svg  # noqa: PLC0415 - needs the extra `charts`

    return {"kind": "chart", "title": chart.caption, "svg": Verbatim(svg(chart)), "told": chart.told}
