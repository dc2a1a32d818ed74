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


APPENDIX = mark(
    "The figures of each unit stand in an appendix on sheets that lie on their side, and not in tables of the text."
)
CHARTS = mark("With the charts the outline asks for, where there is enough to show.")


UNDER = mark(
    "The upper unit, by name or code: the units below it that have to report are expected, and those that did not are named."
)
DEADLINE = mark("The last day for sending that the letter asking for the reports names, in place of the regime's.")
WORDS = mark(
    "Reports of the units below, or a folder of them: models, difficulties and requests are quoted from them, nobody is named."
    " May be given several times."
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
    under: Annotated[str, typer.Option("--under", metavar="NAME", help=UNDER)] = "",
    deadline: Annotated[str, typer.Option("--deadline", metavar="DAY", help=DEADLINE)] = "",
    words: Annotated[list[Path] | None, typer.Option("--words", metavar="REPORTS", help=WORDS)] = None,
    units: UNITS = None,
    level: LEVEL = "",
    outline: Annotated[str, typer.Option(metavar="CODE", help=OUTLINE)] = "",
    form: Annotated[str, typer.Option("--form", metavar="SYMBOL", help=FORM)] = "",
    issuer: Annotated[str, typer.Option(metavar="NAME", help=mark("Who issues it; dots to fill in, if left out."))] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help=mark("Place of issue."))] = "",
    day: DAY = "",
    text: Annotated[Path | None, typer.Option("--text", metavar="FILE.md", help=TEXT)] = None,
    replace: Annotated[bool, typer.Option("--replace", help=REPLACE)] = False,
    appendix: Annotated[bool, typer.Option("--appendix", help=APPENDIX)] = False,
    charts: Annotated[bool, typer.Option("--charts/--no-charts", help=CHARTS)] = True,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import compose as work  # noqa: PLC0415 - not for its help

    wanted = work.Wanted(
        period, names_in(units or []), level, outline, issuer, place, day, of, form, text, replace, appendix, charts,
        under, tuple(words or ()), deadline,
    )  # fmt: skip
    return work.compose(wanted, ledger, out, session_of(context))
