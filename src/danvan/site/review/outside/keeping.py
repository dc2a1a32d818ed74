"""The files of documents from outside: encrypted, under their content, so that the same file is kept once."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from danvan.site.core.secrets import opened_bytes, sealed_bytes


def digest_of(content: bytes) -> str:
    """The sha-256 of the bytes that came."""
    return hashlib.sha256(content).hexdigest()


def store(content: bytes) -> str:
    """Keeps a file; gives its digest."""
    digest = digest_of(content)
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(sealed_bytes(content)))
    return digest


def content_of(digest: str) -> bytes | None:
    """A file that was kept; None where it is gone."""
    if not default_storage.exists(_path(digest)):
        return None
    with default_storage.open(_path(digest)) as file:
        return opened_bytes(file.read())


def _path(digest: str) -> str:
    return f"outside/{digest[:2]}/{digest}"
