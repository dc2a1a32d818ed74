"""The app's name."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.reports"
    label = "reports"
