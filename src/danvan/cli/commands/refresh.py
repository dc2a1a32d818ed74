"""`danvan refresh REPORT`: the newest figures into a composed report, its words untouched."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Puts the newest figures of the ledger into a report made by `danvan compose`: totals are added up anew, each number that"
    " changed is replaced in its place and listed. Words stay as people left them; a number somebody typed over stays and is"
    " listed too."
)


@app.command(cls=Command, help=HELP)
def refresh(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT", help=mark("A report in Word made by `danvan compose`."))],
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="DIR", help=mark("The folder 'ledger' beside it if left out."))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.docx", help=mark("Write here; over the report itself if left out."))
    ] = None,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import refresh as work  # noqa: PLC0415 - not for its help

    return work.refresh(report, out or report, ledger or report.parent / "ledger", session_of(context))
