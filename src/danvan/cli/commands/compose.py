"""`danvan compose`: a consolidated report in Word, PDF or a workbook from a ledger."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.options import DAY, LEDGER, LEVEL, UNITS, WHOLE_PERIOD, names_in
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Rolls up the figures of a period over units and writes them out as a consolidated report in Word, PDF or a workbook:"
    " per area a sentence and a table, totals that name the units missing from them, every number traceable with"
    " `danvan explain`."
)

OF = mark(
    "The report of this unit itself, compared with the same period of the year before; of all units added up, if left out."
)
OUTLINE = mark(
    "How the report is laid out; if left out, 'consolidated', or what is recommended to the unit's level and period."
)

FORM = mark("Not a report but this official form filled in, e.g. 01/TCD, as the series in force then has it; --out FILE.xlsx.")


TEXT = mark(
    "People's own paragraphs: a text file of '## <part>' and paragraphs under it; {{ area.indicator }} in one stands for that"
    " figure. They take the place of what the outline asks for in [ ]."
)
REPLACE = mark(
    "Write over a file that is there. If left out, a report of ours is composed anew and people's own paragraphs in it stay;"
    " any other Word file, or a signed PDF, is refused."
)


@app.command(cls=Command, help=HELP)
def compose(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    period: WHOLE_PERIOD,
    ledger: LEDGER,
    out: Annotated[
        list[Path],
        typer.Option(
            "--out", metavar="FILE", help=mark("The report to write: .docx, .pdf or .xlsx. May be given several times.")
        ),
    ],
    of: Annotated[str, typer.Option("--of", metavar="NAME", help=OF)] = "",
    units: UNITS = None,
    level: LEVEL = "",
    outline: Annotated[str, typer.Option(metavar="CODE", help=OUTLINE)] = "",
    form: Annotated[str, typer.Option("--form", metavar="SYMBOL", help=FORM)] = "",
    issuer: Annotated[str, typer.Option(metavar="NAME", help=mark("Who issues it; dots to fill in, if left out."))] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help=mark("Place of issue."))] = "",
    day: DAY = "",
    text: Annotated[Path | None, typer.Option("--text", metavar="FILE.md", help=TEXT)] = None,
    replace: Annotated[bool, typer.Option("--replace", help=REPLACE)] = False,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import compose as work  # noqa: PLC0415 - not for its help

    wanted = work.Wanted(period, names_in(units or []), level, outline, issuer, place, day, of, form, text, replace)
    return work.compose(wanted, ledger, out, session_of(context))
