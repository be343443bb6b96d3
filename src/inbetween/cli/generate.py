"""``inbetween generate``: a picture or two, or a clip, to a video file, without a server."""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from inbetween import app, settings
from inbetween.catalog import models
from inbetween.catalog.accept import MAX_SEED, AskedMedia, VideoRequest, accept
from inbetween.catalog.model import Model
from inbetween.cli.options import Data
from inbetween.cli.terminal import Terminal
from inbetween.domain.errors import NO_ROOM, InbetweenError, OperatorError
from inbetween.domain.spec import MediaKind, ShotType, VideoSpec
from inbetween.engines import registry
from inbetween.engines.remote.entry import Remote
from inbetween.offers.offer import Offer, Offers
from inbetween.settings import Settings
from inbetween.worker.courses import COURSES, Courses
from inbetween.worker.order import Made, Order, Reporter

EXAMPLES = (
    "\b\nExample: inbetween generate first.png last.png -o out.mp4 --resolution 480P\n"
    'Example: inbetween generate first.png -o push.mp4 --prompt "The camera slowly pushes in"\n'
    'Example: inbetween generate first.png -o shots.mp4 --shot-type multi --prompt "A lake. A boat. Evening comes."\n'
    "Example: inbetween generate a.jpg b.jpg -o ab.mp4 --seed 7 --json | tail -n 1 | jq .end_frames\n"
    "Example: inbetween generate a.jpg b.jpg -o ab.mp4 --model wan2.7-i2v --duration 10\n"
    "Example: inbetween generate first.png --audio tune.mp3 -o dance.mp4\n"
    "Example: inbetween generate --clip clip.mp4 -o on.mp4 --duration 10"
)
NAMES = {
    "first_frame": "FIRST",
    "last_frame": "LAST",
    "first_clip": "--clip",
    "driving_audio": "--audio",
    "template": "--effect",
}
"""What the command line calls the fields of a request whose names differ."""

