"""Temporary keys (specification section 8.4)."""

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.accounts import tokens
from inbetween.api import auth, denials
from inbetween.api.answers import rendered
from inbetween.api.front import Front, front_of
from inbetween.domain import faults
from inbetween.domain.clock import SECOND
from inbetween.domain.errors import Refusal


class TokenAnswer(BaseModel):
    """A temporary key and its end."""

    token: str
    expires_at: int = Field(description="Seconds since the epoch.")


async def create(request: Request) -> Response:
    """Lend the rights of the caller's key for some seconds."""
    front = front_of(request)
    return await front.threads.reads(_create, front, request, auth.bearer(request))


def _create(front: Front, request: Request, secret: str) -> Response:
    with front.database.reading() as tx:
        caller, now = auth.admit(tx, front, secret), tx.now
    if secret.startswith(tokens.PREFIX):  # a token that makes tokens would never end
        raise denials.bad_key()
    until = now // SECOND + _seconds(request.query_params.get("expire_in_seconds", ""))
    return rendered(TokenAnswer(token=tokens.mint(front.signer.digest, caller, until=until), expires_at=until))


def _seconds(text: str) -> int:
    """Read the life time; an empty one is the default.

    Raises:
        Refusal: it is no whole number in the documented range; the vendor's sentence is not published.
    """
    if not text:
        return tokens.DEFAULT_SECONDS
    known = text.isascii() and text.isdecimal() and len(text) <= len(str(tokens.LONGEST_SECONDS))
    if not (known and 1 <= int(text) <= tokens.LONGEST_SECONDS):
        raise Refusal([faults.number_range("expire_in_seconds", 1, tokens.LONGEST_SECONDS)])
    return int(text)
