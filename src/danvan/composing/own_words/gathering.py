"""All that the reports below tell in their own words, kind by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from danvan.composing.own_words.cutting import names_somebody, shortened, statements
from danvan.composing.own_words.grammar import Grammar, Kind
from danvan.composing.own_words.naming import names_in
from danvan.composing.own_words.told import Below, Told
from danvan.composing.own_words.walking import Stretch, stretches
from danvan.documents.model import Block, BlockKind
from danvan.reading.lexicon import fold
from danvan.reading.paragraphs import is_frame
from danvan.reading.sentences import sentence_bounds

_HEAD_ROWS = 3
"""Rows of a table in which its heads stand."""
_SAID_MORE = 24
"""Letters beyond the name of a model from which its clause says something of it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`told` in the order of the reports. `withheld`: how many statements were left out because they name somebody."""

    told: tuple[Told, ...]
    withheld: int = 0


def gathered(reports: Iterable[Below], grammar: Grammar) -> Gathered:
    """What each of `reports` tells; nothing that names a person."""
    found = [told for report in reports for told in _told(report, grammar)]
    kept = tuple(told for told in found if not names_somebody(f"{told.name}. {told.words}", grammar))
    return Gathered(kept, len(found) - len(kept))


def _told(report: Below, grammar: Grammar) -> Iterator[Told]:
    named = [kind for kind in grammar.kinds.values() if grammar.is_named(kind.code)]
    known: set[tuple[str, str]] = set()
    for stretch in stretches(report.reading, grammar):
        if stretch.kinds and not grammar.is_named(stretch.kinds[0]):
            yield from _statements(stretch, report.unit, grammar)
        for kind in named:
            for told in _named(stretch, kind, report.unit):
                if (key := (kind.code, fold(told.name))) not in known:
                    known.add(key)
                    yield told
    for kind in named:
        for told in _tabled(report, kind):
            if (key := (kind.code, fold(told.name))) not in known:
                known.add(key)
                yield told


def _statements(stretch: Stretch, unit: str, grammar: Grammar) -> Iterator[Told]:
    """The statements of a stretch, each of the first kind of its heading or of the kind its sentence opens as."""
    kind = stretch.kinds[0]
    for start, end in sentence_bounds(stretch.words):
        sentence = stretch.words[start:end]
        kind = next((each.code for each in grammar.kinds.values() if each.opening.match(fold(sentence))), kind)
        for statement in statements(sentence, grammar, kind):
            words, cut = shortened(statement)
            yield Told(kind, words, unit, cut=cut)


def _named(stretch: Stretch, kind: Kind, unit: str) -> Iterator[Told]:
    """The models a stretch names, each with what is said from there to the end of its clause."""
    about = kind.code in stretch.kinds
    sentences = sentence_bounds(stretch.words)
    for name, at in names_in(stretch.words, kind, plain=about):
        end = next(end for start, end in sentences if start <= at < end)
        clause = stretch.words[at:end].split(";", maxsplit=1)[0]
        words, cut = shortened(clause.strip(" -–+*").rstrip(" .,;:…"))
        more = len(words) - len(name) > _SAID_MORE
        yield Told(kind.code, words if more else "", unit, name, cut and more)


def _tabled(report: Below, kind: Kind) -> Iterator[Told]:
    """The cells under a head such as 'Tên mô hình'."""
    document = report.reading.document
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None and not is_frame(document, block):
            for name in _column(block, kind, document.text):
                yield Told(kind.code, "", report.unit, name)


def _column(block: Block, kind: Kind, text: str) -> Sequence[str]:
    cells = block.table.cells if block.table else ()
    heads = {
        cell.column: cell.row
        for cell in cells
        if cell.row < _HEAD_ROWS and kind.name.match(fold(cell.span.of(text)).removeprefix("tên ").strip())
    }
    column = min(heads, default=None)
    if column is None:
        return ()
    below = [cell for cell in cells if cell.column == column and cell.row > heads[column]]
    names = [" ".join(cell.span.of(text).split()).strip(' "“”*.') for cell in below]
    return [name for name in names if sum(letter.isalpha() for letter in name) > len(name) // 2]
