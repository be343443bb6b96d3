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
        "a half turn about|a half turn around|a half turn round|a quarter turn about|a quarter turn around|"
        "a quarter turn round|a full turn about|a full turn around|a full turn round|a complete turn about|"
        "a complete turn around|a complete turn round|a three quarter turn about|a three quarter turn around|"
        "a three quarter turn round|rounds|rounding|half turn around|half turn round|half turn about|"
        "half circle around|half circle round|"
        "half circle about|half loop around|half loop round|half loop about|half lap around|half lap round|"
        "half lap about|half arc around|half arc round|half arc about|half rotation around|half rotation round|"
        "half rotation about|half revolution around|half revolution round|half revolution about|half orbit around|"
        "half orbit round|half orbit about|quarter turn around|quarter turn round|quarter turn about|"
        "quarter circle around|quarter circle round|quarter circle about|quarter loop around|quarter loop round|"
        "quarter loop about|quarter lap around|quarter lap round|quarter lap about|quarter arc around|"
        "quarter arc round|quarter arc about|quarter rotation around|quarter rotation round|quarter rotation about|"
        "quarter revolution around|quarter revolution round|quarter revolution about|quarter orbit around|"
        "quarter orbit round|quarter orbit about|full turn around|full turn round|full turn about|full circle around|"
        "full circle round|full circle about|full loop around|full loop round|full loop about|full lap around|"
        "full lap round|full lap about|full arc around|full arc round|full arc about|full rotation around|"
        "full rotation round|full rotation about|full revolution around|full revolution round|full revolution about|"
        "full orbit around|full orbit round|full orbit about|complete turn around|complete turn round|"
        "complete turn about|complete circle around|complete circle round|complete circle about|complete loop around|"
        "complete loop round|complete loop about|complete lap around|complete lap round|complete lap about|"
        "complete arc around|complete arc round|complete arc about|complete rotation around|complete rotation round|"
        "complete rotation about|complete revolution around|complete revolution round|complete revolution about|"
        "complete orbit around|complete orbit round|complete orbit about|three quarter turn around|"
        "three quarter turn round|three quarter turn about|three quarter circle around|three quarter circle round|"
        "three quarter circle about|three quarter loop around|three quarter loop round|three quarter loop about|"
        "three quarter lap around|three quarter lap round|three quarter lap about|three quarter arc around|"
        "three quarter arc round|three quarter arc about|three quarter rotation around|three quarter rotation round|"
        "three quarter rotation about|three quarter revolution around|three quarter revolution round|"
        "three quarter revolution about|three quarter orbit around|three quarter orbit round|"
        "three quarter orbit about|half a turn around|half a turn round|half a turn about|half a circle around|"
        "half a circle round|half a circle about|half a loop around|half a loop round|half a loop about|"
        "half a lap around|half a lap round|half a lap about|half a arc around|half a arc round|half a arc about|"
        "half a rotation around|half a rotation round|half a rotation about|half a revolution around|"
        "half a revolution round|half a revolution about|half a orbit around|half a orbit round|half a orbit about|"
        "a turn around|a turn round|a turn about|a circle around|a circle round|a circle about|a loop around|"
        "a loop round|a loop about|a lap around|a lap round|a lap about|a arc around|a arc round|a arc about|"
        "a rotation around|a rotation round|a rotation about|a revolution around|a revolution round|"
        "a revolution about|a orbit around|a orbit round|a orbit about|one turn around|one turn round|one turn about|"
        "one circle around|one circle round|one circle about|one loop around|one loop round|one loop about|"
        "one lap around|one lap round|one lap about|one arc around|one arc round|one arc about|one rotation around|"
        "one rotation round|one rotation about|one revolution around|one revolution round|one revolution about|"
        "one orbit around|one orbit round|one orbit about|90 around|90 round|90 about|180 around|180 round|180 about|"
        "270 around|270 round|270 about|360 around|360 round|360 about|half a lap around|a lap around|one lap around|"
        "full lap around|half lap around|slow lap around|quarter lap around|quarter turn around|half turn around|"
        "180 around|a 180 around|90 around|270 around|"
        "full circle|full circle around|half circle|half circle around|complete circle|complete circle around|"
        "full rotation around|complete rotation around|full turn around|180 degree turn|180 degree turn around|"
        "semicircle around|half turn around|180 degree arc|circle~|encircle~|revolve~|wheel~|360 around|"
        "a 360 around|full 360 around|a full 360 around|"
        "swirl~|curve~|wrap~|loop~"
    ),
    "spiral": "spiral~|corkscrew~|helix~",
    "raise": "lift~ its gaze|raise~ its gaze|lift~ its head|lift~ its eyes|raise~ its eyes|lift~ its eye",
    "bow": "bow~ to|bow~ down|lower~ its gaze|drop~ its gaze|lower~ its eyes|lower~ its head",
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
        "flight|move~|glide~|drift~|float~|travel~|slide~|fly~|creep~|inch~|advance~|cruise~|skim~|go~|dart~|rush~|"
        "race~|ease~|edge~|step~|walk~|sail~|head~|shift~|snake~|weave~|pass~|proceed~|surge~|continue~|sweep~|"
        "dash~|hurtle~|steer~|crawl~|sneak~|wander~|roam~|zip~|speed~|sprint~|ride~|run~|come~|navigate~|"
        "meander~|slip~|coast~|charge~|burst~|squeeze~|journey~|venture~|barrel~|drive~|thread~|stroll~|march~|"
        "slither~|waft~|bank~|nose~|poke~|worm~|tiptoe~|ghost~|dance~|waltz~|bounce~|hop~|leap~|bound~|trot~|"
        "jog~|hike~|saunter~|amble~|scurry~|scamper~|scuttle~|scramble~|burrow~|tunnel~|wriggle~|slalom~|zigzag~|"
        "jump~|"
        "tumble~|plow~|blast~|rocket~|jet~|lunge~|lurch~|pounce~|spring~|vault~|press~|nudge~|trundle~|pour~|"
        "stream~|undulate~|make~ its way|work~ its way|find~ its way|force~ its way|pick~ its way|feel~ its way|"
        "peel~|return~|budge~|stir~|shoot~|swim~|wind~|get~|draw~|flow~|break~|carry~|work~|"
        "travelled|travelling"
    ),
    "tip": "lean~|tip~",
    "skim": "skim~ the|skim~ a",
    "pass": "cross~ the|cross~ a",
    "soar": "soar~",
    "swoop": "swoop~|dive~|plunge~|nosedive~",
    "rise": "gain~ height|gain~ altitude|ascent|rise~|ascend~|climb~|lift~|elevate~|levitate~|raise~",
    "fall": "lose~ height|lose~ altitude|descent|descend~|lower~|drop~|sink~|dip~|fall~|plummet~|duck~",
    "near": (
        "continue~ to the|continue~ to a|continue~ to his|continue~ to her|proceed~ to the|proceed~ to a|"
        "rush~ at|charge~ at|lunge~ at|fly~ at|leap~ at|race~ at|hurtle~ at|dash~ at|approach~|nears|nearing|"
        "tighten~|enter~|penetrate~|close~ in|close~ in on|move~ in on|zero~ in|home~ in|"
        "punch~ in|bore~ in|burrow~|close~ the distance|magnify~|draw~ near|come~ out at|come~ out into|"
        "come~ out on|emerge~|" + _RIGHT_IN + "|"
        "sneak~ up on|creep~ up on|"
        "come~ up on|walk~ up on|move~ up on|steal~ up on|"
        "get~ close|come~ near"
    ),
    "far": (
        "reverse~ out|reverse~ away|reverse~ back|reverse~ from|reverse~ down|reverse~ through|reverse~ along|"
        "reverse~ off|reverse~ slowly|reverse~ all the way|jerk~ back|jerk~ backward|jerk~ backwards|jerk~ away|"
        "rear~ back|start~ back|spring~ back|jump~ back|leap~ back|backs into|backs through|backs toward|backs down|"
        "backs along|backs across|backing into|backing through|"
        "backing down|backing along|backing across|backing toward|retreat~|recede~|recoil~|withdraw~|widen~|broaden~|"
        "retract~|back~ away|back~ up|back~ off|back~ out|"
        "back~ out of|fall~ back|draw~ back|pull~ back out|zoom~ back out|open~ up wide|open~ out|open~ up|"
        "expand~|go~ wide|goes wide|get~ wider|pull~ wide|exit~|zoom~ all the way out"
    ),
    "follow": (
        "pinned to him|pinned to her|pinned to his|pinned to them|pinned to their|locked to him|locked to her|"
        "locked to his|locked to them|locked to their|attached to him|attached to her|attached to his|"
        "attached to them|attached to their|hooked to him|hooked to her|hooked to his|hooked to them|hooked to their|"
        "never leave him|never leave her|never leave them|never leave the|never lose him|never lose her|"
        "chained to him|chained to her|chained to his|chained to them|chained to their|anchored to him|"
        "anchored to her|anchored to his|anchored to them|anchored to their|fixed to him|fixed to her|fixed to his|"
        "fixed to them|fixed to their|never leaves him|never leaves her|never leaves them|never leaves the|"
        "never loses him|never loses her|never loses the|jog~ along behind|jog~ behind him|jog~ behind her|"
        "jog~ behind them|jog~ behind the|run~ along behind|run~ behind him|run~ behind her|run~ behind them|"
        "run~ behind the|trot~ along behind|trot~ behind him|trot~ behind her|trot~ behind them|trot~ behind the|"
        "hurry~ along behind|hurry~ behind him|hurry~ behind her|hurry~ behind them|hurry~ behind the|"
        "walk~ along behind|walk~ behind him|walk~ behind her|walk~ behind them|walk~ behind the|"
        "stroll~ along behind|stroll~ behind him|stroll~ behind her|stroll~ behind them|stroll~ behind the|"
        "pad~ along behind|pad~ behind him|pad~ behind her|pad~ behind them|pad~ behind the|scurry~ along behind|"
        "scurry~ behind him|scurry~ behind her|scurry~ behind them|scurry~ behind the|race~ along behind|"
        "race~ behind him|race~ behind her|race~ behind them|race~ behind the|sprint~ along behind|"
        "sprint~ behind him|sprint~ behind her|sprint~ behind them|sprint~ behind the|tiptoe~ along behind|"
        "tiptoe~ behind him|tiptoe~ behind her|tiptoe~ behind them|tiptoe~ behind the|trudge~ along behind|"
        "trudge~ behind him|trudge~ behind her|trudge~ behind them|trudge~ behind the|trail~ along behind|"
        "trail~ behind him|trail~ behind her|trail~ behind them|trail~ behind the|skip~ along behind|"
        "skip~ behind him|skip~ behind her|skip~ behind them|skip~ behind the|march~ along behind|march~ behind him|"
        "march~ behind her|march~ behind them|march~ behind the|amble~ along behind|amble~ behind him|"
        "amble~ behind her|amble~ behind them|amble~ behind the|creep~ along behind|creep~ behind him|"
        "creep~ behind her|creep~ behind them|creep~ behind the|sneak~ along behind|sneak~ behind him|"
        "sneak~ behind her|sneak~ behind them|sneak~ behind the|on his heels|on her heels|on its heels|"
        "on their heels|on the heels of|at his heels|at her heels|"
        "at its heels|glued to the|glued to him|glued to her|glued to his|glued to its|glued to them|glued to their|"
        "tethered to him|tethered to her|tethered to his|tethered to its|tethered to them|tethered to their|"
        "stuck to him|stuck to her|stuck to his|stuck to its|stuck to them|stuck to their|strapped to him|"
        "strapped to her|strapped to his|strapped to its|strapped to them|strapped to their|tied to him|tied to her|"
        "tied to his|tied to its|tied to them|tied to their|clinging to him|clinging to her|clinging to his|"
        "clinging to its|clinging to them|clinging to their|bolted to him|bolted to her|bolted to his|bolted to its|"
        "bolted to them|bolted to their|lag~ behind|catch~ up with|accompany~|escort~|mirror~|move~ in step with|"
        "keep~ level with|follow~|"
        "trail~|chase~|shadow~|pursue~|keep~ pace with|keep~ up with|keep~ up|keep~ pace|stay~ with|"
        "stay~ close behind|stay~ right behind|stay~ close to|stay~ above the|stay~ above a|stay~ above him|"
        "stay~ above her|"
        "stay~ alongside|stay~ beside|stay~ next to|stay~ ahead of|stay~ over the|hang~ above the|lock~ onto|"
        "keep~ right behind|keep~ close behind|"
        "keep~ just behind|stay~ just behind|keep~ behind|follow~ along|" + _AFTER + "|follow~ behind|"
        "follow~ closely behind|give~ chase|keep~ him company|keep~ her company|keep~ it company|keep~ them company"
    ),
    "scan": (
        "look~ around|glance~ around|look~ about|gaze~ around|peer~ around|take~ in the room|take~ in the whole|"
        "look~ round|scan~|survey~|sweep~ across|sweep~ over|sweep~ past"
    ),
    "look": "take~ her in|take~ him in|take~ it in|take~ them in|angle~|look~|peer~|gaze~|point~|face~|crane~ its neck",
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

TERMS = {
    "dollyzoom": (
        "jaws effect|jaws zoom|vertigo trick|hitchcock trick|vertigo style|hitchcock style|hitchcock fashion|"
        "vertigo fashion|hitchcock like|vertigo like|jaws style|"
        "the same size|at the same size|vertigo style shot|dolly zoom~|zolly|vertigo effect|vertigo shot|vertigo zoom|"
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
        "fly through|flythrough|fly through shot|fly over shot|flyover|flyover shot|fly in shot|travel in shot|"
        "travelling in shot"
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
        "follow along shot"
    ),
}
"""Whole phrases that are a move, whoever else acts."""

FOCUS = "focus|sharpness|focal point|focal plane"
SHIFTS = (
    "shifts|shift|shifting|racks|racking|changes|changing|switches|switching|transitions|transitioning|pulls|"
    "moves|moving|drifts|travels|snaps|slides|passes|jumps"
)
