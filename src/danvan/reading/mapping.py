"""From the words around a figure to the catalogue's indicator: one and only one, or the candidates."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from danvan.catalogue.models import Phrase
from danvan.catalogue.word_groups import OR
from danvan.reading.confidence import Evidence
from danvan.reading.drafts import Draft
from danvan.reading.labels import bare_measure, own_words
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import FigureKind
from danvan.reading.wording import Wording, wording_of


@dataclass(frozen=True, slots=True)
class _Rule:
    indicator: str
    area: str
    measures: frozenset[str]
    says: tuple[frozenset[int], ...]
    """For each item the words that say it, by their identifiers in the wording."""
    never: frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """The folded words that may tell what a figure is: its own, its whole's, those further off, and the headings over it."""

    own: str
    near: str
    far: str
    over: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """The indicators that fit best, none, one or several, and what spoke for them (None where none fits)."""

    codes: tuple[str, ...] = ()
    evidence: Evidence | None = None


_Score = tuple[int, int, int, int, int, int]
_Fit = tuple[_Score, _Rule]


@dataclass(frozen=True, slots=True)
class Mapper:
    """The catalogue's phrases, compiled."""

    rules: Mapping[str, tuple[_Rule, ...]]
    """By the kind of figure."""
    reached: Mapping[str, Mapping[int, tuple[int, ...]]]
    """For each kind of figure, the rules (by their place) that a word may call for: each waits for its least common item."""
    measures: frozenset[str]
    words: Lexicon
    wording: Wording

    def mapped(self, draft: Draft, said: Said, taken: Collection[str] = ()) -> Mapped:
        """The indicators that fit best: most items said in the figure's own words, then in its whole's, fewest left to
        the sentence before it and the headings over it. `taken`: the indicators of its whole, which a part cannot be."""
        measure = bare_measure(draft, self.words)
        known = [self.wording.said(words) for words in (said.own, said.near, said.far, said.over)]
        home = draft.section.area if draft.section else ""
        # 'Hòa giải thành: 39' under its own heading needs no measure when it says all the rest; a cell or an operand does.
        bare = not measure and not draft.in_table and draft.anchor is None
        fits: dict[str, _Fit] = {}
        for rule in self._called(draft.kind.value, known):
            counted = not rule.measures or self._counted_in(measure, rule.measures)
            if rule.indicator in taken or not (counted or (bare and rule.area == home)):
                continue
            score = _score(rule, known, self.wording.lengths, at_home=rule.area == home)
            if score is not None and not counted and score[0] < len(rule.says):
                continue
            if score is not None and draft.whole is not None and not score[0]:
                continue  # a part is not the whole it stands under: its own words must say what it is
            if score is not None and (rule.indicator not in fits or score > fits[rule.indicator][0]):
                fits[rule.indicator] = score, rule
        codes, alike = _best(fits, draft.section.also if draft.section else ())
        if not codes:
            return Mapped()
        score, rule = fits[codes[0]]
        own, near, further, over, at_home, _ = score
        evidence = Evidence(
            told=(own, near, over - further, -over),
            counted=self._counted_in(measure, rule.measures) if rule.measures else None,
            at_home=bool(at_home) if home else None,
            rivals=len(alike) - 1,
            explained=self._explained(rule, known[0], f"{draft.left} {draft.right}"),
        )
        return Mapped(codes, evidence)

    def _explained(self, rule: _Rule, said: frozenset[int], words: str) -> float:
        """The share of the words beside the number that the rule speaks of."""
        lengths = self.wording.lengths
        spoken = sum(max((lengths[word] for word in item & said), default=0) for item in rule.says)
        return spoken / max(len(words.strip()), 1)

    def _called(self, kind: str, said: Sequence[frozenset[int]]) -> Iterator[_Rule]:
        """The few rules that can fit, of the hundreds there are."""
        reached, rules = self.reached.get(kind, {}), self.rules.get(kind, ())
        words = frozenset().union(*said)
        return (rules[at] for at in sorted({at for word in words for at in reached.get(word, ())}))

    def _counted_in(self, measure: str, measures: frozenset[str]) -> bool:
        """A measure no phrase lists ('bộ hồ sơ') stands for the listed ones it may be added with, or for those it names ('thôn, bản')."""
        if measure in measures or measure in self.measures:
            return measure in measures
        if "," in measure and any(part.strip() in measures for part in measure.split(",")):
            return True
        families = self.words.families
        return measure in families and any(families.get(other) == families[measure] for other in measures)


def _best(fits: Mapping[str, _Fit], also: Collection[str]) -> tuple[tuple[str, ...], Collection[str]]:
    """Those that fit best, and all for which as much is said beside the number. Where a heading says the rest and names two areas
    ('Ban Thanh tra nhân dân, Ban Giám sát đầu tư…'; `also`: the others), it chooses none of them."""
    best = max((score for score, _ in fits.values()), default=None)
    if best is None:
        return (), ()
    own, near, _, over, _, _ = best
    alike = {code for code, (score, _) in fits.items() if score[:2] == (own, near)}
    chosen = {code for code in alike if fits[code][0] == best}
    if over:
        chosen |= {code for code in alike if fits[code][0][3] == over and fits[code][1].area in also}
    return tuple(sorted(chosen)), alike


