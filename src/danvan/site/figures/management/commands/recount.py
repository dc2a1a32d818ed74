"""Counts every figure again from the registers: after rows were loaded past the site, or when something is in doubt."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from danvan.site.figures.counting import periods_counted, recount_period
from danvan.site.figures.periods import code_of
from danvan.site.offices.models import Office


class Command(BaseCommand):
    """`recount [code …]`: of these offices, or of all."""

    help = (
        "Counts every figure again from the registers. What did not change stays; what left with a report stays as it was sent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("offices", nargs="*", metavar="CODE", help="offices, by their codes; all where none is given")

    def handle(self, *_args: Any, **options: Any) -> None:
        offices = Office.objects.select_related("parent__parent")
        chosen = offices.filter(code__in=options["offices"]) if options["offices"] else offices
        for office in chosen:
            periods = periods_counted(office)
            for reported in periods:
                recount_period(office, reported)
            self.stdout.write(f"{office.code} {office}: {', '.join(map(code_of, periods))}")
