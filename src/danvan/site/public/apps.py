"""The app's name."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.public"
    label = "public"
