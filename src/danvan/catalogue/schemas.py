"""JSON Schemas of the catalogue's files, for editors: made from the models, so that they say what the loader wants."""

from typing import Any

from pydantic import BaseModel

from danvan.catalogue.models import (
    About,
    Area,
    CheckCard,
    Identity,
    Indicator,
    Instrument,
    Outline,
    PhraseBook,
    Sentence,
    Vocabulary,
)
from danvan.catalogue.models.calendars import Calendar
from danvan.catalogue.models.forms import Form
from danvan.catalogue.models.profiles import Profile
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.models.unit_changes import UnitChange

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """Name of a kind of file -> what such a file may hold."""
    made = {
        "catalogue": _one(About),
        "area": _one(Area, "code", "indicators", "identities", "phrases", "sentences"),
        "indicators": _by_code(_one(Indicator, "code", "area")),
        "identities": _by_code(_one(Identity, "code", "area")),
        "phrases": _one(PhraseBook),
        "sentences": _list(_one(Sentence)),
        "instruments": _list(_one(Instrument)),
        "outline": _one(Outline, "code"),
        "form": _one(Form, "code"),
        "regime": _one(Regime, "code"),
        "scorecard": _one(Scorecard, "code"),
        "calendar": _one(Calendar, "code"),
        "profile": _one(Profile, "code"),
        "unit_change": _one(UnitChange, "code"),
        "check": _one(CheckCard, "code"),
        "vocabulary": _vocabulary(),
    }
    return {name: {"$schema": _DRAFT, **schema} for name, schema in made.items()}


def _one(model: type[BaseModel], *given: str) -> Schema:
    """The schema of a model without the fields that follow from a file's place."""
    schema = _without_null(model.model_json_schema())
    for field in given:
        schema["properties"].pop(field)
    schema["required"] = [field for field in schema.get("required", []) if field not in given]
    return _with_used_definitions(schema)


def _by_code(item: Schema) -> Schema:
    definitions = item.pop("$defs", {})
    card: Schema = {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}
    names = {"pattern": "^[a-z][a-z0-9_]*$"}
    return {"type": "object", "propertyNames": names, "additionalProperties": card, "$defs": definitions}


def _list(item: Schema) -> Schema:
    definitions = item.pop("$defs", {})
    return {"type": "array", "items": item, "$defs": definitions}


def _vocabulary() -> Schema:
    """Each file is one of the word lists; which of them, its name says ('#/$defs/measures')."""
    made = _one(Vocabulary)
    lists = made["properties"]
    return {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in lists], "$defs": {**made.get("$defs", {}), **lists}}


def _without_null(schema: Any) -> Any:
    """What may be left out is left out, never written as null."""
    if isinstance(schema, list):
        return [_without_null(each) for each in schema if each != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if (key, value) != ("default", None)}
    choices = kept.get("anyOf", ())
    if len(choices) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def _with_used_definitions(schema: Schema) -> Schema:
    """Drops the definitions that only the dropped fields referred to."""
    definitions = schema.pop("$defs", {})
    used: Schema = {}
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        used[name] = definitions[name]
        waiting |= _references(definitions[name]) - used.keys()
    return {**schema, "$defs": dict(sorted(used.items()))} if used else schema


def _references(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_references, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
    return own.union(*map(_references, schema.values()))
