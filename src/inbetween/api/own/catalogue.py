"""What each model takes and costs, and what of it is rendered here: the catalogue, told whole."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials
from inbetween.api.answers import rendered
from inbetween.api.errors import request_id_of
from inbetween.api.files import SHOWN
from inbetween.api.front import front_of
from inbetween.api.rows import look
from inbetween.catalog.effects import EFFECTS, PREVIEWS, Effect, Subject
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS, with_effect
from inbetween.domain.spec import ClipLimits, Family, MediaKind, PictureLimits, SoundLimits
from inbetween.offers.offer import Offer, Offers
from inbetween.tasks import workers

_ORDER: tuple[MediaKind, ...] = ("first_frame", "last_frame", "first_clip", "driving_audio")
PREVIEW_PATH = "/inbetween/v1/effects/{name}/preview"
_PREVIEW = {"Cache-Control": "public, max-age=86400", "Content-Security-Policy": SHOWN}
_RENDERED = "Whether an engine here takes it; `still`, the test aid, takes more than it shows."
_BY = "What renders it: an engine, or weights by the name that the operator gave them. Absent where nothing does."


class Inputs(BaseModel):
    """A legal set of inputs, and whether an engine here makes a video of it."""

    media: list[MediaKind]
    rendered: bool = Field(description=_RENDERED)
    by: str | None = Field(None, description=_BY)
    stand_in: bool = Field(False, description="Whether those weights are of another generation than the model.")


class ModelEffect(BaseModel):
    """An effect that a model has; it takes a first frame alone."""

    name: str
    rendered: bool = Field(description=_RENDERED)
    by: str | None = Field(None, description=_BY)


class ServedBy(BaseModel):
    """What renders a model here, the preferred one first."""

    name: str = Field(description="An engine, or weights by the name that the operator gave them.")
    engine: str
    weights_kind: str | None = None
    mode: str | None = Field(None, description="How the weights are computed: exact, or faster and less so.")
    stand_in: bool = Field(description="Whether the weights are of another generation than the model.")
    fps: int = Field(description="Frames a second of the video, which the operator may leave as the weights make them.")
    longest_seconds: int | None = Field(None, description="The longest video that it makes, where that is less.")
    worker: bool = Field(description="Whether a living worker renders it; while none does, its tasks wait.")


class ModelCard(BaseModel):
    """A model. Every list is complete: what is not in it is refused."""

    model: str
    family: Family
    path: str = Field(description="The submit path of the cloud; here every model is taken on both.")
    shape: Literal["frames", "image", "media"] = Field(description="How inputs are written.")
    served_by: list[ServedBy]
    inputs: list[Inputs]
    effects: list[ModelEffect]
    parameters: list[str] = Field(description="Those that count; others are ignored.")
    resolutions: list[str]
    default_resolution: str
    seconds: list[int]
    seconds_at: dict[str, list[int]] = Field(description="Where a resolution allows fewer.")
    default_seconds: int
    chooses_seconds: bool = Field(description="Whether a duration of -1 means the default.")
    fps: int
    sound: Literal["never", "always", "switch"]
    needs_prompt: bool
    prompt_limit: int = Field(description="Characters; what lies beyond is cut.")
    negative_prompt_limit: int
    pictures: PictureLimits
    driving_audio: SoundLimits | None = None
    first_clip: ClipLimits | None = None
    prices: dict[str, dict[str, Decimal]] = Field(
        description="The cloud's, in CNY per second of video, by region and resolution."
    )
    silent_prices: dict[str, dict[str, Decimal]] = Field(description="The same, where silence costs less.")


_AS_DECLARED = frozenset(ModelCard.model_fields) - {"model", "path", "served_by", "inputs", "effects", "parameters"}


class Catalogue(BaseModel):
    """Every model, and the engine that renders what the model map gives to no other."""

    request_id: str
    engine: str
    models: list[ModelCard]


class EffectCard(BaseModel):
    """An effect, the picture that it wants (nobody checks it), and the models that have it."""

    name: str
    chinese: str
    wants: Subject
    shows: str = Field(description="What the procedure of `tween` makes of the picture.")
    limits: str = Field(description="And what that is not.")
    models: list[str]
    rendered: bool = Field(description=_RENDERED)
    preview: str | None = Field(None, description="Where a small moving picture of it is, on this server.")


class Effects(BaseModel):
    """Every effect, and the engine that renders what the model map gives to no other."""

    request_id: str
    engine: str
    effects: list[EffectCard]


async def models(request: Request) -> Response:
    """Tell every model."""
    await auth.authenticate(request)
    front = front_of(request)
    alive = frozenset[str]().union(*(await look(front.database, workers.served)).values())
    cards = [_model(model, front.offers, alive) for model in MODELS.values()]
    return rendered(Catalogue(request_id=request_id_of(request), engine=front.offers.default.engine, models=cards))


async def effects(request: Request) -> Response:
    """Tell every effect."""
    await auth.authenticate(request)
    front = front_of(request)
    cards = [_effect(effect, front.offers) for effect in EFFECTS.values()]
    return rendered(Effects(request_id=request_id_of(request), engine=front.offers.default.engine, effects=cards))


async def effect_preview(request: Request) -> Response:
    """Serve the moving picture of an effect: it is of our own making, and no caller's."""
    path = PREVIEWS / f"{request.path_params['name']}.webp"
    # Held against the list first: a name never becomes a path of its own.
    if request.path_params["name"] not in EFFECTS or not path.is_file():
        raise denials.not_found()
    content = await front_of(request).threads.files(path.read_bytes)
    return Response(content, media_type="image/webp", headers=_PREVIEW)


