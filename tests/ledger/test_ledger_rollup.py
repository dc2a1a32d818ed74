from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.kernel.errors import LedgerError
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger import delta
from danvan.ledger.engines import open_engine
from danvan.ledger.figure import Entry, Formula, RollUp
from danvan.ledger.rollup import keep_totals, roll_up
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger

PERIOD = Period.nine_months(2024)
SON, TAN, BINH = "xã Trà Sơn", "xã Trà Tân", "xã Trà Bình"


def report(make, unit, **values):
    """The figures of one report."""
    return [make(name, value, unit=unit, digest=unit) for name, value in values.items()]


@pytest.fixture
def filled(ledger, make):
    """A ledger with the reports of two communes."""
    ledger.append(report(make, SON, visits=206, received=100, on_time=90))
    ledger.append(report(make, TAN, visits=129, received=300, on_time=297))
    return ledger


def test_counts_are_added_over_units(filled, catalogue):
    row = roll_up(filled, catalogue, PERIOD, [SON, TAN]).rows["work.visits"]
    assert (row.total.quantity.value, row.missing) == (335, ())
    assert [value.quantity.value for value in row.values.values()] == [206, 129]


def test_a_total_names_its_figures_and_the_units_missing_from_it(filled, catalogue):
    row = roll_up(filled, catalogue, PERIOD, [TAN, BINH, SON]).rows["work.visits"]
    assert row.total.source == RollUp(("xa-tra-tan.2024-9m.work.visits", "xa-tra-son.2024-9m.work.visits"), (BINH,))
    assert (row.missing, row.values[BINH]) == ((BINH,), None)


def test_zero_is_reported_and_nothing_is_missing(filled, make, catalogue):
    filled.append(report(make, BINH, visits=0))
    row = roll_up(filled, catalogue, PERIOD, [SON, TAN, BINH]).rows["work.visits"]
    assert (row.values[BINH].quantity.value, row.missing) == (0, ())


def test_what_nobody_reported_has_no_total(filled, catalogue):
    row = roll_up(filled, catalogue, PERIOD, [SON, TAN]).rows["work.households"]
    assert (row.total, row.missing) == (None, (SON, TAN))


def test_a_ratio_is_computed_from_the_sums_and_not_from_the_ratios(filled, make, catalogue):
    filled.append(report(make, SON, on_time_rate="90.00"))
    total = roll_up(filled, catalogue, PERIOD, [SON, TAN]).rows["work.on_time_rate"].total
    assert total.quantity == Quantity(Decimal("96.75"), "%", 2)
    parts = ("tong-hop.2024-9m.work.on_time", "tong-hop.2024-9m.work.received")
    assert total.source == Formula("100 * on_time / received", parts)


def test_a_ratio_is_of_the_units_that_reported_every_part_of_it(filled, make, catalogue):
    filled.append(report(make, BINH, received=1000))
    row = roll_up(filled, catalogue, PERIOD, [SON, TAN, BINH]).rows["work.on_time_rate"]
    assert (row.total.quantity.value, row.missing) == (Decimal("96.75"), (BINH,))
    assert set(row.total.source.figures) == {
        f"xa-tra-{unit}.2024-9m.work.{name}" for unit in ("son", "tan") for name in ("on_time", "received")
    }


def test_a_ratio_is_rounded_half_up_to_its_decimals(ledger, make, catalogue):
    ledger.append(report(make, SON, received=800, on_time=1))
    assert str(roll_up(ledger, catalogue, PERIOD, [SON]).rows["work.on_time_rate"].total.quantity) == "0,13%"


def test_a_ratio_to_nothing_has_no_total(ledger, make, catalogue):
    ledger.append(report(make, SON, received=0, on_time=0))
    row = roll_up(ledger, catalogue, PERIOD, [SON]).rows["work.on_time_rate"]
    assert (row.total, row.missing) == (None, (SON,))


def test_a_weighted_mean_counts_each_unit_by_its_weight(ledger, make, scored):
    score = {"indicator": "work.score", "measure": "điểm", "start": 7}
    ledger.append([make("visits", 1, unit=SON, digest="s"), make("visits", "9.5", unit=SON, digest="s", id="a", **score)])
    ledger.append([make("visits", 3, unit=TAN, digest="t"), make("visits", "5.1", unit=TAN, digest="t", id="b", **score)])
    row = roll_up(ledger, scored, PERIOD, [SON, TAN, BINH]).rows["work.score"]
    assert (row.total.quantity.value, row.missing) == (Decimal("6.20"), (BINH,))
    assert row.total.source.formula == "sum(score * visits) / sum(visits)"


def test_a_rank_is_shown_and_not_added(ledger, make, catalogue):
    ledger.append(report(make, SON, rank=3))
    row = roll_up(ledger, catalogue, PERIOD, [SON, TAN]).rows["work.rank"]
    assert (row.values[SON].quantity.value, row.total, row.missing) == (3, None, (TAN,))


def test_another_unit_of_measure_is_shown_and_not_added(filled, make, catalogue):
    filled.append([make("visits", 9, unit=BINH, digest="d9", measure="vụ việc")])
    row = roll_up(filled, catalogue, PERIOD, [SON, TAN, BINH]).rows["work.visits"]
    assert (row.values[BINH].quantity.measure, row.total.quantity.value, row.missing) == ("vụ việc", 335, (BINH,))


