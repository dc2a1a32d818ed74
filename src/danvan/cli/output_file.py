"""An answer that goes into a file, not on the screen: whole or not at all, and never over a report."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

from danvan.cli.bulk.folder import write_whole
from danvan.kernel.errors import OutputError
from danvan.kernel.said import mark

_A_REPORT = mark("it is one of the reports to be checked")


@contextmanager
def written_to(file: Path | None, reports: Iterable[Path]) -> Iterator[None]:
    """What is said on stdout within the block goes into `file`, whole or not at all. Raises OutputError, also for a file
    that is one of `reports`."""
    if file is None:
        yield
        return
    if file.resolve() in {report.resolve() for report in reports}:
        raise OutputError(file=file, reason=_A_REPORT)
    with redirect_stdout(StringIO()) as said:
        yield
    write_whole(file, said.getvalue(), file.parent)
