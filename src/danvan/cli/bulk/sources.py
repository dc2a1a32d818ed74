"""What is meant by the files, folders and zips somebody names: the reports in them, in order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan.documents.opening import expand, find_reports
from danvan.kernel.errors import DanvanError


@dataclass(frozen=True, slots=True)
class Unfound:
    """A named folder that could not be looked into, or has no report in it."""

    file: Path
    error: DanvanError


Source = Path | Unfound


def sources_in(named: Iterable[Path]) -> list[Source]:
    """The reports of all that is named: a folder and those below it by name, a zip as 'bundle.zip/inner.docx', a file as
    itself. A folder that cannot be walked stands in the list with its error: it stops nothing."""
    return [source for path in named for source in _in(path)]


def _in(path: Path) -> Sequence[Source]:
    try:
        return find_reports(path) if path.is_dir() else expand(path)
    except DanvanError as error:
        return [Unfound(path, error)]
    except (OSError, ValueError):
        return [path]  # opening it says why


def is_array(named: Sequence[Path]) -> bool:
    """Whether the answer in JSON is an array: unless one file is named, not a folder or a zip that stands for what is in it."""
    return len(named) != 1 or _holds_several(named[0])


def _holds_several(path: Path) -> bool:
    try:
        return path.is_dir() or expand(path) != [path]
    except (OSError, ValueError):
        return False


def common_folder(named: Iterable[Path]) -> Path:
    """The innermost folder that holds everything named; the names of answers are told from it. A named folder is its own."""
    folders = [path if path.is_dir() else path.parent for path in map(absolute, named)]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return Path()


def absolute(path: Path) -> Path:
    """Without '..', links kept as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve follows links, Path.absolute keeps '..'


def distinct(sources: Sequence[Source]) -> list[Source]:
    """Each report once, however often it was named."""
    return list(_distinct(sources))


def _distinct(sources: Sequence[Source]) -> Iterator[Source]:
    seen: set[Path] = set()
    for source in sources:
        file = source.file if isinstance(source, Unfound) else source
        key = Path(file).absolute()
        if key not in seen:
            seen.add(key)
            yield source
