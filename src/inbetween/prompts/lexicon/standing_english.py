"""English words for a camera that stands: what it is, what holds it, and what it refuses to do."""

_STANDING = (
    "static|fixed|locked|locked off|locked down|lock off|stationary|tripod|motionless|unmoving|immobile|"
    "stable static|still|completely static|completely still"
)
_FRAMES = (
    "shot|camera|frame|framing|take|view|angle|position|camera position|camera shot|camera angle|tripod shot|"
    "wide shot|wide|close up|close up shot|medium shot|medium close up|wide frame|wide angle|perspective|lens|"
    "composition|cam|full shot|long shot|single shot|establishing shot|tripod|low angle shot|high angle shot|"
    "overhead shot|viewpoint|point of view|camera perspective|camera view|extreme close up|wide angle shot|macro|"
    "packshot|pack shot|hero shot|product shot|beauty shot|portrait shot|portrait|eye level|hero frame|"
    "macro shot|extreme wide|extreme wide shot|insert|insert shot|two shot|tableau"
)
STATIC = "|".join(f"{still} {thing}" for still in _STANDING.split("|") for thing in _FRAMES.split("|")) + (
    "|locked off|locked down|tripod shot|lockdown shot|lock down shot|locked camera|on a tripod|from a tripod|"
    "mounted on a tripod|no camera movement|"
    "no camera motion|no camera moves|zero camera movement|without camera movement|"
    "without any camera movement|no movement of the camera|no camera work|any camera movement at all|"
    "no camera shift|no movement whatsoever|no movement at all|with no movement|without any movement|"
    "no motion whatsoever|"
    "with no motion|without any motion|fixed vantage point|stationary vantage point|camera on a tripod|"
    "do not move the camera|don't move the camera|"
    "without moving the camera|no movement from the camera|leave it where it is|"
    "leave the camera where it is|leave the camera alone|leave the camera be|leave the camera still|park the camera|"
    "on sticks|leave it on the|leave it on its|angle and framing exactly as in the|framing exactly as in the|"
    "frame exactly as in the|keep the angle and framing|keep the angle and the framing|leave it standing|"
    "leave it running|just leave it there|put it on a shelf|"
    "least of all the camera|no camera moves|without a movement|without a single movement|"
    "without the slightest movement|without stirring|without budging|no reframing|no motion|no movement|"
    "zero movement|zero motion|not even the camera|"
    "nothing about the framing changes|"
    "the framing never changes|the frame never changes|the framing does not change|"
    "the framing stays the same|the frame stays the same|same framing throughout|one fixed angle|one fixed frame|"
    "a single fixed frame|"
    "fixed spot|from a fixed spot|from one spot|from a fixed point|from one fixed point|single fixed viewpoint"
)
STATIC += "|" + "|".join(
    f"{keep} {the}{frame} {kept}"
    for keep in ("keep", "keeping", "leave", "leaving")
    for the in ("", "the ", "your ", "this ")
    for frame in ("framing", "frame", "composition", "angle", "viewpoint", "shot", "view", "camera", "camera position")
    for kept in (
        "the same",
        "exactly the same",
        "as it is",
        "exactly as it is",
        "unchanged",
        "constant",
        "identical",
        "fixed",
        "locked",
    )
)
STATIC += "|" + "|".join(
    f"{no} {move} {whose}camera"
    for no in ("no need to", "need not", "no reason to", "never")
    for move in ("move", "shift", "turn", "touch")
    for whose in ("", "the ", "your ")
)
STATIC += "|camera quiet|camera very quiet|camera totally quiet|camera completely quiet|movement of camera zero"
STATIC += "|without movement of camera|without any movement of camera|no movement of camera|without camera move"
STATIC += "|stopped camera|parked camera|camera stopped|camera parked"
STATIC += "|" + "|".join(
    f"{frame} {stays} {kept}"
    for frame in ("frame", "shot", "view", "framing", "picture", "composition")
    for stays in ("stays", "remains", "is to stay", "should stay")
    for kept in ("empty", "wide", "level", "there", "so", "centred", "centered", "symmetrical", "open", "bare", "black")
)
STATIC += "|" + "|".join(
    f"nothing about the {frame} {moves}"
    for frame in ("camera", "framing", "frame", "shot", "angle", "picture", "composition", "view")
    for moves in ("changes", "moves", "shifts", "stirs", "ever changes")
)
"""What says that the camera stands, whoever else acts."""

