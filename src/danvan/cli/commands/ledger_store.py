"""`danvan ledger compact|rebuild`: the ledger's folder itself."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command
from danvan.cli.options import LEDGER
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(add_completion=False, rich_markup_mode=None)

COMPACT = mark("Makes few files of the many a ledger consists of after many additions. No figure changes; work may go on.")
CLEAR = mark(
    "Also take away files that only versions older than so many days need (0: than an hour). Says what is lost, and asks."
)
YES = mark("Do not ask.")
REBUILD = mark(
    "Makes a new ledger from its sources: from old ledgers, also those of earlier versions of this program, every version of"
    " every figure; from reports, what they say, in the order of their dates, whatever order they are named in."
)
SOURCES = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCES", help=mark("An old ledger's folder; reports, folders or zips of reports.")),
]
NEW = Annotated[Path, typer.Option("--ledger", metavar="DIR", help=mark("The new ledger's folder, empty or not there yet."))]


@app.command("compact", cls=Command, help=COMPACT)
def compact(
    context: typer.Context,
    ledger: LEDGER,
    clear: Annotated[int | None, typer.Option("--clear-older-than", metavar="DAYS", min=0, help=CLEAR)] = None,
    yes: Annotated[bool, typer.Option("--yes", help=YES)] = False,
) -> int:
    """Returns the exit code; the rest is in COMPACT."""
    from danvan.cli.work import ledger_store as work  # noqa: PLC0415 - not for its help

    return work.compacted(ledger, clear, session_of(context), sure=yes)


@app.command("rebuild", cls=Command, help=REBUILD)
def rebuild(context: typer.Context, sources: SOURCES, ledger: NEW) -> int:
    """Returns the exit code; the rest is in REBUILD."""
    from danvan.cli.work import ledger_store as work  # noqa: PLC0415 - not for its help

    return work.rebuilt(sources, ledger, session_of(context))
