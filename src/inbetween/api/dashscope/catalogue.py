"""Which models there are, and how often each may be asked (specification sections 1.4 and 3.7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth
from inbetween.api.answers import rendered
from inbetween.api.dashscope.paging import page_of
from inbetween.api.errors import request_id_of
from inbetween.catalog.model import Model, Rate
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.scope import Scope

_PER_PAGE = 20


class ListedModel(BaseModel):
    """A model. The vendor's entries say more of it, in a form that is not published where we read."""

    model: str = Field(description="What goes into the body of a create call.")
    name: str


class ModelPage(BaseModel):
    """One page of models."""

    total: int
    page_no: int
    page_size: int
    models: list[ListedModel]


class ModelsAnswer(BaseModel):
    """The answer to a list of models, as the SDK's ``Models`` reads it."""

    request_id: str
    output: ModelPage


class Limit(BaseModel):
    """What an account may do with a model. There is no limit on tokens, and none on tasks that wait."""

    request_limit: int = Field(description="Submits in one period.")
    request_limit_period: int = Field(default=1, description="Seconds.")
    async_user_concurrency_limit: int = Field(description="Tasks that run at once; the others wait as PENDING.")


class Quota(BaseModel):
    """The limit of one model. An account here has one workspace, which is called as the account."""

    model: str
    workspace_id: str
    model_limit: Limit


class QuotaPage(BaseModel):
    """One page of quotas."""

    total: int
    page_no: int
    page_size: int
    quotas: list[Quota]


class QuotasAnswer(BaseModel):
    """The answer to a list of quotas: those that the vendor publishes, whether or not they are applied here."""

    request_id: str
    output: QuotaPage


class CompatibleModel(BaseModel):
    """A model as clients of another vendor's API read it; ``created`` is 0, since it is not published."""

    id: str
    object: str = "model"
    created: int = 0
    owned_by: str = "inbetween"


class CompatibleModels(BaseModel):
    """Every model, in that form."""

    object: str = "list"
    data: list[CompatibleModel]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    models: Sequence[Model]
    total: int
    page_no: int
    page_size: int

    @property
    def place(self) -> dict[str, int]:
        """Which page of how much this is."""
        return {"total": self.total, "page_no": self.page_no, "page_size": self.page_size}


async def models(request: Request) -> Response:
    """List the models."""
    await auth.authenticate(request)
    page = _page(request.query_params, MODELS.values())
    listed = [ListedModel(model=model.name, name=model.name) for model in page.models]
    return rendered(ModelsAnswer(request_id=request_id_of(request), output=ModelPage(**page.place, models=listed)))


async def quotas(request: Request) -> Response:
    """List what the caller's account may do with each model."""
    caller = await auth.authenticate(request)
    region = caller.scope.region
    page = _page(request.query_params, [model for model in MODELS.values() if model.rate(region)])
    told = [_quota(model, rate, caller.scope) for model in page.models if (rate := model.rate(region))]
    return rendered(QuotasAnswer(request_id=request_id_of(request), output=QuotaPage(**page.place, quotas=told)))


async def compatible_models(request: Request) -> Response:
    """List the models in the form of another vendor's API."""
    await auth.authenticate(request)
    return rendered(CompatibleModels(data=[CompatibleModel(id=name) for name in MODELS]))


def _page(query: Mapping[str, str], models: Iterable[Model]) -> _Page:
    """Return the page of ``models`` that a query wants: ``model`` is a whole name, ``name`` a part of one.

    Raises:
        Refusal: naming every field that is wrong, and its range.
    """
    found: list[Fault] = []
    page_no, page_size = page_of(query, found, default_size=_PER_PAGE)
    if found:
        raise Refusal(found)
    part, whole = query.get("name", "").lower(), query.get("model", "")
    wanted = [model for model in models if part in model.name and whole in ("", model.name)]
    start = (page_no - 1) * page_size
    return _Page(models=wanted[start : start + page_size], total=len(wanted), page_no=page_no, page_size=page_size)


def _quota(model: Model, rate: Rate, scope: Scope) -> Quota:
    limit = Limit(request_limit=rate.submits_per_second, async_user_concurrency_limit=rate.running)
    return Quota(model=model.name, workspace_id=scope.account, model_limit=limit)
