"""`danvan ledger correct|withdraw|history|disagreements|at`: versions of figures, and sources that disagree."""

from typing import Annotated

import typer

from danvan.cli.group import Command
from danvan.cli.options import FORMAT, LEDGER, PERIOD
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = typer.Typer(add_completion=False, rich_markup_mode=None)

CORRECT = mark("Puts another value in place of a figure's, with who says so and why. The old value stays in its history.")
WITHDRAW = mark("Takes a figure back, with who says so and why. Its place is empty then, or another source stands there.")
HISTORY = mark("Every version of a figure: value, when and by whom it was recorded, why it changed; and what others say.")
DISAGREEMENTS = mark(
    "Where sources disagree about one figure: what stands, what another source says, and the difference; the largest in"
    " proportion first. Exit code 1 when there are any."
)
AT = mark("Lists the figures exactly as they had been reported by the end of a past day.")

FIGURE = Annotated[str, typer.Argument(metavar="FIGURE", help=mark("Its name, as `danvan ledger show` lists it."))]
VALUE = mark(
    "The right value, in the same unit of measure: 1.637 or 83,39. Or a blank: 'không phát sinh', not_reported, not_applicable,"
    " not_comparable, withheld."
)
INDICATOR = Annotated[str, typer.Option(metavar="CODE", help=mark("Only this indicator, e.g. petitions.received."))]
UNIT = Annotated[str, typer.Option(metavar="NAME", help=mark("Only this unit, by name or code, e.g. 'xã Trà Sơn'."))]
REASON = Annotated[str, typer.Option("--reason", metavar="WORDS", help=mark("Why, in words that will be read years from now."))]
PERSON = Annotated[str, typer.Option("--person", metavar="NAME", help=mark("Who says so."))]
COMMIT = mark("By the time figures came into this folder, also where they were recorded under an earlier day.")


@app.command("correct", cls=Command, help=CORRECT)
def correct(
    context: typer.Context,
    figure: FIGURE,
    ledger: LEDGER,
    value: Annotated[str, typer.Option("--value", metavar="VALUE", help=VALUE)],
    reason: REASON,
    person: PERSON,
) -> int:
    """Returns the exit code; the rest is in CORRECT."""
    from danvan.cli.work import ledger_figures as work  # noqa: PLC0415 - not for its help

    return work.correct(ledger, figure, value, work.Said(reason, person), session_of(context))


@app.command("withdraw", cls=Command, help=WITHDRAW)
def withdraw(context: typer.Context, figure: FIGURE, ledger: LEDGER, reason: REASON, person: PERSON) -> int:
    """Returns the exit code; the rest is in WITHDRAW."""
    from danvan.cli.work import ledger_figures as work  # noqa: PLC0415 - not for its help

    return work.withdraw(ledger, figure, work.Said(reason, person), session_of(context))


@app.command("history", cls=Command, help=HISTORY)
def history(context: typer.Context, figure: FIGURE, ledger: LEDGER, layout: FORMAT = "text") -> int:
    """Returns the exit code; the rest is in HISTORY."""
    from danvan.cli.work import ledger_figures as work  # noqa: PLC0415 - not for its help

    return work.history(ledger, figure, layout, session_of(context))


@app.command("disagreements", cls=Command, help=DISAGREEMENTS)
def disagreements(
    context: typer.Context,
    ledger: LEDGER,
    indicator: INDICATOR = "",
    unit: UNIT = "",
    period: PERIOD = "",
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in DISAGREEMENTS."""
    from danvan.cli.work import ledger_figures as work  # noqa: PLC0415 - not for its help

    return work.disagreeing(ledger, work.Wanted(indicator, unit, period), layout, session_of(context))


@app.command("at", cls=Command, help=AT)
def at(  # noqa: PLR0913, PLR0917 - typer makes one parameter of each option
    context: typer.Context,
    day: Annotated[str, typer.Argument(metavar="DAY", help=mark("The day, e.g. 2024-09-30 or 30/9/2024."))],
    ledger: LEDGER,
    indicator: INDICATOR = "",
    unit: UNIT = "",
    period: PERIOD = "",
    by_commit: Annotated[bool, typer.Option("--by-commit", help=COMMIT)] = False,
    layout: FORMAT = "text",
) -> int:
    """Returns the exit code; the rest is in AT."""
    from danvan.cli.work import ledger_figures as work  # noqa: PLC0415 - not for its help

    wanted = work.Wanted(indicator, unit, period)
    return work.at(ledger, work.Past(day, "commit" if by_commit else "recorded"), wanted, layout, session_of(context))
