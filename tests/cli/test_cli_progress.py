"""The progress bar and the answers share a screen."""

import io
from datetime import UTC, datetime

from rich.console import Console

from danvan.cli.language import Language
from danvan.cli.progress import progress
from danvan.cli.session import Session

_ERASED = "\x1b[2K"


def _session(screen: io.StringIO, *, terminal: bool) -> Session:
    console = Console(file=screen, force_terminal=terminal, force_interactive=terminal, width=80)
    return Session(Language("en"), datetime(2024, 10, 1, tzinfo=UTC), console, console)


def test_an_answer_does_not_stand_behind_the_bar() -> None:
    screen = io.StringIO()
    with progress(_session(screen, terminal=True), "Reading", 1) as done:
        done()
        with done.aside():
            screen.write("<answer>")
    before = screen.getvalue().partition("<answer>")[0]
    assert "Reading" in before
    assert _ERASED in before.rpartition("Reading")[2]


def test_nothing_is_drawn_into_a_file() -> None:
    screen = io.StringIO()
    with progress(_session(screen, terminal=False), "Reading", 1) as done, done.aside():
        pass
    assert screen.getvalue() == ""
