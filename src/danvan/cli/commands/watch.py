"""`danvan watch FOLDER`: what is wrong in each report as it is saved."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.check_options import IGNORE, SELECT
from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Checks each report of a folder, and of those below it, whenever it is saved, and says what is wrong, until Ctrl-C. Files"
    " that Word keeps beside an open document are left alone."
)
FOLDER = mark("The folder of the reports.")
NOW = mark("Check the reports that are there already, first.")
POLL = mark("Look at the files again and again, for network drives that do not tell when a file is saved.")


@app.command(cls=Command, help=HELP)
def watch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=FOLDER)],
    now: Annotated[bool, typer.Option("--now", help=NOW)] = False,
    poll: Annotated[bool, typer.Option("--poll", help=POLL)] = False,
    select: SELECT = None,
    ignore: IGNORE = None,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work.watch import Wanted  # noqa: PLC0415 - not for its help
    from danvan.cli.work.watch import watch as work  # noqa: PLC0415 - not for its help

    return work(folder, Wanted(now, poll, tuple(select or ()), tuple(ignore or ())), session_of(context))
