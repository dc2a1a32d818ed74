"""A new ledger from an old one, also from one that an earlier program kept."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.kernel.errors import LedgerError
from danvan.ledger.delta import NAME, PARTITIONS, SCHEMA
from danvan.ledger.errors import LedgerOutdated
from danvan.ledger.figure import Entry, Rows
from danvan.ledger.rebuilding import copied, is_ledger
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger

VISITS = "xa-tra-son.2024-9m.work.visits"
NEW_COLUMNS = ("unit_code", "blank", "estimated", "source_kind", "person", "withdrawn", "witness")


@pytest.fixture
def lived(ledger, make):
    """A ledger with corrections, witnesses and a figure taken back."""
    first = make("visits", 206)
    ledger.append([first, make("received", 320)])
    ledger.append([make("visits", 207, source=Rows("visits", "*", 1))])
    ledger.supersede(VISITS, make("visits", 208, source=Entry("Lan"), recorded=first.recorded + timedelta(days=2)), "đếm lại")
    ledger.withdraw("xa-tra-son.2024-9m.work.received", "nhầm", "Mai", first.recorded + timedelta(days=4))
    return ledger


def test_a_copy_has_every_version_of_every_figure(lived, tmp_path):
    new = Ledger.open(tmp_path / "new")
    assert copied(lived.folder, new) == len(lived.figures(current=False))
    assert new.figures(current=False) == lived.figures(current=False)
    assert new.figures(witnesses=True) == lived.figures(witnesses=True)


@pytest.mark.parametrize("days", range(6))
def test_a_past_day_is_the_same_in_the_copy(lived, tmp_path, days):
    new = Ledger.open(tmp_path / "new")
    copied(lived.folder, new)
    day = date(2024, 9, 30) + timedelta(days=days)
    assert new.as_of(day).figures(witnesses=True) == lived.as_of(day).figures(witnesses=True)


def test_the_copy_goes_on_where_the_old_one_stopped(lived, tmp_path, make):
    new = Ledger.open(tmp_path / "new")
    copied(lived.folder, new)
    assert new.append([make("visits", 206)]) == []
    assert new.supersede(f"{VISITS}-3", make("visits", 210, source=Entry("Lan")), "đếm lần ba")


def test_a_ledger_with_figures_is_not_written_over(lived, tmp_path, make):
    new = Ledger.open(tmp_path / "new")
    new.append([make("visits", 1)])
    with pytest.raises(LedgerError, match="has figures already"):
        copied(lived.folder, new)


def test_a_ledger_is_not_made_from_itself(lived):
    with pytest.raises(LedgerError, match="from itself"):
        copied(lived.folder, lived)


def test_an_empty_ledger_gives_an_empty_one(ledger, tmp_path):
    assert copied(ledger.folder, Ledger.open(tmp_path / "new")) == 0


@pytest.fixture
def outdated(tmp_path, make):
    """A ledger as an earlier program kept it."""
    schema = pa.schema([field for field in SCHEMA if field.name not in NEW_COLUMNS])
    folder = tmp_path / "old"
    DeltaTable.create(str(folder), schema, partition_by=PARTITIONS, name=NAME)
    typed = make("received", 5, source=Entry('chị "Lan", \\ tổ 1', '"kind":"words"'), recorded=make("visits", 1).recorded)
    rows = [
        {name: value for name, value in to_row(each).items() if name not in NEW_COLUMNS}
        for each in (make("visits", 206), typed)
    ]
    write_deltalake(str(folder), pa.Table.from_pylist(rows, schema=schema), mode="append")
    return folder


def test_a_ledger_of_an_earlier_program_is_refused_with_what_to_do(outdated):
    assert is_ledger(outdated)
    with pytest.raises(LedgerOutdated, match="danvan ledger rebuild"):
        Ledger.open(outdated)


def test_a_ledger_of_an_earlier_program_can_be_made_new(outdated, tmp_path, make):
    new = Ledger.open(tmp_path / "new")
    assert copied(outdated, new) == 2
    assert new.figures(indicator="work.visits") == [make("visits", 206)]
    assert [figure.source.kind for figure in new.figures(indicator="work.received")] == ["entry"]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)), st.integers(1, 5))
def test_the_same_documents_in_any_order_and_any_parts_make_the_same_ledger(tmp_path_factory, make, order, size):
    documents = [
        [make(name, number, unit=f"xã {number}", digest=f"d{number}") for name in ("visits", "received")] for number in range(5)
    ]
    one, other = (Ledger.open(tmp_path_factory.mktemp("ledger")) for _ in range(2))
    for document in documents:
        one.append(document)
    for start in range(0, 5, size):
        other.append([figure for number in order[start : start + size] for figure in documents[number]])
    assert one.figures(current=False) == other.figures(current=False)
