"""What the page of an office lacks by law, each with the book in which it is mended. Nothing is kept here twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.site.core.language import words
from danvan.site.core.templatetags.said import day as shown_day
from danvan.site.offices.models import Level, Office
from danvan.site.public import published, schedule, surveys
from danvan.site.public.published import Disclosure, Publication
from danvan.site.registers.books import book_of


@dataclass(frozen=True)
class Lack:
    """Something missing. `law`: by what; `url`: where it is written down; `urgent`: the Law wants it now."""

    what: str
    law: str
    url: str
    go: str
    urgent: bool = True


def lacks_of(office: Office, found: Disclosure, days: list[schedule.ReceptionDay], today: date) -> list[Lack]:
    """Everything, the most pressing first."""
    lacks = [*_contents(found), *_rows(found), *_lists(found)] if office.level == Level.COMMUNE else []
    return [*lacks, *_schedule(days), *_surveys(office, today)]


def _contents(found: Disclosure) -> Iterator[Lack]:
    law = _("Law 10/2022/QH15, article 11 and article 13 (2)")
    url, go = book_of(published.BOOK).url, _("Open the disclosure book")
    for content in found.contents:
        blanks = {"content": words(content.name)}
        if content.missing and content.code in published.EVERY_YEAR:
            yield Lack(_("Nothing was published of “%(content)s” within a year.") % blanks, law, url, go)
        elif content.missing:
            said = _("Nothing was published of “%(content)s” within a year. If there was something, it is missing.")
            yield Lack(said % blanks, law, url, go, urgent=False)
        elif content.not_standing:
            yield Lack(_("“%(content)s” has to stand posted always, and nothing of it does.") % blanks, law, url, go)


def _rows(found: Disclosure) -> Iterator[Lack]:
    every = [each for content in found.contents for each in content.publications]
    for each in every:
        if each.too_short:
            said = _("“%(row)s” was posted for %(days)s; the Law says 30 days in a row at least.")
            days = ngettext("%(count)s day", "%(count)s days", each.days or 0) % {"count": each.days}
            yield _of_row(each, said % {"row": _title(each), "days": days}, _("Law 10/2022/QH15, article 13 (2)"))
    for each in every:
        if each.late and each.on >= date(found.today.year, 1, 1):
            said = _("“%(row)s” was published on %(day)s, behind its limit.")
            blanks = {"row": _title(each), "day": shown_day(each.on)}
            yield _of_row(each, said % blanks, _("Law 10/2022/QH15, article 12 (3): five working days"), urgent=False)


def _of_row(each: Publication, what: str, law: str, *, urgent: bool = True) -> Lack:
    return Lack(what, law, book_of(published.BOOK).row_url(each.record), _("Open the row"), urgent)


def _lists(found: Disclosure) -> Iterator[Lack]:
    if found.list_missing:
        year, quarter = found.last_quarter
        yield Lack(
            _("The list of what was published in quarter %(quarter)s of %(year)s has not been posted.")
            % {"quarter": quarter, "year": year},
            _("Law 10/2022/QH15, article 13 (2)"), book_of(published.LISTS).url, _("Open the book of lists"),
        )  # fmt: skip


def _schedule(days: list[schedule.ReceptionDay]) -> Iterator[Lack]:
    law = _("Law 42/2013/QH13, as amended by 136/2025/QH15")
    url, go = book_of(schedule.BOOK).url, _("Open the schedule")
    if not days:
        yield Lack(_("No coming reception day of the head is on the schedule."), law, url, go)
    elif not all(each.announced for each in days):
        yield Lack(_("The schedule has coming days nobody announced yet."), law, url, go, urgent=False)


def _surveys(office: Office, today: date) -> Iterator[Lack]:
    for row in surveys.forgotten(office, today):
        book = book_of(surveys.WAVES)
        said = _("Survey %(code)s should be running by its days and is still “%(state)s”: nobody can answer it.")
        state = words(book.state_name(row.state))
        yield Lack(
            said % {"code": row.values.get("code", ""), "state": state},
            "", book.row_url(row.pk), _("Open the row"), urgent=False,
        )  # fmt: skip


def _title(each: Publication) -> str:
    return each.subject or words(book_of(published.BOOK).columns["content"].choices[each.content])
