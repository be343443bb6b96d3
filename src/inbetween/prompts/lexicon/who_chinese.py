"""Chinese nouns that are the camera, or may be."""

_FLYING = "|".join(
    carrier + what
    for carrier in ("直升机", "航拍机", "空拍机", "热气球", "滑翔机", "飞机", "无人机", "穿越机")
    for what in ("视角", "航拍", "镜头", "俯拍", "拍摄", "画面", "视野", "俯瞰")
)

CAMERA = (
    "推拉摇移|镜头|相机|摄像机|摄影机|摄像头|机位|低机位|高机位|视角|画面|无人机|航拍|航拍机|空拍机|穿越机|镜位|运镜|长镜头|一镜到底|"
    "慢镜头|空镜头|主镜头|镜头语言|镜头运动|航拍镜头|手持镜头|特写镜头|全景镜头|中景镜头|近景镜头|远景镜头|"
    "第一视角|主观镜头|主观视角|摄影镜头|视点|视线镜头|第一人称视角|摇臂|吊臂|斯坦尼康|云台|取景框|画框|视野|"
    "想象我们|想象自己|仿佛我们|如同我们|好像我们|观众的视线|观者的视线|观众视线|观众的目光|观众的视角|我们的视线|我们的视角|我们的目光|镜头视角|"
) + _FLYING
"""Nouns that are the camera wherever they act."""

PERHAPS_CAMERA = "我们|观众|观者|视线"
"""Who looks through the camera where a verb of its own follows at once: 我们跟在他身后, 视线缓缓上移."""
