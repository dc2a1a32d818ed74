"""`danvan regime due|list|show`: which reports there are, and by when the next ones are to be sent."""

from typing import Annotated

import typer

from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import FORMAT
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["regime"])

DUE = mark(
    "What a unit has to report around a day: for each report the days its data come from, the deadline after moving it over"
    " days off, to whom it goes, by what legal text, and how sure that is. Shown are deadlines in the days ahead, those of the"
    " last 30 days, and every report whose data are being collected. Whether a report was sent is not known here."
)
LIST = mark("The reporting regimes of the catalogue, each version with its dates and its legal text.")
SHOW = mark(
    "One regime whole: its periods with the dates of this year, its deadlines level by level, which of the eleven items of a"
    " regime are known, and its legal text. CODE is as `danvan regime list` gives it."
)
UNIT = mark("Who reports, by its name with its kind, e.g. 'xã Trà Sơn'; the kind tells the level.")
PROVINCE = mark("The province it is in, e.g. 'tỉnh Khánh Hòa': the regimes of that province count too.")
ON = mark("The day, e.g. 2024-09-30; today, if left out.")
WITHIN = mark("How many days ahead a deadline may be; 60, if left out.")
ONLY = mark("Only this regime, by its code or series, e.g. inspection.")
IN_FORCE = mark("Only what is in force on that day, e.g. 2024-09-30.")


@app.command("due", cls=Command, help=DUE)
def due(
    context: typer.Context,
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", help=UNIT)],
    province: Annotated[str, typer.Option("--province", metavar="NAME", help=PROVINCE)] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=ON)] = "",
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, help=WITHIN)] = 60,
    regime: Annotated[str, typer.Option("--regime", metavar="CODE", help=ONLY)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in DUE."""
    from danvan.cli.work import regime_due as work  # noqa: PLC0415 - not for its help

    return work.show_due(work.Asked(unit, province, on, within, regime), layout, session_of(context))


@app.command("list", cls=Command, help=LIST)
def list_(
    context: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=IN_FORCE)] = "",
) -> int:
    """Returns the exit code; the rest is in LIST."""
    from danvan.cli.work import regime_cards as work  # noqa: PLC0415 - not for its help

    return work.list_regimes(on, session_of(context))


@app.command("show", cls=Command, help=SHOW)
def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=mark("A regime's code, e.g. inspection_2025."))],
) -> int:
    """Returns the exit code; the rest is in SHOW."""
    from danvan.cli.work import regime_cards as work  # noqa: PLC0415 - not for its help

    return work.show_regime(code, session_of(context))
