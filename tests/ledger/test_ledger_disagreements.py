"""Sources that disagree are listed with the difference, never hidden."""

from decimal import Decimal

import pytest

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.disagreements import disagreements
from danvan.ledger.figure import Blank, Entry, RollUp, Rows

TYPED = Entry("Lan")


def found(ledger, **asked):
    return [(each.record.id, each.witness.source.kind, str(each.difference)) for each in disagreements(ledger, **asked)]


def test_a_witness_that_agrees_is_no_disagreement(ledger, make):
    ledger.append([make("visits", 206), make("visits", 206, source=TYPED)])
    assert disagreements(ledger) == []


def test_a_witness_that_says_more_is_listed_with_how_much(ledger, make):
    ledger.append([make("visits", 206), make("visits", 210, source=TYPED)])
    (one,) = disagreements(ledger)
    assert (one.record.source.kind, one.witness.source.kind) == ("words", "entry")
    assert one.difference == Quantity(Decimal(4), "lượt", 0)


def test_the_total_of_the_units_is_held_against_what_the_whole_typed(ledger, make):
    part = make("visits", 200)
    whole = make("visits", 206, unit="huyện A", digest="d2")
    ledger.append([part, whole, make("visits", 200, unit="huyện A", source=RollUp((part.id,)))])
    assert found(ledger, unit="huyện A") == [(whole.id, "rollup", "-6 lượt")]


def test_the_largest_in_proportion_comes_first(ledger, make):
    ledger.append([make("visits", 1000), make("visits", 1001, source=TYPED)])
    ledger.append([make("received", 2, start=50), make("received", 9, source=TYPED)])
    assert [each.record.indicator for each in disagreements(ledger)] == ["work.received", "work.visits"]


def test_a_blank_against_a_number_has_no_difference_to_tell(ledger, make):
    ledger.append([make("visits", 206), make("visits", 0, source=TYPED, quantity=None, blank=Blank.WITHHELD)])
    assert found(ledger) == [("xa-tra-son.2024-9m.work.visits", "entry", "None")]


def test_none_happened_and_a_zero_agree(ledger, make):
    ledger.append([make("visits", 0), make("visits", 0, source=TYPED, blank=Blank.NONE_HAPPENED)])
    assert found(ledger) == []


def test_not_reported_disagrees_with_nothing(ledger, make):
    ledger.append([make("visits", 206), make("visits", 0, source=TYPED, quantity=None, blank=Blank.NOT_REPORTED)])
    assert disagreements(ledger) == []


def test_other_units_of_measure_disagree_without_a_difference(ledger, make):
    ledger.append([make("visits", 206), make("visits", 206, source=TYPED, measure="vụ việc")])
    assert found(ledger) == [("xa-tra-son.2024-9m.work.visits", "entry", "None")]


def test_sources_with_and_without_the_units_code_are_compared(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.append([make("visits", 207, source=Rows("visits", "*", 1), unit_code="21115")])
    assert found(ledger) == [("xa-tra-son.2024-9m.work.visits", "rows", "1 lượt")]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"indicator": "work.visits"}, 2),
        ({"unit": "XÃ TRÀ SƠN"}, 1),
        ({"unit": "21115"}, 1),
        ({"period": Period.year(2024)}, 0),
        ({}, 2),
    ],
    ids=str,
)
def test_disagreements_can_be_picked(ledger, make, asked, count):
    for number, code in enumerate(("21115", "21116")):
        unit = {"unit": "xã Trà Tân" if number else "xã Trà Sơn", "unit_code": code}
        ledger.append([make("visits", 206, digest=code, **unit), make("visits", 210, source=TYPED, **unit)])
    assert len(disagreements(ledger, **asked)) == count


def test_a_disagreement_that_was_settled_is_gone(ledger, make):
    ledger.append([make("visits", 206), make("visits", 210, source=TYPED)])
    ledger.supersede("xa-tra-son.2024-9m.work.visits", make("visits", 210, source=Entry("Mai")), "đếm lại")
    assert disagreements(ledger) == []
