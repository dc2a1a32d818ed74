"""`danvan ledger add|show|rollup`: figures over time."""

from typing import Annotated

import typer

from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import FILES, FORMAT, LEDGER, LEVEL, PERIOD, UNITS, WHOLE_PERIOD, names_in
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["ledger"])

ADD = mark("Reads reports and keeps their figures in the ledger, each with the words it was read from.")
SHOW = mark("Lists the figures of the ledger with their names, units, periods and values.")
ROLLUP = mark("Adds up the figures of a period over units; each total names the units that are not in it.")
REPLACE = mark("Where a report says something else than the ledger, take the report's word: it is a newer version.")


@app.command("add", cls=Command, help=ADD)
def add(
    context: typer.Context,
    files: FILES,
    ledger: LEDGER,
    replace: Annotated[bool, typer.Option("--replace", help=REPLACE)] = False,
) -> int:
    """Returns the exit code; the rest is in ADD."""
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.add(files, ledger, session_of(context), replaces=replace)


@app.command("show", cls=Command, help=SHOW)
def show(
    context: typer.Context,
    ledger: LEDGER,
    indicator: Annotated[str, typer.Option(metavar="CODE", help=mark("Only this indicator, e.g. petitions.received."))] = "",
    unit: Annotated[str, typer.Option(metavar="NAME", help=mark("Only this unit, e.g. 'xã Trà Sơn'."))] = "",
    period: PERIOD = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in SHOW."""
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.show(ledger, work.Wanted(indicator, unit, period), layout, session_of(context))


@app.command("rollup", cls=Command, help=ROLLUP)
def rollup(
    context: typer.Context,
    ledger: LEDGER,
    period: WHOLE_PERIOD,
    units: UNITS = None,
    level: LEVEL = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in ROLLUP."""
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.rollup(ledger, work.Asked(period, names_in(units or []), level), layout, session_of(context))
