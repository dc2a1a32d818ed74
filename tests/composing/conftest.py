import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from danvan.composing.appendices import annexed
from danvan.composing.consolidate import consolidate
from danvan.composing.model import Chart, Datum, Panel
from danvan.composing.pivot import figures_appendix


@pytest.fixture(scope="session")
def sample():
    """The names of sample.py, which is no module of a package."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("sample.py"))))


@pytest.fixture(scope="session")
def papers():
    """The names of papers.py, which is no module of a package."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("papers.py"))))


@pytest.fixture(scope="session")
def composed(sample):
    """A report model from given figures."""

    def compose(rolled=None, outline=None):
        return consolidate(rolled or sample.usual(), outline or sample.outline(), sample.catalogue())

    return compose


@pytest.fixture(scope="session")
def illustrated(sample, composed):
    """A report with a chart of every kind and the appendix of figures."""
    pytest.importorskip("altair", reason="the extra `charts` is not installed")
    data = tuple(
        Datum(unit, Decimal(value), f"{value} lượt", ("f",), (105.0 + at, 21.0))
        for at, (unit, value) in enumerate(zip(sample.UNITS, (-3, 0, 12), strict=True))
    )
    panels = (Panel("xã An Hòa", "lượt", data),)
    kinds = ("change", "time", "share", "classes", "units", "map")
    charts = [Chart(at, kind, "Tên", "Lời.", panels, data[2], "Ghi chú.") for at, kind in enumerate(kinds, start=1)]
    figures = figures_appendix(sample.usual(), sample.catalogue(), {})
    return annexed(composed(), {"reception": charts[:1], "": charts[1:]}, figures)
