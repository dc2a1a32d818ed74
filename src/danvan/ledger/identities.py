"""Every identity of the catalogue over every unit and period at once: one Ibis expression, run by whatever engine is given.

An identity is tested for a unit and a period where each of its indicators has a figure of record with a value, in the
indicator's own unit of measure; "none happened" is a zero. Where only some of them have, it is counted as not tested.
Values are compared exactly, as decimals; the answers are those of `IdentityFormula.holds` on the same figures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Identity
from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity
from danvan.ledger.identity_rules import DIGITS, Rule, Rules, rules_of
from danvan.ledger.rows import PLACES, quantity_of

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

Run = Callable[[Any], Any]
"""Runs an Ibis expression and gives an Arrow table: `engine.to_pyarrow`."""

NOT_REPORTS = ("rollup", "shared")
"""Sources of figures that no unit reported: the parts of such a total may be of different units."""
_PLACE = ("of", "period_kind", "period_start", "period_end")
_VALUE = f"decimal({37 - DIGITS}, {PLACES})"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure an identity was tested on."""

    indicator: str
    figure: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Failure:
    """An identity that does not hold for a unit and a period: both sides, and every figure in them."""

    rule: Rule
    unit: str
    unit_code: str
    level: str
    period: Period
    terms: tuple[Term, ...]

    @property
    def identity(self) -> Identity:
        return self.rule.identity

    @property
    def values(self) -> dict[str, Decimal]:
        return {term.indicator: term.quantity.value for term in self.terms}

    @property
    def left(self) -> Fraction:
        return self.rule.formula.left.evaluate(self.values) or Fraction(0)

    @property
    def right(self) -> Fraction:
        return self.rule.formula.right.evaluate(self.values) or Fraction(0)

    @property
    def difference(self) -> Fraction:
        """Left minus right."""
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an identity was tested, failed, and could not be tested because only some of its indicators were reported."""

    rule: Rule
    tested: int
    failed: int
    incomplete: int


@dataclass(frozen=True, slots=True)
class Checked:
    """`tallies` in the order of the catalogue, of every identity that met a figure; `failures` by period, unit, identity."""

    tallies: tuple[Tally, ...]
    failures: tuple[Failure, ...]
    blanks: Mapping[str, int] = field(default_factory=dict)
    """Figures of these indicators that were reported without a number, by the kind of blank."""

    @property
    def tested(self) -> int:
        return sum(tally.tested for tally in self.tallies)

    @property
    def failed(self) -> int:
        """Of all, also of those whose figures were not fetched."""
        return sum(tally.failed for tally in self.tallies)

    @property
    def incomplete(self) -> int:
        return sum(tally.incomplete for tally in self.tallies)


def check_identities(record: Any, catalogue: Catalogue, run: Run, *, most: int | None = None) -> Checked:
    """Holds the identities of `catalogue` against `record`, an Ibis table of figures of record (columns of the ledger's
    table), of any number of units and periods. An identity that changed is tested in the version in force on a period's last
    day. `most`: of how many failures the figures are fetched; all are counted. Raises FormulaError."""
    rules = catalogue.derived(rules_of)
    if not rules.rules:
        return Checked((), ())
    reported = reported_in(record)
    tallies, failed = _tallies(run(tally(tested(reported, rules), rules)).to_pylist(), rules)
    shown = failed[:most]
    found = run(_parts(reported, shown, rules)).to_pylist() if shown else []
    blank = {row["blank"]: row["figures"] for row in run(blanks_in(record, rules)).to_pylist()}
    return Checked(tallies, _failures(found, rules), blank)


def blanks_in(record: Any, rules: Rules) -> Any:
    """Expression: how many figures of the rules' indicators have no number, by the kind of blank."""
    empty = record.filter(record.value.isnull(), record.blank.notnull()).semi_join(_terms(rules), "indicator")
    return empty.group_by("blank").agg(figures=lambda each: each.count()).order_by("blank")


def reported_in(record: Any) -> Any:
    """What units reported, each under `of`: the state's code of the unit, or the key of its name where that is not known."""
    own = record.filter(record.source_kind.notin(NOT_REPORTS), record.value.notnull())
    return own.mutate(of=ibis.coalesce(own.unit_code, own.unit_key), exact=own.value.cast(_VALUE))


def tested(reported: Any, rules: Rules) -> Any:
    """Expression: for each rule and each unit and period with one of its figures, how many `parts` it has, and the `excess` of
    its left side over its right, constants apart."""
    joined = reported.inner_join(_terms(rules), ["indicator", "measure"])
    return joined.group_by("rule", *_PLACE).agg(
        parts=lambda each: each.count(), excess=lambda each: (each.exact * each.factor).sum()
    )


