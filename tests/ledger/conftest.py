"""Figures, a small catalogue and ledgers for these tests."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from danvan.catalogue.catalogue import Catalogue, by_code
from danvan.catalogue.models import Area, Certainty, Indicator, Source, Vocabulary, Words
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger import figure as figures
from danvan.ledger.ids import figure_id
from danvan.ledger.store import Ledger

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
