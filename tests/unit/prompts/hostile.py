"""Texts of 5,000 characters made to hurt a parser: repeats, openers without an end, every mark, noise."""

import random

LENGTH = 5_000
_NOISE = (
    "镜头推拉摇移左右上下第个秒一二三到至缓慢，。：、“”「」《》（）【】"
    "abc shot camera zoom in 0123456789 :-~[](){}\"'.,;!?\n\t#*|/—"
)
_REPEATED = {
    "double quotes": '"',
    "open quotes": "“",
    "apostrophes": "'a ",
    "titles": "《",
    "brackets": "[",
    "open times": "[0",
    "times": "[0-1] ",
    "ranges": "0-1s:",
    "bare ranges": "1-2",
    "digits": "1",
    "labels": "shot 1 ",
    "第1镜": "第1镜：",
    "分镜": "镜头一（",
    "ordinals": "the first ",
    "letters": "A: ",
    "stars": "* ",
    "dashes": "-",
    "spaces": " ",
    "line ends": "\n",
    "commas": ",",
    "stops": ".",
    "colons": ":",
    "zoom": "zoom ",
    "moves": "pans left and ",
    "camera": "camera ",
    "镜头": "镜头",
    "推": "推",
    "左移右移": "左移右移",
    "从左到": "从左到",
    "跟随": "跟随女孩",
    "定格": "定格在",
    "negations": "no ",
    "不": "不",
    "adverbs": "slowly ",
    "ly": "ly",
    "one word": "a",
    "articles": "the ",
    "says": "says: ",
    "说": "说：",
    "lines": 'says "go" ',
    "cuts": "cut to aaa ",
    "sizes": "Close-up. Wide shot. ",
    "前3秒": "前3秒",
    "open titles": "【镜头1：",
    "titled times": "高潮（0-1秒）：",
    "rows": "| 1 | 0-3s | 固定 |\n",
    "circles": "in a slow ",
    "back references": "after the camera pans left ",
    "joiners": "\u200d",
    "accents": "e\u0301",
    "private": "\ue000",
    "growing": "\ufdfa",
    "mixed": "镜头pan left，",
    # What the rooms of prompts.writing.meant begin to match, over and over.
    "wishes": "would you please let us ",
    "softly": "i would really ",
    "likenesses": "like a camera ",
    "others": "his gaze, ",
    "turns of": "a turn of the camera ",
    "full turns": "make a full turn ",
    "as if": "as if we were ",
    "not until": "not until ",
    "expected": "anyone would expect the camera to ",
    "nearer": "the nearer the ",
    "sharp": "gets sharp while the ",
    "drones": "the drone ",
    "在那之前": "在那之前，",
    "先推近": "先推近，再",
    "像镜头": "像镜头",
    "想要": "想要那种",
    "routes": "one take: down a, ",
    "routes open": "take: down a b c, down ",
    "onward": "at first the a, and then ",
    "heights": "at knee height, straight ",
    "vertigo": "stretches away stays the same ",
    "several": "bees rise, ",
    "with us": ", with us ",
    "seen": "first his a b c d ",
    "where": "the camera, high by the ",
    "begin end": "begin on a, end on the whole ",
    "it does": "only then does it ",
    "own words": "with a slow tilt ",
}


def _noise() -> str:
    chance = random.Random(1)
    return "".join(chance.choice(_NOISE) for _ in range(LENGTH))


HOSTILE = {
    **{name: (scrap * LENGTH)[:LENGTH] for name, scrap in _REPEATED.items()},
    "questions": ("还是?" * 2_000)[:LENGTH],
    "numbered": "".join(f"{number}. x " for number in range(1, 1000))[:LENGTH],
    "storyboard": "".join(f"Shot {number} [{number}-{number + 1}s]: a. " for number in range(500))[:LENGTH],
    "noise": _noise(),
}
