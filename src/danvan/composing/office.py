"""What frames a report: who issues it, and the blocks above and below its text (Nghị định 30/2020, annex I, cells 1-7 and 9).

What is not known is left as dots or blanks for the office to fill in; nothing is made up.
"""

from dataclasses import dataclass
from datetime import date

from danvan.composing import wml
from danvan.composing.columns import even_width, lines, text_width
from danvan.composing.styles import TEXT_WIDTH
from danvan.composing.wml import element, paragraph, run, twips
from danvan.composing.word import BaseOxmlElement

_BLANK = "…" * 10
_LEFT, _RIGHT = 68, TEXT_WIDTH - 68
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_TO = "Kính gửi"
_BODY_SIZE, _FIRST = 14, 12.7
"""Type size of the body in points, its first line's indent in millimetres."""


@dataclass(frozen=True, slots=True)
class Office:
    """The issuing office. Every field may be left out.

    `superior`: body above ('UBND HUYỆN …'); `issuer`: who issues ('ỦY BAN NHÂN DÂN XÃ …'); `symbol`: after the number
    ('BC-UBND'); `place` and `day` of issue; `addressees`: 'Kính gửi'; `recipients`: 'Nơi nhận', without 'Lưu';
    `signs`: lines over the signature ('TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'); `name` of the signer.
    """

    issuer: str = ""
    superior: str = ""
    symbol: str = "BC-…"
    place: str = ""
    day: date | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    name: str = ""


def letterhead(office: Office, about: str = "") -> list[BaseOxmlElement]:
    """The table at the top of page 1: issuing body and number left, name of the nation, place and date right; under the
    number what a letter is `about` ('V/v …')."""
    bodies = [paragraph("Letterhead", [run(office.superior.upper())])] if office.superior else []
    issuer = issuer_lines(office)
    bodies += [paragraph("Letterhead", [run(line, bold=True)]) for line in issuer]
    bodies += [_rule(issuer[-1], 13, 0.42, _LEFT)]
    nation = [
        paragraph("Motto", [run(_NATION, size=12.5)]),
        paragraph("Motto", [run(_MOTTO, size=13.5)]),
        _rule(_MOTTO, 13.5, 1.0, _RIGHT),
    ]
    number = [paragraph("Number", [run(f"Số:          /{office.symbol}")])]
    if about:
        number.append(paragraph("About", [run(about)]))
    dated = paragraph("Number", [run(f"{office.place or _BLANK[:6]}, {day_in_full(office.day)}", italic=True)])
    upper = wml.row([wml.cell(twips(_LEFT), bodies, middle=False), wml.cell(twips(_RIGHT), nation, middle=False)])
    lower = wml.row([wml.cell(twips(_LEFT), number, middle=False), wml.cell(twips(_RIGHT), [dated], middle=False)])
    return [wml.table([twips(_LEFT), twips(_RIGHT)], [upper, lower], ruled=False)]


def title(subject: str) -> list[BaseOxmlElement]:
    """'BÁO CÁO', the subject under it, and the short rule under that."""
    width = even_width(subject, 14, TEXT_WIDTH - 10)
    spare = twips((TEXT_WIDTH - width * 1.05) / 2)
    return [
        paragraph("DocType", [run("BÁO CÁO")]),
        paragraph("Subject", [run(subject)], indent=(spare, spare)),
        _rule(lines(subject, 14, width)[-1], 14, 0.42, TEXT_WIDTH),
        paragraph("Gap"),
    ]


def addressed(office: Office) -> list[BaseOxmlElement]:
    """'Kính gửi: …' in the middle of the page; nothing where there is nobody to address. Of several each has its line, the
    dashes one below the other under the colon (annex I, cell 9)."""
    if not office.addressees:
        return []
    several = len(office.addressees) > 1
    items = listed(office.addressees) if several else [f"{_TO}: {office.addressees[0]}."]
    dash = text_width(_TO, _BODY_SIZE) if several else 0.0
    width = dash + max(text_width(words, _BODY_SIZE) for words in items)
    left = max(_FIRST, (TEXT_WIDTH - width) / 2)
    head = [paragraph("Addressee", [run(f"{_TO}:")], indent=(twips(left), 0), keep_next=True)] if several else []
    return [*head, *(paragraph("Addressee", [run(words)], indent=(twips(left + dash), 0)) for words in items)]


def signature(office: Office) -> list[BaseOxmlElement]:
    """'Nơi nhận' left, the signature block right; never parted by a page break."""
    left = [paragraph("Recipients", [run("Nơi nhận:", bold=True, italic=True, size=12)], keep_next=True)]
    left += [paragraph("Recipients", [run(words)], keep_next=True) for words in listed(recipients_of(office))]
    right = [paragraph("Signature", [run(words)], keep_next=True) for words in signs_of(office)]
    right += [paragraph("Signature", keep_next=True) for _ in range(4)]
    right += [paragraph("Signature", [run(office.name or _BLANK)])]
    half = twips(TEXT_WIDTH / 2)
    return [
        paragraph("Rule", keep_next=True),
        wml.table(
            [half, half], [wml.row([wml.cell(half, left, middle=False), wml.cell(half, right, middle=False)])], ruled=False
        ),
    ]


def annexed_to(office: Office) -> str:
    """What an appendix goes with; of an electronic document the blanks stay blank (annex I, part III)."""
    of = f" của {office.issuer}" if office.issuer else ""
    return f"(Kèm theo Báo cáo số          /{office.symbol} {day_in_full(office.day)}{of})"


def day_in_full(day: date | None) -> str:
    """'ngày 05 tháng 8 năm 2026': days below 10 and the months 1 and 2 take a zero before (annex I, cell 4)."""
    if day is None:
        return "ngày … tháng … năm ……"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def recipients_of(office: Office) -> tuple[str, ...]:
    """Who gets the report, the file of the office last."""
    return (*(("Như trên",) if office.addressees else ()), *(office.recipients or (_BLANK,)), "Lưu: VT")


def signs_of(office: Office) -> tuple[str, ...]:
    """The lines over the signature."""
    return tuple(words.upper() for words in office.signs) or (_BLANK,)


def listed(words: tuple[str, ...]) -> list[str]:
    """'- a;', '- b.'"""
    return [f"- {item};" for item in words[:-1]] + [f"- {words[-1]}."]


def issuer_lines(office: Office) -> list[str]:
    """The issuing body on one line, or parted before the name of its place, as offices do."""
    issuer = office.issuer.upper() or _BLANK
    kind = "ỦY BAN NHÂN DÂN "
    if issuer.startswith(kind) and text_width(issuer, 13, bold=True) > _LEFT - 4:
        return [kind.strip(), *lines(issuer.removeprefix(kind), 13, _LEFT - 4)]
    return lines(issuer, 13, _LEFT - 4)


def _rule(text: str, size: float, share: float, room: float) -> BaseOxmlElement:
    """A solid rule centred in `room` millimetres, `share` of the width of `text`."""
    spare = twips(max(0.0, room - share * text_width(text, size, bold=True)) / 2)
    made = paragraph("Rule", indent=(spare, spare))
    made[0].insert(1, element("pBdr", element("bottom", val="single", sz=6, space=1, color="000000")))
    return made
