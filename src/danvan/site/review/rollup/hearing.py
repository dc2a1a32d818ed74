"""The words of the reports below, looked through for what the consolidated report tells: models, difficulties, requests.

What people wrote is read again as a document of its own, part by part under its heading; of a unit outside the site, the
document it sent. Nothing that names a person is told (`own_words.gathering`).
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.composing.own_words.gathering import gathered
from danvan.composing.own_words.grammar import grammar_of
from danvan.composing.own_words.told import Below, Told
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError
from danvan.reading.model import Reading
from danvan.reading.read import read_document
from danvan.site.documents.checking import written_down
from danvan.site.reports.models import ReportVersion
from danvan.site.review.models import OutsideDocument, Stage
from danvan.site.review.outside.keeping import content_of


@dataclass(frozen=True, slots=True)
class Heard:
    """`told` of `reports` reports."""

    told: tuple[Told, ...]
    reports: int


def heard(versions: Sequence[ReportVersion], names: dict[int, str], catalogue: Catalogue, tick: Callable[[int], None]) -> Heard:
    """`names`: key of an office -> its name in the report; `tick` is told how many have been read."""
    below: list[Below] = []
    offices = [version.report.office_id for version in versions]
    about = {"office__in": offices, "period__in": {version.report.period for version in versions}, "stage": Stage.CONFIRMED}
    outside = {each.office_id: each for each in OutsideDocument.objects.filter(**about)}
    for at, version in enumerate(versions, start=1):
        office = version.report.office_id
        document = outside.get(office)
        reading = _of_document(document, catalogue) if document else _of_words(version, names[office], catalogue)
        if reading:
            below.append(Below(names[office], f"{version.report.period}", reading))
        tick(at)
    return Heard(gathered(below, catalogue.derived(grammar_of)).told, len(below))


def _of_words(version: ReportVersion, unit: str, catalogue: Catalogue) -> Reading | None:
    titles = {code: title for code, title, _lines in version.composed}
    parts = [(titles.get(code, ""), words) for code, (words, _instead) in version.texts.items() if words.strip()]
    if not parts:
        return None
    text = "\n\n".join(f"{title}\n\n{words}" for title, words in parts)
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        file = Path(folder) / "bao-cao.txt"
        file.write_text(f"ỦY BAN NHÂN DÂN\n{unit.upper()}\n\nBÁO CÁO\n\n{text}\n", encoding="utf-8")
        return _read(file, catalogue)


def _of_document(document: OutsideDocument, catalogue: Catalogue) -> Reading | None:
    content = content_of(document.digest)
    if content is None:
        return None
    with written_down(content, document.name) as path:
        return _read(path, catalogue)


def _read(path: Path, catalogue: Catalogue) -> Reading | None:
    try:
        return read_document(open_document(path), catalogue)
    except DanvanError:
        return None
