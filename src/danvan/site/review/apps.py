"""The app's name."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.review"
    label = "review"
