"""Options that work with every command and may stand anywhere: taken out before the commands are even loaded."""

from collections.abc import Sequence


def taken_out(arguments: Sequence[str], *options: str) -> tuple[dict[str, list[str]], list[str]]:
    """The values given for each of `options` (`--lang X`, `--lang=X`), and the arguments without them.

    What follows a lone `--` is left alone. A last option without its value has the value ''.
    """
    given: dict[str, list[str]] = {option: [] for option in options}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in given:
            given[name].append(value if equals else next(words, ""))
        else:
            rest.append(word)
    return given, rest
