"""Whether the suite of the wan engine can run at all."""

import importlib.util
from collections.abc import Callable
from typing import NoReturn

import pytest


@pytest.mark.parametrize("library", ["torch", "diffusers", "transformers", "safetensors", "peft", "triton"])
def test_the_library_is_here(library: str, missing_tool: Callable[[str], NoReturn]) -> None:
    if importlib.util.find_spec(library) is None:
        missing_tool(f"no {library}: make test-wan installs what the tests of the wan engine need")
