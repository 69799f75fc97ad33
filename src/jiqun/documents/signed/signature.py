"""What a good signature says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, with which certificate, and when; ``beside`` are those who signed before.

    ``root`` is the configured certificate that the signer's leads to. The time is the signer's own
    word unless it is ``timestamped`` by somebody who is trusted as well.
    """

    signer: str
    organisation: str
    serial: str
    issuer: str
    root: str
    signed_at: datetime
    timestamped: bool = False
    beside: tuple["Signature", ...] = ()

    @property
    def trust(self) -> str:
        """Why it is believed, in a sentence."""
        time = "由可信时间戳证明" if self.timestamped else "为签名人所报"
        return (
            f"证书由“{self.issuer}”签发，可追溯到本系统认可的根证书“{self.root}”，签名时间{time}。"
        )
