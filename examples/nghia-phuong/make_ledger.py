"""Puts figures.tsv into a new ledger: python examples/nghia-phuong/make_ledger.py FOLDER"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from danvan.ledger.bulk import Common
from danvan.ledger.figure import Entry
from danvan.ledger.store import Ledger

HERE = Path(__file__).parent
TEXTS = {"unit_code": pa.string()}
"""Codes begin with zeros elsewhere: they are words, not numbers."""


def make(folder: Path) -> int:
    """How many figures went in."""
    rows = csv.read_csv(
        HERE / "figures.tsv",
        parse_options=csv.ParseOptions(delimiter="\t"),
        convert_options=csv.ConvertOptions(column_types=TEXTS),
    )
    return Ledger.open(folder).append_table(rows, Common(Entry("ví dụ"), datetime(2026, 1, 15, tzinfo=UTC), person="ví dụ"))


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))  # noqa: T201 - a script
