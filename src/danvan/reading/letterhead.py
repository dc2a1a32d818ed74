"""What a document says of itself: number, date, place, who issued it, for which period, who signed, who receives it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from danvan.kernel.period import Period
from danvan.reading.citations import to_date
from danvan.reading.letters import NAME, UPPER
from danvan.reading.lexicon import fold
from danvan.reading.model import Letterhead, Signatory
from danvan.reading.paragraphs import Paragraph, Role

_KINDS = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
    "huyện": "district", "quận": "district", "thị xã": "district", "thành phố": "district", "tỉnh": "province",
}  # fmt: skip
_KIND = "|".join(_KINDS)
_UNIT = re.compile(rf"(?<!\w)(?P<kind>(?i:{_KIND}))\s+(?P<name>{NAME})")
_BODY = r"(?:UBND|U\.B\.N\.D|(?i:[ủu][yỷ] ban nhân dân)|HĐND)\s+"
_BODY_UNIT = re.compile(rf"{_BODY}(?P<kind>(?i:{_KIND}))\s+(?P<name>{NAME})")
_BODY_KIND = re.compile(rf"{_BODY}(?:các\s+)?(?P<kind>(?i:{_KIND}))(?!\w)(?!\s*,)")
_CLOSING = re.compile(r"^\W*(?:Trên đây là|Trên đây|Báo cáo này)")
_NUMBER = re.compile(r"Số\s*:\s*(?P<number>\S*/[A-ZĐ][\w-]*(?:-\w+)*)")
_PLACE = re.compile(rf"(?P<place>{NAME}),\s*ngày\s+(?P<day>[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{{0,4}})")
_TITLE = re.compile(r"^\**\s*(BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|BIÊN BẢN)\b\s*(?P<rest>.*)$")
_OFFICE = re.compile(
    rf"^\W*(?:(?:TM|KT|TL|TUQ|Q)\s?\.\s*[{UPPER} ]+|(?:PHÓ\s+)?CHỦ TỊCH|(?:PHÓ\s+)?GIÁM ĐỐC|(?:PHÓ\s+)?TRƯỞNG PHÒNG|(?:PHÓ\s+)?CHÁNH VĂN PHÒNG|BÍ THƯ)\b"
)
_PERSON = re.compile(rf"^\**\s*(?:{NAME})(?:\s+{NAME})?\s*\**$")
_HEAD = 25
"""The letterhead and title stand in the first so many paragraphs."""


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    name: str

    @property
    def level(self) -> str:
        if self.kind == "thành phố" and fold(self.name) in _CENTRAL_CITIES:
            return "province"
        return _KINDS[self.kind]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


_CENTRAL_CITIES = frozenset(map(fold, ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Hồ Chí Minh")))


def read_letterhead(paragraphs: Sequence[Paragraph]) -> Letterhead:
    """What the first and last paragraphs say; '' or None where they do not."""
    body = [paragraph for paragraph in paragraphs if paragraph.role is Role.BODY]
    head = body[:_HEAD]
    kind, title, title_at = _title(head)
    number = next((match["number"] for paragraph in head if (match := _NUMBER.search(paragraph.text))), "")
    place, day = _place_and_date(head, body)
    unit = _unit(body, title_at)
    return Letterhead(
        type=kind,
        number=number if re.match(r"\d", number) else "",
        date=day,
        place=place,
        issuer=f"UBND {unit}" if unit else "",
        unit=str(unit) if unit else "",
        level=unit.level if unit else "",
        period=_period(title),
        title=title,
        signatory=_signatory(body),
        recipients=_recipients(body),
    )


def _title(head: Sequence[Paragraph]) -> tuple[str, str, int]:
    for at, paragraph in enumerate(head):
        match = _TITLE.match(paragraph.text)
        if match:
            lines = [match["rest"].strip()] if match["rest"].strip() else []
            for below in head[at + 1 : at + 6]:
                if (
                    below.opening
                    or (lines and re.match(r"(?:Thực hiện|Căn cứ|Kính gửi|Theo)\b", below.text))
                    or len(" ".join(lines)) > 400
                ):
                    break
                if lines and _ends_title(lines, below.text):
                    break
                lines.append(below.text)
            return match[1].capitalize(), " ".join(lines).strip(" *"), at
    return "", "", -1


def _ends_title(lines: list[str], below: str) -> bool:
    """A title ends where running text begins: a long paragraph, or one that opens a new sentence."""
    return len(below) > 160 or (below[:1].isupper() and bool(re.search(r"[.;:]$|\b(?:19|20)\d\d\W*$", lines[-1])))


def _place_and_date(head: Sequence[Paragraph], body: Sequence[Paragraph]) -> tuple[str, date | None]:
    tail = body[-_HEAD:]
    for paragraph in [*head, *reversed(tail)]:
        match = _PLACE.search(paragraph.text)
        if match and len(paragraph.text) < 160:
            return match["place"], to_date(match["day"])
    return "", None


def _period(title: str) -> Period | None:
    """The period the title names; words without a year take the year the title names elsewhere."""
    years = re.findall(r"(?:19|20)\d\d", title)
    year = int(years[-1]) if years else None
    results = re.split(r"(?:phương hướng|nhiệm vụ|kế hoạch)", title, maxsplit=1)[0]
    found = [period for _, period in Period.find(results, year=year)] or [period for _, period in Period.find(title, year=year)]
    if found:
        return max(found, key=lambda period: (period.end - period.start, period.start)) if _is_long(title) else found[0]
    return Period.year(year) if year else None


def _is_long(title: str) -> bool:
    return bool(re.search(r"\d+\s+năm|giai đoạn|nhiệm kỳ", fold(title)))


def _units(text: str) -> list[_Unit]:
    return [_Unit(match["kind"].lower(), match["name"]) for match in _UNIT.finditer(text)]


def _unit(body: Sequence[Paragraph], title_at: int) -> _Unit | None:
    """The unit that reports: from the issuing body over the title, else the closing or opening sentence, else by how often
    it is named beside the body that speaks."""
    issuing = _issuing_units([paragraph.text for paragraph in body[: max(title_at, 0)]])
    if issuing:
        return issuing[-1]
    votes: Counter[_Unit] = Counter()
    texts = [paragraph.text for paragraph in body]
    for text in texts:
        votes.update(dict.fromkeys(_units(text), 1))
        votes.update({_Unit(match["kind"].lower(), match["name"]): 3 for match in _BODY_UNIT.finditer(text)})
    for text in texts:
        if _CLOSING.match(text):
            votes.update(
                {_Unit(match["kind"].lower(), match["name"]): 12 for match in _BODY_UNIT.finditer(text)}
                or dict.fromkeys(_units(text), 10)
            )
    for text in texts[:_HEAD]:
        match = re.search(
            rf"(?:UBND|[ỦU][ỷy] ban nhân dân|Ủy ban nhân dân)\s+((?i:{_KIND}))\s+({NAME})\s+(?:kính\s+)?báo cáo", text
        )
        if match:
            votes[_Unit(match[1].lower(), match[2])] += 15
    speaking = Counter(match["kind"].lower() for text in texts for match in _BODY_KIND.finditer(text))
    if speaking:
        kind = speaking.most_common(1)[0][0]
        named = Counter({unit: count for unit, count in votes.items() if unit.kind == kind})
        votes = named or votes
    return votes.most_common(1)[0][0] if votes else None


_BODY_LINE = re.compile(
    rf"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN)\s*(?P<kind>{_KIND.upper()})\s+(?P<name>[{UPPER}\d][{UPPER}\d\s]*?)(?=\s*$|\s+CỘNG|[^\w\s])"
)


def _issuing_units(lines: Sequence[str]) -> list[_Unit]:
    """The bodies over the title, the superior first: 'UBND HUYỆN X' / 'ỦY BAN NHÂN DÂN XÃ Y', perhaps over two lines."""
    joined = [line.strip(" *") for line in lines]
    for at, line in enumerate(joined[:-1]):
        if re.fullmatch(r"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN)", line) and re.match(rf"(?:{_KIND.upper()})\s", joined[at + 1]):
            joined[at] = f"{line} {joined[at + 1]}"
    return [_Unit(match["kind"].lower(), _title_case(match["name"])) for line in joined for match in _BODY_LINE.finditer(line)]


def _title_case(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())


def _signatory(body: Sequence[Paragraph]) -> Signatory:
    for at in range(len(body) - 1, max(-1, len(body) - 30), -1):
        if not _OFFICE.match(body[at].text):
            continue
        first = at
        while first > 0 and _OFFICE.match(body[first - 1].text):
            first -= 1
        title = " ".join(paragraph.text.strip("* ") for paragraph in body[first : at + 1])
        name = next(
            (line.text.strip("* ") for line in body[at + 1 : at + 4] if _PERSON.match(line.text) and len(line.text) < 45), ""
        )
        return Signatory(re.sub(r"\s+", " ", title), name)
    return Signatory()


def _recipients(body: Sequence[Paragraph]) -> tuple[str, ...]:
    found: list[str] = []
    for at, paragraph in enumerate(body):
        match = re.match(r"^\W*Nơi nhận\s*:?\s*(?P<rest>.*)$", paragraph.text)
        if match:
            found = [match["rest"].strip()] if match["rest"].strip() else []
            for below in body[at + 1 :]:
                if not below.text.startswith(("-", "–", "+")):
                    break
                found.append(below.text.lstrip("-–+ ").rstrip(" ;."))
    return tuple(recipient for recipient in found if recipient)
