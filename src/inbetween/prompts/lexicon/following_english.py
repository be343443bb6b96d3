"""English for a camera that goes with somebody: behind, beside, at the heels, fastened to them."""

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

_ON_FOOT = (
    "amble", "creep", "hurry", "jog", "march", "pad", "race", "run", "scurry", "skip", "sneak", "sprint", "stroll",
    "tiptoe", "trail", "trot", "trudge", "walk", "shuffle", "limp", "plod", "wander", "ride",
)  # fmt: skip
_BEHIND = "|".join(
    f"{verb}~ {near}behind"
    for verb in _ON_FOOT
    for near in ("", "along ", "right ", "just ", "close ", "a step ", "a few steps ", "a few paces ", "two steps ")
)
_BESIDE = "|".join(
    f"{verb}~ {beside} {whom}"
    for verb in _ON_FOOT
    for beside in ("beside", "alongside", "next to", "with")
    for whom in ("him", "her", "them", "my")
)
"""Who goes on foot behind or beside somebody goes with them: *walks behind Grandma*."""

_ALONG_AFTER = "|".join(
    f"{verb}~ {along}after {whom}"
    for verb in (*_ON_FOOT, "inch", "plod", "traipse", "scuttle", "crawl", "slip", "dive", "trundle", "glide", "drift")
    for along in ("", "along ", "in ", "off ")
    for whom in ("him", "her", "it", "them", "the", "us", "me")
) + "".join(
    f"|{verb}~ along behind"
    for verb in ("sail", "glide", "drift", "float", "roll", "bounce", "skate", "swim", "fly", "inch")
)
_AT_THE_BACK = "|".join(
    f"{stay}~ {close}{at} {whose} {part}"
    for stay in ("stay", "keep", "stick", "hang", "remain")
    for close in ("", "right ", "close ")
    for at in ("on", "at", "to")
    for whose in ("my", "his", "her", "its", "their", "our")
    for part in ("back", "backs", "shoulder", "shoulders", "tail", "tails", "heels", "heel", "trail")
)
"""Who stays there goes where the back goes; a face may be looked at in its place."""

FOLLOW = (
    f"{_BEHIND}|{_ALONG_AFTER}|{_AT_THE_BACK}|{_BESIDE}|"
    "keep~ with the|keep~ with him|keep~ with her|keep~ with them|"
    "lock~ behind|lock~ tightly behind|lock~ closely behind|lock~ in behind|locks on behind|tuck~ in behind|"
    "pinned to him|pinned to her|pinned to his|pinned to them|pinned to their|locked to him|locked to her|"
    "locked to his|locked to them|locked to their|attached to him|attached to her|attached to his|"
    "attached to them|attached to their|hooked to him|hooked to her|hooked to his|hooked to them|hooked to their|"
    "never leave him|never leave her|never leave them|never leave the|never lose him|never lose her|"
    "chained to him|chained to her|chained to his|chained to them|chained to their|anchored to him|"
    "anchored to her|anchored to his|anchored to them|anchored to their|fixed to him|fixed to her|fixed to his|"
    "fixed to them|fixed to their|never leaves him|never leaves her|never leaves them|never leaves the|"
    "never loses him|never loses her|never loses the|"
    "on his heels|on her heels|on its heels|right on his heels|right on her heels|right on its heels|"
    "right on their heels|hot on his heels|hot on her heels|hot on its heels|hot on their heels|"
    "on their heels|on the heels of|at his heels|at her heels|"
    "at its heels|glued to the|glued to him|glued to her|glued to his|glued to its|glued to them|glued to their|"
    "tethered to him|tethered to her|tethered to his|tethered to its|tethered to them|tethered to their|"
    "stuck to him|stuck to her|stuck to his|stuck to its|stuck to them|stuck to their|strapped to him|"
    "strapped to her|strapped to his|strapped to its|strapped to them|strapped to their|tied to him|tied to her|"
    "tied to his|tied to its|tied to them|tied to their|clinging to him|clinging to her|clinging to his|"
    "clinging to its|clinging to them|clinging to their|bolted to him|bolted to her|bolted to his|bolted to its|"
    "bolted to them|bolted to their|lag~ behind|catch~ up with|accompany~|escort~|mirror~|move~ in step with|"
    "keep~ level with|follow~|"
    "trail~|chase~|shadow~|pursue~|keep~ pace with|keep~ with|keep~ beside|keep~ next to|tag~ along behind|"
    "tag~ along with|tag~ along after|keep~ up with|keep~ up|keep~ pace|stay~ with|"
    "stay~ close behind|stay~ right behind|stay~ close to|stay~ above the|stay~ above a|stay~ above him|"
    "stay~ above her|"
    "stay~ alongside|stay~ beside|stay~ next to|stay~ ahead of|stay~ over the|hang~ above the|lock~ onto|"
    "keep~ right behind|keep~ close behind|"
    "keep~ just behind|stay~ just behind|keep~ behind|follow~ along|" + _AFTER + "|follow~ behind|"
    "follow~ closely behind|give~ chase|keep~ him company|keep~ her company|keep~ it company|keep~ them company"
)
"""Verbs and phrases that follow."""
