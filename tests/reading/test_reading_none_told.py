"""Nought in words: a figure where one thing that is counted is meant, nothing where fault is found or something prevented."""

from pathlib import Path

import pytest
import yaml  # noqa: TID251 - cases of tests

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.sentence_parts import parts_of
from danvan.documents.opening import open_document
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "none_told.yml").read_text(encoding="utf-8"))
SAID = [(area, sentence) for area in CATALOGUE.areas.values() for sentence in area.sentences if sentence.nothing]


def zeros(text, folder):
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    figures = read_document(open_document(path), CATALOGUE).figures
    return {each.indicator for each in figures if not each.quantity.value and each.indicator}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_none_of_a_thing_is_read_as_zero(case, tmp_path):
    assert zeros(case["text"], tmp_path) == ({case["zero"]} if case["zero"] else set())


@pytest.mark.parametrize(("area", "sentence"), SAID, ids=[sentence.nothing[:40] for _, sentence in SAID])
def test_the_zero_we_write_is_read_back(area, sentence, tmp_path):
    first = next(name for part in parts_of(sentence.says) for name in part.blanks)
    code = f"{area.code}.{first}"
    found = zeros(f"{area.name.vi}\n\n{sentence.nothing}\n", tmp_path)
    assert code in found
