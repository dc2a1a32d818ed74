"""Against floods, without knowing anybody: a salted digest of an address is counted in the cache for at most an hour.

The salt is random and goes with it: afterwards nobody can tell which address it was. Nothing of it reaches the database.
"""

import hashlib
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR = 3600


def too_many(request: HttpRequest, what: str, most: int) -> bool:
    """Counts this request; whether there were more than `most` of `what` from its address within an hour."""
    salt: bytes = cache.get_or_set("public.salt", lambda: secrets.token_bytes(32), AN_HOUR) or b""
    known = hashlib.blake2b(_address(request).encode(), key=salt, digest_size=16).hexdigest()
    key = f"public.{what}.{known}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it went out between the two
        return False


def _address(request: HttpRequest) -> str:
    """Of a site behind a proxy (DANVAN_HTTPS) the address that proxy saw, which is the last one named."""
    passed_on = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return passed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
