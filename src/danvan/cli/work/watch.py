"""The work of `danvan watch`."""

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from threading import Event

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.selection import Selection
from danvan.cli.batch import Outcome, attempt
from danvan.cli.bulk.sources import sources_in
from danvan.cli.exits import CLEAN
from danvan.cli.judging import judging_of, selection_of
from danvan.cli.report_text import print_report
from danvan.cli.session import Session
from danvan.documents.opening import digest, find_reports, is_report
from danvan.kernel.errors import (
    DanvanError,
    ExtraMissing,
    FileEmpty,
    FileForbidden,
    FileLocked,
    FileMissing,
    FolderEmpty,
    FormatDamaged,
)

QUIET = 800
"""Milliseconds without a further change before a file is looked at: programs save in several steps."""
_BREATH = 300
"""Milliseconds it waits for a change before it looks up."""
_HALF_WRITTEN = (FileEmpty, FileForbidden, FileLocked, FormatDamaged)
"""What a file may look like while it is still being written, or held by the program that writes it."""
_TRIES = 4
_PAUSE = 0.5
"""Seconds between two tries."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """See the options of the command."""

    now: bool = False
    poll: bool = False
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def watch(folder: Path, wanted: Wanted, session: Session, stop: Event | None = None) -> int:
    """Checks what is saved in `folder` until Ctrl-C, or until `stop` is set; returns the exit code.

    Raises ExtraMissing, OptionInvalid, and what is wrong with the folder: FileMissing, FileForbidden, InputError.
    """
    there = _reports(folder)
    changes = _changes(folder, stop, poll=wanted.poll)
    catalogue = session.catalogue()
    watched = Watched(catalogue, selection_of(wanted.only, wanted.without, catalogue), session)
    with suppress(KeyboardInterrupt):
        first = next(changes, [])  # from here on, what is saved is seen
        session.err.print(session.language("Watching {folder}. Ctrl-C ends it.", folder=folder), highlight=False, markup=False)
        watched.look_at(there if wanted.now else [])
        for changed in chain([first], changes):
            watched.look_at(changed)
    return CLEAN


def _reports(folder: Path) -> list[Path]:
    """The reports that are there; a folder may well be empty as yet."""
    try:
        return find_reports(folder)
    except FolderEmpty:
        return []


def _changes(folder: Path, stop: Event | None, *, poll: bool) -> Iterator[list[Path]]:
    """The files that were saved, each time some were; none of them, when for a moment none was."""
    try:
        import watchfiles  # noqa: PLC0415 - an extra, for this command only
    except ImportError as error:
        raise ExtraMissing(extra="watch") from error

    # It says on its own account that it was stopped.
    logging.getLogger("watchfiles").setLevel(logging.ERROR)

    def saved(change: watchfiles.Change, path: str) -> bool:
        return change is not watchfiles.Change.deleted and is_watched(Path(path), folder)

    found = watchfiles.watch(
        folder,
        watch_filter=saved,
        debounce=QUIET,
        rust_timeout=_BREATH,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        force_polling=poll or None,
    )
    return (sorted({Path(path) for _change, path in changes}) for changes in found)


def is_watched(path: Path, folder: Path) -> bool:
    """Whether `path` may be a report: nothing in a hidden folder, nothing a program keeps for itself."""
    try:
        parts = path.relative_to(folder.resolve() if path.is_absolute() else folder).parts
    except ValueError:
        parts = path.parts[-1:]
    return is_report(path.name) and not any(part.startswith(".") for part in parts)


@dataclass(slots=True)
class Watched:
    """What was seen of a folder. `seen`: the content each file had when it was last checked."""

    catalogue: Catalogue
    selection: Selection
    session: Session
    seen: dict[Path, str] = field(default_factory=dict)

    def look_at(self, files: Iterable[Path]) -> None:
        """Checks each file that is not as it was when last seen, and says what is wrong in it."""
        for file in files:
            for outcome in self._outcomes(file):
                if outcome.error:
                    self.session.complain(outcome.error)
                else:
                    print_report(outcome.checked, self.session)
                sys.stdout.flush()

    def _outcomes(self, file: Path) -> Iterator[Outcome]:
        """Of the report at `file`, or of each in a zip; of a file that has gone again none."""
        content = _content(file)
        if content and self.seen.get(file) == content:
            return
        for source in sources_in([file]):
            outcome = self._settled(source if isinstance(source, Path) else source.file)
            if not isinstance(outcome.error, FileMissing):
                yield outcome
        self.seen[file] = _content(file)  # only now it is written to its end

    def _settled(self, file: Path) -> Outcome:
        """The outcome, once the file is written to its end; where it never is, what is wrong with it."""
        for again in range(_TRIES):
            outcome = self._checked(file)
            if not isinstance(outcome.error, _HALF_WRITTEN) or again == _TRIES - 1:
                break
            time.sleep(_PAUSE)
        return outcome

    def _checked(self, file: Path) -> Outcome:
        today = datetime.now(self.session.now.tzinfo).date()
        try:
            judging = judging_of([file], self.catalogue, today, self.selection)
        except DanvanError as error:
            return Outcome(file, error=error)
        return attempt(file, self.catalogue, judging=judging)


def _content(file: Path) -> str:
    """A digest; '' for a file that cannot be read now."""
    try:
        return digest(file)
    except DanvanError:
        return ""
