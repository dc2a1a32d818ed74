"""Passwords made here: copied from a slip of paper, so without letters that are taken for each other."""

import secrets

_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


def fresh_password(groups: int = 4) -> str:
    """So many groups of four letters."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(groups))
