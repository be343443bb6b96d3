"""English words about the camera. ``lexicon.grammar`` says what a verb and a direction make together."""

from inbetween.prompts.lexicon.framing import SIZES

_AFTER = (
    "|".join(
        f"{verb}~ after {whom}"
        for verb in (
            "run",
            "glide",
            "go",
            "fly",
            "move",
            "drift",
            "rush",
            "race",
            "float",
            "head",
            "come",
            "hurry",
            "dart",
        )
        for whom in ("him", "her", "it", "them", "the")
    )
    + "|"
    + "|".join(f"stay~ behind {whom}" for whom in ("him", "her", "it", "them", "the"))
)

_STAYING = "|".join(
    f"{stay}~ {place}"
    for stay in ("stay", "remain", "keep", "linger", "wait", "hang", "stand", "sit", "rest")
    for place in (
        "on", "in", "at", "there", "here", "behind", "outside", "inside", "back", "where it is", "where it was",
        "on the same spot", "in the doorway", "in the corner", "perfectly", "completely", "above",
    )
)  # fmt: skip
"""How a camera holds without a word for it."""

VERBS = {
    "zoom": (
        "zomm~|zoon~|zoom~|crash zoom~|snap zoom~|smash zoom~|punch zoom~|whip zoom~|quick zoom~|speed zoom~|"
        "zoom shot|zoom in shot"
    ),
    "dolly": "doly~|dolley~|dolly~|dolly shot|dolly move|dolly movement|dolly track|dolly camera",
    "push": "push~|push shot",
    "pull": "pull~|pull shot",
    "pan": "pan~|pan shot|panning shot|pan move|panning movement|panning camera|panoramic pan",
    "tilt": "tilt~|tilt shot|tilting shot|tilt move",
    "truck": (
        "truck~|trucking shot|truck shot|truck move|crab~|strafe~|crab shot|slider|slider shot|slider move|"
        "lateral shot|lateral move|lateral movement|lateral slide|sideways slide|parallax slide|lateral dolly|"
        "lateral tracking|lateral track|sideways dolly|sideways track|lateral tracking shot|side tracking shot|"
        "sideways tracking shot"
    ),
    "track": "track~|tracking shot|track shot|tracking move|tracking camera|tracking movement",
    "crane": (
        "crane~|boom~|jib~|pedestal~|crane shot|boom shot|jib shot|pedestal shot|crane move|crane camera|"
        "jib move|jib arm shot|pedestal move|crane movement"
    ),
    "orbit": (
        "orbit~|arc~|orbit shot|orbiting shot|orbital shot|arc shot|arcing shot|circular shot|circling shot|"
        "orbital movement|orbital move|arc movement|arc move|circular movement|circular move|circular dolly|"
        "circular tracking shot|orbital tracking shot|orbital camera movement|circular camera movement|"
        "orbiting camera movement|360 shot|360 degree shot|360 ° shot|360 orbit|360 degree orbit|360 ° orbit|"
        "360 spin|360 degree spin|360 rotation|360 degree rotation|360 degree rotating shot|360 turn|"
        "360 degree turn|360 degree view|360 degree arc|360 degree pan"
    ),
    "circle": (
        "full circle|full circle around|half circle|half circle around|complete circle|complete circle around|"
        "full rotation around|complete rotation around|full turn around|180 degree turn|180 degree turn around|"
        "semicircle around|half turn around|180 degree arc|circle~|encircle~|revolve~|spiral~|corkscrew~|wheel~|"
        "swirl~|curve~|wrap~|loop~"
    ),
    "roll": "roll~|barrel roll~|dutch roll|camera roll",
    "rotate": "rotate~|spin~|twist~|gyrate~",
    "turn": "turn~|swing~|swivel~|pivot~|jerk~|veer~|whirl~",
    "snap": "snap~|pop~|transition~|switch~|change~",
    "whip": "whip~|whip pan~|swish pan~|flash pan~|whip pan shot|snap pan~|flick~",
    "travel": (
        "move~|glide~|drift~|float~|travel~|slide~|fly~|creep~|inch~|advance~|cruise~|skim~|go~|dart~|rush~|"
        "race~|ease~|edge~|step~|walk~|sail~|head~|shift~|snake~|weave~|pass~|proceed~|surge~|continue~|sweep~|"
        "dash~|hurtle~|steer~|crawl~|sneak~|wander~|roam~|zip~|speed~|sprint~|ride~|run~|come~|navigate~|"
        "meander~|slip~|coast~|charge~|burst~|squeeze~|journey~|venture~|barrel~|drive~|thread~|stroll~|march~|"
        "bolt~|slither~|waft~|bank~|nose~|poke~|worm~|tiptoe~|ghost~|dance~|waltz~|bounce~|hop~|leap~|bound~|trot~|"
        "jog~|hike~|saunter~|amble~|scurry~|scamper~|scuttle~|scramble~|burrow~|tunnel~|wriggle~|slalom~|zigzag~|jump~|"
        "tumble~|plow~|blast~|rocket~|jet~|lunge~|lurch~|pounce~|spring~|vault~|press~|nudge~|trundle~|pour~|"
        "stream~|undulate~|make~ its way|work~ its way|find~ its way|force~ its way|pick~ its way|feel~ its way|"
        "budge~|stir~|shoot~|swim~|wind~|get~|draw~|lean~|tip~|flow~|break~|carry~|work~|"
        "travelled|travelling"
    ),
    "soar": "soar~",
    "swoop": "swoop~|dive~|plunge~|nosedive~",
    "rise": "rise~|ascend~|climb~|lift~|elevate~|levitate~|raise~",
    "fall": "descend~|lower~|drop~|sink~|dip~|fall~|plummet~|duck~",
    "near": (
        "approach~|nears|nearing|tighten~|enter~|penetrate~|close~ in|close~ in on|move~ in on|zero~ in|home~ in|"
        "punch~ in|bore~ in|burrow~|close~ the distance|magnify~|draw~ near|sneak~ up on|creep~ up on|come~ up on|walk~ up on|move~ up on|steal~ up on|"
        "get~ close|come~ near"
    ),
    "far": (
        "retreat~|recede~|withdraw~|widen~|broaden~|retract~|back~ away|back~ up|back~ off|back~ out|"
        "back~ out of|fall~ back|draw~ back|pull~ back out|zoom~ back out|open~ up wide|open~ out"
    ),
    "follow": (
        "follow~|trail~|chase~|shadow~|pursue~|keep~ pace with|keep~ up with|keep~ pace|stay~ with|"
        "stay~ close behind|stay~ right behind|stay~ close to|lock~ onto|follow~ along|" + _AFTER + "|follow~ behind|"
        "follow~ closely behind"
    ),
    "scan": "scan~|survey~|sweep~ across|sweep~ over|sweep~ past",
    "look": "look~|peer~|gaze~|point~|face~|crane~ its neck",
    "hold": "hold~ its ground|stand~ its ground|hold~ its position|does nothing|watches|observes|just watches|hold~|pause~|linger~|wait~|dwell~|hold~ on|hold~ steady|"
    + _STAYING,
    "rest": (
        "stop~|settle~|halt~|freeze~|land~|end~|finish~|rest~|come~ to rest|come~ to a rest|come~ to a stop|"
        "come~ to a halt|come~ to a standstill|come~ to a gentle stop|come~ to stop|conclude~|arrive~|end~ up"
    ),
    "act": (
        "let~ him go|let~ her go|let~ it go|let~ them go|hover~|start~|begin~|open~|stay~|remain~|reveal~|show~|capture~|keep~|shake~|tremble~|focus~|frame~|"
        "cut~|see~|watch~|find~|discover~|catch~|make~|take~|perform~|execute~|use~|sway~|bob~|wobble~|jolt~|"
        "mirror~|emphasize~|highlight~|showcase~|expose~|bring~|give~|lead~|maintain~|feature~|"
        "position~|set~|place~|aim~"
    ),
}
"""Verbs by what they do to the camera. ``act`` moves nothing, but its actor acts."""