def _score(rule: _Rule, said: Sequence[frozenset[int]], lengths: Sequence[int], *, at_home: bool) -> _Score | None:
    """None when the rule does not fit. `said`: what the own words say, those of the whole, those further off, the headings.
    A heading may name two areas at once ('Ban Thanh tra nhân dân, Ban Giám sát đầu tư…'): it tells least."""
    if not rule.never.isdisjoint(said[0]):
        return None
    told = [0] * len(said)
    length = 0
    for item in rule.says:
        tier = next((at for at, words in enumerate(said) if not item.isdisjoint(words)), None)
        if tier is None:
            return None
        told[tier] += 1
        length += max(lengths[word] for word in item & said[tier])
    own, near, far, over = told
    if not own and not near and not at_home:
        return None
    return (own, near, -far - over, -over, int(at_home), length)


def build_mapper(phrases: Iterable[Phrase], words: Lexicon) -> Mapper:
    """Compiles the phrases of a catalogue."""
    phrases = tuple(phrases)
    wording = wording_of(word for phrase in phrases for item in (*phrase.says, *phrase.never) for word in item.split(OR))
    identify = _Identifiers(wording)
    rules: defaultdict[str, list[_Rule]] = defaultdict(list)
    for phrase in phrases:
        says = tuple(identify(item) for item in phrase.says)
        # The sign % is no word that a share is counted in: its kind says it already.
        measures = frozenset(fold(measure) for measure in phrase.measures if measure != "%")
        never = frozenset().union(*map(identify, phrase.never))
        rule = _Rule(phrase.indicator, phrase.indicator.partition(".")[0], measures, says, never)
        for kind in phrase.kinds:
            rules[kind].append(rule)
    counted = frozenset(measure for same in rules.values() for rule in same for measure in rule.measures)
    reached = {kind: _reached(same) for kind, same in rules.items()}
    return Mapper({kind: tuple(same) for kind, same in rules.items()}, reached, counted, words, wording)


def _reached(rules: Sequence[_Rule]) -> dict[int, tuple[int, ...]]:
    """Word -> places of the rules whose least common item it says."""
    uses = Counter(word for rule in rules for item in rule.says for word in item)
    reached: defaultdict[int, list[int]] = defaultdict(list)
    for at, rule in enumerate(rules):
        for word in min(rule.says, key=lambda item: sum(uses[word] for word in item)):
            reached[word].append(at)
    return {word: tuple(places) for word, places in reached.items()}


class _Identifiers(dict[str, frozenset[int]]):
    """The identifiers of an item's alternatives. Phrases share most of their items: each is looked up once."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.wording = wording

    def __call__(self, item: str) -> frozenset[int]:
        if item not in self:
            self[item] = frozenset(self.wording.identifier(word) for word in item.split(OR))
        return self[item]


def said_of(draft: Draft, sentence: str, headings: Sequence[str], siblings: Sequence[Draft]) -> Said:
    """The words around a figure. `sentence` is what its sentence says before it (folded), `siblings` the other parts of its
    whole."""
    # 'tiếp 45 lượt công dân' says 'tiếp công dân' too
    counted = " ".join(draft.measure.split()[1:])
    own = f"{draft.left} {draft.measure} {draft.right} {draft.more} ; {draft.left} {counted}"
    near: list[str] = []
    if draft.kind is FigureKind.RATIO and draft.anchor is not None and not own_words(draft):
        # '311 hồ sơ trực tiếp (6,07%)': the share is of what the count before it counts, and of nothing else.
        own += f" ; {draft.anchor.left} {draft.anchor.right}"
    partner, steps = draft.beside or draft.chained, 0
    while partner is not None and steps < 4:
        # A figure told in one breath with the one before it ('39 buổi với 41 lượt') says that one's words too.
        if own_words(draft):
            near += [partner.left, partner.right]
        else:
            own += f" {partner.left.removesuffix('từ')} {partner.right}"
        partner, steps = partner.beside or partner.chained, steps + 1
    whole, steps = draft.whole or draft.anchor, 0
    while whole is not None and steps < 4:
        near += [whole.left, fold(whole.measure), whole.right]
        whole, steps = whole.whole or whole.anchor, steps + 1
    others = [f"{other.left} {other.right}" for other in siblings if other is not draft]
    # Apart, so that the end of one and the beginning of the next make no words together ('12 hộ' and 'Văn hóa').
    return Said(
        fold(own), " ; ".join(near), " ; ".join((draft.lead, draft.context, sentence, *others)), " ; ".join(map(fold, headings))
    )
