"""A figure as a row of the ledger's table and back."""

from collections.abc import Mapping
from datetime import UTC
from decimal import Decimal
from typing import Any

from danvan.kernel.period import Period, PeriodKind
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Blank, Figure, Rows, Source, Words
from danvan.ledger.sources import from_json, to_json
from danvan.units.names import unit_key

PLACES = 12
"""Decimals a value may have in the table."""
LIMIT = Decimal(10) ** 20
"""Values stay below this, so that a sum over the whole country still fits 38 digits with PLACES decimals."""

Row = Mapping[str, Any]


def to_row(figure: Figure) -> dict[str, Any]:
    """`figure` as the columns of the table. `unit_key`, `source_kind` and `digest` repeat what the engine has to compare."""
    period, quantity, source = figure.period, figure.quantity, figure.source
    return {
        "id": figure.id,
        "indicator": figure.indicator,
        "unit": figure.unit,
        "unit_key": unit_key(figure.unit),
        "unit_code": figure.unit_code or None,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "value": plain(quantity.value) if quantity else None,
        "blank": figure.blank,
        "measure": quantity.measure if quantity else "",
        "decimals": quantity.decimals if quantity else 0,
        "estimated": figure.estimated,
        "source": to_json(source),
        "source_kind": source.kind,
        "digest": digest_of(source),
        "recorded": figure.recorded.astimezone(UTC),
        "person": figure.person,
        "catalogue": figure.catalogue,
        "supersedes": figure.supersedes,
        "reason": figure.reason,
        "withdrawn": figure.withdrawn,
        "witness": figure.witness,
        "year": period.end.year,
        "level": figure.level,
    }


def from_row(row: Row) -> Figure:
    """The figure of a row. Raises ValueError for a row we did not write."""
    return Figure(
        id=row["id"],
        indicator=row["indicator"],
        unit=row["unit"],
        level=row["level"] or "",  # an empty partition value comes back as none
        period=Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"])),
        quantity=None if row["value"] is None else quantity_of(row),
        source=from_json(row["source"]),
        recorded=row["recorded"].astimezone(UTC),
        catalogue=row["catalogue"],
        supersedes=row["supersedes"],
        reason=row["reason"],
        unit_code=row["unit_code"] or "",
        blank=None if row["blank"] is None else Blank(row["blank"]),
        estimated=row["estimated"],
        person=row["person"],
        withdrawn=row["withdrawn"],
        witness=row["witness"],
    )


def digest_of(source: Source) -> str | None:
    """The sha-256 of the file a figure comes from; None when it comes from none."""
    return (source.digest or None) if isinstance(source, (Words, Rows)) else None


def quantity_of(row: Row) -> Quantity:
    """The quantity of a row that has a value, written as short as it can be."""
    return Quantity(plain(row["value"]), row["measure"], row["decimals"])


def plain(value: Decimal) -> Decimal:
    """`value` without the zeros the table's fixed scale adds, and without an exponent: 206, not 206.000 or 2.06E+2."""
    text = f"{value:f}"  # unlike Decimal.normalize, this never rounds
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def fits(value: Decimal) -> bool:
    """Whether the table holds `value` exactly: a number below LIMIT with at most PLACES decimals."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and abs(value) < LIMIT and exponent >= -PLACES
