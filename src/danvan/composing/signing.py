"""A PDF signed for good: PAdES (ETSI EN 319 142), with a key in a PKCS#12 file or on a token (PKCS#11).

The signature goes into an increment at the end: what was signed stays byte for byte, and a second signer adds another.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from danvan.composing.writing import write_whole
from danvan.kernel.errors import ExtraMissing, FileMissing, InputError
from danvan.kernel.said import mark

try:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="sign") from error


class KeyUnusable(InputError):
    """Fields: file, reason."""

    template = "{file}: cannot be used to sign: {reason}."


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key and its certificates in a file (.p12, .pfx), opened with a password."""

    path: Path
    password: str


@dataclass(frozen=True, slots=True)
class Token:
    """A key on a token or smart card: the maker's driver, the label of the token, its PIN, the label of the key ('' = the
    only one)."""

    driver: Path
    label: str
    pin: str
    key: str = ""


def sign_pdf(source: Path, target: Path, key: KeyFile | Token, *, reason: str = "", place: str = "") -> None:
    """Writes `source` to `target` with one more signature.

    Raises FileMissing, KeyUnusable (wrong password, no key, no such token), InputError for what is no PDF or forbids
    signing, OutputError; nothing is written then.
    """
    if not source.is_file():
        raise FileMissing(file=source)
    raw = source.read_bytes()
    with _signer(key) as signer:
        try:
            writer = IncrementalPdfFileWriter(BytesIO(raw))
            taken = len(writer.prev.embedded_signatures)
            about = signers.PdfSignatureMetadata(
                field_name=f"Signature{taken + 1}",
                subfilter=SigSeedSubFilter.PADES,
                reason=reason or None,
                location=place or None,
            )
            signed = signers.sign_pdf(writer, about, signer=signer)
        except (PdfError, SigningError, ValueError) as error:
            raise InputError(file=source, reason=mark("it is no PDF that can be signed. Compose it again.")) from error
    write_whole(target, signed.getvalue())


@contextmanager
def _signer(key: KeyFile | Token) -> Iterator[signers.Signer]:
    if isinstance(key, KeyFile):
        yield _from_file(key)
        return
    with _on_token(key) as signer:
        yield signer


def _from_file(key: KeyFile) -> signers.Signer:
    if not key.path.is_file():
        raise FileMissing(file=key.path)
    # The library prints why it could not load a key, and gives None.
    load = cast("Callable[..., signers.Signer | None]", signers.SimpleSigner.load_pkcs12)  # it has no types of its own
    signer = load(str(key.path), passphrase=key.password.encode())
    if signer is None:
        raise KeyUnusable(file=key.path, reason=mark("the password is wrong, or it is no PKCS#12 file with a key"))
    return signer


@contextmanager
def _on_token(key: Token) -> Iterator[signers.Signer]:
    try:
        from pkcs11 import PKCS11Error  # noqa: PLC0415 - heavy, and wanted where tokens are used
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 - the same
        from pyhanko.sign import pkcs11  # noqa: PLC0415 - the same
    except ModuleNotFoundError as error:
        raise ExtraMissing(extra="sign") from error
    if not key.driver.is_file():
        raise FileMissing(file=key.driver)
    try:
        with pkcs11.open_pkcs11_session(str(key.driver), token_criteria=TokenCriteria(key.label), user_pin=key.pin) as session:
            yield pkcs11.PKCS11Signer(session, cert_label=key.key or None, key_label=key.key or None)
    except PKCS11Error as error:
        raise KeyUnusable(file=key.driver, reason=str(error) or type(error).__name__) from error
