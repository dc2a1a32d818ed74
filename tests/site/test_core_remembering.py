"""What was worked out is kept while it holds."""

from danvan.site.core.remembering import Remembered


def test_what_is_kept_is_made_again_in_another_state():
    kept = Remembered(4)
    asked = (("1", "x"), ("1", "y"), ("2", "z"))
    assert [kept.of(("a",), state, lambda made=made: made) for state, made in asked] == ["x", "x", "z"]


def test_the_oldest_goes_first():
    kept = Remembered(2)
    for name in "abc":
        kept.of((name,), "1", lambda name=name: name)
    assert kept.of(("a",), "1", lambda: "new") == "new"
    assert kept.of(("c",), "1", lambda: "new") == "c"
