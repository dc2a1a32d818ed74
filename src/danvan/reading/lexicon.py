"""The catalogue's word lists, compiled once into patterns."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from danvan.catalogue.models import Vocabulary

_TONES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ỏe": "oẻ",
    "õe": "oẽ",
    "ọe": "oẹ",
}
_TONES |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
_TONE = re.compile("|".join(_TONES))


def fold(text: str) -> str:
    """Lower case, NFC, one tone placement (hóa = hoá, ủy = uỷ): two spellings of a word compare equal. Length is kept."""
    return _fold(text) if len(text) > _LONGEST_KEPT else _fold_kept(text)


_LONGEST_KEPT = 2000
"""Paragraphs are folded by many who read them, so the last few thousand are kept; a whole document is not."""


def _fold(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    lower = composed.lower()
    if len(lower) != len(composed):  # a letter such as 'İ' has no lower case of one character: leave it
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in composed)
    return _TONE.sub(lambda match: _TONES[match.group()], lower)


_fold_kept = lru_cache(4096)(_fold)


_Tree = dict[str, "_Tree"]
"""Pieces of a pattern -> what may follow each; '' where a word may end."""


def either(words: Iterable[str], *, not_behind: str | tuple[str, ...] = ()) -> str:
    """A pattern for any of `words` (folded), longest first. `not_behind`: what may not stand before it, patterns of one length.

    Words are told apart letter by letter, and what may stand before is asked behind the first letter: a search for one of a
    few letters, and then for few words, takes a fraction of the time of a search for each of a hundred words.
    """
    tree: _Tree = {}
    for word in {fold(word) for word in words}:
        at = tree
        for letter in word:
            at = at.setdefault(r"\s+" if letter == " " else re.escape(letter), {})
        at[""] = {}
    if not not_behind:
        return _branches(tree)
    before = (not_behind,) if isinstance(not_behind, str) else not_behind
    led = "|".join(f"{first}{_not(before, first)}{_behind(rest)}" for first, rest in sorted(tree.items()) if first)
    return led or _not(before)


def _not(before: tuple[str, ...], letter: str = "") -> str:
    return "".join(f"(?<!{each}{letter})" for each in before)


def _branches(tree: _Tree) -> str:
    """The longest first: a word may end only where no longer one goes on."""
    return "|".join(f"{piece}{_behind(rest)}" for piece, rest in sorted(tree.items(), reverse=True))


def _behind(tree: _Tree) -> str:
    pieces = _branches(tree)
    return f"(?:{pieces})" if len(tree) > 1 else pieces


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `words` (folded), standing alone."""
    return re.compile(rf"(?:{either(words, not_behind=_LETTER)})(?!\w)")


