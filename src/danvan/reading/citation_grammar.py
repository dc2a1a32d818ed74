"""How legal texts are named: patterns of symbols, dates, issuers, and of texts known by a name instead of a number.

Every repetition is bounded, so that a page of capitals or a list of a thousand numbers takes no longer than other text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danvan.catalogue.models import Instrument, Vocabulary
from danvan.reading.letters import UPPER
from danvan.reading.lexicon import either, fold

_PART = rf"[{UPPER}]\w{{0,30}}"
# Letters, then more letters behind hyphens; a stray space may stand on either side of a hyphen, and a dash or a stop in its place.
_HYPHEN = r"[-‐‑–—]"
_LETTERS = rf"{_PART}(?:\s?{_HYPHEN}\s?(?:{_PART}|\d{{1,4}}\b)|\.(?=[{UPPER}]{{2}}){_PART}|\s?&\s?{_PART}){{0,6}}"
_REST = rf"(?:/\s?{_LETTERS}(?:\s?/\s?{_LETTERS}){{0,3}}|{_HYPHEN}\s?{_LETTERS}\s?/\s?{_LETTERS}(?:\s?/\s?{_LETTERS})?)"
SYMBOL = rf"\d{{1,5}}[a-zđ]?\s?(?:/\s?(?:19|20)\d\d)?\s?{_REST}"
_LOOSE = rf"(?:\d{{1,3}}\.\d{{3}}|(?=[\dOlI]{{0,3}}\d)[\dOlI]{{1,5}})[a-zđ]?\s?(?:/\s?(?:19|20)\d\d)?\s?{_REST}"
"""Behind a type that says it is a number: a point for thousands (2.145/QĐ-UBND), a letter O or l in the place of a digit."""
YEARED = re.compile(r"/(?:19|20)\d\d/")
"""The year in a number: such a text has its own date."""
_HASTE = r"\s+(?:thượng\s+khẩn|hỏa\s+tốc|hoả\s+tốc|khẩn|mật)"
HYPHENS = re.compile(_HYPHEN)
_ISSUED = re.compile(r"[^\W\d]\s?[-/]|\d/[A-Z]+\d")
"""Letters with an issuer behind them ('KH-UBND', 'QĐ/TW'), or the two in one ('2022/QH15'): not the '12/KH' of a tally."""

_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
DATE = rf"(?:(?:(?:được\s+)?(?:ban hành|ký)\s+)?ngày\s+)?(?P<date>{_DAY})"
_MONTH_ONLY = r"(?:ngày\s*[\s./…_-]{0,12})?tháng\s+\d{1,2}(?:\s*/\s*|\s+năm\s+)(?:19|20)\d\d(?!\d)|ngày\s*[./…_-][\s./…_-]{0,11}\d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)"
"""A date whose day was left open: 'ngày … tháng 5 năm 2023', 'ngày …/5/2023', 'tháng 3/2024'."""
_TAIL = rf"(?:\s*,?\s*\(?(?:{DATE}|(?P<month>{_MONTH_ONLY}))\)?)?"
DATE_BEHIND = re.compile(rf"\s*,?\s*\(?{DATE}\)?")
DATE_BEFORE = re.compile(rf"(?:ngày\s+)?(?P<date>{_DAY})[^.;]{{0,60}}?(?:ban hành|ký|phê duyệt)\s+$", re.IGNORECASE)

_COMMITTEE = r"[ỦU][ỷy] ban"
_CENTRAL_BODY = (
    rf"Thủ tướng(?:\s+Chính [pP]hủ)?|TTgCP|TTg|Chính [pP]hủ|Quốc hội|UBTVQH|{_COMMITTEE} [Tt]hường vụ Quốc hội|Bộ Chính trị|Ban Bí thư"
    r"|(?:Ban Chấp hành|BCH)\s?(?:Trung ương|TW)(?:\s+Đảng)?|Trung ương(?:\s+Đảng)?|Văn phòng (?:Chính phủ|Quốc hội|Trung ương(?: Đảng)?)"
    r"|Thanh tra Chính phủ|Bộ trưởng"
)
# A department's name is a capital and the small syllable behind it; what may follow 'và' is a closed list, for a next
# text may stand there as well ('của Bộ Nội vụ và Kế hoạch số 12/KH-UBND').
_NOT_IN_NAME = r"(?:về|và|của|quy|ban|ngày|tại|cho|đã|trong|năm|khóa|khoá|số|xã|phường|huyện|quận|tỉnh|thành|thị|là|do|để|có)\b"
_DEPARTMENT = (
    r"(?:Bộ|Sở|Phòng|Tổng cục|Cục|Chi cục|Ban Chỉ đạo|Ban|Thanh tra|Văn phòng)"
    rf"(?:\s+[{UPPER}]\w{{0,9}}(?:\s+(?!{_NOT_IN_NAME})[^\W\d{UPPER}]\w{{0,6}})?"
    r"(?:,\s+Thể thao|\s*-\s*Thương binh|\s*-\s*Kế hoạch)?"
    r"(?:\s+và\s+(?:Dân vận|Tôn giáo|Gia đình|Đầu tư|Đào tạo|Phát triển nông thôn|Truyền thông|Xã hội|Môi trường|Công nghệ|Du lịch|Thể thao|Thông tin))?)?"
)
_LOCAL_BODY = (
    rf"(?:Ban\s+)?Thường trực|Ban Thường vụ|Ban Chấp hành|Ban cán sự đảng|BTV|BCH|Chủ tịch|UBND|{_COMMITTEE} [nN]hân dân|HĐND|Hội đồng [nN]hân dân|UBMTTQ(?:VN)?|MTTQ"
    rf"|{_COMMITTEE} (?:MTTQ|Mặt trận Tổ quốc)|Đảng bộ|(?:Đảng|Huyện|Tỉnh|Thành|Quận|Thị)\s[ủu](?:ỷ|y|ỵ)|Trung tâm Phục vụ hành chính công|Bộ Chỉ huy|Bộ Tư lệnh|Liên đoàn Lao động|Tòa án|Viện kiểm sát|Công an"
)
_PLACE = rf"(?:\s+(?:[{UPPER}]\w{{0,12}}|xã|phường|huyện|tỉnh|thành phố|thị trấn|thị xã|quận|đặc khu|vụ|vận|ủy|uỷ|dân|nhân)(?!\w)){{0,6}}"
_BODY = rf"(?:{_CENTRAL_BODY}|{_LOCAL_BODY}|{_DEPARTMENT})(?!\w)(?:\s+(?:{_LOCAL_BODY})(?!\w))?{_PLACE}"
_ISSUES = r"(?:ký\s+)?ban hành|ký|ra"
ISSUES = re.compile(rf"(?:{_ISSUES})\s+(?:các\s+)?$")
ISSUER_BEFORE = re.compile(rf"(?<!của\s)(?P<issuer>{_BODY})\s+(?:đã\s+|vừa\s+)?(?:{_ISSUES})\s+(?:các\s+)?$")
ISSUED_BY = re.compile(rf"\)?\s*,?\s*do\s+(?P<issuer>{_BODY})\s+(?:ký\s+)?ban hành")
ISSUER = re.compile(rf"\)?\s*,?\s*của\s+(?P<issuer>{_BODY})")
QUOTED = re.compile(r"[^.;“\"]{0,60}?[“\"](?P<title>[^”\"]{5,300})[”\"]")
QUOTED_BEFORE = re.compile(
    r"[“\"](?P<title>[^”\"“]{5,300})[”\"]\s*,?\s*\(?\s*(?:(?:được\s+)?(?:ban hành|phê duyệt)\s+)?(?:kèm\s+)?(?:theo|tại)\s+(?:các\s+)?$"
)
"""'“Quy chế …” ban hành kèm theo Quyết định số …': the title stands before."""
TITLED = re.compile(
    r"(?<!\w)(?P<type>Kế hoạch(?: phối hợp| hành động| liên tịch)?|Đề án|Phương án|Quy chế(?: phối hợp)?|Chỉ thị|Nghị quyết|Quyết định|Kết luận)"
    r"(?:\s+về(?:\s+việc)?)?\s*[“\"](?P<title>[^”\"“]{10,300})[”\"]"
)
"""A text named by its title alone: 'Kế hoạch “Phối hợp thực hiện …”'."""
PROVISION = re.compile(
    r"(?P<provision>(?:(?:điểm\s+[a-zđ](?:\s?(?:,|và)\s?[a-zđ]\b)*\s*,?\s*)?khoản\s+\d{1,2}(?:\s?(?:,|và)\s?\d{1,2}\b)*\s*,?\s*)?"
    r"điều\s+\d{1,3}[a-zđ]?\b(?:\s?(?:,|và)\s?(?:điều\s+)?\d{1,3}\b)*)\s*,?\s*(?:của\s+)?$",
    re.IGNORECASE,
)
REACH = 140
"""So many characters before a mention are searched for what belongs to it: its date, issuer, title, article."""

_TERM = r"(?:khoá|khóa)\s+[IVX]{1,6}(?:\s*(?:,|và)\s*[IVX]{1,6}\b){0,4}"
CENTRAL = re.compile(
    r"(?P<type>Nghị quyết)\s+(?:số\s+)?(?P<number>(?:Hội nghị\s+(?:lần thứ\s+\w{1,9}\s+)?)?(?:TW|Trung ương)\s?\d{1,2}"
    rf"(?:\s*\(\s*{_TERM}\s*\)|\s*,?\s*{_TERM})?)"
)
CONGRESS = re.compile(
    r"(?P<type>Nghị quyết)\s+(?:(?:Đại hội\s+)?(?:đại biểu\s+)?(?:toàn quốc\s+)?Đảng bộ\s+[\w\s]{0,40}?(?:lần thứ|khóa|khoá)\s+(?:[IVXLC]{1,7}|\d{1,2})\b"
    r"|Đại hội\s+(?:đại biểu\s+)?(?:toàn quốc\s+)?(?:của\s+)?(?:Đảng\s+)?(?:lần thứ\s+)?[IVX]{1,6}\b(?:\s+(?:của\s+)?Đảng\b)?)"
)
CONSTITUTION = re.compile(r"(?<!\w)(?P<type>Hiến pháp)(?:\s+năm)?\s+(?:19|20)\d\d(?!\w)")

NEXT = re.compile(r"\s*(?:[,;]\s*và|[,;]|và)?\s*(?:số\s*:?\s*)?")
"""What stands between two members of a list of texts."""
NEXT_NUMBER = re.compile(
    rf"\s*(?:[,;]\s*và|[,;]|và)\s*(?:số\s+)?(?P<number>(?!(?:19|20)\d\d\b)\d{{2,4}})"
    rf"(?=\s*(?:[,;]|[.](?!\d)|\)|$|và\s+(?:số\s+)?\d|của\b|ngày\b|về\b|\()){_TAIL}"
)
OWN_NUMBER = re.compile(rf"(?:^\W*(?:Số|SỐ)\s*:?|(?<!\w)(?:Số|SỐ)\s*:)\s*(?P<number>{SYMBOL}|\d{{1,5}}(?=\s*$))")
"""'Số: 15/BC-UBND' in the letterhead: the report's own."""
CODE = re.compile(rf"\d(?<![\w/.,-]\d)\d{{0,4}}/[{UPPER}]{{2,6}}(?![\w/-])")
SYMBOL_SIGN = re.compile(rf"[\dOlI][a-zđ]?\s{{0,2}}(?:/\s?(?:19|20)\d\d\s?)?[/‐‑–—-]\s?[{UPPER}]")
"""Stands in every symbol, also in one with a letter in the place of a digit."""
NUMBER_SIGN = re.compile(r"số\s*:?\s*\d")
REPORT_TITLE = re.compile(r"\W*(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|BIÊN BẢN|CHƯƠNG TRÌNH|HƯỚNG DẪN|CÔNG VĂN)\b")

