"""`danvan catalogue list|show|lint|where-used|diff|new-area`: what is counted, by what law, how it is said."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import FORMAT, one_of
from danvan.cli.session import session_of
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["catalogue"])

LIST = mark("What the catalogue holds: its areas, or all entries of one kind.")
SHOW = mark(
    "One entry whole: what it is called, how it is counted, by what law and how sure, how reports say it, and the file and"
    " line it is written in. NAME is a code (petitions.received), the number of a legal text, or the symbol of a form."
)
LINT = mark(
    "Looks for mistakes in the catalogue, and in the folder laid over it with --catalogue. Exit code 0 when there is none, 1"
    " when there are some, 2 when a file cannot be read."
)
WHERE_USED = mark("Everything that names NAME: an indicator, a legal text, a unit of measure, an area. Look before you change.")
DIFF = mark(
    "What is different between two catalogues, card by card. OLD and NEW are catalogue folders, whole or laid over ours; '-'"
    " is the catalogue that comes with danvan."
)
NEW_AREA = mark(
    "Writes a new area into a folder of your own, small and right as it stands, to be changed into what you count. The folder"
    " is made where there is none; use it with --catalogue."
)
KIND = mark("Which kind; the areas, if left out.")
ON = mark("Only what is in force on that day, e.g. 2024-09-30.")
KINDS = "areas|registers|indicators|identities|instruments|checks|outlines|forms|regimes|scorecards|calendars|profiles"


@app.command("list", cls=Command, help=LIST)
def list_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar=KINDS, help=KIND)] = "areas",
    area: Annotated[str, typer.Option(metavar="CODE", help=mark("Only this area's, e.g. petitions."))] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=ON)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in LIST."""
    from danvan.cli.work import catalogue_list as work  # noqa: PLC0415 - not for its help

    return work.list_entries(work.Wanted(kind, area, on), layout, session_of(context))


@app.command("show", cls=Command, help=SHOW)
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=mark("A code, a number, or a symbol."))],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=ON)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in SHOW."""
    from danvan.cli.work import catalogue_show as work  # noqa: PLC0415 - not for its help

    return work.show(name, on, layout, session_of(context))


@app.command("lint", cls=Command, help=LINT)
def lint(
    context: typer.Context,
    layout: FORMAT = "text",
    at_least: Annotated[
        str,
        typer.Option(
            metavar="note|warning|error",
            help=mark("From which gravity on mistakes make the exit code 1. All are shown."),
            callback=one_of("--at-least", *Severity),
        ),
    ] = "warning",
) -> int:
    """Returns the exit code; the rest is in LINT."""
    from danvan.cli.work import catalogue_lint as work  # noqa: PLC0415 - not for its help

    return work.lint(layout, Severity(at_least), session_of(context))


@app.command("where-used", cls=Command, help=WHERE_USED)
def where_used(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=mark("A code, a number, or a unit of measure."))],
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in WHERE_USED."""
    from danvan.cli.work import catalogue_list as work  # noqa: PLC0415 - not for its help

    return work.where_used(name, layout, session_of(context))


@app.command("diff", cls=Command, help=DIFF)
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help=mark("The catalogue before."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=mark("The catalogue after."))],
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in DIFF."""
    from danvan.cli.work import catalogue_diff as work  # noqa: PLC0415 - not for its help

    return work.diff(old, new, layout, session_of(context))


@app.command("new-area", cls=Command, help=NEW_AREA)
def new_area(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=mark("Its code: English, small letters and '_'."))],
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help=mark("The folder of your own."))],
    vi: Annotated[str, typer.Option("--vi", metavar="NAME", help=mark("Its name in Vietnamese."))],
    en: Annotated[str, typer.Option("--en", metavar="NAME", help=mark("Its name in English; the code, if left out."))] = "",
    order: Annotated[int, typer.Option(metavar="NUMBER", help=mark("Its place among the areas in reports."))] = 1000,
) -> int:
    """Returns the exit code; the rest is in NEW_AREA."""
    from danvan.cli.work import catalogue_new as work  # noqa: PLC0415 - not for its help

    return work.new_area(folder, work.Named(code, vi, en or code.replace("_", " ").capitalize(), order), session_of(context))
