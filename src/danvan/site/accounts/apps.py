"""The app's name."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.accounts"
    label = "accounts"
