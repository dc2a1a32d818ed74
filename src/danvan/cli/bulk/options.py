"""The options of a command that reads many files, and what they come to."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.bulk.terms import Terms
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import mark

TIME_LIMIT = Terms().limit
"""Seconds: a scan of a hundred pages takes minutes, anything else less than one."""

OUT = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help=mark(
            "One JSON file for each report goes there, whole or not at all. Run again, only what is new or has changed is read:"
            " so a run that was stopped goes on."
        ),
    ),
]
WORKERS = Annotated[
    int, typer.Option("--workers", metavar="N", min=0, help=mark("How many processes; as many as processors, if left out."))
]
LIMIT = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=1,
        help=mark("A report that takes longer is given up and named; 600 seconds, if left out. The others go on."),
    ),
]
SPARK = Annotated[
    str,
    typer.Option(
        "--spark",
        metavar="MASTER",
        help=mark(
            "Share the work out on a Spark cluster: 'spark://host:7077', 'yarn', 'local[4]'. With --out, on a disk all share."
        ),
    ),
]


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was asked for; see the options. Raises OptionInvalid for what does not go together."""

    out: Path | None = None
    workers: int = 0
    limit: float = TIME_LIMIT
    spark: str = ""

    def __post_init__(self) -> None:
        if self.spark and self.out is None:
            raise OptionInvalid(option="--spark", found=mark("Spark without a folder"), allowed="--spark MASTER --out DIR")

    @property
    def terms(self) -> Terms | None:
        """How the work is shared out; None when nothing was asked for, and a few files are read in turn, in this process."""
        return Terms(self.workers, self.limit) if self.workers or self.limit != TIME_LIMIT else None
