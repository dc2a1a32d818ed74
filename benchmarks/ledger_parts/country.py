"""A country of figures for benchmarks/ledger.py: 3,321 communes in 34 provinces, 300 indicators, as many quarters as wanted.

Thirty indicators are shares of two others. One figure in a hundred is left out or 'not reported', one in a thousand was
corrected, some are kept beside another source: what a ledger's rules are for.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from danvan.catalogue.catalogue import Catalogue, by_code
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Area, Certainty, Indicator, Source, Words
from danvan.kernel.period import Period
from danvan.ledger import delta
from danvan.ledger.rolling.tree import NATION, NATION_LEVEL, Edge, UnitTree
from danvan.ledger.store import Ledger

COMMUNES, PROVINCES, INDICATORS, RATIOS, AREAS = 3321, 34, 300, 30, 30
MEASURE = "lượt"


def code_of(number: int) -> str:
    """Of an indicator."""
    return f"area{number % AREAS:02d}.indicator_{number:03d}"


def parts_of(number: int) -> tuple[str, str]:
    """What the share `number` is made of: numerator, denominator."""
    return code_of(number - AREAS), code_of(number - 2 * AREAS)


CODES = tuple(code_of(number) for number in range(INDICATORS))
SHARES = {code_of(number): parts_of(number) for number in range(INDICATORS - RATIOS, INDICATORS)}
UNITS = tuple(f"{10_000 + number}" for number in range(COMMUNES))
PROVINCE_OF = tuple(f"{1 + number * PROVINCES // COMMUNES:02d}" for number in range(COMMUNES))


def periods(count: int) -> list[Period]:
    """Quarters from the third of 2025 on."""
    return [Period.quarter(2025 + (2 + number) // 4, (2 + number) % 4 + 1) for number in range(count)]


def tree() -> UnitTree:
    """Communes under provinces, and all under the nation."""
    pairs = zip(UNITS, PROVINCE_OF, strict=True)
    return UnitTree([edge for unit, up in pairs for edge in (Edge(unit, up, "province"), Edge(unit, NATION, NATION_LEVEL))])


def catalogue() -> Catalogue:
    """The invented indicators, with our own vocabulary."""
    words, source = Words(vi="x", en="x"), Source(certainty=Certainty.OBSERVED)
    areas = {}
    for area in range(AREAS):
        name = f"area{area:02d}"
        indicators = []
        for code in CODES[area::AREAS]:
            share = SHARES.get(code)
            short = [part.partition(".")[2] for part in share] if share else []
            indicators.append(
                Indicator(
                    code=code,
                    area=name,
                    name=words,
                    measure="%" if share else MEASURE,
                    kind="ratio" if share else "count",
                    rollup="ratio" if share else "sum",
                    formula=f"100 * {short[0]} / {short[1]}" if share else "",
                    decimals=2 if share else 0,
                    source=source,
                )
            )
        areas[name] = Area(code=name, name=words, order=area, about=words, indicators=tuple(indicators))
    return replace(load_catalogue(), areas=areas, indicators=by_code(areas.values()), identities=(), phrases=())


def filled(folder: Path, count: int) -> Ledger:
    """A new ledger with `count` quarters, about a million figures each: one commit of first versions, one of corrections."""
    ledger = Ledger.open(folder)
    for number, period in enumerate(periods(count)):
        first = _figures(period, np.random.default_rng(number))
        for rows in (first, _corrections(first)):
            delta.commit_table(delta.load(folder), folder, rows)
    return ledger


def _figures(period: Period, chance: np.random.Generator) -> Any:
    """By indicator, then commune: as compaction leaves them."""
    count = COMMUNES * INDICATORS
    dice = chance.integers(0, 1000, count)
    there = pa.array(dice >= 5)
    said = pa.array(dice >= 10)
    indicators = _repeated(CODES, np.repeat(np.arange(INDICATORS), COMMUNES))
    units = _repeated(UNITS, np.tile(np.arange(COMMUNES), INDICATORS))
    share = np.repeat([code in SHARES for code in CODES], COMMUNES)
    values = pc.if_else(said, pa.array(chance.integers(0, 100_000, count)), None).cast(pa.decimal128(38, 12))
    names = pc.binary_join_element_wise("xã số", units, " ")
    when = f"{period.end.year}-q{period.end.month // 3}"
    rows = {
        "id": pc.binary_join_element_wise("xa-so", units, when, indicators, "."),
        "indicator": indicators,
        "unit": names,
        "unit_key": names,
        "unit_code": units,
        "value": values,
        "blank": pc.if_else(said, None, "not_reported"),
        "measure": pc.if_else(pa.array(share), "%", MEASURE),
        "witness": pa.array(dice == 999),
    }
    return _table(rows, period).filter(there)


def _corrections(first: Any) -> Any:
    """Of every thousandth figure."""
    wrong = first.take(pa.array(range(7, len(first), 1000)))
    again = {
        "id": pc.binary_join_element_wise(wrong["id"], "2", "-"),
        "value": pc.add(pc.cast(pc.fill_null(wrong["value"], 0), pa.int64()), 1).cast(pa.decimal128(38, 12)),
        "blank": pa.nulls(len(wrong), pa.string()),
        "supersedes": wrong["id"],
        "reason": pa.array(["đếm lại"] * len(wrong)),
    }
    return pa.table([again.get(name, wrong[name]) for name in delta.SCHEMA.names], schema=delta.SCHEMA)


def _repeated(words: tuple[str, ...], at: Any) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(at, pa.int32()), pa.array(words)).cast(pa.string())


def _table(rows: dict[str, Any], period: Period) -> Any:
    count = len(rows["id"])
    same = {
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "decimals": 0,
        "estimated": False,
        "source": '{"kind":"entry","person":"Lan","reason":""}',
        "source_kind": "entry",
        "recorded": datetime.combine(period.end, datetime.min.time(), UTC),
        "person": "Lan",
        "catalogue": "bench",
        "reason": "",
        "withdrawn": False,
        "year": period.end.year,
        "level": "commune",
    }
    columns = []
    for field in delta.SCHEMA:
        if field.name in rows:
            columns.append(rows[field.name])
        elif field.name in same:
            columns.append(pa.repeat(pa.scalar(same[field.name], field.type), count))
        else:
            columns.append(pa.nulls(count, field.type))
    return pa.table(columns, schema=delta.SCHEMA)
