"""What is asked of `danvan check` besides the files: the form of the answer, which checks, what counts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from danvan.cli.options import one_of
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark

LAYOUTS = ("text", "json", "sarif", "html")

LAYOUT = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(LAYOUTS),
        help=mark(
            "text: for people at a terminal. html: a page with the report's text and each finding beside its words, to open in"
            " a browser. json, sarif: for programs."
        ),
        callback=one_of("--format", *LAYOUTS),
    ),
]
SELECT = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="CHECKS", help=mark("Only these checks: codes or groups, parted by commas, e.g. AR,CI03.")
    ),
]
IGNORE = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CHECKS",
        help=mark("Not these checks. Where a code and its group are both named, the code counts."),
    ),
]
PROFILE = Annotated[
    bool,
    typer.Option("--profile", help=mark("Seconds that reading and each check took: a table on stderr, a key in JSON.")),
]
OUTPUT_FILE = Annotated[
    Path | None,
    typer.Option("--output-file", metavar="FILE", help=mark("Write the answer into this file, not on the screen.")),
]
LEDGER = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="DIR", help=mark("Hold the figures against what the unit reported before, by this ledger.")
    ),
]
TOGETHER = Annotated[
    bool, typer.Option("--together", help=mark("Hold the files against each other: text and forms of one unit and period."))
]

ANNOTATE = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="FOLDER",
        help=mark(
            "Put copies of the reports there with each finding as a comment at its words (.docx) or a highlight with a note"
            " (.pdf). The originals stay as they are."
        ),
    ),
]
FIX = Annotated[
    bool,
    typer.Option(
        "--fix",
        help=mark(
            "First mend what is safe: doubled words, tone marks, spaces in symbols; never a number. In .docx as tracked changes"
            " to accept or reject, in text files in place."
        ),
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """See the options. Raises OptionInvalid for what does not go together."""

    layout: str = "text"
    threshold: Severity = Severity.WARNING
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    profile: bool = False
    output_file: Path | None = None
    ledger: Path | None = None
    together: bool = False
    annotate: Path | None = None
    fix: bool = False

    def kept_in(self, out: Path | None) -> None:
        """Raises OptionInvalid for a layout that is no answer to keep for each report by itself."""
        if out and self.layout not in ("text", "json"):
            raise OptionInvalid(option="--format", found=f"'{self.layout} --out'", allowed="text, json")
        if out and self.output_file:
            raise OptionInvalid(option="--output-file", found="'--output-file --out'", allowed="--out | --output-file")
        if out and self.together:
            raise OptionInvalid(option="--together", found="'--together --out'", allowed="--out | --together")
        if out and self.annotate:
            raise OptionInvalid(option="--annotate", found="'--annotate --out'", allowed="--out | --annotate")