_TALL = (
    "arm", "arms", "body", "back", "leg", "legs", "face", "neck", "spine", "dress", "coat", "gown", "tower", "wall",
    "cliff", "cliff face", "building", "facade", "tree", "trunk", "rope", "mast", "ladder", "chimney", "waterfall", "stem",
    "skyscraper", "column", "stairs", "staircase", "steps", "shaft", "well", "slope", "mountain", "mountainside",
    "elevator shaft", "escalator", "page", "statue", "pillar",
)  # fmt: skip
_DOWN_IT = "|".join(f"down {whose} {thing}" for whose in ("the", "her", "his", "its", "their", "a") for thing in _TALL)
"""What is tall is gone down; what is long, as a street, is gone along."""

DIRECTIONS = {
    "in": (
        "in|into|inward|inwards|forward|forwards|ahead|closer|nearer|toward|towards|in on|in to|in toward|"
        "in towards|deeper|deeper into|closer to|closer and closer|straight in|straight ahead|straight toward|"
        "straight towards|straight into|in close|in closer|in tight|in tighter|tighter|forward into|"
        "forward toward|forward towards|in from"
    ),
    "out": (
        "out|outward|outwards|back|backward|backwards|away|out of|out from|away from|back from|back out|"
        "back away|back into|back through|back along|back over|back toward|back towards|back across|away into|"
        "further away|farther away|further back|further out|farther out|out wide|back wide|wider|"
        "out to|in reverse"
    ),
    "left": "left|leftward|leftwards|to left|left ward",
    "right": "right|rightward|rightwards|to right",
    "up": (
        "up|upward|upwards|skyward|skywards|straight up|heavenward|up toward|up towards|up into|up through|"
        "up along|up from|up past|up over|high above|up in|higher|up a|up the"
    ),
    "down": (
        "down|downward|downwards|straight down|groundward|earthward|down toward|down towards|down into|"
        "down through|down along|down from|down past|down to|lower and lower|down over|down below|down onto|" + _DOWN_IT
    ),
    "side": "sideways|laterally|horizontally|side to side|from side to side|sidewise",
    "vertical": "vertically",
    "along": (
        "along|alongside|down the length of|the length of|the full length of|the whole length of|the width of|"
        "parallel to|parallel with|in parallel|beside"
    ),
    "past": "past|by|beyond",
    "across": "across|from one side to the other|from one end to the other|over to",
    "over": "over",
    "above over": "above",
    "under": "under|underneath|beneath|below|between|among|amongst|amid",
    "through": "through|throughout|forward through|in through|straight through|right through|up close to|up close",
    "downthe": "down a|down the|down an|down his|down her",
    "upto": "up to|right up to|close to|all the way up to",
    "around": "around|round|all around|all the way around|full circle|in circles|around and around",
    "cw": "clockwise|in a clockwise direction|clock wise",
    "ccw": (
        "counterclockwise|counter clockwise|anticlockwise|anti clockwise|in a counterclockwise direction|"
        "in a counter clockwise direction|in an anticlockwise direction"
    ),
    "with": "with|along with|together with",
    "to": "to|onto|on to|on|at|upon",
    "from": "from|off|out from behind|out from under|out from beneath|from behind",
}
"""Where a verb may go, read next to it."""

