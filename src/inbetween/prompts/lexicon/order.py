"""The words for what comes first, next, last or at the same time, in both languages."""

UP_TO_THEN = "until then|up to then|up until then|till then|before then|until that moment|up to that point"
MEANWHILE = "|".join(
    f"{at} {which}{moment}"
    for at in ("at", "in")
    for which in ("the same ", "the very same ", "that same ", "exactly the same ", "one and the same ")
    for moment in ("time", "moment", "instant", "second", "breath", "stroke", "go", "movement", "motion")
)
MEANWHILE += "|at that very moment|all the time|the whole time|in one go|in one breath|in a single breath"
SEQUENCE = (
    "levels off|levels out|straightens out|evens out|flattens out|ends with|ending with|end with|finishes with|"
    "finishing with|finish with|concludes with|concluding with|ends in|"
    "ending in|ends on|ending on|culminating in|culminates in|transitions into|transitioning into|turns into|becomes|"
    "ends by|end by|ending by|finishes by|finish by|finishing by|concludes by|"
    "leading into|→|- >|= >|其次|第一步|第二步|第三步|then|and then|before|finally|next|followed by|"
    "followed immediately by|"
    "afterwards|afterward|eventually|"
    "until|lastly|later|after that|after which|subsequently|ultimately|and finally|in the end|at the end|"
    "又一路|再一路|然后一路|接着一路|随后一路|最后一路|然后|接着|随后|最后|最终|再|之后|继而|紧接着|接下来|此后|而后|后来|转而|后|随即|先|首先|起初|再次|"
    "然后再|最后再|接着再|随后再|直到|结尾|末尾|尾声"
)

ALONGSIDE = (
    f"{MEANWHILE}|"
    "on the way|all the while|in doing so|as it does|as it does so|as it goes|while doing so|in the process|"
    "at the same time|simultaneously"
)
"""Behind a move these say that it runs together with the one before."""

SIMULTANEOUS = (
    f"{MEANWHILE}|"
    "in doing so|on the way|all the while|as it does|as it does so|as it goes|while doing so|in the process|一路|"
    "其间|期间|一并|途中|"
    "with a|with an|+|&|过程中|while|whilst|as|simultaneously|at the same time|also|combined with|coupled with|"
    "together with|"
    "along with|plus|all while|both|but also|in combination with|as well as|同时|一边|一面|边|并|并且|且|"
    "结合|配合|加上|伴随|与此同时|以及|搭配|不仅|而且|同步|兼|伴有|叠加"
)
"""What joins two moves: one after the other, or together."""

PARTS = {
    "first": "开头|一开头|最开始|最开头|一开始|起初|起先|开场|起幅|起手",
    "middle": "中间|中段|中途|当中",
    "last": "结尾|收尾|末尾|尾声|最后|最终|落幅|收官|压尾",
}
"""With these a Chinese clause says in which part of the shot it comes: 收尾是拉远，开头是推近."""

CHINESE_BEFORE = "之前|以前|的前一刻|的前一秒|的前一瞬|前一刻|前夕|的前夕"
"""Behind a move: what is told next comes before it."""

_LAST = "最后|末尾|结尾|最末|压轴|后头|最后面"

CHINESE_LAST = "|".join(
    [
        f"{put}{end}"
        for put in ("放在", "放到", "留到", "留在", "留给", "摆在", "排在", "排到")
        for end in _LAST.split("|")
    ]
    + [
        f"是{end}{part}"
        for end in ("最后", "结尾", "末尾")
        for part in ("的事", "一步", "的动作", "才做的", "一个动作")
    ]
)
"""Behind a move: it comes last, though it is told first."""

BACKWARDS = {
    "front": (
        "at the beginning|at the start|at the very start|at the very beginning|at the outset|to begin with|"
        "to start with|initially|in the beginning|first of all|at first|the first is|the first move is|"
        "the first one is|start with|starts with|start by|starts by|begin with|begins with|begin by|begins by|"
        "open with|opens with"
    ),
    "earlier": (
        f"{UP_TO_THEN}|before ,|before that ,|before that it|before that we|before that the camera|before this ,|"
        "beforehand|beforehand ,|but first|but first ,|but before that|"
        "but before that ,|not before|but not before|though not before|preceded by|follows the|follows a|"
        "comes after the|comes after a|"
        "in between|in between ,|"
        "in between the two|in between the two ,|in between these|in between these ,"
    ),
}
"""What is told later with these comes first of all, or before the move told last."""
