"""Values of the partition columns, which stand in the paths of a ledger's files and not in the files."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from danvan.ledger.delta import PARTITIONS, Snapshot

_NOTHING = ("", "__HIVE_DEFAULT_PARTITION__")


def values_in(path: str) -> dict[str, str | None]:
    """'year=2025/level=commune/part.parquet' -> {'year': '2025', 'level': 'commune'}; an empty value is None."""
    found = dict(part.split("=", 1) for part in path.split("/")[:-1])
    return {name: None if found[name] in _NOTHING else found[name] for name in PARTITIONS}


def partitioned(snapshot: Snapshot) -> Iterator[tuple[dict[str, str | None], list[Path]]]:
    """The files of each partition, with its values."""
    for _, files in groupby(snapshot.files, lambda file: file.rpartition("/")[0]):
        named = list(files)
        yield values_in(named[0]), [snapshot.folder / file for file in named]
