"""Reports of the units below, looked through for their own words: shared by `compose` and `run`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.batch import Outcome, attempt_all
from danvan.cli.session import Session, explained
from danvan.composing.own_words.gathering import gathered
from danvan.composing.own_words.grammar import grammar_of
from danvan.composing.own_words.told import Below, Told
from danvan.documents.opening import expand, find_reports
from danvan.kernel.errors import DanvanError
from danvan.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reports tell. `withheld`: statements left out because they name somebody; `elsewhere`: reports of another
    period, left out; `nameless`: reports that do not say whose they are, left out; `unread`: files that could not be read."""

    told: tuple[Told, ...]
    reports: int
    withheld: int = 0
    elsewhere: tuple[Path, ...] = ()
    nameless: tuple[Path, ...] = ()
    unread: tuple[DanvanError, ...] = ()


def heard(outcomes: Iterable[Outcome], period: Period, catalogue: Catalogue) -> Heard:
    """The words of those of `outcomes` that are reports on `period`, or on a time they do not say."""
    below: list[Below] = []
    elsewhere: list[Path] = []
    nameless: list[Path] = []
    unread: list[DanvanError] = []
    for outcome in outcomes:
        if outcome.error:
            unread.append(outcome.error)
            continue
        letterhead = outcome.read.letterhead
        if letterhead.period and (letterhead.period.start, letterhead.period.end) != (period.start, period.end):
            elsewhere.append(outcome.file)
        elif not letterhead.unit:
            nameless.append(outcome.file)
        else:
            below.append(Below(letterhead.unit, outcome.file.name, outcome.read))
    found = gathered(below, catalogue.derived(grammar_of))
    return Heard(found.told, len(below), found.withheld, tuple(elsewhere), tuple(nameless), tuple(unread))


def heard_in(paths: Sequence[Path], period: Period, session: Session) -> Heard:
    """The same of files, folders and zips. Raises what finding reports in a folder raises."""
    files = [file for path in paths for file in (find_reports(path) if path.is_dir() else expand(path))]
    return heard(attempt_all(files, session, check=False), period, session.catalogue())


def say_heard(heard: Heard, session: Session) -> None:
    """What of the reports did not get into the report above, and why."""
    _ = session.language
    session.out.print(Text(_("Looked through for their own words: {n} reports", n=heard.reports)))
    if heard.withheld:
        session.out.print(Text(_("Not quoted, for they name somebody: {n} statements", n=heard.withheld), "yellow"))
    for files, words in (
        (heard.elsewhere, _("Of another period, not quoted: {files}", files=_names(heard.elsewhere))),
        (heard.nameless, _("Does not say whose it is, not quoted: {files}", files=_names(heard.nameless))),
    ):
        if files:
            session.out.print(Text(words, "yellow"))
    for error in heard.unread:
        session.out.print(Text(explained(error, _), "yellow"))


def _names(files: Sequence[Path]) -> str:
    return ", ".join(file.name for file in files)
