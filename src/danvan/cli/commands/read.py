"""`danvan read FILES`: what a report says."""

from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.options import FILES, FORMAT
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Shows what each report says of itself, its sections, its figures with the indicator each one is, the relations between"
    " them, the legal texts it cites, and an account of every number in it. Exit code 0, or 2 when a file cannot be read."
)
TEXT = mark("Only the text of the document: the places in the JSON count its characters.")


@app.command(cls=Command, help=HELP)
def read(
    context: typer.Context,
    files: FILES,
    layout: FORMAT = "text",
    text: Annotated[bool, typer.Option("--text", help=TEXT)] = False,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import read as work  # noqa: PLC0415 - not for its help

    session = session_of(context)
    return work.write_texts(files, session) if text else work.read(files, layout, session)
