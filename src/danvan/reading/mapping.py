"""From the words around a figure to the catalogue's indicator: one and only one, or the candidates."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from danvan.catalogue.models import Phrase
from danvan.reading.drafts import Draft
from danvan.reading.labels import bare_measure, own_words
from danvan.reading.lexicon import Lexicon, either, fold


@dataclass(frozen=True, slots=True)
class _Rule:
    indicator: str
    area: str
    measures: frozenset[str]
    says: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """The folded words that may tell what a figure is: its own, its whole's, and those further off."""

    own: str
    near: str
    far: str


_Score = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Mapper:
    """The catalogue's phrases, compiled."""

    rules: tuple[_Rule, ...]
    measures: frozenset[str]
    words: Lexicon

    def candidates(self, draft: Draft, said: Said, taken: Collection[str] = ()) -> list[str]:
        """The indicators that fit best: most items said in the figure's own words, then in its whole's, fewest left to
        the sentence before it and the headings over it. `taken`: the indicators of its whole, which a part cannot be."""
        measure = bare_measure(draft, self.words)
        scored: dict[str, _Score] = {}
        for rule in self.rules:
            if (
                rule.indicator in taken
                or draft.kind.value not in rule.kinds
                or (rule.measures and not self._counted_in(measure, rule.measures))
            ):
                continue
            score = _score(rule, said, at_home=bool(draft.section and draft.section.area == rule.area))
            if score is not None and draft.whole is not None and not score[0]:
                continue  # a part is not the whole it stands under: its own words must say what it is
            if score is not None:
                scored[rule.indicator] = max(scored.get(rule.indicator, score), score)
        best = max(scored.values(), default=None)
        return sorted(indicator for indicator, score in scored.items() if score == best)

    def _counted_in(self, measure: str, measures: frozenset[str]) -> bool:
        """A measure no phrase lists ('bộ hồ sơ') stands for the listed ones it may be added with."""
        if measure in measures or measure in self.measures:
            return measure in measures
        families = self.words.families
        return measure in families and any(families.get(other) == families[measure] for other in measures)


def _score(rule: _Rule, said: Said, *, at_home: bool) -> _Score | None:
    if rule.never and rule.never.search(said.own):
        return None
    own = near = far = length = 0
    for item in rule.says:
        if match := item.search(said.own):
            own += 1
        elif match := item.search(said.near):
            near += 1
        elif match := item.search(said.far):
            far += 1
        else:
            return None
        length += len(match.group())
    if not own and not near and not at_home:
        return None
    return (own, near, -far, int(at_home), length)


def build_mapper(phrases: Iterable[Phrase], words: Lexicon) -> Mapper:
    """Compiles the phrases of a catalogue."""
    rules = []
    for phrase in phrases:
        says = tuple(re.compile(rf"(?<!\w)(?:{either(item.split('|'))})(?!\w)") for item in phrase.says)
        never = re.compile(rf"(?<!\w)(?:{either(phrase.never)})(?!\w)") if phrase.never else None
        measures = frozenset(fold(measure) for measure in phrase.measures)
        area = phrase.indicator.partition(".")[0]
        rules.append(_Rule(phrase.indicator, area, measures, says, never, frozenset(phrase.kinds)))
    return Mapper(tuple(rules), frozenset(measure for rule in rules for measure in rule.measures), words)


def said_of(draft: Draft, sentence: str, headings: Sequence[str], siblings: Sequence[Draft]) -> Said:
    """The words around a figure. `sentence` is what its sentence says before its first number (folded), `siblings` the
    other parts of its whole."""
    # 'tiếp 45 lượt công dân' says 'tiếp công dân' too
    counted = " ".join(draft.measure.split()[1:])
    own = f"{draft.left} {draft.measure} {draft.right} {draft.more} ; {draft.left} {counted}"
    near: list[str] = []
    partner, steps = draft.beside or draft.chained, 0
    while partner is not None and steps < 4:
        # A figure told in one breath with the one before it ('39 buổi với 41 lượt') says that one's words too.
        if own_words(draft):
            near += [partner.left, partner.right]
        else:
            own += f" {partner.left} {partner.right}"
        partner, steps = partner.beside or partner.chained, steps + 1
    whole, steps = draft.whole or draft.anchor, 0
    while whole is not None and steps < 4:
        near += [whole.left, fold(whole.measure), whole.right]
        whole, steps = whole.whole or whole.anchor, steps + 1
    others = [f"{other.left} {other.right}" for other in siblings if other is not draft]
    return Said(fold(own), " ".join(near), " ".join((draft.lead, sentence, *others, *map(fold, headings))))
