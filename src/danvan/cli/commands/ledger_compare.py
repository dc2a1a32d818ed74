"""`danvan ledger series|compare|consequences`: figures over time, and what a correction would change."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command
from danvan.cli.options import FORMAT, LEDGER, WHOLE_PERIOD, names_in, one_of
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SERIES = mark(
    "A figure of one unit over the years: as it was, or on the boundaries of today or of any day. Units before are added up;"
    " what was split is shared out by people or area and marked as an estimate; what cannot be compared is left open, with the"
    " reason."
)
COMPARE = mark(
    "Holds a figure of one unit against the same period of the year before, the period before, or a plan, on one territory; or"
    " says why that cannot be done."
)
CONSEQUENCES = mark(
    "What would change if a figure were corrected or taken back: totals of every level, ratios, points, comparisons, identities"
    " that would fail. Nothing is written."
)
UNIT = mark("The unit, by its code or its name with the units above: 'xã Nghĩa Phương, huyện Tư Nghĩa'.")
INDICATOR = mark("The indicator, e.g. petitions.received.")
BOUNDARIES = mark("as-was, today, or a day (2025-06-30); may be given again. as-was, if left out.")
ONE_BOUNDARY = mark("as-was, today, or a day (2025-06-30).")
WEIGHT = mark("By what the figures of a split unit are shared out.")
FIRST = mark("The first year.")
LAST = mark("The last year.")
EVERY = mark("The periods of each year.")
CHART = mark("Draws the series into this picture (.svg or .png).")
WIDTH = mark("Width of the picture, in points of 1/96 inch.")
AGAINST = mark("What it is held against; may be given again. The same period, if left out.")
PLAN = mark("Targets: a table (CSV) with the columns indicator, unit_code, period, target.")
REGIME = mark("The regime whose closing dates tell between which days data are counted, e.g. inspection.")
FIGURE = mark("The figure's identifier, as `danvan ledger show` lists it.")
VALUE = mark("The value it would get: 1637 or 1.637, 83,39.")
WITHDRAW = mark("It would be taken back.")
ENGINE = mark("What computes: duckdb, postgres://…, spark://…; DANVAN_ENGINE sets it for good.")

WEIGHTS = ("people", "area")
KINDS = ("year", "half", "nine_months", "quarter", "month")
BASES = ("same_period", "previous", "plan")


@app.command("series", cls=Command, help=SERIES)
def series(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    ledger: LEDGER,
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", help=UNIT)],
    indicator: Annotated[str, typer.Option("--indicator", metavar="CODE", help=INDICATOR)],
    first: Annotated[int, typer.Option("--from", metavar="YEAR", min=1900, max=2999, help=FIRST)],
    last: Annotated[int, typer.Option("--to", metavar="YEAR", min=1900, max=2999, help=LAST)],
    every: Annotated[str, typer.Option(metavar="|".join(KINDS), help=EVERY, callback=one_of("--every", *KINDS))] = "year",
    boundaries: Annotated[list[str] | None, typer.Option(metavar="DAY", help=BOUNDARIES)] = None,
    weight: Annotated[str, typer.Option(metavar="people|area", help=WEIGHT, callback=one_of("--weight", *WEIGHTS))] = "people",
    chart: Annotated[Path | None, typer.Option("--chart", metavar="FILE", help=CHART)] = None,
    width: Annotated[int, typer.Option(metavar="N", min=300, max=4000, help=WIDTH)] = 640,
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in SERIES."""
    from danvan.cli.work import ledger_series as work  # noqa: PLC0415 - not for its help

    told = work.Telling(unit, indicator, names_in(boundaries or ["as-was"]), weight, engine)
    return work.series(ledger, told, work.Years(first, last, every), work.Picture(chart, width), layout, session_of(context))


@app.command("compare", cls=Command, help=COMPARE)
def compare(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    ledger: LEDGER,
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", help=UNIT)],
    indicator: Annotated[str, typer.Option("--indicator", metavar="CODE", help=INDICATOR)],
    period: WHOLE_PERIOD,
    against: Annotated[list[str] | None, typer.Option(metavar="|".join(BASES), help=AGAINST)] = None,
    boundaries: Annotated[str, typer.Option(metavar="DAY", help=ONE_BOUNDARY)] = "as-was",
    weight: Annotated[str, typer.Option(metavar="people|area", help=WEIGHT, callback=one_of("--weight", *WEIGHTS))] = "people",
    plan: Annotated[Path | None, typer.Option("--plan", metavar="FILE", help=PLAN)] = None,
    regime: Annotated[str, typer.Option(metavar="NAME", help=REGIME)] = "",
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in COMPARE."""
    from danvan.cli.work import ledger_compare as work  # noqa: PLC0415 - not for its help
    from danvan.cli.work import ledger_series  # noqa: PLC0415 - not for its help

    told = ledger_series.Telling(unit, indicator, [boundaries], weight, engine)
    wanted = [one_of("--against", *BASES)(each) for each in names_in(against or ["plan" if plan else "same_period"])]
    return work.compare(ledger, told, work.Bases(period, wanted, plan, regime), layout, session_of(context))


@app.command("consequences", cls=Command, help=CONSEQUENCES)
def consequences(
    context: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=FIGURE)],
    ledger: LEDGER,
    value: Annotated[str, typer.Option("--value", metavar="NUMBER", help=VALUE)] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help=WITHDRAW)] = False,
    engine: Annotated[str, typer.Option(metavar="ADDRESS", envvar="DANVAN_ENGINE", help=ENGINE)] = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in CONSEQUENCES."""
    from danvan.cli.work import ledger_consequences as work  # noqa: PLC0415 - not for its help

    return work.preview(ledger, work.Supposal(figure, value, withdraws=withdraw), engine, layout, session_of(context))
