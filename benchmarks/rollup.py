"""Seconds to add and to roll up the figures of every commune-level unit: 3,321 units x 40 indicators of random values.

Run: python benchmarks/rollup.py [units] [indicators]
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue, by_code
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Area, Certainty, Indicator, Source, Words
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger import figure as figures
from danvan.ledger.ids import figure_id
from danvan.ledger.rollup import keep_totals, roll_up
from danvan.ledger.store import Ledger

UNITS, INDICATORS = 3321, 40
PERIOD = Period.nine_months(2024)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long the block took."""
    start = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - start:.2f} s")


def catalogue(count: int) -> Catalogue:
    """`count` indicators: sums, and every fifth the ratio of the two before it."""
    words, source = Words(vi="x", en="x"), Source(certainty=Certainty.OBSERVED)
    indicators = []
    for number in range(count):
        ratio = number % 5 == 4
        indicators.append(
            Indicator(
                code=f"work.i{number}",
                area="work",
                name=words,
                measure="%" if ratio else "lượt",
                kind="ratio" if ratio else "count",
                rollup="ratio" if ratio else "sum",
                formula=f"100 * i{number - 1} / i{number - 2}" if ratio else "",
                decimals=2 if ratio else 0,
                source=source,
            )
        )
    area = Area(code="work", name=words, order=1, about=words, indicators=tuple(indicators))
    return replace(load_catalogue(), areas={"work": area}, indicators=by_code([area]), identities=(), phrases=())


def reported(units: int, indicators: Catalogue, seed: int = 1) -> Iterator[figures.Figure]:
    """A random figure of every unit for every indicator, one in twenty left out."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    recorded = datetime(2024, 10, 1, tzinfo=UTC)
    for number in range(units):
        unit = f"xã {number}"
        for indicator in indicators.indicators.values():
            if chance.random() < 0.05:
                continue
            value = chance.randrange(1, 100_000)
            source = figures.Words("a.docx", f"{number:064}", value, value + 5, str(value), f"Đã tiếp {value} lượt.")
            quantity = Quantity(Decimal(value), indicator.measure, indicator.decimals)
            identifier = figure_id(indicator.code, unit, PERIOD)
            yield figures.Figure(identifier, indicator.code, unit, "commune", PERIOD, quantity, source, recorded, "bench")


def main() -> None:
    """Adds all figures in one call, rolls them up, keeps the totals."""
    units, indicators = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (UNITS, INDICATORS)
    book = catalogue(indicators)
    batch = list(reported(units, book))
    names = [f"xã {number}" for number in range(units)]
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder) / "ledger")
        with timed(f"append {len(batch):,} figures"):
            ledger.append(batch)
        with timed("append them again (nothing new)"):
            ledger.append(batch)
        with timed(f"roll up {units:,} units x {indicators} indicators"):
            rolled = roll_up(ledger, book, PERIOD, names)
        with timed(f"keep {len(rolled.totals)} totals"):
            kept = keep_totals(ledger, rolled)
        with timed("explain one total"):
            ledger.explain(kept.totals[0].id)


if __name__ == "__main__":
    main()
