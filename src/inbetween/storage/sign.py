"""Signed URLs of our own: who holds one may read one object until a fixed second."""

import hashlib
import hmac

from inbetween.domain.clock import SECOND, Millis

OBJECTS_PATH = "/inbetween/v1/objects"
NEVER_SECONDS = 253_402_300_799
"""The end of the year 9999: the expiry of what is kept for ever."""

_EXPIRES_DIGITS = 12


class Signer:
    """Signs with HMAC-SHA256 under one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def digest(self, purpose: str, text: str) -> bytes:
        """Return 32 bytes that only the secret's holder can make; a digest for one purpose is none for another."""
        return hmac.digest(self._secret, f"{purpose}\n{text}".encode(errors="surrogatepass"), hashlib.sha256)

    def sign(self, base_url: str, key: str, until: Millis | None) -> str:
        """Return the URL of the object ``key`` below ``base_url``, good until that instant (``None``: for ever).

        The second is rounded up, so a URL never ends before the row it belongs to. Equal arguments give equal URLs.
        """
        expires = str(NEVER_SECONDS if until is None else -(-until // SECOND))
        signature = self._signature(key, expires)
        return f"{base_url.rstrip('/')}{OBJECTS_PATH}/{key}?Expires={expires}&Signature={signature}"

    def verify(self, key: str, expires: str, signature: str, now: Millis) -> bool:
        """Say whether ``expires`` and ``signature``, as a URL carries them, open ``key`` at ``now``."""
        genuine = hmac.compare_digest(self._signature(key, expires).encode(), signature.encode(errors="replace"))
        return genuine and len(expires) <= _EXPIRES_DIGITS and expires.isdecimal() and now < int(expires) * SECOND

    def _signature(self, key: str, expires: str) -> str:
        return self.digest("object", f"{expires}\n{key}").hex()
