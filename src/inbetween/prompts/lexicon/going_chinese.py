"""Chinese verbs that the camera may go by, multiplied by their complements: 飘进, 越飞越高, 推一推."""

_MORE_AND_MORE = {
    "rise": "高", "fall": "低", "near": "近|深|紧|窄", "far": "远|开|小|宽|广|松",
}  # fmt: skip
_PROGRESS = "飞拉爬飘升走推凑靠离降沉绕转跑退收贴游滑来钻冲荡缩逼变移摇压挪"
_WAYS_OF_GOING = (
    "抛掀卷托吹震挨飞飘移滑游钻溜闯探走跑爬奔掠穿跃荡闪晃踱驶潜挤冲窜漂滚跳撞切扎扑行蹿蹭凑挪蹦攀登迈踏拱摸"
    "射弹拽拖扯赶腾倒缩收抽翻拐窥流淌漫泻涌渗泄"
)
_SIDES = {"rise": "上", "fall": "下"}
_COMPLEMENTS = {
    "leave": "出来",
    "near": "出去|出|进|入|近|拢|进去|入到|进到|向前|向|上前|上前去|近前|到跟前|到面前|到眼前|到身前|到近前",
    "skim": "过|过去",
    "far": "远|离|开|远去|回去|回来|回|走|出老远|开去",
    "rise": (
        "起|高|起来|上|上去|上来|升|上到|到高处|到高空|到半空|到空中|到天上|上天|上天空|上半空|上云端|到云端|到云上"
    ),
    "fall": "下|落|下去|下来|低|下到|到地面|到地上|到水底|到井底|到谷底|到海底|到地下",
}
_AXES = "光轴|镜头轴|镜头轴线|自身轴线|自身的轴线|自身轴心|自身|自己的轴|中心轴|视轴|镜头中心"
ROUND_ITSELF = "|".join(
    f"{around}{axis}" for around in ("绕", "绕着", "围绕", "围绕着", "沿", "沿着") for axis in _AXES.split("|")
)
"""What turns so turns over where it is: 绕光轴旋转."""
TO_AND_FRO = "|".join(f"{verb}来{verb}去" for verb in "钻飞游走跑晃荡窜穿飘转滑跳蹦逛绕")
"""Going to and fro leads nowhere."""
GOING = {
    kind: "|".join(
        [verb + complement for complement in line.split("|") for verb in _WAYS_OF_GOING]
        + [
            f"{way}{side}{verb}"
            for side in _SIDES.get(kind, "")
            for way in "往向朝"
            for verb in _WAYS_OF_GOING
            if verb != "翻"
        ]
        + [f"越{verb}越{end}" for end in _MORE_AND_MORE.get(kind, "").split("|") for verb in _PROGRESS if end]
    )
    for kind, line in _COMPLEMENTS.items()
}
"""Verbs that the camera may go by, whichever way it goes: 飘进, 溜过. ``VERBS`` has those that mean more."""

_SINGLE = {
    "push": "推", "pull": "拉", "pan": "摇", "whip": "甩", "turn": "转扫", "rise": "升", "fall": "降", "orbit": "绕",
    "far": "退", "raise": "抬仰", "bow": "压俯", "follow": "跟", "travel": "移挪让靠挨凑动滑飘",
}  # fmt: skip
TRIED = {
    kind: "|".join(f"{verb}一{verb}|{verb}了{verb}|{verb}上一{verb}" for verb in verbs)
    for kind, verbs in _SINGLE.items()
}
"""A verb told twice is the same verb, done a little: 推一推."""
