"""A folder whose disk is not mounted is away: it must not be taken for a store without objects."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import StoreDown

KEY = "results/t/1.mp4"
VERBS: dict[str, Callable[[LocalObjects, Path], object]] = {
    "keep": lambda objects, file: objects.keep(KEY, file),
    "put": lambda objects, file: objects.put(KEY, b"x"),
    "bring": lambda objects, file: objects.bring(KEY, file.with_name("brought")),
    "open": lambda objects, file: objects.open(KEY).__exit__(None, None, None),
    "size": lambda objects, file: objects.size(KEY),
    "remove": lambda objects, file: objects.remove(KEY),
    "listing": lambda objects, file: list(objects.listing("results")),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_that_the_store_is_away_and_works_when_it_is_back(verb: str, tmp_path: Path) -> None:
    mounted, elsewhere, file = tmp_path / "objects", tmp_path / "elsewhere", tmp_path / "video.mp4"
    objects = LocalObjects(mounted)
    objects.put(KEY, b"kept")
    file.write_bytes(b"made")
    mounted.rename(elsewhere)
    mounted.mkdir()  # what is left of a disk that was unmounted
    with pytest.raises(StoreDown if verb != "put" else OSError):
        VERBS[verb](objects, file)
    assert file.exists()
    assert list(mounted.iterdir()) == []
    mounted.rmdir()
    elsewhere.rename(mounted)
    VERBS[verb](objects, file)
