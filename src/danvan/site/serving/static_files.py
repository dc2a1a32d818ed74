"""What pages load: gathered, named by content and compressed on the first start, and again only when some of it changed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

UNUSED = [
    "bootstrap-grid*", "bootstrap-reboot*", "bootstrap-utilities*", "*.rtl.*", "bootstrap.css*", "js-lib-bootstrap5/js", "ext",
    "htmx-4*",
]  # fmt: skip
"""Of what others bring along, what no page of ours asks for: it would be compressed for nothing."""
_STAMP = ".gathered"


def gather() -> bool:
    """Whether there was anything to do. Half a minute of work where there was."""
    stamp = settings.STATIC_ROOT / _STAMP
    found = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == found:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    stamp.write_text(found, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Of names, sizes and times of every file there is."""
    told = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(UNUSED):
            told.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return told.hexdigest()
