"""A document read and checked, whatever it is. Its words go into no log; what goes wrong is told in words."""

import io
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task, task_backends

from danvan.checking.annotate import notes_of
from danvan.checking.engine import check_reading
from danvan.checking.message import LANGUAGES
from danvan.checking.report import CheckReport
from danvan.documents.annotating import FORMATS, annotated
from danvan.documents.kinds import Kind, kind_of
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError, InputError
from danvan.kernel.said import Said
from danvan.reading.read import read_document
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.jobs import places
from danvan.site.core.language import said
from danvan.site.documents import little
from danvan.site.documents.keeping import content_of, purge, store
from danvan.site.documents.models import CheckedDocument, Stage
from danvan.site.documents.shown import shown

log = logging.getLogger(__name__)
_AT_ONCE = 400_000
"""Bytes of a Word or text file that is checked while the page waits; others in the background."""
SILENT = timedelta(minutes=45)
"""So long nothing takes, not even a scan of many pages."""


class CheckBroken(InputError):
    """Our own mistake met on one document. Fields: file, reason."""

    template = "{file}: internal error on this file ({reason}). It is our mistake, not the report's: please send us the file."


def is_quick(content: bytes) -> bool:
    """Whether a file is small and plain enough to be checked at once."""
    return len(content) <= _AT_ONCE and kind_of(io.BytesIO(content)) in (Kind.ZIP, Kind.TEXT)


def run(document: CheckedDocument, language: str) -> None:
    """Reads and checks a document that is kept; keeps what was found, and the copy with comments in `language`."""
    content = content_of(document)
    if content is None:
        return
    with written_down(content, document.name) as path:
        _run(document, path, language)


@task()
def run_in_background(key: str, language: str) -> None:
    """The same for a document by its key, unless it was deleted meanwhile."""
    document = CheckedDocument.objects.filter(pk=key).first()
    if document is not None and not document.is_ended:
        run(document, language)


def give_up_if_silent(document: CheckedDocument) -> CheckedDocument:
    """One that was begun long ago and never ended, because the process that checked it died, is told so."""
    if not document.is_ended and timezone.now() - (document.begun_at or document.created_at) > SILENT:
        failed = {lang: sentence(CheckBroken(file="", reason="-"), document.name, lang) for lang in LANGUAGES}
        _stage(document, Stage.FAILED, result={"failed": failed})
    return document


@task()
def purge_in_time() -> None:
    """Deletes what is older than a day."""
    purge()


def delete_in_time(document: CheckedDocument) -> None:
    """Sees to it that `document` is deleted when its day is over, also when nobody comes by then."""
    if task_backends["default"].supports_defer:
        purge_in_time.using(run_after=document.until + timedelta(minutes=1)).enqueue()


@contextmanager
def written_down(content: bytes, name: str) -> Iterator[Path]:
    """A file of that content for as long as the block lasts, under a name that says nothing but its ending."""
    ending = PurePosixPath(name).suffix.lower()
    clean = ending if ending[1:].isalnum() and len(ending) <= 8 else ""
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder) / f"van-ban{clean}"
        path.write_bytes(content)
        yield path


def checked(path: Path, then: Callable[[], None] = lambda: None) -> CheckReport:
    """What is wrong in the file at `path`. `then` is called between reading and checking.

    Raises what opening raises (DanvanError); any mistake of our own as CheckBroken.
    """
    catalogue = the_catalogue()
    try:
        reading = read_document(open_document(path, appearance=True), catalogue)
        then()
        return check_reading(reading, catalogue)
    except DanvanError:
        raise
    except Exception as error:
        # A document that breaks us must not lose its writer the page; the places in our code are logged, never its words.
        log.error("a document could not be checked: %s", places(error))  # noqa: TRY400 - no words of it
        raise CheckBroken(file=path, reason=type(error).__name__) from None


def _run(document: CheckedDocument, path: Path, language: str) -> None:
    _stage(document, Stage.READING, begun_at=timezone.now())
    try:
        report = checked(path, lambda: _stage(document, Stage.CHECKING))
        noted = _noted(report, language, timezone.now())
    except DanvanError as error:
        failed: dict[str, Any] = {"failed": {lang: sentence(error, document.name, lang) for lang in LANGUAGES}}
        _stage(document, Stage.FAILED, result=failed)
        return
    warnings = {lang: _warnings(report, lang) for lang in LANGUAGES}
    with transaction.atomic():
        if not CheckedDocument.objects.select_for_update().filter(pk=document.pk).exists():
            return  # deleted by its owner meanwhile
        if noted is not None:
            store(document, noted, "noted")
        result = {**shown(report, warnings), "format": report.document.format, "noted": noted is not None}
        _stage(document, Stage.DONE, result=result)


def _warnings(report: CheckReport, lang: str) -> list[str]:
    """What is to be said of the reading, before anything else."""
    with override(lang):
        told = [little.warning(report), *(said(Said(words)) for words in report.document.warnings)]
    return [words for words in told if words]


def _noted(report: CheckReport, language: str, moment: datetime) -> bytes | None:
    """The same file with comments; None for kinds of file that carry none, and where there is nothing to say."""
    if report.document.format not in FORMATS or not report.findings:
        return None
    try:
        return annotated(report.document, notes_of(report, language, moment)).data
    except DanvanError:
        return None  # locked against comments: the page still shows them all


def sentence(error: DanvanError, name: str, lang: str) -> str:
    """An error about the file that is kept, told of the file as its owner calls it."""
    told = type(error)(**{**error.fields, "file": name}) if "file" in error.fields else error
    return _in(told, lang)


def _in(what: DanvanError | Said, lang: str) -> str:
    with override(lang):
        return said(what)


def _stage(document: CheckedDocument, stage: Stage, **more: Any) -> None:
    document.stage = stage
    for name, value in more.items():
        setattr(document, name, value)
    # Deleted by its owner meanwhile: then nothing is kept.
    CheckedDocument.objects.filter(pk=document.pk).update(stage=stage, **more)
