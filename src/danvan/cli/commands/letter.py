"""`danvan letter remind|return|correct`: letters around the reports."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import COMMANDS, Command, Group
from danvan.cli.options import DAY, LEDGER, UNITS, WHOLE_PERIOD, names_in
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, help=COMMANDS["letter"])

REMIND = mark(
    "A letter to the units that have not reported: of the units named, those without a figure in the ledger for the period."
    " The office is that of `danvan.toml`."
)
RETURN = mark(
    "A letter that returns a report with what is to be mended: every error and warning `danvan check` finds in it, with its"
    " place. Read it before it is signed: a machine found them, a person answers for them."
)
CORRECT = mark(
    "A letter that corrects a slip of form in a document that was issued. A wrong number or fact is not corrected by a letter"
    " but by a new report (Decree 30/2020, article 18): it is refused here."
)
OUT = Annotated[Path, typer.Option("--out", metavar="FILE.docx", help=mark("The letter to write."))]
DUE = Annotated[str, typer.Option("--due", metavar="DAY", help=mark("By when it was to be sent."))]
NEW_DUE = Annotated[str, typer.Option("--new-due", metavar="DAY", help=mark("By when it is to be sent now."))]


@app.command("remind", cls=Command, help=REMIND)
def remind(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    period: WHOLE_PERIOD,
    ledger: LEDGER,
    out: OUT,
    units: UNITS = None,
    due: DUE = "",
    new_due: NEW_DUE = "",
    day: DAY = "",
) -> int:
    """Returns the exit code; the rest is in REMIND."""
    from danvan.cli.work import letter as work  # noqa: PLC0415 - not for its help

    frame = work.Frame(out, due, new_due, day)
    return work.remind(period, names_in(units or []), ledger, frame, session_of(context))


@app.command("return", cls=Command, help=RETURN)
def return_(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT", help=mark("The report that is returned."))],
    out: OUT,
    new_due: NEW_DUE = "",
    day: DAY = "",
) -> int:
    """Returns the exit code; the rest is in RETURN."""
    from danvan.cli.work import letter as work  # noqa: PLC0415 - not for its help

    return work.send_back(report, work.Frame(out, "", new_due, day), session_of(context))


@app.command("correct", cls=Command, help=CORRECT)
def correct(
    context: typer.Context,
    report: Annotated[str, typer.Option("--of", metavar="WORDS", help=mark("The document: type, number, date."))],
    slips: Annotated[
        list[str],
        typer.Option("--slip", metavar="OLD=NEW", help=mark("What was printed and what it reads now. Can be given again.")),
    ],
    out: OUT,
    day: DAY = "",
) -> int:
    """Returns the exit code; the rest is in CORRECT."""
    from danvan.cli.work import letter as work  # noqa: PLC0415 - not for its help

    return work.correct(report, slips, work.Frame(out, "", "", day), session_of(context))