_LETTER = r"\w"
_IN_A_NUMBER = r"[\w.,/]"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns over folded text."""

    measure: re.Pattern[str]
    """A unit of measure right after a number, scale words and 'per' parts included."""
    kinds: dict[str, str]
    """Folded measure -> its kind."""
    families: dict[str, int]
    """Folded measure -> the group of measures it may be added with."""
    scales: dict[str, int]
    number_word: re.Pattern[str]
    number_values: dict[str, int]
    qualifier: re.Pattern[str]
    qualifiers: dict[str, str]
    partitions: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    numbered_name: re.Pattern[str]
    target_cue: re.Pattern[str]
    target_heading: re.Pattern[str]
    compound: re.Pattern[str]
    counted: re.Pattern[str]
    """A measure, right after a number, of what has no halves: people, dossiers."""
    number_phrase: re.Pattern[str]
    """Words with a number in them that counts nothing."""
    holidays: frozenset[tuple[int, int]]
    """(day, month)."""
    not_measures: frozenset[str]
    qualifier_behind: re.Pattern[str]
    qualifiers_behind: dict[str, str]
    term_pairs: frozenset[tuple[str, str]] = frozenset()
    """What may stand left and right of a comma or dash inside a term: ('sản xuất', 'kinh doanh')."""
    none_counted: frozenset[str] = frozenset()
    """What is counted by saying that there was none of it."""
    none_clause: re.Pattern[str] = re.compile(r"(?!)")
    """A clause that may say so: groups 'none' (its 'không' or 'chưa') and 'rest'."""
    none_spoilt: re.Pattern[str] = re.compile(r"(?!)")
    none_heading: re.Pattern[str] = re.compile(r"(?!)")
    """Words of headings under which such a clause finds fault."""
    any_part: re.Pattern[str] = re.compile("")
    """One of all the marks of `partitions`."""

    def kind_of(self, measure: str) -> str:
        """'count', 'money', 'percent'…; 'other' for a measure the vocabulary does not know."""
        plain = self._plain(measure)
        if not plain and measure:
            return "money"
        return self.kinds.get(plain) or self.kinds.get(plain.split("/")[0].strip(), "other")

    def _plain(self, measure: str) -> str:
        return " ".join(word for word in fold(measure).split() if word not in self.scales)

    def scale_of(self, measure: str) -> int:
        """The power of ten the scale words of a measure stand for: 6 for 'triệu đồng', 0 for 'đồng'."""
        return sum(self.scales.get(word, 0) for word in fold(measure).split())

    def same(self, one: str, other: str) -> bool:
        """Whether figures in these two measures may stand in one sum."""
        a, b = self._plain(one), self._plain(other)
        if a == b or not a or not b:
            return True
        if a in self.families and self.families.get(a) == self.families.get(b):
            return True
        return a.startswith(b + " ") or b.startswith(a + " ")

    def parts(self, words: str) -> dict[str, str]:
        """Partition -> part that `words` (folded) mark; of two parts of one partition the later, longer mark wins."""
        found: dict[str, str] = {}
        if not self.any_part.search(words):
            return found
        for partition, marks in self.partitions.items():
            best = max(((len(m.group()), m.end(), part) for part, mark in marks for m in mark.finditer(words)), default=None)
            if best:
                found[partition] = best[2]
        return found


NUMBER_PARTS = ("mốt", "tư", "lăm", "nhăm", "mươi", "chục", "trăm", "linh", "lẻ", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ")
"""What stands inside a number in words, behind its first word."""
_TERM_MARK = re.compile(r"\s*[,–-]\s+")


def _term_pairs(terms: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Each two neighbours of each term."""
    return frozenset(pair for term in terms for pair in pairwise(_TERM_MARK.split(fold(term))))


def _measure_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    groups = vocabulary.measures
    counts = either(groups["count"])
    others = either(name for kind, group in groups.items() if kind not in ("percent", "count") for name in group)
    percent, scale = either(groups["percent"]), either(vocabulary.scales)
    # 'triệu đồng/người/năm', 'đồng/01 bản': an amount per something. A count has 'per' only for time and surface,
    # and what the vocabulary lists, for '10 cuộc/01 lượt' is two counts side by side.
    per_one = rf"(?:\s?/\s?(?:0?1\s+)?(?:{counts}|{others})(?!\w))*"
    many = r"(?:(?:1|100|1\.?000|10\.?000|100\.?000|vạn)\s+)?"  # 'bác sĩ/10.000 dân'
    each = either((*groups["duration"], *groups["area"], *vocabulary.counted_per))
    per_time = rf"(?:\s?/\s?(?:0?1\s+(?=tháng|năm|quý|tuần|ngày)|{many}(?=(?:người\s+)?dân(?!\w)))?(?:{each})(?!\w))?"
    scaled = rf"(?:(?:{scale})\s+)*"
    return re.compile(
        # counts first: 'đồng chí' is no money, 'ngày công' no duration
        rf"\s*(?:{percent})|\s*{scaled}(?:{counts})(?!\w){per_time}|\s*{scaled}(?:{others})(?!\w){per_one}"
        rf"|\s*(?:{scale})(?:\s+(?:{scale}))*(?!\w)"
    )


