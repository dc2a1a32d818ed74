"""Surveys citizens answer here: which are running, and an answer as a row of the survey book. Nobody is named in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from danvan.catalogue.models import Words
from danvan.site.offices.models import Office
from danvan.site.registers.books import book_of
from danvan.site.registers.models import Record, RecordQuery
from danvan.site.registers.saving import save_row

WAVES, ANSWERS = "satisfaction.waves", "satisfaction.answers"
_OPEN = ("open", "")
ONLINE = "online"


@dataclass(frozen=True)
class Question:
    """A field of a running wave people can rate. `key` names it in the form: '<row of the wave>.<field>'."""

    wave: int
    code: str
    field: str
    last: date | None

    @property
    def key(self) -> str:
        return f"{self.wave}.{self.field}"

    @property
    def name(self) -> Words:
        return book_of(ANSWERS).columns["field"].choices[self.field]


def running(office: Office, today: date) -> list[Question]:
    """What can be rated today; of a wave without a field, every field. One query."""
    fields = book_of(ANSWERS).columns["field"].choices
    found = []
    for row in _waves(office, today).filter(state__in=_OPEN).only("pk", "values"):
        last = _day(row.values.get("ended_on"))
        if last and last < today:
            continue
        own = row.values.get("field")
        found += [Question(row.pk, row.values["code"], field, last) for field in ([own] if own else fields)]
    return found


def forgotten(office: Office, today: date) -> list[Record]:
    """Waves that should run by their days and were not opened: nobody can answer them."""
    rows = _waves(office, today).filter(state="planned")
    return [row for row in rows if not (last := _day(row.values.get("ended_on"))) or last >= today]


def grades() -> Mapping[str, Words]:
    """From the best to the worst, as the survey book has them."""
    return book_of(ANSWERS).columns["grade"].choices


def staff_grades() -> Mapping[str, Words]:
    """Of how the staff served."""
    return book_of(ANSWERS).columns["staff_grade"].choices


def respondents() -> Mapping[str, Words]:
    """Who may answer."""
    return book_of(ANSWERS).columns["respondent"].choices


def answer(office: Office, question: Question, given: Mapping[str, str], today: date) -> Record:
    """Keeps an answer, and the figures move. `given`: by column; what is empty is left out. Raises RowInvalid."""
    optional = {name: given[name] for name in ("staff_grade", "respondent") if given.get(name)}
    values = {
        "answered_on": today, "wave": question.code, "field": question.field, "channel": ONLINE, "valid": True,
        "grade": given.get("grade"), **optional,
    }  # fmt: skip
    with transaction.atomic():
        return save_row(office, ANSWERS, values, None)


def question_of(questions: Sequence[Question], key: str) -> Question | None:
    """The one a form names; the only one there is, where it names none."""
    if not key and len(questions) == 1:
        return questions[0]
    return next((each for each in questions if each.key == key), None)


def unanswered(questions: Iterable[Question], answered: Iterable[str]) -> list[Question]:
    """What this browser has not rated yet."""
    done = set(answered)
    return [each for each in questions if each.key not in done]


def _waves(office: Office, today: date) -> RecordQuery:
    return Record.objects.kept().listed().filter(office=office, book=WAVES, begins__lte=today).order_by("begins", "pk")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
