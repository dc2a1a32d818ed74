"""The work of `danvan catalogue diff`."""

from pathlib import Path

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.changes import Change, changes
from danvan.catalogue.layers import ABOUT
from danvan.catalogue.loading import load_catalogue
from danvan.checking.message import in_language
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.work.catalogue_list import KIND_NAMES, as_object, called, said
from danvan.kernel.said import mark

OURS = "-"
_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_WORDS = {"added": mark("added"), "removed": mark("removed"), "changed": mark("changed")}


def diff(old: str, new: str, layout: str, session: Session) -> int:
    """Says what is different; returns the exit code: 0 when nothing is, else 1."""
    found = changes(_loaded(old), _loaded(new))
    if layout == "json":
        session.write(as_json([_object(change) for change in found]))
    elif found:
        for change in found:
            _say(change, session)
        counts = {what: sum(change.what == what for change in found) for what in _WORDS}
        told = ", ".join(f"{number} {session.language(_WORDS[what])}" for what, number in counts.items() if number)
        session.out.print(Text(f"\n{told}.", "bold"))
    else:
        session.out.print(Text(session.language("No difference.")))
    return FINDINGS if found else CLEAN


def _loaded(name: str) -> Catalogue:
    """'-' is ours; a folder that says what it is lies over ours; any other is a catalogue of its own."""
    if name == OURS:
        return load_catalogue()
    folder = Path(name)
    return load_catalogue(overlay=folder) if (folder / ABOUT).is_file() else load_catalogue(folder)


def _say(change: Change, session: Session) -> None:
    sign, colour = _SIGNS[change.what]
    entry, code = change.entry, session.language.code
    line = Text(f"{sign} {session.language(KIND_NAMES[entry.kind])} {called(entry)}", colour)
    session.out.print(line.append(f"  {said(entry) or in_language(entry.name, code)}", "none"), soft_wrap=True)
    for field in change.fields:
        session.out.print(Text(f"    {field.field}: {field.old or '–'} → {field.new or '–'}", "dim"), soft_wrap=True)


def _object(change: Change) -> dict[str, object]:
    fields = [{"field": field.field, "old": field.old, "new": field.new} for field in change.fields]
    return {"change": change.what, **as_object(change.entry), "fields": fields}
