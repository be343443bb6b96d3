"""What each case of the program must tell, whatever the version of the SDK."""

from tests.sdk.cases import calls, console, inputs, newer, refusals, tasks, twin
from tests.sdk.cases.case import CASES

__all__ = ["CASES", "calls", "console", "inputs", "newer", "refusals", "tasks", "twin"]
