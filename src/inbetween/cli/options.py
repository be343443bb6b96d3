"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Data: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of database, results and uploads [env INBETWEEN_DATA].",
        show_default=False,
    ),
]