_SIDES = "{0}|the {0}|its {0}|screen {0}|camera {0}|frame {0}|the {0} side|the {0} hand side|stage {0}"
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
    return "|".join(f"{way} {place}" for way in ("to", "toward", "towards", "off to") for place in sides[1:])


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
    "closer": _to_size(_NARROW),
    "wider": _to_size(_WIDE),
    "left": _towards("left") + "|" + _across("right", "left") + "|leftward|leftwards",
    "right": _towards("right") + "|" + _across("left", "right") + "|rightward|rightwards",
    "up": (
        "from bottom to top|bottom to top|from the ground up|from the bottom up|from low to high|from bottom up|"
        "from the bottom to the top|from the floor up|from the feet up|from toe to head|from feet to head|"
        "from feet to face|from the feet to the face|from floor to ceiling|from ground to sky|"
        "from the ground to the sky|from base to top|from the base to the top|from his feet|from her feet|"
        "from their feet|from the feet|from the floor|from the ground|from his boots|from her boots|"
        "starting low|beginning low|starts low|starting from the ground|starting at ground level|from ground level|"
        "ending high above|ending high|starting near the ground|from his shoes|from her shoes|from the boots|from the shoes|from the base|from the bottom"
    ),
    "down": (
        "from top to bottom|top to bottom|from high to low|from the top down|from the top to the bottom|"
        "from head to toe|from head to feet|head to toe|from ceiling to floor|from sky to ground|from the sky|"
        "from the ceiling|from the top|from the roof|from the treetops|from his face|from her face|from his head|"
        "starting high|beginning high|starts high|starting above|starting from above|starting high above|ending at eye level|"
        "ending low|ending at ground level|from high above|from high up|from her head|from the stars|from the clouds|from the hat"
    ),
    "cw": "clockwise|in a clockwise direction",
    "ccw": (
        "counterclockwise|counter clockwise|anticlockwise|anti clockwise|in a counterclockwise direction|"
        "in a counter clockwise direction|in an anticlockwise direction"
    ),
    "around": ("|").join(
        f"in {a} {round_} {circle}"
        for a in ("a", "an")
        for round_ in _ROUND.split("|")
        for circle in _CIRCLES.split("|")
    ),
}
"""Directions that still belong to a verb when other words stand between."""

