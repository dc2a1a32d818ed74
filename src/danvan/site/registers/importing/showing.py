"""What the pages of an import show: the columns of the file, what was found in it, in words."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danvan.documents.sheet.numbers import written
from danvan.site.core.language import words
from danvan.site.core.secrets import opened_bytes
from danvan.site.registers.books import Book
from danvan.site.registers.importing.headings import ROW, ROW_NAME, STATE, keys_of
from danvan.site.registers.importing.reading import Problem
from danvan.site.registers.importing.running import problems_of
from danvan.site.registers.importing.tables import tables_of
from danvan.site.registers.models import ImportRun
from danvan.site.registers.values import NO_CHOICE

_SHOWN, _SAMPLES = 100, 3


@dataclass(frozen=True)
class ShownProblem:
    """A problem in words."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: its heading, what stands under it, and what it was taken for."""

    at: int
    heading: str
    samples: str
    code: str


def columns_page(book: Book, run: ImportRun) -> dict[str, object]:
    """For the page on which columns are told."""
    tables = tables_of(opened_bytes(bytes(run.content)))
    table = next((each for each in tables if each.name == run.sheet), tables[0])
    headings: list[str] = run.about["headings"]
    below = table.lines[run.head : run.head + _SAMPLES]
    told = [
        FileColumn(
            at,
            heading,
            " · ".join(text for line in below if at < len(line) and (text := written(line[at]))),
            run.columns.get(str(at), ""),
        )
        for at, heading in enumerate(headings)
    ]
    shown = [each for each in told if each.heading or each.samples]
    targets = [(column.code, words(column.name), column.required) for column in book.register.columns]
    mapped = set(run.columns.values())
    row_name = _("Number of the row in this site (“%(name)s”)") % {"name": ROW_NAME}
    return {
        "book": book, "run": run, "columns": shown, "sheets": [each.name for each in tables],
        "rows": max(len(table.lines) - run.head, 0), "targets": [*targets, (STATE, _("State"), False), (ROW, row_name, False)],
        "keys": keys_of(book, mapped) or keys_of(book, list(book.columns)), "row": ROW in mapped,
        "known": run.about.get("known"), "refused": run.about.get("refused"),
        "missing": [words(column.name) for column in book.required if column.code not in mapped],
    }  # fmt: skip


def found_page(book: Book, run: ImportRun) -> dict[str, object]:
    """For the page that says what was found, or what was done."""
    kept = problems_of(run)
    counts = {what: run.counts.get(what, 0) for what in ("added", "changed", "same", "wrong")}
    return {
        "book": book, "run": run, "counts": counts, "good": counts["added"] + counts["changed"],
        "problems": shown_problems(book, kept[:_SHOWN]), "more_problems": max(len(kept) - _SHOWN, 0),
        "words": _unknown_words(book, kept),
    }  # fmt: skip


def shown_problems(book: Book, kept: list[Problem]) -> list[ShownProblem]:
    """In the language of the page."""
    names = {STATE: _("State"), ROW: ROW_NAME}
    return [
        ShownProblem(each.line, words(column.name) if column else names.get(each.column, ""), each.mistake.said(column))
        for each in kept
        for column in [book.columns.get(each.column)]
    ]


def _unknown_words(book: Book, kept: list[Problem]) -> list[dict[str, object]]:
    """Words of the file that are none of the choices: said once what they mean, they are known from then on."""
    found = Counter((each.column, str(each.mistake.blanks["found"])) for each in kept if each.mistake.template == NO_CHOICE)
    return [
        {"column": book.columns[code], "word": word, "times": times, "name": f"w-{code}:{word}"}
        for (code, word), times in found.most_common(30)
        if code in book.columns and not book.columns[code].personal
    ]
