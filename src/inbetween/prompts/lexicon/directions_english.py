"""Where an English verb may go."""

from inbetween.prompts.lexicon.framing import SIZES

LONG = frozenset(
    [
        "street",
        "streets",
        "road",
        "avenue",
        "boulevard",
        "alley",
        "alleyway",
        "lane",
        "highway",
        "path",
        "pathway",
        "hallway",
        "hall",
        "corridor",
        "aisle",
        "river",
        "canyon",
        "valley",
        "tunnel",
        "track",
        "tracks",
        "runway",
        "trail",
        "forest trail",
        "driveway",
        "nave",
        "ramp",
        "freeway",
        "promenade",
    ]
)
"""What is long is gone along: *down Main Street*."""

_TALL = (
    "arm", "arms", "body", "back", "leg", "legs", "face", "neck", "spine", "dress", "coat", "gown", "tower", "wall",
    "cliff", "cliff face", "building", "facade", "tree", "trunk", "rope", "mast", "ladder", "chimney", "waterfall",
    "stem",
    "skyscraper", "column", "stairs", "staircase", "steps", "shaft", "well", "slope", "mountain", "mountainside",
    "elevator shaft", "escalator", "page", "side", "glass", "bottle", "candle", "vase", "statue", "pillar",
)  # fmt: skip
_DOWN_IT = ("|").join(
    f"down {whose} {thing}" for whose in ("the", "her", "his", "its", "their", "a") for thing in _TALL
)
"""What is tall is gone down; what is long, as a street, is gone along."""

_HANDS = "the clock|the clock hands|the clock 's hands|the hands of the clock|the hands of a clock|the clock direction"
_WITH_CLOCK = "clockwise|in a clockwise direction|in clock direction|in the clock direction|" + "|".join(
    f"with {hands}" for hands in _HANDS.split("|")
)
_AGAINST_CLOCK = (
    "counterclockwise|counter clockwise|anticlockwise|anti clockwise|in a counterclockwise direction|"
    "in a counter clockwise direction|in an anticlockwise direction|"
) + "|".join(f"{against} {hands}" for against in ("against", "counter to") for hands in _HANDS.split("|"))

_HEADING = "in the direction of|in direction of|in direction to|into the direction of|" + "|".join(
    f"in between {what}" for what in ("the", "two", "his", "her", "their", "these", "all")
)

DIRECTIONS = {
    "in": (
        "in|into|inward|inwards|forward|forwards|ahead|closer|nearer|toward|towards|in on|in to|in toward|"
        "in towards|deeper|deeper into|closer to|closer and closer|nearer and nearer|deeper and deeper|straight in|"
        "straight ahead|straight toward|onward|onwards|upstream|downstream|upriver|downriver|inland|"
        "straight towards|straight into|in close|in closer|in tight|in tighter|tighter|forward into|"
        "forward toward|forward towards|in from|right in|right into|right inside|straight on"
    ),
    "out": (
        "rearward|rearwards|astern|out|outward|outwards|back|backward|backwards|away|out of|out from|away from|"
        "back from|back out|"
        "backwards into|backward into|backwards through|backward through|backwards over|backward over|"
        "back away|back into|back through|back along|back over|back toward|back towards|back across|away into|"
        "further and further|farther and farther|further away|farther away|further back|further out|farther out|"
        "far away|far away from|far from|out wide|back wide|wider|"
        "out to|in reverse|right back|right out|right away from"
    ),
    "forth": "out over|out across|out onto|out into|out through|out to sea|out toward|out towards|out past|out along",
    "left": "left|leftward|leftwards|to left|left ward",
    "right": "right|rightward|rightwards|to right",
    "up": (
        "upward toward|upward towards|upward into|upward through|upward past|"
        "up|upward|upwards|skyward|skywards|straight up|heavenward|up toward|up towards|up into|up through|"
        "upstairs|uphill|aloft|right up|right up into|right up through|up along|up from|up past|up over|high above|"
        "up in|higher|higher and higher|up and up|"
        "up a|up the"
    ),
    "down": (
        "downward toward|downward towards|downward into|downward through|downward past|"
        "downstairs|downhill|right down|right down to|right down into|right down through|down|downward|downwards|"
        "down the full height|down the whole height|down the entire height|down its full height|"
        "straight down|groundward|earthward|down toward|down towards|"
        "down into|"
        "down through|down along|down from|down past|down to|lower and lower|down over|down below|down onto|" + _DOWN_IT
    ),
    "side": "sideways|laterally|horizontally|side to side|from side to side|sidewise",
    "vertical": "vertically",
    "along": (
        "along|alongside|down the length of|the length of|the full length of|the whole length of|the width of|"
        "parallel to|parallel with|in parallel|beside"
    ),
    "around circle": "|".join(
        f"{way} from {its} {side}"
        for way in ("around", "round", "all the way around")
        for its in ("the", "his", "her", "its", "their")
        for side in ("front", "back", "rear", "left side", "right side", "left", "right", "profile", "side")
    )
    + "|"
    + "|".join(
        f"{way} to {its} {side}"
        for way in ("around", "round", "all the way around")
        for its in ("the", "his", "her", "its", "their")
        for side in ("front", "back", "rear", "side", "other side", "far side", "face", "opposite side")
    ),
    "past": "past|by|beyond",
    "across": "across|from one side to the other|from one end to the other|over to",
    "over": "over",
    "above over": "above",
    "under": "under|underneath|beneath|below|between|among|amongst|amid",
    "through": "through|forward through|in through|straight through|right through|up close to|up close|" + _HEADING,
    "downthe": "down a|down the|down an|down his|down her",
    "upto": (
        "up to|right up to|close to|near to|very near to|quite near to|more near to|more close to|all the way up to"
    ),
    "around": "around|round|all around|halfway around|halfway round|half way around|half way round|partway around|"
    "partway round|most of the way around|most of the way round|all the way around|full circle|in circles|"
    "around and around",
    "cw": f"{_WITH_CLOCK}|clock wise|cw",
    "ccw": f"{_AGAINST_CLOCK}|ccw",
    "with": "with|along with|together with",
    "to": "to|onto|on to|on|at|upon",
    "from": "from|off|out from behind|out from under|out from beneath|from behind",
}
"""Where a verb may go, read next to it."""

