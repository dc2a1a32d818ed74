from dataclasses import replace
from datetime import timedelta

import pytest

from danvan.kernel.errors import FigureUnknown
from danvan.kernel.period import Period
from danvan.ledger.admission import ENTERED_AGAIN, NEW_VERSION, READ_AGAIN, RECOMPUTED
from danvan.ledger.errors import FigureConflict, FigureRefused, FigureSuperseded
from danvan.ledger.figure import Entry, RollUp

VISITS = "xa-tra-son.2024-9m.work.visits"


def test_a_correction_supersedes_and_says_why(ledger, make):
    ledger.append([make("visits", 206)])
    new = ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), "đếm lại sổ")
    assert new == f"{VISITS}-2"
    assert [(figure.quantity.value, figure.supersedes, figure.reason) for figure in ledger.figures()] == [
        (208, VISITS, "đếm lại sổ")
    ]


def test_the_history_of_a_figure_is_told_from_any_of_its_versions(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), "đếm lại")
    ledger.supersede(f"{VISITS}-2", make("visits", 209, source=Entry("Lan")), "đếm lại lần nữa")
    for name in (VISITS, f"{VISITS}-2", f"{VISITS}-3"):
        assert [figure.quantity.value for figure in ledger.history(name)] == [206, 208, 209]


def test_old_versions_are_kept(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), "đếm lại")
    assert [figure.quantity.value for figure in ledger.figures(current=False)] == [206, 208]


def test_a_correction_made_twice_is_made_once(ledger, make):
    ledger.append([make("visits", 206)])
    correction = make("visits", 208, source=Entry("Lan"))
    first = ledger.supersede(VISITS, correction, "đếm lại")
    assert ledger.supersede(VISITS, correction, "đếm lại") == first
    assert len(ledger.figures(current=False)) == 2


def test_what_was_corrected_already_is_not_corrected_again(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), "đếm lại")
    with pytest.raises(FigureSuperseded, match=f"{VISITS}-2"):
        ledger.supersede(VISITS, make("visits", 210, source=Entry("Mai")), "nhầm")


def test_a_correction_of_nothing_is_refused(ledger, make):
    with pytest.raises(FigureUnknown):
        ledger.supersede("xa-nao", make("visits", 1), "nhầm")


def test_a_correction_needs_a_reason(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(FigureRefused, match="reason"):
        ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), " ")


def test_a_figure_put_under_the_wrong_period_can_be_moved(ledger, make):
    ledger.append([make("visits", 206, period=Period.year(2023))])
    ledger.supersede("xa-tra-son.2023.work.visits", make("visits", 206), "năm của tiêu đề")
    assert [figure.period for figure in ledger.figures()] == [Period.nine_months(2024)]


def test_a_correction_cannot_take_the_place_of_another_figure(ledger, make):
    ledger.append([make("visits", 206), make("received", 320)])
    with pytest.raises(FigureConflict):
        ledger.supersede(VISITS, make("received", 1, source=Entry("Lan")), "nhầm chỉ tiêu")


def test_a_new_version_of_a_document_replaces_when_asked(ledger, make):
    ledger.append([make("visits", 206)])
    assert ledger.append([make("visits", 207, digest="d2")], replace=True) == [f"{VISITS}-2"]
    assert ledger.figures()[0].reason == NEW_VERSION


def test_adding_the_old_document_again_does_not_bring_it_back(ledger, make):
    old, new = [make("visits", 206)], [make("visits", 207, digest="d2")]
    ledger.append(old)
    ledger.append(new, replace=True)
    for batch in (old, new, old):
        assert ledger.append(batch, replace=True) == []
    assert ledger.figures()[0].quantity.value == 207


def test_two_versions_in_one_call_supersede_in_order(ledger, make):
    added = ledger.append([make("visits", 206), make("visits", 207, digest="d2")], replace=True)
    assert added == [VISITS, f"{VISITS}-2"]
    assert [figure.quantity.value for figure in ledger.figures()] == [207]


def test_a_document_read_better_replaces_what_was_read(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.append([make("visits", 2060)], replace=True)
    assert [(figure.quantity.value, figure.reason) for figure in ledger.figures()] == [(2060, READ_AGAIN)]


def test_a_figure_read_under_another_period_replaces_the_old_reading(ledger, make):
    ledger.append([make("visits", 206, period=Period.year(2023))])
    moved = make("visits", 206)
    with pytest.raises(FigureConflict):
        ledger.append([moved])
    ledger.append([moved], replace=True)
    assert [figure.period for figure in ledger.figures()] == [moved.period]


def test_a_value_entered_back_and_forth_is_followed(ledger, make):
    first = make("visits", 5, source=Entry("Lan"))
    second = replace(make("visits", 6, source=Entry("Lan")), recorded=first.recorded + timedelta(hours=1))
    third = replace(first, recorded=first.recorded + timedelta(hours=2))
    for figure in (first, second, third):
        ledger.append([figure], replace=True)
    assert [(figure.quantity.value, figure.reason) for figure in ledger.figures()] == [(5, ENTERED_AGAIN)]


def test_a_total_computed_again_replaces_the_old_total(ledger, make):
    parts = [make("visits", 1), make("visits", 2, unit="xã Trà Tân", digest="d2")]
    one = make("visits", 1, unit="huyện A", source=RollUp((parts[0].id,)))
    both = make("visits", 3, unit="huyện A", source=RollUp((parts[0].id, parts[1].id)))
    ledger.append([*parts, one])
    for total, value in ((both, 3), (both, 3), (one, 1)):
        ledger.append([total], replace=True)
        assert [(figure.quantity.value) for figure in ledger.figures(unit="huyện A")] == [value]
    assert ledger.figures(unit="huyện A")[0].reason == RECOMPUTED


def test_a_total_never_replaces_what_the_whole_itself_reported(ledger, make):
    part = make("visits", 1)
    ledger.append([part, make("visits", 5, unit="huyện A", digest="d2")])
    ledger.append([make("visits", 1, unit="huyện A", source=RollUp((part.id,)))], replace=True)
    assert [figure.quantity.value for figure in ledger.figures(unit="huyện A")] == [5]


def test_an_explanation_says_which_parts_were_corrected_since(ledger, make):
    ledger.append([make("visits", 206), make("visits", 206, unit="huyện A", source=RollUp((VISITS,)))])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan")), "đếm lại")
    total = ledger.explain("huyen-a.2024-9m.work.visits")
    assert (total.newer, total.parts[0].newer) == ("", f"{VISITS}-2")


def test_a_figure_between_two_others_is_a_conflict_even_when_replacing(ledger, make):
    """It was read where one figure stands, and belongs where another one does: a person has to look."""
    ledger.append([make("visits", 206, period=Period.year(2023)), make("visits", 180, digest="d2")])
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 206)], replace=True)
