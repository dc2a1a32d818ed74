"""`danvan ledger check|score`: what the figures of many units say of each other."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command
from danvan.cli.options import FORMAT, LEDGER, LEVEL, WHOLE_PERIOD, names_in, one_of
from danvan.cli.session import session_of
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark

app = typer.Typer(add_completion=False, rich_markup_mode=None)

CHECK = mark(
    "Holds the identities of the catalogue (received = resolved + pending) against the figures of every unit at once, and lists"
    " those that fail: both sides, the difference, each figure. Figures that are hard to believe, or in another unit of measure"
    " than their indicator's, are listed too. Exit code 1 when anything is listed."
)
SCORE = mark(
    "Scores and ranks units by a scorecard of the catalogue: every point with the figures it comes from. Units with a figure"
    " missing have no rank, but the points they could still have. Each rank is given with how far it would move if any one"
    " figure were one more or one less."
)
PERIODS = mark("A period, e.g. '9 tháng đầu năm 2024'; may be given again.")
ONE_UNIT = mark("Only this unit and those under it, by name or code; may be given again.")
AT_LEAST = mark("The least grave identities that are tested.")
MOST = mark("How many failures are listed; all are counted.")
CARD = mark("The scorecard, as `danvan catalogue list` gives it, e.g. service_index_766.")
POINTS = mark(
    "Points that people give: a table (CSV) with the columns unit, criterion, points; the criterion 'superior' for those of the"
    " superior body."
)
EXPLAIN = mark(
    "Take the score of this unit apart, by name or code: each criterion with its formula and its figures, and which single"
    " figures, one more or one less, would change its rank among the units asked for."
)
ENGINE = mark("What computes: duckdb, postgres://…, spark://…; DANVAN_ENGINE sets it for good.")


@app.command("check", cls=Command, help=CHECK)
def check(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    ledger: LEDGER,
    period: Annotated[list[str], typer.Option("--period", metavar="PERIOD", help=PERIODS)],
    unit: Annotated[list[str] | None, typer.Option("--unit", metavar="NAME", help=ONE_UNIT)] = None,
    level: LEVEL = "",
    at_least: Annotated[
        str, typer.Option(metavar="note|warning|error", help=AT_LEAST, callback=one_of("--at-least", *Severity))
    ] = "warning",
    most: Annotated[int, typer.Option(metavar="N", min=1, help=MOST)] = 200,
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in CHECK."""
    from danvan.cli.work import ledger_check as work  # noqa: PLC0415 - not for its help

    asked = work.Asked(ledger, period, names_in(unit or []), level, Severity(at_least), most, engine)
    return work.check(asked, layout, session_of(context))


@app.command("score", cls=Command, help=SCORE)
def score(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    ledger: LEDGER,
    card: Annotated[str, typer.Option("--card", metavar="CODE", help=CARD)],
    period: WHOLE_PERIOD,
    unit: Annotated[list[str] | None, typer.Option("--unit", metavar="NAME", help=ONE_UNIT)] = None,
    level: LEVEL = "",
    points: Annotated[Path | None, typer.Option("--points", metavar="FILE", help=POINTS)] = None,
    explain: Annotated[str, typer.Option("--explain", metavar="NAME", help=EXPLAIN)] = "",
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in SCORE."""
    from danvan.cli.work import ledger_score as work  # noqa: PLC0415 - not for its help

    asked = work.Asked(ledger, card, period, names_in(unit or []), level, points, engine, explain)
    return work.score(asked, layout, session_of(context))
