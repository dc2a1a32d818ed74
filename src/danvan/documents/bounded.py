"""Files read within limits: what stands at a path, how large it is, its bytes. A bad path ends in one of our errors."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from danvan.kernel.errors import FileForbidden, FileMissing, FileTooLarge, InputError

MEGABYTE = 1_000_000
_PIECE = 1 << 20


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The ordinary file at `path`, open for reading.

    Raises FileMissing, FileForbidden, and InputError for a folder, a device or a disk that fails.
    """
    with sentences(path):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(file=path, reason="this is a folder; give a file in it, or a command that takes folders")
        if not stat.S_ISREG(mode):
            raise InputError(file=path, reason="this is a device or a pipe, not a file; save the report as a file first")
        with path.open("rb") as file:
            yield file


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turns what the operating system says of `path` into our errors."""
    try:
        yield
    except PermissionError as error:
        raise FileForbidden(file=path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(file=path) from error
    except OSError as error:
        raise InputError(file=path, reason=f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        # A name with a NUL character: no file can be called that.
        if "null" not in str(error):
            raise
        raise FileMissing(file=path) from error


def size(file: BinaryIO) -> int:
    """Bytes of an open file; its position is left at the start."""
    end = file.seek(0, 2)
    file.seek(0)
    return end


def check_size(path: Path, found: int, allowed: int, *, what: str = "") -> None:
    """Raises FileTooLarge when `found` bytes are more than `allowed`; `what` is added to both, as in '300 MB unpacked'."""
    if found > allowed:
        raise FileTooLarge(file=path, found=_megabytes(found, what), allowed=_megabytes(allowed, what))


def read_all(file: BinaryIO, path: Path, allowed: int) -> bytes:
    """The bytes of `file`, at most `allowed`. The file may grow while it is read, so its size is not trusted."""
    check_size(path, size(file), allowed)
    data = file.read(allowed + 1)
    check_size(path, len(data), allowed)
    return data


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The whole file, a megabyte at a time."""
    while piece := file.read(_PIECE):
        yield piece


def _megabytes(count: int, what: str) -> str:
    return f"{-(-count // MEGABYTE)} MB {what}".strip()
