"""The app's name, and what it listens to."""

from importlib import import_module

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.figures"
    label = "figures"

    def ready(self) -> None:
        """A report that comes back sets its figures free."""
        import_module("danvan.site.figures.release")  # models are there only now
