"""From the values of a file to a typed object; what does not fit becomes a CatalogueError at its line."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from danvan.catalogue.borrowed import borrowed
from danvan.catalogue.hints import did_you_mean, either
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import Value
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said, mark

Model = TypeVar("Model", bound=BaseModel)

_A_SOURCE = Said("a source: {{instrument, article, seen, certainty, checked}}, of which certainty is always needed")


def validated(model: type[Model], value: Value, place: Place, **given: Value) -> Model:
    """`value`, which stands at `place`, as a `model`. `given` are the fields the loader sets and a file must not.

    Raises CatalogueError: unknown or missing key, wrong type, value not allowed.
    """
    if not isinstance(value, dict):
        raise place.error("{value} where keys are expected", "{keys}", value=_shown(value), keys=_keys(model, given))
    for key in given.keys() & value.keys():
        raise place.inside(key).error(
            "unknown key '{key}' (it follows from the file's name and place)", "{keys}", key=key, keys=_keys(model, given)
        )
    try:
        # By way of JSON, whose strict mode is what we want: dates and enums from text, and no other change of type.
        return model.model_validate_json(to_json(value | given), strict=True)
    except ValidationError as wrong:
        errors = wrong.errors()
        # A misspelt key is also a missing one: tell the spelling.
        unknown = [error for error in errors if error["type"] == "extra_forbidden"]
        raise min((_sentence(model, place, error, given) for error in unknown or errors), key=_line) from None


def _line(error: CatalogueError) -> int:
    line = error.fields["line"]
    return line if isinstance(line, int) else 0


def _keys(model: type[BaseModel], given: Mapping[str, Value]) -> str:
    return ", ".join(name for name in model.model_fields if name not in given)


def _sentence(model: type[BaseModel], place: Place, error: Any, given: Mapping[str, Value]) -> CatalogueError:
    path = tuple(step for step in error["loc"] if step != "[key]")
    where = place.inside(*path)
    key = str(path[-1]) if path else ""
    owner = _model_at(model, path[:-1])
    found = "{key}: {value}{hint}"
    hint: Said | str = ""
    allowed: Said | str = _keys(owner, given if owner is model else {})
    match error["type"]:
        case "extra_forbidden":
            found, hint = mark("unknown key '{key}'{hint}"), did_you_mean(key, owner.model_fields)
        case "missing":
            found, allowed = mark("'{key}' is missing in '{owner}'"), _A_SOURCE if key == "source" else allowed
        case "literal_error" | "enum":
            choices = str(error["ctx"]["expected"])
            hint = did_you_mean(error["input"], choices.split("'")[1::2])
            allowed = either(filter(None, choices.rpartition(" or ")[::2]))
        case "string_pattern_mismatch":
            allowed = Said("text of the form {pattern}", pattern=error["ctx"]["pattern"])
        case "string_type":
            allowed = Said("text (put a number, true or false in quotes)")
        case _:
            allowed = borrowed(error["msg"].removeprefix("Input should be "))
    value = _shown(error["input"])
    return where.error(found, "{allowed}", key=key, value=value, owner=_owner(where), hint=hint, allowed=allowed)


def _owner(where: Place) -> str:
    """What the value at `where` belongs to: the nearest key above it, or the file."""
    return next((step for step in reversed(where.path[:-1]) if isinstance(step, str)), where.file.name)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """The model whose fields stand at `path`: through fields, list positions and the keys of mappings."""
    at: Any = model
    for step in path:
        at = _without_none(at)
        at = at.model_fields[str(step)].annotation if isinstance(at, type) and issubclass(at, BaseModel) else _item(at)
    at = _without_none(at)
    return at if isinstance(at, type) and issubclass(at, BaseModel) else model


def _without_none(annotation: Any) -> Any:
    choices = [choice for choice in get_args(annotation) if choice is not type(None)]
    return choices[0] if type(None) in get_args(annotation) else annotation


def _item(annotation: Any) -> Any:
    """What a tuple or a mapping holds."""
    arguments = get_args(annotation)
    return arguments[1] if get_origin(annotation) is dict else arguments[0]
