"""What is known of a mention besides its number: issuer, title, article, name, and the mention it repeats."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - test data

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("citations*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    if "mentions" in case
]
FIELDS = ("name", "issuer", "title", "provision")


def said(citation, at, starts, asked):
    """The citation in the words of a case, with the fields the case asks for."""
    head = " ".join(part for part in (citation.type, citation.number, str(citation.date or "")) if part)
    told = {field: getattr(citation, field) for field in FIELDS}
    told["date"] = citation.date_text
    told["refers_to"] = str(starts.index(citation.refers_to.start)) if citation.refers_to else ""
    return " | ".join([head, *(f"{field}: {told[field]}" for field in asked)])


def asked(line):
    return [part.partition(":")[0].strip() for part in line.split("|")[1:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_said_of_a_mention_is_read(read, case):
    found = read(case["text"]).citations
    starts = [citation.span.start for citation in found]
    assert len(found) == len(case["mentions"])
    assert [
        said(one, at, starts, asked(line)) for at, (one, line) in enumerate(zip(found, case["mentions"], strict=True))
    ] == case["mentions"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mention_is_linked_only_where_the_case_says_so(read, case):
    linked = [citation.refers_to is not None for citation in read(case["text"]).citations]
    assert linked == ["refers_to" in line for line in case["mentions"]]
