"""The lint of cards: their dates, their names, their registers, and what they refer to."""

from collections.abc import Iterable, Iterator
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import CheckCard, Dated, Identity, Indicator, Outline, Register
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError

_FOLLOWING = "versions of one code that follow each other, and ends after starts"

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
            yield catalogue.place(card).error(f"{card.code} holds since {card.since}, until {card.until}", _FOLLOWING)
        earlier = before.get(card.code)
        if earlier and _overlap(earlier, card):
            dates = f"since {card.since or 'ever'}, while the version before holds until {earlier.until or 'now'}"
            yield catalogue.place(card).error(f"{card.code} holds {dates}", _FOLLOWING)
        before[card.code] = card


def name_problems(catalogue: Catalogue) -> Problems:
    """One name for one thing: among the indicators of an area on the same day, and among the checks."""
    for area in catalogue.areas.values():
        for position, indicator in enumerate(area.indicators):
            for other in area.indicators[:position]:
                if other.name.vi == indicator.name.vi and other.code != indicator.code and _overlap(other, indicator):
                    found = f"'{indicator.name.vi}' is the name of {other.code} and of {indicator.code}"
                    yield catalogue.place(indicator).inside("name").error(found, "one name for one indicator")
    named: dict[str, CheckCard] = {}
    for check in catalogue.checks.values():
        first = named.setdefault(check.name, check)
        if first is not check:
            found = f"'{check.name}' is the name of {first.code} and of {check.code}"
            yield catalogue.place(check).inside("name").error(found, "one name for one check")


def register_problems(catalogue: Catalogue) -> Problems:
    """Columns: one of each code, choices where they are chosen from and nowhere else; deadlines between dates."""
    for area in catalogue.areas.values():
        if area.register:
            place = catalogue.place(area).inside("register")
            yield from _column_problems(area.register, place)
            yield from _deadline_problems(area.register, place)


def _column_problems(register: Register, place: Place) -> Problems:
    codes: set[str] = set()
    for position, column in enumerate(register.columns):
        where = place.inside("columns", position)
        if column.code in codes:
            yield where.error(f"the column '{column.code}' again", "each column once")
        if (column.type == "choice") != bool(column.choices):
            found = f"the column '{column.code}' of type {column.type} with {len(column.choices)} choices"
            yield where.error(found, "choices for a column of type choice, and for no other")
        codes.add(column.code)


def _deadline_problems(register: Register, place: Place) -> Problems:
    dates = {column.code for column in register.columns if column.type == "date"}
    for position, deadline in enumerate(register.deadlines):
        for name in sorted({deadline.start, deadline.end} - dates):
            found = f"the deadline '{deadline.code}' runs between dates, and '{name}' is none" + did_you_mean(name, dates)
            yield place.inside("deadlines", position).error(found, listed(dates))


def reference_problems(catalogue: Catalogue) -> Problems:
    """Measures the vocabulary knows, areas an outline asks for, ratios that can be computed again."""
    measures = {word for words in catalogue.vocabulary.measures.values() for word in words}
    for indicator in (each for area in catalogue.areas.values() for each in area.indicators):
        place = catalogue.place(indicator)
        if indicator.measure not in measures:
            found = f"the measure '{indicator.measure}' of {indicator.code}" + did_you_mean(indicator.measure, measures)
            yield place.inside("measure").error(found, "a measure of vocabulary/measures.yml")
        if indicator.rollup == "ratio" and not indicator.formula:
            found = f"{indicator.code} rolls up as a ratio, and has no formula to compute again"
            yield place.inside("rollup").error(found, "a formula over its parts, or rollup: none")
    for outline in catalogue.outlines.values():
        place = catalogue.place(outline).inside("parts")
        for position, part in enumerate(outline.parts):
            for code in sorted(set(part.areas) - set(catalogue.areas)):
                found = f"{outline.code} asks for the unknown area '{code}'" + did_you_mean(code, catalogue.areas)
                yield place.inside(position).error(found, listed(catalogue.areas))


def _overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both hold."""
    return max(one.since or date.min, other.since or date.min) <= min(one.until or date.max, other.until or date.max)
