"""Computes every time limit again."""

from typing import Any

from django.core.management.base import BaseCommand

from danvan.site.registers.deadlines import recompute


class Command(BaseCommand):
    """After a change of the law, of the days off or of the catalogue."""

    help = "compute the time limits of all rows again, after the law, the days off or the catalogue changed"

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{recompute()} rows")
