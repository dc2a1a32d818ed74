"""The app's name."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.documents"
    label = "documents"

    def ready(self) -> None:
        """What is done when somebody logs out."""
        import_module("danvan.site.documents.keeping")  # models are there only now
