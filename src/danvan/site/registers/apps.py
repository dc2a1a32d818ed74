"""The app's name."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.registers"
    label = "registers"
