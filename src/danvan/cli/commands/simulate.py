"""`danvan simulate OUT`: a believable country, invented."""

from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.group import Command, command_app
from danvan.cli.session import session_of
from danvan.kernel.said import mark

app = command_app()

HELP = mark(
    "Invents the work of communes: their registers, the figures they report of each period, and when they send them. Some are"
    " late, some never report, some make mistakes; every mistake is written down. The same seed gives the same bytes. No person"
    " stands in any of it."
)
OUT = mark("Where everything is written: a new or empty folder.")
PROVINCE = mark("Code of a province, e.g. 51; may be given again. The whole country, if left out.")
YEARS = mark("A year or years in a row: 2024, 2023-2025.")
COMMUNES = mark("At most so many communes of each province.")
SEED = mark("The number that chance begins with.")
WHAT = mark("What to write, parted by commas: registers, figures, reports.")
REGIME = mark("Whose periods are reported: a regime of `danvan regime list`.")
REGISTERS = mark("What registers are written as.")
LATE = mark("Share of reports sent after the deadline.")
MISSING = mark("Share of reports never sent.")
WRONG = mark("Share of reports with mistakes in them.")
CORRECTED = mark("Share of the wrong ones that are corrected later.")
WORKERS = mark("Processes that share the work; as many as there are processors, if left out.")


@app.command(cls=Command, help=HELP)
def simulate(  # noqa: PLR0913, PLR0917 - an option each
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help=OUT)],
    province: Annotated[list[str] | None, typer.Option("--province", metavar="CODE", help=PROVINCE)] = None,
    years: Annotated[str, typer.Option("--years", metavar="YEARS", help=YEARS)] = "2024",
    communes: Annotated[int | None, typer.Option("--communes", metavar="N", help=COMMUNES)] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help=SEED)] = 1,
    what: Annotated[str, typer.Option("--what", metavar="WHAT", help=WHAT)] = "registers,figures",
    regime: Annotated[str, typer.Option("--regime", metavar="NAME", help=REGIME)] = "danvan",
    registers: Annotated[str, typer.Option("--registers", metavar="parquet|csv", help=REGISTERS)] = "parquet",
    late: Annotated[float, typer.Option("--late", metavar="SHARE", help=LATE)] = 0.12,
    missing: Annotated[float, typer.Option("--missing", metavar="SHARE", help=MISSING)] = 0.02,
    wrong: Annotated[float, typer.Option("--wrong", metavar="SHARE", help=WRONG)] = 0.08,
    corrected: Annotated[float, typer.Option("--corrected", metavar="SHARE", help=CORRECTED)] = 0.4,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help=WORKERS)] = 0,
) -> int:
    """Returns the exit code; the rest is in HELP."""
    from danvan.cli.work import simulate as work  # noqa: PLC0415 - not for its help

    wanted = work.Wanted(tuple(province or ()), years, communes, seed, what, regime, registers, workers)
    return work.simulate(out, wanted, (late, missing, wrong, corrected), session_of(context))
