"""Given paragraphs into their parts: they take the place of what the outline asks the writer for ('[…]')."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from danvan.composing.model import AreaResult, Line, Part, ReportModel


def with_given(model: ReportModel, given: Mapping[str, Sequence[Line]]) -> ReportModel:
    """`model` with the paragraphs of `given` (part -> paragraphs) under the headings of their parts."""
    return replace(model, parts=tuple(_with(part, given.get(part.code, ())) for part in model.parts))


def _with(part: Part, lines: Sequence[Line]) -> Part:
    if not lines:
        return part
    kept = "\n".join(words for words in part.text.splitlines() if not is_request(words))
    return replace(part, text=kept, areas=(AreaResult("", "", tuple(lines)), *part.areas))


def is_request(words: str) -> bool:
    """Whether `words` ask the writer for something."""
    return words.startswith("[") and words.endswith("]")
