"""Warnings of one library about another, which nobody who asks a ledger can do anything about."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quietly() -> Iterator[None]:
    """Ibis calls what newer engines name otherwise, and Spark warns of newer pandas than it was made with."""
    with warnings.catch_warnings(action="ignore"):
        yield