_FASTENED = (
    "nailed|bolted|welded|riveted|parked|cemented|pegged|moored|wedged|clamped|chained|screwed|propped|perched|"
    "anchored|rooted|planted|stationed|fixed|glued|pinned|stuck|frozen|locked|fastened"
)
_HELD = "clamped|nailed|bolted|welded|riveted|screwed|cemented|rooted|moored|pegged"
_LEAVES = "never leaves|never leave|does not leave|doesn't leave|do not leave|don't leave|will not leave"
_SPOTS = "|".join(
    f"{the} {spot}"
    for the in ("the", "this", "our", "its")
    for spot in ("doorway", "room", "spot", "corner", "bench", "shore", "place", "seat", "tripod", "table", "ground",
                 "floor", "threshold", "window", "balcony", "platform", "pier", "porch", "sidewalk", "pavement")
)  # fmt: skip
"""Not to leave a place is to stand; not to leave somebody is to follow."""
_FAST_TO = (
    "to the floor|to the ground|to the spot|to the wall|to the ceiling|to the tripod|to its tripod|to a tripod|"
    "to one spot|to its spot|"
    "to the earth|to the table|to the deck|on the spot|on the tripod|on its tripod|on a tripod|in place|in one place|"
    "in one spot|in position|"
    "across the street|where it is|where it was|where it stands|in the corner|on the floor|on the ground|on the wall|"
    "on a shelf|"
    "on the shelf|on the table|on a table|at the back|by the door|in the doorway|on the shore|on the platform|"
    "on the kerb|on the curb|on the bank|on the pavement"
)
_FROM_HERE = "from here|from there|from this spot|from the spot|from that spot|from this place|from your place"
_REFUSALS = (
    "change|change at all|change position|alter|join|join in|react|flinch|care|bother|follow suit|take part|"
    "participate|intervene|interfere|respond|blink|"
    "join them|"
    "join him|join her|twitch|budge|quiver|waver|falter|shift|stir|wander|so much as twitch|so much as budge|"
    "so much as blink|"
    "so much as flinch|so much as tremble|so much as stir|so much as move|even twitch|even blink|even flinch|"
    "even tremble|even move|"
    "move a millimetre|move a millimeter|move an inch|budge an inch|give chase|take the bait|so much as breathe|"
    "stray|swerve|leave|leave its spot|leave its place|leave its post|leave the tripod|leave the spot|look away"
)

_REFUSES = (
    "does not|doesn't|did not|didn't|will not|won't|refuses to|refuse to|refused to|declines to|never|cannot|can't|"
    "must not"
)
_NEVER = (
    "joins|reacts|flinches|bothers|takes part|intervenes|responds|blinks|participates|twitches|budges|wavers|stirs|"
    "shifts|wanders|moves an inch|budged|moved|leaves its spot|leaves its place"
)
_KEEPS = "stays|remains|stay|remain|is kept|keep|leave"
_AS_BEFORE = (
    "as it was|exactly as it was|just as it was|as it is|just as it is|the same|as is|exactly as it is|"
    "as in the photo|as in the picture|as in the image|"
    "exactly as in the photo|exactly as in the picture|exactly as in the image"
)


def _each(firsts: str, lasts: str) -> str:
    return "|".join(f"{first} {last}" for first in firsts.split("|") for last in lasts.split("|"))


STILL = "|".join(
    (
        (
            "remains steady|remain steady|stays steady|stay steady|is steady|keeps steady|held steady|still|static|"
            "stationary|fixed|motionless|locked|immobile|unmoving|put|in place|in one place|in position|"
            "where it is|dead still|stock still|rock steady|rock solid|utterly still|absolutely still|tripod|at rest|"
            "steady and still|perfectly still|rooted|anchored|planted|frozen|unmoved|bolted down|nailed down|riveted|"
            "immovable|as steady as|as still as|steady as a rock|still as a|unchanged|unaltered|locked in|tied down|"
            "screwed down|stays out of it|keeps out of it|"
            "minds its own business|stays behind|is left behind|where they are|where we are|where we were|"
            "exactly where it is|"
            "exactly where they are|where you are|right where you are|exactly where you are|where you stand|"
            "does not do anything|doesn't do anything|does not do a thing|doing nothing|"
            "stay put|stays put|does nothing at all|does nothing|goes nowhere|go nowhere|going nowhere|in standstill|"
            "at standstill|at a standstill|not going anywhere|still like a|still like|remains quiet|stays quiet|"
            "quiet in its place|makes no movement|makes no move|makes no motion"
        ),
        _each("completely|totally|fully|entirely|quite|is", "stopped|parked|frozen"),
        _each("at|in|on|from", "one place|its place|the same place|one and the same place|one point|the same spot"),
        _each(
            "does not make|doesn't make|does not do|doesn't do", "any movement|any move|any motion|a movement|a move"
        ),
        _each(_KEEPS, _AS_BEFORE),
        _each(_FASTENED, _FAST_TO),
        _each(_HELD, "to a|to an|to the|to its"),
        _each("set|put|laid|was left|is left|been left|lies|lying", "down on|down in|on the ground|on the floor"),
        _each(_LEAVES, _SPOTS),
        _each(
            "keeps|holds|keep|hold|keeping|holding|kept|held|maintains",
            "its place|its post|its position|its spot|its corner",
        ),
        _each(_REFUSES, _REFUSALS),
        _each("do not stir|don't stir|do not move|don't move|do not budge|don't budge|never move", _FROM_HERE),
        _each("never", _NEVER),
    )
)
"""What a camera may be."""
