"""Figures, a small catalogue and ledgers for these tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from danvan.catalogue.catalogue import Catalogue, by_code
from danvan.catalogue.models import Area, Certainty, Indicator, Source, Vocabulary, Words
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger import figure as figures
from danvan.ledger.ids import figure_id
from danvan.ledger.store import Ledger
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

PERIOD = Period.nine_months(2024)
NOW = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)

INDICATORS = (
    ("visits", "lượt", "count", "sum", "", 0),
    ("received", "hồ sơ", "count", "sum", "", 0),
    ("on_time", "hồ sơ", "count", "sum", "", 0),
    ("on_time_rate", "%", "ratio", "ratio", "100 * on_time / received", 2),
    ("rank", "", "count", "none", "", 0),
    ("households", "hộ", "stock", "sum", "", 0),
    ("given", "đồng", "money", "sum", "", 0),
)


def _indicator(name: str, measure: str, kind: str, rollup: str, formula: str, decimals: int) -> Indicator:
    return Indicator(
        code=f"work.{name}",
        area="work",
        name=Words(vi=name, en=name),
        measure=measure,
        kind=kind,
        rollup=rollup,
        formula=formula,
        decimals=decimals,
        source=Source(certainty=Certainty.OBSERVED),
    )


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    indicators = tuple(_indicator(*row) for row in INDICATORS)
    area = Area(code="work", name=Words(vi="việc", en="work"), order=1, about=Words(vi="x", en="x"), indicators=indicators)
    vocabulary = Vocabulary.model_construct(
        scales={"nghìn": 3, "triệu": 6, "tỷ": 9}, same_measures=(("đồng", "đ", "vnđ"), ("lượt", "lượt người"))
    )
    return Catalogue(
        areas={"work": area},
        indicators=by_code([area]),
        identities=(),
        phrases=(),
        instruments=(),
        checks={},
        outlines={},
        vocabulary=vocabulary,
        version="c1",
    )


@pytest.fixture(scope="session")
def make() -> Callable[..., figures.Figure]:
    """A figure read from a document: `make("visits", 206)`, with any field set otherwise."""

    def make(
        name: str, value: object, *, unit: str = "xã Trà Sơn", digest: str = "d1", start: int | None = None, **fields: object
    ) -> figures.Figure:
        indicator = f"work.{name}"
        period = fields.pop("period", PERIOD)
        start = sum(map(ord, name)) if start is None else start
        measure = str(fields.pop("measure", next(row[1] for row in INDICATORS if row[0] == name)))
        text = str(value)
        whole = {
            "id": figure_id(indicator, unit, period),
            "indicator": indicator,
            "unit": unit,
            "level": "commune",
            "period": period,
            "quantity": Quantity(Decimal(text), measure, max(0, -Decimal(text).as_tuple().exponent)),
            "source": figures.Words("bao-cao.txt", digest, start, start + len(text), text, f"Đã tiếp {text} lượt."),
            "recorded": NOW,
            "catalogue": "c1",
        }
        return figures.Figure(**(whole | fields))

    return make


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "sổ cái")


@pytest.fixture(scope="session")
def country() -> UnitRegister:
    """Tỉnh A (01): huyện Một (011) with xã Son and xã Tân; xã Lẻ right under the province. Tỉnh B (02): xã Xa."""
    return UnitRegister(
        [
            Unit("tỉnh A", Level.PROVINCE, "01"),
            Unit("huyện Một", Level.DISTRICT, "011", parent="01"),
            Unit("xã Son", Level.COMMUNE, "01001", parent="011"),
            Unit("xã Tân", Level.COMMUNE, "01002", parent="011"),
            Unit("xã Lẻ", Level.COMMUNE, "01003", parent="01"),
            Unit("tỉnh B", Level.PROVINCE, "02"),
            Unit("xã Xa", Level.COMMUNE, "02001", parent="02"),
        ]
    )


@pytest.fixture(scope="session")
def scored(catalogue: Catalogue) -> Catalogue:
    """With a mean score, weighted by visits."""
    score = _indicator("score", "điểm", "rate", "weighted_mean", "", 2).model_copy(update={"weight": "visits"})
    area = catalogue.areas["work"]
    area = area.model_copy(update={"indicators": (*area.indicators, score)})
    return replace(catalogue, areas={"work": area}, indicators=by_code([area]))


@pytest.fixture(scope="session")
def table() -> Callable[..., pa.Table]:
    """A table of figures: one row for each of some communes, with any column set otherwise or (None) left out."""

    def table(units: int, **columns: list[object] | None) -> pa.Table:
        given: dict[str, list[object] | None] = {
            "indicator": ["work.visits"] * units,
            "unit": [f"xã {number}" for number in range(units)],
            "level": ["commune"] * units,
            "period_kind": [PERIOD.kind.value] * units,
            "period_start": [PERIOD.start] * units,
            "period_end": [PERIOD.end] * units,
            "value": [Decimal(number) for number in range(units)],
            "measure": ["lượt"] * units,
        }
        return pa.table({name: column for name, column in (given | columns).items() if column is not None})

    return table
