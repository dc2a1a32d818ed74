"""Findings as remarks to be written into a copy of the document: short, as a colleague writes them in the margin."""

from datetime import datetime

from danvan.catalogue.models import CheckCard
from danvan.checking import words
from danvan.checking.message import in_language, mend, message
from danvan.checking.privacy import shown_words
from danvan.checking.render_text import place
from danvan.checking.report import CheckReport
from danvan.documents.notes import Note
from danvan.kernel.finding import Finding, Severity

_COLOURS = {Severity.ERROR: (1.0, 0.60, 0.56), Severity.WARNING: (1.0, 0.84, 0.36), Severity.NOTE: (0.62, 0.84, 1.0)}
"""Light red, amber and blue: letters stay legible below."""
_LONGEST = 60
"""Letters of the words that are told where the remark stands elsewhere."""


def notes_of(report: CheckReport, lang: str, date: datetime) -> list[Note]:
    """A remark for each finding: how grave and what, the sentence, the mend, and the check's code with its law."""
    return [_note(report, finding, lang, date) for finding in report.findings]


def _note(report: CheckReport, finding: Finding, lang: str, date: datetime) -> Note:
    card = report.cards[finding.code]
    severity = in_language(words.SEVERITIES[finding.severity], lang)
    lines = (
        message(card, finding, lang),
        in_language(words.MEND, lang).format(text=mend(card, finding, lang)),
        _ground(card),
    )
    return Note(
        finding.span,
        f"{severity}: {in_language(card.title, lang)}",
        "\n".join(line for line in lines if line.strip()),
        date,
        where=_where(report, finding, lang),
        colour=_COLOURS[finding.severity],
    )


def _ground(card: CheckCard) -> str:
    """'FO07 · 30/2020/NĐ-CP, Phụ lục I'."""
    law = ", ".join(part for part in (card.source.instrument, card.source.article) if part)
    return " · ".join(part for part in (card.code, law) if part)


def _where(report: CheckReport, finding: Finding, lang: str) -> str:
    """'chú thích 2: «25/KH-UBND»', personal data masked."""
    said = " ".join(shown_words(report, finding).split())
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    where = place(report, finding, lang)
    return f"{where[:1].upper()}{where[1:]}: «{short}»" if short else f"{where[:1].upper()}{where[1:]}"
