"""Settings read from the environment: typed, and refused with a sentence that says what to write instead."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingInvalid(ValueError):
    """A variable of the environment that cannot be used: its name, what was found, what is allowed."""

    def __init__(self, name: str, found: str, allowed: str) -> None:
        super().__init__(f"{name}='{found}': not usable. Write {allowed}.")


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables of the process, or those given."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, default)

    def yes(self, name: str, *, default: bool) -> bool:
        """Raises SettingInvalid."""

        def parsed(text: str) -> bool:
            if text.casefold() in _YES:
                return True
            if text.casefold() in _NO:
                return False
            raise ValueError(text)

        return self._read(name, default, parsed, "1 or 0")

    def number(self, name: str, default: int, least: int = 0) -> int:
        """Raises SettingInvalid."""

        def parsed(text: str) -> int:
            if (value := int(text)) < least:
                raise ValueError(text)
            return value

        return self._read(name, default, parsed, f"a whole number, {least} or more")

    def items(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """What stands between commas."""
        given = [item.strip() for item in self.text(name).split(",") if item.strip()]
        return given or list(default)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """One of `allowed`; the first where nothing is said. Raises SettingInvalid."""
        found = self.text(name).strip() or allowed[0]
        if found not in allowed:
            raise SettingInvalid(name, found, " or ".join(allowed))
        return found

    def networks(self, name: str) -> list[str]:
        """Addresses or networks between commas: 10.0.0.5, 10.1.0.0/16. Raises SettingInvalid."""
        given = self.items(name)
        for each in given:
            try:
                ip_network(each, strict=False)
            except ValueError as error:
                raise SettingInvalid(name, each, "addresses or networks, commas between: 127.0.0.1, 10.1.0.0/16") from error
        return given

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name) or default).expanduser().resolve()

    def secret(self, name: str, kept_in: Path, make: Callable[[], str]) -> str:
        """The variable; without it what stands in the file `kept_in`: made when missing, only its owner's."""
        if given := self.text(name):
            return given
        if kept_in.exists():
            return kept_in.read_text(encoding="ascii").strip()
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=kept_in.parent) as file:  # only its owner can read it
                file.write(make())
                file.flush()
                os.link(file.name, kept_in)
        except FileExistsError:
            pass  # made on an earlier start, or by another process just now
        return kept_in.read_text(encoding="ascii").strip()

    def _read(self, name: str, default: Value, parse: Callable[[str], Value], allowed: str) -> Value:
        if name not in self.variables:
            return default
        found = self.variables[name].strip()
        try:
            return parse(found)
        except ValueError as error:
            raise SettingInvalid(name, found, allowed) from error
