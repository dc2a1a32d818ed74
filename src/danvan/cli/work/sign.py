"""The work of `danvan sign`."""

import os
import sys
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path

from rich.text import Text

from danvan.cli.exits import CLEAN
from danvan.cli.session import Session
from danvan.composing.signing import KeyFile, Token, sign_pdf
from danvan.kernel.errors import OptionInvalid

PASSWORD = "DANVAN_KEY_PASSWORD"  # noqa: S105 - the name of the variable, not a password


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were typed."""

    key: Path | None
    driver: Path | None
    token: str
    token_key: str
    reason: str
    place: str


def sign(file: Path, out: Path, wanted: Wanted, session: Session) -> int:
    """Writes the signed file; returns the exit code. The password is never an option: options stand in the shell's history."""
    if (wanted.key is None) == (wanted.driver is None):
        raise OptionInvalid(option="--key", found="''" if wanted.key is None else "--key, --driver", allowed="--key | --driver")
    secret = os.environ.get(PASSWORD) or _asked(session)
    key = KeyFile(wanted.key, secret) if wanted.key else _token(wanted, secret)
    sign_pdf(file, out, key, reason=wanted.reason, place=wanted.place)
    session.out.print(Text(session.language("{file}: signed", file=out), "bold"))
    return CLEAN


def _token(wanted: Wanted, secret: str) -> Token:
    if not wanted.token or wanted.driver is None:
        raise OptionInvalid(option="--token", found=f"'{wanted.token}'", allowed="LABEL")
    return Token(wanted.driver, wanted.token, secret, wanted.token_key)


def _asked(session: Session) -> str:
    """Typed in, unseen; without a terminal there is nobody to ask."""
    if not sys.stdin.isatty():
        raise OptionInvalid(option=PASSWORD, found="''", allowed=f"{PASSWORD}=…")
    return getpass(session.language("Password or PIN: "))
