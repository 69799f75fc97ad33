"""The certificates whose word is taken: of the authorities that signers' certificates lead to."""

from collections.abc import Iterator

from asn1crypto import pem, x509

from jiqun.documents.refused import Refused


def read_roots(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a file: PEM, any number of them, or one in DER. Raises ``Refused``."""
    try:
        found = tuple(certificates(data))
        for certificate in found:
            certificate.native  # noqa: B018  # asn1crypto reads nothing before it is asked
    except (ValueError, TypeError):
        found = ()
    if not found:
        raise Refused("根证书文件无法读取，请使用PEM（.pem、.crt）或DER（.cer）格式的证书。")
    return found


def certificates(data: bytes) -> Iterator[x509.Certificate]:
    if not pem.detect(data):
        yield x509.Certificate.load(data)
        return
    for kind, _, content in pem.unarmor(data, multiple=True):
        if kind == "CERTIFICATE":
            yield x509.Certificate.load(content)
