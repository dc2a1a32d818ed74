"""A card of the catalogue as lines of a page: its fields in the reader's language, links where it names another card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import Entry
from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.catalogue.models import Area, Identity, Indicator, Source, Words
from danvan.catalogue.ways import ways
from danvan.site.catalogue_pages.values import called
from danvan.site.core.language import translated, words

_APART = {"indicators", "identities", "phrases", "sentences"}
_EMPTY: tuple[Any, ...] = ("", None, (), {}, False, [])


@dataclass(frozen=True, slots=True)
class Line:
    """A field: what it is called, what it says, what is in it."""

    name: str
    said: str = ""
    inside: tuple["Line", ...] = ()
    link: str = ""
    """The code of the card it names; '' for none."""


def lines_of(entry: Entry, catalogue: Catalogue) -> list[Line]:
    """What a card means, then its fields; what is empty is left out."""
    apart = _APART if isinstance(entry.card, Area) else set()
    fields = entry.card.model_dump(exclude={"code", "area", "name", *apart})
    return [*_explained(entry, catalogue), *_fields(fields)]


def _explained(entry: Entry, catalogue: Catalogue) -> Iterator[Line]:
    names = {code: words(each.name) for code, each in catalogue.indicators.items()}
    card = entry.card
    if isinstance(card, Indicator):
        formula = parse_indicator(card, catalogue)
        if formula and formula.kind == "indicators":
            yield Line(translated("computed"), formula.text(names))
        said = [" … ".join(way) for phrase in catalogue.phrases if phrase.indicator == entry.code for way in ways(phrase)]
        if said:
            yield Line(translated("said"), "; ".join(said))
    if isinstance(card, Identity):
        formula_ = parse_identity(card, catalogue)
        yield Line(translated("must fit"), formula_.text(names))
        yield Line(translated("indicators"), "", tuple(Line("", names[code], link=code) for code in formula_.codes))
    if isinstance(card, Area):
        for what, held in ((translated("indicators"), card.indicators), (translated("identities"), card.identities)):
            newest = {each.code: each for each in held}
            if newest:
                yield Line(what, "", tuple(Line("", words(each.name), link=code) for code, each in newest.items()))


def _fields(values: Mapping[str, Any]) -> Iterator[Line]:
    for name, value in values.items():
        if value in _EMPTY:
            continue
        yield _field(translated(name), called(name, value))


def _field(name: str, value: Any) -> Line:
    if isinstance(value, Mapping):
        if set(value) == set(Words.model_fields):
            return Line(name, words(Words.model_validate(value)))
        if set(value) == set(Source.model_fields):
            source = Source.model_validate(value)
            where = ", ".join(filter(None, (source.instrument, source.article, source.seen)))
            return Line(name, f"{where} [{translated(source.certainty.replace('_', ' '))}]", link=source.instrument)
        return Line(name, "", tuple(_fields({str(key): each for key, each in value.items()})))
    if isinstance(value, (list, tuple)) and any(isinstance(each, Mapping) for each in value):
        return Line(name, "", tuple(_item(each) for each in value))
    return Line(name, _plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "✓" if value is True else str(value)


def _item(value: Any) -> Line:
    """A card inside a card: under its own name, or its code."""
    if not isinstance(value, Mapping):
        return Line("", str(value))
    name = value.get("name")
    head = words(Words.model_validate(name)) if isinstance(name, Mapping) else str(value.get("code") or "")
    inside = {key: each for key, each in value.items() if key not in ("name", "code")}
    return Line(head, "", tuple(_fields(inside)))
