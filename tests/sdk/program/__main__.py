"""What users' programs do with the vendor's Python SDK. Runs under any version of it, outside pytest.

    python tests/sdk/program < wish.json

The wish names the server, its keys, a folder of pictures and the cases: functions of the modules beside this file. They
run at the same time, and what each returns is printed in one JSON object. The environment has only the SDK.
"""

import json
import os
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor

import console
import dashscope
import given
import inputs
import newer
import refusals
import tasks
import twin
from given import here

import calls

CASES = {
    name: case
    for room in (calls, inputs, tasks, refusals, twin, newer, console)
    for name, case in vars(room).items()
    if callable(case) and getattr(case, "__module__", "") == room.__name__
}


def told(name):
    """Run one case; what it raises is told as well."""
    try:
        return {"told": CASES[name]()}
    except Exception:  # noqa: BLE001  a case that fails must not end the others
        return {"raised": traceback.format_exc()}


def main():
    """Read the wish, run its cases at the same time and print what they return."""
    wish = json.load(sys.stdin)
    given.take(wish)
    os.chdir(here.pictures)  # relative names are part of what is tried
    dashscope.base_http_api_url, dashscope.api_key = here.base, here.key
    with ThreadPoolExecutor(len(wish["cases"])) as pool:
        answers = dict(zip(wish["cases"], pool.map(told, wish["cases"]), strict=True))
    print(json.dumps(answers, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
