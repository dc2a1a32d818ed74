"""A progress bar on stderr, for people only: nothing is drawn into a file or a pipe, and nothing stays on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from danvan.cli.session import Session


@dataclass(frozen=True, slots=True)
class Bar:
    """Called after each step. `shared`: answers are printed on the same screen."""

    drawn: Progress
    task: TaskID
    shared: bool

    def __call__(self) -> None:
        self.drawn.advance(self.task)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar off the screen while an answer is printed: the first words of it would stand behind the bar."""
        if not self.shared:
            yield
            return
        self.drawn.stop()
        yield
        self.drawn.start()


@contextmanager
def progress(session: Session, title: str, total: int) -> Iterator[Bar]:
    """Gives what is called after each of `total` steps."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err, transient=True, disable=not session.err.is_terminal) as drawn:
        yield Bar(drawn, drawn.add_task(title, total=total), session.out.is_terminal and session.err.is_terminal)


@contextmanager
def waiting(session: Session) -> Iterator[None]:
    """Shows that something goes on whose steps cannot be counted."""
    if session.err.is_terminal:
        with session.err.status(session.language("Working …")):
            yield
    else:
        yield
