from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.kernel.errors import FigureUnknown, LedgerError
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.errors import FigureConflict, FigureRefused, SourceMissing, VersionUnknown
from danvan.ledger.figure import Entry, Formula, RollUp, Rows, Shared
from danvan.ledger.store import Ledger


def test_what_is_appended_is_found_again(ledger, make):
    figures = [make("visits", 206), make("on_time_rate", "83.39")]
    assert ledger.append(figures) == [figure.id for figure in figures]
    assert sorted(ledger.figures(), key=lambda figure: figure.id) == sorted(figures, key=lambda figure: figure.id)


VISITS = "xa-tra-son.2024-9m.work.visits"


@pytest.mark.parametrize(
    "source",
    [
        Entry("Nguyễn Thị Lan", "gõ tay"),
        Rows("petitions", "status = 'settled'", 12, "d1"),
        RollUp((VISITS,), ("xã Trà Tân",)),
        Formula("on_time / received", (VISITS,)),
        Shared((VISITS,), "area", "17/100", "116,84 km²"),
    ],
    ids=lambda source: source.kind,
)
def test_every_kind_of_source_comes_back_as_it_was(ledger, make, source):
    figure = make("received", 320, unit="huyện Trà Bồng", source=source, level="")
    ledger.append([make("visits", 206), figure])
    assert ledger.figure(figure.id) == replace(figure, person=getattr(source, "person", ""))


@settings(max_examples=20, deadline=None)
@given(value=st.decimals(min_value=-(10**19), max_value=10**19, places=12))
def test_a_value_is_kept_exactly(tmp_path_factory, make, value):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    figure = make("visits", 1, quantity=Quantity(value, "lượt", 12))
    ledger.append([figure])
    assert ledger.figures() == [figure]


def test_the_time_of_recording_is_kept_in_utc(ledger, make):
    hanoi = datetime(2024, 10, 1, 15, 30, tzinfo=timezone(timedelta(hours=7)))
    ledger.append([make("visits", 206, recorded=hanoi)])
    kept = ledger.figures()[0].recorded
    assert kept == hanoi
    assert kept.utcoffset() == timedelta(0)


def test_adding_a_document_twice_adds_nothing(ledger, make):
    figures = [make("visits", 206), make("received", 320)]
    ledger.append(figures)
    assert ledger.append(figures) == []
    assert ledger.version == 1


def test_the_same_document_under_another_name_adds_nothing(ledger, make):
    ledger.append([make("visits", 206)])
    again = make("visits", 206)
    assert ledger.append([replace(again, source=replace(again.source, file="bản sao.txt"))]) == []


def test_another_document_that_agrees_adds_nothing(ledger, make):
    ledger.append([make("visits", 206)])
    assert ledger.append([make("visits", 206, digest="d2")]) == []


def test_zero_is_a_figure(ledger, make):
    ledger.append([make("visits", 0)])
    assert ledger.figures()[0].quantity.value == 0


def test_an_empty_append_changes_nothing(ledger):
    assert ledger.append([]) == []
    assert ledger.version == 0


def test_another_value_is_a_conflict_that_names_both(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(FigureConflict, match=r"206 lượt in figure xa-tra-son\.2024-9m\.work\.visits .* 207 lượt"):
        ledger.append([make("visits", 207, digest="d2", unit="XÃ TRÀ SƠN"), make("received", 5, digest="d2")])
    assert [figure.indicator for figure in ledger.figures()] == ["work.visits"]


def test_a_conflict_counts_the_others(ledger, make):
    ledger.append([make("visits", 1), make("received", 1)])
    with pytest.raises(FigureConflict) as caught:
        ledger.append([make("visits", 2, digest="d2"), make("received", 2, digest="d2")])
    assert caught.value.fields["others"] == 1


def test_one_document_that_says_two_things_is_a_conflict_even_when_replacing(ledger, make):
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 1, start=1), make("visits", 2, start=9)], replace=True)


def test_the_same_period_under_another_kind_is_the_same_place(ledger, make):
    ledger.append([make("visits", 206)])
    by_days = Period(make("visits", 1).period.start, make("visits", 1).period.end)
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 207, digest="d2", period=by_days)])


def test_a_figure_of_another_unit_with_the_same_identifier_gets_its_own(ledger, make):
    ledger.append([make("visits", 1, unit="xã Hòa An")])
    assert ledger.append([make("visits", 2, unit="xã Hoa An", digest="d2")]) == ["xa-hoa-an.2024-9m.work.visits-2"]


