"""The lint of law: cards of legal texts, and what cites them."""

from collections.abc import Iterator
from datetime import date, timedelta

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import entries
from danvan.catalogue.formulas import parse_identity
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Certainty, Dated, Identity, Source
from danvan.catalogue.place import NOWHERE, Place
from danvan.catalogue.sources import sources_in
from danvan.kernel.errors import CatalogueError, FormulaError
from danvan.kernel.said import Said, mark

_KNOWN = mark("the number of an instrument that has a card in instruments/")


def instrument_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Cards of legal texts: dates in order, a known successor, one card each."""
    numbers = {instrument.number for instrument in catalogue.instruments}
    seen: set[tuple[str, str, str]] = set()
    for position, instrument in enumerate(catalogue.instruments):
        place = catalogue.places.get(f"Instrument {position}", NOWHERE)
        number, successor = instrument.number, instrument.replaced_by
        if instrument.in_force and instrument.ended and instrument.ended <= instrument.in_force:
            yield place.error(
                "{number} ended on {ended}, in force from {start}",
                "an end after the start",
                "CA03",
                number=number,
                ended=instrument.ended,
                start=instrument.in_force,
            )
        if successor and successor not in numbers:
            hint = did_you_mean(successor, numbers)
            yield place.error(
                "{number} is replaced by the unknown '{successor}'{hint}",
                _KNOWN,
                "CA02",
                number=number,
                successor=successor,
                hint=hint,
            )
        key = (number, instrument.signed, instrument.issuer)
        if key in seen:
            yield place.error(
                "a second card of {number} with the same date and issuer",
                "one card for each instrument",
                "CA04",
                number=number,
            )
        seen.add(key)


def source_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """Sources name an instrument of the catalogue, its article when it is confirmed, or else where it was seen."""
    numbers = {instrument.number for instrument in catalogue.instruments}
    for area in catalogue.areas.values():
        for position, number in enumerate(area.law):
            if number not in numbers:
                yield (
                    catalogue.place(area)
                    .inside("law", position)
                    .error(
                        "the law of {area} names the unknown '{number}'{hint}",
                        _KNOWN,
                        "CA02",
                        area=area.code,
                        number=number,
                        hint=did_you_mean(number, numbers),
                    )
                )
    for owner, source, place in _sources(catalogue):
        if source.instrument and source.instrument not in numbers:
            yield place.error(
                "the source of {owner} names the unknown '{number}'{hint}",
                _KNOWN,
                "CA02",
                owner=owner,
                number=source.instrument,
                hint=did_you_mean(source.instrument, numbers),
            )
        if source.instrument and not source.article and source.certainty is Certainty.CONFIRMED:
            yield place.error(
                "the source of {owner} is confirmed, and names no article",
                "the article of a confirmed source",
                "CA08",
                owner=owner,
            )
        if not source.instrument and not source.seen:
            yield place.error(
                "the source of {owner} names no place",
                "an instrument with its article, or where it was seen",
                "CA08",
                owner=owner,
            )


def _sources(catalogue: Catalogue) -> Iterator[tuple[str, Source, Place]]:
    """Every source of every card, with the card's code."""
    for entry in entries(catalogue):
        if entry.kind not in ("area", "instrument"):
            for source, place in sources_in(entry.card, entry.place):
                yield entry.code, source, place


def dated_problems(catalogue: Catalogue) -> Iterator[CatalogueError]:
    """What is said to hold from or to a day rests on a legal text, or bears the mark that it is not confirmed.

    An identity needs neither where its days are those of its terms: it cannot hold when they are not counted.
    """
    for entry in entries(catalogue):
        card = entry.card
        source = getattr(card, "source", None)
        if not isinstance(card, Dated) or not isinstance(source, Source) or not (card.since or card.until):
            continue
        if source.instrument or source.certainty is not Certainty.CONFIRMED:
            continue
        if isinstance(card, Identity) and _follows_its_terms(card, catalogue):
            continue
        yield entry.place.inside("source").error(
            "{code} is confirmed for {since} to {until}, and names no legal text",
            "an instrument with its article, or a certainty other than confirmed",
            "CA08",
            code=entry.code,
            since=card.since or Said("ever"),
            until=card.until or Said("now"),
        )


def _follows_its_terms(identity: Identity, catalogue: Catalogue) -> bool:
    """Whether the day before it begins, and the day after it ends, one of its terms is not counted."""
    try:
        codes = parse_identity(identity, catalogue).codes
    except FormulaError:
        return True  # the lint of formulas tells
    outside = [identity.since and identity.since - timedelta(1), identity.until and identity.until + timedelta(1)]
    return all(not all(_is_counted(code, day, catalogue) for code in codes) for day in outside if day)


def _is_counted(code: str, day: date, catalogue: Catalogue) -> bool:
    area = catalogue.areas[code.partition(".")[0]]
    return any(indicator.holds_at(day) for indicator in area.indicators if indicator.code == code)
