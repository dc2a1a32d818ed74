"""What a message says, put into a language only when it is shown: English sentences with named blanks are the keys."""

from collections.abc import Callable

Translate = Callable[[str], str]
"""Turns an English sentence, its blanks still open, into that of another language."""


def mark(sentence: str) -> str:
    """Marks a sentence that is translated later, where it is shown."""
    return sentence


class Said:
    """A sentence or a piece of one. `blanks` fill it; those that are Said themselves are translated with it, while plain text
    (a code, a formula, the words of a file) stays as it is."""

    __slots__ = ("blanks", "template")

    def __init__(self, template: str, /, **blanks: object) -> None:
        self.template = template
        self.blanks = blanks

    def __str__(self) -> str:
        return self.render(lambda sentence: sentence)

    def render(self, translate: Translate) -> str:
        """The sentence in the language of `translate`."""
        said = {name: blank.render(translate) if isinstance(blank, Said) else blank for name, blank in self.blanks.items()}
        return translate(self.template).format_map(said)
