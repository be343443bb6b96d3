"""Write docs/models.md from the catalogue and the card of the default engine: ``python tools/models_page.py``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inbetween.api.dashscope.forms import Input
from inbetween.catalog import i2v, kf2v, media, pixverse
from inbetween.catalog.accept import MAX_SEED, SHOT_TYPES
from inbetween.catalog.effects import EFFECTS
from inbetween.catalog.model import MEBIBYTE, Model
from inbetween.catalog.models import DEFAULT, MODELS
from inbetween.domain.spec import ClipLimits, MediaKind, SoundLimits
from inbetween.engines.tween.card import CAPABILITIES
from inbetween.media.sizes import AREAS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "models.md"

HEAD = """# Models, parameters, effects

What each model takes is what the cloud's documents say of it: what they allow is taken, what they forbid is refused
with a sentence. What of it is *rendered* depends on the engine here; this page tells it of `tween`, the default. A
legal request that `tween` does not render is refused at submit: `No engine here renders …`. This page is written from
the catalogue (`tools/models_page.py`); a running server tells the same, of its own engine, at `/inbetween/v1/models`.

Every model is taken on both submit paths, in every region, under all of its names. The default resolution is bold; the
default duration is 5 seconds.
"""

KINDS: dict[MediaKind, str] = {
    "first_frame": "first frame",
    "last_frame": "last frame",
    "first_clip": "clip",
    "driving_audio": "sound",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A family of models as the page shows it: how its inputs are written, in words."""

    title: str
    told: str
    models: tuple[Model, ...]


SECTIONS = (
    Section(
        "By two frames",
        "`input.first_frame_url` and `input.last_frame_url` (older SDKs: `head_frame`, `tail_frame`). With an effect "
        "(`input.template`) the prompt and the last frame are ignored. The cloud's path is `image2video`.",
        kf2v.MODELS,
    ),
    Section(
        "By a first frame",
        "`input.img_url`, and `input.audio_url` where sound is an input. `img_url` may be base64 alone, without "
        "`data:`. The cloud's path is `video-generation`, as for all that follow.",
        i2v.MODELS,
    ),
    Section(
        "By typed entries",
        '`input.media` is a list of `{"type": …, "url": …}`, each type once, in any order; `wan2.7-i2v` takes a lone '
        "`img_url` too. Of `wan3.0-video` and `wan2.7-r2v` the cloud's models take more; here they are names for one "
        "frame or two, which some clients can send no other way.",
        media.MODELS,
    ),
    Section(
        "PixVerse",
        "Another vendor's models on the same path. `input.media` holds one `image_url`, or a `first_frame` and a "
        "`last_frame`; the prompt is required. Sizes and default resolution are not published: even sides within the "
        "areas below, 24 frames a second and 720P are our choice.",
        pixverse.MODELS,
    ),
)

# Of each parameter its values, and what becomes of it here; `_unable` adds what the engine does not do.
PARAMETERS = {
    "resolution": (
        "as the model has it; case counts",
        "the area of the video, in the first picture's aspect: see sizes",
    ),
    "duration": ("whole seconds, as the model has them", "exact: seconds x frames a second, to the frame"),
    "prompt_extend": ("true, false", "recorded; nothing rewrites prompts yet, so `actual_prompt` is the prompt itself"),
    "watermark": ("true, false", "drawn at the bottom right; `INBETWEEN_MARK` chooses the words"),
    "seed": (f"0 to {MAX_SEED}", "fixes every draw of chance; one that was drawn is told with the task's details"),
    "shot_type": (", ".join(SHOT_TYPES), "counts with `prompt_extend` alone, as in the cloud"),
    "audio": ("true, false", "false beats a given sound"),
}
DEFAULTS = {"duration": 5, "prompt_extend": "true", "watermark": "false", "seed": "drawn", "shot_type": SHOT_TYPES[0]}

# Of each field of `input` what it takes.
FIELDS = {
    "prompt": "optional, but required by PixVerse; cut silently at the limit, in Unicode characters",
    "negative_prompt": "optional; cut silently at 500",
    "template": "an effect by name, see below; an empty one is none",
    "pictures": "`http(s)://`, `oss://` of an upload, or `data:image/…;base64,`; JPEG, PNG, BMP, WEBP",
    "sound, clips": "`http(s)://` or `oss://`",
}


def page() -> str:
    """Return the page as text."""
    parts = [HEAD]
    for section in SECTIONS:
        parts += [f"## {section.title}\n", f"{section.told}\n", *_models(section.models)]
    parts += ["## Fields of `input`\n", *_fields(), "## `parameters`\n", *_parameters(), "## Sizes\n", *_sizes()]
    parts += ["## Effects\n", *_effects(), "## Usage, rates and prices\n", *_money()]
    return "\n".join(parts).rstrip() + "\n"


