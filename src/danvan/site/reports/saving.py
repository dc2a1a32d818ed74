"""What people write into a report, kept as they type. Nothing is written over unseen."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.site.accounts.models import User
from danvan.site.reports.flow import NotNow
from danvan.site.reports.models import Report, ReportText

LONGEST = 60_000
"""Letters of one part: some thirty pages."""


class TooLong(Exception):
    """More than a part can have."""


@dataclass(frozen=True, slots=True)
class Saved:
    """`text`: as it is kept now. `conflict`: somebody else's words stand there, and these were not saved."""

    text: ReportText
    conflict: bool = False


def save_words(report: Report, part: str, words: str, revision: int, person: User) -> Saved:
    """Keeps the words of a part, which were written on top of `revision`. Confirmed when it returns without conflict.

    Raises NotNow when the report is no longer open, TooLong.
    """
    given = _plain(words)
    with transaction.atomic():
        text = _locked(report, part)
        if text.words == given:
            return Saved(text)
        if text.revision != revision:
            return Saved(text, conflict=True)
        text.words = given
        _next(text, person)
    return Saved(text)


def stand_instead(report: Report, part: str, person: User, *, instead: bool, words: str | None = None) -> ReportText:
    """Whether the words of a part stand in place of the proposed sentences; `words`: added behind those there are.

    Raises NotNow, TooLong.
    """
    with transaction.atomic():
        text = _locked(report, part)
        text.instead = instead
        if words and words not in text.words:
            text.words = _plain(f"{text.words}\n\n{words}".strip())
        _next(text, person)
    return text


def _locked(report: Report, part: str) -> ReportText:
    """The words of a part, while nobody else can save or submit."""
    found = Report.objects.select_for_update().get(pk=report.pk)
    if not found.is_open:
        raise NotNow(_("Not saved: the report is no longer open for writing. Your words are kept in this browser."))
    text = ReportText.objects.select_related("person").filter(report=found, part=part).first()
    return text or ReportText(report=found, part=part)


def _next(text: ReportText, person: User) -> None:
    text.revision += 1
    text.person = person
    text.save()


def _plain(words: str) -> str:
    given = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if len(given) > LONGEST:
        raise TooLong(_("Not saved: more than %(most)s letters in one part.") % {"most": LONGEST})
    return given