def tally(sums: Any, rules: Rules) -> Any:
    """Expression: for each rule and period, how many units it was tested for, for how many it could not be, and those it fails
    for (`failing`)."""
    held = sums.inner_join(_rules(rules), "rule").filter(lambda each: each.period_end.between(each.since, each.until))
    excess = held.excess + held.constant
    wrong = ibis.cases(
        (held.operator == "=", excess != 0), (held.operator == "<=", excess > 0), (held.operator == ">=", excess < 0)
    )
    whole = held.parts == held.wanted
    marked = _without_coarser(held.mutate(whole=whole, wrong=whole & wrong), rules)
    return marked.group_by("rule", *_PLACE[1:]).agg(
        tested=marked.whole.sum(),
        incomplete=(marked.parts != marked.wanted).sum(),
        failing=marked["of"].collect(where=marked.wrong),
    )


def _without_coarser(marked: Any, rules: Rules) -> Any:
    """`marked` without the identities a finer one stands in for: where what was turned back is reported too, 'received =
    resolved + pending' is not what the unit means."""
    coarse, fine = zip(*rules.finer, strict=True) if rules.finer else ((), ())
    pairs = ibis.memtable(pa.table({"coarse": pa.array(coarse, pa.int32()), "rule": pa.array(fine, pa.int32())}))
    told = marked.filter(marked.whole).inner_join(pairs, "rule").drop("rule").rename(rule="coarse")
    return marked.anti_join(told, ["rule", *_PLACE])


def _terms(rules: Rules) -> Any:
    numbers, codes, measures, factors = zip(*rules.terms(), strict=True)
    return ibis.memtable(
        pa.table(
            {
                "rule": pa.array(numbers, pa.int32()),
                "indicator": pa.array(codes, pa.string()),
                "measure": pa.array(measures, pa.string()),
                "factor": pa.array(map(Decimal, factors), pa.decimal128(DIGITS, 0)),
            }
        )
    )


def _rules(rules: Rules) -> Any:
    every = rules.rules
    return ibis.memtable(
        pa.table(
            {
                "rule": pa.array([rule.number for rule in every], pa.int32()),
                "wanted": pa.array([len(rule.excess) for rule in every], pa.int64()),
                "constant": pa.array([rule.constant for rule in every], pa.decimal128(26 + PLACES, PLACES)),
                "operator": pa.array([rule.operator for rule in every], pa.string()),
                "since": pa.array([rule.since for rule in every], pa.date32()),
                "until": pa.array([rule.until for rule in every], pa.date32()),
            }
        )
    )


_Failed = list[dict[str, Any]]


def _tallies(rows: Sequence[dict[str, Any]], rules: Rules) -> tuple[tuple[Tally, ...], _Failed]:
    counted: dict[int, list[int]] = {}
    failed: _Failed = []
    for row in rows:
        units = row.pop("failing") or []
        counts = counted.setdefault(row["rule"], [0, 0, 0])
        for at, number in enumerate((row.pop("tested"), len(units), row.pop("incomplete"))):
            counts[at] += int(number or 0)
        failed += [{**row, "of": unit} for unit in units if unit is not None]
    failed.sort(key=lambda row: (row["period_end"], row["period_start"], row["of"], row["rule"]))
    return tuple(Tally(rules.rules[number], *counts) for number, counts in sorted(counted.items())), failed


def _parts(reported: Any, failed: _Failed, rules: Rules) -> Any:
    """Expression: the figures of the failing rules in their units and periods."""
    schema = pa.schema(
        [("rule", pa.int32()), ("of", pa.string()), ("period_kind", pa.string())] + [(name, pa.date32()) for name in _PLACE[2:]]
    )
    places = ibis.memtable(pa.Table.from_pylist(failed, schema=schema))
    named = places.inner_join(_terms(rules).drop("factor"), "rule")
    columns = ["rule", *_PLACE, "unit", "unit_code", "level", "indicator", "id", "value", "measure", "decimals"]
    return reported.inner_join(named, [*_PLACE, "indicator", "measure"]).select(*columns)


def _failures(rows: Sequence[dict[str, Any]], rules: Rules) -> tuple[Failure, ...]:
    groups: dict[tuple[Any, ...], dict[str, dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["rule"], *(row[name] for name in _PLACE)), {})[row["indicator"]] = row
    found = [_failure(rules.rules[key[0]], parts) for key, parts in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.period, one.unit_code, one.unit, one.rule.number)))


def _failure(rule: Rule, parts: dict[str, dict[str, Any]]) -> Failure:
    one = next(iter(parts.values()))
    period = Period(one["period_start"], one["period_end"], PeriodKind(one["period_kind"]))
    terms = tuple(Term(code, parts[code]["id"], quantity_of(parts[code])) for code in rule.excess)
    return Failure(rule, one["unit"], one["unit_code"] or "", one["level"] or "", period, terms)
