"""A certificate authority that nobody must believe (测试证书), for tests and for the demo.

python -m tools.testcertificate FOLDER [PAPER.pdf ...]

writes 测试根证书.pem, to be configured as believed in a demo, and 测试证书.p12 (no password) to
sign with in any PDF program; papers named are signed with it, beside themselves.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as form
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

AUTHORITY = "测试根证书（仅供演示，无效）"
SIGNER = "张示例（测试证书）"
UNIT = "示例集群运营中心（测试证书）"

FONT = Path(__file__).parent.parent / "src/jiqun/documents/fonts/NotoSansSC-Regular.ttf"
RED = (200, 30, 30, 200)

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key, and those above it."""

    made: form.Certificate
    key: rsa.RSAPrivateKey
    above: tuple["Holder", ...] = ()

    @property
    def certificate(self) -> x509.Certificate:
        return x509.Certificate.load(self.made.public_bytes(serialization.Encoding.DER))

    @property
    def private_key(self) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


def make_test_authority(
    *, now: datetime, name: str = AUTHORITY, above: Holder | None = None
) -> Holder:
    """The root of all, or one that another vouches for."""
    key, valid = new_key(), (now - 10 * YEAR, now + 10 * YEAR)
    if above is None:
        return Holder(certify(name, "", key, name, key, valid, True), key)
    made = certify(name, "", key, called(above), above.key, valid, True)
    return Holder(made, key, (above, *above.above))


def make_test_signer(
    authority: Holder,
    *,
    now: datetime,
    name: str = SIGNER,
    unit: str = UNIT,
    valid: tuple[datetime, datetime] | None = None,
    extended: tuple[Any, ...] = (),
) -> Holder:
    """A certificate to sign with; ``extended`` are purposes such as that of time stamping."""
    key = new_key()
    valid = valid or (now - YEAR, now + YEAR)
    issuer, issuer_key = called(authority), authority.key
    made = certify(name, unit, key, issuer, issuer_key, valid, False, extended=extended)
    return Holder(made, key, (authority, *authority.above))


def make_test_clock(authority: Holder, *, now: datetime) -> Holder:
    """A certificate to stamp times with."""
    purpose = (ExtendedKeyUsageOID.TIME_STAMPING,)
    return make_test_signer(authority, now=now, name="测试时间戳", extended=purpose)


def called(holder: Holder) -> str:
    return str(holder.made.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certify(
    name: str,
    unit: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    valid: tuple[datetime, datetime],
    authority: bool,
    *,
    extended: tuple[Any, ...] = (),
) -> form.Certificate:
    usage = form.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    building = (
        form.CertificateBuilder()
        .subject_name(distinguished(name, unit))
        .issuer_name(distinguished(issuer, ""))
        .public_key(key.public_key())
        .serial_number(form.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(form.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(form.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            form.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if extended:
        building = building.add_extension(form.ExtendedKeyUsage(extended), critical=True)
    return building.sign(issuer_key, hashes.SHA256())


def distinguished(name: str, unit: str) -> form.Name:
    parts = [(NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, unit)]
    parts.append((NameOID.COMMON_NAME, name))
    return form.Name([form.NameAttribute(oid, text) for oid, text in parts if text])


class SignerAt(signers.PdfSigner):
    """Signs at a given time, which pyHanko would read from the clock."""

    def __init__(self, at: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = at

    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.at
        return session


def sign_for_test(
    pdf: bytes,
    holder: Holder,
    *,
    at: datetime,
    field: str = "示例签章",
    box: tuple[int, int, int, int] | None = None,
    clock: Holder | None = None,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    **more: Any,
) -> bytes:
    """``pdf`` signed as PAdES does; ``box`` is where on the first page it shows, in points."""
    above = SimpleCertificateStore.from_certs([each.certificate for each in holder.above])
    signing = SignerAt(
        at,
        signers.PdfSignatureMetadata(field_name=field, subfilter=subfilter, **more),
        signer=signers.SimpleSigner(holder.certificate, holder.private_key, above),
        timestamper=clock and stamper(clock, at),
        stamp_style=StaticStampStyle(background=PdfImage(seal()), border_width=0),
        new_field_spec=SigFieldSpec(field, on_page=0, box=box),
    )
    target = BytesIO()
    signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=target)
    return target.getvalue()


@cache
def seal() -> Image.Image:
    """A round one that says what it is."""
    picture = Image.new("RGBA", (400, 400))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 10, 390, 390), outline=RED, width=14)
    draw.text((200, 160), "测试", font=ImageFont.truetype(FONT, 110), fill=RED, anchor="mm")
    draw.text((200, 270), "仅供演示", font=ImageFont.truetype(FONT, 56), fill=RED, anchor="mm")
    return picture


def stamper(clock: Holder, at: datetime) -> DummyTimeStamper:
    above = SimpleCertificateStore.from_certs([each.certificate for each in clock.above])
    return DummyTimeStamper(clock.certificate, clock.private_key, above, fixed_dt=at)


def main() -> None:
    folder, *papers = map(Path, sys.argv[1:])
    now = datetime.now(UTC)
    authority = make_test_authority(now=now)
    signer = make_test_signer(authority, now=now)
    folder.mkdir(parents=True, exist_ok=True)
    root = authority.made.public_bytes(serialization.Encoding.PEM)
    (folder / "测试根证书.pem").write_bytes(root)
    packed = pkcs12.serialize_key_and_certificates(
        "测试证书".encode(), signer.key, signer.made, [authority.made], serialization.NoEncryption()
    )
    (folder / "测试证书.p12").write_bytes(packed)
    for paper in papers:
        signed = paper.with_name(f"{paper.stem}（测试签名）.pdf")
        signed.write_bytes(
            sign_for_test(paper.read_bytes(), signer, at=now, box=(350, 120, 500, 190))
        )
        print(signed)
    print(folder)


if __name__ == "__main__":
    main()
