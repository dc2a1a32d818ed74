"""What every command is given: a language, the time, and where to write."""

import atexit
import gc
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from danvan.cli.language import Language
from danvan.kernel.errors import DanvanError
from danvan.kernel.said import mark

if TYPE_CHECKING:
    from danvan.catalogue.catalogue import Catalogue

CATALOGUE_OPTION = "--catalogue"
CATALOGUE_VARIABLE = "DANVAN_CATALOGUE"

SYSTEM_WORDS = (
    mark("Permission denied"),
    mark("Read-only file system"),
    mark("No space left on device"),
    mark("No such file or directory"),
    mark("Not a directory"),
    mark("Is a directory"),
    mark("File name too long"),
    mark("Device or resource busy"),
    mark("Input/output error"),
)
"""What operating systems say of a file they refuse; they are blanks of our errors, and translated as such."""
_OUR_WORDS = ("reason", "found", "allowed")
"""The blanks of errors that are sentences where they are no names of the user's; a file called 'words' keeps its name."""


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the command. `out` and `err` are the two consoles; nothing else writes to the terminal."""

    language: Language
    now: datetime
    out: Console
    err: Console
    overlay: Path | None = None
    """The catalogue folder laid over ours, where one was asked for."""

    def catalogue(self) -> "Catalogue":
        """The catalogue that is asked for. Raises CatalogueError."""
        from danvan.catalogue.loading import load_catalogue  # noqa: PLC0415 - not for a help text

        catalogue = load_catalogue(overlay=self.overlay)
        if not gc.get_freeze_count():
            gc.freeze()  # what stays until the end need not be looked through for garbage
            atexit.register(_thaw)
        return catalogue

    def complain(self, error: DanvanError) -> None:
        """Says on stderr what is wrong, in the chosen language."""
        self.err.print(explained(error, self.language), markup=False, highlight=False, soft_wrap=True)

    def write(self, text: str) -> None:
        """Writes to stdout exactly `text`: what other programs read is never wrapped or coloured."""
        sys.stdout.write(text)


def _thaw() -> None:
    """DuckDB tells on the screen, as a leak, whatever of it is still frozen at the end."""
    if "duckdb" in sys.modules:
        gc.unfreeze()


def explained(error: DanvanError, language: Language) -> str:
    """The error's sentence; its blanks are translated where they may be words of ours ('the file is locked')."""
    said = {name: language(value) for name in _OUR_WORDS if isinstance(value := error.fields.get(name), str)}
    return type(error)(**error.fields | said).render(language)


def session_of(context: typer.Context) -> Session:
    """The session the group was started with."""
    session = context.obj
    assert isinstance(session, Session)  # noqa: S101 - typer types `obj` as Any; main always passes a Session
    return session


def program() -> str:
    """What to type for this command: 'danvan', or the path it was called by where that is not on the PATH."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "danvan" and shutil.which("danvan") is None else "danvan"
