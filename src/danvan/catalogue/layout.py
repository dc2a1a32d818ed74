"""Which files a catalogue folder may hold. Every file there is read: what has no place here is an error."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from danvan.catalogue.borrowed import borrowed
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Vocabulary
from danvan.catalogue.strict_yaml import YamlFile, read_yaml
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

AREA_FILES = ("area.yml", "indicators.yml", "identities.yml", "phrases.yml", "sentences.yml")
_NESTED = ("areas", "checks", "forms")
"""Folders of folders; in the others the files stand themselves."""
_FLAT = ("calendars", "instruments", "outlines", "profiles", "regimes", "scorecards")
_FOLDERS = (*_NESTED, *_FLAT, "schema", "units", "vocabulary")
_CHANGES = ("units", "changes")
_ABOUT = "catalogue.yml"
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
_PAGES = ("README", "LICENSE", "CHANGELOG")
_GENERATED = "schema"
"""JSON Schemas for editors stand beside the data and are not read."""

Parts = tuple[str, ...]
"""A file's place under the catalogue folder: ('areas', 'petitions', 'area.yml')."""


@dataclass(frozen=True, slots=True)
class Files:
    """Every file of a catalogue folder, parsed, in the order of their places."""

    root: str
    files: Mapping[Parts, YamlFile]
    version: str
    """The first 12 digits of the sha-256 of all their contents."""

    def under(self, *folder: str) -> Iterator[tuple[Parts, YamlFile]]:
        """The files of one folder, with what follows the folder in their places."""
        for parts, file in self.files.items():
            if parts[: len(folder)] == folder:
                yield parts[len(folder) :], file

    def name(self, *parts: str) -> str:
        return "/".join((self.root, *parts))


def data_folder() -> Path:
    """The catalogue that comes with danvan: inside the installed package, or in the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "catalogue"


def read_files(root: Path) -> Files:
    """Reads every file under `root`. Raises CatalogueError for one that has no place in a catalogue or cannot be read."""
    if not root.is_dir():
        raise _misplaced(str(root), "no catalogue folder", "a folder with areas, checks, instruments, outlines, vocabulary")
    files: dict[Parts, YamlFile] = {}
    digest = hashlib.sha256()
    for path in _walk(root):
        parts = path.relative_to(root).parts
        name = "/".join((root.name, *parts))
        raw = _bytes(path, name)
        files[parts] = read_yaml(raw, name)
        digest.update("/".join(parts).encode() + b"\0" + raw + b"\0")
    return Files(root.name, files, digest.hexdigest()[:12])


def stamp(root: Path) -> str:
    """Changes when a file under `root` does: names, sizes, times of change."""
    seen = hashlib.sha256()
    for path, parts in _entries(root) if root.is_dir() else ():
        state = path.stat() if path.exists() else path.lstat()  # a broken link is told by the reading
        seen.update(f"{'/'.join(parts)}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return seen.hexdigest()


def _walk(root: Path) -> Iterator[Path]:
    for path, parts in _entries(root):
        _refuse_misplaced("/".join((root.name, *parts)), parts, folder=path.is_dir())
        if not path.is_dir():
            yield path


def _entries(root: Path) -> Iterator[tuple[Path, Parts]]:
    """What stands under `root` and is of the catalogue, with its place there."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if (parts[0] == _GENERATED and parts != (_GENERATED,)) or _is_of_the_system(parts):
            continue
        yield path, parts


def _is_of_the_system(parts: Parts) -> bool:
    """What an operating system, an editor or git leaves in a folder, and a page that says what the folder is for."""
    left = any(part.startswith(".") or part.endswith("~") or part.lower() in _LEFT_BY_SYSTEMS for part in parts)
    return left or (len(parts) == 1 and parts[0].upper().startswith(_PAGES))


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        reason = borrowed(str(wrong.strerror))
        raise _misplaced(name, "the file cannot be read ({reason})", "files this account may read", reason=reason) from None


def _refuse_misplaced(name: str, parts: Parts, *, folder: bool) -> None:
    own = parts[-1]
    if folder and not _is_folder(parts):
        raise _misplaced(
            name,
            "unexpected folder '{own}'{hint}",
            "{folders}",
            own=own,
            hint=did_you_mean(own, _FOLDERS),
            folders=", ".join(_FOLDERS),
        )
    if folder:
        return
    allowed = _allowed(parts)
    if own not in allowed and not (allowed == ("*.yml",) and own.endswith(".yml")):
        raise _misplaced(
            name,
            "unexpected file '{own}'{hint}",
            "{files}" if allowed else "folders only: {folders}",
            own=own,
            hint=did_you_mean(own, allowed),
            files=", ".join(allowed),
            folders=", ".join(_FOLDERS),
        )


def _is_folder(parts: Parts) -> bool:
    """Whether a folder may stand there."""
    deep = parts[0] in _NESTED or parts[:2] == _CHANGES
    return parts[0] in _FOLDERS and len(parts) <= (2 if deep else 1)


def _allowed(parts: Parts) -> Parts:
    """The names a file may have where this one stands; none where only folders may stand."""
    match parts:
        case ("areas", _, _):
            return AREA_FILES
        case ("units", "changes", _):
            return ("*.yml",)
        case (folder, _) if folder in _FLAT:
            return ("*.yml",)
        case (folder, _, _) if folder in _NESTED:
            return ("*.yml",)
        case ("vocabulary", _):
            return tuple(f"{field}.yml" for field in Vocabulary.model_fields)
        case _:
            return (_ABOUT,) if len(parts) == 1 else ()


def _misplaced(name: str, found: str, allowed: str, /, **blanks: object) -> CatalogueError:
    return CatalogueError(file=name, line=1, found=Said(found, **blanks), allowed=Said(allowed, **blanks))
