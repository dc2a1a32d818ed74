"""`danvan run FOLDER --out DIR`: everything at once."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.options import DAY
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Reads and checks every report in a folder, keeps the figures in a ledger, writes a consolidated report in Word for each"
    " period and level of government, and says on one screen what it found. Exit code 0 when nothing is wrong, 1 when there"
    " are findings, 2 when a file could not be read."
)
FOLDER = mark("The folder with the reports, and the folders below it.")
OUT = mark("Where everything is written. A folder made by an earlier run is replaced, any other is left alone.")


@app.command(cls=Command, help=HELP)
def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=FOLDER)],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=OUT)],
    day: DAY = "",
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import run as work  # noqa: PLC0415 - not for its help

    return work.run(folder, out, day, session_of(context))
