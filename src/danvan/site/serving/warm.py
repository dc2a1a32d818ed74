"""What the first page of a process would wait for, made before it."""

import atexit
import gc
import logging

from django.urls import get_resolver

from danvan.kernel.errors import DanvanError
from danvan.site.figures.warming import warm

_log = logging.getLogger(__name__)


def warm_up() -> None:
    """Loads every page's code, and the catalogue as it stands today. A catalogue that cannot be read is told by the pages."""
    _ = get_resolver().url_patterns
    try:
        warm()
    except DanvanError as error:
        _log.error("%s", error)
    # These objects stay for good: looked through again and again for what could be freed, they held up every fourth page
    # by 0.2 s (a report of 950 figures, one core).
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
