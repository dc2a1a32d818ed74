"""Feedback: taken in, followed by its code, answered. Its row in the register is what is counted, and says how far it is.

The words, how to reach who wrote them, and the answer are encrypted and stand in no row, list, notice or log.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from danvan.catalogue.models import Words
from danvan.site.access.policy import Right
from danvan.site.accounts.models import User
from danvan.site.core import notices
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.public import codes
from danvan.site.public.limits import BOOK, due_on
from danvan.site.public.models import Feedback
from danvan.site.registers.books import book_of
from danvan.site.registers.models import Record
from danvan.site.registers.saving import save_row

LONGEST, LONGEST_CONTACT = 4000, 200
CHANNEL = "public_page"
NEW = gettext_noop("Somebody sent feedback on the public page. It waits in the inbox.")
OUTCOMES = {"done": _("Answered"), "forwarded": _("Passed on to whoever is competent"), "rejected": _("Cannot be handled here")}
"""How feedback ends, as the form of the inbox calls it."""
_HANDLED = frozenset({"assigned", "in_progress", "overdue", "reopened"})
_OVER = frozenset({"done", "confirmed"})
STEPS: Mapping[str, str | Lazy] = {
    "received": _("received"), "handled": _("being handled"), "answered": _("answered"), "refused": _("cannot be handled here"),
    "removed": _("taken out of the book"),
}  # fmt: skip
CHIPS = {"received": "info", "handled": "soon", "answered": "good", "refused": "plain", "removed": "plain"}


@dataclass(frozen=True)
class Sent:
    """What somebody wrote, cleaned. `contact` may be empty."""

    category: str
    text: str
    contact: str = ""


def categories() -> Mapping[str, Words]:
    """Of the register."""
    return book_of(BOOK).columns["category"].choices


def cleaned(text: str) -> str:
    """Without what cannot be seen and does not belong into words."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co")).strip()


def take_in(office: Office, sent: Sent, code: str) -> Feedback:
    """Keeps it, with its row and its last day, and tells the office. The same code again: what is there already."""
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        known = Feedback.objects.listed().filter(code=codes.digest(code)).first()
        if known:
            return known
        day = today()
        values = {
            "entry_no": _next_number(office), "received_on": day, "channel": CHANNEL, "category": sent.category,
            "due_on": due_on(office, sent.category, day),
        }  # fmt: skip
        record = save_row(office, BOOK, values, None)
        said: dict[str, Any] = {"text": sent.text, **({"contact": sent.contact} if sent.contact else {})}
        made = Feedback.objects.create(office=office, record=record, code=codes.digest(code), said=said)
        notices.tell(office, Right.WRITE_REGISTERS, NEW, reverse("feedback", args=[made.pk]))
    return made


def followed(office: Office, typed: str) -> Feedback | None:
    """What a code belongs to, in this office."""
    return Feedback.objects.select_related("record").defer("said").filter(office=office, code=codes.digest(typed)).first()


def step_of(found: Feedback) -> str:
    """How far it is, by its row: a key of STEPS."""
    record = found.record
    if record.struck_at:
        return "removed"
    if record.state == "rejected":
        return "refused"
    if record.state in _HANDLED:
        return "handled"
    return "answered" if record.state in _OVER or record.values.get("done_on") else "received"


def begin(found: Feedback, person: User, version: int) -> None:
    """Somebody has taken it up. Raises RowChanged."""
    _write(found.record, person, version, {}, "in_progress")


def reply(found: Feedback, text: str, outcome: str, person: User, version: int) -> None:
    """Answers it: the answer for whoever has the code, the row closed. Answered again, the new answer stands.

    Raises RowChanged."""
    with transaction.atomic():
        done = found.record.values.get("done_on") or today()
        values: dict[str, Any] = {"done_on": done, "eligible": outcome != "rejected"}
        if outcome == "forwarded":
            values["forwarded"] = True
        _write(found.record, person, version, values, "rejected" if outcome == "rejected" else "done")
        _answer(found, text, person)


def erase(found: Feedback, person: User, version: int, answer: str) -> None:
    """It is a denunciation: its words are destroyed here, for who denounces is secret (25/2018/QH14; 774/QĐ-TTg), and the
    answer says where to go. Raises RowChanged."""
    with transaction.atomic():
        _write(found.record, person, version, {"done_on": today(), "eligible": False}, "rejected")
        found.said = {}
        found.erased_at = timezone.now()
        found.save(update_fields=["said", "erased_at"])
        _answer(found, answer, person)


def confirm(found: Feedback, day: date, *, satisfied: bool) -> None:
    """Whoever has the code says whether what was done is right."""
    values = {"confirmed_on": day, "satisfied": "satisfied" if satisfied else "dissatisfied"}
    _write(found.record, None, None, values, "confirmed")


def may_confirm(found: Feedback) -> bool:
    """Once: after it was answered, before somebody said so."""
    return step_of(found) == "answered" and bool(found.answer) and not found.record.values.get("confirmed_on")


def _answer(found: Feedback, text: str, person: User) -> None:
    found.answer, found.answered_at, found.answered_by = {"text": text}, timezone.now(), person
    found.save(update_fields=["answer", "answered_at", "answered_by"])


def _write(record: Record, person: User | None, version: int | None, values: Mapping[str, Any], state: str) -> None:
    save_row(record.office, BOOK, {**record.values, **values}, person, record=record, version=version, state=state)


def _next_number(office: Office) -> int:
    last = Record.objects.filter(office=office, book=BOOK).listed().order_by("-pk").first()
    return int(last.values.get("entry_no", 0)) + 1 if last else 1
