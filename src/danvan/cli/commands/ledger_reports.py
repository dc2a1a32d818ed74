"""`danvan ledger completeness|sent|return`: which reports are there, and what became of them."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command
from danvan.cli.options import FORMAT, LEDGER, LEVEL, WHOLE_PERIOD
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(add_completion=False, rich_markup_mode=None)

COMPLETENESS = mark(
    "Who owes a report for a period by the regimes of the catalogue, and how each stands: sent on time, late, returned,"
    " missing, not yet due. Owed by the units there are on the day it is due; offices that ended before are listed with their"
    " heirs. Exit code 1 when one is late, returned or missing."
)
SENT = mark("Records that a unit sent its report. Nothing recorded is ever changed: what comes later is recorded besides.")
RETURN = mark("Records that a report was returned to its unit, with the reason.")
UPPER = mark("Whose communes and districts are asked, by name or code; the whole country, if left out.")
REGIME = mark("The regime or series of regimes, e.g. inspection; `danvan regime list` has them.")
ONLY = mark("Only this regime or series, e.g. inspection; every one that asks for the period, if left out.")
ON = mark("How it stood on this day, e.g. 2025-12-20; today, if left out.")
DEADLINE = mark("The last day for sending that the letter asking for the reports names, in place of the regime's.")
ALL = mark("List every report, also those sent on time.")
WHO = mark("The unit, by name with its kind or by code, e.g. 'xã Trà Sơn'.")
AT = mark("When it happened, e.g. 2025-12-15 or 2025-12-15T16:30; now, if left out.")
FILE = mark("The report itself: its name and the sha-256 of its bytes are kept.")
REASON = mark("Why it is returned, as the unit is told.")
BY = mark("Who records this.")


@app.command("completeness", cls=Command, help=COMPLETENESS)
def completeness(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    ledger: LEDGER,
    period: WHOLE_PERIOD,
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", help=UPPER)] = "",
    regime: Annotated[str, typer.Option("--regime", metavar="CODE", help=ONLY)] = "",
    level: LEVEL = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=ON)] = "",
    deadline: Annotated[str, typer.Option("--deadline", metavar="DAY", help=DEADLINE)] = "",
    every: Annotated[bool, typer.Option("--all", help=ALL)] = False,
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in COMPLETENESS."""
    from danvan.cli.work import ledger_reports as work  # noqa: PLC0415 - not for its help

    asked = work.Asked(ledger, period, unit, regime, level, on, deadline, every)
    return work.completeness(asked, layout, session_of(context))


@app.command("sent", cls=Command, help=SENT)
def sent(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=WHO)],
    ledger: LEDGER,
    regime: Annotated[str, typer.Option("--regime", metavar="CODE", help=REGIME)],
    period: WHOLE_PERIOD,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help=AT)] = "",
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help=FILE)] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=BY)] = "",
) -> int:
    """Returns the exit code; the rest is in SENT."""
    from danvan.cli.work import ledger_events as work  # noqa: PLC0415 - not for its help

    return work.sent(work.Told(ledger, unit, regime, period, at, by), file, session_of(context))


@app.command("return", cls=Command, help=RETURN)
def return_(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=WHO)],
    ledger: LEDGER,
    regime: Annotated[str, typer.Option("--regime", metavar="CODE", help=REGIME)],
    period: WHOLE_PERIOD,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help=REASON)],
    at: Annotated[str, typer.Option("--at", metavar="TIME", help=AT)] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=BY)] = "",
) -> int:
    """Returns the exit code; the rest is in RETURN."""
    from danvan.cli.work import ledger_events as work  # noqa: PLC0415 - not for its help

    return work.returned(work.Told(ledger, unit, regime, period, at, by), reason, session_of(context))
