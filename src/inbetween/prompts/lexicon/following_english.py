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

FOLLOW = (
    "lock~ behind|lock~ tightly behind|lock~ closely behind|lock~ in behind|locks on behind|tuck~ in behind|"
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
)
"""Verbs and phrases that follow."""