def test_only_the_newest_version_counts(filled, make, catalogue):
    filled.supersede("xa-tra-son.2024-9m.work.visits", make("visits", 200, source=Entry("Lan")), "đếm lại")
    assert roll_up(filled, catalogue, PERIOD, [SON, TAN]).rows["work.visits"].total.quantity.value == 329


def test_an_older_version_of_the_ledger_rolls_up_as_it_was(filled, catalogue):
    assert roll_up(filled.as_of(1), catalogue, PERIOD, [SON, TAN]).rows["work.visits"].missing == (TAN,)


def test_other_periods_stay_out(filled, make, catalogue):
    filled.append([make("visits", 1000, unit=BINH, digest="d9", period=Period.year(2024))])
    assert roll_up(filled, catalogue, PERIOD, [SON, TAN, BINH]).rows["work.visits"].total.quantity.value == 335


def test_units_are_known_by_any_spelling_and_counted_once(filled, catalogue):
    rolled = roll_up(filled, catalogue, PERIOD, ["UBND XÃ TRÀ SƠN", SON, TAN])
    assert rolled.units == ("UBND XÃ TRÀ SƠN", TAN)
    assert rolled.rows["work.visits"].total.quantity.value == 335


def test_a_figure_the_catalogue_does_not_know_is_named(filled, make, catalogue):
    filled.append([make("visits", 5, indicator="old.thing", id="x", start=1)])
    assert roll_up(filled, catalogue, PERIOD, [SON, TAN]).unknown == ("old.thing",)


def test_no_units_give_no_totals(filled, catalogue):
    assert roll_up(filled, catalogue, PERIOD, []).totals == ()


def test_an_empty_ledger_gives_no_totals(ledger, catalogue):
    rolled = roll_up(ledger, catalogue, PERIOD, [SON])
    assert rolled.totals == ()
    assert rolled.rows.keys() == catalogue.indicators.keys()


def test_totals_belong_to_the_unit_they_are_of(filled, catalogue):
    total = roll_up(filled, catalogue, PERIOD, [SON, TAN], whole="huyện Trà Bồng").rows["work.visits"].total
    assert (total.id, total.unit, total.level) == ("huyen-tra-bong.2024-9m.work.visits", "huyện Trà Bồng", "district")


def test_the_engine_can_be_given(filled, catalogue):
    with open_engine() as engine:
        given = roll_up(filled, catalogue, PERIOD, [SON, TAN], engine=engine)
    assert given == roll_up(filled, catalogue, PERIOD, [SON, TAN])


def test_two_current_figures_in_one_place_are_refused(filled, make, catalogue):
    """Our own appends never make them; another program writing into the folder could."""
    twin = make("visits", 1, unit=SON, id="twin", digest="d9")
    delta.commit(delta.load(filled.folder), filled.folder, [to_row(twin)])
    with pytest.raises(LedgerError, match="twin"):
        roll_up(filled, catalogue, PERIOD, [SON, TAN])


def test_a_ledger_with_a_lost_file_does_not_roll_up(filled, catalogue):
    next(filled.folder.glob("year=*/level=*/*.parquet")).unlink()
    with pytest.raises(LedgerError, match="missing or damaged"):
        roll_up(filled, catalogue, PERIOD, [SON, TAN])


def test_kept_totals_are_explained_down_to_the_words(filled, catalogue):
    kept = keep_totals(filled, roll_up(filled, catalogue, PERIOD, [SON, TAN], whole="huyện Trà Bồng"))
    lines = [(depth, each.figure.source.kind) for depth, each in filled.explain(kept.rows["work.on_time_rate"].total.id).walk()]
    assert lines == [(0, "formula"), (1, "rollup"), (2, "words"), (2, "words"), (1, "rollup"), (2, "words"), (2, "words")]


def test_keeping_totals_twice_adds_nothing(filled, catalogue):
    first = keep_totals(filled, roll_up(filled, catalogue, PERIOD, [SON, TAN]))
    version = filled.version
    assert keep_totals(filled, roll_up(filled, catalogue, PERIOD, [SON, TAN])) == first
    assert filled.version == version


def test_totals_computed_again_go_by_the_names_they_are_kept_under(filled, make, catalogue):
    keep_totals(filled, roll_up(filled, catalogue, PERIOD, [SON, TAN]))
    filled.append(report(make, BINH, visits=1, received=1, on_time=1))
    kept = keep_totals(filled, roll_up(filled, catalogue, PERIOD, [SON, TAN, BINH]))
    ratio = filled.explain(kept.rows["work.on_time_rate"].total.id)
    assert kept.rows["work.visits"].total.id == "tong-hop.2024-9m.work.visits-2"
    assert [part.newer for part in ratio.parts] == ["", ""]
    assert all(filled.figure(figure.id) == figure for figure in kept.totals)


values = st.decimals(min_value=-(10**12), max_value=10**19, places=3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.none(), values), min_size=1, max_size=12))
def test_a_roll_up_is_the_exact_sum(tmp_path_factory, make, catalogue, reported):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    units = [f"xã {number}" for number in range(len(reported))]
    ledger.append(
        [
            make("visits", 1, unit=unit, digest=unit, quantity=Quantity(value, "lượt", 3))
            for unit, value in zip(units, reported, strict=True)
            if value is not None
        ]
    )
    row = roll_up(ledger, catalogue, PERIOD, units).rows["work.visits"]
    given_values = [value for value in reported if value is not None]
    assert (row.total.quantity.value if row.total else None) == (sum(given_values) if given_values else None)
    assert list(row.missing) == [unit for unit, value in zip(units, reported, strict=True) if value is None]
