"""How long the identities of the catalogue take over every commune of the country, and what others need for the same.

    python benchmarks/identities.py [--identities 200] [--units 3321] [--indicators 300] [--periods 8] [--runs 5]

Figures: those indicators of every unit for each year, the ones in identities first; what is tested is one year. In turn, in one
process, on the same Parquet files, answers compared:

    danvan     `check_identities` by DuckDB: figures of record, every identity exactly, the failing units with their figures
    sql        the same by DuckDB SQL written by hand, over the same files, without the figures of the failures
    pandera    one pandera schema with a check for each identity, over a table of units by indicators; values are floats
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandera.pandas as pandera
import pyarrow as pa
from deltalake import write_deltalake

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.kernel.period import Period
from danvan.ledger import delta
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.identities import check_identities
from danvan.ledger.identity_rules import Rules, rules_of
from danvan.ledger.store import Ledger

YEAR = 2025
SQL = """
WITH superseded AS (SELECT supersedes AS id FROM {files} WHERE supersedes IS NOT NULL),
record AS (
    SELECT unit_code, indicator, measure, CAST(value AS DECIMAL(32, 12)) AS value FROM {files}
    WHERE period_start = DATE '{start}' AND period_end = DATE '{end}' AND value IS NOT NULL AND NOT withdrawn AND NOT witness
      AND source_kind NOT IN ('rollup', 'shared') AND id NOT IN (SELECT id FROM superseded)
),
sums AS (
    SELECT rule, unit_code, count(*) AS parts, sum(value * factor) AS excess
    FROM record JOIN terms USING (indicator, measure) GROUP BY rule, unit_code
)
SELECT rule, unit_code FROM sums JOIN rules USING (rule)
WHERE parts = wanted AND CASE operator WHEN '=' THEN excess + constant <> 0 WHEN '<=' THEN excess + constant > 0
      ELSE excess + constant < 0 END
"""


def catalogue_with(identities: int) -> Catalogue:
    """The catalogue with the first so many identities that are in force at the end of YEAR, without those a finer split of the
    same whole stands in for: the others do not know of that rule."""
    catalogue = load_catalogue()
    told = {coarse for coarse, _fine in catalogue.derived(rules_of).finer}
    fine = (one for at, one in enumerate(catalogue.identities) if at not in told)
    chosen = tuple(one for one in fine if one.holds_at(Period.year(YEAR).end))[:identities]
    return replace(catalogue, identities=chosen)


def fill(ledger: Ledger, catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Figures of every unit, indicator and year up to YEAR: 0 but for a share that is `wrong`. How many there are."""
    units, periods, wrong = options.units, options.periods, options.wrong
    needed = catalogue.derived(rules_of).measures
    codes = list(dict.fromkeys([*needed, *catalogue.indicators]))[: max(options.indicators, len(needed))]
    engine = duckdb.connect()
    kept = [{"c": code, "m": catalogue.indicators[code].measure} for code in codes]
    engine.register("indicators", pa.Table.from_pylist(kept))
    count = 0
    for year in range(YEAR - periods + 1, YEAR + 1):
        rows = engine.sql(
            f"""SELECT 'u' || u || '.{year}.' || c AS id, c AS indicator, 'xã ' || u AS unit, 'xã ' || u AS unit_key,
                lpad(u::VARCHAR, 5, '0') AS unit_code, 'year' AS period_kind, DATE '{year}-01-01' AS period_start,
                DATE '{year}-12-31' AS period_end,
                (CASE WHEN hash(u || c || '{year}') % 1000000 < {wrong * 1_000_000} THEN hash(c || u) % 1000 ELSE 0 END)
                    ::DECIMAL(38, 12) AS value,
                NULL::VARCHAR AS blank, m AS measure, 0::INTEGER AS decimals, false AS estimated,
                '{{"kind":"entry","person":"","reason":""}}' AS source, 'entry' AS source_kind, NULL::VARCHAR AS digest,
                TIMESTAMPTZ '{year + 1}-01-05 00:00:00+00' AS recorded, '' AS person, 'bench' AS catalogue,
                NULL::VARCHAR AS supersedes, '' AS reason, false AS withdrawn, false AS witness, {year}::INTEGER AS year,
                'commune' AS level
                FROM range({units}) AS r(u), indicators"""  # noqa: S608 - numbers of ours
        ).to_arrow_table()
        table = rows.select(delta.SCHEMA.names).cast(delta.SCHEMA)
        write_deltalake(str(ledger.folder), table, mode="append", partition_by=delta.PARTITIONS)
        count += table.num_rows
    return count


