"""The folder answers are kept in: a JSON file for each report, written whole, with what it was made from."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from danvan.cli.bulk.sources import absolute
from danvan.cli.reading_json import Json
from danvan.kernel.errors import OutputError

MADE = "made"
REPORT = "report"
_HEAD = 16_384
"""Characters of an answer that hold its first fields."""
_LONGEST = 200
"""Bytes of a file name, well under what file systems take (255)."""


class AnswerTaken(OutputError):
    """Fields: file."""

    template = "{file}: stands where an answer belongs, and danvan did not make it. Move it away or choose another folder."


class AnswerOfAnother(OutputError):
    """Fields: file, other."""

    template = (
        "{file}: holds the answer of another report, {other}. Name both folders in one command, or choose another folder for"
        " the answers."
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """`folder` holds the answers of reports under `root`; folders below it, and zips, are folders in it too."""

    folder: Path
    root: Path

    def place_of(self, report: Path) -> Path:
        """Where the answer of `report` stands: 'xa-a/bao-cao.docx' -> 'xa-a/bao-cao.docx.json'. Two reports never share one."""
        path = absolute(report)
        parts = path.relative_to(self.root).parts if path.is_relative_to(self.root) else path.parts[1:]
        *above, name = map(_short, parts)
        return self.folder.joinpath(*above, f"{name}.json")

    def made(self, report: Path) -> Json | None:
        """What the answer that stands there was made from; None where there is none.

        Raises AnswerTaken, and AnswerOfAnother when it is that of a report which still stands elsewhere.
        """
        place = self.place_of(report)
        try:
            with place.open(encoding="utf-8") as file:
                head = file.read(_HEAD)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise AnswerTaken(file=place) from error
        made = _object_after(f'"{MADE}": ', head)
        if made is None:
            raise AnswerTaken(file=place)
        other = str(made.get(REPORT, ""))
        if other != str(report) and _stands(other):
            raise AnswerOfAnother(file=place, other=other)
        return made

    def write(self, report: Path, text: str) -> None:
        """Puts the answer in its place, whole: a reader, or a run that is stopped, never sees a part. Raises OutputError."""
        write_whole(self.place_of(report), text, self.folder)

    def remove(self, report: Path) -> None:
        """Takes an answer away that is no longer true of its report."""
        self.place_of(report).unlink(missing_ok=True)


def write_whole(place: Path, text: str, folder: Path) -> None:
    """Writes beside, then takes the place. Raises OutputError."""
    # A name that is no UTF-8 has lone surrogates in it: escaped, as JSON has them too.
    write_bytes_whole(place, text.encode("utf-8", "backslashreplace"), folder)


def write_bytes_whole(place: Path, data: bytes, folder: Path) -> None:
    """The same for bytes."""
    part = folder / f".danvan-{uuid4().hex}.part"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise OutputError(file=place, reason=error.strerror or str(error)) from error


def sweep(folder: Path) -> None:
    """Takes away what processes that were ended left half written."""
    for part in folder.glob(".danvan-*.part"):
        part.unlink(missing_ok=True)


def _object_after(words: str, head: str) -> Json | None:
    """The object that begins behind `words`; the answer itself, a hundred times as long, is not parsed."""
    try:
        found = json.JSONDecoder().raw_decode(head, head.index(words) + len(words))[0]
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _stands(report: str) -> bool:
    """Whether the report is still there, by itself or in its zip."""
    path = Path(report)
    return any(above.is_file() for above in (path, *path.parents))


def _short(name: str) -> str:
    """A name with room for an ending."""
    raw = name.encode("utf-8", "surrogateescape")
    if len(raw) <= _LONGEST:
        return name
    return f"{raw[: _LONGEST - 20].decode('utf-8', 'ignore')}-{hashlib.sha256(raw).hexdigest()[:12]}"