_SIDES = (
    "{0}|the {0}|its {0}|screen {0}|camera {0}|frame {0}|the {0} side|the {0} hand side|stage {0}|the {0} end|"
    "the {0} edge|the {0} wall|"
    "the {0} wing|the {0} bank|the far {0}|far {0}"
)
_CIRCLES = (
    "circle|arc|semicircle|half circle|orbit|loop|spiral|full circle|semi circle|circular path|"
    "circular motion|circular arc|curve|ring"
)
_ROUND = (
    "|slow|wide|smooth|gentle|full|sweeping|tight|graceful|half|complete|large|small|perfect|lazy|broad|"
    "slow smooth|continuous|steady|degree|180 degree|360 degree|90 degree|fluid"
)


def _towards(side: str) -> str:
    sides = _SIDES.format(side).split("|")
    return "|".join(
        f"{way} {place}"
        for way in ("to", "toward", "towards", "off to", "over to", "across to", "out to", "round to")
        for place in sides[1:]
    )


def _across(first: str, last: str) -> str:
    firsts, lasts = (_SIDES.format(side).split("|") for side in (first, last))
    return "|".join(f"{way} {a} to {b}" for way in ("from", "") for a in firsts for b in lasts).replace("| ", "|")


_NARROW = SIZES["ecu"] + "|" + SIZES["cu"] + "|" + SIZES["mcu"]
_WIDE = SIZES["ws"] + "|" + SIZES["ews"] + "|" + SIZES["fs"] + "|wide"


def _to_size(sizes: str) -> str:
    english = [size for size in sizes.split("|") if size.isascii() and not size.startswith("a ")]
    kinds = ("", "a ", "an ", "the ", "a tight ", "an intimate ", "a big ", "a dramatic ", "a sudden ", "an epic ")
    return "|".join(f"{way} {kind}{size}" for way in ("to", "into", "onto") for kind in kinds for size in english)


FAR_DIRECTIONS = {
    "through": _HEADING,
    "closer": _to_size(_NARROW),
    "wider": _to_size(_WIDE),
    "left": _towards("left") + "|" + _across("right", "left") + "|leftward|leftwards|in from the right",
    "right": _towards("right") + "|" + _across("left", "right") + "|rightward|rightwards|in from the left",
    "up": (
        "from bottom to top|bottom to top|from the ground up|from the bottom up|from low to high|from bottom up|"
        "from the bottom to the top|from the floor up|from the feet up|from toe to head|from feet to head|"
        "from feet to face|from the feet to the face|from floor to ceiling|from ground to sky|"
        "from the ground to the sky|from base to top|from the base to the top|from his feet|from her feet|"
        "from their feet|from the feet|from the floor|from the ground|from his boots|from her boots|"
        "starting low|beginning low|starts low|starting from the ground|starting at ground level|from ground level|"
        "ending high above|ending high|starting near the ground|from his shoes|from her shoes|from the boots|"
        "from the shoes|from the base|from the bottom"
    ),
    "down": (
        "from top to bottom|top to bottom|from high to low|from the top down|from the top to the bottom|"
        "from head to toe|from head to feet|head to toe|from ceiling to floor|from sky to ground|from the sky|"
        "from the ceiling|from the top|from the roof|from the treetops|from his face|from her face|from his head|"
        "starting high|beginning high|starts high|starting above|starting from above|starting high above|"
        "ending at eye level|"
        "ending low|ending at ground level|from high above|from high up|from her head|from the stars|"
        "from the clouds|from the hat"
    ),
    "cw": _WITH_CLOCK,
    "ccw": _AGAINST_CLOCK,
    "around": ("|").join(
        f"in {a} {round_} {circle}"
        for a in ("a", "an", "")
        for round_ in _ROUND.split("|")
        for circle in _CIRCLES.split("|")
    ),
}
"""Directions that still belong to a verb when other words stand between."""
