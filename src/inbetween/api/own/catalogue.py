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
from inbetween.catalog.effects import EFFECTS, PREVIEWS, Effect, Subject
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS, with_effect
from inbetween.domain.spec import Abilities, ClipLimits, Family, MediaKind, PictureLimits, SoundLimits

_ORDER: tuple[MediaKind, ...] = ("first_frame", "last_frame", "first_clip", "driving_audio")
PREVIEW_PATH = "/inbetween/v1/effects/{name}/preview"
_PREVIEW = {"Cache-Control": "public, max-age=86400", "Content-Security-Policy": SHOWN}
_RENDERED = "Whether the engine here takes it; `still`, the test aid, takes more than it shows."


class Inputs(BaseModel):
    """A legal set of inputs, and whether the engine here makes a video of it."""

    media: list[MediaKind]
    rendered: bool = Field(description=_RENDERED)


class ModelEffect(BaseModel):
    """An effect that a model has; it takes a first frame alone."""

    name: str
    rendered: bool = Field(description=_RENDERED)


class ModelCard(BaseModel):
    """A model. Every list is complete: what is not in it is refused."""

    model: str
    family: Family
    path: str = Field(description="The submit path of the cloud; here every model is taken on both.")
    shape: Literal["frames", "image", "media"] = Field(description="How inputs are written.")
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


_AS_DECLARED = frozenset(ModelCard.model_fields) - {"model", "path", "inputs", "effects", "parameters"}


class Catalogue(BaseModel):
    """Every model, and the engine that renders here."""

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
    """Every effect, and the engine that renders here."""

    request_id: str
    engine: str
    effects: list[EffectCard]


async def models(request: Request) -> Response:
    """Tell every model."""
    await auth.authenticate(request)
    front = front_of(request)
    cards = [_model(model, front.abilities) for model in MODELS.values()]
    return rendered(Catalogue(request_id=request_id_of(request), engine=front.engine, models=cards))


async def effects(request: Request) -> Response:
    """Tell every effect."""
    await auth.authenticate(request)
    front = front_of(request)
    cards = [_effect(effect, front.abilities) for effect in EFFECTS.values()]
    return rendered(Effects(request_id=request_id_of(request), engine=front.engine, effects=cards))


async def effect_preview(request: Request) -> Response:
    """Serve the moving picture of an effect: it is of our own making, and no caller's."""
    path = PREVIEWS / f"{request.path_params['name']}.webp"
    # Held against the list first: a name never becomes a path of its own.
    if request.path_params["name"] not in EFFECTS or not path.is_file():
        raise denials.not_found()
    content = await front_of(request).threads.files(path.read_bytes)
    return Response(content, media_type="image/webp", headers=_PREVIEW)


def _model(model: Model, abilities: Abilities) -> ModelCard:
    return ModelCard(
        model=model.name,
        path=model.group,
        inputs=[Inputs(media=given, rendered=frozenset(given) in abilities.media_sets) for given in _sets(model)],
        effects=[ModelEffect(name=name, rendered=name in abilities.effects) for name in model.effects],
        parameters=sorted(model.parameters),
        **{name: getattr(model, name) for name in _AS_DECLARED},
    )


def _effect(effect: Effect, abilities: Abilities) -> EffectCard:
    return EffectCard(
        name=effect.name,
        chinese=effect.chinese,
        wants=effect.wants,
        shows=effect.shows,
        limits=effect.limits,
        models=with_effect(effect.name),
        rendered=effect.name in abilities.effects,
        preview=PREVIEW_PATH.format(name=effect.name) if (PREVIEWS / f"{effect.name}.webp").is_file() else None,
    )


def _sets(model: Model) -> list[list[MediaKind]]:
    """Return the legal sets of inputs in an order that stays."""
    return sorted(sorted(given, key=_ORDER.index) for given in model.media_sets)
