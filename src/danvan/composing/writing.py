"""A file written whole or not at all."""

import os
from pathlib import Path

from danvan.kernel.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` at `path`. Raises OutputError when it cannot; what stood there before still stands then."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(file=path, reason=error.strerror or str(error)) from error
