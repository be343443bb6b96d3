"""What a child says is believed only where it is what ours would say: a picture may have taken it over."""

import json

import pytest

from inbetween.worker.order import Made
from inbetween.worker.pools.answers import Answer, Told, understood


def _lie(**lies: object) -> str:
    """Return the line of a video that was never made."""
    made = {
        "path": "/etc/passwd", "width": 1, "height": 1, "fps": 1, "frames": 1, "duration_seconds": 1.0, "sound": False,
        "size_bytes": 1, "engine": "actor", "seed": 1, "timings": {}, "end_frames": {}, "motion": {}, "warnings": {},
        "rectangles": {}, "notes": [], "engine_measurements": {},
    }  # fmt: skip
    return json.dumps({"made": made | lies}) + "\n"


NONSENSE = [
    "nonsense\n",
    "7\n",
    "[]\n",
    "{}\n",
    '{"made": {}}\n',
    '{"made": null}\n',
    "[" * 100_000 + "\n",
    '{"progress": ["analyse", "/etc/passwd", true]}\n',
    '{"progress": ["analyse", 2, true]}\n',
    '{"progress": ["analyse", NaN, true]}\n',
    '{"progress": ["a stage\\u0000", 0.5, true]}\n',
    '{"progress": ["analyse", 0.5, "/etc/passwd"]}\n',
    '{"failed": {"kind": "failure", "code": "a\\r\\nb", "message": ""}}\n',
    '{"failed": {"kind": "success", "code": "a", "message": ""}}\n',
    '{"failed": {"kind": "failure", "code": "a", "message": "\\ud800"}}\n',
    '{"failed": {"kind": "failure", "code": "a", "message": "' + "x" * 20_000 + '"}}\n',
    _lie(engine="a: b\r\nSet-Cookie: c"),
    _lie(width="wide"),
    _lie(notes=[7, None]),
    _lie(notes=["\0"]),
    _lie(notes=["\ud800"]),
    _lie(clip_seconds=1e300),
    _lie(engine_measurements={"much": 1e308}).replace("e+308", "e+309"),
]


@pytest.mark.parametrize("line", NONSENSE, ids=lambda line: line[:60])
def test_what_no_child_of_ours_would_say_is_refused(line: str):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason, its text is for the log
        understood(line)


def test_what_ours_say_is_understood():
    assert understood('{"ready": {"no_network": true}}') == Answer(ready={"no_network": True})
    assert understood('{"progress": ["render", 0.5, true]}') == Answer(progress=("render", 0.5, True))
    told = {"kind": "failure", "code": "InternalError.Algo", "message": 'prompt "\\\\u0000 图 🎈"'}
    assert understood(json.dumps({"failed": told})) == Answer(failed=Told(**told))
    assert isinstance(understood(_lie()).made, Made)
