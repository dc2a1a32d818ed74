"""The apps' names, and what is looked at when the site starts."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps


class CoreConfig(AppConfig):
    """Called by Django."""

    name = "danvan.site.core"
    label = "core"
    default = True

    def ready(self) -> None:
        import_module("danvan.site.core.checks")  # they register themselves; models are there only now


class OperatorsConfig(apps.AdminConfig):
    """Django's own, with our site for operators."""

    default = False
    default_site = "danvan.site.core.operators.Operators"
