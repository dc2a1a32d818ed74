"""The steps of reading, one after the other; each is a pure function of those before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.catalogue.catalogue import Catalogue
from danvan.documents.model import Document
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.citation_grammar import Grammar, build_grammar
from danvan.reading.citations import codes, find_citations, own_numbers
from danvan.reading.coverage import cover
from danvan.reading.drafts import Draft, make_drafts
from danvan.reading.expressions import find_expressions
from danvan.reading.identities import find_identities
from danvan.reading.joining import page_numbers
from danvan.reading.labels import label, own_words
from danvan.reading.letterhead import read_letterhead
from danvan.reading.lexicon import Lexicon, build_lexicon, fold
from danvan.reading.mapping import Mapper, build_mapper, said_of
from danvan.reading.measures import settle_measures, take_measure_from_words
from danvan.reading.mentions import Known, find_mentions
from danvan.reading.model import Letterhead, Reading, Relation, Section, StatedFigure
from danvan.reading.numbers import style_of
from danvan.reading.operands import find_operands
from danvan.reading.paragraphs import Paragraph, leading_lines, paragraphs
from danvan.reading.rates import find_rates
from danvan.reading.sections import find_sections
from danvan.reading.tables import read_tables
from danvan.reading.ties import Tie, distinct
from danvan.reading.wholes import find_sums


@dataclass(frozen=True, slots=True)
class _Numbers:
    """All drafts of a document in order, with the paragraphs (cells among them) they stand in."""

    paragraphs: tuple[Paragraph, ...]
    lows: tuple[str, ...]
    drafts: tuple[Draft, ...]
    known: tuple[tuple[int, Known], ...]
    table_ties: tuple[Tie, ...]


def read_document(document: Document, catalogue: Catalogue) -> Reading:
    """All that `document` states, with the words it rests on. Undecided numbers are in `coverage.unaccounted`."""
    words = catalogue.derived(_lexicon)
    body = paragraphs(document)
    letterhead = read_letterhead(body, document)
    then = _in_force(catalogue, letterhead)
    citations = find_citations(body, catalogue.derived(_grammar))
    of_texts = [citation.span for citation in citations] + own_numbers(body) + codes(body)
    sections, inside = find_sections(body, list(catalogue.areas.values()), words)
    numbers = _numbers(document, body, of_texts, sections, inside, words)
    prose = [draft for draft in numbers.drafts if not draft.in_table]
    ties = [*numbers.table_ties, *find_expressions(prose, numbers.lows), *find_sums(prose, body, numbers.lows, words)]
    ties += find_rates(prose, numbers.lows, words)
    ties = distinct(ties)
    settle_measures(numbers.drafts, words)
    for draft in numbers.drafts:
        draft.label = label(draft, words)
    stated = [draft for draft in numbers.drafts if _says_something(draft, ties)]
    mapped = _map(stated, numbers.lows, sections, then.derived(_mapper))
    mapped |= find_operands(ties, mapped, then, words)
    told = {key: codes[0] for key, codes in mapped.items() if len(codes) == 1}
    ties += find_identities(stated, told, then, ties)
    for at, draft in enumerate(stated, start=1):
        draft.id = f"f{at}"
        draft.label = _told(draft, mapped.get(id(draft), []), catalogue)
    for draft in stated:
        draft.period = _own_period(draft.period, letterhead.period)
    places = {id(draft): numbers.paragraphs[draft.paragraph] for draft in stated}
    figures = tuple(_figure(draft, places[id(draft)], mapped.get(id(draft), [])) for draft in stated)
    return Reading(
        document=document,
        letterhead=letterhead,
        sections=tuple(sections),
        figures=figures,
        relations=tuple(_relations(ties, figures)),
        citations=tuple(citations),
        coverage=cover(document, _accounted(numbers, stated, [*of_texts, *page_numbers(document)])),
    )


def _numbers(
    document: Document,
    body: Sequence[Paragraph],
    citations: Sequence[Span],
    sections: Sequence[Section],
    inside: Sequence[int],
    words: Lexicon,
) -> _Numbers:
    style = style_of(document.text)
    leads = leading_lines(body)
    drafts: list[Draft] = []
    known: list[tuple[int, Known]] = []
    for at, paragraph in enumerate(body):
        mentions = find_mentions(paragraph, citations, words, style)
        known += [(at, item) for item in mentions.known]
        section = sections[inside[at]] if inside[at] >= 0 else None
        made = make_drafts(paragraph, at, mentions, words, section)
        for draft in made:
            draft.lead = leads[at]
        drafts += made
    for draft in drafts:
        take_measure_from_words(draft, words)
    tables = read_tables(document, len(body), words, style, sections)
    every = (*body, *tables.paragraphs)
    ordered = sorted((*drafts, *tables.drafts), key=lambda draft: every[draft.paragraph].flow.starts[draft.number.start])
    return _Numbers(
        every, tuple(fold(paragraph.text) for paragraph in every), tuple(ordered), (*known, *tables.known), tables.ties
    )


def _lexicon(catalogue: Catalogue) -> Lexicon:
    return build_lexicon(catalogue.vocabulary)


def _grammar(catalogue: Catalogue) -> Grammar:
    return build_grammar(catalogue.vocabulary, catalogue.instruments)


def _mapper(catalogue: Catalogue) -> Mapper:
    return build_mapper(catalogue.phrases, catalogue.derived(_lexicon))


def _in_force(catalogue: Catalogue, letterhead: Letterhead) -> Catalogue:
    """The catalogue at the report's own date, or at its period's last day; as loaded when it names neither."""
    day = letterhead.date or (letterhead.period.end if letterhead.period else None)
    return catalogue.at(day) if day else catalogue


def _told(draft: Draft, codes: Sequence[str], catalogue: Catalogue) -> str:
    """The label; where the sentence says too little and the figure's indicator is known, the indicator's name."""
    if len(codes) != 1 or len(own_words(draft).split()) > _FEW_WORDS:
        return draft.label
    name = catalogue.indicators[codes[0]].name.vi
    return name[0].lower() + name[1:]


def _says_something(draft: Draft, ties: Iterable[Tie]) -> bool:
    """A number of which nothing is known, neither measure nor words, is not passed off as a figure."""
    if draft.measure or draft.in_table or draft.over is not None or own_words(draft):
        return True
    return any(draft in tie.drafts for tie in ties)


def _map(drafts: Sequence[Draft], lows: Sequence[str], sections: Sequence[Section], mapper: Mapper) -> dict[int, list[str]]:
    """id(draft) -> the indicators that fit best; the whole's words speak for its parts."""
    by_number = {section.number: section for section in sections}
    bottoms = {id(draft.over) for draft in drafts}  # the bottom of a/b repeats a figure told elsewhere
    measures = {id(draft): fold(draft.measure) for draft in drafts}
    told: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    siblings: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        told[draft.paragraph, draft.bounds[0]].append(draft)
        siblings[id(draft.whole)].append(draft)
    found: dict[int, list[str]] = {}
    for draft in sorted(drafts, key=_steps_up):
        if draft.of_other or id(draft) in bottoms:
            continue
        sentence = told[draft.paragraph, draft.bounds[0]]
        start = draft.number.start
        before = lows[draft.paragraph][max(draft.bounds[0], start - _EARLIER) : start]
        near = [other for other in sentence if other is not draft][-_IN_SIGHT:]
        counted = " ".join(measures[id(other)] for other in near)
        parts = siblings[id(draft.whole)][:_IN_SIGHT] if draft.whole is not None else []
        said = said_of(draft, f"{before} {counted}", list(_headings(draft.section, by_number)), parts)
        codes = mapper.candidates(draft, said, found.get(id(draft.whole), []) if draft.whole is not None else [])
        if codes:
            found[id(draft)] = codes
    return found


