"""What each model takes, typed from the specification's tables (sections 3, 4 and 15), not from the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.table.album import MEBIBYTE

# sets: F first frame, L last frame, A driving audio, C first clip. picture: sides/MB[/aspect]. sound: never, always, or
# the default of the switch. also: shots (shot_type), words (prompt required), fixed (no prompt_extend), lone (img_url).
_TABLE = """
wan2.7-i2v                  | media  | F FA FL FLA C CL | 1080P 720P           | 1080P | 2-15   | 5000  | 240-8000/20/8 | always | lone
wan2.7-i2v-2026-04-25       | media  | F FA FL FLA C CL | 1080P 720P           | 1080P | 2-15   | 5000  | 240-8000/20/8 | always | lone
wan2.7-r2v                  | media  | F FL             | 1080P 720P           | 1080P | 2-15   | 5000  | 240-8000/20/8 | always |
wan3.0-video                | media  | F FL             | 480P 720P 1080P      | 1080P | 2-30?  | 20000 | 240-8000/20/8 | on     |
wan3.0-video-prime          | media  | F FL             | 480P 720P 1080P      | 1080P | 2-30?  | 20000 | 240-8000/20/8 | on     |
wan2.6-i2v-flash            | image  | F FA             | 720P 1080P           | 1080P | 2-15   | 1500  | 240-8000/20   | on     | shots
wan2.6-i2v                  | image  | F FA             | 720P 1080P           | 1080P | 2-15   | 1500  | 240-8000/20   | always | shots
wan2.6-i2v-us               | image  | F FA             | 720P 1080P           | 1080P | 5 10 15| 1500  | 240-8000/20   | always | shots
wan2.5-i2v-preview          | image  | F FA             | 480P 720P 1080P      | 1080P | 5 10   | 1500  | 240-8000/20   | always |
wan2.2-i2v-flash            | image  | F                | 480P 720P 1080P      | 720P  | 5      | 800   | 240-8000/10   | never  |
wan2.2-i2v-plus             | image  | F                | 480P 1080P           | 1080P | 5      | 800   | 240-8000/10   | never  |
wanx2.1-i2v-turbo           | image  | F                | 480P 720P            | 720P  | 3-5    | 800   | 240-8000/10   | never  |
wan2.1-i2v-turbo            | image  | F                | 480P 720P            | 720P  | 3-5    | 800   | 240-8000/10   | never  |
wanx2.1-i2v-plus            | image  | F                | 720P                 | 720P  | 5      | 800   | 240-8000/10   | never  |
wan2.1-i2v-plus             | image  | F                | 720P                 | 720P  | 5      | 800   | 240-8000/10   | never  |
wanx-img2video-pro          | image  | F                | 720P                 | 720P  | 5      | 800   | 240-8000/10   | never  |
wan2.2-kf2v-flash           | frames | FL               | 480P 720P 1080P      | 720P  | 5      | 800   | 360-2000/10   | never  |
wanx2.1-kf2v-plus           | frames | FL               | 720P                 | 720P  | 5      | 800   | 360-2000/10   | never  |
wan2.1-kf2v-plus            | frames | FL               | 720P                 | 720P  | 5      | 800   | 360-2000/10   | never  |
wanx-kf2v                   | frames | FL               | 720P                 | 720P  | 5      | 800   | 360-2000/10   | never  |
pixverse/pixverse-c1-it2v   | media  | F                | 360P 540P 720P 1080P | 720P  | 1-15   | 5000  | 240-8000/20   | off    | words fixed
pixverse/pixverse-v6-it2v   | media  | F                | 360P 540P 720P 1080P | 720P  | 1-15   | 5000  | 240-8000/20   | off    | words fixed shots
pixverse/pixverse-v5.6-it2v | media  | F                | 360P 540P 720P 1080P | 720P  | 5 8 10 | 2048  | 240-8000/20   | off    | words fixed
pixverse/pixverse-c1-kf2v   | media  | FL               | 360P 540P 720P 1080P | 720P  | 1-15   | 5000  | 240-8000/20   | off    | words fixed
pixverse/pixverse-v6-kf2v   | media  | FL               | 360P 540P 720P 1080P | 720P  | 1-15   | 5000  | 240-8000/20   | off    | words fixed shots
pixverse/pixverse-v5.6-kf2v | media  | FL               | 360P 540P 720P 1080P | 720P  | 5 8 10 | 2048  | 240-8000/20   | off    | words fixed
"""  # noqa: E501

# Section 3.5, in its order.
_TURBO = "squish rotation poke inflate dissolve carousel singleheart flying rose crystalrose hug frenchkiss coupleheart"
_PLUS = "melt icecream dance1 dance2 dance3 dance4 dance5 mermaid graduation dragon money jellyfish pupil"
_KEYFRAMES = "hanfu-1 solaron magazine mech1 mech2"

# Section 15: what one model takes less of at one tier.
LESS = {("pixverse/pixverse-v5.6-it2v", "1080P"): [5, 8], ("pixverse/pixverse-v5.6-kf2v", "1080P"): [5, 8]}

NAMES = {"F": "first_frame", "L": "last_frame", "A": "driving_audio", "C": "first_clip"}
PARAMETERS = ("resolution", "duration", "prompt_extend", "watermark", "seed", "shot_type", "audio")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, read."""

    name: str
    form: str
    sets: tuple[frozenset[str], ...]
    tiers: list[str]
    tier: str
    seconds: list[int]
    any_seconds: bool
    words: int
    sides: tuple[int, int]
    most_bytes: int
    aspect: int | None
    sound: str
    also: frozenset[str]

    @property
    def effects(self) -> list[str]:
        """The effects of the model."""
        if self.name in ("wanx2.1-kf2v-plus", "wan2.1-kf2v-plus", "wanx-kf2v"):
            return _KEYFRAMES.split()
        if self.name in ("wanx2.1-i2v-plus", "wan2.1-i2v-plus", "wanx-img2video-pro"):
            return f"{_TURBO} {_PLUS}".split()
        return _TURBO.split() if self.name.endswith("2.1-i2v-turbo") else []

    @property
    def types(self) -> list[str]:
        """The types of media entries, in the order of the sentence."""
        if self.name.startswith("pixverse/") and self.name.endswith("-it2v"):
            return ["image_url"]
        letters = {letter for kinds in self.sets for letter in kinds}
        return [NAMES[letter] for letter in "FLAC" if letter in letters]

    @property
    def parameters(self) -> set[str]:
        """The parameters that count."""
        left_out = {"shot_type"} - ({"shot_type"} if "shots" in self.also else set())
        left_out |= {"prompt_extend"} if "fixed" in self.also else set()
        left_out |= set() if self.sound in ("on", "off") else {"audio"}
        return set(PARAMETERS) - left_out

    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of single inputs by letter, the documented name first."""
        if self.form == "frames":
            return {"F": ("first_frame_url", "head_frame"), "L": ("last_frame_url", "tail_frame")}
        if self.form == "image":
            return {"F": ("img_url",)} | ({"A": ("audio_url",)} if frozenset("FA") in self.sets else {})
        return {"F": ("img_url",)} if "lone" in self.also else {}


def _row(line: str) -> Row:
    name, form, sets, tiers, tier, seconds, words, picture, sound, also = map(str.strip, line.split("|"))
    low, _, high = seconds.rstrip("?").partition("-")
    sides, megabytes, *aspect = picture.split("/")
    return Row(
        name=name,
        form=form,
        sets=tuple(map(frozenset, sets.split())),
        tiers=tiers.split(),
        tier=tier,
        seconds=list(range(int(low), int(high) + 1)) if high else [int(one) for one in seconds.split()],
        any_seconds=seconds.endswith("?"),
        words=int(words),
        sides=(int(sides.split("-")[0]), int(sides.split("-")[1])),
        most_bytes=int(megabytes) * MEBIBYTE,
        aspect=int(aspect[0]) if aspect else None,
        sound=sound,
        also=frozenset(also.split()),
    )


ROWS: Mapping[str, Row] = {row.name: row for row in map(_row, _TABLE.strip().splitlines())}
