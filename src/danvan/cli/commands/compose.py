"""`danvan compose`: a consolidated report in Word from a ledger."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.options import DAY, LEDGER, LEVEL, UNITS, WHOLE_PERIOD, names_in
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Rolls up the figures of a period over units and writes them out as a consolidated report in Word: per area a sentence"
    " and a table, totals that name the units missing from them, every number traceable with `danvan explain`."
)


@app.command(cls=Command, help=HELP)
def compose(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    period: WHOLE_PERIOD,
    ledger: LEDGER,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.docx", help=mark("The report to write."))],
    units: UNITS = None,
    level: LEVEL = "",
    outline: Annotated[str, typer.Option(metavar="CODE", help=mark("How the report is laid out."))] = "consolidated",
    issuer: Annotated[str, typer.Option(metavar="NAME", help=mark("Who issues it; dots to fill in, if left out."))] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help=mark("Place of issue."))] = "",
    day: DAY = "",
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import compose as work  # noqa: PLC0415 - not for its help

    wanted = work.Wanted(period, names_in(units or []), level, outline, issuer, place, day)
    return work.compose(wanted, ledger, out, session_of(context))
