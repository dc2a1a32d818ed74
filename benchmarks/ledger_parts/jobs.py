"""The roll-up of a whole country, by us and by others, over the same Parquet files. Each job is a process of its own.

Every one: leaves out what is superseded, withdrawn or a witness; adds exact numbers to provinces and nation by indicator and
quarter; counts the units in each total, those that said 'not reported', those that said nothing; works out thirty shares from
the sums of the units that have both parts. What they give is compared. The others round shares as doubles, we exactly.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.tree import NATION
from danvan.ledger.store import Ledger
from ledger_parts import country

Run = Callable[[], Any]
"""Does the job once and gives ancestor, indicator, period_end, total, counted, missing as an Arrow table."""
COLUMNS = ("ancestor", "indicator", "period_end", "total", "counted", "missing")


def danvan(folder: Path, count: int, engine: str = "") -> Run:
    """Our own, by DuckDB or another engine."""
    ledger, catalogue, tree, periods = Ledger.open(folder), country.catalogue(), country.tree(), country.periods(count)
    opened = open_engine(engine)

    def run() -> Any:
        record = current(opened.figures(ledger))
        return roll_up_tree(opened, record, catalogue, tree, periods).table.select(COLUMNS)

    return run


def spark(folder: Path, count: int) -> Run:
    """The same expressions by Spark on this machine."""
    return danvan(folder, count, "spark://local[2]")


SQL = """
WITH record AS (
    SELECT coalesce(unit_code, unit_key) AS unit, indicator, period_start, period_end, value, blank, measure, estimated,
           decimals
    FROM {files} AS figures
    WHERE NOT withdrawn AND NOT witness
      AND NOT EXISTS (FROM {files} AS newer WHERE newer.supersedes = figures.id)
),
provinces AS MATERIALIZED (
    SELECT province, indicator, period_start, period_end,
           sum(value) FILTER (measure = own) AS total, count(*) AS reported,
           count(value) FILTER (measure = own) AS counted, count(*) FILTER (measure <> own) AS other_measure,
           count(*) FILTER (blank = 'not_reported') AS not_reported,
           count(*) FILTER (blank = 'not_applicable') AS not_applicable,
           count(*) FILTER (blank = 'not_comparable') AS not_comparable, count(*) FILTER (blank = 'withheld') AS withheld,
           count(*) FILTER (estimated) AS estimated, max(decimals) AS decimals
    FROM record JOIN communes USING (unit) JOIN counts USING (indicator)
    GROUP BY ALL
),
plain AS (
    FROM provinces UNION ALL
    SELECT 'VN', indicator, period_start, period_end, sum(total), sum(reported), sum(counted), sum(other_measure),
           sum(not_reported), sum(not_applicable), sum(not_comparable), sum(withheld), sum(estimated),
           max(decimals)
    FROM provinces GROUP BY ALL
),
parts AS (
    SELECT province, unit, share AS indicator, period_start, period_end,
           max(value) FILTER (NOT below AND measure = own) AS above,
           max(value) FILTER (below AND measure = own) AS beneath
    FROM record JOIN shares USING (indicator) JOIN communes USING (unit)
    GROUP BY ALL
),
share_provinces AS MATERIALIZED (
    SELECT province, indicator, period_start, period_end, sum(above) AS above, sum(beneath) AS beneath, count(*) AS counted
    FROM parts WHERE above IS NOT NULL AND beneath IS NOT NULL GROUP BY ALL
),
ratios AS (
    FROM share_provinces UNION ALL
    SELECT 'VN', indicator, period_start, period_end, sum(above), sum(beneath), sum(counted) FROM share_provinces GROUP BY ALL
)
SELECT province AS ancestor, indicator, period_start, period_end, total, counted,
       expected - counted - not_applicable AS missing, expected - reported AS silent,
       not_reported, not_applicable, not_comparable, withheld, other_measure, estimated
FROM plain JOIN expected USING (province)
UNION ALL
SELECT province, indicator, period_start, period_end, round(100 * above::DOUBLE / beneath, 2)::DECIMAL(38, 12), counted,
       expected - counted, 0, 0, 0, 0, 0, 0, 0
