"""Options that several commands share, and values read from words, each refused with what is allowed."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import mark

LEVELS = ("province", "district", "commune")
FILES = Annotated[list[Path], typer.Argument(metavar="FILES", help=mark("Reports, folders of reports, zips of reports."))]


def one_of(option: str, *allowed: str) -> Callable[[str], str]:
    """A callback for an option that takes one of a few words."""

    def check(value: str) -> str:
        if value not in allowed:
            raise OptionInvalid(option=option, found=f"'{value}'", allowed=", ".join(filter(None, allowed)))
        return value

    return check


FORMAT = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json",
        help=mark("For people to read, or for programs."),
        callback=one_of("--format", "text", "json"),
    ),
]


def day_of(option: str, words: str) -> date:
    """A day written 2024-09-30 or 30/9/2024. Raises OptionInvalid."""
    vietnamese = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words)
    try:
        if vietnamese:
            day, month, year = map(int, vietnamese.groups())
            return date(year, month, day)
        return date.fromisoformat(words)
    except ValueError as error:
        raise OptionInvalid(option=option, found=f"'{words}'", allowed="2024-09-30, 30/9/2024") from error


LEDGER = Annotated[Path, typer.Option("--ledger", metavar="DIR", help=mark("The ledger's folder."))]
PERIOD = Annotated[str, typer.Option(metavar="PERIOD", help=mark("Only this period, e.g. '9 tháng đầu năm 2024'."))]
WHOLE_PERIOD = Annotated[str, typer.Option("--period", metavar="PERIOD", help=mark("The period, e.g. '9 tháng đầu năm 2024'."))]
UNITS = Annotated[
    list[str] | None,
    typer.Option(metavar="NAMES", help=mark("Units, parted by commas; may be given again. All that reported, if left out.")),
]

LEVEL = Annotated[
    str,
    typer.Option(
        metavar="|".join(LEVELS),
        help=mark("Only units of this level of government."),
        callback=one_of("--level", "", *LEVELS),
    ),
]


def names_in(given: list[str]) -> list[str]:
    """'xã A, xã B' and repeated options, as one list."""
    return [name.strip() for words in given for name in words.split(",") if name.strip()]


DAY = Annotated[
    str, typer.Option("--date", metavar="DAY", help=mark("Date of the report, e.g. 2024-09-30; today, if left out."))
]


def moment_of(words: str, now: datetime) -> datetime:
    """The start of the day asked for with `--date`, in the zone of `now`; of today without."""
    day = day_of("--date", words) if words else now.date()
    return datetime.combine(day, time(), now.tzinfo)
