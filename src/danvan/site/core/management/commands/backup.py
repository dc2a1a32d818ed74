"""`python -m danvan.site backup DIR`: a copy of everything but the keys, while the site goes on working."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from danvan.site.core.backups import BackupFailed, back_up


class Command(BaseCommand):
    """Each time a new folder in DIR; files that are there already are not written twice."""

    help = "Copies the database and the files into DIR, without the keys. Restore with: restore DIR/DATE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path, help="on another disk, best on another machine")

    def handle(self, *_args: Any, **asked: Any) -> None:
        try:
            taken = back_up(asked["dir"].expanduser().resolve())
        except BackupFailed as why:
            raise CommandError(str(why)) from None
        except OSError as error:
            raise CommandError(f"{asked['dir']}: {error.strerror or error}. No backup was taken.") from None
        self.stdout.write(f"{taken.folder}: the database and {taken.files} files, {taken.new} of them new.")
        keys = settings.DATA / "keys"
        self.stdout.write(
            f"The keys are NOT in it. Without them nobody reads what is encrypted: keep a copy of {keys} elsewhere."
        )