_CALLED: dict[MediaKind, str] = {"first_clip": "a clip", "driving_audio": "a sound"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the command line asked for, before it is known to be legal."""

    inputs: dict[MediaKind, Path]
    output: Path
    model: Model
    request: VideoRequest
    offers: Offers
    force: bool


def generate(
    first: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FIRST]", help="The picture that the video begins with; not with --clip.", show_default=False
        ),
    ] = None,
    last: Annotated[
        Path | None,
        typer.Argument(
            metavar="LAST", help="The picture that the video ends with, if the model takes one.", show_default=False
        ),
    ] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.mp4", help="The file to write.")],
    model: Annotated[
        str | None, typer.Option(help="Public name of the model; one that fits what is given.", show_default=False)
    ] = None,
    prompt: Annotated[str | None, typer.Option(help="What happens in the video.")] = None,
    negative_prompt: Annotated[str | None, typer.Option(help="What should not happen.")] = None,
    effect: Annotated[str | None, typer.Option(help="An effect of the model, in place of prompt and LAST.")] = None,
    clip: Annotated[
        Path | None,
        typer.Option(
            metavar="CLIP", help="MP4 or MOV that the video begins with, in place of FIRST; it goes on from it."
        ),
    ] = None,
    audio: Annotated[
        Path | None,
        typer.Option(metavar="SOUND", help="WAV or MP3: the video's sound, and its camera moves by it. No lip sync."),
    ] = None,
    silent: Annotated[bool, typer.Option("--silent", help="Leave the sound away, whatever the model makes.")] = False,
    resolution: Annotated[str | None, typer.Option(help="360P to 1080P, as the model allows.")] = None,
    duration: Annotated[int | None, typer.Option(help="Seconds of video, as the model allows.")] = None,
    shot_type: Annotated[
        ShotType | None, typer.Option(help="One take or several shots; else the words decide.", show_default=False)
    ] = None,
    seed: Annotated[int | None, typer.Option(help=f"0 to {MAX_SEED}; the same seed gives the same bytes here.")] = None,
    watermark: Annotated[bool, typer.Option("--watermark", help="Mark the video at the bottom right.")] = False,
    no_prompt_extend: Annotated[bool, typer.Option("--no-prompt-extend", help="Do not rewrite the prompt.")] = False,
    engine: Annotated[str | None, typer.Option(help="Engine that renders [env INBETWEEN_ENGINE].")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object as the last line.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    data: Data = None,
) -> None:
    """Make a video from a picture, between two, or on from a clip, without a server."""
    terminal = Terminal(as_json=as_json)
    try:
        read = settings.read(data=data, engine=engine)
        inputs = _inputs(first, last, clip=clip, audio=audio)
        asked = VideoRequest(
            media=tuple(_asked(kind, path) for kind, path in inputs.items()),
            paths=_path,
            prompt=prompt,
            negative_prompt=negative_prompt,
            template=effect,
            resolution=resolution,
            seconds=duration,
            seed=seed,
            prompt_extend=not no_prompt_extend,
            watermark=watermark,
            shot_type=shot_type,
            audio=False if silent else None,
        )
        errand = Errand(
            inputs=inputs,
            output=output,
            model=_model(model, asked),
            request=asked,
            offers=app.offers_for(read, engine),
            force=force,
        )
        terminal.result(_made(errand, read, terminal))
    except InbetweenError as error:
        terminal.failed(error)
        raise


def _inputs(first: Path | None, last: Path | None, *, clip: Path | None, audio: Path | None) -> dict[MediaKind, Path]:
    """Return the files by what they are: behind a clip the one picture is the last."""
    if clip and last:
        raise OperatorError("A video begins with FIRST or with --clip; give one of them.")
    if not (clip or first):
        raise OperatorError("Give FIRST, the picture that the video begins with, or --clip.")
    if clip:
        first, last = None, first
    given: dict[MediaKind, Path | None] = {
        "first_frame": first, "last_frame": last, "first_clip": clip, "driving_audio": audio}  # fmt: skip
    return {kind: path for kind, path in given.items() if path}


def _asked(kind: MediaKind, path: Path) -> AskedMedia:
    """Return a file as an input of the request."""
    return AskedMedia(kind=kind, path=_path(kind), source=f"file:{path}")


def _path(field: str) -> str:
    """Return what the command line calls a field of the request."""
    return NAMES.get(field, f"--{field.replace('_', '-')}")


def _model(name: str | None, asked: VideoRequest) -> Model:
    """Find a model by its public name, or one that fits what is given."""
    if name is None:
        kinds = [entry.kind for entry in asked.media]
        return models.fitting(kinds, asked.template, shot_type=asked.shot_type is not None)
    if name not in models.MODELS:
        raise OperatorError(f"--model {name} is not known; it should be one of {', '.join(models.MODELS)}.")
    if asked.shot_type and not models.MODELS[name].shot_types:
        raise OperatorError(f"{name} has no shot type; leave --shot-type away, and write the shots into --prompt.")
    return models.MODELS[name]


def _made(errand: Errand, read: Settings, terminal: Terminal) -> dict[str, Any]:
    """Render what is wanted into its output file and return what is told about it."""
    started = time.perf_counter()
    _check_paths(errand)
    _check_last(errand)
    _check_clip(errand)
    _check_audio(errand)
    spec = _spec(errand)
    with _work_folder(errand.output) as folder, terminal.progress() as watch:
        offer = errand.offers.of(spec.model, spec.need)
        order = _order(spec, errand, folder, mark=read.mark, offer=offer)
        courses = Courses(read.cache / COURSES)
        watch.foresee(forecast := courses.forecast(order))
        made = _asked_for(order, offer.remote, read, watch) if offer.remote else _rendered(order, offer, read, watch)
        courses.remember(order, forecast)
        made.path.replace(errand.output)
    for sentence in made.warnings.values():
        terminal.warning(sentence)
    directed = order.plan.to_json() if order.plan else None
    for note in (*made.notes, *(directed or {}).get("warnings", ())):
        terminal.note(note)
    return {**_told(made, errand.output, time.perf_counter() - started), "offer": order.offer, "plan": directed}


def _rendered(order: Order, offer: Offer, read: Settings, watch: Reporter) -> Made:
    """Render in this process."""
    # Read when the engine loads; the same folder as the server's child has.
    os.environ["NUMBA_CACHE_DIR"] = str(read.cache / "numba")
    from inbetween.worker.make import make  # loads the picture libraries; a bad option has not waited for them

    return make(order, registry.load(offer.engine, offer.weights), watch)


def _asked_for(order: Order, remote: Remote, read: Settings, watch: Reporter) -> Made:
    """Ask another server, as a worker does: a child, which reaches the order's folder alone, opens what it sends."""
    from inbetween.pools import remote_pool
    from inbetween.worker.scratch import FolderScratch

    copies = {kind: Path(shutil.copyfile(path, order.folder / kind)) for kind, path in order.paths.items()}
    with closing(remote_pool(read, remote, lambda it: FolderScratch(it.scratch), folder=order.folder)) as pool:
        return pool.make(replace(order, paths=copies), watch)


def _spec(errand: Errand) -> VideoSpec:
    """Return what is promised. ``--silent`` holds for models too whose sound no parameter takes away."""
    able = partial(errand.offers.able, errand.model.name)
    spec = accept(errand.model, errand.request, able=able, draw_seed=lambda: secrets.randbelow(MAX_SEED + 1))
    return replace(spec, sound=False) if errand.request.audio is False else spec


def _check_paths(errand: Errand) -> None:
    """Refuse missing inputs and an output that cannot or should not be written."""
    for kind, path in errand.inputs.items():
        if not path.is_file():
            raise OperatorError(f"{path} is not a file; give the path of {_CALLED.get(kind, 'a picture')}.")
    taken = errand.output.exists() and not errand.output.is_file()  # a device or a pipe would be replaced, not written
    if taken or not errand.output.parent.is_dir():
        raise OperatorError(f"{errand.output} cannot be written; give a file name in an existing folder.")
    if errand.output.exists() and not errand.force:
        raise OperatorError(f"{errand.output} exists; give another name, or --force to write over it.")


def _check_last(errand: Errand) -> None:
    """Say what the model makes of LAST where the command line does not fit it."""
    model, given = errand.model, "last_frame" in errand.inputs
    if errand.request.template is not None:
        return
    if "first_clip" in errand.inputs:
        return
    if not given and all("last_frame" in legal for legal in model.media_sets):
        raise OperatorError(f"{model.name} makes a video between two pictures; give LAST too.")
    if given and "last_frame" not in model.kinds:
        raise OperatorError(f"{model.name} makes a video from FIRST alone; leave LAST away, or choose another --model.")


def _check_clip(errand: Errand) -> None:
    """Say what becomes of ``--clip`` where the command line does not fit it."""
    if "first_clip" not in errand.inputs:
        return
    if errand.request.template is not None:
        raise OperatorError("An effect begins with a picture; leave --clip away, or --effect.")
    if "driving_audio" in errand.inputs:
        raise OperatorError("A clip has a sound of its own; leave --audio away, or begin with FIRST.")
    if "first_clip" not in errand.model.kinds:
        raise OperatorError(f"{errand.model.name} takes no clip; leave --clip away, or choose another --model.")


def _check_audio(errand: Errand) -> None:
    """Say what becomes of ``--audio`` where the command line does not fit it."""
    if "driving_audio" not in errand.inputs:
        return
    if errand.request.audio is False:
        raise OperatorError("--silent leaves nothing of --audio; give one of them.")
    if errand.request.template is None and "driving_audio" not in errand.model.kinds:
        raise OperatorError(f"{errand.model.name} takes no sound; leave --audio away, or choose another --model.")


@contextmanager
def _work_folder(output: Path) -> Iterator[Path]:
    """Give a hidden folder beside the output, so that the finished file is moved and never copied."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".inbetween-", dir=output.parent))
    except OSError as error:
        raise OperatorError(f"{output.parent} cannot be written ({error.strerror}); choose another folder.") from error
    try:
        yield folder
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise OperatorError(f"{output} cannot be written ({error.strerror}); make room.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _order(spec: VideoSpec, errand: Errand, folder: Path, *, mark: str, offer: Offer) -> Order:
    """Write the order that the server's worker would write."""
    from inbetween.worker.words import plan_of  # loads what reads prompts; the other verbs do not wait for it

    scratch = folder / "scratch"
    scratch.mkdir()
    return Order(
        spec=offer.rendered(spec),
        paths={entry.kind: errand.inputs[entry.kind] for entry in spec.media},
        folder=folder,
        scratch=scratch,
        limits=errand.model.pictures,
        shrink=True,
        offer=offer.name,
        mark=mark,
        promised_fps=spec.fps,
        names={kind: str(path) for kind, path in errand.inputs.items()},
        plan=plan_of(spec),
        sound_limits=errand.model.driving_audio,
        clip_limits=errand.model.first_clip,
    )


def _told(made: Made, output: Path, seconds: float) -> dict[str, Any]:
    """Return what the command says about its video: one JSON object."""
    return {
        "path": str(output),
        "width": made.width,
        "height": made.height,
        "fps": made.fps,
        "frames": made.frames,
        "duration_seconds": made.duration_seconds,
        "sound": made.sound,
        "wall_seconds": round(seconds, 3),
        "engine": made.engine,
        "seed": made.seed,
        "size_bytes": made.size_bytes,
        "timings": made.timings,
        "end_frames": made.end_frames,
        "clip_seconds": made.clip_seconds,
        "seam": made.seam,
        "motion": made.motion,
        "warnings": made.warnings,
        "rectangles": made.rectangles,
        "notes": made.notes,
        "measurements": made.engine_measurements,
    }
