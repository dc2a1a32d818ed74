"""The work of `danvan ledger compact|rebuild`."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import typer
from rich.text import Text

from danvan.cli.batch import Outcome, attempt_all
from danvan.cli.bulk.sources import distinct, sources_in
from danvan.cli.exits import CLEAN, STOPPED
from danvan.cli.keeping import keep
from danvan.cli.language import Language
from danvan.cli.progress import waiting
from danvan.cli.results import complain_of
from danvan.cli.session import Session
from danvan.cli.work.ledger import say_kept
from danvan.kernel.errors import OptionInvalid
from danvan.ledger.rebuilding import copied, is_ledger
from danvan.ledger.store import Ledger
from danvan.ledger.submission_table import Submissions
from danvan.ledger.upkeep import SHORTEST, Clearing, clear, compact, to_clear


def compacted(folder: Path, days: int | None, session: Session, *, sure: bool) -> int:
    """Compacts, and clears away when asked; returns the exit code."""
    _, ledger = session.language, Ledger.open(folder, create=False)
    with waiting(session):
        done = compact(ledger)
    said = _(
        "{before} files ({size_before}) became {after} ({size_after}). No figure changed.",
        before=done.files_before,
        after=done.files_after,
        size_before=_size(done.bytes_before),
        size_after=_size(done.bytes_after),
    )
    session.out.print(Text(said))
    return CLEAN if days is None else _cleared(ledger, max(timedelta(days=days), SHORTEST), session, sure=sure)


def _cleared(ledger: Ledger, older_than: timedelta, session: Session, *, sure: bool) -> int:
    _ = session.language
    found = to_clear(ledger, older_than, session.now)
    if not found.files:
        session.out.print(Text(_("There is nothing to clear away.")))
        return CLEAN
    session.out.print(Text(_loss(found, _)))
    if not sure and not session.err.is_terminal:
        raise OptionInvalid(option="--clear-older-than", found="…", allowed="--yes")
    if not sure and not typer.confirm(_("Clear away?"), err=True):
        return STOPPED
    clear(ledger, older_than, session.now)
    session.out.print(Text(_("Cleared away.")))
    return CLEAN


def _loss(found: Clearing, _: Language) -> str:
    files = _("{n} files ({size}) are needed by no current version.", n=len(found.files), size=_size(found.bytes))
    if found.last_version is None:
        return files
    lost = _(
        "Versions up to {version} could then no longer be opened by their number or by the time of a commit. Past days by "
        "the time of recording stay whole.",
        version=found.last_version,
    )
    return f"{files} {lost}"


def rebuilt(sources: Sequence[Path], folder: Path, session: Session) -> int:
    """Makes the new ledger; returns the exit code."""
    _ = session.language
    olds = [source for source in sources if is_ledger(source)]
    reports = [source for source in sources if source not in olds]
    if len(olds) > 1:
        raise OptionInvalid(option="SOURCES", found=", ".join(map(str, olds)), allowed=_("one old ledger, and reports"))
    new = Ledger.open(folder)
    for old in olds:
        with waiting(session):
            count = copied(old, new)
            Submissions(new.folder).carry_over(Submissions(old))
        session.out.print(Text(_("{file}: {n} versions of figures copied", file=old, n=count)))
    catalogue = session.catalogue()
    outcomes = sorted(attempt_all(distinct(sources_in(reports)), session, check=False), key=_dated) if reports else []
    kept = [keep(outcome, new, catalogue, session.now) for outcome in outcomes]
    for one in kept:
        say_kept(one, session)
    return complain_of(session, [one.outcome for one in kept])


def _dated(outcome: Outcome) -> tuple[date, str]:
    """By the date on the report; one without comes last, several of one day by their names."""
    signed = None if outcome.error else outcome.read.letterhead.date
    return (signed or date.max, outcome.file.name)


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} kB".replace(",", ".")