_EARLIER = 1000
"""Characters of its sentence before a figure that may still say what it is."""
_FEW_WORDS = 1
"""One word ('tiếp') does not say what is counted."""
_IN_SIGHT = 40
"""Of a sentence with more figures than that, only so many are looked at for the words they add."""
_WINDOW_DAYS = 31
"""Reports count from and to a closing date of up to a month before the period's ends (Nghị định 09/2019/NĐ-CP art. 12)."""


def _own_period(stated: Period | None, nominal: Period | None) -> Period | None:
    """The period a clause gives a figure, unless it is only the data window of the report's own period (15/12 to 14/9)."""
    if stated is None or nominal is None:
        return stated
    early = (nominal.start - stated.start).days, (nominal.end - stated.end).days
    return None if all(0 <= days <= _WINDOW_DAYS for days in early) else stated


def _steps_up(draft: Draft) -> int:
    """How many wholes stand above a figure: a whole gets its indicator before its parts."""
    steps, whole = 0, draft.whole
    while whole is not None and steps < 8:
        steps, whole = steps + 1, whole.whole
    return steps


def _headings(section: Section | None, by_number: dict[str, Section]) -> Iterable[str]:
    """The heading over a figure and those above it, innermost first."""
    if section is None:
        return
    yield section.heading
    parts = section.number.split(".")
    for length in range(len(parts) - 1, 0, -1):
        above = by_number.get(".".join(parts[:length]))
        if above is not None:
            yield above.heading


def _figure(draft: Draft, paragraph: Paragraph, codes: Sequence[str]) -> StatedFigure:
    written = draft.number.written
    return StatedFigure(
        id=draft.id,
        span=paragraph.flow.origin(draft.number.start, draft.number.stop),
        number=paragraph.flow.origin(draft.number.start, draft.number.end),
        quantity=draft.quantity,
        label=draft.label,
        kind=draft.kind,
        indicator=codes[0] if len(codes) == 1 else None,
        candidates=tuple(codes) if len(codes) > 1 else (),
        qualifier=draft.qualifier,
        direction=draft.direction,
        period=draft.period,
        part_of=draft.whole.id if draft.whole is not None and draft.whole.id else None,
        target=draft.target,
        readings=(written.other.value,) if written.undecided and written.other else (),
        section=draft.section.number if draft.section else "",
        area=draft.section.area if draft.section else "",
    )


def _relations(ties: Sequence[Tie], figures: Sequence[StatedFigure]) -> Iterable[Relation]:
    by_id = {figure.id: figure for figure in figures}
    made = []
    for tie in ties:
        stated = [by_id[draft.id] for draft in tie.drafts if draft.id in by_id]
        if len(stated) != len(tie.drafts) or len(stated) < 2:
            continue
        start, end = min(figure.span.start for figure in stated), max(figure.span.end for figure in stated)
        made.append(
            Relation(
                kind=tie.kind,
                figures=tuple(figure.id for figure in stated),
                holds=tie.holds,
                stated=stated[0].quantity,
                computed=tie.computed,
                span=Span(start, end),
                why=tie.why,
                mode=tie.mode,
                formula=tie.formula,
                suspect=tie.suspect.id if tie.suspect is not None else None,
            )
        )
    return sorted(made, key=lambda relation: (relation.span, relation.figures))


def _accounted(numbers: _Numbers, stated: Sequence[Draft], others: Sequence[Span]) -> Iterable[Span]:
    yield from others
    for at, item in numbers.known:
        yield numbers.paragraphs[at].flow.origin(item.start, item.end)
    for draft in stated:
        yield numbers.paragraphs[draft.paragraph].flow.origin(draft.number.start, draft.number.stop)
