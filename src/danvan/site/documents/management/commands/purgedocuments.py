"""`python -m danvan.site purgedocuments`: deletes documents that were checked more than a day ago. Run it every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from danvan.site.documents.keeping import purge


class Command(BaseCommand):
    """Called by Django."""

    help = "Deletes documents that were checked more than a day ago."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Says how many."""
        self.stdout.write(f"{purge()}")
