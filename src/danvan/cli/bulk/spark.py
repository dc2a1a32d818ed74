"""The same work on a Spark cluster: the paths are shared out, each partition reads its own.

A partition works through a process of its own, as the pool does: a report that kills or hangs it is an outcome there too, and
never a failed job. Reports and answers must be on a disk that every node sees under the same path.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from danvan.cli.bulk.keeping import Keeper, Kept
from danvan.cli.bulk.processes import shared_out
from danvan.cli.bulk.sources import Source
from danvan.cli.bulk.terms import Terms
from danvan.kernel.errors import DanvanError, ExtraMissing

_EACH = 100
"""Reports of a partition at least, where there are enough: each starts a process and loads the catalogue."""


class SparkMissing(DanvanError):
    """Fields: master, reason."""

    template = (
        "Spark at '{master}' could not be started ({reason}). It needs Java 17 or newer and a cluster that answers; without"
        " --spark the same work is done here."
    )


@dataclass(frozen=True, slots=True)
class _Partition:
    """What is done with the reports of one partition."""

    keeper: Keeper
    terms: Terms

    def __call__(self, sources: Iterable[Source]) -> Iterator[Kept]:
        return shared_out(list(sources), self.keeper.started, self.keeper.lost(self.terms), self.terms)


def on_spark(sources: Sequence[Source], keeper: Keeper, limit: float, master: str) -> list[Kept]:
    """What became of each report, in the order of `sources`. Raises ExtraMissing, SparkMissing."""
    context = _context(master)
    try:
        parts = max(1, min(len(sources), max(context.defaultParallelism, len(sources) // _EACH)))
        work: Callable[[Iterable[Source]], Iterator[Kept]] = _Partition(keeper, Terms(workers=1, limit=limit))
        kept: list[Kept] = context.parallelize(sources, parts).mapPartitions(work).collect()
    finally:
        context.stop()
    return kept


def _context(master: str) -> Any:
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra, and a second to import
        from pyspark.sql import SparkSession  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ExtraMissing(extra="spark") from error
    # Where this machine is the cluster, its workers run this very Python.
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        return SparkSession.builder.master(master).appName("danvan").getOrCreate().sparkContext
    except (PySparkException, OSError) as error:
        raise SparkMissing(master=master, reason=str(error).splitlines()[0]) from error
    except Exception as error:
        # What Java says of a cluster it cannot reach comes in a class of the bridge between the two.
        raise SparkMissing(master=master, reason=type(error).__name__) from error
