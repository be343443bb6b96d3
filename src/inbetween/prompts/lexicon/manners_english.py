"""Ways of moving that English has a verb for, after Levin's classes: what runs, rolls, climbs or clings.

They are common words for people and things too, and many are nouns: they move a camera only where it acts and they
say where to (``prompts.predicates``). ``lexicon.camera_english`` has those that need neither.
"""

_PACE = "".join(
    f"match~ {whose} {pace}|"
    for whose in ("his", "her", "its", "their", "the")
    for pace in ("pace", "speed", "stride", "step", "steps", "rhythm", "tempo", "every step", "every move")
)


def _of_body(verbs: str, parts: str) -> str:
    """Return what people who look do with a part of theirs: *turn your head*, *lift our eyes*."""
    return "|".join(
        f"{verb}~ {whose} {part}" for verb in verbs.split("|") for whose in ("our", "your") for part in parts.split("|")
    )


MANNERS = {
    "travel": (
        "sidle~|wend~|ramble~|plod~|lope~|canter~|gallop~|skitter~|careen~|squirm~|skate~|ski~|surf~|wade~|flit~|"
        "flutter~|wing~|hug~|swerve~|haul~|drag~|pad~|slink~|prowl~|stalk~|sashay~|shuffle~|totter~|toddle~|"
        "stagger~|stumble~|lumber~|trudge~|traipse~|tramp~|tread~|strut~|swagger~|mosey~|"
        "hobble~|limp~|lollop~|skip~|prance~|frolic~|gambol~|scoot~|skid~|skedaddle~|hasten~|hustle~|bustle~|whisk~|"
        "whizz~|whiz~|zoom~ its way|streak~|bolt~|tear~|hare~|pelt~|belt~|rattle~|clatter~|"
        "chug~|putter~|trickle~|ooze~|seep~|filter~|percolate~|gush~|billow~|"
        "wiggle~|jiggle~|shimmy~|shimmer~|teeter~|lilt~|twine~|arrow~|beeline~|"
        "punch~|lance~|stab~|jab~|spear~|pierce~|slice~|slash~|shear~|plough~|bulldoze~|"
        "shove~|insinuate~|ferret~|forge~|strike~ out|set~ out|"
        "set~ off|start~ off|make~ for|lope~|jink~|dodge~|detour~|deviate~|divert~|stray~|"
        "straggle~|gravitate~|migrate~|relocate~|adjourn~|hitch~|commute~|pedal~|"
        "toboggan~|parachute~|rappel~|abseil~|catapult~|"
        "hurl~|fling~|throw~|heave~|propel~|thrust~|slingshot~|swash~|wash~|"
        "brush~|graze~|glissade~|schuss~|aquaplane~|hydroplane~|teleport~|melt~|"
        "dissolve~ its way|bleed~|leak~|unspool~|unreel~|unroll~|escalate~|evolve~|"
        "pilot~|helm~|beat~ a path|trace~ its way|trace~ a path|keep~ moving|keep~ going|keep~ travelling|"
        "keep~ drifting|keep~ gliding|keep~ sliding|press~ on|carry~ on|roll~ on|"
        "tip~ toe|steal~|slosh~|crab walk~|moonwalk~|"
        "dangle~|smash~"
    ),
    "rise": "hoist~|heave~ itself up|scale~|shin~ up|clamber~|uplift~|upraise~|bob~ up",
    "fall": (
        "crouch~|kneel~|stoop~|squat~|crumple~|slump~|alight~|dismount~|touch~ down|submerge~|subside~|plop~|flop~"
    ),
    "raise": _of_body("lift|raise", "eyes|eye|gaze|head|heads|face"),
    "bow": _of_body("lower|drop|bow", "eyes|eye|gaze|head|heads"),
    "circle": "|".join(
        f"{how} {round_} {whom}"
        for how in ("round and", "around and")
        for round_ in ("around", "round")
        for whom in ("him", "her", "it", "them", "us", "the", "me")
    ),
    "whip": "whoosh~|swoosh~",
    "turn": _of_body("turn|swing", "head|heads|eyes|eye|gaze|face")
    + "|"
    + "wheel~ round|cock~|slew~|rotate~ its head|turn~ its head|swing~ its head",
    "skim": "skirt~|flank~|run~ parallel to|run~ parallel with",
    "far": (
        "take~ a step back|take~ a few steps back|take~ another step back|take~ two steps back|take~ three steps back|"
        "give~ ground|precede~|get~ out of the way|"
        "backpedal~|back~|reverse~|retire~|flinch~|bow~ out|secede~|depart~|decamp~|disengage~|"
        "distance~ itself|distance~ ourselves|let~ go of"
    ),
    "near": (
        "take~ a step forward|take~ a step closer|take~ another step forward|get~ up close|get~ near|get~ right up to|"
        "take~ a closer look|take~ a close look|"
        "swallow~ the distance|eat~ up the distance|eat~ the distance|close~ the gap|narrow~ the gap|"
        "shorten~ the gap|"
        "shorten~ the distance|shrink~ the gap|shrink~ the distance|bridge~ the gap|bridge~ the distance|"
        "cover~ the distance|gain~ ground|gain~ on|loom~|intrude~|encroach~|trespass~|constrict~|"
        "close~ down|clamp~ down|narrow~|tighten~ up|converge~|rivet~ on"
    ),
    "pace": _PACE + "hold~ the same speed|keep~ the same speed|at the same speed as|at exactly the same speed|"
    "hold~ the same distance|keep~ the same distance|keep~ its distance|hold~ its distance|"
    "keep~ in step|walk~ in step|keep~ abreast|stay~ abreast|stay~ level with",
    "follow": (
        "dog~|tag~ along|tail~|"
        "keep~ company|stick~ with|stick~ to|stick~ close|cling~|piggyback~|tread~ in|hang~ onto|"
        "go~ wherever|go~ where|move~ wherever|move~ when|move~ as|fall~ in behind|fall~ into step|fall~ in step|"
        "fall~ in beside|fall~ in alongside|fall~ in with|"
        "stay~ glued|stay~ on his heels|stay~ on her heels|stay~ at his|stay~ at her|ride~ shotgun|"
        "travel~ with|copy~ his|copy~ her|copy~ its|copy~ their|imitate~|echo~ his|echo~ her|echo~ its|echo~ their|"
        "play~ tag with|race~ alongside|run~ alongside|keep~ alongside"
    ),
}
"""By what they do to a camera. Where one of them says no direction, it is no move unless its kind has one alone."""