def table(head: str, rows: Iterable[Sequence[object]]) -> str:
    """Return a table; ``head`` has its columns separated by bars."""
    columns = [column.strip() for column in head.split("|")]
    lines = [columns, ["---"] * len(columns), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def merged(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows with those that differ in nothing but their first cell as one."""
    firsts: dict[tuple[str, ...], list[str]] = {}
    for first, *rest in rows:
        firsts.setdefault(tuple(rest), []).append(first)
    return ((", ".join(names), *rest) for rest, names in firsts.items())


def _renamed(model: Model, other: Model) -> Model:
    return replace(model, name=other.name, alias_of=other.alias_of)


def groups(models: Iterable[Model]) -> list[list[Model]]:
    """Return the models with those that differ in nothing but their name together."""
    found: list[list[Model]] = []
    for model in models:
        known = (group for group in found if _renamed(group[0], model) == model)
        if same := next(known, None):
            same.append(model)
        else:
            found.append([model])
    return found


def _models(models: tuple[Model, ...]) -> Iterator[str]:
    grouped = groups(models)
    aliases = [group for group in grouped if len(group) > 1]
    yield table(
        "model | rendered by `tween` | refused until an engine renders it | resolution | seconds | fps | sound",
        (_row(group[0]) for group in grouped),
    )
    for first, *others in aliases:
        yield f"* `{first.name}` is also called {_code(other.name for other in others)}."
    if aliases:
        yield ""
    yield table(
        "models | prompt | pictures: sides, bytes, aspect | sound given | clip given",
        merged(_limits(group[0]) for group in grouped),
    )


def _row(model: Model) -> tuple[str, ...]:
    able = [given for given in _ordered(model) if given in CAPABILITIES.abilities.media_sets]
    unable = [given for given in _ordered(model) if given not in CAPABILITIES.abilities.media_sets]
    effects = set(model.effects) - CAPABILITIES.abilities.effects
    missing = [*map(_words, unable), *([f"{len(effects)} effects"] if effects else [])]
    if model.shot_types and not CAPABILITIES.abilities.several_shots:
        missing.append("several shots")
    return (
        f"`{model.name}`",
        "; ".join(map(_words, able)) or "**nothing yet**",
        "; ".join(missing) or "—",
        ", ".join(f"**{tier}**" if tier == model.default_resolution else tier for tier in _tiers(model)),
        _seconds(model),
        str(model.fps),
        _sound(model),
    )


def _ordered(model: Model) -> list[frozenset[MediaKind]]:
    order = list(KINDS)
    return sorted(model.media_sets, key=lambda given: (len(given), sorted(order.index(kind) for kind in given)))


def _words(given: frozenset[MediaKind]) -> str:
    return " + ".join(words for kind, words in KINDS.items() if kind in given)


def _tiers(model: Model) -> list[str]:
    return [tier for tier in AREAS if tier in model.resolutions]


def _span(seconds: Sequence[int]) -> str:
    whole = len(seconds) > 2 and seconds[-1] - seconds[0] == len(seconds) - 1
    return f"{seconds[0]} to {seconds[-1]}" if whole else ", ".join(map(str, seconds))


def _seconds(model: Model) -> str:
    less = [f"{_span(allowed)} at {tier}" for tier, allowed in model.seconds_at.items()]
    chosen = [f"-1 for {model.default_seconds}"] if model.chooses_seconds else []
    return "; ".join([_span(model.seconds), *less, *chosen])


def _sound(model: Model) -> str:
    if model.sound == "switch":
        return f"by `audio`, default {str(model.sound_default).lower()}"
    return model.sound


def _limits(model: Model) -> tuple[str, ...]:
    pictures = model.pictures
    aspect = f", 1:{pictures.max_aspect} to {pictures.max_aspect}:1" if pictures.max_aspect else ""
    return (
        f"`{model.name}`",
        f"{model.prompt_limit:,}",
        f"{pictures.min_side} to {pictures.max_side} px, {pictures.max_bytes // MEBIBYTE} MiB{aspect}",
        _sound_limits(model.driving_audio),
        _clip_limits(model.first_clip),
    )


def _sound_limits(limits: SoundLimits | None) -> str:
    if limits is None:
        return "—"
    formats = ", ".join(limits.formats)
    return f"{formats}; {limits.min_seconds} to {limits.max_seconds} s, {limits.max_bytes // MEBIBYTE} MiB"


def _clip_limits(limits: ClipLimits | None) -> str:
    if limits is None:
        return "—"
    return (
        f"{', '.join(limits.formats)}; {limits.min_seconds} to {limits.max_seconds} s, {limits.min_side} to "
        f"{limits.max_side} px, 1:{limits.max_aspect} to {limits.max_aspect}:1, {limits.max_bytes // MEBIBYTE} MiB"
    )


def _fields() -> Iterator[str]:
    yield "Null means absent. A field that the model does not take is ignored, whatever it holds.\n"
    able = frozenset[MediaKind]().union(*CAPABILITIES.abilities.media_sets)
    fetched = "fetched by the server from public addresses, and held against the limits above"
    heard = able & {"driving_audio", "first_clip"}
    here = {
        "prompt": "recorded and told again; `tween` does not read it",
        "negative_prompt": "recorded, and not honoured",
        "template": f"`tween` renders {len(CAPABILITIES.abilities.effects)} of {len(EFFECTS)}",
        "pictures": fetched,
        "sound, clips": fetched if heard else "refused, since `tween` renders nothing of them",
    }
    yield table("field | what it takes | here", ((_field(name), what, here[name]) for name, what in FIELDS.items()))


def _field(name: str) -> str:
    return f"`{name}`" if name in Input.model_fields else name


def _parameters() -> Iterator[str]:
    yield "Those that a model does not have are ignored, whatever they hold; so are `ratio`, `size` and unknown ones.\n"
    rows = []
    for name, (values, here) in PARAMETERS.items():
        counting = [model for model in MODELS.values() if name in model.parameters]
        rows.append((f"`{name}`", _who(counting), DEFAULTS.get(name, "the model's"), values, here + _unable(name)))
    yield table("parameter | counts for | default | values | here", rows)


def _unable(name: str) -> str:
    """Return what the default engine does not do of a parameter."""
    if name == "shot_type" and not CAPABILITIES.abilities.several_shots:
        return "; `multi` is refused, since no engine here renders it"
    if name == "audio" and not CAPABILITIES.makes_sound:
        return "; `tween` makes no sound: the file is silent either way, and `usage.audio` says so"
    return ""


def _who(models: list[Model]) -> str:
    """Name the models, or those that are missing: whichever are fewer; a whole section by its title."""
    if len(models) == len(MODELS):
        return "all"
    missing = [model for model in MODELS.values() if model not in models]
    shown, words = (missing, "all but ") if len(missing) < len(models) else (models, "")
    named = []
    for section in SECTIONS:
        some = [model for model in section.models if model in shown]
        whole = len(some) == len(section.models)
        named += [section.title] if whole else [f"`{group[0].name}`" for group in groups(some)]
    return words + ", ".join(named)


def _sizes() -> Iterator[str]:
    yield (
        "Width and height are the first picture's, scaled so that the area is at most that of the resolution; each "
        f"side is then rounded down to a multiple of {DEFAULT.multiple} (PixVerse: {pixverse.MODELS[0].multiple}). A "
        "last picture of another aspect is cropped around its centre.\n"
    )
    yield table("resolution | pixels, at most", ((tier, f"{area:,}") for tier, area in AREAS.items()))


def _effects() -> Iterator[str]:
    yield (
        "The models of wan 2.1 have effects; elsewhere an effect is refused by name. An effect takes the first frame "
        "alone, and the prompt is ignored. Nobody checks whether the picture shows what the effect wants. `hufu-1`, a "
        "misprint of the cloud's pages, is taken as `hanfu-1`. What each shows, in words and pictures: "
        "[modes/effects.md](modes/effects.md).\n"
    )
    owners = groups(model for model in MODELS.values() if model.effects)
    rows = []
    for effect in EFFECTS.values():
        having = _code(group[0].name for group in owners if effect.name in group[0].effects)
        rendered = "yes" if effect.name in CAPABILITIES.abilities.effects else "no"
        rows.append((f"`{effect.name}`", effect.chinese, effect.wants, having, rendered))
    yield table("effect | Chinese name | picture | models | rendered by `tween`", rows)


def _money() -> Iterator[str]:
    yield (
        "`usage` of a finished task. Rates are the cloud's, per account and model: submits a second, which count here "
        "with `INBETWEEN_RATES=1`, and tasks that run at once, which do not count here. Prices are the cloud's, in CNY "
        "per second of video: nothing is charged here.\n"
    )
    everything = groups(MODELS.values())
    yield table("models | fields of `usage` | submits a second, running", merged(map(_use, everything)))
    rows = [row for group in everything for row in _prices(group[0])]
    yield table(f"models | region | {' | '.join(AREAS)}", merged(rows))
    unpriced = _code(group[0].name for group in everything if not group[0].prices)
    if unpriced:
        yield f"Of the subset of {unpriced} that is taken here no price is published.\n"


def _use(group: list[Model]) -> tuple[str, ...]:
    model = group[0]
    rates = [f"{rate.submits_per_second}, {rate.running}" for rate in model.rates.values()]
    elsewhere = [f"{region}: {rate}" for region, rate in zip(model.rates, rates, strict=True)]
    return f"`{model.name}`", _code(model.usage), "; ".join([*rates[:1], *elsewhere[1:]]) or "not published"


def _prices(model: Model) -> Iterator[tuple[str, ...]]:
    for words, prices in (("", model.prices), (", silent", model.silent_prices)):
        for region, tiers in prices.items():
            yield f"`{model.name}`{words}", region, *(f"{tiers[tier]}" if tier in tiers else "—" for tier in AREAS)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