_STOP = (
    r"(?:và|của|được|có|đã|để|do|theo|trong|trên|tại|cho|về|là|số|năm|ngày|này|đến|từ|với|quy|ban|nhằm|như|khi|sẽ|phải|đối|gắn|bằng"
    r"|tới|cũng|đang|vào|ra|mà|thì|nên|các|những|hiện)\b"
)
_WORD = rf"\s+(?!{_STOP})[^\W\d_]\w{{0,6}}"
_CLEAR = r"(?=\s*(?:[,.;:)(”\"]|$|và\b|năm\b|số\b|được\b|của\b|đã\b|(?:19|20)\d\d\b))"
# Names with a comma inside cannot be told from a list by grammar.
_WITH_COMMA = (
    r"Cán bộ,\s+công chức|Thi đua,\s+khen thưởng|An toàn,\s+vệ sinh lao động|Trật tự,\s+an toàn giao thông đường bộ"
    rf"|Phòng,\s+chống(?:{_WORD}){{1,5}}|Hôn nhân và gia đình|Nghĩa vụ quân sự"
)
_YEAR = r"(?:\s+(?:số\s+)?(?:năm\s+)?(?:19|20)\d\d(?![\w/-]))?"
_SCHOOL = r"(?<!học\s)(?<!trường\s)(?<!khoa\s)(?<!Khoa\s)(?<!Hội\s)(?<!hội\s)(?<!ngành\s)(?<!Trường\s)"
NAMED_LAW = re.compile(
    rf"(?<!\w){_SCHOOL}(?P<type>Luật|Bộ luật|Bộ Luật|Pháp lệnh)\s+"
    rf"(?:{_WITH_COMMA}|[{UPPER}]\w{{0,7}}(?:(?:{_WORD}){{1,7}}{_CLEAR}|\s+(?!{_STOP})[^\W\d_{UPPER}]\w{{0,6}}(?!\w))){_YEAR}"
)
IN_A_NAME = re.compile(rf"[\w,]\s[{UPPER}]\w{{0,12}}\s$")
"""What stands before the 'Luật' of a person's name ('ông Trần Luật Nghĩa'): a capital inside the sentence."""
AMENDING_LAW = re.compile(
    rf"(?<!\w)(?P<type>Luật)\s+[Ss]ửa đổi(?:,?\s+bổ sung)?(?:\s+một số)?(?:\s+điều)?\s+(?:của\s+)?(?:các\s+)?"
    rf"Luật\s+(?:{_WITH_COMMA}|[{UPPER}]\w{{0,7}}(?:{_WORD}){{0,7}})"
    rf"(?:(?:\s*,|\s+và)\s+Luật\s+(?:{_WITH_COMMA}|[{UPPER}]\w{{0,7}}(?:{_WORD}){{0,7}})){{0,5}}{_YEAR}"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """`numbers`: patterns of bare numbers, whose lists go on; the first asks for 'số' before the number. `law`: names of known laws, over folded text."""

    typed: tuple[re.Pattern[str], ...]
    symbol: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    law: re.Pattern[str] | None
    abbreviations: Mapping[str, str]
    symbols: Mapping[str, tuple[str, ...]]

    def letters(self, number: str) -> str:
        """The letters of a symbol that say a type: 'KH' of '12/KH-UBND', '' of '567/UBND-NV'."""
        match = re.match(r"\d+[a-zđ]?(?:/\d{4})?[/-]([^\W\d]+)", number)
        known = {letters for group in self.symbols.values() for letters in group}
        return match[1] if match and match[1] in known else ""

    def type_of(self, number: str) -> str:
        """The type a symbol's letters say, '' when they may be those of two types (QĐ: Quyết định, Quy định)."""
        letters = self.letters(number)
        types = [name for name, known in self.symbols.items() if letters and letters in known]
        return types[0] if types and all(name.startswith(types[0]) for name in types) else ""


def build_grammar(vocabulary: Vocabulary, instruments: Sequence[Instrument]) -> Grammar:
    """The patterns for the types, symbols and laws the catalogue knows."""
    names = sorted(vocabulary.citation_types, key=len, reverse=True)
    kind = _kind(names)
    short = _abbreviations(vocabulary)
    number = rf"(?P<number>{SYMBOL})(?!\w)"
    loose = rf"(?P<number>{_LOOSE})(?!\w)"
    said = r"(?:số\s*:?\s*)?"
    # A bare number is a mention only after 'số', or where the sentence goes on as after a name: else it counts something.
    goes_on = r"(?=\s*(?:,|;|\.(?!\d)|\)|“|$|của\b|ngày\b|và\b|về\b|do\b))"
    # the first letter first, for to search for one of few letters is quicker than to ask at every place what stands before it
    capital = rf"(?P<type>{'|'.join(_led(name) for name in names)})"
    return Grammar(
        typed=tuple(
            re.compile(pattern)
            for pattern in (
                rf"{kind}\s+của\s+(?P<owner>{_BODY})\s+số\s*:?\s*{loose}{_TAIL}",
                rf"{kind}\s+{DATE}(?:\s+của\s+(?P<owner>{_BODY}))?\s*,?\s+số\s*:?\s*{loose}",
                rf"{kind}(?:\s*:|{_HASTE})?\s+{said}{loose}{_TAIL}",
                rf"(?P<short>{'|'.join(_led(name, _IN_SYMBOL) for name in sorted(short, key=len, reverse=True))})\s+{said}{number}{_TAIL}",
            )
        ),
        symbol=re.compile(rf"(?<!\w)(?<!\d[./]){number}{_TAIL}"),
        numbers=(
            re.compile(rf"{kind}\s+số\s*:?\s*(?P<number>\d{{1,4}}[a-zđ]?)(?![\w%/-]|[.,]\d){_TAIL}"),
            re.compile(rf"{capital}\s+(?:số\s*:?\s*)?(?P<number>\d{{1,4}}/(?:19|20)\d\d)(?![\w/-]|\s?-){_TAIL}"),
            re.compile(rf"{capital}\s+(?P<number>\d{{1,4}}[a-zđ]?){goes_on}{_TAIL}"),
            re.compile(
                rf"(?P<short>QĐ|NQ|NĐ|PL)(?<![\w/-]QĐ)(?<![\w/-]N[QĐ])(?<![\w/-]PL)\s+(?:số\s*:?\s*)?(?P<number>\d{{2,4}}){goes_on}{_TAIL}"
            ),
        ),
        law=_known_laws(instruments),
        abbreviations=short,
        symbols=vocabulary.citation_symbols,
    )


_IN_SYMBOL = r"[\w/-]"


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


def _led(name: str, behind: str = r"\w") -> str:
    """A pattern for `name` that stands behind no character of the class `behind`."""
    first = re.escape(name[0])
    return rf"{first}(?<!{behind}{first}){_spaced(name[1:])}"


def _kind(names: Sequence[str]) -> str:
    """Any of the types, letters large or small, that is no end of another word."""
    behind: dict[str, list[str]] = {}
    for name in names:
        behind.setdefault(name[0].lower() + name[0].upper(), []).append(_spaced(name[1:]))
    either = "|".join(rf"(?<=[{first}])(?i:{'|'.join(rests)})" for first, rests in behind.items())
    return rf"(?P<type>[{''.join(behind)}](?<!\w.)(?:{either}))"


def has_issuer(number: str) -> bool:
    """Whether a symbol names an issuer, so that it is one even with no type before it."""
    return bool(_ISSUED.search(re.sub(r"^\s*\d+[a-zđ]?\s?-\s?", "", number)))


def _abbreviations(vocabulary: Vocabulary) -> dict[str, str]:
    """'QĐ' -> Quyết định: the letters a type's symbol opens with, or its initials; the first type to claim them has them."""
    short: dict[str, str] = {}
    for name, letters in vocabulary.citation_symbols.items():
        if letters and letters[0] != "QH":
            short.setdefault(letters[0], name)
    for name in vocabulary.citation_types:
        if " " in name:
            short.setdefault("".join(word[0].upper() for word in name.split()), name)
    return short


def _known_laws(instruments: Sequence[Instrument]) -> re.Pattern[str] | None:
    """Laws of the register by name, and laws its other entries name ('Quy định chi tiết Luật Hộ tịch và Nghị định…')."""
    titles = {
        fold(item.title.removeprefix("Luật ").strip())
        for item in instruments
        if item.type in ("Luật", "Bộ luật") and not item.title.startswith("Luật sửa")
    }
    for item in instruments:
        titles |= {
            fold(match[1]) for match in re.finditer(rf"Luật ([{UPPER}]\w*(?:{_WORD}){{1,5}})(?=,|\)|$| và )", item.title)
        }
    return re.compile(rf"(?<!\w)luật\s+(?:{either(titles)})(?!\w){_YEAR}") if titles else None