STATIC = "|".join(
    f"{still} {thing}"
    for still in [
        "static",
        "fixed",
        "locked",
        "locked off",
        "locked down",
        "lock off",
        "stationary",
        "tripod",
        "motionless",
        "unmoving",
        "immobile",
        "stable static",
        "still",
        "completely static",
        "completely still",
    ]
    for thing in [
        "shot",
        "camera",
        "frame",
        "framing",
        "take",
        "view",
        "angle",
        "position",
        "camera position",
        "camera shot",
        "camera angle",
        "tripod shot",
        "wide shot",
        "wide",
        "close up",
        "close up shot",
        "medium shot",
        "medium close up",
        "wide frame",
        "wide angle",
        "perspective",
        "lens",
        "composition",
        "cam",
        "full shot",
        "long shot",
        "single shot",
        "establishing shot",
        "tripod",
        "low angle shot",
        "high angle shot",
        "overhead shot",
        "viewpoint",
        "point of view",
        "camera perspective",
        "camera view",
        "extreme close up",
        "wide angle shot",
    ]
) + (
    "|locked off|locked down|tripod shot|on a tripod|from a tripod|mounted on a tripod|no camera movement|"
    "no camera motion|no camera moves|zero camera movement|without camera movement|"
    "without any camera movement|no movement of the camera|no camera work|any camera movement at all|"
    "no camera shift|camera on a tripod|do not move the camera|don't move the camera|"
    "without moving the camera|no movement from the camera"
)
"""What says that the camera stands, whoever else acts."""

STILL = (
    "still|static|stationary|fixed|motionless|locked|immobile|unmoving|put|in place|in one place|in position|"
    "where it is|tripod|at rest|steady and still|perfectly still|rooted|anchored|planted|frozen"
)
"""What a camera may be."""

TERMS = {
    "dollyzoom": (
        "dolly zoom~|zolly|vertigo effect|vertigo shot|vertigo zoom|contra zoom|hitchcock zoom|trombone shot|"
        "trombone effect|dolly zoom effect|dolly zoom shot|hitchcock effect|reverse zoom dolly|"
        "dolly counter zoom|jaws shot"
    ),
    "focus": (
        "rack~ focus|focus rack~|focus pull~|pull~ focus|rack~ the focus|pull~ the focus|shift~ focus|"
        "shift~ the focus|shift~ its focus|refocus~|change~ focus|change~ the focus|rack focus shot|"
        "racks in focus|switch~ focus|transition~ focus|focus transition~|focus shift~|focus racking"
    ),
    "push.in": (
        "fly through|flythrough|fly through shot|fly over shot|flyover|flyover shot|fly in shot|travel in shot|"
        "travelling in shot"
    ),
    "push.out": (
        "reverse dolly|reverse dolly shot|reverse track|reverse tracking|reverse tracking shot|reverse zoom|"
        "reverse push|pull out shot|pull back shot|pullback|pullback shot|pullout|pull back reveal"
    ),
    "crane.up": ("|").join(
        f"{way} {kind}shot"
        for way in ("rising", "ascending", "lifting", "climbing")
        for kind in ("", "crane ", "drone ", "aerial ", "boom ", "jib ", "camera ", "pedestal ")
    ),
    "crane.down": ("|").join(
        f"{way} {kind}shot"
        for way in ("descending", "lowering", "falling", "dropping")
        for kind in ("", "crane ", "drone ", "aerial ", "boom ", "jib ", "camera ", "pedestal ")
    ),
    "follow": (
        "follow shot|following shot|follow cam|follow camera|chase shot|chase cam|trailing shot|chase camera|"
        "follow along shot"
    ),
}
"""Whole phrases that are a move, whoever else acts."""

FOCUS = "focus|focal point|focal plane"
SHIFTS = (
    "shifts|shift|shifting|racks|racking|changes|changing|switches|switching|transitions|transitioning|pulls|"
    "moves|moving|drifts|travels|snaps|slides|passes|jumps"
)
