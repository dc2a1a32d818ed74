"""Every table of the site, for operators."""

from django.apps import apps
from django.contrib import admin

for _app in apps.get_app_configs():
    if _app.name.startswith("danvan."):
        admin.site.register(list(_app.get_models()))
