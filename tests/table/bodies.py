"""Create bodies by chance: legal ones by construction, and the same with one to three faults put in."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from tests.table.album import ALBUM, MIME
from tests.table.rows import ROWS, Row

Body = dict[str, Any]

FAMILIES: Mapping[str, list[Row]] = {
    "frames": [row for row in ROWS.values() if row.form == "frames"],
    "img_url": [row for row in ROWS.values() if row.form == "image"],
    "media": [row for row in ROWS.values() if row.form == "media" and "words" not in row.also],
    "PixVerse": [row for row in ROWS.values() if "words" in row.also],
}
_JUNK: list[Any] = [5, -1.5, True, "x", "", [], {}, [1], {"a": None}, "2147483648", None]
_BAD_URLS = [
    *("", "cat.png", "file:///etc/passwd", "ftp://a.test/1.png", "https:a.test", "http://", "http:///1.png"),
    *(" https://a.test/1", "https://a.test/\n", "oss://", "object:inputs/1", "https://a.test/" + "a" * 8192),
    *("oss://dashscope-instant/x/2026-11-20/y/cat.png", "data:", "data:,", "data:text/plain;base64,aGVsbG8="),
    *("data:image/png,abcd", "data:image/png;base64,!!!!", "data:image/tiff;base64,AAAA"),
]
_URLS = ["https://a.test/1.png", "http://a.test:8080/a b?c=[d]", "HTTPS://A.TEST/雨.webp", "https://a.test"]


def legal(chance: random.Random) -> Body:
    """Return a body that its model takes, of any of the four families."""
    row = chance.choice(FAMILIES[chance.choice(list(FAMILIES))])
    body: Body = {"model": row.name, "input": _inputs(row, chance)}
    if chance.random() < 0.9:
        body["parameters"] = _parameters(row, chance, least=3 if _has_clip(row, body["input"]) else 0)
    elif chance.random() < 0.5:
        body["parameters"] = None
    if chance.random() < 0.2:
        body["function"] = "image-to-video"
    return body


def _has_clip(row: Row, given: dict[str, Any]) -> bool:
    """Say whether a clip is given: it takes two seconds and leaves none of a video of two."""
    return row.form == "media" and any(entry["type"] == "first_clip" for entry in given.get("media", ()))


def spoilt(chance: random.Random) -> Body:
    """Return a legal body with one to three faults put into it."""
    body = legal(chance)
    if chance.random() < 0.05:
        chance.choice(_WHOLE_BODY)(body, chance)
        return body
    row = ROWS[body["model"]]
    places = [place for place, fits in _PLACES.items() if fits(row, body)]
    for place in chance.sample(places, min(len(places), chance.randint(1, 3))):
        if not isinstance(body.get("parameters"), dict):
            body["parameters"] = {}
        place(row, body, chance)
    return body


# Legal parts.


def _inputs(row: Row, chance: random.Random) -> dict[str, Any]:
    """Return ``input`` with a legal set of inputs, in any order, among fields that the model does not read."""
    words = ["rain", "雨" * 30, "a" * (row.words + 5), *([] if "words" in row.also else ["", None])]
    given: dict[str, Any] = {"prompt": chance.choice(words)}
    if given["prompt"] is None and chance.random() < 0.5:
        del given["prompt"]
    if chance.random() < 0.3:
        given["negative_prompt"] = chance.choice(["blur", None, "糊" * 600])
    if row.effects and chance.random() < 0.3:
        given["template"] = chance.choice(row.effects)
    elif chance.random() < 0.1:
        given["template"] = chance.choice(["", None])
    letters = chance.choice(row.sets)
    given |= (
        _listed(row, letters, chance)
        if row.form == "media"
        else _single(row, letters, bool(given.get("template")), chance)
    )
    for name in ("extend_prompt", "with_audio", "ref_image_url", *_unread(row)):
        if chance.random() < 0.1:
            given[name] = chance.choice(_JUNK)
    return given


def _unread(row: Row) -> set[str]:
    """Return the fields of other families, which this one may hold anything in."""
    every = {"first_frame_url", "last_frame_url", "head_frame", "tail_frame", "img_url", "audio_url", "media"}
    read = {name for names in row.fields().values() for name in names}
    return every - read - ({"media"} if row.form == "media" else set())


def _single(row: Row, letters: frozenset[str], effect: bool, chance: random.Random) -> dict[str, Any]:
    """Return inputs in fields of their own; old names count, and with an effect only the first frame does."""
    given: dict[str, Any] = {}
    for letter in letters:
        names = row.fields()[letter]
        if effect and letter == "L" and chance.random() < 0.7:
            given[names[0]] = chance.choice([None, *_BAD_URLS])
        else:
            given[names[-1] if chance.random() < 0.2 else names[0]] = _source(row, letter, chance)
    return given


def _listed(row: Row, letters: frozenset[str], chance: random.Random) -> dict[str, Any]:
    """Return inputs as typed entries, or a lone image where the model takes one."""
    if "lone" in row.also and letters == {"F"} and chance.random() < 0.4:
        return {"img_url": _source(row, "F", chance, lone=True)}
    entries = [{"type": _type(row, letter), "url": _source(row, letter, chance)} for letter in sorted(letters)]
    chance.shuffle(entries)
    return {"media": entries}


def _type(row: Row, letter: str) -> str:
    names = {"F": "first_frame", "L": "last_frame", "A": "driving_audio", "C": "first_clip"}
    return "image_url" if row.types == ["image_url"] else names[letter]


def _source(row: Row, letter: str, chance: random.Random, *, lone: bool = False) -> str:
    """Return where a legal input is: mostly a URL, else the picture itself."""
    if letter in "AC" or chance.random() < 0.6:
        return chance.choice(_URLS)
    fitting = [encoded for encoded, shot in ALBUM.items() if _fits(row, shot.form, shot.width, shot.height)]
    light = [encoded for encoded in fitting if ALBUM[encoded].size_bytes < 2**20 or chance.random() < 0.02]
    encoded = chance.choice([one for one in light if ALBUM[one].size_bytes <= row.most_bytes])
    if (lone or row.form == "image") and chance.random() < 0.3:
        return encoded
    mime = MIME[str(ALBUM[encoded].form)]
    return f"data:{chance.choice([mime, mime.upper(), mime.replace('jpeg', 'jpg')])};base64,{encoded}"


def _fits(row: Row, form: str | None, width: int, height: int) -> bool:
    low, high = row.sides
    short, long = sorted((width, height))
    within = low <= short and long <= high and long <= short * (row.aspect or long)
    return form in ("PNG", "JPEG", "BMP", "WEBP") and within


def _parameters(row: Row, chance: random.Random, *, least: int) -> dict[str, Any]:
    """Return some legal parameters, ``least`` seconds long, and junk in those that the model does not take."""
    fitting = [seconds for seconds in row.seconds if seconds >= least]
    seconds = chance.choice([*fitting, *([-1] if row.any_seconds else [])])
    tiers = [tier for tier in row.tiers if seconds != 10 or "v5.6" not in row.name or tier != "1080P"]
    values = {
        "resolution": chance.choice(tiers),
        "duration": chance.choice([seconds, float(seconds)]),
        "prompt_extend": chance.random() < 0.5,
        "watermark": chance.random() < 0.5,
        "seed": chance.choice([0, 1, 7.0, 2**31 - 1]),
        "shot_type": chance.choice(["single", "multi"]),
        "audio": chance.random() < 0.5,
        "ratio": "16:9",
        "size": "1280*720",
    }
    wanted: dict[str, Any] = {name: value for name, value in values.items() if chance.random() < 0.5}
    for name in wanted:
        if name not in row.parameters:
            wanted[name] = chance.choice(_JUNK)
        elif chance.random() < 0.1:
            wanted[name] = None
    return wanted


# Faults. Each place is spoilt at most once, so that every fault that was put in is one that the body has.


def _spoil_words(row: Row, body: Body, chance: random.Random) -> None:
    body["input"]["prompt"] = chance.choice([5, ["x"], {}, True, *([None, ""] if "words" in row.also else [])])


def _spoil_negative(row: Row, body: Body, chance: random.Random) -> None:
    body["input"]["negative_prompt"] = chance.choice([5, ["x"], False])


def _spoil_effect(row: Row, body: Body, chance: random.Random) -> None:
    others = sorted({effect for other in ROWS.values() for effect in other.effects} - set(row.effects))
    body["input"]["template"] = chance.choice([*others, "Flying", "nothing", 5, ["flying"]])


def _spoil_first(row: Row, body: Body, chance: random.Random) -> None:
    given, names = body["input"], row.fields()["F"]
    named = next(name for name in names if given.get(name) is not None)
    for name in names:
        given.pop(name, None)
    if chance.random() < 0.8 or row.form == "media":
        given[named] = _bad_source(row, "F", chance)


def _spoil_second(row: Row, body: Body, chance: random.Random) -> None:
    letter = "L" if row.form == "frames" else "A"
    for name in row.fields()[letter]:
        body["input"].pop(name, None)
    if letter == "A" or chance.random() < 0.8:
        body["input"][row.fields()[letter][0]] = _bad_source(row, letter, chance)


def _spoil_media(row: Row, body: Body, chance: random.Random) -> None:
    given = body["input"]
    every = ["first_frame", "last_frame", "driving_audio", "first_clip", "image_url", "First_Frame", "file"]
    entry = chance.choice(given["media"])
    match chance.randrange(8):
        case 0:
            given["media"] = chance.choice([None, [], "x", {}, 5])
        case 1:
            given["media"].append(dict(entry))  # one type twice
        case 2:
            given["media"].append(
                {"type": chance.choice(every[4:]) if row.types != ["image_url"] else "file", "url": "x"}
            )
        case 3:
            given["media"].insert(0, chance.choice([None, 5, "x", []]))
        case 4:
            entry[chance.choice(["type", "url"])] = chance.choice([None, 5, {}])
        case 5:
            entry.pop(chance.choice(["type", "url"]))
        case 6:
            entry["url"] = _bad_source(
                row, "F" if "frame" in entry["type"] or "image" in entry["type"] else "A", chance
            )
        case _:
            kinds = [kind for kind in every[:4] if chance.random() < 0.5] or ["last_frame"]
            given["media"] = [{"type": kind, "url": chance.choice(_URLS)} for kind in kinds]
            if row.types == ["image_url"] or frozenset(kinds) in _legal_kinds(row):
                given["media"] = []


def _legal_kinds(row: Row) -> set[frozenset[str]]:
    return {frozenset(_type(row, letter) for letter in letters) for letters in row.sets}


def _bad_source(row: Row, letter: str, chance: random.Random) -> Any:
    """Return a source that cannot be read, or a picture that the model does not take."""
    if letter in "AC":
        return chance.choice([*_BAD_URLS, 5, {}, "data:audio/wav;base64,UklGRg=="])
    wrong = [one for one, shot in ALBUM.items() if not _fits(row, shot.form, shot.width, shot.height)]
    heavy = [one for one, shot in ALBUM.items() if shot.size_bytes > row.most_bytes and chance.random() < 0.05]
    encoded = chance.choice([*wrong, *heavy])
    mime = MIME[ALBUM[encoded].form or "PNG"]
    right = next(one for one, shot in ALBUM.items() if _fits(row, shot.form, shot.width, shot.height))
    belied = "image/bmp" if ALBUM[right].form != "BMP" else "image/png"
    inside = [f"data:{mime};base64,{encoded}", f"data:{belied};base64,{right}"]
    return chance.choice([chance.choice(_BAD_URLS), chance.choice(inside), chance.choice([5, ["x"], True])])


def _spoil_tier(row: Row, body: Body, chance: random.Random) -> None:
    others = {"360P", "480P", "540P", "720P", "1080P"} - set(row.tiers)
    body["parameters"]["resolution"] = chance.choice([*sorted(others), row.tier.lower(), "", "4K", 720, ["720P"]])


def _spoil_seconds(row: Row, body: Body, chance: random.Random) -> None:
    around = {-2, 0, 1, 2, 4, 6, 7, 9, 11, 16, 31, 10**6} - set(row.seconds)
    odd = [1e300, "5", True, 5.5, [5], {}] + ([] if row.any_seconds else [-1, -1.0])
    body["parameters"]["duration"] = chance.choice([*sorted(around), *odd])


def _spoil_seed(row: Row, body: Body, chance: random.Random) -> None:
    body["parameters"]["seed"] = chance.choice([-1, 2**31, 2**64, 1e300, "1", 1.5, True, [1]])


def _spoil_switch(row: Row, body: Body, chance: random.Random) -> None:
    switches = sorted({"prompt_extend", "watermark", "audio"} & row.parameters)
    body["parameters"][chance.choice(switches)] = chance.choice([1, 0, "true", [], 0.0])


def _spoil_shots(row: Row, body: Body, chance: random.Random) -> None:
    body["parameters"]["shot_type"] = chance.choice(["many", "Multi", "", 2, True])


def _always(row: Row, body: Body) -> bool:
    return True


_PLACES: Mapping[Callable[[Row, Body, random.Random], None], Callable[[Row, Body], bool]] = {
    _spoil_words: _always,
    _spoil_negative: _always,
    _spoil_effect: _always,
    _spoil_first: lambda row, body: row.form != "media" or ("img_url" in body["input"] and "lone" in row.also),
    _spoil_second: lambda row, body: (
        (row.form == "frames" and not body["input"].get("template"))
        or (frozenset("FA") in row.sets and row.form == "image" and row.sound == "always")
    ),
    _spoil_media: lambda row, body: row.form == "media" and bool(body["input"].get("media")),
    _spoil_tier: _always,
    _spoil_seconds: _always,
    _spoil_seed: _always,
    _spoil_switch: _always,
    _spoil_shots: lambda row, body: "shots" in row.also,
}


def _no_model(body: Body, chance: random.Random) -> None:
    body["model"] = chance.choice([None, "", "wan9.9-i2v", "WAN2.7-I2V", 5, ["wan2.7-i2v"], {}])


def _no_input(body: Body, chance: random.Random) -> None:
    if chance.random() < 0.5:
        body["input"] = None
    else:
        del body["input"]


def _odd_section(body: Body, chance: random.Random) -> None:
    body[chance.choice(["input", "parameters"])] = chance.choice(["x", 5, [], ["x"], True, ""])


_WHOLE_BODY = (_no_model, _no_input, _odd_section)
