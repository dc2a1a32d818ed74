"""A document from outside, read and checked: at once when it is small, else in the background."""

import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import timezone
from django_tasks import task

from danvan.checking.engine import check_reading
from danvan.checking.message import LANGUAGES
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError
from danvan.reading.read import read_document
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.jobs import places
from danvan.site.documents.checking import CheckBroken, sentence, written_down
from danvan.site.documents.shown import shown
from danvan.site.figures.periods import period_by_code
from danvan.site.review.models import OutsideDocument, Stage
from danvan.site.review.outside.keeping import content_of
from danvan.site.review.outside.lines import as_json, lines_of

log = logging.getLogger(__name__)


@task()
def take_in_later(number: int) -> None:
    """The same in the background."""
    take_in(OutsideDocument.objects.select_related("office__parent").get(pk=number))


def take_in(document: OutsideDocument) -> None:
    """Reads and checks it; keeps each number it says, and what was found wrong. May be called again after it was cut short."""
    content = content_of(document.digest)
    if content is None or not document.is_going_on:
        return
    with written_down(content, document.name) as path:
        try:
            found = _read(document, path)
        except DanvanError as error:
            _failed(document, error)
        except Exception as error:
            log.error("a document from outside could not be read: %s", places(error))  # noqa: TRY400 - no words of it
            _failed(document, CheckBroken(file=path, reason=type(error).__name__))
        else:
            _stage(document, Stage.READ, about={**document.about, **found})


def _read(document: OutsideDocument, path: Path) -> dict[str, Any]:
    _stage(document, Stage.READING)
    reported = period_by_code(document.office, document.period)
    if reported is None:
        return {}
    catalogue = the_catalogue()
    reading = read_document(open_document(path, appearance=True), catalogue)
    in_force = catalogue.at(reported.period.end)
    lines, told = lines_of(reading, document.office, reported.period, in_force, timezone.now())
    _stage(document, Stage.CHECKING)
    result = shown(check_reading(reading, catalogue), dict.fromkeys(LANGUAGES, ()))
    return {"lines": as_json(lines), "told": asdict(told), "result": {lang: _short(result[lang]) for lang in LANGUAGES}}


def _short(found: Mapping[str, Any]) -> dict[str, Any]:
    """Without the text itself: the file has it."""
    return {name: value for name, value in found.items() if name not in ("rows", "passed")}


def _failed(document: OutsideDocument, error: DanvanError) -> None:
    failed = {lang: sentence(error, document.name, lang) for lang in LANGUAGES}
    _stage(document, Stage.FAILED, about={**document.about, "failed": failed})


def _stage(document: OutsideDocument, stage: Stage, **more: Any) -> None:
    document.stage = stage
    for name, value in more.items():
        setattr(document, name, value)
    document.save(update_fields=["stage", *more])
