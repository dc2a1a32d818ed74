"""The catalogue of the site, loaded once a process; and what day it is."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue


@cache
def the_catalogue() -> Catalogue:
    """With every version of what changed over time; `at(day)` gives one day's. Raises CatalogueError."""
    return load_catalogue(overlay=Path(settings.CATALOGUE) if settings.CATALOGUE else None)


def today() -> date:
    """The day by the clock of Vietnam, or the one the settings say."""
    return date.fromisoformat(settings.TODAY) if settings.TODAY else timezone.localdate()
