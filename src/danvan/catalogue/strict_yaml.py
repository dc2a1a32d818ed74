"""YAML read so strictly that what a person sees is what the program gets.

Three kinds of value come out: text, whole numbers, and `true`/`false`. Everything that one reader of YAML takes for a word
and another for a number, a truth or a time is refused with the way to write it. So are duplicate keys, anchors, aliases,
tags, tabs, and several documents in one file. Dates stay text, but a date that does not exist is refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml  # noqa: TID251 - this is the one place that parses YAML

from danvan.kernel.errors import CatalogueError

Value = str | int | bool | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INVISIBLE = re.compile("[\t\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_WORDS = re.compile(r"(?i:yes|no|on|off|y|n|true|false)")
_TRAPS = (
    (re.compile(r"(?:~|(?i:null))?"), "an empty value", "a value, or no such key at all"),
    (_WORDS, "'{text}', which some read as true or false and some as a word", "true, false, or the word in quotes"),
    (re.compile(r"[-+]?0[\d_]+"), "'{text}', which some read in base 8", "a number without leading zeros, or text in quotes"),
    (re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"), "'{text}', which some read in base 60", "text in quotes"),
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?"), "'{text}' as a date", "dates written as 2024-02-29"),
    (
        re.compile(r"[-+]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][-+]?\d+)?|0[box][\da-fA-F_]+|\.(?i:inf|nan))"),
        "'{text}', which some read as another number than others",
        "whole numbers written with digits only (1637), or text in quotes",
    ),
)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What one file says (`value`), and the line of every key and list item (`lines`)."""

    name: str
    value: Value
    lines: Mapping[Path, int]

    def line(self, path: Path = ()) -> int:
        """The line of `path`, or of the nearest thing above it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, found: str, allowed: str, path: Path = ()) -> CatalogueError:
        return CatalogueError(file=self.name, line=self.line(path), found=found, allowed=allowed)


def read_yaml(raw: bytes, name: str) -> YamlFile:
    """The content of one file. `name` is what errors call it. Raises CatalogueError."""
    text = _decoded(raw, name)
    builder = _Builder(name, yaml.parse(text, Loader=_LOADER))
    try:
        return YamlFile(name, builder.document(), builder.lines)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        problem = getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or "unreadable"
        line = mark.line + 1 if mark else 1
        raise _error(name, line, f"not YAML ({problem})", "keys and values, indented by spaces") from None


def _decoded(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise _error(name, line, "bytes that are not UTF-8", "text saved as UTF-8") from None
    hidden = _INVISIBLE.search(text)
    if hidden:
        called = "a tab" if hidden[0] == "\t" else f"an invisible character (U+{ord(hidden[0]):04X})"
        raise _error(name, text.count("\n", 0, hidden.start()) + 1, called, "spaces and visible characters")
    if not unicodedata.is_normalized("NFC", text):
        line = next(n for n, part in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", part))
        raise _error(name, line, "letters whose marks are separate characters (NFD)", "composed letters (NFC)")
    return text


def _error(name: str, line: int, found: str, allowed: str) -> CatalogueError:
    return CatalogueError(file=name, line=line, found=found, allowed=allowed)


class _Builder:
    """Turns the parser's events into values, keeping the line of each."""

    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name = name
        self.events = events
        self.lines: dict[Path, int] = {(): 1}

    def document(self) -> Value:
        next(self.events)  # the start of the stream
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            raise _error(self.name, 1, "an empty file", "at least one entry, or no such file at all")
        value = self.value(next(self.events), ())
        next(self.events)  # the end of the document
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            raise self.refusal(after, "a second document ('---')", "one document in a file")
        return value

    def value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.AliasEvent):
            raise self.refusal(event, f"the alias '*{event.anchor}'", "the value itself, written out")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise self.refusal(event, f"the anchor '&{event.anchor}'", "the value itself, written out wherever it is used")
        if tag := getattr(event, "tag", None):
            raise self.refusal(event, f"the tag '{tag}'", "plain values: text, whole numbers, true, false, lists, mappings")
        if len(path) > _DEEPEST:
            raise self.refusal(event, f"more than {_DEEPEST} levels", "what the schema of this file describes")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def mapping(self, path: Path) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.value(event, path)
            if not isinstance(key, str):
                raise self.refusal(event, f"{key} as a key", "a word as a key, or the number in quotes")
            here = (*path, key)
            if key in entries:
                first = self.lines[here]
                raise self.refusal(event, f"the key '{key}' again (first on line {first})", "each key once")
            self.lines[here] = _line(event)
            entries[key] = self.value(next(self.events), here)
        return entries

    def sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.lines[here] = _line(event)
            items.append(self.value(event, here))
        return items

    def scalar(self, event: yaml.ScalarEvent) -> Value:
        text: str = event.value
        if _DATE.fullmatch(text):
            return self.date(event, text)
        plain = event.implicit[0]
        if not plain:
            return text
        if _WHOLE.fullmatch(text):
            return int(text)
        if text in ("true", "false"):
            return text == "true"
        for trap, found, allowed in _TRAPS:
            if trap.fullmatch(text):
                raise self.refusal(event, found.format(text=text), allowed)
        return text

    def date(self, event: yaml.ScalarEvent, text: str) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise self.refusal(
                event, f"{text}, a day that does not exist", "days of the calendar, written as 2024-02-29"
            ) from None

    def refusal(self, event: yaml.Event, found: str, allowed: str) -> CatalogueError:
        return _error(self.name, _line(event), found, allowed)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
