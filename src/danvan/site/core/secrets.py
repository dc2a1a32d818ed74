"""Columns that are encrypted in the database (Fernet: AES-128-CBC with HMAC; keys can be changed one after another)."""

import hashlib
import hmac
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

_NO_KEY = "DANVAN_FIELD_KEYS: none of these keys opens what is kept. Add the older key behind."


@cache
def _keys(given: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in given])
    except ValueError as error:
        raise ImproperlyConfigured(
            "DANVAN_FIELD_KEYS: not a key. Write one made by `python -m danvan.site fieldkey`, newest first, commas between."
        ) from error


def sealed(values: dict[str, Any]) -> str:
    """`values` as text nobody can read without a key; '' for none."""
    if not values:
        return ""
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(json.dumps(values, ensure_ascii=False).encode()).decode()


def opened(text: str) -> dict[str, Any]:
    """What `sealed` was given. Raises ImproperlyConfigured when none of the keys opens it."""
    if not text:
        return {}
    try:
        found: dict[str, Any] = json.loads(_keys(tuple(settings.FIELD_KEYS)).decrypt(text.encode()))
    except InvalidToken as error:
        raise ImproperlyConfigured(_NO_KEY) from error
    return found


class SealedField(models.TextField[dict[str, Any], dict[str, Any]]):
    """A dictionary, encrypted in the database; it can not be searched."""

    def from_db_value(self, value: str | None, *_: Any) -> dict[str, Any]:
        return opened(value or "")

    def get_prep_value(self, value: Any) -> str:
        return sealed(value or {})

    def to_python(self, value: Any) -> dict[str, Any]:
        return value if isinstance(value, dict) else opened(value or "")


def sealed_bytes(content: bytes) -> bytes:
    """A file's bytes, encrypted."""
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(content)


def opened_bytes(content: bytes) -> bytes:
    """What `sealed_bytes` was given. Raises ImproperlyConfigured when none of the keys opens it."""
    try:
        return _keys(tuple(settings.FIELD_KEYS)).decrypt(content)
    except InvalidToken as error:
        raise ImproperlyConfigured(_NO_KEY) from error


def fingerprint(*parts: str) -> str:
    """What the same parts always give and nobody can lead back to them without a key."""
    said = json.dumps(parts, ensure_ascii=False).encode()
    return hmac.new(settings.FIELD_KEYS[-1].encode(), said, hashlib.sha256).hexdigest()
