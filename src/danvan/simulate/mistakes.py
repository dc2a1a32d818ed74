"""Errors put into reports on purpose, each written down: what was right, what was written, which identities it breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from danvan.catalogue.formulas import IdentityFormula
from danvan.simulate.world import Rulebook

_MOST = 3
"""Errors in one report."""
LARGEST = 10**17
"""Written values stay below this, times ten to their decimals."""

KINDS = ("sum", "part", "magnitude", "transposed", "stale", "blank")
"""sum: a sum no longer adds up. part: a part is more than its whole. magnitude: too many or too few zeros. transposed: two
digits changed places. stale: the period before copied. blank: nothing was written."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One figure written wrong. `right` and `wrong` are times ten to the decimals; `wrong` is None for a blank."""

    unit: int
    indicator: str
    kind: str
    right: int
    wrong: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """One unit's right figures, times ten to their decimals, and those of its report before."""

    unit: int
    values: Mapping[str, int]
    before: Mapping[str, int]
    rules: Rulebook


def mistakes_in(report: Report, rng: np.random.Generator) -> list[Mistake]:
    """One to three errors of chance kinds, no two in one figure; fewer where the report has no room for them."""
    found: dict[str, Mistake] = {}
    for _ in range(int(rng.integers(1, _MOST + 1))):
        kind = KINDS[int(rng.choice(len(KINDS), p=(0.34, 0.14, 0.14, 0.16, 0.12, 0.1)))]
        made = _MAKERS[kind](report, rng)
        if made and made.indicator not in found and made.wrong != made.right:
            found[made.indicator] = made
    return list(found.values())


def broken_by(report: Report, mistakes: list[Mistake]) -> dict[str, list[str]]:
    """Of each indicator written wrong, the identities with it that hold for the right figures and not for those written."""
    written = {**_exact(report, report.values)}
    for mistake in mistakes:
        if mistake.wrong is None:
            written.pop(mistake.indicator)
        else:
            written[mistake.indicator] = _decimal(report, mistake.indicator, mistake.wrong)
    right = _exact(report, report.values)
    broken: dict[str, list[str]] = {mistake.indicator: [] for mistake in mistakes}
    for identity in report.rules.identities:
        wrong = broken.keys() & set(identity.codes)
        if wrong and identity.holds(written) is False and identity.holds(right):
            for code in wrong:
                broken[code].append(identity.code)
    return broken


def _exact(report: Report, values: Mapping[str, int]) -> dict[str, Decimal]:
    return {code: _decimal(report, code, value) for code, value in values.items()}


def _decimal(report: Report, code: str, value: int) -> Decimal:
    return Decimal(value).scaleb(-report.rules.decimals[code])


def _identities(report: Report, operator: str, rng: np.random.Generator) -> Iterator[IdentityFormula]:
    """Those of the report that hold and are about something, in an order of chance."""
    exact = _exact(report, report.values)
    every = [one for one in report.rules.firm if one.operator == operator and set(one.codes) <= exact.keys()]
    for at in rng.permutation(len(every))[:20]:
        if any(report.values[code] for code in every[at].codes) and every[at].holds(exact):
            yield every[at]


def _sum(report: Report, rng: np.random.Generator) -> Mistake | None:
    for identity in _identities(report, "=", rng):
        code = identity.codes[int(rng.integers(len(identity.codes)))]
        right = report.values[code]
        off = int(rng.integers(1, max(2, abs(right) // 20 + 2)))
        return Mistake(report.unit, code, "sum", right, right + off if rng.random() < 0.5 or right < off else right - off)
    return None


def _part(report: Report, rng: np.random.Generator) -> Mistake | None:
    for identity in _identities(report, "<=", rng):
        code = next(iter(identity.left.terms), "")
        if len(identity.left.terms) == 1 and identity.left.terms[code] == 1 and not identity.right.constant:
            whole = identity.right.evaluate(_exact(report, report.values))
            if whole and whole > 0:
                limit = int(whole * 10 ** report.rules.decimals[code])
                return Mistake(report.unit, code, "part", report.values[code], limit + int(rng.integers(1, limit // 3 + 2)))
    return None


def _magnitude(report: Report, rng: np.random.Generator) -> Mistake | None:
    code = _any(report, rng, least=20)
    if not code:
        return None
    right, zeros = report.values[code], 10 ** int(rng.integers(1, 4))
    small = right % zeros == 0 and rng.random() < 0.5
    wrong = right // zeros if small else right * zeros
    return Mistake(report.unit, code, "magnitude", right, wrong) if wrong < LARGEST else None


def _transposed(report: Report, rng: np.random.Generator) -> Mistake | None:
    code = _any(report, rng, least=12)
    digits = list(str(report.values[code])) if code else []
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
    if not places:
        return None
    at = places[int(rng.integers(len(places)))]
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return Mistake(report.unit, code, "transposed", report.values[code], int("".join(digits)))


def _stale(report: Report, rng: np.random.Generator) -> Mistake | None:
    code = _any(report, rng, least=1)
    return Mistake(report.unit, code, "stale", report.values[code], report.before[code]) if code in report.before else None


def _blank(report: Report, rng: np.random.Generator) -> Mistake | None:
    code = _any(report, rng, least=0)
    return Mistake(report.unit, code, "blank", report.values[code], None) if code else None


def _any(report: Report, rng: np.random.Generator, least: int) -> str:
    """The code of any figure of at least `least`, '' where there is none."""
    codes = [code for code, value in report.values.items() if value >= least]
    return codes[int(rng.integers(len(codes)))] if codes else ""


_MAKERS = {"sum": _sum, "part": _part, "magnitude": _magnitude, "transposed": _transposed, "stale": _stale, "blank": _blank}

TRUTH = pa.schema(
    [(name, pa.string()) for name in ("figure", "unit_code", "unit", "period_kind")]
    + [("period_start", pa.date32()), ("period_end", pa.date32()), ("indicator", pa.string()), ("kind", pa.string())]
    + [("right", pa.decimal128(38, 12)), ("wrong", pa.decimal128(38, 12)), ("breaks", pa.list_(pa.string()))]
    + [("outside_range", pa.bool_()), ("corrected_on", pa.date32())]
)
"""One row is one error: the figure's identifier, what is right and what was written (empty: left out), the identities it
breaks, whether it lies outside what the catalogue believes, and when it was corrected."""
