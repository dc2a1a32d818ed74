"""The lint of law: cards of legal texts, and what cites them."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Area, Certainty, Source
from danvan.catalogue.place import NOWHERE, Place
from danvan.kernel.errors import CatalogueError

_KNOWN = "the number of an instrument that has a card in instruments/"


def instrument_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Cards of legal texts: dates in order, a known successor, one card each."""
    numbers = {instrument.number for instrument in catalogue.instruments}
    seen: set[tuple[str, str, str]] = set()
    for position, instrument in enumerate(catalogue.instruments):
        place = catalogue.places.get(f"Instrument {position}", NOWHERE)
        number, successor = instrument.number, instrument.replaced_by
        if instrument.in_force and instrument.ended and instrument.ended <= instrument.in_force:
            dates = f"ended on {instrument.ended}, in force from {instrument.in_force}"
            yield place.error(f"{number} {dates}", "an end after the start")
        if successor and successor not in numbers:
            yield place.error(f"{number} is replaced by the unknown '{successor}'" + did_you_mean(successor, numbers), _KNOWN)
        key = (number, instrument.signed, instrument.issuer)
        if key in seen:
            yield place.error(f"a second card of {number} with the same date and issuer", "one card for each instrument")
        seen.add(key)


def source_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Sources name an instrument of the catalogue, its article when it is confirmed, or else where it was seen."""
    numbers = {instrument.number for instrument in catalogue.instruments}
    for area in catalogue.areas.values():
        for position, number in enumerate(area.law):
            if number not in numbers:
                found = f"the law of {area.code} names the unknown '{number}'" + did_you_mean(number, numbers)
                yield catalogue.place(area).inside("law", position).error(found, _KNOWN)
    for owner, source, place in _sources(catalogue):
        if source.instrument and source.instrument not in numbers:
            hint = did_you_mean(source.instrument, numbers)
            yield place.error(f"the source of {owner} names the unknown '{source.instrument}'{hint}", _KNOWN)
        if source.instrument and not source.article and source.certainty is Certainty.CONFIRMED:
            yield place.error(f"the source of {owner} is confirmed, and names no article", "the article of a confirmed source")
        if not source.instrument and not source.seen:
            yield place.error(f"the source of {owner} names no place", "an instrument with its article, or where it was seen")


def _sources(catalogue: Catalogue) -> Iterator[tuple[str, Source, Place]]:
    for area in catalogue.areas.values():
        for indicator in area.indicators:
            yield indicator.code, indicator.source, catalogue.place(indicator).inside("source")
        for identity in area.identities:
            yield identity.code, identity.source, catalogue.place(identity).inside("source")
        yield from _deadline_sources(area, catalogue.place(area).inside("register", "deadlines"))
    for check in catalogue.checks.values():
        yield check.code, check.source, catalogue.place(check).inside("source")
    for outline in catalogue.outlines.values():
        yield outline.code, outline.source, catalogue.place(outline).inside("source")


def _deadline_sources(area: Area, place: Place) -> Iterator[tuple[str, Source, Place]]:
    for position, deadline in enumerate(area.register.deadlines if area.register else ()):
        yield f"the deadline {area.code}.{deadline.code}", deadline.source, place.inside(position, "source")
