"""Certificates of authorities as administrators keep them."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from jiqun.documents.refused import Refused
from jiqun.documents.signed import read_roots
from tests.documents.signed.papers import authority, stranger


def test_every_certificate_of_a_pem_file_is_read() -> None:
    both = [holder.made.public_bytes(Encoding.PEM) for holder in (authority(), stranger())]
    found = [root.dump() for root in read_roots(b"\n".join(both))]
    assert found == [authority().certificate.dump(), stranger().certificate.dump()]


def test_a_der_file_holds_one() -> None:
    written = authority().made.public_bytes(Encoding.DER)
    assert [root.dump() for root in read_roots(written)] == [written]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30\x03\x02\x01",
        "根证书".encode(),
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n",
    ],
)
def test_what_holds_none_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_roots(data)
    assert str(refused.value) == (
        "根证书文件无法读取，请使用PEM（.pem、.crt）或DER（.cer）格式的证书。"
    )
