"""The app's name."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.offices"
    label = "offices"
