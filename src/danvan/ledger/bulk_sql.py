"""The statements of `danvan.ledger.bulk`, in DuckDB's SQL; `$name` is a value of one call.

Tables: stage (the rows as given), units and periods (each different one, with what is derived from it), placed (stage with
identifiers and places), standing (kept rows at the same places), fresh and copies (what is written).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from danvan.kernel.period import PeriodKind
from danvan.kernel.said import mark
from danvan.ledger.figure import Blank
from danvan.ledger.ranks import KINDS, NOTHING
from danvan.ledger.rows import LIMIT

REQUIRED = frozenset({"indicator", "unit", "level", "period_kind", "period_start", "period_end", "value", "measure"})
OPTIONAL: Mapping[str, str] = MappingProxyType(
    {
        "id": "NULL",
        "unit_code": "NULL",
        "blank": "NULL",
        "decimals": "0",
        "estimated": "false",
        "source": "$source",
        "source_kind": "$source_kind",
        "digest": "$digest",
        "recorded": "$recorded",
        "person": "$person",
        "catalogue": "$catalogue",
    }
)
"""Columns a table may have, and what stands for one it has not."""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


INCOMING = """
CREATE TABLE stage AS
SELECT {id}::VARCHAR AS wanted, indicator::VARCHAR AS indicator, unit::VARCHAR AS unit,
       nullif({unit_code}::VARCHAR, '') AS given,
       nullif(level::VARCHAR, '') AS level, period_kind::VARCHAR AS period_kind, period_start::DATE AS period_start,
       period_end::DATE AS period_end, value::DECIMAL(38, 12) AS value, {blank}::VARCHAR AS blank,
       coalesce(measure::VARCHAR, '') AS measure, {decimals}::INTEGER AS decimals, {estimated}::BOOLEAN AS estimated,
       {source}::VARCHAR AS source, {source_kind}::VARCHAR AS source_kind, {digest}::VARCHAR AS digest,
       {recorded}::TIMESTAMPTZ AS recorded, {person}::VARCHAR AS person, {catalogue}::VARCHAR AS catalogue
FROM given
"""

FAULTS = (
    (
        mark("it has no name, no indicator or no unit"),
        "coalesce(indicator, '') = '' OR coalesce(unit, '') = '' OR wanted = ''",
    ),
    (
        mark("its period has no kind, no first or no last day, or ends before it begins"),
        f"""period_start IS NULL OR period_end IS NULL OR period_start > period_end
            OR coalesce(period_kind, '') NOT IN ({_listed(PeriodKind)})""",
    ),
    (
        mark("its level is none of province, district, commune"),
        "level NOT IN ('province', 'district', 'commune')",
    ),
    (
        mark("its value is not a number below 10^20 with at most 12 decimals"),
        f"abs(value) >= {LIMIT:f} OR decimals < 0 OR decimals IS NULL",
    ),
    (
        mark("its number and its blank do not fit: only 'none_happened' has a number, which is 0"),
        f"""coalesce(blank, '') NOT IN ('', {_listed(Blank)}) OR blank = ''
            OR (blank = '{Blank.NONE_HAPPENED}' AND coalesce(value, 1) <> 0)
            OR (coalesce(blank, '') <> '{Blank.NONE_HAPPENED}' AND (value IS NULL) = (blank IS NULL))""",
    ),
    (
        mark("its source is of no known kind"),
        f"coalesce(source_kind, '') NOT IN ({_listed(KINDS)}) OR coalesce(source, '') = ''",
    ),
    (
        mark("the time it was recorded has no time zone"),
        "recorded IS NULL OR estimated IS NULL OR person IS NULL OR catalogue IS NULL",
    ),
)
"""What the table cannot hold, each with the condition that finds it."""

COUNTED = """
SELECT indicator, CASE WHEN value IS NOT NULL THEN measure END AS said, period_kind, period_start, period_end, min(value)
FROM stage GROUP BY ALL ORDER BY ALL
"""
INDICATORS = (
    "CREATE TABLE indicators AS SELECT indicator, row_number() OVER () AS i FROM (SELECT DISTINCT indicator FROM stage)"
)
UNITS = "SELECT DISTINCT unit, given, level, period_kind, period_start, period_end FROM stage ORDER BY ALL"
PERIODS = "SELECT DISTINCT period_kind, period_start, period_end FROM stage ORDER BY ALL"

_ORDER = f"[{_listed(KINDS)}, '{NOTHING}']"
_STRAND = f"CASE WHEN blank = '{Blank.NOT_REPORTED}' THEN '{NOTHING}' ELSE source_kind END"

PLACED = f"""
CREATE VIEW placed AS
SELECT stage.*, unit_key, unit_code, coalesce(wanted, slug || '.' || code || '.' || indicator) AS id, u, i, p,
       {_STRAND} AS strand, list_position({_ORDER}, {_STRAND}) AS rank
FROM stage
JOIN indicators USING (indicator)
JOIN units ON stage.unit = units.unit AND stage.given IS NOT DISTINCT FROM units.given
 AND stage.level IS NOT DISTINCT FROM units.level AND stage.period_kind = units.period_kind
 AND stage.period_start = units.period_start AND stage.period_end = units.period_end
JOIN periods ON stage.period_kind = periods.period_kind
 AND stage.period_start = periods.period_start AND stage.period_end = periods.period_end
