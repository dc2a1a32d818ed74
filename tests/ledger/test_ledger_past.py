"""What checking asks of a ledger: a unit's own figures, and those of a level, without what was computed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from danvan.checking.past import Remembered
from danvan.kernel.errors import LedgerError
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure, RollUp
from danvan.ledger.past import LedgerPast
from danvan.ledger.store import Ledger

YEAR = Period.year(2024)


def figure(unit: str, value: int, level: str = "commune", **more) -> Figure:
    fields = {"period": YEAR, "source": Entry("văn thư"), **more}
    return Figure(
        id=f"{unit}.{value}".replace(" ", "-"),
        indicator="citizen_reception.visits",
        unit=unit,
        level=level,
        quantity=Quantity(Decimal(value), "lượt"),
        recorded=datetime(2025, 1, 2, tzinfo=UTC),
        catalogue="",
        **fields,
    )


@pytest.fixture
def past(tmp_path) -> LedgerPast:
    ledger = Ledger.open(tmp_path / "ledger")
    parts = [figure("xã Trà Sơn", 60), figure("xã Trà Lâm", 58), figure("xã Trà Sơn", 45, period=Period.year(2023))]
    ledger.append(parts)
    ledger.append([figure("huyện Trà Bồng", 118, "district", source=RollUp(tuple(part.id for part in parts[:2])))])
    return LedgerPast.open(tmp_path / "ledger")


def values(figures) -> list[int]:
    return sorted(int(one.quantity.value) for one in figures)


def test_a_unit_is_found_in_any_spelling(past):
    assert values(past.of_unit("UBND XÃ TRÀ SƠN")) == [45, 60]


def test_the_units_of_a_level_are_those_of_that_period(past):
    assert values(past.of_level("commune", YEAR)) == [58, 60]


def test_what_was_computed_is_no_witness(past):
    assert values(past.of_unit("huyện Trà Bồng")) == []


def test_a_correction_stands_in_place_of_the_figure_it_corrects(past, tmp_path):
    Ledger.open(tmp_path / "ledger").supersede("xã-Trà-Sơn.60", figure("xã Trà Sơn", 66), "gõ nhầm")
    assert values(LedgerPast.open(tmp_path / "ledger").of_unit("xã Trà Sơn")) == [45, 66]


def test_a_folder_without_a_ledger_is_refused(tmp_path):
    with pytest.raises(LedgerError, match="nothing"):
        LedgerPast.open(tmp_path / "nothing")


def test_memory_stands_on_top_of_a_longer_past(past):
    both = Remembered([figure("xã Trà Sơn", 70, period=Period.year(2022))], [figure("xã Trà Sơn", 61)], past)
    assert values(both.of_unit("xã Trà Sơn")) == [45, 60, 70]
    assert values(both.beside("xã Trà Sơn")) == [61]
    assert values(both.of_level("commune", YEAR)) == [58, 60]
