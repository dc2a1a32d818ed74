"""Signatures: made with a certificate of the test, and judged by the library's own validation."""

import io
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from danvan.composing.office import Office
from danvan.composing.pdf import write_pdf
from danvan.composing.signing import KeyFile, KeyUnusable, Token, sign_pdf
from danvan.kernel.errors import FileMissing, InputError, OutputError

PASSWORD = "mật khẩu"
DRIVER = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.fixture(scope="module")
def identity():
    """A key and a certificate that vouches for itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chủ tịch xã An Hòa")])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


@pytest.fixture(scope="module")
def folder(identity, tmp_path_factory):
    made = tmp_path_factory.mktemp("keys")
    key, certificate = identity
    content = pkcs12.serialize_key_and_certificates(
        b"chair", key, certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )
    (made / "key.p12").write_bytes(content)
    (made / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return made


@pytest.fixture
def report(tmp_path, composed, sample):
    write_pdf(composed(), tmp_path / "report.pdf", made=sample.MADE, office=Office())
    return tmp_path / "report.pdf"


def judged(path, folder):
    """What the signatures of a file are worth to somebody who trusts the certificate of the test."""
    trust = ValidationContext(trust_roots=[load_cert_from_pemder(folder / "certificate.pem")])
    reader = PdfFileReader(io.BytesIO(path.read_bytes()))
    return [validate_pdf_signature(each, trust) for each in reader.embedded_signatures]


def test_a_signed_report_is_intact_and_trusted(report, folder):
    sign_pdf(report, report, KeyFile(folder / "key.p12", PASSWORD), reason="Ban hành", place="An Hòa")
    (found,) = judged(report, folder)
    assert (found.intact, found.valid, found.trusted) == (True, True, True)
    assert "Chủ tịch xã An Hòa" in found.signing_cert.subject.human_friendly


def test_what_was_signed_stays_byte_for_byte(report, folder):
    before = report.read_bytes()
    sign_pdf(report, report, KeyFile(folder / "key.p12", PASSWORD))
    assert report.read_bytes().startswith(before)


def test_a_second_signature_leaves_the_first_valid(report, folder):
    for _ in range(2):
        sign_pdf(report, report, KeyFile(folder / "key.p12", PASSWORD))
    assert [each.valid and each.trusted for each in judged(report, folder)] == [True, True]


def test_it_still_calls_itself_pdf_a(report, folder):
    sign_pdf(report, report, KeyFile(folder / "key.p12", PASSWORD))
    assert b"pdfaid" in pypdf.PdfReader(report).trailer["/Root"]["/Metadata"].get_data()


def test_a_change_after_signing_is_seen(report, folder):
    sign_pdf(report, report, KeyFile(folder / "key.p12", PASSWORD))
    content = bytearray(report.read_bytes())
    content[100] ^= 1
    report.write_bytes(content)
    assert not judged(report, folder)[0].intact


def test_a_wrong_password_is_said_and_nothing_is_written(report, folder, tmp_path):
    with pytest.raises(KeyUnusable, match="the password is wrong"):
        sign_pdf(report, tmp_path / "signed.pdf", KeyFile(folder / "key.p12", "sai"))
    assert not (tmp_path / "signed.pdf").exists()


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7 cut"])
def test_what_is_no_pdf_is_refused(content, folder, tmp_path):
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(InputError, match="no PDF that can be signed"):
        sign_pdf(tmp_path / "a.pdf", tmp_path / "b.pdf", KeyFile(folder / "key.p12", PASSWORD))


def test_a_missing_file_or_key_is_named(report, folder, tmp_path):
    with pytest.raises(FileMissing, match=r"none\.pdf"):
        sign_pdf(tmp_path / "none.pdf", tmp_path / "b.pdf", KeyFile(folder / "key.p12", PASSWORD))
    with pytest.raises(FileMissing, match=r"none\.p12"):
        sign_pdf(report, tmp_path / "b.pdf", KeyFile(tmp_path / "none.p12", PASSWORD))


def test_a_folder_that_is_not_there_is_told(report, folder, tmp_path):
    with pytest.raises(OutputError):
        sign_pdf(report, tmp_path / "none" / "b.pdf", KeyFile(folder / "key.p12", PASSWORD))


@pytest.fixture
def token(identity, folder, tmp_path, monkeypatch):
    """A token in software with the key of the test on it."""
    if not DRIVER.is_file() or not shutil.which("pkcs11-tool"):
        if "CI" in os.environ:
            pytest.fail("softhsm2 and opensc are installed in CI")
        pytest.skip("needs softhsm2 and opensc")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    key, certificate = identity
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "certificate.der").write_bytes(certificate.public_bytes(Encoding.DER))
    pin = ("--pin", "1234")
    for command in (
        ("softhsm2-util", "--init-token", "--free", "--label", "xa-an-hoa", *pin, "--so-pin", "5678"),
        ("softhsm2-util", "--import", tmp_path / "key.pem", "--token", "xa-an-hoa", "--label", "chair", "--id", "01", *pin),
        ("pkcs11-tool", "--module", DRIVER, "--token-label", "xa-an-hoa", *pin, "--write-object", tmp_path / "certificate.der",
         "--type", "cert", "--label", "chair", "--id", "01"),
    ):  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
    return Token(DRIVER, "xa-an-hoa", "1234", "chair")


def test_a_key_on_a_token_signs_as_well(token, report, folder):
    sign_pdf(report, report, token)
    (found,) = judged(report, folder)
    assert (found.intact, found.trusted) == (True, True)


def test_a_wrong_pin_is_said(token, report, tmp_path):
    with pytest.raises(KeyUnusable, match="cannot be used to sign"):
        sign_pdf(report, tmp_path / "b.pdf", Token(token.driver, token.label, "9999", token.key))


def test_a_token_that_is_not_in_is_said(token, report, tmp_path):
    with pytest.raises(KeyUnusable, match="cannot be used to sign"):
        sign_pdf(report, tmp_path / "b.pdf", Token(token.driver, "none", token.pin, token.key))
