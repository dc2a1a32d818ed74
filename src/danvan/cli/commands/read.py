"""`danvan read FILES`: what a report says."""

from typing import Annotated

import typer

from danvan.cli.assistant_options import ANSWER_LIMIT, ANYWHERE, ASSISTANT, MODEL, settings_of
from danvan.cli.bulk.options import LIMIT, OUT, SPARK, TIME_LIMIT, WORKERS, Bulk
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

COVERAGE = mark("Only the account of the numbers: how many of each kind, and those that are open, with the words around.")
EVERY = mark("With --coverage: every number with what it is, not only those that are open.")


@app.command(cls=Command, help=HELP)
def read(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    files: FILES,
    layout: FORMAT = "text",
    text: Annotated[bool, typer.Option("--text", help=TEXT)] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help=COVERAGE)] = False,
    every: Annotated[bool, typer.Option("--all", help=EVERY)] = False,
    out: OUT = None,
    workers: WORKERS = 0,
    limit: LIMIT = TIME_LIMIT,
    spark: SPARK = "",
    assistant: ASSISTANT = "",
    model: MODEL = "default",
    answer_limit: ANSWER_LIMIT = 60.0,
    anywhere: ANYWHERE = False,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import read as work  # noqa: PLC0415 - not for its help

    session = session_of(context)
    if text:
        return work.write_texts(files, session)
    if coverage and layout == "text" and not out:  # in JSON the account is part of the reading
        return work.print_coverage(files, Bulk(out, workers, limit, spark), session, every=every)
    asked = settings_of(assistant, model, answer_limit, anywhere=anywhere)
    return work.read(files, layout, Bulk(out, workers, limit, spark), asked, session)
