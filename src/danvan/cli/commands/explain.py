"""`danvan explain FIGURE`: where a figure comes from."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Shows a figure's source: the words it was read from, or the figures it was added up from, down to the words of each."
    " FIGURE is a figure's identifier; or a report made by `danvan compose`, followed by a number that stands in it; or such"
    " a number with --in REPORT."
)
FIGURE = mark("Identifier of a figure, or a report in Word, or a number.")
NUMBER = mark("A number as the report prints it; all its numbers are listed if left out.")
LEDGER = mark("The ledger's folder; for a report, the folder 'ledger' beside it if left out.")
REPORT = mark("The report the number stands in.")


@app.command(cls=Command, help=HELP)
def explain(
    context: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=FIGURE)],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=NUMBER)] = "",
    ledger: Annotated[Path | None, typer.Option("--ledger", metavar="DIR", help=LEDGER)] = None,
    report: Annotated[Path | None, typer.Option("--in", metavar="REPORT", help=REPORT)] = None,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import explain as work  # noqa: PLC0415 - not for its help

    session = session_of(context)
    if report:
        return work.in_report(report, figure, ledger, session)
    if figure.lower().endswith(".docx"):
        return work.in_report(Path(figure), number, ledger, session)
    return work.by_name(figure, ledger, session)
