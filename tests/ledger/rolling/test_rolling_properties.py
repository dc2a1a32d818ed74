"""What holds for any figures over any tree of units."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger import delta
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.errors import FigureTwice
from danvan.ledger.figure import Blank
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.tree import NATION, NATION_LEVEL, Edge, UnitTree
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger

PERIOD = Period.nine_months(2024)
COMMUNES = tuple(f"{number:05d}" for number in range(1, 9))
BLANKS = tuple(blank for blank in Blank if blank is not Blank.NONE_HAPPENED)

numbers = st.decimals(min_value=-(10**12), max_value=10**18, places=3)
said = st.one_of(st.none(), numbers, st.sampled_from(BLANKS))
# Every commune under a province, some of them through a district, some right under it.
countries = st.lists(st.tuples(st.sampled_from(("01", "02")), st.sampled_from(("", "001", "002"))), min_size=8, max_size=8)


@pytest.fixture(scope="module")
def engine():
    with open_engine() as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    numbers_ = count()

    def kept(*batches):
        ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / str(next(numbers_)))
        for batch in batches:
            if batch:
                delta.commit(delta.load(ledger.folder), ledger.folder, [to_row(figure) for figure in batch])
        return ledger

    return kept


@pytest.fixture(scope="module")
def told(make):
    """What communes say of visits, in their order."""

    def told(values):
        figures = []
        for code, value in zip(COMMUNES, values, strict=True):
            if value is None:
                continue
            blank = value if isinstance(value, Blank) else None
            quantity = None if blank else Quantity(value, "lượt", 3)
            figures.append(make("visits", 0, unit=f"xã {code}", unit_code=code, id=code, quantity=quantity, blank=blank))
        return figures

    return told


def tree_of(places):
    edges = []
    for code, (province, district) in zip(COMMUNES, places, strict=True):
        edges += [Edge(code, code, "commune"), Edge(code, province, "province"), Edge(code, NATION, NATION_LEVEL)]
        edges += [Edge(code, province + district, "district")] if district else []
    return UnitTree(edges)


def rolled(engine, ledger, tree, catalogue):
    totals = roll_up_tree(engine, current(engine.figures(ledger)), catalogue, tree, [PERIOD])
    return {(each.level, each.unit_code): each for each in totals.of(indicator="work.visits")}


@settings(max_examples=30, deadline=None)
@given(st.lists(said, min_size=8, max_size=8), countries)
def test_the_nation_is_the_sum_of_its_provinces_and_these_of_their_communes(engine, kept, told, catalogue, values, places):
    found = rolled(engine, kept(told(values)), tree_of(places), catalogue)
    given_ = [value for value in values if isinstance(value, Decimal)]
    for level in ("commune", "province", NATION_LEVEL):
        totals = [total for (at, _), total in found.items() if at == level]
        assert sum(total.value for total in totals if total.value is not None) == sum(given_)
        assert sum(total.counted for total in totals) == len(given_)


@settings(max_examples=30, deadline=None)
@given(st.lists(said, min_size=8, max_size=8), countries)
def test_every_unit_under_a_total_is_in_it_or_told_why_not(engine, kept, told, catalogue, values, places):
    for total in rolled(engine, kept(told(values)), tree_of(places), catalogue).values():
        assert total.counted + sum(total.absent.values()) == total.expected
        assert total.missing == total.expected - total.counted - total.absent.get("not_applicable", 0)


@settings(max_examples=20, deadline=None)
@given(st.lists(said, min_size=8, max_size=8), countries, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(engine, kept, told, catalogue, values, places, chance):
    figures = told(values)
    mixed = figures.copy()
    chance.shuffle(mixed)
    half = chance.randint(0, len(mixed))
    tree = tree_of(places)
    one, other = (rolled(engine, ledger, tree, catalogue) for ledger in (kept(figures), kept(mixed[:half], mixed[half:])))
    assert one == other


def test_a_unit_counts_where_it_stood_on_the_last_day_of_the_period(engine, kept, make, catalogue):
    later = Period.year(2025)
    moved = UnitTree(
        [Edge("00001", "01", "province", until=date(2024, 12, 31)), Edge("00001", "02", "province", since=date(2025, 1, 1))]
    )
    figures = [make("visits", 5, unit_code="00001"), make("visits", 7, unit_code="00001", period=later, digest="d2")]
    totals = roll_up_tree(engine, current(engine.figures(kept(figures))), catalogue, moved, [PERIOD, later])
    assert [(each.unit_code, each.value) for each in totals.of(indicator="work.visits")] == [("01", 5), ("02", 7)]


def test_two_figures_of_record_in_one_place_are_refused(engine, kept, make, catalogue):
    twins = [make("visits", 5, unit_code="00001", id=name, digest=name) for name in ("a", "b")]
    with pytest.raises(FigureTwice, match="figures a and b both stand"):
        roll_up_tree(
            engine, current(engine.figures(kept(twins))), catalogue, UnitTree([Edge("00001", "01", "province")]), [PERIOD]
        )
