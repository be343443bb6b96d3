"""English nouns that are the camera, or may be, and words for those who look through it."""

from collections.abc import Sequence

_SEEN = ("filmed", "shot", "seen", "captured", "viewed", "recorded", "footage", "watched", "view")
CARRIERS = (
    "helicopter", "chopper", "drone", "plane", "small plane", "light aircraft", "balloon", "hot air balloon", "glider",
    "crane", "jib", "cherry picker", "dolly", "motorbike", "camera car", "bike", "rooftop", "boat", "car",
    "moving car", "moving train", "train window", "quadcopter", "kite", "cable car",
)  # fmt: skip

CAMERA = (
    "our gaze|our eyes|our eye|our look|camera 's look|camera 's gaze|camera 's eye|look of the camera|"
    "eye of the camera|"
    "gaze of the camera|eye of the film|eye of the picture|gaze of the picture|gaze of the film|"
    "camra|camara|camera|cameras|cam|lens|gimbal|steadicam|camerawork|camera work|"
    "camera movement|camera motion|"
    "camera move|"
    "viewpoint|point of view|pov|pov shot|first person view|fpv drone|drone camera|camera view|camera angle|"
    "camera lens|dolly cam|crane cam|action cam|body cam|helmet cam|bumper cam|gopro|go pro|cable cam|spider cam|"
    "virtual camera|movie camera|film camera|quadcopter|drone cam|helicopter camera|drone 's camera|"
) + "|".join(f"{seen} from {a} {carrier}" for seen in _SEEN for a in ("a", "the") for carrier in CARRIERS)
"""Nouns that are the camera wherever they act."""

PERHAPS_CAMERA = (
    "shot|shots|all shots|every shot|each shot|view|frame|framing|drone|perspective|footage|we|you|viewfinder|"
    "fpv|helicopter shot|"
    "ours|drone shot|aerial shot|wide shot|aerial view|long shot|close up shot|medium shot|take|helicopter view|"
    "helicopter footage|drone view|drone footage|vantage point|the tripod|our tripod|angle|composition|overhead shot|"
    "overhead view|opening shot|final shot|"
    "objective|vision|pov view|subjective shot|establishing shot|eye view|"
) + "|".join(
    f"{whose} 's eye view"
    for whose in (
        "bird",
        "gull",
        "hawk",
        "eagle",
        "falcon",
        "god",
        "ant",
        "worm",
        "dog",
        "cat",
        "mouse",
        "fly",
        "bee",
        "child",
        "frog",
        "snail",
        "fish",
        "drone",
    )
)
"""Nouns that are the camera where a verb of motion follows at once: *the shot widens*, *we pull back*."""

PICTURE = "scene|image|video|clip|picture|screen"
"""Nouns that are the camera only with its own verbs: *the scene zooms out*."""

VIEWERS = "viewer|viewers|audience|spectator|spectators"
"""Who sits where the camera is, once something carries them: *the viewer is drawn in*."""

_CARRIED = (
    "us",
    "the viewer",
    "viewers",
    "the audience",
    "our gaze",
    "our eye",
    "our eyes",
    "the eye",
)

_VIEWS = ("the view", "our view", "the frame", "the framing", "the gaze")

_FRAMES = (*_VIEWS, "the picture", "the shot", "your view")

_CAMERAS = ("the camera", "your camera", "our camera")
_LOOKS = tuple(
    f"{whose} {look}" for whose in ("the camera 's", "your camera 's") for look in ("look", "gaze", "eye", "view")
)


def _carrying(verbs: str, carried: Sequence[str] = _CARRIED) -> str:
    return "|".join(f"{verb}~ {whom}" for verb in verbs.split() for whom in carried)


def _ordered(verbs: str, handled: Sequence[str]) -> str:
    """Return what only an order does with the camera: in another form it is what somebody else does with one."""
    return "|".join(f"{verb} {what}" for verb in verbs.split() for what in handled)


CARRYING = {
    "raise": _ordered("lift raise", _FRAMES),
    "bow": _ordered("lower drop", _FRAMES),
    "travel": _carrying("carry take bring lead whisk guide transport sweep move send fly drive walk propel usher float")
    + "|"
    + _ordered("bring take lead carry put send guide get move drive steer walk run fly float", _CAMERAS),
    "pull": _carrying("pull draw drag"),
    "push": _carrying("push thrust"),
    "rise": _carrying("lift raise hoist"),
    "fall": _carrying("lower drop plunge"),
    "turn": _carrying("turn swing")
    + "|"
    + _carrying("bring take carry move swing turn tip", _VIEWS)
    + "|"
    + _ordered("bring take carry move swing turn lift raise lower tip lead guide direct send", _LOOKS),
}
"""Verbs whose object looks through the camera: what carries us is the camera."""
