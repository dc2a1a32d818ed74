"""What other programs rely on: the JSON of `read` and `check`, version 1."""

import json
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from danvan.cli.reading_json import number

Danvan = Callable[..., Any]
SCHEMAS = Path(__file__).parents[2] / "docs/reference/schema"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def missing(tmp_path: Path) -> Path:
    return tmp_path / "missing.txt"


@pytest.mark.parametrize("command", ["read", "check"])
def test_one_file_is_one_object_by_the_schema(command: str, false_report: Path, danvan: Danvan) -> None:
    answer = json.loads(danvan(command, false_report, "--format", "json").out)
    validator(command).validate(answer)
    assert answer["version"] == 1
    assert answer["file"] == str(false_report)


@pytest.mark.parametrize("command", ["read", "check"])
def test_several_files_are_an_array_in_the_order_given(
    command: str, true_report: Path, false_report: Path, danvan: Danvan
) -> None:
    files = [false_report, true_report, false_report]
    answer = json.loads(danvan(command, *files, "--format", "json").out)
    validator(command).validate(answer)
    assert [one["file"] for one in answer] == [str(file) for file in files]


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_file_that_cannot_be_read_has_its_error_in_its_place(
    command: str, true_report: Path, missing: Path, danvan: Danvan
) -> None:
    ended = danvan(command, missing, true_report, "--format", "json")
    answer = json.loads(ended.out)
    assert ended.code == 2
    assert "there is no such file" in ended.err
    assert set(answer[0]) == {"version", "file", "error"}
    assert answer[1]["file"] == str(true_report)


def test_the_error_object_is_in_the_schema_of_read(true_report: Path, missing: Path, danvan: Danvan) -> None:
    validator("read").validate(json.loads(danvan("read", missing, true_report, "--format", "json").out))


def test_offsets_are_places_in_the_text_that_is_printed(true_report: Path, danvan: Danvan) -> None:
    text = danvan("read", "--text", true_report).out
    answer = json.loads(danvan("read", true_report, "--format", "json").out)
    assert text == true_report.read_text(encoding="utf-8")
    assert answer["figures"]
    for item in (*answer["figures"], *answer["citations"]):
        assert text[item["start"] : item["end"]] == item["text"]


def test_what_is_missing_is_empty_or_null(tmp_path: Path, danvan: Danvan) -> None:
    file = tmp_path / "bare.txt"
    file.write_text("Đã trồng 7 cây trúc.", encoding="utf-8")
    answer = json.loads(danvan("read", file, "--format", "json").out)
    assert (answer["document"]["date"], answer["document"]["period"], answer["document"]["issuer"]) == (None, None, "")
    assert (answer["figures"][0]["indicator"], answer["figures"][0]["qualifier"]) == (None, "")


def test_json_speaks_the_language_asked_for(false_report: Path, danvan: Danvan) -> None:
    messages = [
        json.loads(danvan("check", false_report, "--format", "json", "--lang", lang).out)["findings"][0]["message"]
        for lang in ("vi", "en")
    ]
    assert messages[0] != messages[1]


@pytest.mark.shared
def test_real_reports_fit_the_schemas(seeds: list[Path], danvan: Danvan) -> None:
    for command in ("read", "check"):
        validator(command).validate(json.loads(danvan(command, *seeds, "--format", "json").out))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25), max_value=10**25, places=6))
@settings(max_examples=200)
def test_no_digit_of_a_value_is_ever_lost(value: Decimal) -> None:
    printed = json.loads(json.dumps(number(value)))
    assert Decimal(printed if isinstance(printed, str) else repr(printed)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(335), 335),
        (Decimal("83.39"), 83.39),
        (Decimal(5565871416), 5565871416),
        (Decimal(12345678901234567890), "12345678901234567890"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Fraction(335), 335),
        (Fraction(1, 4), 0.25),
        (Fraction(2**70 + 1), str(2**70 + 1)),
    ],
)
def test_a_value_is_a_number_where_a_float_holds_it(value: Decimal | Fraction, expected: object) -> None:
    assert number(value) == expected
    assert type(number(value)) is type(expected)


def test_a_fraction_without_end_is_the_nearest_float() -> None:
    found = number(Fraction(1637, 1963))
    assert isinstance(found, float)
    assert math.isclose(found, 1637 / 1963)


def test_a_number_beyond_every_float_keeps_its_digits() -> None:
    assert number(Decimal("1e400")) == "1" + "0" * 400
    assert number(Fraction(10**400)) == "1" + "0" * 400
