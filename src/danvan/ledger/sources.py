"""Sources of figures as JSON and back. Nothing is lost: what is read equals what was written."""

import json
from dataclasses import fields
from typing import Any

from danvan.ledger.figure import Entry, Formula, RollUp, Rows, Shared, Source, Words

_KINDS: dict[str, type[Source]] = {
    "words": Words,
    "entry": Entry,
    "rows": Rows,
    "formula": Formula,
    "rollup": RollUp,
    "shared": Shared,
}


def to_json(source: Source) -> str:
    """`source` as one line of JSON, keys in order: equal sources give equal text."""
    content = {field.name: getattr(source, field.name) for field in fields(source)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Source:
    """The source `to_json` wrote. Raises ValueError for anything else."""
    return from_content(json.loads(text))


def from_content(content: Any) -> Source:
    """The source of which `content` is the JSON, parsed. Raises ValueError for anything else."""
    if not isinstance(content, dict) or content.get("kind") not in _KINDS:
        raise ValueError(f"not a source: {str(content)[:80]}")
    try:
        return _KINDS[content["kind"]](**{name: _value(value) for name, value in content.items()})
    except TypeError as error:
        raise ValueError(f"not a source: {str(content)[:80]}") from error


def parts_of(source: Source) -> tuple[str, ...]:
    """Identifiers of the figures `source` was computed from."""
    return source.figures if isinstance(source, (Formula, RollUp, Shared)) else ()


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
