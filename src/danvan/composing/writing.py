"""A file written whole or not at all, and never under the hands of somebody who has it open."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from danvan.composing.open_elsewhere import lock_of
from danvan.kernel.errors import OutputError


class FileOpen(OutputError):
    """Fields: file, found (who has it open), lock."""

    template = (
        "{file}: it is open in {found}. Close it there and try again; nothing was changed. If nobody has it open any more,"
        " delete {lock}."
    )


def refuse_open(path: Path) -> None:
    """Raises FileOpen when an office program has the file at `path` open: what is written then would be lost when it saves."""
    if lock := lock_of(path):
        raise FileOpen(file=path, found=lock.held_by, lock=lock.path.name)


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` at `path`. Raises OutputError when it cannot, FileOpen when somebody has it open in an office program;
    what stood there before still stands then."""
    refuse_open(path)
    # A short name: beside one as long as a folder takes, a longer one would not be taken.
    beside = path.with_name(f".danvan-{sha256(path.name.encode()).hexdigest()[:8]}-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OutputError(file=path, reason=error.strerror or str(error)) from error
