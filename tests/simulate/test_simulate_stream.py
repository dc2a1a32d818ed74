"""A country is never held as a whole: one block's year at a time."""

from collections.abc import Iterator

import pytest
from tests.simulate.conftest import plan

from danvan.catalogue.catalogue import Catalogue
from danvan.simulate import stream
from danvan.simulate.blocks import Block, YearOfBlock, years_of
from danvan.simulate.world import World
from danvan.units.register import UnitRegister


def test_a_block_is_worked_out_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, register: UnitRegister
) -> None:
    begun: list[str] = []

    def noted(world: World, block: Block) -> Iterator[YearOfBlock]:
        begun.append(block.name)
        return years_of(world, block)

    monkeypatch.setattr(stream, "years_of", noted)
    years = stream.simulate(plan(block=2), catalogue, register)
    next(years)
    assert begun == ["91.0"]


def test_a_piece_holds_no_more_than_a_block_of_units(right: list[YearOfBlock], catalogue: Catalogue) -> None:
    most = plan().block * len(catalogue.indicators)
    assert all(len(told.figures) <= most for year in right for told in year.told)
    assert all(len(year.block.units) <= plan().block for year in right)


def test_a_country_is_cut_into_blocks_of_one_province_each(catalogue: Catalogue, register: UnitRegister) -> None:
    blocks = stream.blocks_of(plan(block=3), catalogue, register)
    assert [block.name for block in blocks] == ["91.0", "91.1", "91.2", "91.3"]
    assert [len(block.units) for block in blocks] == [3, 3, 3, 2]
