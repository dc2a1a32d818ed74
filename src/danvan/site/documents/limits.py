"""What is too large is not kept while it comes in, however much of it there is."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

TOO_LARGE = "danvan.too_large"
"""In `request.META`: a file of this request was larger than what is taken, and is not among its files."""


class LimitedUploads(FileUploadHandler):
    """Stands before Django's own handlers: drops a file that is larger than UPLOAD_LIMIT, without writing it anywhere."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 - Django's own signature
        self._taken += len(raw_data)
        if self._taken > settings.UPLOAD_LIMIT:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Django's own handlers make the file."""
