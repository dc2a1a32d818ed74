"""A paragraph cut into what is told in it: sentences and the clauses between semicolons, each exactly as it stands."""

import re
from collections.abc import Iterator

from danvan.composing.own_words.grammar import Grammar
from danvan.reading.lexicon import fold
from danvan.reading.persons import PERSON, is_somebody
from danvan.reading.sentences import sentence_bounds

_PERSON = re.compile(PERSON)
_NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)\d(?:[\s.-]?\d){8,}(?!\d)")
"""A telephone number, the number of an identity card."""
_FEWEST = 5
"""Words a statement has at least."""
_SHORT = 10
"""A sentence of so few words may say that there is nothing to tell."""
LONGEST = 240
"""Letters that are quoted of a statement."""
_PAUSE = re.compile(r"[,;:]\s")
_MARKS = " \t*_•–—-+"


def statements(words: str, grammar: Grammar, kind: str) -> Iterator[str]:
    """The statements of a paragraph about `kind`, in their order, without those that only announce others or say that there is
    nothing."""
    for start, end in sentence_bounds(words):
        sentence = _behind_announcement(words[start:end].strip(), grammar, kind)
        for clause in _clauses(sentence):
            told = clause.strip(_MARKS).rstrip(" .;,:…")
            if len(told.split()) >= _FEWEST and not _is_nothing(told, grammar):
                yield told


def names_somebody(words: str, grammar: Grammar) -> bool:
    """Whether `words` name a person or give a number that is one's: such words are never quoted."""
    if _NUMBER_OF_A_PERSON.search(words):
        return True
    named = [*_PERSON.finditer(words), *grammar.addressed.finditer(words)]
    return any(is_somebody(words, match.start(), min(len(words), match.end() + 30)) for match in named)


def shortened(words: str) -> tuple[str, bool]:
    """At most LONGEST letters of `words`, and whether it was cut: at a pause in the last third, else between two words."""
    if len(words) <= LONGEST:
        return words, False
    kept = words[:LONGEST].rsplit(maxsplit=1)[0]
    pauses = [pause.start() for pause in _PAUSE.finditer(kept) if pause.start() > LONGEST * 2 // 3]
    return kept[: pauses[-1]] if pauses else kept.rstrip(" ,;:"), True


def _behind_announcement(sentence: str, grammar: Grammar, kind: str) -> str:
    """What follows 'vẫn còn một số tồn tại, hạn chế như:'; '' for a sentence that only announces."""
    if sentence.endswith(":"):
        return ""
    low = fold(sentence)
    found = grammar.announced.search(low)
    only = found and grammar.kinds[kind].heading.search(low, 0, found.start())
    return sentence[found.end() :] if found and only else sentence


def _clauses(sentence: str) -> list[str]:
    """The clauses between semicolons where each could stand by itself; else the sentence whole."""
    clauses = [clause.strip() for clause in re.split(r";\s+", sentence)]
    return clauses if all(len(clause.split()) >= _FEWEST for clause in clauses) else [sentence]


def _is_nothing(told: str, grammar: Grammar) -> bool:
    return len(told.split()) <= _SHORT and bool(grammar.nothing.match(fold(told)))
