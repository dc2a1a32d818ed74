"""`python -m danvan.site …`: what an operator does to the site's data (Django's own commands and ours)."""

import os
import sys

from django.core.management import execute_from_command_line

from danvan.site.environment import SettingInvalid

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
    try:
        execute_from_command_line([f"{sys.executable} -m danvan.site", *sys.argv[1:]])
    except SettingInvalid as error:
        sys.exit(str(error))
