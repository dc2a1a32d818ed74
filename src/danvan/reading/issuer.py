"""Which body issues a document: read from the lines over its title, the superior first, the issuing body last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.reading.formal_lines import DATE_ONLY, NUMBER, PLACE_AND_DATE, RULE, STATE
from danvan.reading.units import KIND, Unit, proper

_COMMITTEE = r"(?:UBND|U\.B\.N\.D|[ỦU][YỶ]\s+BAN\s+NHÂN\s+DÂN)"
_COUNCIL = r"(?:HĐND|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN)"
_PARTY_OF = {"TỈNH": "tỉnh", "THÀNH": "thành phố", "HUYỆN": "huyện", "QUẬN": "quận", "THỊ": "thị xã"}
_PARTY = re.compile(rf"(?P<of>{'|'.join(_PARTY_OF)})\s+[ỦU][YỶ](?:\s+(?P<name>.+))?", re.IGNORECASE)
_PARTY_UNIT = re.compile(r"(?:(?:BCH|BAN\s+CHẤP\s+HÀNH)\s+)?ĐẢNG\s+(?:BỘ|[ỦU][YỶ])(?!\w)", re.IGNORECASE)
_BOARD = re.compile(r"(?:BCH|BAN\s+CHẤP\s+HÀNH)(?!\s+ĐẢNG)", re.IGNORECASE)
_BODY = re.compile(rf"(?P<body>{_COMMITTEE}|{_COUNCIL})(?!\w)", re.IGNORECASE)
_ORGAN = re.compile(
    r"(?:BỘ CHỈ HUY|BỘ|SỞ|PHÒNG|BAN|VĂN PHÒNG|THANH TRA|CHI CỤC|CỤC|TRUNG TÂM|CÔNG AN|UBMTTQ|UBMT|[ỦU][YỶ] BAN|MẶT TRẬN|LIÊN ĐOÀN|HỘI|ĐOÀN"
    r"|KHỐI|TỔ|TRƯỜNG)(?!\w)",
    re.IGNORECASE,
)
_UNIT_AT_END = re.compile(rf"(?P<before>.*?)(?<!\w)(?P<kind>(?i:{KIND}))(?:\s+(?P<name>.+))?$")
_CUT_SHORT = re.compile(rf"(?:{_COMMITTEE}|{_COUNCIL})\s+(?:{KIND})", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:VÀ|CỦA|[-–])\s", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:V\s*/\s*v|Về việc)(?!\w)", re.IGNORECASE)
_MARKS = " *-–_."
_LINE = 90
"""A line of a letterhead is not longer."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """`name` in full ('Phòng Nội vụ huyện Nga Sơn'); `unit`: the administrative unit it belongs to, None when not said."""

    name: str
    unit: Unit | None


def find_issuer(lines: Sequence[str]) -> Issuer | None:
    """The body that issues, from the lines over the title; None when they name no body."""
    above: Issuer | None = None
    for line in _bodies(lines):
        above = _issuer(line, above) or above
    return above


def _bodies(lines: Sequence[str]) -> list[str]:
    """The lines that name bodies, each whole."""
    plain = [line.strip(_MARKS) for line in lines]
    return [" ".join(plain[at] for at in body) for body in bodies(lines)]


def bodies(lines: Sequence[str]) -> list[list[int]]:
    """The bodies that the lines over the title name, the superior first, each by the places of its lines in `lines`."""
    found: list[list[int]] = []
    whole = ""
    for at, line in enumerate(line.strip(_MARKS) for line in lines):
        if not line or len(line) > _LINE or _is_other(line):
            continue
        if whole and _continues(whole, line):
            found[-1].append(at)
            whole = f"{whole} {line}"
        elif _opens_body(line) or (whole and re.match(rf"(?:{KIND})\s", line, re.IGNORECASE)):
            found.append([at])
            whole = line
    return found


def _is_other(line: str) -> bool:
    return any(pattern.match(line) for pattern in (STATE, NUMBER, RULE, _SUBJECT)) or bool(
        PLACE_AND_DATE.fullmatch(line) or DATE_ONLY.fullmatch(line)
    )


def _opens_body(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_BODY, _PARTY, _PARTY_UNIT, _ORGAN))


def _continues(before: str, line: str) -> bool:
    """'ỦY BAN NHÂN DÂN' / 'XÃ X', 'ỦY BAN NHÂN DÂN XÃ' / 'X', 'SỞ NỘI VỤ' / 'TỈNH X', 'SỞ A' / 'VÀ B'."""
    if _GOES_ON.match(line):
        return True
    unit = _UNIT_AT_END.fullmatch(before)
    if re.match(rf"(?:{KIND})\s", line, re.IGNORECASE):
        return not unit and not _PARTY.match(before)
    if _opens_body(line):
        return False
    return bool(_CUT_SHORT.fullmatch(before)) or not unit


def _issuer(line: str, above: Issuer | None) -> Issuer | None:
    party = _PARTY.fullmatch(line)
    if party:
        unit = Unit.of(_PARTY_OF[party["of"].upper()], party["name"]) if party["name"] else above and above.unit
        return Issuer(_party_name(unit), unit) if unit else None
    if _BOARD.fullmatch(line) and above:
        return above
    unit, organ = _own_unit(line, above)
    if _PARTY_UNIT.match(line):
        return Issuer(_party_name(unit), unit) if unit else None
    if not organ or _BODY.fullmatch(organ):
        council = bool(organ) and bool(re.match(_COUNCIL, organ, re.IGNORECASE))
        return Issuer(f"{'HĐND' if council else 'UBND'} {unit}", unit) if unit else None
    return Issuer(_organ_name(organ, unit, above), unit or (above.unit if above else None))


def _own_unit(line: str, above: Issuer | None) -> tuple[Unit | None, str]:
    """The unit a line ends with, and the words before it. 'THANH TRA TỈNH' means the province named above."""
    match = _UNIT_AT_END.fullmatch(line)
    if not match:
        return None, line
    if match["name"]:
        return Unit.of(match["kind"], match["name"]), match["before"].strip()
    same = above is not None and above.unit is not None and above.unit.kind == match["kind"].lower()
    return (above.unit, match["before"].strip()) if above and same else (None, line)


def _party_name(unit: Unit) -> str:
    """A committee of the Party by its unit: 'Huyện ủy Vĩnh Bảo', 'Đảng ủy xã Ba Động'."""
    of = next((words for words, kind in _PARTY_OF.items() if kind == unit.kind), "")
    return f"{of.capitalize()} ủy {unit.name}" if of else f"Đảng ủy {unit}"


def _organ_name(organ: str, unit: Unit | None, above: Issuer | None) -> str:
    name = proper(organ)
    if unit:
        return f"{name} {unit}"
    if above is None or above.unit is None:
        return name
    of_body = name == "Văn phòng" or re.search(r"[ủỦ]y ", above.name)
    superior = above.name if of_body else str(above.unit)
    return f"{name} {superior}"
