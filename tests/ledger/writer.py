"""A writer in a process of its own: python writer.py FOLDER NAME BATCHES. Prints the number of each batch once it is in."""

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Entry, Figure
from danvan.ledger.store import Ledger

PARTS = 3
"""Figures of a batch."""


def batch(name: str, number: int) -> list[Figure]:
    """The figures of one batch, all for units of its own."""
    return [
        Figure(
            id=f"{name}-{number}-{part}",
            indicator="work.visits",
            unit=f"xã {name} {number} {part}",
            level="commune",
            period=Period.nine_months(2024),
            quantity=Quantity(Decimal(number), "lượt"),
            source=Entry(name),
            recorded=datetime(2024, 10, 1, tzinfo=UTC),
            catalogue="c1",
        )
        for part in range(PARTS)
    ]


if __name__ == "__main__":
    folder, name, batches = sys.argv[1:]
    ledger = Ledger.open(Path(folder))
    for number in range(int(batches)):
        ledger.append(batch(name, number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
