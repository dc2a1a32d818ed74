"""First and later mentions: a legal text is cited in full once, a body named in full once; behind that the short form does.

Nghị định 30/2020/NĐ-CP, annex I, part II, 5: the first mention of a text gives its type, number, day, issuer and subject (of a
law or an ordinance only its type and name), later ones its type and number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Instrument
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Run
from danvan.composing.office import day_in_full

_CITED = re.compile(r"(?<!\w)(?P<type>[^\W\d_]\w*(?: \w+)?) số (?P<number>\d+(?:/\d{4})?/[\w-]+)(?![\w/-])(?! ngày)")
_VERBS = ("quy định", "hướng dẫn", "sửa đổi", "ban hành", "phê duyệt", "về ", "tăng cường", "quy chế")


def cited_in_full(instrument: Instrument) -> str:
    """'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư'; the short form where the day of
    signing is not known."""
    if instrument.signed_on is None:
        return cited_again(instrument)
    title = f"{instrument.title[:1].lower()}{instrument.title[1:]}"
    about = title if title.startswith(_VERBS) else f"về {title}"
    return f"{cited_again(instrument)} {day_in_full(instrument.signed_on)} của {instrument.issuer} {about}"


def cited_again(instrument: Instrument) -> str:
    """'Nghị định số 30/2020/NĐ-CP'."""
    return f"{instrument.type} số {instrument.number}"


@dataclass(slots=True)
class Names:
    """Goes through the words of one document in their order; what has been named is remembered."""

    catalogue: Catalogue
    named: set[str] = field(default_factory=set)
    _bodies: Mapping[str, str] = field(init=False)
    _short: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._bodies = self.catalogue.vocabulary.bodies
        words = "|".join(map(re.escape, sorted(self._bodies, key=len, reverse=True)))
        self._short = re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")

    def told(self, words: str) -> str:
        """`words` with each body and text that is named for the first time named in full."""
        return _CITED.sub(self._text, self._short.sub(self._body, words))

    def heard(self, words: str) -> None:
        """Takes note of what words that are not ours name, and leaves them as they are."""
        self.told(words)

    def _body(self, found: re.Match[str]) -> str:
        short, full = found[0], self._bodies[found[0]]
        behind = full[len(short) :] if full.startswith(short) else ""
        if short in self.named or (behind and found.string.startswith(behind, found.end())):
            self.named.add(short)
            return short
        self.named.add(short)
        return full

    def _text(self, found: re.Match[str]) -> str:
        cards = [card for card in self.catalogue.instrument(found["number"]) if card.type == found["type"]]
        if found["number"] in self.named or len(cards) != 1:
            return found[0]
        self.named.add(found["number"])
        return cited_in_full(cards[0])


def with_names(model: ReportModel, catalogue: Catalogue) -> ReportModel:
    """`model` with first mentions in full. Headings and tables keep the short forms; people's own words stay as they are."""
    names = Names(catalogue)
    return replace(model, parts=tuple(_part(part, names) for part in model.parts))


def named(paragraphs: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The paragraphs of a letter with first mentions in full; what it lists is quoted, and stays as it is."""
    names = Names(catalogue)
    return tuple(words if words.startswith("- ") else names.told(words) for words in paragraphs)


def _part(part: Part, names: Names) -> Part:
    text = names.told(part.text)
    return replace(part, text=text, areas=tuple(_area(area, names) for area in part.areas))


def _area(area: AreaResult, names: Names) -> AreaResult:
    return replace(area, sentences=tuple(_line(line, names) for line in area.sentences))


def _line(line: Line, names: Names) -> Line:
    return tuple(_run(piece, names) for piece in line)


def _run(piece: Run, names: Names) -> Run:
    if piece.by:
        names.heard(piece.text)
        return piece
    return piece if piece.figure else replace(piece, text=names.told(piece.text))
