"""Makes the ledger again from the database: after its folder was lost or damaged."""

from typing import Any

from django.core.management.base import BaseCommand

from danvan.site.figures.ledger import rebuild


class Command(BaseCommand):
    """`rebuild_ledger`."""

    help = "Makes the ledger again from the database, beside the old one, which it then replaces."

    def handle(self, *_args: Any, **_options: Any) -> None:
        ledger = rebuild()
        self.stdout.write(f"{ledger.folder}: {len(ledger.figures(current=False))}")
