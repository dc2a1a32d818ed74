"""Backups with everything that can be wrong: what is refused, with which words, and what is left as it was."""

import json
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db.utils import ConnectionHandler

from danvan.site.core import backups


def sqlite_at(path):
    """A database of its own, beside the one of the tests."""
    return ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}})["default"]


@pytest.fixture
def site(settings, monkeypatch, tmp_path, db):
    """`site('old')`: from then on this process is the site in that folder; its database."""

    def at(name):
        settings.DATA = tmp_path / name
        settings.MEDIA_ROOT, settings.LEDGER = settings.DATA / "files", settings.DATA / "ledger"
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        database = sqlite_at(settings.DATA / "danvan.sqlite3")
        monkeypatch.setattr(backups, "connection", database)
        return database

    return at


@pytest.fixture
def kept(site, settings, tmp_path):
    """A backup of a site with a row, a file and a ledger; a new site, empty, is there now."""
    database = site("old")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE book (words TEXT)")
        cursor.execute("INSERT INTO book VALUES ('Suối Đào')")
    for name in ("files/one", "files/documents/passing", "ledger/_delta_log/0.json", "ledger/part-0"):
        path = settings.DATA / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    call_command("backup", str(tmp_path / "kept"), stdout=(out := Words()))
    assert "3 files, 3 of them new" in str(out)
    assert "The keys are NOT in it." in str(out)
    database.close()
    site("new")
    return next(each for each in (tmp_path / "kept").iterdir() if each.name[0].isdigit())


class Words:
    """What a command said."""

    def __init__(self):
        self.said = ""

    def write(self, text):
        self.said += text

    def __str__(self):
        return self.said


def digest_of(kept, name):
    return json.loads((kept / "contents.json").read_text())["files"][name]


def refused(kept, says):
    with pytest.raises(CommandError, match=says):
        call_command("restore", str(kept))


def test_the_rows_and_the_files_come_back(kept, settings):
    call_command("restore", str(kept), stdout=(out := Words()))
    assert "Restored: the database and 3 files." in str(out)
    with backups.connection.cursor() as cursor:
        cursor.execute("SELECT words FROM book")
        assert cursor.fetchone() == ("Suối Đào",)
    assert (settings.DATA / "ledger/part-0").read_bytes() == b"ledger/part-0"
    assert not (settings.DATA / "files/documents").exists()


def test_a_database_that_is_there_is_not_written_over(kept):
    with backups.connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (words TEXT)")
    refused(kept, "There is a database already .* Nothing was changed.")
    assert backups.connection.introspection.table_names() == ["mine"]


def test_with_other_keys_it_says_which_file_to_bring(kept, settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    refused(kept, "The keys here do not open this backup. Put the file 'fields' of the old server into")
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_a_file_that_was_not_copied_along_is_told(kept):
    digest = digest_of(kept, "files/one")
    (kept.parent / "files" / digest[:2] / digest).unlink()
    refused(kept, "is missing: copy the folder 'files' of the backup too.")


def test_a_file_whose_content_changed_is_told(kept):
    digest = digest_of(kept, "files/one")
    (kept.parent / "files" / digest[:2] / digest).write_bytes(b"other")
    refused(kept, "is damaged: its content is not what was kept.")


def test_a_file_that_cannot_be_read_is_told_by_its_name(kept):
    digest = digest_of(kept, "files/one")
    path = kept.parent / "files" / digest[:2] / digest
    path.unlink()
    path.mkdir()
    refused(kept, f"{digest}: Is a directory")


def test_a_folder_that_is_no_backup_is_told(kept):
    refused(kept.parent, "is not a backup: name the folder of one moment in it")


def test_a_backup_of_another_kind_of_database_is_told(kept):
    contents = json.loads((kept / "contents.json").read_text())
    (kept / "contents.json").write_text(json.dumps(contents | {"database": "database.pgdump"}))
    refused(kept, r"The backup is of another kind of database \(database.pgdump\). Set DATABASE_URL accordingly.")


def test_where_nothing_can_be_written_no_backup_is_taken(site, tmp_path):
    site("old")
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match=r"Not a directory. No backup was taken\."):
        call_command("backup", str(tmp_path / "file/inside"))


@pytest.fixture
def postgres(site, settings, monkeypatch, tmp_path):
    """A site whose database is PostgreSQL; `postgres(program, script)`: what that program does here."""
    site("old")
    about = {"NAME": "danvan", "HOST": "db", "PORT": 5433, "USER": "u", "PASSWORD": "secret", "OPTIONS": {}}
    introspection = SimpleNamespace(table_names=list)
    fake = SimpleNamespace(vendor="postgresql", settings_dict=about, introspection=introspection)
    monkeypatch.setattr(backups, "connection", fake)
    monkeypatch.setattr(backups, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    def does(program, script):
        path = tmp_path / "bin" / program
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return does


DUMPS = 'for each; do case "$each" in --file=*) echo "$@ $PGHOST $PGPORT $PGUSER $PGPASSWORD" > "${each#--file=}";; esac; done'


def test_postgresql_is_asked_with_the_password_where_no_list_of_processes_shows_it(postgres, tmp_path):
    postgres("pg_dump", DUMPS)
    folder = backups.back_up(tmp_path / "kept").folder
    options, _, known = (folder / "database.pgdump").read_text().rpartition(".pgdump ")
    assert known.split() == ["db", "5433", "u", "secret"]
    assert "--format=custom" in options
    assert "secret" not in options


def test_what_postgresql_says_is_told_and_nothing_half_done_is_left(postgres, tmp_path):
    postgres("pg_dump", "echo server version mismatch >&2; exit 1")
    with pytest.raises(CommandError, match="pg_dump: server version mismatch"):
        call_command("backup", str(tmp_path / "kept"))
    assert list((tmp_path / "kept").iterdir()) == []


def test_without_its_programs_it_says_what_to_install_and_what_to_run_elsewhere(postgres, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(backups.BackupFailed, match=r"pg_dump is not installed here \(apt install postgresql-client\)"):
        backups.back_up(tmp_path / "kept")


def test_a_dump_goes_back_in_one_transaction(postgres, tmp_path):
    postgres("pg_dump", DUMPS)
    postgres("pg_restore", f'echo "$@" > {tmp_path / "asked"}')
    backups.restore(backups.back_up(tmp_path / "kept").folder)
    assert "--single-transaction --dbname=danvan" in (tmp_path / "asked").read_text()


def test_the_program_that_came_in_the_package_goes_before_the_servers_own(postgres, monkeypatch, tmp_path):
    postgres("pg_dump", "exit 1")
    shipped = tmp_path / "package/pginstall/bin/pg_dump"
    shipped.parent.mkdir(parents=True)
    postgres("pg_dump", DUMPS).rename(shipped)
    spec = SimpleNamespace(origin=str(tmp_path / "package/__init__.py"))
    monkeypatch.setattr(backups, "find_spec", lambda _name: spec)
    assert (backups.back_up(tmp_path / "kept").folder / "database.pgdump").exists()
