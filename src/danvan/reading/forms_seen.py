"""Which form of the catalogue a table is: by the symbol above it, the day of its data, and the words of its heads."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.forms import Form, FormColumn
from danvan.kernel.period import Period
from danvan.reading.form_wording import Head, Tokens, aligned
from danvan.reading.lexicon import fold
from danvan.reading.table_columns import Column, Role
from danvan.reading.table_grid import Grid

_ABOVE = 1500
"""Characters above a table in which its symbol stands."""
_LEAST = 3
"""So many columns tell a form; fewer may stand in any table."""
_MOST_ROWS = 300
"""No form has so many columns."""
_TOLD, _UNTOLD = 0.5, 0.6
"""The part of the table's columns that must be the form's: when its symbol stands above the table, and when it does not."""
_OF_FORM = 0.5
"""The part of the form's columns a table without a symbol must have."""
_AHEAD = 0.93
"""A form as alike as that to the best one is another that it may be."""
_COMMON = 0.4
_INSTRUMENT = re.compile(r"\d{1,3}/\d{4}/[\w-]+")
_DAY = re.compile(
    r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)"
)
_PRINTED_NUMBER = re.compile(r"[(\[]?(\d{1,3}(?:\.\d+)?[a-z]?)[)\]]?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table read as a form. `columns`: by the column of the table, or by its row where the form was turned (`turned`).

    Without a `form` it is undecided between `candidates`, by their codes.
    """

    form: Form | None
    columns: Mapping[int, FormColumn] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Card:
    """A form's columns as heads."""

    form: Form
    columns: tuple[FormColumn, ...]
    heads: tuple[Head, ...]
    words: Tokens
    symbol: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Fit:
    card: _Card
    columns: Mapping[int, int]
    score: float
    turned: bool


class FormFinder:
    """Finds forms in the tables of one document. `day`: the last day of its data, None when the document does not say."""

    def __init__(self, catalogue: Catalogue, day: date | None) -> None:
        self._catalogue = catalogue
        self._day = day

    @property
    def _cards(self) -> tuple["_Card", ...]:
        """Made when the first table is met: most reports have none."""
        return self._catalogue.derived(_cards)

    @property
    def _abbreviations(self) -> dict[str, str]:
        return self._catalogue.derived(_abbreviations)

    def find(self, grid: Grid, columns: Sequence[Column], above: str) -> FormTable | None:
        """The form `grid` is, None for any other table. `above`: the text between the table before and this one."""
        across = self._across(grid, columns)
        down = self._down(grid)
        if max(len(across), len(down)) < _LEAST:
            return None
        above = above[-_ABOVE:]
        day = _day(above) or self._day
        named = self._named(above, day)
        fits = [fit for card in named or self._cards for fit in _fits(card, across, down, told=bool(named))]
        if not fits:
            return None
        fits.sort(key=lambda fit: -fit.score)
        best = fits[0]
        same = [fit for fit in fits if fit.score >= best.score * _AHEAD]
        if not named:
            same = [fit for fit in same if day is None or fit.card.form.holds_at(day)] or same
        codes = tuple(dict.fromkeys(fit.card.form.code for fit in same))
        if len(codes) > 1:
            return FormTable(None, candidates=tuple(sorted(codes)))
        return _table(same[0], list(across) if not same[0].turned else list(down))

    def _across(self, grid: Grid, columns: Sequence[Column]) -> dict[int, Head]:
        """The heads of the columns, by column."""
        numbers = self._numbers(grid)
        return {
            at: Head.of(grid.path(at), self._abbreviations, numbers.get(at, ""))
            for at, column in enumerate(columns)
            if column.role not in (Role.ORDINAL, Role.NAME) and grid.path(at)
        }

    def _down(self, grid: Grid) -> dict[int, Head]:
        """The heads of the rows, by row: for a form whose columns were written one below the other."""
        found: dict[int, Head] = {}
        if len(grid.data_rows) > _MOST_ROWS:
            return found
        for row in grid.data_rows:
            path = row_path(grid, row)
            number = next(
                (match[1] for column in grid.ordinal_columns if (match := _PRINTED_NUMBER.fullmatch(grid.at(row, column)))), ""
            )
            if path:
                found[row] = Head.of(path, self._abbreviations, number)
        return found

    def _numbers(self, grid: Grid) -> dict[int, str]:
        for row in sorted(grid.numbering):
            found = {at: match[1] for at in range(grid.width) if (match := _PRINTED_NUMBER.fullmatch(grid.at(row, at)))}
            if found:
                return found
        return {}

    def _named(self, above: str, day: date | None) -> list[_Card]:
        """The forms whose symbol stands above the table: those of the instrument named with it, else those of the day."""
        low = fold(above)
        found = [(match.end(), card) for card in self._cards for match in card.symbol.finditer(low)]
        last = max((end for end, _ in found), default=0)
        cards = [card for end, card in found if end == last]
        instruments = {fold(match) for match in _INSTRUMENT.findall(above)}
        issued = [card for card in cards if fold(card.form.source.instrument) in instruments]
        at_day = [card for card in cards if day is not None and card.form.holds_at(day)]
        return issued or at_day or cards


def row_path(grid: Grid, row: int) -> list[str]:
    """What a row counts, outermost first: the rows above that only head others, the words at its left."""
    column = grid.name_column
    if column < 0:
        return []
    words = [said for at in range(column, min(column + 3, grid.width)) if (said := grid.at(row, at)) and not _counts(said)]
    groups = list(_groups(grid, row))
    return [said for said in dict.fromkeys([*groups, *words]) if said]


def _counts(said: str) -> bool:
    return any(letter.isdigit() for letter in said) and not any(letter.isalpha() for letter in said)


def _groups(grid: Grid, row: int) -> Iterator[str]:
    """The nearest row above that has words and no number."""
    above = [one for one in grid.data_rows if one < row]
    for one in reversed(above):
        said = grid.row_head(one)
        if said and not any(_counts(words) for at, words in enumerate(grid.row(one)) if at not in grid.ordinal_columns):
            yield said
            return


def _day(above: str) -> date | None:
    """The last day of the data, told above the table: the end of its period, else the latest day."""
    periods = [period.end for _, period in Period.find(above)]
    if periods:
        return periods[-1]
    days: list[date] = []
    for match in _DAY.finditer(above):
        day, month, year = (int(part) for part in match.groups() if part)
        with suppress(ValueError):
            days.append(date(year, month, day))
    return max(days, default=None)


def _fits(card: _Card, across: Mapping[int, Head], down: Mapping[int, Head], *, told: bool) -> Iterator[_Fit]:
    for heads, turned in ((across, False), (down, True)):
        if len(heads) < _LEAST or not _may_be(card, heads.values()):
            continue
        columns, score = aligned(list(heads.values()), card.heads)
        if len(columns) < min(_LEAST, len(card.columns)):
            continue
        enough = len(columns) >= (_TOLD if told else _UNTOLD) * len(heads)
        if enough and (told or len(columns) >= _OF_FORM * len(card.columns)):
            yield _Fit(
                card, columns, score / max(len(heads), len(columns)) * min(1.0, len(columns) / len(card.columns)), turned
            )


def _may_be(card: _Card, heads: Iterable[Head]) -> bool:
    """A cheap look before columns are compared one by one."""
    words = frozenset().union(*(head.path for head in heads))
    return len(words & card.words) >= _COMMON * min(len(words), len(card.words))


def _table(fit: _Fit, places: Sequence[int]) -> FormTable:
    columns = {places[at]: fit.card.columns[column] for at, column in fit.columns.items()}
    return FormTable(fit.card.form, columns, (fit.card.form.code,), fit.turned)


def _abbreviations(catalogue: Catalogue) -> dict[str, str]:
    return {fold(short): fold(long) for short, long in catalogue.vocabulary.abbreviations.items()}


def _cards(catalogue: Catalogue) -> tuple[_Card, ...]:
    short = catalogue.derived(_abbreviations)
    return tuple(_card(form, short) for form in catalogue.forms.values())


def _card(form: Form, short: Mapping[str, str]) -> _Card:
    columns = tuple(column for column in form.columns if column.cell != "text")
    heads = tuple(Head.of([*column.group, column.label], short, column.number) for column in columns)
    return _Card(form, columns, heads, frozenset().union(*(head.path for head in heads)), _symbol(form.symbol))


def _symbol(symbol: str) -> re.Pattern[str]:
    """'01/TCD' also as '01 - TCD' and '01.TCD'; not in the number of a letter ('01/TTr-UBND')."""
    parts = [re.escape(part) for part in re.findall(r"\w+", fold(symbol))]
    return re.compile(r"(?<![\w/-])" + r"[\s./_–-]{1,3}".join(parts) + r"(?![\w/]|\s?[-–]\s?\w)")
