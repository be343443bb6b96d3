"""Write docs/contract/clients.md from the checklist in tests/sdk: ``python tools/clients_page.py``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "contract" / "clients.md"
HEAD = """# What real clients need

Each line is something that a client of the vendor's API does, or needs back. The tests run the client itself: the
vendor's Python SDK 1.23.8 (keyframes), 1.25.8, 1.25.16, 1.27.8 and 2.0.2 with its asyncio twin, its 2.x `Client` and
its command line, and the AI SDK for JavaScript (`ai` 7.0.173 with `@ai-sdk/alibaba` 2.0.58, `ai` 6.0.326 with 1.0.61).
The Java SDK is not run: its bodies and headers are typed from what was recorded of version 2.22.29. `make test` runs
the newest of each, `make sdk` all of them.

| number | what | whose | shown by |
| --: | --- | --- | --- |
"""
TAIL = """
39 to 42 are about another dialect, which is not there yet.
"""


def page() -> str:
    """Return the page as text."""
    sys.path.insert(0, str(ROOT))
    # The others enter what they show.
    from tests.sdk import cases, checklist, test_calls, test_java, test_node, test_requests  # noqa: F401

    rows = []
    for number, need in checklist.NEEDS.items():
        shown = ", ".join(f"[{proof.name}](../../{proof.file})" for proof in sorted(checklist.PROOFS[number]))
        rows.append(f"| {number} | {need} | {checklist.client_of(number)} | {shown} |")
    return HEAD + "\n".join(rows) + "\n" + TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
