"""What every command is given: a language, the time, and where to write."""

import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console

from danvan.cli.language import Language, mark
from danvan.kernel.errors import DanvanError

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


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the command. `out` and `err` are the two consoles; nothing else writes to the terminal."""

    language: Language
    now: datetime
    out: Console
    err: Console

    def complain(self, error: DanvanError) -> None:
        """Says on stderr what is wrong, in the chosen language."""
        self.err.print(explained(error, self.language), markup=False, highlight=False, soft_wrap=True)

    def write(self, text: str) -> None:
        """Writes to stdout exactly `text`: what other programs read is never wrapped or coloured."""
        sys.stdout.write(text)


def explained(error: DanvanError, language: Language) -> str:
    """The error's sentence; its blanks are translated where they are words of ours ('the file is locked')."""
    blanks = {name: language(value) if isinstance(value, str) else value for name, value in error.fields.items()}
    return type(error)(**blanks).render(language)


def session_of(context: typer.Context) -> Session:
    """The session the group was started with."""
    session = context.obj
    assert isinstance(session, Session)  # noqa: S101 - typer types `obj` as Any; main always passes a Session
    return session


def program() -> str:
    """What to type for this command: 'danvan', or the path it was called by where that is not on the PATH."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "danvan" and shutil.which("danvan") is None else "danvan"
