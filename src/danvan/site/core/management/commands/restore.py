"""`python -m danvan.site restore DIR/DATE`: a backup put into a data folder that has no database yet."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from danvan.site.core.backups import BackupFailed, restore


class Command(BaseCommand):
    """Refuses to overwrite anything."""

    requires_system_checks: tuple[str, ...] = ()
    help = "Puts a backup into an empty data folder (DANVAN_DATA) and an empty database; the keys must be there first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path, help="the folder of one moment: …/2026-09-07-081500")

    def handle(self, *_args: Any, **asked: Any) -> None:
        try:
            files = restore(asked["dir"].expanduser().resolve())
        except BackupFailed as why:
            raise CommandError(str(why)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or asked['dir']}: {error.strerror or error}.") from None
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored: the database and {files} files. Start with: danvan serve --data DIR")
