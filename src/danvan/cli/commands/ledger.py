"""`danvan ledger add|show|rollup`: figures over time."""

from typing import Annotated

import typer

from danvan.cli.commands.ledger_check import app as checks
from danvan.cli.commands.ledger_compare import app as comparisons
from danvan.cli.commands.ledger_figures import app as versions
from danvan.cli.commands.ledger_reports import app as reports
from danvan.cli.commands.ledger_store import app as folders
from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import FILES, FORMAT, LEDGER, LEVEL, PERIOD, UNITS, WHOLE_PERIOD, names_in
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["ledger"])
app.add_typer(checks)
app.add_typer(reports)
app.add_typer(comparisons)
app.add_typer(versions)
app.add_typer(folders)

ADD = mark("Reads reports and keeps their figures in the ledger, each with the words it was read from.")
SHOW = mark("Lists the figures of the ledger with their names, units, periods and values.")
ROLLUP = mark("Adds up the figures of a period over units; each total names the units that are not in it.")
UNIT = mark(
    "Add up all that stands under this unit ('tỉnh Quảng Ngãi', a code, VN for the country), by the list of units of that time;"
    " with --level also for each unit of that level. What units above state themselves is held against it."
)
PARTS = mark("With --unit: periods the whole is made of where units reported only these, parted by commas ('quý I/2025, …').")
ENGINE = mark("What computes: duckdb, postgres://…, spark://…; DANVAN_ENGINE sets it for good.")
BESIDE = mark("Where a report says something else than the ledger, keep both: the ledger's stands, the other disagrees.")
WITHIN = mark("The unit above those that report, by name or code: it tells units of one name apart.")
STRICT = mark("Refuse figures of a unit the register of units does not know; otherwise they are kept under its name, and told.")
WITNESSES = mark("Also what other sources say of the same figures.")
REPLACE = mark("Where a report says something else than the ledger, take the report's word: it is a newer version.")


@app.command("add", cls=Command, help=ADD)
def add(
    context: typer.Context,
    files: FILES,
    ledger: LEDGER,
    replace: Annotated[bool, typer.Option("--replace", help=REPLACE)] = False,
    beside: Annotated[bool, typer.Option("--beside", help=BESIDE)] = False,
    within: Annotated[str, typer.Option("--within", metavar="UNIT", help=WITHIN)] = "",
    strict: Annotated[bool, typer.Option("--strict", help=STRICT)] = False,
) -> int:
    """Returns the exit code; the rest is in ADD."""
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.add(files, ledger, work.How(replace, beside, within, strict), session_of(context))


@app.command("show", cls=Command, help=SHOW)
def show(
    context: typer.Context,
    ledger: LEDGER,
    indicator: Annotated[str, typer.Option(metavar="CODE", help=mark("Only this indicator, e.g. petitions.received."))] = "",
    unit: Annotated[str, typer.Option(metavar="NAME", help=mark("Only this unit, e.g. 'xã Trà Sơn'."))] = "",
    period: PERIOD = "",
    witnesses: Annotated[bool, typer.Option("--witnesses", help=WITNESSES)] = False,
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in SHOW."""
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.show(ledger, work.Wanted(indicator, unit, period, witnesses), layout, session_of(context))


@app.command("rollup", cls=Command, help=ROLLUP)
def rollup(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    ledger: LEDGER,
    period: WHOLE_PERIOD,
    units: UNITS = None,
    unit: Annotated[str, typer.Option("--unit", metavar="NAME|CODE", help=UNIT)] = "",
    level: LEVEL = "",
    parts: Annotated[list[str] | None, typer.Option("--parts", metavar="PERIODS", help=PARTS)] = None,
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in ROLLUP."""
    if unit:
        from danvan.cli.work import ledger_tree  # noqa: PLC0415 - not for its help

        tree = ledger_tree.Asked(period, unit, level, names_in(parts or []), engine)
        return ledger_tree.rollup(ledger, tree, layout, session_of(context))
    from danvan.cli.work import ledger as work  # noqa: PLC0415 - not for its help

    return work.rollup(ledger, work.Asked(period, names_in(units or []), level), layout, session_of(context))
