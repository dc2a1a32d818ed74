"""The files of a report: Word, PDF, workbook; kept by their content."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from danvan.composing.appendices import annexed
from danvan.composing.charting.asked import charts_asked
from danvan.composing.charting.shown import Shown
from danvan.composing.docx import to_bytes
from danvan.composing.model import ReportModel
from danvan.composing.pdf import to_pdf
from danvan.composing.xlsx import to_xlsx
from danvan.kernel.errors import ExtraMissing
from danvan.site.core.catalogue import the_catalogue
from danvan.site.reports.drafting import Draft
from danvan.site.reports.letterhead import issuer_of

FORMATS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Format -> media type."""


def written(draft: Draft, kind: str, made: datetime | None = None, *, charts: bool = True) -> bytes:
    """The bytes of the report as `kind`, a key of FORMATS; with the `charts` its outline asks for. Raises ComposeError."""
    model = _with_charts(draft) if charts and kind != "xlsx" and _can_draw() else draft.model
    moment = (made or timezone.now()).astimezone(UTC).replace(microsecond=0)
    issuer = issuer_of(draft.report.office, draft.material.letterhead)
    makers: Mapping[str, Callable[[], bytes]] = {
        "docx": lambda: to_bytes(model, made=moment, office=issuer),
        "pdf": lambda: to_pdf(model, made=moment, office=issuer),
        "xlsx": lambda: to_xlsx(draft.rolled, the_catalogue(), made=moment, sources=draft.figures),
    }
    return makers[kind]()


def _with_charts(draft: Draft) -> ReportModel:
    """Against the same period of the year before; of more years nothing is drawn here."""
    return annexed(draft.model, charts_asked(Shown(draft.rolled, draft.before), draft.outline))


@cache
def _can_draw() -> bool:
    """Whether what draws charts is installed: the report goes without them where it is not."""
    try:
        import_module("danvan.composing.charting.drawing")
    except ExtraMissing:
        return False
    return True


def issued(draft: Draft, made: datetime | None = None) -> dict[str, str]:
    """All files of the report, kept: format -> name in the storage. The same content is kept once."""
    return {kind: kept(written(draft, kind, made), kind) for kind in FORMATS}


def kept(content: bytes, kind: str) -> str:
    """Puts `content` into the storage under its sha-256; gives the name it has there."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"reports/{digest[:2]}/{digest}.{kind}"
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(content))


def name_of(draft: Draft, kind: str) -> str:
    """What a downloaded file is called: 'bao-cao-2026-9m-21001.docx'."""
    report = draft.report
    number = f"-v{draft.material.version.number}" if draft.material.version else ""
    return f"bao-cao-{report.period}-{report.office.code}{number}.{kind}"
