"""Temporary uploads: the policy, and the form that it permits (specification section 8)."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, edge
from inbetween.api.answers import rendered
from inbetween.api.dashscope.shapes import model_of
from inbetween.api.errors import request_id_of
from inbetween.api.form import Form
from inbetween.api.front import Front, front_of
from inbetween.catalog.model import MEBIBYTE
from inbetween.db.outage import in_doubt
from inbetween.domain import faults
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Refusal
from inbetween.storage import policy, uploads

FORM_PATH = "/inbetween/v1/uploads"
_ACTION = "getPolicy"
_FORM_FIELDS = MEBIBYTE


class Certificate(BaseModel):
    """What the form needs. What is posted back is text: a JSON true would be posted as ``True``."""

    policy: str
    signature: str
    upload_dir: str = Field(description="The key must be this, a slash and a file name; new with every policy.")
    upload_host: str = Field(description="Where to post the form.")
    expire_in_seconds: int
    max_file_size_mb: int
    capacity_limit_mb: int
    oss_access_key_id: str
    x_oss_object_acl: str
    x_oss_forbid_overwrite: str


class CertificateAnswer(BaseModel):
    """The answer to ``action=getPolicy``."""

    request_id: str
    data: Certificate


async def certificate(request: Request) -> Response:
    """Give leave to upload one directory of files for one model."""
    front = front_of(request)
    return await front.threads.reads(_certificate, front, request, auth.bearer(request))


def _certificate(front: Front, request: Request, secret: str) -> Response:
    with front.database.reading() as tx:
        caller = auth.admit(tx, front, secret)
        now = tx.now
    if request.query_params.get("action") != _ACTION:
        raise Refusal([faults.not_one_of("action", [_ACTION])])
    terms = policy.certificate(
        front.signer,
        scope=caller.scope,
        model=model_of(request.query_params).identity,
        host=edge.public_base(request, front) + FORM_PATH,
        max_bytes=front.upload_limit,
        now=now,
    )
    return rendered(CertificateAnswer(request_id=request_id_of(request), data=Certificate.model_validate(terms)))


async def upload(request: Request) -> Response:
    """Take the form and its file. The policy in it is the permission: the form carries no key."""
    front = front_of(request)
    limit = front.upload_limit + _FORM_FIELDS
    edge.check_length(request, limit)
    edge.check_content_type(request, edge.FORM)
    content_type, path = request.headers["content-type"], front.scratch / f"upload-{new_id()}"
    with Form(content_type, path, partial(_grant, front)) as form:
        async for chunk in edge.chunks_of(request, limit):
            await front.threads.files(form.feed, chunk)
        await front.threads.files(_keep, front, form)
    return Response(status_code=200)


def _grant(front: Front, fields: Mapping[str, str]) -> policy.Grant:
    with front.database.reading() as tx:
        return policy.admit(front.signer, fields, now=tx.now)


def _keep(front: Front, form: Form) -> None:
    """Move the file to the objects, then write down whose it is; where there is surely no row, no object stays."""
    grant, object_key = form.finish(), uploads.fresh_key()
    front.objects.keep(object_key, form.path)
    try:
        with front.database.transaction() as tx:
            uploads.record(tx, grant, object_key=object_key, size_bytes=form.size_bytes)
    except BaseException as error:
        if not in_doubt(error):
            with suppress(OSError):  # swept if it stays; the answer is what it is
                front.objects.remove(object_key)
        raise
