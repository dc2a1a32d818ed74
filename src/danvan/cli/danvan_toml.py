"""`danvan.toml`: what an office has decided about its own reports. The nearest one counts, from a report's folder upwards.

[check]
ignore = ["FO12"]            # checks that are not run; select = [...] names the only ones that are

[[waive]]
check = "AR02"               # a code or a group
file = "bao-cao-2024.docx"   # optional; * and ? as usual
words = "320 hồ sơ"          # optional: only findings at these words
reason = "…"
by = "…"
until = 2025-12-31           # optional: the last day it holds

[office]                     # who signs what `danvan compose` writes; every key may be left out
superior = "UBND tỉnh Quảng Ngãi"
issuer = "Ủy ban nhân dân xã Vệ Giang"
symbol = "BC-UBND"
place = "Vệ Giang"
addressees = ["Sở Nội vụ"]
recipients = ["Thường trực Đảng ủy xã"]
signs = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
name = "Nguyễn Văn A"
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from danvan.checking.selection import EVERY_CHECK, Selection, unknown
from danvan.checking.waivers import Waiver
from danvan.kernel.errors import FileForbidden, InputError
from danvan.kernel.said import Said, mark

NAME = "danvan.toml"
_TABLES = ("check", "waive", "office")
_CHECK_KEYS = ("select", "ignore")
_OFFICE_WORDS = ("superior", "issuer", "symbol", "place", "name")
_OFFICE_LISTS = ("addressees", "recipients", "signs")
_NEEDED = ("check", "reason", "by")
_WAIVER_KEYS = (*_NEEDED, "file", "words", "until")


class SettingsInvalid(InputError):
    """Fields: file, line, found, allowed."""

    template = "{file}, line {line}: {found}. Allowed: {allowed}."


@dataclass(frozen=True, slots=True)
class Settings:
    """What one file says; `folder` is where it stands, None when there is none."""

    folder: Path | None = None
    selection: Selection = EVERY_CHECK
    waivers: tuple[Waiver, ...] = ()
    office: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Fields of `danvan.composing.office.Office`."""

    def name_of(self, report: Path) -> str:
        """The way from the folder to an absolute path, parted by '/'."""
        return report.relative_to(self.folder or "/").as_posix()

    @property
    def file(self) -> str:
        return str(self.folder / NAME) if self.folder else ""


def nearest(folder: Path) -> Path | None:
    """The file that counts for the reports of `folder`, an absolute path."""
    return next((place / NAME for place in (folder, *folder.parents) if (place / NAME).is_file()), None)


def office_said(folder: Path, codes: Collection[str]) -> dict[str, str | tuple[str, ...]]:
    """Who issues what is written to `folder`, an absolute path: fields of `danvan.composing.office.Office`; none where no file
    counts for it. Raises SettingsInvalid, FileForbidden."""
    file = nearest(folder)
    return dict(read_settings(file, codes).office) if file else {}


