"""Whether a signed paper is to be accepted: every signature whole, and its certificate believed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from jiqun.documents.refused import Refused
from jiqun.documents.signed.changes import refuse_changes
from jiqun.documents.signed.handed import (
    CHANGED,
    UNSIGNED,
    algorithms_of,
    is_timestamp,
    open_pdf,
    refuse_other_file,
    signatures_in,
)
from jiqun.documents.signed.signature import Signature

BROKEN = "文件的签名部分无法读取；请重新下载申报表，用常用的PDF签名软件签名后上传。"
NO_ROOTS = "本系统尚未设置认可的签名证书颁发机构，不能收取电子签名；请改用盖章扫描件报送。"
CHINESE = (
    "签名使用国密算法（SM2、SM3），本系统目前不能核对；"
    "请改用RSA或ECDSA证书签名，或改用盖章扫描件报送。"
)
WEAK = "签名使用的算法不够安全，请更换签名证书或签名软件，重新签名后上传。"
AHEAD = "签名时间（{day}）晚于现在；请校准签名所用电脑的时间，重新签名后上传。"
UNKNOWN = "签名证书“{signer}”由“{issuer}”签发，不在本系统认可的范围内；请改用认可的证书签名。"
OUT_OF_DATE = (
    "签名证书“{signer}”的有效期为{start}至{end}，{when}（{day}）不在有效期内；请更换证书重新签名。"
)
NOT_FOR_SIGNING = "证书“{signer}”不是用于签名的证书；请改用签名证书重新签名。"
UNPROVEN = "签名证书“{signer}”或其上级证书不能通过核验；请更换证书重新签名。"

#: Clocks of offices differ.
SLACK = timedelta(minutes=10)
BEIJING = timezone(timedelta(hours=8))

#: Authorities in China put either on certificates that people and companies sign with.
FOR_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})

#: The numbers of China's own algorithms begin so.
CHINESE_NUMBERS = "1.2.156.10197."

#: pyHanko logs all it finds wrong, with traces and people's names; here that is an answer.
for name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


def verify_signed(
    issued: bytes, handed: bytes, roots: Sequence[x509.Certificate], *, now: datetime
) -> Signature:
    """The signature on ``handed``: the paper we issued, with nothing but signatures appended, every
    one of them whole, of a certificate that leads to one of ``roots``, the last over all bytes.

    ``now`` is when it was handed in. Raises ``Refused``.
    """
    if not roots:
        raise Refused(NO_ROOTS)
    refuse_other_file(issued, handed)
    try:
        return verify(issued, handed, roots, now)
    except Refused:
        raise
    except Exception:  # whatever bytes made by strangers can make a parser raise
        raise Refused(BROKEN) from None


def verify(
    issued: bytes, handed: bytes, roots: Sequence[x509.Certificate], now: datetime
) -> Signature:
    reader = open_pdf(handed)
    made = signatures_in(reader, issued, handed)
    refuse_changes(reader, open_pdf(issued))
    found: tuple[Signature, ...] = ()
    for signature in made:
        refuse_chinese(signature)
        if is_timestamp(signature):
            refuse_broken_timestamp(signature, roots, now)
        else:
            found = (*found, accept(signature, roots, now))
    if not found:
        raise Refused(UNSIGNED)
    return replace(found[-1], beside=found[:-1])


def refuse_chinese(signature: EmbeddedPdfSignature) -> None:
    if any(number.startswith(CHINESE_NUMBERS) for number in algorithms_of(signature)):
        raise Refused(CHINESE)


def refuse_broken_timestamp(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], now: datetime
) -> None:
    """Whose it is does not matter, as nothing is concluded from it."""
    status = asyncio.run(async_validate_pdf_timestamp(signature, believing(roots, now)))
    refuse_broken(status)


def accept(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], now: datetime
) -> Signature:
    """A signature is believed as of the time a trusted timestamp gives. Else the signer names the
    time, and could name any: the certificate must be valid both then and when it is handed in."""
    status = judge(signature, roots, now)
    refuse_broken(status)
    stamp = status.timestamp_validity
    if stamp is not None:
        refuse_broken(stamp)
    timestamped = stamp is not None and stamp.trusted
    signed_at = stamp.timestamp if timestamped else status.signer_reported_dt or now
    if signed_at > now + SLACK:
        raise Refused(AHEAD.format(day=day(signed_at)))
    refuse_unbelieved(judge(signature, roots, signed_at), "签名时", signed_at)
    if not timestamped:
        refuse_unbelieved(status, "上传时", now)
    return described(status, signed_at, timestamped)


def judge(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime
) -> Any:
    return asyncio.run(
        async_validate_pdf_signature(
            signature, believing(roots, moment), key_usage_settings=FOR_SIGNING
        )
    )


def believing(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    """Only ``roots`` are believed, and nothing is fetched: a signature must not send us out to
    addresses that it names."""
    return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False)


def refuse_broken(status: Any) -> None:
    changed = isinstance(getattr(status, "diff_result", None), SuspiciousModification)
    forbidden = getattr(status, "docmdp_ok", None) is False
    if changed or forbidden or not (status.intact and status.valid):
        raise Refused(CHANGED)


#: What is said of a certificate that is not believed, by what pyHanko finds wrong with it.
SENTENCES: dict[AdESSubIndic | None, str] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: UNKNOWN,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: NOT_FOR_SIGNING,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: WEAK,
}


def refuse_unbelieved(status: PdfSignatureStatus, when: str, moment: datetime) -> None:
    if status.trusted:
        return
    certificate = status.signing_cert
    raise Refused(
        what_is_wrong(status, moment).format(
            signer=named(certificate.subject),
            issuer=named(certificate.issuer),
            start=day(certificate.not_valid_before),
            end=day(certificate.not_valid_after),
            when=when,
            day=day(moment),
        )
    )


def what_is_wrong(status: PdfSignatureStatus, moment: datetime) -> str:
    certificate = status.signing_cert
    if certificate.subject == certificate.issuer:  # whatever else it lacks
        return UNKNOWN
    sentence = SENTENCES.get(status.trust_problem_indic, UNPROVEN)
    return OUT_OF_DATE if sentence is UNPROVEN and not in_date(certificate, moment) else sentence


def in_date(certificate: x509.Certificate, moment: datetime) -> bool:
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def described(status: PdfSignatureStatus, signed_at: datetime, timestamped: bool) -> Signature:
    certificate, path = status.signing_cert, status.validation_path
    assert path is not None  # as it is trusted
    return Signature(
        signer=named(certificate.subject),
        organisation=said_in(certificate.subject, "organization_name"),
        serial=f"{certificate.serial_number:X}",
        issuer=named(certificate.issuer),
        root=named(path.trust_anchor.authority.name),
        signed_at=signed_at,
        timestamped=timestamped,
    )


def named(name: x509.Name) -> str:
    """How a certificate calls somebody, at least as the unit."""
    parts = ("common_name", "organization_name", "organizational_unit_name")
    return next(filter(None, (said_in(name, part) for part in parts)), name.human_friendly)


def said_in(name: x509.Name, part: str) -> str:
    """One part of a name; of several the first."""
    said = name.native.get(part) or ""
    return str(said if isinstance(said, str) else said[0])


def day(moment: datetime) -> str:
    local = moment.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日"
