"""What is written into logs and told of errors: where in our code, never what somebody wrote or sent."""

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """A line for each event; an error by its kind and the lines of code it passed. Its words are left out: a database that
    refuses a row repeats the row in them."""

    def formatException(self, ei: _Info) -> str:  # noqa: N802 - logging's own name
        kind, _error, trace = ei
        frames = traceback.extract_tb(trace)
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join([*lines, f"  {kind.__module__}.{kind.__qualname__}" if kind else ""])


class NothingSent(SafeExceptionReporterFilter):
    """Pages and e-mails about errors: without what was sent and without the values of variables, while debugging too."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002 - Django's own signature
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:  # noqa: ARG002 - the same
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
