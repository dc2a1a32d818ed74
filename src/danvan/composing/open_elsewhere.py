"""Whether an office program has a file open: by the lock file it puts beside it.

Word's is '~$' and the name, of which a long one loses its first letters; its layout is not published, and what is read of it
here (who) is left out where it does not fit. LibreOffice's is '.~lock.NAME#', a line of fields parted by commas.
"""

import os
from dataclasses import dataclass
from pathlib import Path

_WORD_SIZE = 162
_WORD_NAME = 56


@dataclass(frozen=True, slots=True)
class Lock:
    """`path` of the lock file, and which program (and who) `held_by`."""

    path: Path
    held_by: str


def lock_of(path: Path) -> Lock | None:
    """The lock on the file at `path`; None when it is not open, or not to be told."""
    by_office, by_word = path.with_name(f".~lock.{path.name}#"), path.with_name(_word_name(path))
    if os.path.isfile(by_office):  # noqa: PTH113 - a name too long for the folder is no file, and no error
        return Lock(by_office, _named("LibreOffice", _libreoffice_user(by_office)))
    if os.path.isfile(by_word):  # noqa: PTH113 - the same
        return Lock(by_word, _named("Microsoft Office", _word_user(by_word)))
    return None


def _word_name(path: Path) -> str:
    lost = min(2, max(0, len(path.stem) - 6))
    return f"~${path.name[lost:]}"


def _named(program: str, user: str) -> str:
    return f"{program} ({user})" if user else program


def _word_user(lock: Path) -> str:
    raw = _read(lock)
    if len(raw) != _WORD_SIZE:
        return ""
    return raw[_WORD_NAME : _WORD_NAME + 2 * raw[0]].decode("utf-16-le", errors="ignore").strip("\0 ")


def _libreoffice_user(lock: Path) -> str:
    return _read(lock).decode("utf-8", errors="ignore").partition(",")[0].strip()


def _read(lock: Path) -> bytes:
    try:
        return lock.read_bytes()[:4096]
    except OSError:
        return b""