FROM ratios JOIN expected USING (province)
ORDER BY ALL
"""


def sql(folder: Path, _count: int) -> Run:
    """SQL as one writes it for DuckDB by hand."""
    connection = duckdb.connect()
    ledger = Ledger.open(folder)
    names = ", ".join(f"'{path}'" for path in ledger.snapshot().paths)
    files = f"read_parquet([{names}], hive_partitioning = true)"
    for name, table in _tables().items():
        connection.register(f"{name}_given", table)
        connection.execute(f"CREATE TABLE {name} AS FROM {name}_given")
    statement = SQL.format(files=files)
    return lambda: connection.sql(statement).to_arrow_table().select(COLUMNS)


def polars(folder: Path, _count: int) -> Run:
    """Polars, lazily, with its own decimals."""
    import polars as pl  # noqa: PLC0415 - a contender is loaded only by its own process

    tables = {name: pl.DataFrame(table).lazy() for name, table in _tables().items()}
    paths = [str(path) for path in Ledger.open(folder).snapshot().paths]

    def run() -> Any:
        figures = pl.scan_parquet(paths, hive_partitioning=False)
        newer = figures.filter(pl.col("supersedes").is_not_null()).select(id="supersedes")
        record = figures.filter(~pl.col("withdrawn"), ~pl.col("witness")).join(newer, on="id", how="anti")
        record = record.with_columns(unit=pl.coalesce("unit_code", "unit_key")).join(tables["communes"], on="unit")
        own = pl.col("measure") == pl.col("own")
        place = ["province", "indicator", "period_end"]
        provinces = (
            record.join(tables["counts"], on="indicator")
            .group_by(place)
            .agg(
                total=pl.col("value").filter(own).sum(),
                reported=pl.len(),
                counted=pl.col("value").filter(own).count(),
                not_applicable=(pl.col("blank") == "not_applicable").sum(),
                not_reported=(pl.col("blank") == "not_reported").sum(),
            )
        )
        nation = provinces.group_by(place[1:]).agg(pl.exclude("province").sum()).with_columns(province=pl.lit(NATION))
        plain = pl.concat([provinces, nation.select(provinces.collect_schema().names())]).join(
            tables["expected"], on="province"
        )
        parts = (
            record.join(tables["shares"], on="indicator")
            .group_by(["province", "unit", "share", "period_end"])
            .agg(
                above=pl.col("value").filter(own & ~pl.col("below")).max(),
                beneath=pl.col("value").filter(own & pl.col("below")).max(),
            )
            .drop_nulls()
            .rename({"share": "indicator"})
        )
        shares = parts.group_by(place).agg(above=pl.col("above").sum(), beneath=pl.col("beneath").sum(), counted=pl.len())
        country_ = shares.group_by(place[1:]).agg(pl.exclude("province").sum()).with_columns(province=pl.lit(NATION))
        ratios = pl.concat([shares, country_.select(shares.collect_schema().names())]).join(tables["expected"], on="province")
        columns = ["province", "indicator", "period_end", "total", "counted"]
        whole = plain.with_columns(missing=pl.col("expected") - pl.col("counted") - pl.col("not_applicable"))
        ratio = pl.col("above").cast(pl.Float64) * 100 / pl.col("beneath").cast(pl.Float64)
        halves = ratios.with_columns(
            total=ratio.round(2).cast(pl.Decimal(38, 12)), missing=pl.col("expected") - pl.col("counted")
        )
        both = [each.select(*columns, pl.col("missing").cast(pl.Int64)) for each in (whole, halves)]
        found = pl.concat(both, how="vertical_relaxed").collect(engine="streaming")
        return found.rename({"province": "ancestor"}).to_arrow()

    return run


def pandas(folder: Path, _count: int) -> Run:
    """Pandas over whole numbers: it has no exact decimals that it can add by groups. Only the columns it needs are read."""
    import pandas as pd  # noqa: PLC0415 - a contender is loaded only by its own process

    tables = {name: table.to_pandas() for name, table in _tables().items()}
    communes = tables["communes"].set_index("unit")["province"]
    expected = tables["expected"].set_index("province")["expected"]
    ledger = Ledger.open(folder)
    columns = ["id", "unit_code", "unit_key", "indicator", "period_end", "value", "blank", "measure", "supersedes"]
    place = ["province", "indicator", "period_end"]

    def read() -> Any:
        wanted = pc.field("withdrawn") == False  # noqa: E712 - an expression of Arrow
        table = ledger.dataset().to_table(columns=[*columns, "witness"], filter=wanted)
        value = table["value"].cast(pa.decimal128(38, 12)).cast(pa.int64())
        table = table.set_column(table.schema.get_field_index("value"), "value", value)
        names = {"indicator", "measure", "blank", "unit_code", "unit_key"}
        for at, field in enumerate(table.schema):
            if field.name in names:
                table = table.set_column(at, field.name, table[field.name].dictionary_encode())
        return table.to_pandas()

    def up(frame: Any) -> Any:
        nation = frame.groupby(place[1:], as_index=False, observed=True)[list(frame.columns[3:])].sum()
        return pd.concat([frame, nation.assign(province=NATION)[list(frame.columns)]])

    def run() -> Any:
        figures = read()
        newer = figures["supersedes"].dropna()
        record = figures[~figures["witness"] & ~figures["id"].isin(newer)]
        unit = record["unit_code"].astype(object).fillna(record["unit_key"].astype(object))
        record = record.assign(unit=unit, province=unit.map(communes)).drop(
            columns=["id", "supersedes", "unit_code", "unit_key"]
        )
        counts = record.merge(tables["counts"], on="indicator")
        fits = counts["value"].where(counts["measure"].astype(str) == counts["own"])
        counts = counts.assign(fits=fits, not_applicable=counts["blank"] == "not_applicable")
        grouped = counts.groupby(place, observed=True)
        sums = grouped.agg(total=("fits", "sum"), counted=("fits", "count"), not_applicable=("not_applicable", "sum"))
        plain = up(sums.reset_index())
        plain["missing"] = plain["province"].map(expected) - plain["counted"] - plain["not_applicable"]
        parts = record.merge(tables["shares"], on="indicator")
        parts = parts[parts["measure"].astype(str) == parts["own"]]
        keys = ["province", "unit", "share", "period_end"]
        wide = parts.pivot_table(index=keys, columns="below", values="value", aggfunc="max", observed=True).dropna()
        wide.columns = ["above", "beneath"]
        wide = wide.reset_index().rename(columns={"share": "indicator"})
        shares = wide.groupby(place).agg(above=("above", "sum"), beneath=("beneath", "sum"), counted=("above", "size"))
        shares = up(shares.reset_index())
        shares["total"] = (100 * shares["above"] / shares["beneath"]).round(2)
        shares["missing"] = shares["province"].map(expected) - shares["counted"]
        both = pd.concat([plain, shares])[["province", "indicator", "period_end", "total", "counted", "missing"]]
        found = pa.Table.from_pandas(both.rename(columns={"province": "ancestor"}), preserve_index=False)
        return found.set_column(3, "total", pc.round(found["total"], 2).cast(pa.decimal128(38, 12)))

    return run


JOBS: dict[str, Callable[[Path, int], Run]] = {"danvan": danvan, "sql": sql, "polars": polars, "pandas": pandas, "spark": spark}


def answer(table: Any) -> tuple[int, int, int, Decimal]:
    """What two answers are compared by: how many totals, units counted, units missing, and the sum of all totals."""
    total = pc.sum(table["total"].cast(pa.decimal256(60, 12))).as_py()
    return table.num_rows, int(pc.sum(table["counted"]).as_py()), int(pc.sum(table["missing"]).as_py()), total


def _tables() -> dict[str, Any]:
    """The country as tables: communes, counts (indicators that are added), shares, expected."""
    provinces = [*dict.fromkeys(country.PROVINCE_OF), NATION]
    shares = [(part, code, at == 1) for code, parts in country.SHARES.items() for at, part in enumerate(parts)]
    indicators, wholes, below = zip(*shares, strict=True)
    added = [code for code in country.CODES if code not in country.SHARES]
    return {
        "communes": pa.table({"unit": country.UNITS, "province": country.PROVINCE_OF}),
        "counts": pa.table({"indicator": added, "own": [country.MEASURE] * len(added)}),
        "shares": pa.table(
            {"indicator": indicators, "share": wholes, "below": below, "own": [country.MEASURE] * len(indicators)}
        ),
        "expected": pa.table(
            {
                "province": provinces,
                "expected": [country.COMMUNES if each == NATION else country.PROVINCE_OF.count(each) for each in provinces],
            }
        ),
    }
