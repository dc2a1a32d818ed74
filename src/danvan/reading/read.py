"""The steps of reading, one after the other; each is a pure function of those before it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from danvan.catalogue.catalogue import Catalogue
from danvan.documents.model import Document
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.below import mark_units_below
from danvan.reading.citation_grammar import Grammar, build_grammar
from danvan.reading.citations import codes, find_citations, own_numbers
from danvan.reading.confidence import BY_FORM, BY_OPERATION, HELD_BACK, confidence
from danvan.reading.coverage import cover
from danvan.reading.drafts import Draft, make_drafts
from danvan.reading.expressions import find_expressions
from danvan.reading.forms_filled import form_ties
from danvan.reading.forms_seen import FormFinder
from danvan.reading.identities import find_identities
from danvan.reading.joining import page_numbers
from danvan.reading.known import Known, Use
from danvan.reading.labels import label, own_words
from danvan.reading.letterhead import read_letterhead
from danvan.reading.lexicon import Lexicon, build_lexicon, fold
from danvan.reading.lists import Listing, find_lists, leading_lines
from danvan.reading.mapping import Mapper, build_mapper, said_of
from danvan.reading.measures import settle_measures, take_measure_from_words
from danvan.reading.mentions import find_mentions
from danvan.reading.model import FormSeen, Letterhead, Reading, Relation, Section, StatedFigure
from danvan.reading.numbers import style_of
from danvan.reading.operands import find_operands
from danvan.reading.paragraphs import Paragraph, paragraphs
from danvan.reading.quotations import is_quotation, quotations
from danvan.reading.rates import find_rates
from danvan.reading.sections import find_sections
from danvan.reading.tables import Setting, read_tables
from danvan.reading.ties import Tie, distinct
from danvan.reading.wholes import find_sums
from danvan.reading.witnesses import name_suspects


@dataclass(frozen=True, slots=True)
class _Numbers:
    """All drafts of a document in order, with the paragraphs (cells among them) they stand in."""

    paragraphs: tuple[Paragraph, ...]
    lows: tuple[str, ...]
    drafts: tuple[Draft, ...]
    known: tuple[tuple[int, Known], ...]
    spelled: tuple[Span, ...]
    table_ties: tuple[Tie, ...]
    forms: tuple[FormSeen, ...] = ()


def read_document(document: Document, catalogue: Catalogue) -> Reading:
    """All that `document` states, with the words it rests on. Numbers of which nothing is known are in `coverage.unaccounted`."""
    words = catalogue.derived(lexicon_of)
    body = paragraphs(document)
    letterhead = read_letterhead(body, document)
    then = _in_force(catalogue, letterhead)
    citations = find_citations(body, catalogue.derived(_grammar))
    symbols = {"own_number": own_numbers(body), "code": codes(body)}
    of_texts = [citation.span for citation in citations] + symbols["own_number"] + symbols["code"]
    sections, inside = find_sections(body, list(catalogue.areas.values()), words)
    lists = find_lists(body)
    finder = FormFinder(catalogue, letterhead.period.end if letterhead.period else letterhead.date)
    style = style_of(fold(document.text), words.counted)
    setting = Setting(document, words, style, sections, finder, letterhead.period)
    numbers = _numbers(setting, body, of_texts, inside, lists)
    mark_units_below(numbers.drafts, letterhead)
    prose = [draft for draft in numbers.drafts if not draft.in_table and not draft.number.supposed]
    in_forms = form_ties(numbers.drafts, catalogue)
    ties = [
        *in_forms,
        *numbers.table_ties,
        *find_expressions(prose, numbers.lows),
        *find_sums(prose, lists, numbers.lows, words),
    ]
    ties += find_rates(prose, numbers.lows, words)
    ties = name_suspects(distinct(ties))
    settle_measures(numbers.drafts, words, numbers.lows)
    for draft in numbers.drafts:
        draft.label = label(draft, words)
    bottoms = {id(draft.over) for draft in numbers.drafts}
    stated = [draft for draft in numbers.drafts if id(draft) in bottoms or _says_something(draft, ties)]
    mapped = _map(stated, numbers.lows, sections, then.derived(_mapper))
    stated = [draft for draft in stated if not draft.number.supposed or _is_none_of_one(draft, mapped, catalogue, words)]
    mapped |= find_operands(ties, mapped, then, words)
    told = {key: codes[0] for key, codes in mapped.items() if len(codes) == 1}
    ties += find_identities(stated, told, then, ties)
    for at, draft in enumerate(stated, start=1):
        draft.id = f"f{at}"
        draft.label = _told(draft, mapped.get(id(draft), []), catalogue)
    for draft in stated:
        draft.period = _own_period(draft.period, letterhead.period)
    places = {id(draft): numbers.paragraphs[draft.paragraph] for draft in stated}
    figures = tuple(_figure(draft, places[id(draft)], mapped.get(id(draft), []), document) for draft in stated)
    return Reading(
        document=document,
        letterhead=letterhead,
        sections=tuple(sections),
        figures=figures,
        relations=tuple(_relations(ties, figures)),
        citations=tuple(citations),
        coverage=cover(
            document,
            _account(numbers, stated, {"citation": of_texts} | symbols | {"page_number": page_numbers(document)}),
            numbers.spelled,
        ),
        forms=numbers.forms,
        paragraphs=tuple(body),
        quotations=tuple(quotations(document, body)),
    )


def _numbers(
    setting: Setting, body: Sequence[Paragraph], citations: Sequence[Span], inside: Sequence[int], lists: Sequence[Listing]
) -> _Numbers:
    words, sections = setting.words, setting.sections
    leads = leading_lines(body, lists)
    year = setting.nominal.end.year if setting.nominal else None
    drafts: list[Draft] = []
    known: list[tuple[int, Known]] = []
    spelled: list[Span] = []
    cited = sorted(citations)
    begins = [span.start for span in cited]
    for at, paragraph in enumerate(body):
        if is_quotation(paragraph.text):
            known.append((at, Known(Use.QUOTATION, 0, len(paragraph.text))))
            continue
        near = cited[bisect_left(begins, paragraph.span.start) : bisect_right(begins, paragraph.span.end)]
        mentions = find_mentions(paragraph, near, words, setting.style)
        known += [(at, item) for item in mentions.known]
        spelled += [paragraph.flow.origin(*place) for place in mentions.spelled]
        section = sections[inside[at]] if inside[at] >= 0 else None
        made = make_drafts(paragraph, at, mentions, words, section, year)
        for draft in made:
            draft.lead = leads[at]
        drafts += made
    for draft in drafts:
        take_measure_from_words(draft, words)
    tables = read_tables(setting, len(body))
    every = (*body, *tables.paragraphs)
    ordered = sorted((*drafts, *tables.drafts), key=lambda draft: every[draft.paragraph].flow.place(draft.number.start))
    lows = tuple(fold(paragraph.text) for paragraph in every)
    return _Numbers(every, lows, tuple(ordered), (*known, *tables.known), tuple(spelled), tables.ties, tables.forms)


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """Made once a catalogue: `catalogue.derived(lexicon_of)`."""
    loaded = catalogue.as_loaded
    return build_lexicon(catalogue.vocabulary) if loaded is catalogue else loaded.derived(lexicon_of)


def _grammar(catalogue: Catalogue) -> Grammar:
    return build_grammar(catalogue.vocabulary, catalogue.instruments)


def _mapper(catalogue: Catalogue) -> Mapper:
    return build_mapper(catalogue.phrases, catalogue.derived(lexicon_of))


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


def _is_none_of_one(draft: Draft, mapped: Mapping[int, Sequence[str]], catalogue: Catalogue, words: Lexicon) -> bool:
    """Whether 'chưa tổ chức lớp tập huấn' says that there was none of one thing that is counted; not where it finds fault."""
    codes = mapped.get(id(draft), ())
    blamed = draft.target or (draft.section is not None and bool(words.none_heading.search(fold(draft.section.heading))))
    return len(codes) == 1 and not blamed and catalogue.indicators[codes[0]].kind in ("count", "stock", "money")


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
        if draft.form and draft.bound:
            found[id(draft)] = [draft.bound]
        if draft.of_other or draft.form or id(draft) in bottoms:
            continue
        sentence = told[draft.paragraph, draft.bounds[0]]
        start = draft.number.start
        before = lows[draft.paragraph][max(draft.bounds[0], start - _EARLIER) : start]
        near = [other for other in sentence if other is not draft][-_IN_SIGHT:]
        # what is counted behind a ';' is another matter
        stop = lows[draft.paragraph].find(";", draft.number.end)
        counted = " ".join(measures[id(other)] for other in near if stop < 0 or other.number.start < stop)
        parts = [other for other in siblings[id(draft.whole)] if other.kin == draft.kin][:_IN_SIGHT] if draft.whole else []
        said = said_of(draft, f"{before} {counted}", list(_headings(draft.section, by_number)), parts)
        taken = found.get(id(draft.whole), []) if draft.whole is not None else []
        fit = mapper.mapped(draft, said, taken)
        if fit.evidence is None:
            continue
        sure = confidence(fit.evidence)
        # 'Hòa giải được 12 vụ, 5 vụ': with no words of its own, a second figure is not the first one again.
        again = fit.evidence.bare and any(found.get(id(other)) == list(fit.codes) for other in near)
        if len(fit.codes) > 1 or sure < HELD_BACK or again:
            draft.offered = fit.codes
        if len(fit.codes) > 1 or not draft.offered:
            found[id(draft)] = list(fit.codes)
            draft.confidence = sure
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


def _recognised(document: Document, span: Span) -> int | None:
    """How sure the recognition was of the figure's most doubtful word, in percent; None where nothing was doubtful."""
    at = bisect_left(document.doubtful, span.start, key=lambda word: word.span.end)
    near = takewhile(lambda word: word.span.start < span.end, document.doubtful[at:])
    return min((word.confidence for word in near if word.span.overlaps(span)), default=None)


