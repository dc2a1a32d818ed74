"""An output folder that appears whole or not at all, and never at the cost of somebody else's files.

What we make stands in `danvan-run.json` with its digest. Another run may replace a folder only when everything in it is
ours and as we left it: a report that was opened and corrected since is somebody's work.
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from danvan.kernel.errors import OutputError
from danvan.kernel.said import mark

MANIFEST = "danvan-run.json"
NOT_A_FOLDER = mark("it is a file, not a folder")


class FolderTaken(OutputError):
    """Fields: file, names."""

    template = (
        "{file}: holds files that danvan did not make, or that were changed since: {names}."
        " Move them away or choose another folder; nothing was changed."
    )


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """A new folder beside `target` to fill; when the block ends well it takes `target`'s place, else it is taken away.

    Raises OutputError when nothing can be written there, FolderTaken when `target` holds what is not ours.
    """
    refuse_if_taken(target)
    with _said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield beside
        with _said(target):
            _write_manifest(beside)
            beside.chmod(0o777 & ~_umask())
            refuse_if_taken(target)
            _take_place(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_if_taken(target: Path) -> None:
    """Raises OutputError when `target` is no folder we may write to, FolderTaken when it holds what is not ours."""
    with _said(target):
        if not target.exists():
            return
        if not target.is_dir():
            raise OutputError(file=target, reason=NOT_A_FOLDER)
        if not os.access(target, os.W_OK):
            raise OutputError(file=target, reason=os.strerror(errno.EACCES))
        names = [name for name, digest in _contents(target).items() if _manifest(target).get(name) != digest]
    if names:
        shown = ", ".join(sorted(names)[:3]) + (" …" if len(names) > 3 else "")
        raise FolderTaken(file=target, names=shown)


def _take_place(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    target.rename(old / target.name)
    try:
        beside.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _contents(folder: Path) -> dict[str, str]:
    """Every file below `folder` but the manifest, with its digest."""
    files = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path != folder / MANIFEST
    }


def _manifest(folder: Path) -> dict[str, str]:
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    return files if isinstance(files, dict) else {}


def _write_manifest(folder: Path) -> None:
    content = {"version": 1, "files": _contents(folder)}
    (folder / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@contextmanager
def _said(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(file=target, reason=error.strerror or str(error)) from error


def _umask() -> int:
    """The process's own file mask: a temporary folder is private, the result should be as open as any other."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
