"""Sentences of the libraries the catalogue is read with, so far as people meet them: they are translated like our own."""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from danvan.kernel.said import Said, mark

_YAML = (
    mark("mapping values are not allowed in this context"),
    mark("block sequence entries are not allowed in this context"),
    mark("did not find expected key"),
    mark("did not find expected '-' indicator"),
    mark("did not find expected ',' or ']'"),
    mark("did not find expected ',' or '}}'"),
    mark("did not find expected node content"),
    mark("did not find expected <document start>"),
    mark("did not find expected alphabetic or numeric character"),
    mark("did not find expected comment or line break"),
    mark("could not find expected ':'"),
    mark("found unexpected end of stream"),
    mark("found character that cannot start any token"),
    mark("found unknown escape character"),
    mark("control characters are not allowed"),
)
_SQL = (
    mark("Invalid expression / Unexpected token"),
    mark("Required keyword: '{keyword}' missing for <class 'sqlglot.expressions.{node}'>"),
    mark("Error tokenizing '{text}'"),
    mark("Expecting {text}"),
)
_VALUES = (
    mark("a valid integer"),
    mark("a valid decimal"),
    mark("Decimal input should be an integer, float, string or Decimal object"),
    mark("a valid boolean"),
    mark("a valid date"),
    mark("a valid date in the format YYYY-MM-DD, {reason}"),
    mark("input is too short"),
    mark("day value is outside expected range"),
    mark("month value is outside expected range"),
    mark("invalid date separator, expected `-`"),
    mark("a valid array"),
    mark("an object"),
    mark("greater than or equal to {limit}"),
    mark("greater than {limit}"),
    mark("less than or equal to {limit}"),
    mark("less than {limit}"),
    mark("Tuple should have at least {least} item after validation, not {found}"),
    mark("Tuple should have at least {least} items after validation, not {found}"),
    mark("Tuple should have at most {most} items after validation, not {found}"),
    mark("String should have at least {least} character"),
)
_FILES = (
    mark("Permission denied"),
    mark("Input/output error"),
    mark("No such file or directory"),
)


def borrowed(sentence: str) -> Said | str:
    """A sentence of PyYAML, sqlglot, pydantic or the system, to be translated; one that is not known stays as it is. The
    first template it fits is taken: the longer of two that begin alike stands first."""
    for template, pattern in _patterns().items():
        match = pattern.fullmatch(sentence)
        if match:
            return Said(template, **{name: borrowed(blank) for name, blank in match.groupdict().items()})
    return sentence


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {template: re.compile(_pattern(template)) for template in (*_YAML, *_SQL, *_VALUES, *_FILES)}


def _pattern(template: str) -> str:
    pieces = Formatter().parse(template)
    return "".join(re.escape(text) + (f"(?P<{name}>.+)" if name else "") for text, name, *_ in pieces)
