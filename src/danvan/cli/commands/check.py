"""`danvan check FILES`: what is wrong in a report."""

from typing import Annotated

import typer

from danvan.cli.bulk.options import LIMIT, OUT, SPARK, TIME_LIMIT, WORKERS, Bulk
from danvan.cli.check_options import ANNOTATE, FIX, IGNORE, LAYOUT, LEDGER, OUTPUT_FILE, PROFILE, SELECT, TOGETHER, Asked
from danvan.cli.group import Command, command_app
from danvan.cli.options import FILES, one_of
from danvan.cli.session import session_of
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Checks the numbers, dates, citations, words and form of each report and says what is wrong, where, why, and what to do."
    " Exit code 0 when nothing is, 1 when there are findings, 2 when a file cannot be read."
)
AT_LEAST = mark(
    "From which gravity on findings make the exit code 1: an error is false whatever the context, a warning almost surely"
    " wrong, a note worth a look. All are shown."
)


@app.command(cls=Command, help=HELP)
def check(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    files: FILES,
    layout: LAYOUT = "text",
    at_least: Annotated[
        str, typer.Option(metavar="note|warning|error", help=AT_LEAST, callback=one_of("--at-least", *Severity))
    ] = "warning",
    select: SELECT = None,
    ignore: IGNORE = None,
    output_file: OUTPUT_FILE = None,
    profile: PROFILE = False,
    annotate: ANNOTATE = None,
    fix: FIX = False,
    ledger: LEDGER = None,
    together: TOGETHER = False,
    out: OUT = None,
    workers: WORKERS = 0,
    limit: LIMIT = TIME_LIMIT,
    spark: SPARK = "",
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work.check import check as work  # noqa: PLC0415 - not for its help

    checks = tuple(select or ()), tuple(ignore or ())
    asked = Asked(layout, Severity(at_least), *checks, profile, output_file, ledger, together, annotate, fix)
    return work(files, asked, Bulk(out, workers, limit, spark), session_of(context))
