"""Errands of tests: small pictures, no waiting, and somebody who stops."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from inbetween.catalog.models import MODELS
from inbetween.domain.spec import MediaKind
from inbetween.engines.remote.errand import Errand
from inbetween.engines.remote.line import Line, Place
from inbetween.engines.remote.peer import Peer, Wish
from inbetween.worker.scratch import MemoryScratch
from tests.pictures import saved, smooth
from tests.samples import SPEC


def never(_: float) -> bool:
    """Wait for nothing, and never stop."""
    return False


def wish_of(folder: Path, name: str = "wan2.2-kf2v-flash", **changed: Any) -> Wish:
    """Return a wish for a model of ours with its first two pictures."""
    model = MODELS[name]
    kinds: tuple[MediaKind, ...] = changed.pop("kinds", ("first_frame", "last_frame"))
    files: dict[MediaKind, Path] = {}
    for seed, kind in enumerate(kinds):
        files[kind] = saved(folder, f"{kind}.png", smooth(64, 48, seed=seed))
    return Wish(
        model=changed.pop("theirs", name),
        group=model.group,
        shape=model.shape,
        parameters=model.parameters,
        spec=replace(SPEC, model=name, **changed),
        files=files,
        formats=dict.fromkeys(files, "PNG"),
        width=832,
        height=464,
        identity="task-1",
    )


def errand_to(url: str, peer: Peer, wish: Wish, *, http: httpx.Client, stop: Callable[[float], bool] = never,
              scratch: MemoryScratch | None = None, key: str | None = "sk-theirs", asks_twice: bool = False,
              brought: Mapping[str, bytes] | None = None) -> Errand:  # fmt: skip
    """Return an errand to the server at ``url``; ``brought`` is what lies elsewhere."""

    def bring(place: str, target: Path) -> None:
        target.write_bytes((brought or {})[place])

    place = Place(name="theirs", url=url, key=key)
    return Errand(
        wish=wish,
        peer=peer,
        line=Line(place, peer, http, stopped_within=stop),
        scratch=scratch or MemoryScratch(),
        bring=bring,
        asks_twice=asks_twice,
    )