def by_danvan(ledger: Ledger, catalogue: Catalogue, period: Period) -> set[tuple[int, str]]:
    """The failing rules and units."""
    with open_engine() as engine:
        record = current(engine.figures(ledger), period)
        checked = check_identities(record, catalogue, engine.run)
    return {(failure.rule.number, failure.unit_code) for failure in checked.failures}


def by_sql(ledger: Ledger, rules: Rules, period: Period) -> set[tuple[int, str]]:
    """The same, by hand."""
    engine = duckdb.connect()
    names = ("rule", "indicator", "measure", "factor")
    engine.register("given_terms", pa.Table.from_pylist([dict(zip(names, term, strict=True)) for term in rules.terms()]))
    lines = [
        {"rule": rule.number, "wanted": len(rule.excess), "constant": str(rule.constant), "operator": rule.operator}
        for rule in rules.rules
    ]
    engine.register("given_rules", pa.Table.from_pylist(lines))
    engine.execute("CREATE TABLE terms AS SELECT rule, indicator, measure, factor::DECIMAL(5, 0) AS factor FROM given_terms")
    engine.execute(
        "CREATE TABLE rules AS SELECT rule, wanted, constant::DECIMAL(38, 12) AS constant, operator FROM given_rules"
    )
    statement = SQL.format(files=_files(ledger), start=period.start, end=period.end)
    return {(rule, unit) for rule, unit in engine.execute(statement).fetchall()}


def by_pandera(ledger: Ledger, rules: Rules, period: Period) -> set[tuple[int, str]]:
    """The same with a pandera schema over a wide table."""
    codes = sorted({code for rule in rules.rules for code in rule.excess})
    statement = f"""SELECT unit_code, indicator, value::DOUBLE AS value FROM {_files(ledger)}
        WHERE period_start = DATE '{period.start}' AND period_end = DATE '{period.end}' AND list_contains(?, indicator)"""  # noqa: S608 - paths and dates of our own
    long = duckdb.execute(statement, [codes]).df()
    wide = long.pivot(index="unit_code", columns="indicator", values="value")
    schema = pandera.DataFrameSchema(checks=[_check(rule) for rule in rules.rules])
    try:
        schema.validate(wide, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["check", "index"]].drop_duplicates()
        return {(int(check), unit) for check, unit in cases.itertuples(index=False)}
    return set()


def _check(rule: Any) -> Any:
    factors, constant = {code: float(factor) for code, factor in rule.excess.items()}, float(rule.constant)

    def holds(wide: Any) -> Any:
        excess = sum((wide[code] * factor for code, factor in factors.items()), start=constant)
        return excess == 0 if rule.operator == "=" else excess <= 0 if rule.operator == "<=" else excess >= 0

    return pandera.Check(holds, name=str(rule.number))


def _files(ledger: Ledger) -> str:
    paths = ", ".join(f"'{path}'" for path in ledger.snapshot().paths)
    return f"read_parquet([{paths}], hive_partitioning = true)"


def main() -> None:
    """Prints the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("identities", 200), ("units", 3321), ("indicators", 300), ("periods", 8), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--wrong", type=float, default=0.002, help="share of figures that are not 0")
    options = parser.parse_args()
    catalogue = catalogue_with(options.identities)
    rules, period = catalogue.derived(rules_of), Period.year(YEAR)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder) / "ledger")
        count = fill(ledger, catalogue, options)
        contenders: dict[str, Callable[[], set[tuple[int, str]]]] = {
            "danvan": lambda: by_danvan(ledger, catalogue, period),
            "sql": lambda: by_sql(ledger, rules, period),
            "pandera": lambda: by_pandera(ledger, rules, period),
        }
        times: dict[str, list[float]] = {name: [] for name in contenders}
        answers = {name: contender() for name, contender in contenders.items()}
        for _ in range(options.runs):
            for name, contender in contenders.items():
                start = time.perf_counter()
                contender()
                times[name].append(time.perf_counter() - start)
    print(f"{count:,} figures kept; {len(rules.rules)} identities over {options.units:,} units x 1 period; {options.runs} runs")
    print(f"failures: {len(answers['danvan']):,}; the same by all: {len({frozenset(each) for each in answers.values()}) == 1}")
    ours = statistics.median(times["danvan"])
    for name, each in times.items():
        median = statistics.median(each)
        print(f"{name:8} {median:6.3f} s  ({min(each):.3f} to {max(each):.3f})  {median / ours:5.2f} x danvan")


if __name__ == "__main__":
    main()
