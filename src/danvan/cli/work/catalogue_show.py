"""The work of `danvan catalogue show`."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import Entry, entries, named
from danvan.catalogue.formulas import parse_identity, parse_indicator
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Area, Identity, Indicator, Source, Words
from danvan.catalogue.ways import ways
from danvan.checking.message import in_language
from danvan.cli.exits import CLEAN
from danvan.cli.language import Language
from danvan.cli.options import day_of
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.work.catalogue_fields import FIELDS
from danvan.cli.work.catalogue_list import KIND_NAMES, as_object
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said

_APART = {"indicators", "identities", "phrases", "sentences"}
"""What an area holds is counted, not printed."""


def show(name: str, on: str, layout: str, session: Session) -> int:
    """Shows the entries called `name`; returns the exit code. Raises OptionInvalid when there is none."""
    catalogue = session.catalogue()
    every = named(catalogue, name)
    if not every:
        known = {entry.code for entry in entries(catalogue)}
        found = Said("'{name}'{hint}", name=name, hint=did_you_mean(name, known))
        raise OptionInvalid(option="NAME", found=found, allowed=session.language("what `danvan catalogue list KIND` lists"))
    day = day_of("--on", on) if on else None
    found_entries = [entry for entry in every if day is None or entry.holds_at(day)]
    if not found_entries:
        allowed = "; ".join(f"{entry.since or '…'} – {getattr(entry.card, 'until', None) or '…'}" for entry in every)
        raise OptionInvalid(option="--on", found=on, allowed=allowed)
    if layout == "json":
        session.write(as_json([as_object(entry) for entry in found_entries]))
        return CLEAN
    for position, entry in enumerate(found_entries):
        session.out.print(*([Text("")] if position else []), *_shown(entry, catalogue, session.language), sep="\n")
    return CLEAN


def _shown(entry: Entry, catalogue: Catalogue, _: Language) -> Iterator[Text]:
    head = Text(entry.code, "bold cyan")
    yield head.append(f"  {in_language(entry.name, _.code)}", "bold")
    yield Text(f"{_(KIND_NAMES[entry.kind])} · {entry.place.file.name}:{entry.place.line}", "dim")
    yield from _explained(entry, catalogue, _)
    apart = _APART if isinstance(entry.card, Area) else set()
    yield from _fields(entry.card.model_dump(exclude={"code", "area", *apart}), _, 0)


def _explained(entry: Entry, catalogue: Catalogue, _: Language) -> Iterator[Text]:
    """What a card means beyond its fields: a formula as arithmetic, the ways a figure is said, how much an area holds."""
    names = {code: in_language(each.name, _.code) for code, each in catalogue.indicators.items()}
    if isinstance(entry.card, Indicator):
        formula = parse_indicator(entry.card, catalogue)
        if formula and formula.kind == "indicators":
            yield _line(_("computed"), formula.text(names))
        said = [" … ".join(way) for phrase in catalogue.phrases if phrase.indicator == entry.code for way in ways(phrase)]
        yield _line(_("said"), "; ".join(said) or "–")
        yield _line(_("over time"), entry.card.rollup_over_time)
    if isinstance(entry.card, Identity):
        yield _line(_("must fit"), parse_identity(entry.card, catalogue).text(names))
    if isinstance(entry.card, Area):
        for what, held in ((_("indicators"), entry.card.indicators), (_("identities"), entry.card.identities)):
            yield _line(what, ", ".join(dict.fromkeys(each.code.partition(".")[2] for each in held)) or "–")


def _fields(values: Mapping[str, object], _: Language, depth: int) -> Iterator[Text]:
    """The card's own fields, as they stand in the file; what is empty is left out."""
    for name, value in values.items():
        if value in ("", None, (), {}, False) or (depth == 0 and name == "name"):
            continue
        label = _(name) if name in FIELDS else name
        if isinstance(value, Mapping) and set(value) == set(Words.model_fields):
            yield _line(label, f"{value['vi']} · {value['en']}", depth)
        elif isinstance(value, Mapping) and set(value) == set(Source.model_fields):
            yield _line(label, _source(Source.model_validate(value)), depth)
        elif isinstance(value, Mapping):
            yield _line(label, "", depth)
            yield from _fields({str(key): each for key, each in value.items()}, _, depth + 1)
        elif isinstance(value, tuple | list) and _is_list_of_cards(value):
            yield _line(label, "", depth)
            for each in value:
                yield from _item(each, _, depth + 1)
        elif isinstance(value, tuple | list):
            yield _line(label, ", ".join(map(str, value)), depth)
        else:
            yield _line(label, str(value), depth)


def _item(value: object, _: Language, depth: int) -> Iterator[Text]:
    """A card in a list: on one line, or its fields below each other where it holds cards itself."""
    holds_cards = isinstance(value, Mapping) and any(_is_list_of_cards(each) for each in value.values())
    if isinstance(value, Mapping) and holds_cards:
        plain = {name: each for name, each in value.items() if not _is_list_of_cards(each)}
        yield _line("-", _flat(plain), depth)
        yield from _fields({name: each for name, each in value.items() if name not in plain}, _, depth + 1)
    else:
        yield _line("-", _flat(value), depth)


def _is_list_of_cards(value: object) -> bool:
    return isinstance(value, tuple | list) and any(isinstance(each, Mapping) for each in value)


def _flat(value: object) -> str:
    """A card inside a card, on one line."""
    if not isinstance(value, Mapping):
        return str(value)
    if set(value) == set(Words.model_fields):
        return f"{value['vi']} · {value['en']}"
    if set(value) == set(Source.model_fields):
        return _source(Source.model_validate(value))
    parts = [f"{name}: {_flat(each)}" for name, each in value.items() if each not in ("", None, (), {}, False)]
    return "; ".join(parts)


def _source(source: Source) -> str:
    where = ", ".join(filter(None, (source.instrument, source.article, source.seen)))
    return f"{where} [{source.certainty.replace('_', ' ')}]"


def _line(name: str, value: str, depth: int = 0) -> Text:
    indent = "  " * (depth + 1)
    return Text(f"{indent}{name}: ", "dim").append(value, "none")