def read_settings(file: Path, codes: Collection[str]) -> Settings:
    """What `file` says. `codes`: the checks there are. Raises SettingsInvalid, FileForbidden."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except PermissionError as error:
        raise FileForbidden(file=file) from error
    except UnicodeDecodeError as error:
        found, allowed = mark("letters that are not UTF-8"), mark("a text saved as UTF-8")
        raise SettingsInvalid(file=file, line=1, found=found, allowed=allowed) from error
    text = text.replace("\r\n", "\n")
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(file, text, str(error)) from error
    return _Reader(file, text.split("\n"), codes).settings(said)


def _not_toml(file: Path, text: str, reason: str) -> SettingsInvalid:
    place = re.search(r"at line (\d+)", reason)
    lines = text.rstrip("\n").split("\n")
    number = min(int(place[1]), len(lines)) if place else len(lines)
    found = Said(mark("this line cannot be read: {words}"), words=lines[number - 1].strip())
    return SettingsInvalid(file=file, line=number, found=found, allowed=mark('key = "value", [check], [[waive]], [office]'))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Looks at every value, and names the line of the first that is wrong."""

    file: Path
    lines: list[str]
    codes: Collection[str]

    def settings(self, said: Mapping[str, Any]) -> Settings:
        self._known(said, _TABLES, 0)
        waivers = said.get("waive", [])
        if not isinstance(waivers, list) or not all(isinstance(one, dict) for one in waivers):
            raise self._error(self._line("waive", 0), mark("waivers written in another way"), "[[waive]]")
        return Settings(self.file.parent, self._selection(said), tuple(self._waivers(waivers)), self._office(said))

    def _selection(self, said: Mapping[str, Any]) -> Selection:
        table = said.get("check", {})
        start = self._line_of(r"\s*\[\s*check\s*\]")
        if not isinstance(table, dict):
            raise self._error(self._line("check", 0), mark("'check' that is no table"), "[check]")
        self._known(table, _CHECK_KEYS, start)
        return Selection(*(self._names(table.get(key, []), self._line(key, start)) for key in _CHECK_KEYS))

    def _office(self, said: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
        table = said.get("office", {})
        start = self._line_of(r"\s*\[\s*office\s*\]")
        if not isinstance(table, dict):
            raise self._error(self._line("office", 0), mark("'office' that is no table"), "[office]")
        self._known(table, (*_OFFICE_WORDS, *_OFFICE_LISTS), start)
        words = {key: self._words(table[key], key, start) for key in _OFFICE_WORDS if key in table}
        lists = {
            key: tuple(self._list(table[key], self._line(key, start), '["…", "…"]')) for key in _OFFICE_LISTS if key in table
        }
        return {**words, **lists}

    def _list(self, value: object, line: int, example: str) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._error(line, Said(mark("'{words}' in the place of a list"), words=value), example)
        return [unicodedata.normalize("NFC", one.strip()) for one in value]

    def _names(self, value: object, line: int) -> frozenset[str]:
        names = [one.upper() for one in self._list(value, line, '["FO12", "SP"]')]
        self._checks(names, line)
        return frozenset(names)

    def _checks(self, names: list[str], line: int) -> None:
        for name in unknown(names, self.codes):
            found = Said(mark("there is no check '{words}'"), words=name)
            raise self._error(line, found, ", ".join(sorted({code[:2] for code in self.codes})))

    def _waivers(self, waivers: list[dict[str, Any]]) -> Iterator[Waiver]:
        headings = [number for number, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*waive\s*\]\]", line)]
        for at, waiver in enumerate(waivers):
            yield self._waiver(waiver, headings[at] if at < len(headings) else 1)

    def _waiver(self, said: Mapping[str, Any], start: int) -> Waiver:
        self._known(said, _WAIVER_KEYS, start)
        for key in _NEEDED:
            if key not in said:
                raise self._error(start, Said(mark("a waiver without '{words}'"), words=key), ", ".join(_WAIVER_KEYS))
        words = {key: self._words(said[key], key, start) for key in _WAIVER_KEYS if key in said and key != "until"}
        words["check"] = words["check"].upper()
        self._checks([words["check"]], self._line("check", start))
        words["file"] = words.get("file", "").replace("\\", "/").removeprefix("./")
        return Waiver(**words, until=self._day(said.get("until"), start), line=start)

    def _words(self, value: object, key: str, start: int) -> str:
        if not isinstance(value, str) or not value.strip():
            found = Said(mark("'{words}' without words"), words=key)
            raise self._error(self._line(key, start), found, mark("words in quotes"))
        return unicodedata.normalize("NFC", value.strip())

    def _day(self, value: object, start: int) -> date | None:
        if value is None:
            return None
        try:
            if isinstance(value, str):
                return date.fromisoformat(value.strip())
        except ValueError:
            value = f'"{value}"'
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        found = Said(mark("'{words}' as a date"), words=value)
        raise self._error(self._line("until", start), found, mark("a day written 2025-12-31"))

    def _known(self, said: Mapping[str, Any], allowed: tuple[str, ...], start: int) -> None:
        for key in said:
            if key not in allowed:
                found = Said(mark("'{words}', a word that means nothing here"), words=key)
                raise self._error(self._line(key, start), found, ", ".join(allowed))

    def _line(self, key: str, start: int) -> int:
        """Where `key` stands, after the heading at line `start`; the heading when it is written in a way we do not look for."""
        return self._line_of(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]", start) or start or 1

    def _line_of(self, pattern: str, start: int = 0) -> int:
        return next((at for at, line in enumerate(self.lines[start:], start + 1) if re.match(pattern, line)), 0)

    def _error(self, line: int, found: object, allowed: str) -> SettingsInvalid:
        return SettingsInvalid(file=self.file, line=line, found=found, allowed=allowed)