def test_an_identifier_that_only_looks_free_is_not_given_twice(ledger, make):
    ledger.append([make("visits", 1, unit="xã Hòa An"), make("received", 3, id="xa-hoa-an.2024-9m.work.visits-2")])
    added = ledger.append([make("visits", 2, unit="xã Hoa An", digest="d2")])
    assert added == ["xa-hoa-an.2024-9m.work.visits-3"]


def test_a_computed_figure_without_its_parts_is_refused(ledger, make):
    with pytest.raises(SourceMissing, match="nowhere"):
        ledger.append([make("visits", 5, source=RollUp(("nowhere",)))])


@pytest.mark.parametrize(
    "field",
    [
        {"quantity": Quantity(Decimal("1e20"))},
        {"quantity": Quantity(Decimal("0.0000000000001"))},
        {"quantity": Quantity(Decimal("NaN"))},
        {"unit": ""},
        {"recorded": datetime(2024, 10, 1)},  # noqa: DTZ001 - that is what is refused
    ],
    ids=["too large", "too fine", "no number", "no unit", "no time zone"],
)
def test_what_cannot_be_kept_exactly_is_refused(ledger, make, field):
    with pytest.raises(FigureRefused):
        ledger.append([replace(make("visits", 1), **field)])
    assert ledger.version == 0


def test_figures_are_found_by_indicator_unit_and_period(ledger, make):
    year = Period.year(2024)
    other = make("visits", 3, unit="xã Hoà Bình", digest="d2")
    ledger.append([make("visits", 1), make("received", 2), other, make("visits", 4, period=year, start=7)])
    assert [figure.quantity.value for figure in ledger.figures(indicator="work.visits")] == [3, 1, 4]
    assert [figure.quantity.value for figure in ledger.figures(unit="XÃ HÒA BÌNH")] == [3]
    assert [figure.quantity.value for figure in ledger.figures(period=year)] == [4]


def test_an_older_version_stays_readable(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.append([make("received", 320)])
    assert [figure.indicator for figure in ledger.as_of(1).figures()] == ["work.visits"]
    assert ledger.as_of(0).figures() == []


def test_an_older_version_cannot_be_changed(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(LedgerError, match="not changed"):
        ledger.as_of(0).append([make("received", 320)])


@pytest.mark.parametrize("version", [-1, 7])
def test_a_version_that_never_was_is_named_with_those_that_are(ledger, version):
    with pytest.raises(VersionUnknown, match="0 to 0"):
        ledger.as_of(version)


def test_an_unknown_figure_is_named(ledger):
    with pytest.raises(FigureUnknown, match="xa-nao"):
        ledger.explain("xa-nao")


def test_a_figure_is_explained_down_to_the_words(ledger, make):
    parts = [make("visits", 206), make("visits", 129, unit="xã Trà Tân", digest="d2")]
    total = make("visits", 335, unit="huyện Trà Bồng", source=RollUp(tuple(part.id for part in parts)))
    ratio = make("on_time_rate", "50.00", unit="huyện Trà Bồng", source=Formula("visits / visits", (total.id,)))
    ledger.append([*parts, total, ratio])
    lines = [(depth, each.figure.id) for depth, each in ledger.explain(ratio.id).walk()]
    assert lines == [(0, ratio.id), (1, total.id), (2, parts[0].id), (2, parts[1].id)]


def test_computed_figures_follow_their_parts_to_the_identifiers_these_get(ledger, make):
    ledger.append([make("visits", 1, unit="xã Hòa An")])
    part = make("visits", 2, unit="xã Hoa An", digest="d2")
    total = make("visits", 2, unit="huyện A", source=RollUp((part.id,)))
    ledger.append([part, total])
    assert ledger.figure(total.id).source == RollUp((f"{part.id}-2",))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches=st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True), max_size=4))
def test_however_documents_are_added_each_figure_is_there_once(tmp_path_factory, make, batches):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    for batch in batches:
        ledger.append([make("visits", number, unit=f"xã {number}", digest=f"d{number}") for number in batch])
    wanted = sorted({number for batch in batches for number in batch})
    assert sorted(int(figure.quantity.value) for figure in ledger.figures()) == wanted