def _whole_if_any(words: Sequence[str]) -> re.Pattern[str]:
    return whole_words(words) if words else re.compile(r"(?!)")


_SUBJECT = r"(?:[^\W\d_][^\d.;:()]{0,90}?\s)?"
"""Who did none of it: 'các thôn, tổ dân phố'."""


def _none_clause(words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """'Trong kỳ không tiếp nhận đơn tố cáo nào': a sentence, or a clause behind ';' or ':', without a number."""
    if not words.get("verbs"):
        return re.compile(r"(?!)")
    opening = rf"(?:(?:{either(words.get('openings', ()))})(?!\w)[^,.;:\d]{{0,30}}?,?\s+)?" if words.get("openings") else ""
    return re.compile(
        rf"(?:^|(?<=[.;:]\s))[-+*–•\s]*{opening}{_SUBJECT}(?P<none>không|chưa)\s+(?:{either(words['verbs'])})(?!\w)"
        rf"(?:\s+(?:bất kỳ|bất cứ|thêm))?(?P<rest>\s[^\d.;:]{{2,160}}?)\s*(?=[.;]|$)"
    )


def build_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The patterns of a catalogue's vocabulary."""
    kinds = {fold(name): kind for kind, group in vocabulary.measures.items() for name in group}
    families = {fold(name): at for at, group in enumerate(vocabulary.same_measures) for name in group}
    values = {fold(word): value for word, value in vocabulary.number_words.items()}
    return Lexicon(
        measure=_measure_pattern(vocabulary),
        kinds=kinds,
        families=families,
        scales={fold(word): power for word, power in vocabulary.scales.items()},
        number_word=re.compile(
            rf"(?:{either((*values, 'chục'), not_behind=_LETTER)})(?:\s+(?:{either((*values, *NUMBER_PARTS))}))*(?!\w)"
        ),
        number_values=values,
        qualifier=re.compile(rf"(?<!\w)({either(w for group in vocabulary.qualifiers.values() for w in group)})\s*$"),
        qualifiers={fold(word): name for name, group in vocabulary.qualifiers.items() for word in group},
        partitions={
            name: tuple((part, whole_words(marks)) for part, marks in parts.items())
            for name, parts in vocabulary.partitions.items()
        },
        any_part=whole_words(mark for parts in vocabulary.partitions.values() for marks in parts.values() for mark in marks),
        numbered_name=whole_words(vocabulary.names_with_numbers),
        target_cue=whole_words(vocabulary.target_cues),
        target_heading=whole_words(vocabulary.target_headings),
        compound=whole_words(vocabulary.compounds) if vocabulary.compounds else re.compile(r"(?!)"),
        counted=re.compile(rf"\s*(?:{either(vocabulary.measures['count'])})(?!\w)"),
        number_phrase=re.compile(rf"(?:{either(vocabulary.number_phrases, not_behind=_IN_A_NUMBER)})(?![\w%]|[.,/]\d)"),
        holidays=frozenset((int(day), int(month)) for day, month in (words.split("/") for words in vocabulary.holidays)),
        not_measures=frozenset(map(fold, vocabulary.not_measures)),
        qualifier_behind=re.compile(
            rf"(?:\s+[^\W\d]+){{0,3}}\s+({either(w for group in vocabulary.qualifiers_behind.values() for w in group)})(?!\w)"
        ),
        qualifiers_behind={fold(word): name for name, group in vocabulary.qualifiers_behind.items() for word in group},
        term_pairs=_term_pairs(vocabulary.terms),
        none_counted=frozenset(map(fold, vocabulary.none.get("counted", ()))),
        none_clause=_none_clause(vocabulary.none),
        none_spoilt=_whole_if_any(vocabulary.none.get("spoilt_by", ())),
        none_heading=_whole_if_any(vocabulary.none.get("headings", ())),
    )
