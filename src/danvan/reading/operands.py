"""The parts of a rate whose indicator is known: 'tỷ lệ … một phần 1.637/1.963*100 = 83,39%' says what 1.637 and 1.963 are."""

from collections.abc import Mapping, Sequence

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.kernel.errors import FormulaError
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import RelationKind
from danvan.reading.ties import Tie

_HUNDRED = 100


def find_operands(
    ties: Sequence[Tie], mapped: Mapping[int, Sequence[str]], catalogue: Catalogue, words: Lexicon
) -> dict[int, list[str]]:
    """id(draft) -> indicator, for numerators and denominators that no words of their own tell.

    `mapped`: id(draft) -> the indicators reading found. A calculation that does not fit tells nothing of its parts.
    """
    found: dict[int, list[str]] = {}
    for tie in ties:
        if tie.kind is not RelationKind.RATIO or tie.holds is False:
            continue
        codes = mapped.get(id(tie.drafts[0]), ())
        parts = _parts(codes[0], catalogue) if len(codes) == 1 else ()
        terms = _terms(tie)
        if len(parts) != 2 or len(terms) != 2 or any(mapped.get(id(term)) and not _of_the_rate(term) for term in terms):
            continue
        if all(words.same(term.measure, catalogue.indicators[part].measure) for term, part in zip(terms, parts, strict=True)):
            found |= {id(term): [part] for term, part in zip(terms, parts, strict=True)}
    return found


def _of_the_rate(term: Draft) -> bool:
    """'Tỷ lệ cắt giảm thời gian …: 2.556 / 10.802 ngày = 23,66%': the words before are the rate's, not its numerator's."""
    return term.left.lstrip().startswith(("tỷ lệ", "tỉ lệ", "tỷ trọng"))


def _terms(tie: Tie) -> list[Draft]:
    """Numerator and denominator; the hundred of a written percentage is neither."""
    return [draft for at, draft in enumerate(tie.drafts[1:]) if at < 2 or draft.value != _HUNDRED]


def _parts(code: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators a rate is computed from, numerator first."""
    try:
        formula = parse_indicator(catalogue.indicators[code], catalogue)
    except FormulaError:
        return ()
    return formula.depends_on if formula and formula.kind == "indicators" else ()
