"""The work of `danvan catalogue list` and `where-used`."""

from collections import Counter
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.entries import KINDS, Entry, entries
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Area, Indicator, Instrument, Phrase, Sentence
from danvan.catalogue.references import uses
from danvan.catalogue.word_groups import OR
from danvan.checking.message import in_language
from danvan.cli.exits import CLEAN
from danvan.cli.language import Language
from danvan.cli.options import day_of
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said, mark

KIND_NAMES = {
    "area": mark("area"),
    "register": mark("register"),
    "indicator": mark("indicator"),
    "identity": mark("identity"),
    "instrument": mark("legal text"),
    "check": mark("check"),
    "outline": mark("outline"),
    "form": mark("form"),
    "regime": mark("regime"),
    "scorecard": mark("scorecard"),
    "calendar": mark("calendar"),
    "profile": mark("profile"),
    "phrase": mark("phrase"),
    "sentence": mark("sentence"),
}
_COUNTED = {
    "indicator": mark("{n} indicators"),
    "identity": mark("{n} identities"),
    "instrument": mark("{n} legal texts"),
    "check": mark("{n} checks"),
    "outline": mark("{n} outlines"),
    "form": mark("{n} forms"),
    "regime": mark("{n} regimes"),
    "scorecard": mark("{n} scorecards"),
    "calendar": mark("{n} calendars"),
    "profile": mark("{n} profiles"),
}
_PLURALS = {("identities" if kind == "identity" else f"{kind}s"): kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: a kind in the plural, an area ('' = all), a day ('' = any)."""

    kind: str
    area: str
    on: str


def list_entries(wanted: Wanted, layout: str, session: Session) -> int:
    """Lists entries of one kind; returns the exit code. Raises OptionInvalid for a kind or an area there is not."""
    catalogue = session.catalogue()
    kind = _PLURALS.get(wanted.kind)
    if kind is None:
        unknown = Said("'{kind}'{hint}", kind=wanted.kind, hint=did_you_mean(wanted.kind, _PLURALS))
        raise OptionInvalid(option="list", found=unknown, allowed=", ".join(_PLURALS))
    if wanted.area and wanted.area not in catalogue.areas:
        unknown = Said("'{area}'{hint}", area=wanted.area, hint=did_you_mean(wanted.area, catalogue.areas))
        raise OptionInvalid(option="--area", found=unknown, allowed=", ".join(catalogue.areas))
    found = [entry for entry in entries(catalogue) if entry.kind == kind and _is_wanted(entry, wanted)]
    if layout == "json":
        session.write(as_json([as_object(entry) for entry in found]))
    elif kind == "area":
        _areas(found, catalogue, session)
    else:
        session.out.print(_table(found, session.language))
    return CLEAN


def where_used(name: str, layout: str, session: Session) -> int:
    """Lists what names `name`; returns the exit code."""
    catalogue = session.catalogue()
    found = uses(catalogue, name)
    if layout == "json":
        session.write(as_json([as_object(entry) for entry in found]))
    elif found:
        session.out.print(_places(found, session.language))
    else:
        codes = (entry.code for entry in entries(catalogue))
        known = [each for each in (*codes, *catalogue.vocabulary.ranges) if each != name]
        words = Said("Nothing in the catalogue names '{name}'{hint}.", name=name, hint=did_you_mean(name, known))
        session.err.print(words.render(session.language), markup=False, highlight=False)
    return CLEAN


def as_object(entry: Entry) -> dict[str, object]:
    """An entry for programs: what it is, where it stands, and the card as it is."""
    return {
        "kind": entry.kind,
        "code": entry.code,
        "name": entry.name.model_dump(),
        "file": entry.place.file.name,
        "line": entry.place.line,
        "card": entry.card.model_dump(mode="json"),
    }


def called(entry: Entry) -> str:
    """An entry's code; a phrase goes by its indicator's."""
    return entry.card.indicator if isinstance(entry.card, Phrase) else entry.code


def said(entry: Entry) -> str:
    """The words of a phrase or a sentence; '' for anything else."""
    if isinstance(entry.card, Phrase):
        return " … ".join(item.split(OR)[0] for item in entry.card.says)
    return entry.card.says if isinstance(entry.card, Sentence) else ""


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    area = entry.code.partition(".")[0]
    day = day_of("--on", wanted.on) if wanted.on else None
    return (not wanted.area or area == wanted.area) and (day is None or entry.holds_at(day))


def _areas(found: list[Entry], catalogue: Catalogue, session: Session) -> None:
    """Each area with how much it holds, then how much there is of everything else."""
    _ = session.language
    table = columns(_("Area"), _("Name"), _("registers"), _("indicators"), _("identities"), _("phrases"), right=(2, 3, 4, 5))
    for entry in found:
        if isinstance(entry.card, Area):
            area = entry.card
            sizes = [len(each) for each in (area.registers, area.indicators, area.identities, area.phrases)]
            table.add_row(Text(entry.code, "cyan"), Text(in_language(entry.name, _.code)), *map(str, sizes))
    session.out.print(table)
    counts = Counter(entry.kind for entry in entries(catalogue))
    others = [_(words, n=counts[kind]) for kind, words in _COUNTED.items() if counts[kind]]
    session.out.print(Text("\n" + ", ".join(others) + "."))
    session.out.print(Text(_("Catalogue {version}.", version=catalogue.version), "dim"))


def _table(found: list[Entry], _: Language) -> Table:
    table = columns(_("Code"), _("Name"), _("In force"))
    for entry in found:
        table.add_row(Text(entry.code, "cyan"), _name(entry, _), Text(_dates(entry), "dim"))
    return table


def _name(entry: Entry, _: Language) -> Text:
    name = in_language(entry.name, _.code)
    measure = f" ({entry.card.measure})" if isinstance(entry.card, Indicator) and entry.card.measure else ""
    return Text(name + measure)


def _dates(entry: Entry) -> str:
    """'2019-01-01 –', '– 2025-06-30': first and last day."""
    if isinstance(entry.card, Instrument):
        first, last = entry.card.in_force, entry.card.ended
    else:
        first, last = entry.since, getattr(entry.card, "until", None)
    return f"{first or ''} – {last or ''}".strip() if first or last else ""


def _places(found: list[Entry], _: Language) -> Table:
    table = columns(_("Kind"), _("Code"), _("Place"))
    for entry in found:
        place = f"{entry.place.file.name}:{entry.place.line}"
        table.add_row(_(KIND_NAMES[entry.kind]), Text(called(entry), "cyan"), Text(place, "dim"))
    return table
