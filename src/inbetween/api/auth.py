"""Who is asking."""

from starlette.requests import Request

from inbetween.accounts import tokens
from inbetween.api import denials
from inbetween.api.front import Front, front_of
from inbetween.api.rows import look
from inbetween.db.database import Transaction
from inbetween.domain.scope import Caller


def bearer(request: Request) -> str:
    """Return the secret in the Authorization header.

    Raises:
        Denial: 401, there is no header, or it is not ``Bearer KEY``.
    """
    header = request.headers.get("authorization", "").strip()
    if not header:
        raise denials.no_key()
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise denials.bad_key()
    return secret.strip()


def admit(tx: Transaction, front: Front, secret: str) -> Caller:
    """Return whose key ``secret`` is. A key of another region does not exist here.

    Raises:
        Denial: 401.
    """
    if known := front.callers.known(secret):
        return known
    caller = tokens.authenticate(tx, front.signer.digest, secret)
    if caller is None or caller.scope.region != front.region:
        raise denials.bad_key()
    if not front.database.is_file:
        front.callers.remember(secret, caller)
    return caller


async def authenticate(request: Request) -> Caller:
    """Return who is asking, before the request's body is read.

    Raises:
        Denial: 401.
    """
    front, secret = front_of(request), bearer(request)
    known = front.callers.known(secret)
    return await look(front.database, lambda tx: admit(tx, front, secret)) if known is None else known
