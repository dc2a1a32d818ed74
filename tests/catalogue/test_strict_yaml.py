import pytest

from danvan.catalogue.strict_yaml import read_yaml
from danvan.kernel.errors import CatalogueError


def value(text):
    return read_yaml(f"key: {text}\n".encode(), "some.yml").value["key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("1637", 1637),
        ("-5", -5),
        ("true", True),
        ("false", False),
        ('"no"', "no"),
        ("'012'", "012"),
        ('"1.637"', "1.637"),
        ('""', ""),
        ("không", "không"),
        ("10/2022/QH15", "10/2022/QH15"),
        ("6 tháng", "6 tháng"),
        ("2024-02", "2024-02"),
        ("2024-02-29", "2024-02-29"),
        ("1.1.1", "1.1.1"),
        ("I.", "I."),
        ("nothing", "nothing"),
        ("[a, 1, true]", ["a", 1, True]),
        ("{vi: một, en: one}", {"vi": "một", "en": "one"}),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_what_is_written_is_what_is_read(text, expected):
    read = value(text)
    assert read == expected
    assert type(read) is type(expected)


TWO_READINGS = """
yes No ON off y N True FALSE ~ null Null 012 -07 0x1F 0o17 0b11 1_000 12:30 1:2:3.5 1.637 1. .5 -1.5 +5 1e3
.inf -.INF .nan 2024-2-3 2024-02-03T10:00:00Z
"""


@pytest.mark.parametrize("text", ["", *TWO_READINGS.split()])
def test_what_two_readers_could_take_for_two_things_is_refused(text):
    with pytest.raises(CatalogueError, match=r"some\.yml, line 1: "):
        value(text)


def test_every_key_and_item_knows_its_line():
    file = read_yaml(b"# why\na:\n  - b: 1\n    c: 2\n\n  - 3\n", "some.yml")
    assert file.line(("a",)) == 2
    assert file.line(("a", 0, "c")) == 4
    assert file.line(("a", 1)) == 6
    assert file.line(("a", 0, "missing")) == 3


def test_a_control_character_is_no_yaml():
    with pytest.raises(CatalogueError, match="not YAML"):
        read_yaml(b"a: \x00\n", "some.yml")


def test_a_key_that_is_no_word_is_refused():
    with pytest.raises(CatalogueError, match="as a key"):
        read_yaml(b"? [a]\n: b\n", "some.yml")