def _model(model: Model, offers: Offers, alive: frozenset[str]) -> ModelCard:
    return ModelCard(
        model=model.name,
        path=model.group,
        served_by=[_served_by(model, offer, alive) for offer in offers.for_model(model.name)],
        inputs=[_inputs(model, given, offers) for given in _sets(model)],
        effects=[_model_effect(model, name, offers) for name in model.effects],
        parameters=sorted(model.parameters),
        **{name: getattr(model, name) for name in _AS_DECLARED},
    )


def _served_by(model: Model, offer: Offer, alive: frozenset[str]) -> ServedBy:
    kept = offer.capabilities.fps if offer.weights and offer.weights.fps == "native" else None
    return ServedBy(
        name=offer.name,
        engine=offer.engine,
        weights_kind=offer.capabilities.kind,
        mode=offer.weights.mode if offer.weights else None,
        stand_in=offer.stands_in_for(model.name),
        fps=kept or model.fps,
        longest_seconds=offer.abilities.longest_seconds,
        worker=offer.name in alive,
    )


def _inputs(model: Model, given: list[MediaKind], offers: Offers) -> Inputs:
    offer = offers.by_whom(model.name, frozenset(given))
    stand_in = offer is not None and offer.stands_in_for(model.name)
    return Inputs(media=given, rendered=offer is not None, by=offer.name if offer else None, stand_in=stand_in)


def _model_effect(model: Model, name: str, offers: Offers) -> ModelEffect:
    among = offers.for_effect(model.name, name)
    by = next((offer.name for offer in among if name in offer.abilities.effects), None)
    return ModelEffect(name=name, rendered=by is not None, by=by)


def _effect(effect: Effect, offers: Offers) -> EffectCard:
    return EffectCard(
        name=effect.name,
        chinese=effect.chinese,
        wants=effect.wants,
        shows=effect.shows,
        limits=effect.limits,
        models=with_effect(effect.name),
        rendered=offers.by_whom_effect(effect.name) is not None,
        preview=PREVIEW_PATH.format(name=effect.name) if (PREVIEWS / f"{effect.name}.webp").is_file() else None,
    )


def _sets(model: Model) -> list[list[MediaKind]]:
    """Return the legal sets of inputs in an order that stays."""
    return sorted(sorted(given, key=_ORDER.index) for given in model.media_sets)
