"""YAML read so strictly that what a person sees is what the program gets.

Three kinds of value come out: text, whole numbers, and `true`/`false`. Everything that one reader of YAML takes for a word
and another for a number, a truth or a time is refused with the way to write it. So are duplicate keys, anchors, aliases,
tags, tabs, and several documents in one file. Dates stay text, but a date that does not exist is refused.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import yaml  # noqa: TID251 - this is the one place that parses YAML

from danvan.catalogue.borrowed import borrowed
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said, mark

Value = str | int | bool | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INVISIBLE = re.compile("[\t\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_WORDS = re.compile(r"(?i:yes|no|on|off|y|n|true|false)")
_ODD = re.compile(r"[-+.~\d]|(?i:yes|no|on|off|y|n|true|false|null)\Z|\Z")
"""How a plain value begins that is not simply text: every trap below is one."""
_TRAPS = (
    (re.compile(r"(?:~|(?i:null))?"), mark("an empty value"), mark("a value, or no such key at all")),
    (
        _WORDS,
        mark("'{text}', which some read as true or false and some as a word"),
        mark("true, false, or the word in quotes"),
    ),
    (
        re.compile(r"[-+]?0[\d_]+"),
        mark("'{text}', which some read in base 8"),
        mark("a number without leading zeros, or text in quotes"),
    ),
    (
        re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"),
        mark("'{text}', which some read in base 60"),
        mark("text in quotes"),
    ),
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?"), mark("'{text}' as a date"), mark("dates written as 2024-02-29")),
    (
        re.compile(r"[-+]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][-+]?\d+)?|0[box][\da-fA-F_]+|\.(?i:inf|nan))"),
        mark("'{text}', which some read as another number than others"),
        mark("whole numbers written with digits only (1637), or text in quotes"),
    ),
)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What one file says (`value`), and its text, for the lines of errors."""

    name: str
    value: Value
    text: str = ""

    def line(self, path: Path = ()) -> int:
        """The line of `path`, or of the nearest thing above it that is there."""
        lines = lines_of(self.text) if self.text else {}
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)


def read_yaml(raw: bytes, name: str) -> YamlFile:
    """The content of one file. `name` is what errors call it. Raises CatalogueError."""
    text = _decoded(raw, name)
    return YamlFile(name, _Builder(name, text).document(), text)


