"""What Chinese prompts from Hong Kong and Taiwan call otherwise, once ``traditional`` has read it."""

CAMERA = "个镜|支镜|部机|个镜头|支镜头"
NOT_CAMERA = "个镜子|个镜框|个镜面|支镜框|部机器"
"""Things that begin like the camera."""
NEGATIONS = "不使|不驶"
STILL = "不要郁|不郁|没郁过|没郁"
VERBS = {
    "act": "贴住|挨住",
    "shoot": "影住|影着|影返",
    "gaze": "望上|望落",
    "follow": "跟实|跟住|追住|跟埋|追埋",
    "orbit": "围住|绕住|兜住",
    "near": "埋近|行近|行埋|行入|行过去|行前|向前行|往前行|一路向前行|推埋|影埋|凑埋|飞埋",
    "far": "行后|向后行|往后行|退后行|行远",
    "rise": "飞高|升上去",
    "fall": "落低|飞落|落返",
}
"""Verbs by what they do to the camera, as in ``camera_chinese.VERBS``."""
DOLLY_ZOOM = "希区考克|希区考克变焦|希区考克式变焦|希区考克镜头|希区考克式|希治阁变焦|希治阁式变焦"
