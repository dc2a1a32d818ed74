"""The outlines that are shipped: nothing reported falls through them, one is recommended wherever a report is due, and each
part asks for something."""

import re
from datetime import date

import pytest

from danvan.catalogue.loading import load_catalogue

CATALOGUE = load_catalogue()
BLANKS = {"period", "level_units", "count"}
RUNS = {
    "roman": ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
    "number": [str(number) for number in range(1, 31)],
    "letter": list("abcdđeghiklmn"),
}


def recommended(level, period, day):
    """The outlines recommended to a unit on `day`."""
    return [
        outline.code
        for outline in CATALOGUE.at(day).outlines.values()
        if outline.recommended and outline.kind == "unit" and level in outline.levels and period in outline.periods
    ]


def siblings(outline):
    """The parts under each heading, in order: [(the heading's number, [numbers under it])]."""
    open_lists, every = {}, []
    for part in outline.parts:
        for level in [level for level in open_lists if level > part.level]:
            del open_lists[level]
        if part.level not in open_lists:
            above = [level for level in open_lists if level < part.level]
            open_lists[part.level] = (open_lists[max(above)][1][-1] if above else "", [])
            every.append(open_lists[part.level])
        open_lists[part.level][1].append(part.number)
    return every


def test_every_area_stands_in_the_consolidated_report_once():
    outline = CATALOGUE.outlines["consolidated"]
    named = [area for part in outline.parts for area in part.areas]
    assert sorted(named) == sorted(CATALOGUE.areas)
    assert any(part.rest for part in outline.parts)


@pytest.mark.parametrize("code", [outline.code for outline in CATALOGUE.outlines.values() if outline.kind == "unit"])
def test_no_area_is_given_twice_in_a_report(code):
    named = [area for part in CATALOGUE.outlines[code].parts for area in part.areas]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("period", ["half", "nine_months", "year", "years"])
@pytest.mark.parametrize("level", ["commune", "province"])
@pytest.mark.parametrize("day", [date(2020, 6, 30), date(2026, 12, 31)], ids=str)
def test_one_outline_is_recommended_to_communes_and_provinces(level, period, day):
    assert len(recommended(level, period, day)) == 1


@pytest.mark.parametrize(
    ("period", "day", "count"),
    [
        ("half", date(2024, 6, 30), 1),
        ("nine_months", date(2024, 9, 30), 1),
        ("year", date(2024, 12, 31), 1),
        ("half", date(2025, 6, 30), 1),
        ("half", date(2025, 7, 1), 0),
        ("half", date(2026, 6, 30), 0),
        ("year", date(2026, 12, 31), 0),
    ],
)
def test_a_district_has_an_outline_as_long_as_there_were_districts(period, day, count):
    assert len(recommended("district", period, day)) == count


@pytest.mark.parametrize("code", CATALOGUE.outlines)
def test_every_part_asks_for_figures_tables_or_a_text_or_heads_parts_that_do(code):
    parts = CATALOGUE.outlines[code].parts
    below = [*(part.level for part in parts[1:]), 0]
    for part, next_level in zip(parts, below, strict=True):
        asks = part.areas or part.indicators or part.tables or part.text or part.rest
        asks = asks or part.owed or part.standings
        assert asks or next_level > part.level, part.code


@pytest.mark.parametrize("code", CATALOGUE.outlines)
def test_numbers_go_on_without_a_gap(code):
    for above, numbers in siblings(CATALOGUE.outlines[code]):
        own = [number.removeprefix(f"{above}.") for number in numbers]
        assert any(own == run[: len(own)] for run in RUNS.values()), numbers


@pytest.mark.parametrize("code", CATALOGUE.outlines)
def test_every_blank_can_be_filled(code):
    assert set(re.findall(r"\{(\w*)\}", CATALOGUE.outlines[code].model_dump_json())) <= BLANKS