@lru_cache(maxsize=512)
def lines_of(text: str) -> Mapping[Path, int]:
    """The line of every key and list item of a text that has been read. Asked for by errors only: reading is faster without."""
    lines: dict[Path, int] = {(): 1}
    root = yaml.compose(text, Loader=_LOADER)
    waiting: list[tuple[Path, yaml.Node | None]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            inside = [((*path, key.value), key, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            inside = [((*path, at), value, value) for at, value in enumerate(node.value)]
        else:
            continue
        for here, shown, value in inside:
            lines[here] = shown.start_mark.line + 1
            waiting.append((here, value))
    return lines


def _decoded(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")  # with or without the mark that Notepad puts at the beginning
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise _error(
            name, line, "bytes that are not UTF-8", "text saved as UTF-8 (Notepad: Save As, Encoding: UTF-8)"
        ) from None
    hidden = _INVISIBLE.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        raise _error(
            name,
            line,
            "a tab" if hidden[0] == "\t" else "an invisible character (U+{code:04X})",
            "spaces and visible characters",
            code=ord(hidden[0]),
        )
    if not unicodedata.is_normalized("NFC", text):
        line = next(n for n, part in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", part))
        raise _error(name, line, "letters whose marks are separate characters (NFD)", "composed letters (NFC)")
    return text


def _error(name: str, line: int, found: str, allowed: str, /, **blanks: object) -> CatalogueError:
    return CatalogueError(file=name, line=line, found=Said(found, **blanks), allowed=Said(allowed, **blanks))


class _Builder:
    """Turns the parser's events into values. Runs over every byte of the catalogue at each start, so it does little."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def document(self) -> Value:
        """The one document of the text. Raises CatalogueError."""
        parser = _LOADER(self.text)
        self.next = parser.get_event
        try:
            return self._document()
        except yaml.YAMLError as wrong:
            at = getattr(wrong, "problem_mark", None)
            problem = borrowed(getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or "unreadable")
            line = at.line + 1 if at else 1
            raise _error(
                self.name, line, "not YAML ({problem})", "keys and values, indented by spaces", problem=problem
            ) from None
        finally:
            parser.dispose()

    def _document(self) -> Value:
        self.next()  # the start of the stream
        if not isinstance(self.next(), yaml.DocumentStartEvent):
            raise _error(self.name, 1, "an empty file", "at least one entry, or no such file at all")
        value = self.value(self.next(), 0)
        self.next()  # the end of the document
        after = self.next()
        if isinstance(after, yaml.DocumentStartEvent):
            raise self.refusal(after, "a second document ('---')", "one document in a file")
        return value

    def value(self, event: yaml.Event, depth: int) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                raise self.marked(event, event.anchor, event.tag)
            return self.scalar(event)
        if not isinstance(event, yaml.CollectionStartEvent):
            alias = getattr(event, "anchor", "")
            raise self.refusal(event, "the alias '*{alias}'", "the value itself, written out", alias=alias)
        if event.anchor or event.tag:
            raise self.marked(event, event.anchor, event.tag)
        if depth > _DEEPEST:
            raise self.refusal(event, "more than {most} levels", "what the schema of this file describes", most=_DEEPEST)
        return self.mapping(depth + 1) if isinstance(event, yaml.MappingStartEvent) else self.sequence(depth + 1)

    def marked(self, event: yaml.Event, anchor: str | None, tag: str | None) -> CatalogueError:
        """The refusal of what stands before a value."""
        if anchor:
            return self.refusal(
                event, "the anchor '&{anchor}'", "the value itself, written out wherever it is used", anchor=anchor
            )
        return self.refusal(
            event, "the tag '{tag}'", "plain values: text, whole numbers, true, false, lists, mappings", tag=tag
        )

    def mapping(self, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.value(event, depth)
            if not isinstance(key, str):
                raise self.refusal(event, "{key} as a key", "a word as a key, or the number in quotes", key=key)
            if key in entries:
                first = _first_line(self.text, key, _line(event))
                raise self.refusal(
                    event, "the key '{key}' again (first on line {first})", "each key once", key=key, first=first
                )
            entries[key] = self.value(self.next(), depth)
        return entries

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self.value(event, depth))
        return items

    def scalar(self, event: yaml.ScalarEvent) -> Value:
        text: str = event.value
        plain = event.implicit[0]
        if not (_ODD if plain else _DATE).match(text):
            return text
        return self.odd(event, text, plain=plain)

    def odd(self, event: yaml.ScalarEvent, text: str, *, plain: bool) -> Value:
        """What may be a number, a truth, a day, or a trap."""
        if _DATE.fullmatch(text):
            return self.date(event, text)
        if not plain:
            return text
        if _WHOLE.fullmatch(text):
            return int(text)
        if text in ("true", "false"):
            return text == "true"
        for trap, found, allowed in _TRAPS:
            if trap.fullmatch(text):
                raise self.refusal(event, found, allowed, text=text)
        return text

    def date(self, event: yaml.ScalarEvent, text: str) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise self.refusal(
                event, "{day}, a day that does not exist", "days of the calendar, written as 2024-02-29", day=text
            ) from None

    def refusal(self, event: yaml.Event, found: str, allowed: str, /, **blanks: object) -> CatalogueError:
        return _error(self.name, _line(event), found, allowed, **blanks)


def _first_line(text: str, key: str, again: int) -> int:
    """Where a mapping first has the key that it has again on line `again`."""
    waiting: list[yaml.Node | None] = [yaml.compose(text, Loader=_LOADER)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            lines: list[int] = [each.start_mark.line + 1 for each, _ in node.value if each.value == key]
            if again in lines[1:]:
                return lines[0]
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return again


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
