"""The catalogue's identities held against the figures of one document: received = resolved + pending."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IdentityFormula, parse_identity
from danvan.catalogue.models import Identity
from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.model import RelationKind
from danvan.reading.ties import Tie

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")
_NEAR = 2
"""Figures of an identity stand at most this many paragraphs apart: further off they may be about another unit or period."""


def find_identities(drafts: Sequence[Draft], mapped: dict[int, str], catalogue: Catalogue, seen: Sequence[Tie]) -> list[Tie]:
    """Ties for every identity whose indicators are all stated, once, near each other. `mapped`: id(draft) -> indicator.

    An identity that the sentence itself already spells out (a tie over the same figures) is not repeated.
    """
    known = {frozenset(id(draft) for draft in tie.drafts) for tie in seen}
    by_code: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if id(draft) in mapped and not draft.target:
            by_code[mapped[id(draft)]].append(draft)
    ties: list[Tie] = []
    stated = catalogue.derived(Identities).over(by_code)
    for formula in stated:
        # A finer split of the same whole is stated too: that one tells ('rất hài lòng' beside 'hài lòng').
        finer = any(set(formula.codes) < set(other.codes) and formula.codes[0] == other.codes[0] for other in stated)
        if not finer:
            for chosen in _together(formula, by_code):
                tie = _tie(formula, chosen)
                if tie is not None and tie.holds is False and _rest_is_told(tie, drafts):
                    continue
                key = frozenset(id(draft) for draft in tie.drafts) if tie is not None else frozenset()
                if tie is not None and key not in known and not any(_repeats(tie, other) for other in ties):
                    ties.append(tie)
    return ties


class Identities:
    """The catalogue's identities, each parsed when its indicators are first met: a report states few of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.named = [(identity, _names(identity)) for identity in catalogue.identities]
        self.parsed: dict[int, IdentityFormula] = {}

    def over(self, codes: Collection[str]) -> list[IdentityFormula]:
        """Those whose every indicator is among `codes`, in the order of the catalogue."""
        there = set(codes)
        return [self._formula(at, identity) for at, (identity, names) in enumerate(self.named) if names <= there]

    def touching(self, codes: Collection[str]) -> list[IdentityFormula]:
        """Those that have all of `codes`, and perhaps others too."""
        wanted = set(codes)
        return [self._formula(at, identity) for at, (identity, names) in enumerate(self.named) if names >= wanted]

    def _formula(self, at: int, identity: Identity) -> IdentityFormula:
        if at not in self.parsed:
            self.parsed[at] = parse_identity(identity, self.catalogue)
        return self.parsed[at]


def _names(identity: Identity) -> set[str]:
    """The full codes a formula names; nothing else in one looks like a name."""
    return {name if "." in name else f"{identity.area}.{name}" for name in _NAME.findall(identity.formula)}


def _repeats(tie: Tie, other: Tie) -> bool:
    """The same identity over the same values, told again elsewhere."""
    return tie.why == other.why and [d.value for d in tie.drafts] == [d.value for d in other.drafts]


def _together(formula: IdentityFormula, by_code: dict[str, list[Draft]]) -> Iterator[dict[str, Draft]]:
    """One figure of each indicator, all near each other and of one period; none where an indicator has two values there."""
    first = formula.codes[0]
    for anchor in by_code[first]:
        if len({draft.value for draft in by_code[first] if abs(draft.paragraph - anchor.paragraph) <= _NEAR}) != 1:
            continue
        chosen = {first: anchor}
        for code in formula.codes[1:]:
            near = [
                draft
                for draft in by_code[code]
                if abs(draft.paragraph - anchor.paragraph) <= _NEAR and draft.period == anchor.period
            ]
            if len({draft.value for draft in near}) != 1:
                break
            chosen[code] = min(near, key=lambda draft: abs(draft.paragraph - anchor.paragraph))
        else:
            yield chosen


def _tie(formula: IdentityFormula, chosen: dict[str, Draft]) -> Tie | None:
    values = {code: draft.value for code, draft in chosen.items()}
    holds = formula.holds(values)
    if holds is None or any(draft.qualifier for draft in chosen.values()):
        return None
    if formula.operator != "=" and (holds or _told_apart(formula, chosen)):
        return None  # a part within its whole is nothing to report
    result = next(iter(formula.left.terms), None)
    left, right = formula.left.evaluate(values), formula.right.evaluate(values)
    if result is None or left is None or right is None:
        return None
    shown = formula.text({code: vietnamese(value) for code, value in values.items()})
    others = [draft for code, draft in chosen.items() if code != result]
    return Tie(
        RelationKind.SUM,
        (chosen[result], *others),
        holds,
        Fraction(right),
        f"identity:{formula.code}",
        "exact" if holds else "",
        shown if holds else _false(shown, formula, left, right),
    )


def _rest_is_told(tie: Tie, drafts: Sequence[Draft]) -> bool:
    """Whether just what the parts leave of the whole is told in its paragraph as one more of its kind: 'hòa giải 36 vụ việc,
    thành 31, không thành 2, đang hòa giải 3' counts otherwise than the catalogue does, and adds up."""
    whole = tie.drafts[0]
    rest = whole.exact - (tie.computed or 0)
    return rest > 0 and any(
        draft.exact == rest
        and draft.is_level
        and draft.paragraph == whole.paragraph
        and draft.measure == whole.measure
        and draft.parts
        and not any(draft is one for one in tie.drafts)
        for draft in drafts
    )


_WHOLE = re.compile(r"(?<!\w)(?:tổng|toàn bộ|tất cả|cả thảy|cộng|chung)(?!\w)")


def _told_apart(formula: IdentityFormula, chosen: dict[str, Draft]) -> bool:
    """Whether what should be the whole of the parts is told in running text behind one of them, and not as a total: the courses
    of another body, the documents of another month. A whole comes before its parts, or says that it is one."""
    wholes = [chosen[code] for code in formula.right.terms]
    if formula.operator != "<=" or len(wholes) != 1 or wholes[0].in_table:
        return False
    whole, parts = wholes[0], [chosen[code] for code in formula.left.terms]
    behind = any((part.paragraph, part.number.start) < (whole.paragraph, whole.number.start) for part in parts)
    return behind and not _WHOLE.search(f"{whole.left} {whole.right}")


def _false(shown: str, formula: IdentityFormula, left: Fraction, right: Fraction) -> str:
    sign = {"=": "=", "<=": "≤", ">=": "≥"}[formula.operator]
    terms = shown.split(f" {sign} ", 1)
    total = vietnamese(rounded(right, 0))
    if formula.operator == "=" and len(terms) == 2 and len(formula.right.terms) > 1:
        return f"{terms[1]} = {total} ≠ {terms[0]}"
    return f"{vietnamese(rounded(left, 0))} {'≠' if sign == '=' else '>' if sign == '≤' else '<'} {total}"
