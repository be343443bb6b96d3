"""English words about the camera. ``lexicon.grammar`` says what a verb and a direction make together."""

from inbetween.prompts.lexicon.circling_english import CIRCLE
from inbetween.prompts.lexicon.following_english import FOLLOW

_RIGHT_IN = "|".join(
    f"{verb}~ right {way}"
    for verb in ("go", "fly", "zoom", "push", "dive", "plunge", "come", "run", "drive", "walk")
    for way in ("in", "into", "up to", "through")
)
"""*Right* is no side where it says *all the way*."""

_INSIDE = "|".join(
    f"{verb}~ inside"
    for verb in (
        "go",
        "move",
        "come",
        "walk",
        "step",
        "fly",
        "glide",
        "float",
        "get",
        "drift",
        "slip",
        "creep",
        "travel",
    )
)
"""*Inside* is a way only behind one who goes: *once inside, the camera turns*."""

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
        "zoom shot|zoom in shot|yo yo zoom~|rapid zoom|punch in zoom"
    ),
    "dolly": "doly~|dolley~|dolly~|dolly shot|dolly move|dolly movement|dolly track|dolly camera",
    "push": "push~|push shot",
    "pull": "pull~|pull shot",
    "pan": "pan~|pan shot|panning shot|pan move|panning movement|panning camera|panoramic pan|panoramic sweep",
    "tilt": "tilt~|tilt shot|tilting shot|tilt move",
    "truck": (
        "truck~|trucking shot|truck shot|truck move|crab~|strafe~|crab shot|slider|slider shot|slider move|"
        "lateral shot|lateral move|lateral movement|lateral slide|sideways slide|parallax slide|lateral dolly|"
        "lateral tracking|lateral track|sideways dolly|sideways track|lateral tracking shot|side tracking shot|"
        "sideways tracking shot|side tracking|lateral follow|side dolly|side on tracking shot|profile tracking shot"
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
        "orbiting camera movement|orbital camera|circular camera|"
        "360 shot|360 degree shot|360 ° shot|360 orbit|360 degree orbit|360 ° orbit|"
        "360 spin|360 degree spin|360 rotation|360 degree rotation|360 degree rotating shot|360 turn|"
        "360 degree turn|360 degree view|360 degree arc|360 degree pan"
    ),
    "circle": CIRCLE,
    "spiral": "spiral~|corkscrew~|helix~",
    "raise": "lift~ its gaze|raise~ its gaze|lift~ its head|lift~ its eyes|raise~ its eyes|lift~ its eye|"
    "raise~ its look|lift~ its look|raise~ its view|raise~ its head",
    "bow": "bow~ to|bow~ down|lower~ its gaze|drop~ its gaze|lower~ its eyes|lower~ its head|"
    "lower~ its look|drop~ its look|lower~ its view",
    "roll": ("flip~|flip~ over|flip~ upside down|turn~ upside down|invert~|roll~|barrel roll~|dutch roll|camera roll"),
    "topple": (
        "go~ upside down|turn~ on its side|turn~ onto its side|turn~ the camera on its side|"
        "heel~|heel~ over|heel~ to one side|heel~ to the side|cant~|lose~ its balance|tip~ on its side|"
        "fall~ on its side|fall~ onto its side|topple~|topple~ over|topple~ sideways|keel~ over|"
        "lie~ on its side|"
        "lie~ down on its side|slump~ sideways|tilt~ on its side|tip~ over|tip~ sideways|tip~ onto its side|capsize~"
    ),
    "rotate": "rotate~|twirl~|pirouette~|spin~|twist~|gyrate~",
    "turn": "yaw~|turn~|swing~|swivel~|pivot~|jerk~|veer~|whirl~",
    "snap": "snap~|pop~|transition~|switch~|change~",
    "whip": "swish~|whip~|whip pan~|swish pan~|flash pan~|whip pan shot|snap pan~|flick~",
    "travel": (
        "flight|move~|glide~|drift~|float~|travel~|slide~|fly~|creep~|inch~|cruise~|skim~|go~|dart~|rush~|"
        "race~|ease~|edge~|step~|walk~|sail~|head~|shift~|snake~|weave~|pass~|proceed~|surge~|continue~|sweep~|"
        "dash~|hurtle~|steer~|crawl~|sneak~|wander~|roam~|zip~|speed~|sprint~|ride~|run~|come~|navigate~|"
        "meander~|slip~|coast~|charge~|burst~|squeeze~|journey~|venture~|barrel~|drive~|thread~|stroll~|march~|"
        "slither~|waft~|bank~|nose~|poke~|worm~|tiptoe~|ghost~|dance~|waltz~|bounce~|hop~|leap~|bound~|trot~|"
        "jog~|hike~|saunter~|amble~|scurry~|scamper~|scuttle~|scramble~|burrow~|tunnel~|wriggle~|slalom~|zigzag~|"
        "jump~|"
        "tumble~|plow~|blast~|rocket~|jet~|lunge~|lurch~|pounce~|spring~|vault~|press~|nudge~|trundle~|pour~|"
        "stream~|undulate~|make~ its way|work~ its way|find~ its way|make your way|"
        "work your way|find your way|force~ its way|pick~ its way|feel~ its way|"
        "peel~|budge~|stir~|shoot~|swim~|wind~|get~|draw~|flow~|break~|carry~|work~|"
        "travelled|travelling"
    ),
    "go back": "return~",
    "tip": "lean~|tip~|incline~",
    "skim": "skim~ the|skim~ a",
    "pass": "cross~ the|cross~ a",
    "soar": "soar~",
    "swoop": "swoop~|dive~|plunge~|nosedive~",
    "rise": (
        "come~ up on the other side|come~ up on the far side|come~ up behind|"
        "gain~ height|gain~ altitude|take~ height|take~ altitude|win~ height|ascent|rise~|ascend~|climb~|lift~|"
        "elevate~|levitate~|raise~"
    ),
    "fall": "lose~ height|lose~ altitude|descent|descend~|lower~|drop~|sink~|dip~|fall~|plummet~|duck~",
    "near": (
        "advance~|continue~ to the|continue~ to a|continue~ to his|continue~ to her|proceed~ to the|proceed~ to a|"
        "rush~ at|charge~ at|lunge~ at|fly~ at|leap~ at|race~ at|hurtle~ at|dash~ at|approach~|nears|nearing|"
        "tighten~|enter~|penetrate~|close~ in|close~ in on|move~ in on|zero~ in|home~ in|"
        "punch~ in|bore~ in|burrow~|close~ the distance|magnify~|draw~ near|come~ out at|come~ out into|"
        "come~ out on|emerge~|" + _RIGHT_IN + "|" + _INSIDE + "|"
        "sneak~ up on|creep~ up on|"
        "come~ up on|walk~ up on|move~ up on|steal~ up on|"
        "get~ close|come~ near|go~ near|move~ near|head~ for"
    ),
    "far": (
        "ease~ off|draw~ off|ease~ off from|ease~ away|move~ off from|drift~ off from|come~ away from|"
        "take~ distance|take~ some distance|gain~ distance|reverse~ out|reverse~ away|reverse~ back|reverse~ from|"
        "reverse~ down|reverse~ through|reverse~ along|"
        "reverse~ off|reverse~ slowly|reverse~ all the way|jerk~ back|jerk~ backward|jerk~ backwards|jerk~ away|"
        "rear~ back|start~ back|spring~ back|jump~ back|leap~ back|backs into|backs through|backs toward|backs down|"
        "backs along|backs across|backing into|backing through|"
        "backing down|backing along|backing across|backing toward|retreat~|recede~|recoil~|withdraw~|widen~|broaden~|"
        "retract~|back~ away|back~ up|back~ off|back~ out|"
        "back~ out of|fall~ back|draw~ back|pull~ back out|zoom~ back out|go~ back out|come~ back out|move~ back out|"
        "open~ up wide|open~ out|open~ up|"
        "expand~|go~ wide|goes wide|get~ wider|pull~ wide|exit~|zoom~ all the way out"
    ),
    "follow": FOLLOW,
    "scan": (
        "turn~ on itself|turn~ around itself|turn~ on the spot|turn~ on its spot|turn~ full on itself|look~ around|"
        "glance~ around|look~ about|gaze~ around|peer~ around|take~ in the room|take~ in the whole|"
        "look~ round|scan~|survey~|sweep~ across|sweep~ over|sweep~ past"
    ),
    "look": (
        "glance~|take~ her in|take~ him in|take~ it in|take~ them in|angle~|look~|peer~|gaze~|point~|face~|"
        "crane~ its neck"
    ),
    "hold": (
        "stay~ wide|hold~ wide|keep~ wide|remain~ wide|stay~ steady|keep~ steady|remain~ steady|stay~ tight|"
        "hold~ tight|"
        "stay~ close on|hold~ close|remain~ close on|content to watch|happy to watch|satisfied to watch|stares|"
        "gazes|look~ on|just looks|only looks|simply looks|"
        "only watches|simply watches|merely watches|nothing to do but look|nothing to do but watch|nothing but watch|"
        "nothing but look|keeps watch|stands by|"
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

_MOTION = "|".join(
    f"{noun} to {whose}{{side}}"
    for noun in ("movement", "motion", "parallax movement", "parallax motion", "lateral movement", "parallax")
    for whose in ("the ", "screen ", "camera ")
)

_FOLLOWED = "handheld smooth slow steady close gimbal drone aerial pov low steadicam overhead"
"""*A close follow of the hiker* names a move as *follow* alone does not."""

_TRICKS = "thing move moment business gag look feeling stretch"
"""What one calls a shot by the film that made it known: *do the Jaws thing*."""

TERMS = {
    "dollyzoom": (
        "|".join(f"{film} {what}" for film in ("jaws", "hitchcock", "vertigo") for what in _TRICKS.split()) + "|"
        "jaws effect|jaws zoom|vertigo trick|hitchcock trick|vertigo style|hitchcock style|hitchcock fashion|"
        "vertigo fashion|hitchcock like|vertigo like|jaws style|"
        "vertigo style shot|dolly zoom~|zolly|vertigo effect|vertigo shot|vertigo zoom|"
        "contra zoom|hitchcock zoom|trombone shot|"
        "trombone effect|dolly zoom effect|dolly zoom shot|hitchcock effect|reverse zoom dolly|"
        "dolly counter zoom|jaws shot"
    ),
    "focus": (
        "rack~ from|rack~ to|rack~ back to|rack~ between|shift of focus|shift in focus|change of focus|pull of focus|"
        "rack of focus|transfer of focus|rack~ focus|"
        "focus rack~|focus pull~|pull~ focus|rack~ the focus|pull~ the focus|shift~ focus|"
        "shift~ the focus|shift~ its focus|refocus~|change~ focus|change~ the focus|rack focus shot|"
        "racks in focus|switch~ focus|transition~ focus|focus transition~|focus shift~|focus racking"
    ),
    "push.in": (
        "drone flight|fpv flight|"
        "fly through|flythrough|fly through shot|fly over shot|flyover|flyover shot|fly in shot|travel in shot|"
        "travelling in shot|gimbal walkthrough|steadicam walkthrough|drone walkthrough|fpv walkthrough"
    ),
    "push.out": (
        "reverse dolly|reverse dolly shot|reverse track|reverse tracking|reverse tracking shot|reverse zoom|"
        "reverse push|pull out shot|pull back shot|pullback|pullback shot|pullout|pull back reveal"
    ),
    "truck.left": _MOTION.format(side="left"),
    "truck.right": _MOTION.format(side="right"),
    "roll": "|".join(
        f"{scene} {tips}"
        for scene in ("horizon", "horizon line", "world", "picture", "image")
        for tips in (
            "tips",
            "tips over",
            "slants",
            "keels over",
            "turns upside down",
            "goes vertical",
            "rolls over",
            "stands on end",
            "flips",
            "flips over",
            "goes upside down",
        )
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
        "step for step|stride for stride|pace for pace|neck and neck with|breath for breath|step by step behind|"
        "follow shot|following shot|follow cam|follow camera|chase shot|chase cam|trailing shot|chase camera|"
        "follow along shot|" + "|".join(f"{how} follow" for how in _FOLLOWED.split())
    ),
}
"""Whole phrases that are a move, whoever else acts."""

FOCUS = "focus|sharpness|focal point|focal plane"
SHIFTS = (
    "shifts|shift|shifting|racks|racking|changes|changing|switches|switching|transitions|transitioning|pulls|"
    "moves|moving|drifts|travels|snaps|slides|passes|jumps"
)