"""  # noqa: S608 - of our own constants
"""Unit, indicator and period are also numbered (u, i, p): what there is one figure of is compared by numbers, not by words."""

DUPLICATES = """
WITH twice AS (SELECT u, i, p FROM placed GROUP BY ALL HAVING count(*) > 1)
SELECT any_value(indicator), any_value(unit), any_value(period_kind), any_value(period_start), any_value(period_end),
       list(value ORDER BY value)[1]::VARCHAR, list(id ORDER BY value)[1], list(source_kind ORDER BY value)[1],
       list(value ORDER BY value)[2]::VARCHAR, list(id ORDER BY value)[2], list(source_kind ORDER BY value)[2],
       (SELECT count(*) FROM twice)
FROM placed SEMI JOIN (SELECT * FROM twice ORDER BY ALL LIMIT 1) AS first USING (u, i, p)
HAVING count(*) > 0
"""

IS_NEAR = """
SELECT EXISTS (
  SELECT 1 FROM ledger SEMI JOIN periods USING (period_start, period_end)
) OR (SELECT count(wanted) > 0 FROM stage)
"""
"""Whether the ledger has anything for these periods; a ledger that has not needs no comparing."""

# A correction by a person stands in whatever strand it corrected, which a set does not tell: '*' clashes with every other.
STANDING = f"""
CREATE TABLE standing AS
WITH gone AS (SELECT supersedes AS id FROM ledger WHERE supersedes IS NOT NULL),
near AS (SELECT * FROM ledger SEMI JOIN periods USING (period_start, period_end)),
met AS (
  SELECT near.*, u, i, p FROM near JOIN placed USING (indicator, period_start, period_end, unit_code)
  UNION
  SELECT near.*, u, i, p FROM near JOIN placed USING (indicator, period_start, period_end, unit_key)
  WHERE near.unit_code IS NULL OR placed.unit_code IS NULL
)
SELECT met.*, NOT withdrawn AND id NOT IN (SELECT id FROM gone) AS stands,
       CASE WHEN supersedes IS NOT NULL AND NOT witness AND source_kind = 'entry' THEN '*' ELSE {_STRAND} END AS strand,
       coalesce(list_position({_ORDER}, strand), 0) AS rank
FROM met
"""  # noqa: S608 - of our own constants
NOTHING_STANDS = (
    "CREATE TABLE standing AS SELECT *, 0 AS u, 0 AS i, 0 AS p, false AS stands, '' AS strand, 0 AS rank FROM ledger LIMIT 0"
)

_SAME = """placed.value IS NOT DISTINCT FROM standing.value AND placed.blank IS NOT DISTINCT FROM standing.blank
      AND (placed.value IS NULL OR placed.measure = standing.measure)"""
_ONE = "stands AND standing.strand IN ('*', placed.strand)"

REPEATED = f"""
CREATE TABLE repeated AS
SELECT DISTINCT u, i, p FROM placed JOIN standing USING (u, i, p)
WHERE {_SAME} AND (({_ONE}) OR (placed.source = standing.source AND placed.recorded = standing.recorded))
"""  # noqa: S608 - of our own constants

CLASHES = f"""
SELECT placed.indicator, placed.unit, placed.period_kind, placed.period_start, placed.period_end,
       standing.value::VARCHAR, standing.id, standing.source_kind, placed.value::VARCHAR, placed.id, placed.source_kind,
       count(*) OVER ()
FROM placed ANTI JOIN repeated USING (u, i, p) JOIN standing USING (u, i, p)
WHERE {_ONE} ORDER BY placed.id LIMIT 1
"""  # noqa: S608 - of our own constants

TAKEN = "CREATE TABLE taken AS SELECT DISTINCT ledger.id FROM ledger SEMI JOIN placed USING (id)"
NOTHING_TAKEN = "CREATE TABLE taken AS SELECT id FROM ledger LIMIT 0"

FRESH = """
CREATE VIEW fresh AS
WITH best AS (SELECT u, i, p, min(rank) AS best FROM standing WHERE stands GROUP BY ALL)
SELECT CASE WHEN taken.id IS NULL THEN placed.id ELSE placed.id || '{suffix}' END AS id,
       indicator, unit, unit_key, unit_code, period_kind, period_start, period_end, value, blank, measure, decimals, estimated,
       source, source_kind, digest, recorded, person, catalogue, NULL::VARCHAR AS supersedes, '' AS reason,
       false AS withdrawn, coalesce(best < rank, false) AS witness, year(period_end)::INTEGER AS year, level
FROM placed ANTI JOIN repeated USING (u, i, p)
LEFT JOIN taken ON placed.id = taken.id
LEFT JOIN best USING (u, i, p)
"""

COPIES = """
CREATE VIEW copies AS
SELECT standing.id || '{suffix}w' AS id, standing.indicator, standing.unit, standing.unit_key, standing.unit_code,
       standing.period_kind, standing.period_start, standing.period_end, standing.value, standing.blank, standing.measure,
       standing.decimals, standing.estimated, standing.source, standing.source_kind, standing.digest,
       greatest(standing.recorded, placed.recorded) AS recorded, standing.person, standing.catalogue,
       standing.id AS supersedes, '{reason}' AS reason, false AS withdrawn, true AS witness, standing.year, standing.level
FROM standing JOIN placed USING (u, i, p)
WHERE stands AND NOT standing.witness AND placed.rank < standing.rank
"""
