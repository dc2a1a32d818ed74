"""The settings of the site, with one page more (`bare_urls.py`). Found by DJANGO_SETTINGS_MODULE."""

from danvan.site.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bare_urls"
