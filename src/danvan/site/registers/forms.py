"""The form of a row, made of the columns of its book: what was typed stays as it was typed, each mistake beside its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from danvan.catalogue.models import Column
from danvan.site.core.language import words
from danvan.site.registers import values as columns
from danvan.site.registers.books import Book
from danvan.site.registers.models import Record
from danvan.site.registers.states import steps
from danvan.site.registers.values import Mistake, Value

BEGIN = "c-"
"""Before the code of a column in a form."""
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Choice:
    """A line of a select."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class FormField:
    """One column in the form. `sealed`: something personal is kept there and was not asked to be shown."""

    column: Column
    text: str = ""
    mistake: str = ""
    sealed: bool = False
    first: bool = False

    @property
    def name(self) -> str:
        return BEGIN + self.column.code

    @property
    def choices(self) -> list[Choice]:
        if self.column.type == "yes_no":
            named = [("true", _("Yes")), ("false", _("No"))]
        else:
            named = [(code, words(name)) for code, name in self.column.choices.items()]
        return [Choice(code, name, code == self.text) for code, name in named]

    @property
    def kind(self) -> str:
        """Which template draws it."""
        if self.column.type in ("choice", "yes_no"):
            return "select"
        return "date" if self.column.type == "date" else "number" if self.column.type in ("integer", "decimal") else "text"

    @property
    def unknown(self) -> bool:
        """Whether a select holds something it does not offer: it is shown, so that nothing is lost unseen."""
        return bool(self.text) and not any(choice.chosen for choice in self.choices)


@dataclass
class RowForm:
    """A row being written. `given` is what was typed, by the names of fields."""

    book: Book
    record: Record | None = None
    given: Mapping[str, str] | None = None
    opened: Mapping[str, Any] | None = None
    """The personal values, where they were asked to be shown and may be."""
    mistakes: dict[str, str] = field(default_factory=dict)
    start: Mapping[str, Value] = field(default_factory=dict)
    """What an empty form begins with."""

    def read(self) -> dict[str, Value | None]:
        """What was typed, by column; mistakes are kept for the fields. Personal columns not in the form are left out."""
        found: dict[str, Value | None] = {}
        for code, column in self.book.columns.items():
            text = (self.given or {}).get(BEGIN + code)
            if text is None:
                if not column.personal and self.record is not None and code in self.record.values:
                    found[code] = self.record.values[code]
                continue
            try:
                found[code] = _typed(column, text)
            except Mistake as mistake:
                self.mistakes[code] = mistake.said(column)
        return found

    def refuse(self, mistakes: Mapping[str, Mistake]) -> None:
        """Takes over what was found when the row was to be kept."""
        for code, mistake in mistakes.items():
            self.mistakes.setdefault(code, mistake.said(self.book.columns.get(code)))

    @property
    def of_row(self) -> str:
        """What is wrong with the row as a whole."""
        return " ".join(said for code, said in self.mistakes.items() if code not in self.book.columns and code != "state")

    @property
    def required(self) -> list[FormField]:
        return self._fields(self.book.required, focus=True)

    @property
    def optional(self) -> list[FormField]:
        return self._fields(self.book.optional)

    @property
    def fields(self) -> list[FormField]:
        return self._fields(self.book.register.columns)

    @property
    def more_open(self) -> bool:
        """Whether what is behind 'more' must be seen: something in it is wrong or was filled in."""
        return any(each.mistake or (each.text and self.given is not None) for each in self.optional)

    @property
    def wrong(self) -> list[FormField]:
        return [each for each in self.fields if each.mistake]

    @property
    def state(self) -> str:
        if self.given is not None and "state" in self.given:
            return self.given["state"]
        return self.record.state if self.record else next(iter(self.book.register.states), "")

    @property
    def states(self) -> list[Choice]:
        """Where the row may go from here, and where it is."""
        now = self.record.state if self.record else next(iter(self.book.register.states), "")
        offered = []
        for step in steps(self.book, now):
            name = words(self.book.state_name(step.state))
            offered.append(
                Choice(step.state, _("back to: %(state)s") % {"state": name} if step.back else name, step.state == self.state)
            )
        return offered

    @property
    def state_mistake(self) -> str:
        return self.mistakes.get("state", "")

    def _fields(self, wanted: Iterable[Column], *, focus: bool = False) -> list[FormField]:
        codes = [column.code for column in wanted]
        wrong = next((code for code in codes if code in self.mistakes), None)
        first = wrong or next((code for code in codes if not self._text(code)), codes[0] if codes else "")
        return [self._field(self.book.columns[code], first=focus and code == first) for code in codes]

    def _field(self, column: Column, *, first: bool) -> FormField:
        sealed = (
            column.personal
            and self.record is not None
            and column.code in self.record.personal
            and self.opened is None
            and (self.given or {}).get(BEGIN + column.code) is None
        )
        return FormField(column, self._text(column.code), self.mistakes.get(column.code, ""), sealed, first)

    def _text(self, code: str) -> str:
        column = self.book.columns[code]
        if self.given is not None and (text := self.given.get(BEGIN + code)) is not None:
            return text
        if column.personal:
            return columns.written(column, (self.opened or {}).get(code))
        kept = self.record.values if self.record else self.start
        return columns.written(column, kept.get(code))


def _typed(column: Column, text: str) -> Value | None:
    """A select sends the code of its choice, 'true' or 'false'; everything else is read as it is written."""
    if column.type == "yes_no" and text in _TRUTH:
        return _TRUTH[text]
    return columns.read(column, text)
