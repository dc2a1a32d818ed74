"""The same figure from several kinds of source: one is of record, the others are kept beside it."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.ledger.errors import FigureConflict
from danvan.ledger.figure import Blank, Entry, RollUp, Rows
from danvan.ledger.ranks import OUTRANKED, PROMOTED
from danvan.ledger.store import Ledger

VISITS = "xa-tra-son.2024-9m.work.visits"
TYPED, COUNTED = Entry("Lan"), Rows("visits", "*", 207, "r1")


def roles(ledger):
    """Kind of source -> value and role, of what is current."""
    return {
        figure.source.kind: (figure.quantity and int(figure.quantity.value), figure.witness)
        for figure in ledger.figures(witnesses=True)
    }


def test_what_was_typed_stands_beside_what_was_signed(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.append([make("visits", 208, source=TYPED)])
    assert roles(ledger) == {"words": (206, False), "entry": (208, True)}


def test_only_the_figure_of_record_is_listed_unasked(ledger, make):
    ledger.append([make("visits", 206), make("visits", 208, source=TYPED)])
    assert [figure.source.kind for figure in ledger.figures()] == ["words"]


def test_a_better_source_takes_over_and_the_older_one_says_why_it_went(ledger, make):
    ledger.append([make("visits", 207, source=COUNTED)])
    ledger.append([make("visits", 206)])
    assert roles(ledger) == {"words": (206, False), "rows": (207, True)}
    assert [figure.reason for figure in ledger.figures(witnesses=True) if figure.witness] == [OUTRANKED]


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_the_order_of_arrival_does_not_matter(ledger, make, order):
    said = [
        make("visits", 206),
        make("visits", 208, source=TYPED),
        make("visits", 207, source=COUNTED),
        make("visits", 0, source=Entry("Mai"), quantity=None, blank=Blank.NOT_REPORTED),
    ]
    for at in order:
        ledger.append([said[at]])
    found = {(figure.source, figure.quantity, figure.witness) for figure in ledger.figures(witnesses=True)}
    assert found == {(figure.source, figure.quantity, at > 0) for at, figure in enumerate(said)}


def test_a_correction_of_the_signed_figure_still_stands_before_the_others(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.supersede(VISITS, make("visits", 209, source=TYPED), "đếm lại")
    ledger.append([make("visits", 207, source=COUNTED)])
    assert [int(figure.quantity.value) for figure in ledger.figures()] == [209]


def test_another_document_clashes_with_a_corrected_figure(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.supersede(VISITS, make("visits", 209, source=TYPED), "đếm lại")
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 300, digest="d2")])


def test_a_second_document_can_be_kept_beside_the_first(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.append([make("visits", 210, digest="d2")], beside=True)
    ledger.append([make("visits", 211, digest="d3")], beside=True)
    values = [(int(figure.quantity.value), figure.witness) for figure in ledger.figures(witnesses=True)]
    assert sorted(values) == [(206, False), (210, True), (211, True)]


def test_a_document_kept_beside_the_first_is_kept_once(ledger, make):
    ledger.append([make("visits", 206)])
    for _ in range(2):
        ledger.append([make("visits", 210, digest="d2")], beside=True)
    assert len(ledger.figures(witnesses=True)) == 2


def test_not_reported_gives_way_to_a_report(ledger, make):
    ledger.append([make("visits", 0, source=TYPED, quantity=None, blank=Blank.NOT_REPORTED)])
    ledger.append([make("visits", 5, source=Entry("Lan", "gọi điện"))])
    assert [int(figure.quantity.value) for figure in ledger.figures()] == [5]


def test_a_new_value_of_a_witness_leaves_the_record_alone(ledger, make):
    part = make("visits", 3)
    ledger.append([part, make("visits", 5, unit="huyện A", digest="d2")])
    for value in (3, 4):
        ledger.append([make("visits", value, unit="huyện A", source=RollUp((part.id,)))], replace=True)
    found = [(int(figure.quantity.value), figure.witness) for figure in ledger.figures(unit="huyện A", witnesses=True)]
    assert sorted(found) == [(4, True), (5, False)]


def test_when_the_record_is_taken_back_the_best_witness_stands(ledger, make):
    ledger.append([make("visits", 206), make("visits", 207, source=COUNTED), make("visits", 208, source=TYPED)])
    ledger.withdraw(VISITS, "báo cáo của xã khác", "Mai", make("visits", 1).recorded + timedelta(days=1))
    assert roles(ledger) == {"entry": (208, False), "rows": (207, True)}
    assert ledger.figures()[0].reason == PROMOTED


def test_a_figure_moved_away_leaves_its_place_to_the_witness(ledger, make):
    ledger.append([make("visits", 206), make("visits", 207, source=COUNTED)])
    ledger.supersede(VISITS, make("visits", 206, unit="xã Trà Tân"), "nhầm xã")
    assert [int(figure.quantity.value) for figure in ledger.figures(unit="xã Trà Sơn")] == [207]


def test_a_code_that_comes_later_belongs_to_the_same_place(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 207, digest="d2", unit_code="21115")])


def test_two_units_of_one_name_are_told_apart_by_their_codes(ledger, make):
    ledger.append([make("visits", 206, unit_code="21115"), make("visits", 300, digest="d2", unit_code="04321")])
    assert sorted(int(figure.quantity.value) for figure in ledger.figures()) == [206, 300]


def test_a_unit_renamed_is_known_by_its_code(ledger, make):
    ledger.append([make("visits", 206, unit_code="21115")])
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 207, digest="d2", unit="xã Trà Sơn Mới", unit_code="21115")])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([(unit, kind) for unit in ("xã A", "xã B") for kind in (None, TYPED, COUNTED)]), st.integers(1, 3))
def test_one_figure_of_record_at_each_place_in_any_order_and_any_batches(tmp_path_factory, make, said, size):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    figures = [make("visits", 5, unit=unit, digest=unit, **({"source": kind} if kind else {})) for unit, kind in said]
    for start in range(0, len(figures), size):
        ledger.append(figures[start : start + size])
    records = [(figure.unit, figure.source.kind) for figure in ledger.figures()]
    assert records == [("xã A", "words"), ("xã B", "words")]
    assert len(ledger.figures(witnesses=True)) == 6


def test_a_witness_is_explained_like_any_figure(ledger, make):
    ledger.append([make("visits", 206), replace(make("visits", 208, source=TYPED), id="typed")])
    assert ledger.explain("typed").figure.witness
