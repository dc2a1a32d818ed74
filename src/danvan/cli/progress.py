"""A progress bar on stderr, for people only: nothing is drawn into a file or a pipe, and nothing stays on the screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from danvan.cli.session import Session


@contextmanager
def progress(session: Session, title: str, total: int) -> Iterator[Callable[[], None]]:
    """Gives a function to call after each of `total` steps."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err, transient=True, disable=not session.err.is_terminal) as bar:
        yield partial(bar.advance, bar.add_task(title, total=total))
