"""The same seed gives the same bytes, on any number of processes."""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

import pyarrow as pa
from tests.simulate.conftest import OFTEN_WRONG, plan, tables

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.bulk.processes import Lost, shared_out
from danvan.cli.bulk.terms import Terms
from danvan.simulate.blocks import Block, YearOfBlock
from danvan.simulate.stream import Start, simulate
from danvan.units.register import UnitRegister


def digest(years: Sequence[YearOfBlock]) -> str:
    """Of every byte of every table, in order."""
    found = sha256()
    for table in tables(years):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        found.update(sink.getvalue())
    return found.hexdigest()


def lost(block: Block, why: Lost) -> list[YearOfBlock]:
    raise AssertionError(f"{block.name}: {why}")


def among_two(blocks: Sequence[Block], start: Start) -> Iterator[list[YearOfBlock]]:
    return shared_out(blocks, start, lost, Terms(2))


def test_two_processes_give_the_bytes_of_one(wrong: list[YearOfBlock], catalogue: Catalogue, register: UnitRegister) -> None:
    shared = list(simulate(plan(OFTEN_WRONG), catalogue, register, among_two))
    assert digest(shared) == digest(wrong)


def test_the_same_seed_gives_the_same_bytes_again(catalogue: Catalogue, register: UnitRegister) -> None:
    one = partial(simulate, plan(OFTEN_WRONG, years=(2024,)), catalogue, register)
    assert digest(list(one())) == digest(list(one()))


def test_another_seed_gives_others(catalogue: Catalogue, register: UnitRegister) -> None:
    one, other = (digest(list(simulate(plan(years=(2024,), seed=seed), catalogue, register))) for seed in (1, 2))
    assert one != other


def test_what_is_right_does_not_depend_on_how_often_reporters_are_wrong(
    right: list[YearOfBlock], wrong: list[YearOfBlock]
) -> None:
    assert [year.registers for year in right] == [year.registers for year in wrong]
