"""The recogniser of scans, a program of its own: tesseract with what it learnt of Vietnamese."""

import functools
import os
import re
import shutil
from pathlib import Path

from danvan.documents.office.program import ProgramStopped, run
from danvan.documents.page.words import Word
from danvan.documents.scan.image import Picture
from danvan.documents.scan.tesseract_words import recognised
from danvan.kernel.errors import InputError

LANGUAGE = "vie"
SECONDS = 120
"""For one page; an ordinary one takes one or two."""
_LIST_SECONDS = 20
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Its own threads cost more than they bring; pages are shared out instead."""
_USUAL_PLACES = ("/usr/bin/tesseract", "/opt/homebrew/bin/tesseract", "C:\\Program Files\\Tesseract-OCR\\tesseract.exe")
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


class RecogniserMissing(InputError):
    """Fields: file."""

    template = (
        "{file}: this is a scan or a picture, and tesseract, which recognises the words in it, is not installed here."
        " Install it (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie; Windows: the installer of UB Mannheim, with"
        " Vietnamese chosen), or send the report as .docx."
    )


class LanguageMissing(InputError):
    """Fields: file."""

    template = (
        "{file}: this is a scan or a picture, and tesseract has not learnt Vietnamese here. Install it"
        " (Debian, Ubuntu: apt install tesseract-ocr-vie; Windows: choose Vietnamese in its installer),"
        " or send the report as .docx."
    )


class PageTooHard(InputError):
    """Fields: file, found, allowed."""

    template = (
        "{file}: the words of page {found} were not recognised within {allowed} seconds. Scan it again, in grey at 300 dots per"
        " inch, or send the report as .docx."
    )


class RecogniserFailed(InputError):
    """Fields: file, found, reason."""

    template = "{file}: tesseract could not read page {found} ({reason}). Scan it again, or send the report as .docx."


def demand(path: Path) -> None:
    """Raises RecogniserMissing or LanguageMissing when scans cannot be recognised here."""
    if not program():
        raise RecogniserMissing(file=path)
    if LANGUAGE not in _languages(program()):
        raise LanguageMissing(file=path)


def program() -> str:
    """Where tesseract is, '' when it is not on this machine."""
    return shutil.which("tesseract") or next((place for place in _USUAL_PLACES if os.access(place, os.X_OK)), "")


def words_of(picture: Picture, path: Path, page: int) -> list[Word]:
    """The words of a page with the confidence of each, in points from its top left corner.

    Raises PageTooHard, RecogniserFailed, RecogniserMissing.
    """
    options = ["-l", LANGUAGE, "--psm", "3", "--dpi", str(round(picture.dpi)), "-c", "tessedit_create_tsv=1"]
    answer = _ask(options, picture, path, page)
    return recognised(answer, picture)


def quarters_of(picture: Picture, path: Path, page: int) -> int:
    """How many quarters counter-clockwise the page must be turned to stand upright; 0 when that cannot be told."""
    try:
        answer = _ask(["-l", "osd", "--psm", "0", "--dpi", str(round(picture.dpi))], picture, path, page)
    except RecogniserFailed:
        # Too few letters, or it never learnt to tell.
        return 0
    rotate, sure = _ROTATE.search(answer), _SURE.search(answer)
    if not rotate or not sure or float(sure[1]) < 1:
        return 0
    return -int(rotate[1]) // 90 % 4


def _ask(options: list[str], picture: Picture, path: Path, page: int) -> str:
    try:
        ran = run([program(), "stdin", "stdout", *options], seconds=SECONDS, given=picture.bitmap, settings=_ONE_THREAD)
    except ProgramStopped as error:
        raise PageTooHard(file=path, found=page, allowed=SECONDS) from error
    except OSError as error:
        raise RecogniserMissing(file=path) from error
    if ran.code:
        reason = ran.errors.decode("utf-8", "replace").strip().splitlines()[-1:] or [str(ran.code)]
        raise RecogniserFailed(file=path, found=page, reason=reason[0])
    return ran.out.decode("utf-8", "replace")


@functools.lru_cache(maxsize=4)
def _languages(place: str) -> frozenset[str]:
    try:
        return frozenset(run([place, "--list-langs"], seconds=_LIST_SECONDS).out.decode("utf-8", "replace").split())
    except (ProgramStopped, OSError):
        return frozenset()
