"""English words about the camera. ``lexicon.grammar`` says what a verb and a direction make together."""

_RIGHT_IN = "|".join(
    f"{verb}~ right {way}"
    for verb in ("go", "fly", "zoom", "push", "dive", "plunge", "come", "run", "drive", "walk")
    for way in ("in", "into", "up to", "through")
)
"""*Right* is no side where it says *all the way*."""

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
            "jog",
            "walk",
            "trot",
            "skate",
            "swim",
            "ride",
            "drive",
            "crawl",
            "creep",
            "bounce",
            "sail",
            "dash",
            "trail",
            "sneak",
            "tiptoe",
            "scurry",
            "stroll",
        )
        for whom in ("him", "her", "it", "them", "the", "a", "an", "his", "their", "two", "three")
    )
    + "|"
    + "|".join(
        f"{go}~ {near} behind"
        for go in ("ride", "run", "fly", "glide", "drift", "move", "float", "travel", "stick", "hang", "walk", "come")
        for near in ("right", "close", "just")
    )
    + "|"
    + "|".join(f"stay~ behind {whom}" for whom in ("him", "her", "it", "them", "the"))
)

_STAYING = "|".join(
    f"{stay}~ {place}"
    for stay in ("stay", "remain", "keep", "linger", "wait", "hang", "stand", "sit")
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
        "180 around|a 180 around|90 around|270 around|"
        "full circle|full circle around|half circle|half circle around|complete circle|complete circle around|"
        "full rotation around|complete rotation around|full turn around|180 degree turn|180 degree turn around|"
        "semicircle around|half turn around|180 degree arc|circle~|encircle~|revolve~|wheel~|360 around|"
        "a 360 around|full 360 around|a full 360 around|"
        "swirl~|curve~|wrap~|loop~"
    ),
    "spiral": "spiral~|corkscrew~|helix~",
    "raise": "lift~ its gaze|raise~ its gaze|lift~ its head|lift~ its eyes|raise~ its eyes|lift~ its eye",
    "bow": "lower~ its gaze|drop~ its gaze|lower~ its eyes|lower~ its head",
    "roll": (
        "flip~|flip~ over|flip~ upside down|turn~ upside down|tip~ over|tip~ sideways|tip~ onto its side|invert~|"
        "capsize~|"
        "roll~|barrel roll~|dutch roll|camera roll"
    ),
    "rotate": "rotate~|twirl~|pirouette~|spin~|twist~|gyrate~",
    "turn": "turn~|swing~|swivel~|pivot~|jerk~|veer~|whirl~",
    "snap": "snap~|pop~|transition~|switch~|change~",
    "whip": "whip~|whip pan~|swish pan~|flash pan~|whip pan shot|snap pan~|flick~",
    "travel": (
        "move~|glide~|drift~|float~|travel~|slide~|fly~|creep~|inch~|advance~|cruise~|skim~|go~|dart~|rush~|"
        "race~|ease~|edge~|step~|walk~|sail~|head~|shift~|snake~|weave~|pass~|proceed~|surge~|continue~|sweep~|"
        "dash~|hurtle~|steer~|crawl~|sneak~|wander~|roam~|zip~|speed~|sprint~|ride~|run~|come~|navigate~|"
        "meander~|slip~|coast~|charge~|burst~|squeeze~|journey~|venture~|barrel~|drive~|thread~|stroll~|march~|"
        "slither~|waft~|bank~|nose~|poke~|worm~|tiptoe~|ghost~|dance~|waltz~|bounce~|hop~|leap~|bound~|trot~|"
        "jog~|hike~|saunter~|amble~|scurry~|scamper~|scuttle~|scramble~|burrow~|tunnel~|wriggle~|slalom~|zigzag~|"
        "jump~|"
        "tumble~|plow~|blast~|rocket~|jet~|lunge~|lurch~|pounce~|spring~|vault~|press~|nudge~|trundle~|pour~|"
        "stream~|undulate~|make~ its way|work~ its way|find~ its way|force~ its way|pick~ its way|feel~ its way|"
        "peel~|return~|budge~|stir~|shoot~|swim~|wind~|get~|draw~|lean~|tip~|flow~|break~|carry~|work~|"
        "travelled|travelling"
    ),
    "soar": "soar~",
    "swoop": "swoop~|dive~|plunge~|nosedive~",
    "rise": "rise~|ascend~|climb~|lift~|elevate~|levitate~|raise~",
    "fall": "descend~|lower~|drop~|sink~|dip~|fall~|plummet~|duck~",
    "near": (
        "approach~|nears|nearing|tighten~|enter~|penetrate~|close~ in|close~ in on|move~ in on|zero~ in|home~ in|"
        "punch~ in|bore~ in|burrow~|close~ the distance|magnify~|draw~ near|come~ out at|come~ out into|"
        "come~ out on|emerge~|" + _RIGHT_IN + "|"
        "sneak~ up on|creep~ up on|"
        "come~ up on|walk~ up on|move~ up on|steal~ up on|"
        "get~ close|come~ near"
    ),
    "far": (
        "backs into|backs through|backs toward|backs down|backs along|backs across|backing into|backing through|"
        "backing down|backing along|backing across|backing toward|retreat~|recede~|recoil~|withdraw~|widen~|broaden~|"
        "retract~|back~ away|back~ up|back~ off|back~ out|"
        "back~ out of|fall~ back|draw~ back|pull~ back out|zoom~ back out|open~ up wide|open~ out|open~ up|"
        "expand~|go~ wide|goes wide|get~ wider|pull~ wide|exit~|zoom~ all the way out"
    ),
    "follow": (
        "lag~ behind|catch~ up with|accompany~|escort~|mirror~|move~ in step with|keep~ level with|follow~|"
        "trail~|chase~|shadow~|pursue~|keep~ pace with|keep~ up with|keep~ pace|stay~ with|"
        "stay~ close behind|stay~ right behind|stay~ close to|lock~ onto|keep~ right behind|keep~ close behind|"
        "keep~ just behind|stay~ just behind|keep~ behind|follow~ along|" + _AFTER + "|follow~ behind|"
        "follow~ closely behind"
    ),
    "scan": "scan~|survey~|sweep~ across|sweep~ over|sweep~ past",
    "look": "angle~|look~|peer~|gaze~|point~|face~|crane~ its neck",
    "hold": (
        "hold~ its ground|stand~ its ground|hold~ its position|does nothing|watches|observes|just watches|hold~|"
        "pause~|"
        "linger~|wait~|dwell~|hold~ on|hold~ steady|" + _STAYING
    ),
    "rest": (
        "stop~|settle~|halt~|freeze~|land~|end~|finish~|rest~|come~ to rest|come~ to a rest|come~ to a stop|"
        "come~ to a halt|come~ to a standstill|come~ to a gentle stop|come~ to stop|conclude~|arrive~|end~ up"
    ),
    "act": (
        "let~ him|let~ her|let~ it|let~ them|let~ him go|let~ her go|let~ it go|let~ them go|hover~|start~|"
        "begin~|open~|stay~|remain~|reveal~|show~|"
        "capture~|keep~|shake~|tremble~|focus~|frame~|"
        "cut~|see~|watch~|find~|discover~|catch~|make~|take~|perform~|execute~|use~|sway~|bob~|wobble~|jolt~|"
        "emphasize~|highlight~|showcase~|expose~|bring~|give~|lead~|maintain~|feature~|"
        "position~|set~|place~|aim~"
    ),
}
"""Verbs by what they do to the camera. ``act`` moves nothing, but its actor acts."""

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
        "macro",
        "macro shot",
        "extreme wide",
        "extreme wide shot",
        "insert",
        "insert shot",
        "two shot",
        "tableau",
    ]
) + (
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
    "not even the camera"
)
"""What says that the camera stands, whoever else acts."""

STILL = (
    (
        "still|static|stationary|fixed|motionless|locked|immobile|unmoving|put|in place|in one place|in position|"
        "where it is|dead still|stock still|rock steady|rock solid|utterly still|absolutely still|tripod|at rest|"
        "steady and still|perfectly still|rooted|anchored|planted|frozen|"
    )
    + "|".join(
        f"{refuses} {deed}"
        for refuses in ("does not", "doesn't", "will not", "won't", "refuses to", "declines to")
        for deed in (
            "join",
            "join in",
            "react",
            "flinch",
            "care",
            "bother",
            "follow suit",
            "take part",
            "participate",
            "intervene",
            "interfere",
            "respond",
            "blink",
            "join them",
            "join him",
            "join her",
        )
    )
    + "|"
    + "|".join(
        f"never {deed}"
        for deed in (
            "joins",
            "reacts",
            "flinches",
            "bothers",
            "takes part",
            "intervenes",
            "responds",
            "blinks",
            "participates",
        )
    )
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
