"""The lint of cards: their dates, their names, their registers, and what they refer to."""

from collections.abc import Iterable, Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import weight_of
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import CheckCard, Identity, Indicator, Outline, Register
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError, FormulaError
from danvan.kernel.said import Said, mark

_FOLLOWING = mark("versions of one code that follow each other, and ends after starts")

Card = Indicator | Identity | CheckCard | Outline
Problems = Iterator[CatalogueError]


def date_problems(catalogue: Catalogue) -> Problems:
    """Ends after starts, and versions of one code that follow each other."""
    for area in catalogue.areas.values():
        yield from _in_order(catalogue, area.indicators)
        yield from _in_order(catalogue, area.identities)
    yield from _in_order(catalogue, catalogue.checks.values())
    yield from _in_order(catalogue, catalogue.outlines.values())


def _in_order(catalogue: Catalogue, cards: Iterable[Card]) -> Problems:
    before: dict[str, Card] = {}
    for card in cards:
        if card.since and card.until and card.until < card.since:
            yield catalogue.place(card).error(
                "{code} holds since {since}, until {until}",
                _FOLLOWING,
                "CA03",
                code=card.code,
                since=card.since,
                until=card.until,
            )
        earlier = before.get(card.code)
        if earlier and earlier.overlaps(card):
            yield catalogue.place(card).error(
                "{code} holds since {since}, while the version before holds until {until}",
                _FOLLOWING,
                "CA03",
                code=card.code,
                since=card.since or Said("ever"),
                until=earlier.until or Said("now"),
            )
        before[card.code] = card


def name_problems(catalogue: Catalogue) -> Problems:
    """One name for one thing: among the indicators of an area on the same day, and among the checks."""
    for area in catalogue.areas.values():
        for position, indicator in enumerate(area.indicators):
            for other in area.indicators[:position]:
                if other.name.vi == indicator.name.vi and other.code != indicator.code and other.overlaps(indicator):
                    yield (
                        catalogue.place(indicator)
                        .inside("name")
                        .error(
                            "'{name}' is the name of {first} and of {second}",
                            "one name for one indicator",
                            "CA04",
                            name=indicator.name.vi,
                            first=other.code,
                            second=indicator.code,
                        )
                    )
    named: dict[str, CheckCard] = {}
    for check in catalogue.checks.values():
        first = named.setdefault(check.name, check)
        if first is not check:
            yield (
                catalogue.place(check)
                .inside("name")
                .error(
                    "'{name}' is the name of {first} and of {second}",
                    "one name for one check",
                    "CA04",
                    name=check.name,
                    first=first.code,
                    second=check.code,
                )
            )


def register_problems(catalogue: Catalogue) -> Problems:
    """Columns: one of each code, choices where they are chosen from and nowhere else; deadlines between dates."""
    for area in catalogue.areas.values():
        for code, register in area.registers.items():
            place = catalogue.place(area).inside("registers", code)
            yield from _column_problems(register, place)
            yield from _deadline_problems(register, place)


def _column_problems(register: Register, place: Place) -> Problems:
    codes: set[str] = set()
    for position, column in enumerate(register.columns):
        where = place.inside("columns", position)
        if column.code in codes:
            yield where.error("the column '{column}' again", "each column once", "CA10", column=column.code)
        if (column.type == "choice") != bool(column.choices):
            yield where.error(
                "the column '{column}' of type {type} with {number} choices",
                "choices for a column of type choice, and for no other",
                "CA10",
                column=column.code,
                type=column.type,
                number=len(column.choices),
            )
        codes.add(column.code)


def _deadline_problems(register: Register, place: Place) -> Problems:
    dates = {column.code for column in register.columns if column.type == "date"}
    for position, deadline in enumerate(register.deadlines):
        for name in sorted({deadline.start, deadline.end} - dates):
            yield place.inside("deadlines", position).error(
                "the deadline '{deadline}' runs between dates, and '{column}' is none{hint}",
                "{dates}",
                "CA10",
                deadline=deadline.code,
                column=name,
                hint=did_you_mean(name, dates),
                dates=listed(dates),
            )


_GROUPS = {"money": "money", "ratio": "percent"}
"""Kinds of indicators whose measures are of one group of the vocabulary."""


def reference_problems(catalogue: Catalogue) -> Problems:
    """Measures the vocabulary knows, ratios that can be computed again."""
    measures = {word for words in catalogue.vocabulary.measures.values() for word in words}
    for indicator in (each for area in catalogue.areas.values() for each in area.indicators):
        place = catalogue.place(indicator)
        if indicator.measure not in measures:
            yield place.inside("measure").error(
                "the measure '{measure}' of {indicator}{hint}",
                "a measure of vocabulary/measures.yml",
                "CA05",
                measure=indicator.measure,
                indicator=indicator.code,
                hint=did_you_mean(indicator.measure, measures),
            )
        wanted = _GROUPS.get(indicator.kind)
        if wanted and indicator.measure not in catalogue.vocabulary.measures.get(wanted, ()):
            yield place.inside("measure").error(
                "the measure '{measure}' of {indicator}, whose kind is {kind}",
                "a measure of the group '{group}' of vocabulary/measures.yml, or another kind",
                "CA05",
                measure=indicator.measure,
                indicator=indicator.code,
                kind=indicator.kind,
                group=wanted,
            )
        if indicator.rollup == "sum" and indicator.kind in ("ratio", "rate"):
            yield place.inside("rollup").error(
                "{indicator} is a {kind}, and is added over units",
                "rollup: ratio with a formula over its parts, or rollup: none",
                "CA05",
                indicator=indicator.code,
                kind=indicator.kind,
            )
        if indicator.rollup == "ratio" and not indicator.formula:
            yield place.inside("rollup").error(
                "{indicator} rolls up as a ratio, and has no formula to compute again",
                "a formula over its parts, or rollup: none",
                "CA07",
                indicator=indicator.code,
            )
        yield from _weight_problems(indicator, catalogue)


def _weight_problems(indicator: Indicator, catalogue: Catalogue) -> Problems:
    """A weighted mean names what it is weighted by, and that can be added; nothing else has a weight."""
    place = catalogue.place(indicator)
    if indicator.rollup != "weighted_mean":
        if indicator.weight:
            yield place.inside("weight").error(
                "{indicator} has a weight, and rolls up as {rollup}",
                "a weight with rollup: weighted_mean, or no weight",
                "CA05",
                indicator=indicator.code,
                rollup=indicator.rollup,
            )
        return
    if not indicator.weight:
        yield place.inside("rollup").error(
            "{indicator} is a weighted mean, and names no weight",
            "weight: an indicator that is added over units, as the number of answers",
            "CA05",
            indicator=indicator.code,
        )
        return
    try:
        weight = weight_of(indicator, catalogue)
    except FormulaError as error:
        yield error
        return
    if weight.rollup != "sum":
        yield place.inside("weight").error(
            "{indicator} is weighted by {weight}, which is not added over units",
            "an indicator with rollup: sum",
            "CA05",
            indicator=indicator.code,
            weight=weight.code,
        )