def _sure(draft: Draft, recognised: int | None) -> float:
    sure = BY_FORM if draft.bound else BY_OPERATION if draft.confidence is None else draft.confidence
    return sure if recognised is None else round(sure * recognised / 100, 2)


def _figure(draft: Draft, paragraph: Paragraph, codes: Sequence[str], document: Document) -> StatedFigure:
    written = draft.number.written
    recognised = _recognised(document, paragraph.flow.origin(draft.number.start, draft.number.stop))
    return StatedFigure(
        id=draft.id,
        span=paragraph.flow.origin(draft.number.start, draft.number.stop),
        number=paragraph.flow.origin(draft.number.start, draft.number.end),
        quantity=draft.quantity,
        label=draft.label,
        kind=draft.kind,
        indicator=codes[0] if len(codes) == 1 else None,
        candidates=tuple(codes) if len(codes) > 1 else draft.offered,
        confidence=_sure(draft, recognised) if len(codes) == 1 else None,
        recognised=recognised,
        qualifier=draft.qualifier,
        direction=draft.direction,
        period=draft.period,
        part_of=draft.whole.id if draft.whole is not None and draft.whole.id else None,
        target=draft.target,
        readings=(written.other.value,) if written.undecided and written.other else (),
        section=draft.section.number if draft.section else "",
        area=draft.section.area if draft.section else "",
        form=draft.form,
        column=draft.column,
        row=draft.row,
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


def _account(numbers: _Numbers, stated: Sequence[Draft], others: Mapping[str, Sequence[Span]]) -> Iterator[tuple[Span, str]]:
    """What is known of which characters, the surest first."""
    for draft in stated:
        flow, number = numbers.paragraphs[draft.paragraph].flow, draft.number
        yield flow.origin(number.start, number.end), "undecided" if number.written.undecided else "figure"
        if number.stop > number.end:
            yield flow.origin(number.end, number.stop), "measure"
    for kind in ("own_number", "code", "citation", "page_number"):
        yield from ((span, kind) for span in others[kind])
    for at, item in numbers.known:
        yield numbers.paragraphs[at].flow.origin(item.start, item.end), item.use.value
