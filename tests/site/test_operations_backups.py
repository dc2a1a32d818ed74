"""A backup holds everything but the keys, and gives it back."""

import json
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from danvan.site.core import backups

NAME = "attachments/ab/abcdef"


def manage(data, *words, **variables):
    """An operator's command on the data folder `data`, in a process of its own, on SQLite."""
    known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DANVAN_SECRET_KEY")}
    known |= {"DANVAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "danvan.site.settings"} | variables
    command = [sys.executable, "-m", "danvan.site", *words]
    return subprocess.run(command, env=known, capture_output=True, text=True, check=False)


WRITE = """
from danvan.site.offices.models import Office
from danvan.site.registers.saving import save_row
office = Office.objects.create(code='21001', name='xã Suối Đào', level='commune')
save_row(office, 'admin_procedures.dossiers', {'code': 'H-7', 'procedure': 'Khai sinh', 'channel': 'online',
    'received_on': '2026-08-03', 'due_on': '2026-08-10'}, None)
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
default_storage.save('attachments/ab/abcdef', ContentFile(b'sealed'))
default_storage.save('documents/passing', ContentFile(b'gone tomorrow'))
"""
READ = """
from django.core.files.storage import default_storage
from danvan.site.registers.models import Record
row = Record.objects.get()
print(row.values['procedure'], row.personal['code'], default_storage.open('attachments/ab/abcdef').read().decode(),
    default_storage.exists('documents/passing'))
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A site with a row, a file, and a backup of both."""
    data, kept = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("backups")
    for words in (("migrate", "--skip-checks"), ("shell", "-c", WRITE), ("backup", str(kept))):
        done = manage(data, *words)
        assert done.returncode == 0, done.stderr
    return data, kept, next(each for each in kept.iterdir() if each.name.startswith("20"))


def test_what_was_backed_up_comes_back(old, tmp_path):
    data, _kept, moment = old
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/fields").write_text((data / "keys/fields").read_text())
    done = manage(tmp_path, "restore", str(moment))
    assert done.returncode == 0, done.stderr
    assert manage(tmp_path, "shell", "-v0", "-c", READ).stdout.strip() == "Khai sinh H-7 sealed False"
    again = manage(tmp_path, "restore", str(moment))
    assert "There is a database already" in again.stderr


def test_without_the_keys_nothing_is_restored_and_it_says_what_to_bring(old, tmp_path):
    _data, _kept, moment = old
    done = manage(tmp_path, "restore", str(moment))
    assert "Put the file 'fields'" in done.stderr
    assert not (tmp_path / "danvan.sqlite3").exists()


def test_the_keys_and_what_is_personal_are_not_in_it(old):
    data, kept, _moment = old
    key = (data / "keys/fields").read_bytes()
    every = [file.read_bytes() for file in kept.rglob("*") if file.is_file()]
    assert not any(key in content or b"H-7" in content for content in every)


def test_a_damaged_file_is_told_and_the_whole_one_can_be_restored_then(old, tmp_path):
    data, kept, moment = old
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/fields").write_text((data / "keys/fields").read_text())
    digest = json.loads((moment / "contents.json").read_text())["files"][f"files/{NAME}"]
    file = kept / "files" / digest[:2] / digest
    whole = file.read_bytes()
    file.write_bytes(b"x")
    done = manage(tmp_path, "restore", str(moment))
    file.write_bytes(whole)
    assert "is damaged" in done.stderr
    assert manage(tmp_path, "restore", str(moment)).returncode == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_file_is_kept_once(tmp_path):
    default_storage.save("attachments/zz/one", ContentFile(b"same"))
    first = backups.back_up(tmp_path)
    assert first.new == first.files > 0
    default_storage.save("attachments/zz/two", ContentFile(b"same"))
    part = [file for file in tmp_path.rglob("*") if ".part" in file.name]
    assert (len(list((tmp_path / "files").rglob("*/*"))), part) == (first.new, [])


def test_what_is_no_backup_is_told(tmp_path):
    with pytest.raises(backups.BackupFailed, match="is not a backup"):
        backups.restore(tmp_path)
