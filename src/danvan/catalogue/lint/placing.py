"""The lint of how rows are placed in periods: what `begins`, `ends`, `known` and `ahead` of a register name, and what an
indicator counts."""

from collections.abc import Iterable, Iterator

from sqlglot import exp

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.conditions import PERIOD_DAYS
from danvan.catalogue.formulas import parse_condition, parse_indicator
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Indicator, Register
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError, FormulaError

Problems = Iterator[CatalogueError]


def placing_problems(catalogue: Catalogue) -> Problems:
    """Keys that name no column of the right type, and rows that are counted and lie in no period."""
    counted = _counted(catalogue)
    for area in catalogue.areas.values():
        for code, register in area.registers.items():
            place = catalogue.place(area).inside("registers", code)
            yield from naming_problems(register, place)
            if not register.begins and id(register) in counted:
                yield place.error(
                    "the rows of '{register}' are counted by {indicator}, and no date places them in a period",
                    "begins: {dates}",
                    "CA10",
                    register=code,
                    indicator=counted[id(register)],
                    dates=listed(_dates(register)),
                )
    for indicator in (each for area in catalogue.areas.values() for each in area.indicators):
        yield from _counting_problems(indicator, catalogue)


def _counted(catalogue: Catalogue) -> dict[int, str]:
    """Of each register whose rows are counted, one indicator that does."""
    found: dict[int, str] = {}
    for indicator in (each for area in catalogue.areas.values() for each in area.indicators):
        tree = _aggregate(indicator, catalogue)
        if tree is not None:
            found.setdefault(id(catalogue.register(indicator)), indicator.code)
    return found


def _aggregate(indicator: Indicator, catalogue: Catalogue) -> exp.Expr | None:
    """Its formula where that counts rows; the lint of formulas tells of one that is wrong."""
    try:
        formula = parse_indicator(indicator, catalogue)
    except FormulaError:
        return None
    return formula.expression if formula and formula.kind == "aggregate" else None


def naming_problems(register: Register, place: Place) -> Problems:
    """Keys of a register at `place` that name no column of the right type."""
    dates, codes = _dates(register), [column.code for column in register.columns]
    for key in ("begins", "ends"):
        if named := getattr(register, key):
            yield from _unknown(key, [named], dates, place.inside(key))
    yield from _unknown("ends_also", register.ends_also, dates, place.inside("ends_also"))
    yield from _unknown("known", register.known, dates, place.inside("known"))
    yield from _unknown("ahead", register.ahead, dates, place.inside("ahead"))
    for day, names in register.known.items():
        yield from _unknown("known", names, codes, place.inside("known", day))
    for position, code in enumerate(codes):
        if code in PERIOD_DAYS:
            yield place.inside("columns", position).error(
                "a column called '{column}', as formulas call a day of the period",
                "another code",
                "CA10",
                column=code,
            )
    yield from _closing_problems(register, place)


def _unknown(key: str, names: Iterable[str], allowed: Iterable[str], place: Place) -> Problems:
    good = list(allowed)
    for name in names:
        if name not in good:
            yield place.error(
                "{key}: '{column}'{hint}",
                "{columns}",
                "CA10",
                key=key,
                column=name,
                hint=did_you_mean(name, good),
                columns=listed(good),
            )


def _closing_problems(register: Register, place: Place) -> Problems:
    if register.ends_also and not register.ends:
        yield place.inside("ends_also").error("ends_also without ends", "ends: the date that closes a row as a rule", "CA10")
    for code, condition in register.ends_also.items():
        try:
            parse_condition(condition, register, place.inside("ends_also", code))
        except FormulaError as wrong:
            yield wrong


def _counting_problems(indicator: Indicator, catalogue: Catalogue) -> Problems:
    tree, place = _aggregate(indicator, catalogue), catalogue.place(indicator)
    if indicator.happened and tree is None:
        yield place.inside("happened").error(
            "{indicator} has happened: {column}, and counts no rows",
            "happened beside a formula that counts rows",
            "CA10",
            indicator=indicator.code,
            column=indicator.happened,
        )
    if tree is not None and indicator.rollup == "sum" and tree.find(exp.Distinct):
        yield place.inside("formula").error(
            "{indicator} counts what is distinct in one unit, and is added over units",
            "rollup: none",
            "CA05",
            indicator=indicator.code,
        )


def _dates(register: Register) -> list[str]:
    return [column.code for column in register.columns if column.type == "date" and not column.personal]
