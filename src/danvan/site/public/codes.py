"""The code a citizen follows feedback by: twelve letters nobody can guess. It is shown once and kept nowhere.

It is computed from the ticket of the form with a key of the server, so that a form that is sent twice (a double click, a page
loaded again) gives the same code, and not two reports. A ticket is random and signed: only the server makes them.
"""

import secrets

from django.core.signing import BadSignature, TimestampSigner

from danvan.site.core.secrets import fingerprint

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXY"
"""Without letters that look like others or like digits (I, O, S, Z): 22 letters, 12 of them are 53 bits."""
LENGTH = 12
_SALT = "danvan.feedback"
_HOURS = 12


def new_ticket() -> str:
    """What goes into an empty form."""
    return TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(24))


def code_of(ticket: str) -> str | None:
    """The code of a form; None for a ticket that is not the server's, or is older than half a day."""
    try:
        known = TimestampSigner(salt=_SALT).unsign(ticket, max_age=_HOURS * 3600)
    except BadSignature:
        return None
    number = int(fingerprint("code of feedback", known), 16)
    letters = []
    for _each in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def digest(typed: str) -> str:
    """What is kept of a code, however it was typed: small letters, with dashes, with spaces."""
    return fingerprint("digest of feedback", "".join(sign for sign in typed.upper() if sign.isalnum()))


def grouped(code: str) -> str:
    """As it is shown: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
