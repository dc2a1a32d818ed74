"""Who issues a report: the fields of its letterhead, filled in by the office or known from the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.composing.office import Office as Issuer
from danvan.site.offices.models import Office


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is asked for: its name in the letterhead, what it is called, an example, whether it has several lines."""

    name: str
    label: str | Promise
    example: str
    lines: bool = False


FIELDS = (
    Field("superior", _("Body above"), "ỦY BAN NHÂN DÂN TỈNH …"),
    Field("issuer", _("Who issues it"), "Ủy ban nhân dân xã …"),
    Field("symbol", _("Symbol after the number"), "BC-UBND"),
    Field("place", _("Place"), "Suối Đào"),
    Field("addressees", _("Addressed to, one a line"), "Sở Nội vụ", lines=True),
    Field("recipients", _("Also sent to, one a line"), "Thường trực Đảng ủy xã", lines=True),
    Field("signs", _("Over the signature, one a line"), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", lines=True),
    Field("name", _("Who signs"), "Nguyễn Văn An"),
)
_LONGEST = 400


def issuer_of(office: Office, letterhead: Mapping[str, Any]) -> Issuer:
    """As composing knows it; a unit's own report is its People's Committee's."""
    given = {field.name: _given(field, letterhead.get(field.name)) for field in FIELDS}
    said = {name: words for name, words in given.items() if words}
    return Issuer(**{"issuer": f"Ủy ban nhân dân {office.name}", "symbol": "BC-UBND", **said})


def from_form(posted: Mapping[str, str]) -> dict[str, Any]:
    """The letterhead as it was filled in; what is empty is left out."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        words = str(posted.get(field.name, ""))[:_LONGEST].replace("\x00", "").strip()
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        if lines:
            found[field.name] = lines if field.lines else " ".join(lines)
    return found


def shown(letterhead: Mapping[str, Any]) -> list[tuple[Field, str]]:
    """Each field with what stands in it, as the form shows it."""
    return [(field, "\n".join(_listed(letterhead.get(field.name)))) for field in FIELDS]


def _given(field: Field, said: Any) -> Any:
    lines = _listed(said)
    return tuple(lines) if field.lines else " ".join(lines)


def _listed(said: Any) -> list[str]:
    """What stands in a field, whether it was kept as one line or several."""
    return [str(line) for line in said] if isinstance(said, list | tuple) else [str(said)] if said else []
