"""A folder that is written whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inbetween.domain.errors import OperatorError


@contextmanager
def whole(folder: Path, part: Path, *, called: str, mode: int = 0o777) -> Iterator[Path]:
    """Give ``part``, new and empty, which becomes ``folder`` when all is in it; nothing is left of one that fails.

    Args:
        folder: the name it takes; there must be nothing of that name.
        part: a name beside it; what an earlier run that was killed left there is removed.
        called: what the folder is, at the beginning of a sentence.
        mode: who may use it, less the umask.

    Raises:
        OperatorError: it cannot be written.
    """
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=mode, parents=True)
        yield part
        os.sync()
        part.rename(folder)
    except OSError as error:
        raise OperatorError(f"{called} {folder} cannot be written ({error.strerror}).") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
