"""What is counted over a register gives the same in every engine, and the rows behind a figure are those it counts."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Column, Register
from danvan.catalogue.tallies import RegisterTally, aggregate, tallies
from danvan.kernel.errors import CatalogueError

FIRST, CLOSING = date(2024, 1, 1), date(2024, 6, 14)
CATALOGUE = load_catalogue().at(date(2024, 6, 30))
TALLIES = tallies(CATALOGUE)
SMALL = load_catalogue(Path(__file__).parent / "small")
ROWS = 90


def invented(column: Column, luck: random.Random):
    """A value a clerk could have written, or nothing; dates lie about the period, many on its very ends."""
    if luck.random() < 0.2:
        return None
    near = [FIRST, CLOSING, CLOSING + timedelta(1), FIRST + timedelta(luck.randint(-200, 400))]
    values = {
        "date": near,
        "integer": range(40),
        "decimal": [Decimal(luck.randint(0, 9999)) / 1000],
        "yes_no": [True, False],
        "choice": list(column.choices),
        "text": ["Đất đai", "O'Neill", "100 %", ""],
    }
    return luck.choice(values[column.type])


def rows_of(register: Register, seed: int = 1):
    luck = random.Random(seed)  # noqa: S311 - invented rows
    return [{column.code: invented(column, luck) for column in register.columns} for _ in range(ROWS)]


@pytest.mark.parametrize("code", TALLIES)
def test_the_engines_count_the_same(code, in_duckdb, in_sqlite, in_postgres):
    tally, counted = TALLIES[code], []
    for engine in (in_duckdb, in_sqlite, in_postgres):
        engine.load(tally.register, rows_of(tally.register))
        [whole] = engine.ask(tally.select("kept", FIRST, CLOSING, engine.dialect))
        apart = engine.ask(tally.select("kept", FIRST, CLOSING, engine.dialect, by=["_unit"]))
        [paper] = engine.ask(tally.select("papers", FIRST, CLOSING, engine.dialect, engine.from_paper))
        assert paper == whole
        counted.append((whole, sorted(apart)))
    assert counted[0] == counted[1] == counted[2]
    assert any(counted[0][0])


@pytest.mark.parametrize("code", TALLIES)
def test_a_figure_opens_to_the_rows_it_counts(code, engine):
    tally = TALLIES[code]
    engine.load(tally.register, rows_of(tally.register, seed=2))
    numbers = replace(tally, columns={indicator: tally.behind(indicator) for indicator in tally.columns})
    [figures] = engine.ask(tally.select("kept", FIRST, CLOSING, engine.dialect))
    [many] = engine.ask(numbers.select("kept", FIRST, CLOSING, engine.dialect))
    for (indicator, tree), figure, number in zip(tally.columns.items(), figures, many, strict=True):
        where = tally.rows(indicator, FIRST, CLOSING, engine.dialect)
        of_these = f"(SELECT * FROM kept WHERE {where}) AS these"  # noqa: S608 - the catalogue's own
        alone = replace(tally, columns={indicator: tree}).select(of_these, FIRST, CLOSING, engine.dialect)
        assert engine.ask(alone) == [(figure,)], indicator
        assert engine.ask(f"SELECT count(*) FROM kept WHERE {where}") == [(number,)], indicator  # noqa: S608 - the same


def register(**placed):
    columns = [
        Column(code=code, name={"vi": code, "en": code}, type=kind)
        for code, kind in {"came": "date", "done": "date", "moved": "date", "due": "date", "good": "yes_no", "money": "integer",
                           "gifts": "integer", "land": "decimal", "field": "text"}.items()
    ]  # fmt: skip
    return Register(name={"vi": "Sổ", "en": "Book"}, row={"vi": "Dòng", "en": "Row"}, columns=columns, **placed)


def found(engine, book, formula, *rows):
    """What `formula` counts of `rows`, in which what is not named is not written."""
    engine.load(book, [{column.code: None for column in book.columns} | row for row in rows])
    tally = RegisterTally("area.book", book, {"area.figure": aggregate(formula)})
    [[figure]] = engine.ask(tally.select("kept", FIRST, CLOSING, engine.dialect))
    return figure


BEFORE, INSIDE, AFTER = FIRST - timedelta(1), FIRST + timedelta(30), CLOSING + timedelta(1)
OPEN = {"begins": "came", "ends": "done"}
MOVED = {**OPEN, "ends_also": {"moved": "not good"}}
STAYS = {"begins": "came", "stays": True}
PLACED = {
    "begun on the first day": ({"begins": "came"}, {"came": FIRST}, 1),
    "begun on the closing date": ({"begins": "came"}, {"came": CLOSING}, 1),
    "begun later": ({"begins": "came"}, {"came": AFTER}, 0),
    "begun before": ({"begins": "came"}, {"came": BEFORE}, 0),
    "begun nobody knows when": ({"begins": "came"}, {}, 0),
    "open since before": (OPEN, {"came": BEFORE}, 1),
    "closed on the first day": (OPEN, {"came": BEFORE, "done": FIRST}, 1),
    "closed before": (OPEN, {"came": BEFORE, "done": BEFORE}, 0),
    "closed before, the other way": (MOVED, {"came": BEFORE, "moved": BEFORE, "good": False}, 0),
    "closed before, but not that way": (MOVED, {"came": BEFORE, "moved": BEFORE, "good": True}, 1),
    "closed before, nobody knows which way": (MOVED, {"came": BEFORE, "moved": BEFORE}, 1),
    "closed in the period, the other way": (MOVED, {"came": BEFORE, "moved": INSIDE, "good": False}, 1),
    "staying since before": (STAYS, {"came": BEFORE}, 1),
    "staying since nobody knows when": (STAYS, {}, 1),
    "to stay from later on": (STAYS, {"came": AFTER}, 0),
    "stayed until before": ({**STAYS, "ends": "done"}, {"came": BEFORE, "done": BEFORE}, 0),
    "stayed until the first day": ({**STAYS, "ends": "done"}, {"came": BEFORE, "done": FIRST}, 1),
}


@pytest.mark.parametrize("case", PLACED)
def test_a_row_is_in_the_period_or_not(case, engine):
    placed, row, number = PLACED[case]
    book = register(**placed)
    assert found(engine, book, "count(*)", row) == number
    where = RegisterTally("area.book", book, {}).in_period(FIRST, CLOSING, engine.dialect)
    assert engine.ask(f"SELECT count(*) FROM kept WHERE {where}") == [(number,)]  # noqa: S608 - the same


SEEN = {
    "a date behind the closing date is not there yet": ({}, "done is null", {"done": AFTER}),
    "a date of the closing date is there": ({}, "done is not null", {"done": CLOSING}),
    "a date known ahead is there": ({"ahead": ["due"]}, "due > closing_day", {"due": AFTER}),
    "what followed later is not known yet": ({"known": {"done": ["good"]}}, "good is null", {"done": AFTER, "good": True}),
    "what followed is known": ({"known": {"done": ["good"]}}, "good", {"done": CLOSING, "good": True}),
    "what follows a day nobody wrote is not known": ({"known": {"done": ["good"]}}, "good is null", {"good": True}),
    "the first day is the period's": ({}, "came = first_day", {"came": FIRST}),
    "the closing day is the period's": ({}, "came between first_day and closing_day", {}),
}


@pytest.mark.parametrize("case", SEEN)
def test_a_row_is_seen_as_it_stood_on_the_closing_date(case, engine):
    placed, condition, row = SEEN[case]
    book = register(begins="came", **placed)
    assert found(engine, book, f"count(*) filter (where {condition})", {"came": INSIDE, **row}) == 1


VALUES = {
    "a sum of nothing is 0": ("sum(money)", [{}], 0),
    "a sum of no rows is 0": ("sum(money) filter (where good)", [{"money": 5, "good": False}], 0),
    "a part nobody wrote does not take the other with it": ("sum(money) + sum(gifts)", [{"money": 5}], 5),
    "different things are counted once": ("count(distinct field)", [{"field": "a"}, {"field": "a"}, {"field": "b"}, {}], 2),
    "a quotient of whole numbers is exact": ("sum(money) / count(*)", [{"money": 5}, {"money": 0}], Decimal("2.5")),
    "what is divided by nothing has no value": ("count(*) / sum(money)", [{}], None),
    "decimals add up": ("sum(land)", [{"land": Decimal("0.1")}, {"land": Decimal("0.2")}], Decimal("0.3")),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_formula_has_its_value(case, engine):
    formula, rows, value = VALUES[case]
    assert found(engine, register(begins="came"), formula, *({"came": INSIDE, **row} for row in rows)) == value


def test_decimals_in_sqlite_are_not_their_binary_neighbours(in_sqlite):
    book = register(begins="came")
    in_sqlite.load(book, [dict.fromkeys([column.code for column in book.columns]) | {"came": INSIDE, "land": Decimal(each)}
                          for each in ("0.1", "0.2")])  # fmt: skip
    tally = RegisterTally("area.book", book, {"area.land": aggregate("sum(land)")})
    assert in_sqlite.run(tally.select("kept", FIRST, CLOSING, "sqlite")).fetchone() == (0.3,)


def test_the_rows_of_a_sum_are_those_whose_number_is_added(engine):
    book = register(begins="came")
    rows = [{"money": 5, "good": True}, {"money": 5, "good": False}, {"good": True}, {"gifts": 2}, {"money": 1, "came": AFTER}]
    formula = "sum(money) filter (where good) + sum(gifts)"
    assert found(engine, book, formula, *({"came": INSIDE, **row} for row in rows)) == 7
    tally = RegisterTally("area.book", book, {"area.figure": aggregate(formula)})
    where = tally.rows("area.figure", FIRST, CLOSING, engine.dialect)
    assert engine.ask(f'SELECT "_row" FROM kept WHERE {where} ORDER BY 1') == [(0,), (3,)]  # noqa: S608 - the catalogue's own


def test_rows_may_be_a_query_of_ones_own(engine):
    book = register(begins="came")
    empty = {column.code: None for column in book.columns}
    engine.load(book, [{**empty, "came": INSIDE, "field": name} for name in "aab"])
    tally = RegisterTally("area.book", book, {"area.figure": aggregate("count(*)")})
    assert engine.ask(tally.select("(SELECT * FROM kept WHERE field = 'a') AS mine", FIRST, CLOSING, engine.dialect)) == [(2,)]


def test_what_happened_in_the_period_is_counted_alone(engine):
    tally = TALLIES["village_covenants.covenants"]
    empty = {column.code: None for column in tally.register.columns}
    engine.load(tally.register, [{**empty, "adopted_on": day, "draft_days": 30} for day in (BEFORE, INSIDE, AFTER)])
    [figures] = engine.ask(tally.select("kept", FIRST, CLOSING, engine.dialect))
    stated = dict(zip(tally.columns, figures, strict=True))
    assert (stated["village_covenants.covenants"], stated["village_covenants.adopted"]) == (2, 1)


def test_every_indicator_that_counts_rows_is_counted_once():
    counted = [code for tally in TALLIES.values() for code in tally.columns]
    assert len(counted) == len(set(counted)) > 500
    assert "admin_procedures.carried_over" in TALLIES["admin_procedures.dossiers"].columns
    assert "online_services.dossiers" in TALLIES["admin_procedures.dossiers"].columns


def test_a_register_that_places_its_rows_by_no_column_is_refused():
    area = SMALL.areas["petitions"]
    wrong = area.registers["petitions"].model_copy(update={"ends": "setled_on"})
    mistaken = area.model_copy(update={"registers": {"petitions": wrong}})
    with pytest.raises(CatalogueError, match="did you mean 'settled_on'"):
        tallies(replace(SMALL, areas={"petitions": mistaken}))
