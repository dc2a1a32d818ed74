"""The entry point: language, call, and every error as one sentence with its exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

import typer
from rich.console import Console

from danvan.cli.anywhere import taken_out
from danvan.cli.exits import CLEAN, COULD_NOT_RUN, STOPPED
from danvan.cli.group import root
from danvan.cli.language import LANGUAGES, OPTION, Language, choose
from danvan.cli.session import CATALOGUE_OPTION, CATALOGUE_VARIABLE, Session
from danvan.cli.usage import sentence
from danvan.kernel.errors import DanvanError, OptionInvalid

_MANY = 100_000
"""New objects before garbage is looked for. The usual 700 means looking through all that was just imported and loaded again and
again, a sixth of the time of a short command (benchmarks/README.md)."""


def main(arguments: Sequence[str] | None = None, *, now: datetime | None = None) -> int:
    """Runs one command line; `now` is the day and time written on what is made. Returns the exit code.

    0 clean, 1 findings, 2 could not run, 130 stopped by Ctrl-C.
    """
    _speak_utf8()
    gc.set_threshold(_MANY, 20, 20)
    given = sys.argv[1:] if arguments is None else arguments
    out, err = _console(), _console(stderr=True)
    moment = now or datetime.now().astimezone()
    options, rest = taken_out(given, OPTION, CATALOGUE_OPTION)
    try:
        language = choose(options[OPTION], os.environ)
    except OptionInvalid as error:
        Session(Language(LANGUAGES[0]), moment, out, err).complain(error)
        return COULD_NOT_RUN
    folder = (options[CATALOGUE_OPTION] or [os.environ.get(CATALOGUE_VARIABLE, "")])[-1]
    return _run(rest, Session(language, moment, out, err, Path(folder) if folder else None))


def _run(arguments: list[str], session: Session) -> int:
    try:
        code = root().main(args=arguments, prog_name="danvan", standalone_mode=False, obj=session)
    except DanvanError as error:
        session.complain(error)
        return COULD_NOT_RUN
    except typer.TyperException as error:
        session.err.print(sentence(error, session.language), markup=False, highlight=False, soft_wrap=True)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        session.err.print(session.language("Stopped. What was being written has been taken away again."), highlight=False)
    return int(code or CLEAN)


def _console(*, stderr: bool = False) -> Console:
    """As wide as the terminal; 100 columns into a file or a pipe, unless COLUMNS says otherwise."""
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 100
    return console


def _speak_utf8() -> None:
    """Vietnamese comes out whole whatever the terminal's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
