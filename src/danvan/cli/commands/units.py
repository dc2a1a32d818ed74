"""`danvan units show|history|at|resolve|trace`: which units there are on a day, and what became of them."""

from typing import Annotated

import typer

from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import FORMAT, LEVEL, one_of
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["units"])

SHOW = mark(
    "One unit on a day: its code, the units above and below, area and people where they are known, what it was made of and what"
    " became of it."
)
HISTORY = mark("Every version of a unit's code, and between them each change with its resolution and the territory that moved.")
AT = mark("The units of a day: all, of one level, under one unit.")
RESOLVE = mark(
    "Which units a name may mean: old names, abbreviations, without accents, misspelt, with the units above it. The likeliest"
    " first, each with a score of 100 and why; never one alone where two are as likely."
)
TRACE = mark(
    "Where the territory of a unit lies on another day, before or after: the units there, whole or in part, the shares where"
    " they are known, and whether figures of the two days can be compared."
)
UNIT = mark("A code (21283), or a name with its kind, and the units above where others share it: 'xã Nghĩa Phương, Tư Nghĩa'.")
ON = mark("The day, e.g. 2024-09-30; today, if left out.")
ON_ANY = mark("Only what exists on this day, e.g. 2024-09-30, and successors of what does not; any day, if left out.")
WITHIN = mark("Only under this unit: its code or its name.")
FROM = mark("The day the unit is taken on, e.g. 2024-09-30; its last, if left out.")
TO = mark("The day it is traced to; today, if left out.")
BY = mark("What shares of parts are measured by; whichever is known, people first, if left out.")
MOST = mark("How many to list.")
NAME = Annotated[str, typer.Argument(metavar="UNIT", help=UNIT)]
DAY = Annotated[str, typer.Option("--on", metavar="DAY", help=ON)]
UNDER = Annotated[str, typer.Option("--within", metavar="UNIT", help=WITHIN)]


@app.command("show", cls=Command, help=SHOW)
def show(context: typer.Context, unit: NAME, on: DAY = "", layout: FORMAT = "text") -> int:
    """Returns the exit code; the rest is in SHOW."""
    from danvan.cli.work import units as work  # noqa: PLC0415 - not for its help

    return work.show(unit, on, layout, session_of(context))


@app.command("history", cls=Command, help=HISTORY)
def history(context: typer.Context, unit: NAME, layout: FORMAT = "text") -> int:
    """Returns the exit code; the rest is in HISTORY."""
    from danvan.cli.work import units as work  # noqa: PLC0415 - not for its help

    return work.history(unit, layout, session_of(context))


@app.command("at", cls=Command, help=AT)
def at(
    context: typer.Context,
    day: Annotated[str, typer.Argument(metavar="DAY", help=mark("The day, e.g. 2025-07-01 or 1/7/2025."))],
    level: LEVEL = "",
    within: UNDER = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in AT."""
    from danvan.cli.work import units as work  # noqa: PLC0415 - not for its help

    return work.list_at(day, level, within, layout, session_of(context))


@app.command("resolve", cls=Command, help=RESOLVE)
def resolve(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help=mark("The name, e.g. 'xã Nghĩa Phương, huyện Tư Nghĩa'."))
    ],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=ON_ANY)] = "",
    within: UNDER = "",
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help=MOST)] = 10,
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in RESOLVE."""
    from danvan.cli.work import units as work  # noqa: PLC0415 - not for its help

    return work.resolve(work.Asked(" ".join(words), on, within, most), layout, session_of(context))


@app.command("trace", cls=Command, help=TRACE)
def trace(
    context: typer.Context,
    unit: NAME,
    day: Annotated[str, typer.Option("--from", metavar="DAY", help=FROM)] = "",
    target: Annotated[str, typer.Option("--to", metavar="DAY", help=TO)] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="people|area", help=BY, callback=one_of("--by", "", "people", "area"))
    ] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in TRACE."""
    from danvan.cli.work import units as work  # noqa: PLC0415 - not for its help

    return work.trace(work.Tracing(unit, day, target, by), layout, session_of(context))
