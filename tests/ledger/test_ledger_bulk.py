"""Whole tables of figures: admitted as sets, by the same rules as one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from danvan.kernel.errors import LedgerError
from danvan.ledger.bulk import Common
from danvan.ledger.errors import FigureConflict
from danvan.ledger.figure import Entry, Rows
from danvan.ledger.rules import Rules
from danvan.ledger.store import Ledger

NOW = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
COUNTED = Common(Rows("visits", "*", 3, "r1"), NOW, "Lan", "c1")


def add(ledger, data, common=COUNTED):
    return ledger.append_table(data, common)


def test_a_table_becomes_figures_like_any_other(ledger, table, make):
    assert add(ledger, table(units=1)) == 1
    (figure,) = ledger.figures()
    expected = make("visits", 0, unit="xã 0", source=COUNTED.source, person="Lan", recorded=NOW)
    assert figure == expected


def test_a_stream_of_batches_is_as_good(ledger, table):
    data = table(units=50)
    assert add(ledger, pa.RecordBatchReader.from_batches(data.schema, data.to_batches(max_chunksize=7))) == 50


def test_a_row_may_bring_its_own_identifier_code_blank_and_source(ledger, table):
    data = table(
        units=2,
        id=["one", "two"],
        unit_code=["21115", None],
        blank=[None, "withheld"],
        value=[Decimal(5), None],
        decimals=[1, 0],
        estimated=[True, False],
    )
    add(ledger, data)
    one, two = ledger.figure("one"), ledger.figure("two")
    assert (one.unit_code, one.estimated, one.quantity.decimals) == ("21115", True, 1)
    assert (two.unit_code, two.quantity, two.blank) == ("", None, "withheld")


def test_a_table_added_twice_is_there_once(ledger, table):
    add(ledger, table(units=5))
    version = ledger.version
    assert add(ledger, table(units=5)) == 0
    assert ledger.version == version


def test_only_what_is_new_of_a_table_goes_in(ledger, table):
    add(ledger, table(units=3))
    assert add(ledger, table(units=5)) == 2
    assert len(ledger.figures()) == 5


def test_what_was_taken_back_is_not_brought_back(ledger, table):
    add(ledger, table(units=2))
    ledger.withdraw("xa-0.2024-9m.work.visits", "nhầm", "Mai", NOW)
    assert add(ledger, table(units=2)) == 0
    assert [figure.unit for figure in ledger.figures()] == ["xã 1"]


def test_another_value_is_a_conflict_that_names_both_and_counts_the_others(ledger, table):
    add(ledger, table(units=3))
    with pytest.raises(FigureConflict, match=r"of xã 0, .* is 0 in figure .* and 7 in figure .*; 2 more like it"):
        add(ledger, table(units=3, value=[Decimal(7)] * 3))
    assert ledger.version == 1


def test_two_rows_for_one_place_are_a_conflict(ledger, table):
    with pytest.raises(FigureConflict, match=r"is 1 in figure .* and 2 in figure"):
        add(ledger, table(units=2, unit=["xã Hòa An", "XÃ HOÀ AN"], value=[Decimal(1), Decimal(2)]))
    assert ledger.version == 0


def test_a_corrected_figure_is_not_overrun(ledger, table, make):
    add(ledger, table(units=1))
    ledger.supersede("xa-0.2024-9m.work.visits", make("visits", 9, unit="xã 0", source=Entry("Lan")), "đếm lại")
    with pytest.raises(FigureConflict):
        add(ledger, table(units=1, value=[Decimal(4)], recorded=[datetime(2024, 11, 1, tzinfo=UTC)]))


def test_a_lesser_source_is_kept_as_a_witness(ledger, table, make):
    ledger.append([make("visits", 206, unit="xã 0")])
    add(ledger, table(units=2))
    found = [(figure.unit, figure.source.kind, figure.witness) for figure in ledger.figures(witnesses=True)]
    assert found == [("xã 0", "words", False), ("xã 0", "rows", True), ("xã 1", "rows", False)]


def test_a_better_source_takes_over_and_the_older_one_becomes_a_witness(ledger, table, make):
    ledger.append([make("visits", 206, unit="xã 0", source=Rows("visits", "*", 1))])
    add(ledger, table(units=1), replace(COUNTED, source=Entry("Lan")))
    found = [(figure.source.kind, figure.witness) for figure in ledger.figures(witnesses=True)]
    assert sorted(found) == [("entry", False), ("rows", True)]
    assert len(ledger.history("xa-0.2024-9m.work.visits")) == 2


def test_figures_one_by_one_follow_a_table(ledger, table, make):
    add(ledger, table(units=1))
    with pytest.raises(FigureConflict):
        ledger.append([make("visits", 5, unit="xã 0", source=Rows("visits", "other", 1))])


def test_units_of_one_name_and_two_codes_get_identifiers_of_their_own(ledger, table):
    add(ledger, table(units=2, unit=["xã Hòa An", "xã Hòa An"], unit_code=["00001", "00002"]))
    assert sorted(figure.id for figure in ledger.figures()) == [
        "xa-hoa-an-00001.2024-9m.work.visits",
        "xa-hoa-an-00002.2024-9m.work.visits",
    ]


def test_a_taken_identifier_is_not_given_twice(ledger, table, make):
    ledger.append([make("received", 3, id="xa-0.2024-9m.work.visits")])
    add(ledger, table(units=1))
    assert {figure.id for figure in ledger.figures()} == {"xa-0.2024-9m.work.visits", "xa-0.2024-9m.work.visits-v2"}


@pytest.mark.parametrize(
    ("columns", "match"),
    [
        ({"unit": ["xã 0", ""]}, "no indicator or no unit"),
        ({"indicator": ["work.visits", None]}, "no indicator or no unit"),
        ({"period_start": [date(2025, 1, 1)] * 2}, "ends before it begins"),
        ({"period_kind": ["decade"] * 2}, "period has no kind"),
        ({"level": ["village"] * 2}, "level is none of"),
        ({"value": [Decimal(10) ** 20] * 2}, "below 10"),
        ({"value": [None, Decimal(1)]}, "do not fit"),
        ({"blank": ["lost", None]}, "do not fit"),
        ({"source": ['{"kind":"hearsay"}'] * 2, "source_kind": ["hearsay"] * 2}, "no known kind"),
        ({"value": [1.5, 2.0]}, "values of the table are DOUBLE"),
        ({"colour": ["red"] * 2}, "of no use: colour"),
        ({"measure": None}, "lacks the columns measure"),
    ],
    ids=str,
)
def test_a_table_that_cannot_be_kept_is_refused_whole(ledger, table, columns, match):
    with pytest.raises(LedgerError, match=match):
        add(ledger, table(units=2, **columns))
    assert ledger.version == 0


@pytest.mark.parametrize(
    ("columns", "match"),
    [
        ({"value": [Decimal(-1), Decimal(5)]}, "is -1 for .* never below 0"),
        ({"measure": ["lượt", "người"]}, "given in 'người'"),
        ({"indicator": ["work.visits", "work.dances"]}, r"no indicator work\.dances"),
        (
            {
                "unit": ["xã 0", "huyện Nào"],
                "level": ["commune", "district"],
                "period_end": [date(2026, 9, 30)] * 2,
                "period_start": [date(2026, 1, 1)] * 2,
            },
            "no such unit as huyện Nào",
        ),
    ],
    ids=str,
)
def test_the_rules_hold_for_tables_too(tmp_path, catalogue, table, columns, match):
    ledger = Ledger.open(tmp_path / "ledger", rules=Rules(catalogue))
    with pytest.raises(LedgerError, match=match):
        add(ledger, table(units=2, **columns))
    assert ledger.version == 0


def test_a_stage_leaves_nothing_behind(ledger, table):
    add(ledger, table(units=2))
    assert [entry.name for entry in ledger.folder.parent.iterdir()] == [ledger.folder.name]


def test_a_table_that_was_overtaken_goes_in_on_top(ledger, table, make, monkeypatch):
    from danvan.ledger import delta  # noqa: PLC0415 - replaced for one call

    commit, rival = delta.commit_table, Ledger.open(ledger.folder)

    def late(*given):
        monkeypatch.setattr(delta, "commit_table", commit)
        rival.append([make("visits", 0, unit="xã 0", source=COUNTED.source)])
        return commit(*given)

    monkeypatch.setattr(delta, "commit_table", late)
    assert add(ledger, table(units=3)) == 2
    assert len(ledger.figures()) == 3
