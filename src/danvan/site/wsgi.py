"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

from danvan.site.serving.orphans import follow

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.site.settings")
application = get_wsgi_application()
follow()

from danvan.site.serving.warm import warm_up  # noqa: E402 - the apps come first

warm_up()