_FRAMES = ("frame", "framing", "picture", "image", "view", "plan", "shot")


def _of_frame(does: str, hows: str) -> str:
    """Return what a frame does that holds more or less than before: *the frame opening, opening, till ...*."""
    return "|".join(f"{frame} {form} {how}" for frame in _FRAMES for form in does.split("|") for how in hows.split("|"))


SEEN = {
    "push.in": "|".join(
        f"{grows} in the {frame}"
        for grows in (
            "gets bigger",
            "grows bigger",
            "grows larger",
            "gets larger",
            "grows",
            "becomes larger",
            "gets closer",
        )
        for frame in ("frame", "picture", "shot", "image")
    )
    + "|"
    + _of_frame(
        "closes|closing|is closing|narrows|narrowing|gets narrower|gets tighter|becomes narrower|becomes tighter",
        "on|in on|around|more and more|until|till|slowly|little by little",
    ),
    "push.out": "|".join(
        f"{shrinks} in the {frame}"
        for shrinks in ("gets smaller", "grows smaller", "becomes smaller", "shrinks", "gets tinier", "dwindles")
        for frame in ("frame", "picture", "shot", "image")
    )
    + "|"
    + _of_frame(
        "opens|opening|is opening|gets wider|becomes wider",
        "until|till|more and more|, opening|wider|slowly|little by little|and opens",
    ),
    "focus": (
        "gets sharp|get sharp|becomes sharp|become sharp|grows sharp|turns sharp|sharpens into|snaps into focus|"
        "swims into focus|swim into focus|slides into focus|melts into softness|falls out of focus|slides out of focus|"
        "sharp focus passes|sharp focus moves|sharp focus shifts|sharp focus goes|sharp focus travels|"
        + "|".join(
            f"{blurs} {meanwhile} {whose}"
            for blurs in ("blur", "blurs", "goes soft", "go soft", "turns soft", "goes blurry")
            for meanwhile in ("as", "while", "whilst", "just as")
            for whose in ("the", "my", "his", "her", "our", "their")
        )
        + "|then sharp on|blur and the|from sharp to blurred|from blurred to sharp"
    ),
}
"""What the camera does, told by what is seen of it: a thing grows *in the frame*, or gets sharp."""
