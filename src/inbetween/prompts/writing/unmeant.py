"""What is said without being meant is blanked: likenesses, what is taken back, questions, and pictures in pictures."""

import re

_MOVES = "pan|tilt|zoom|dolly|push|pull|orbit|crane|track|truck|roll|move|movement|shot|camera"
_SCREENS = (
    "tv|tv set|television|telly|monitors?|monitor screen|laptop|phone|phone screen|tablet|projector|projector screen|"
    "billboard|cinema screen|movie screen|screens?|video wall|drive in screen|video game|videogame|arcade machine|"
    "screen of [^,.;]{2,30}"
)
_CLAUSE = r"(?:^|(?<=[,.。;:!?\n]))"
_SENTENCE = r"(?:^|(?<=[.。!?;:\n]))"
_OUT = "不要了|不用了|不用|免了|算了|取消|作废|都不要|都别用|都不许|都不需要|全不要"
_AWAY = "in|out|up|down|left|right|forwards?|backwards?|sideways|upwards?|downwards?|to the left|to the right"
_TAKEN_BACK = (
    # *A man walks by, head down, hands in his pockets* is a posture.
    r"(?<=,) ?head (?:down|up|back|low|high|forward)(?=[,.;!?\n]|$)",
    # *None of the usual push-ins, instead ...*
    _CLAUSE + r" ?none of (?:the|those|these|your) [^,.;:!?\n]{2,40}",
    # *Neither up nor down, neither in nor out: the camera ...*
    _CLAUSE + rf" ?neither (?:{_AWAY}) nor (?:{_AWAY})\b",
    # *Less a zoom than a slow slide*; 与其说是摇，不如说是移。
    r"\b(?:less|not so much)(?: of)? (?:an? |the )?[^,.;:!?\n]{2,40}? (?:than|as)\b(?= )",
    r"与其说[^.。;!?\n]{1,40}?(?=,? ?(?:倒)?不如说?)",
    # *Forget the pan I mentioned*; 上摇下摇都不要。
    (
        r"\b(?:forget|ignore|scrap|scratch|cancel|ditch|disregard|skip|omit|spare us|leave out|never mind|no need for)"
        rf" (?:about )?(?:the|that|any|all|what|my|those|every)\b[^,.;:!?\n]{{0,60}}\b(?:{_MOVES})\w*"
        r"[^,.;:!?\n]{0,40}"
    ),
    rf"{_CLAUSE}[^,.。;:!?\n]{{2,30}}?(?:就|都|也|全|统统|一律|一概|通通)?(?:{_OUT})(?=[,.。;!?\n]|$)",
    # *The crane shot that everybody expects does not come*; *tilt, no; zoom, yes*.
    (
        rf"\b(?:the|a|an|any|every) (?:\w+ )?(?:{_MOVES})\w*(?: shot| move)?"
        r"(?: (?:that|which|everybody|everyone|you|we|they)\b[^.;,!?\n]{2,40})?"
        r" (?:does not|doesn't|never|will not|won't) (?:comes?|happens?|arrives?|takes? place)\b"
    ),
    rf"\b(?:{_MOVES}), (?:no|nope|never)(?=[;.!])",
    # *As steady as if it were on a tripod, the camera follows.*
    _SENTENCE + r" ?as (?!soon|long|far|well)\w+ as [^.;!?,\n]{2,60},",
    # *It would be wrong to zoom here*; *resist the urge to push in*.
    (
        r"\b(?:(?:it (?:is|would be|might be)|it's) (?:wrong|a mistake|too early|too soon|tempting|pointless|silly)"
        r"|(?:there is|there's|with|see) no (?:need|reason|point|room|call)|no (?:need|reason|point|call)"
        r"|(?:resist|resists|resisting|fights?|ignores?) (?:the|every|any|its) (?:urge|temptation|impulse|wish))"
        r" (?:to|in|for|of) [^,.;:!?\n]{2,60}"
    ),
    # *Zoom is not allowed.*
    (
        _SENTENCE + rf"[^.!?;:,\n]{{0,40}}\b(?:{_MOVES})\w*[^.!?;:,\n]{{0,20}} (?:is|are) "
        r"(?:(?:not|never) (?:allowed|wanted|needed|permitted|required|necessary|desired|welcome)"
        r"|forbidden|banned|prohibited|unwanted|off limits|out of the question)(?=[,.;!?\n]|$)"
    ),
    # *Panning shot? No.* *Up or down? Up.*
    _SENTENCE
    + r"[^.!?;:\n]{3,120}\? ?(?:no|nope|never|not needed|not necessary|not wanted|unnecessary|forget it|hardly|neither|"
    r"not at all|not here|not today|not this time|absolutely not|don't)\b",
    _SENTENCE + r"[^.!?;:\n]{3,80}(?:\bor\b|还是)[^.!?;:\n]{2,80}\?",
    _SENTENCE + r"[^.。!?;:\n]{2,60}\? ?(?:不要|不用|不是|不行|不对|不|别)(?=[,.。!?;])",
    # 她说镜头会下降，其实镜头升了起来。
    (
        r"(?:说|以为|说好|本以为|原以为|本来要|原本要|本来想|原本想|本该|原计划|原定)[^.。;!?\n]{0,30}?"
        r"(?=,(?:后来|最后|最终|于是|又|还是)?(?:回头一看|一看|转身一看|谁知|哪知|其实|结果|实际上|没想到|但|可|不料|却|现在|改成))"
    ),
)
_OURS = r",? (?:while|but) (?:our|the) (?:own )?(?:camera|shot|view|frame)\b"
_ON_SCREENS = (
    # *On the TV a drone climbs over the mill.*
    (
        rf"(?:^|(?<=[.;!?\n] ))(?:on|inside|in) (?:the|a|an|my|his|her|their|its|every|one)(?: [a-z']+){{0,2}}"
        rf" (?:{_SCREENS})\b(?!'s),? [^.;!?\n]{{3,160}}?(?=[.;!?\n]|$|{_OURS})"
    ),
)
_FILMS = (
    "newsreel|film|movie|home movie|cartoon|footage|clip|video|trailer|map|recording|broadcast|live feed|feed|replay|"
    "advert|commercial|documentary|slideshow|animation|programme|show"
)
_SHEETS = _SCREENS + "|bedsheet|bed sheet|display|wall|dashboard|jumbotron"
_SHOWN = (
    # *The newsreel on the church hall screen zooms out from a steamship, and ...*
    (
        rf"\b(?:{_FILMS}) (?:\w+ )?(?:on|in|across) (?:(?:the|a|an|his|her|their|its|my|every|one) )?"
        rf"(?:[\w'-]+ ){{0,3}}?(?:{_SHEETS})\b[^,.;!?\n]{{3,120}}"
    ),
    # *A projector throws a home movie on the wall; in it the camera pans left.*
    rf"\b(?:{_FILMS})\b[^.!?\n]{{0,50}}[;,. ] ?in (?:it|which|them),? (?:the|a) (?:camera|lens) [^.;!?\n]{{3,120}}",
    # *In her mind a camera pulls back from the cradle.*
    (
        r"\b(?:in|before) (?:his|her|their|my|your|the \w+'s) (?:mind|mind's eye|inner eye|memory|head|imagination"
        r"|dreams?|thoughts),? an? (?:\w+ )?(?:camera|lens|drone) [^.;!?\n]{3,120}"
    ),
    # *The monitor shows a dolly shot of a castle.*
    rf"\b(?:{_SCREENS}|film|movie|cartoon|newsreel|painting|poster|photograph)(?: \w+)? "
    r"(?:shows?|plays?|displays?|replays?|flickers with|is showing|is playing) [^.;!?\n]{3,160}?(?=[.;!?\n]|$|"
    + _OURS
    + ")",
)
_NONE = r"(?:none|nil|null|zero|no|off|false|n/a|nothing|absent|0(?![.\d:])|无|没有|零|不要|不用|关)"
_SWITCHED_OFF = (
    # *zoom: off*
    (
        r"\b(?:zooms?|pan|panning|tilt|roll|dolly|orbit|truck|crane|push|pull|shake|handheld|cuts?|变焦|推拉|横摇"
        rf'|摇移|环绕|推镜|拉镜|抖动|手持)[ "]{{0,2}}[:=] ?{_NONE}\b'
    ),
)
_UNMEANT = tuple(re.compile(pattern) for pattern in (*_SWITCHED_OFF, *_TAKEN_BACK, *_ON_SCREENS, *_SHOWN))
_UNMOVED = re.compile(
    r"(?:\b(?:camera (?:movement|motion|work|moves?|action)|camerawork|camera|(?:movement|motion) of the camera"
    rf"|movement)|运镜(?:方式)?|镜头运动|镜头|机位运动|相机运动|摄影机运动) ?(?:[:=]| -) {{0,2}}{_NONE}(?!\w| of\b)"
)
"""*Camera movement: none* is a camera that stands."""
_EYE = "(?:camera|lens|frame|shot|view|framing|viewpoint|tripod)"
_UNWISHED = r"(?:\b(?:i|we)(?: would|'d)? )?(?:do not|don't|rather not) (?:want|need|have|wish for|like)"
_REFUSING = (
    rf"(?:(?:{_UNWISHED}|not|without) (?:any|even a|the (?:slightest|least|smallest|faintest)|a (?:bit|hint|trace) of)"
    r"|no|without|zero|not a single)"
)
_RESTS = (
    r"(?:(?:stays?|keeps?|stands?|staying|standing|keeping|remains?|remaining|holds|holding) (?:\w+ly )?"
    r"(?:still|put|fixed|motionless|steady|where it is)"
    r"|(?:does not|doesn't|never|will not|won't|is not|isn't) (?:ever )?(?:moves?|stirs?|budges?|moving|stirring)"
    r"|at rest)"
)
_THE_ONE = (
    r"\b(?:(?:the|one) (?:one |only |sole |single )?(?:thing|one)|what|all)(?: (?:that|which|who))?"
    rf" {_RESTS}(?: (?:here|at all|in|through|throughout|during|amid)(?: [a-z]+){{0,4}}?)?"
)
"""*The one thing that stays still is the camera*."""
_STIRS_NOT = re.compile(
    rf"\bnothing (?:behind|about|around|in) (?:the|our) {_EYE} (?:ever )?(?:stirs|moves|changes|shifts)"
    rf"|\bnothing (?:moves|stirs|changes|shifts) (?:behind|about) (?:the|our) {_EYE}"
    rf"|\b(?:nobody|no one|no hand) (?:ever )?(?:touches|moves|operates|holds|turns|steers) the {_EYE}"
    rf"|\bit(?: is|'s| isn't| is not)(?: not)? the {_EYE} (?:that|which) (?:moves|is moving|turns|rises|rotates)"
    rf"|\b(?:moves?|turns?|stirs?|rises?|rotates?), not the {_EYE}\b"
    # *The camera moves neither in nor out*; *I do not want any movement of the camera*; *no need to move the camera*.
    rf"|\b(?:the )?{_EYE} (?:should |may |must |will |to )?(?:moves?|goes|go|turns?|stirs?|travels?|drifts?) neither"
    r" [^.,;:!?\n]{2,60}"
    rf"|\b{_REFUSING} (?:movement|motion|moves?) (?:of|by|from|on the part of) the {_EYE}\b"
    r"(?! (?:[a-z]+s|crew|man|operator|bag|strap|but|except|other|besides)\b)"
    rf"|\b{_UNWISHED} any camera (?:movement|motion|moves?)(?: at all)?(?= ?[.,;:!?]|$| in this| here)"
    rf"|\b(?:the|our) {_EYE} is {_THE_ONE}"
    rf"|{_THE_ONE} is (?:the|our) {_EYE}\b(?! (?:of|in|on|that|which)\b)"
    rf"|\bno need (?:to move the {_EYE}|for the {_EYE} to move)"
    rf"|\bthe (?:view|picture|frame|framing|composition|image)(?: from [^.,;:!?\n]{{3,30}})? (?:stays|remains|is kept)"
    r" (?:exactly |just )?as it (?:is|was)\b"
    rf"|\b(?:neither|nor) (?:are|do|does|is|will|has|have) (?:we|the {_EYE})(?= *[.,;!?]|$)"
    r"|\bnothing (?:should|may|must|is to|is allowed to) (?:ever )?(?:move|stir|change) (?:except|but|save|apart)\b"
    r"|\b(?:has|have|had) (?:left|put|placed|set|forgotten|propped|parked|laid)(?: down| up)? (?:the|a|their) camera"
    r"(?: running| rolling| on)? (?:on|in|at|by|under|against|behind)\b"
    rf"|\bnothing [^.;,!?\n]{{0,30}}(?:moves|stirs|changes),? (?:the|our) {_EYE} included\b"
    rf"|\bkeep (?:the |this )?(?:same |exact )?(?:{_EYE}|angle|composition)"
    rf"(?:(?: and|,) (?:the )?(?:angle|composition|position|distance|{_EYE}))+ (?:exactly |just )?"
    r"(?:as (?:it is|they are|in the \w+)|the same|unchanged)\b"
    rf"|\bnothing [^.;,!?\n]{{0,30}}(?:moves|stirs|changes),? (?:including|nor does|not even) (?:the|our) {_EYE}\b"
)
"""*Nothing behind the camera stirs*; *it's not the camera that moves*: it stands."""
_AS_PUT = re.compile(
    r"(?:像|跟|好像|就像|仿佛|如同|犹如)(?:是|把)?[^,.。;!?\n]{0,4}(?:相机|摄影机|摄像机|机器|机子|手机|镜头|监控|"
    "三脚架)"
    r"[^,.。;!?\n]{0,5}(?:搁|放|摆|架|搭|钉|固定|焊|粘|绑|长)[^,.。;!?\n]{1,10}?(?:一样|一般|似的|那样|般|"
    "(?=[,.。;!?\n]|$))"
    r"|\b(?:as if|as though|like|as) (?:\w+ ){0,5}(?:left|put|placed|set down|sitting|resting|mounted|propped"
    r"|glued|nailed|bolted|screwed|fixed|fastened|welded|chained|tied)(?: (?:the|a|our) (?:camera|lens))?"
    r" (?:up )?(?:on|in|against|to) (?:a|an|the|its|some) \w+"
)
"""*As if somebody had left it on a shelf* stands too."""


def standing(text: str) -> str:
    """Return ``text``, of equal length, with all that says that nothing moves the camera as a camera that stands."""
    return _AS_PUT.sub(_put, _STIRS_NOT.sub(_standing, _UNMOVED.sub(_standing, text)))


def without_unmeant(text: str) -> str:
    """Return ``text`` with what is not meant blanked, of equal length."""
    for pattern in _UNMEANT:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _put(match: re.Match[str]) -> str:
    """Return a standing camera for a likeness that can only be one, else the likeness itself."""
    seen = any(thing in match[0] for thing in ("camera", "phone", "tripod", "it ")) or not match[0].isascii()
    return _standing(match) if seen else match[0]


def _standing(match: re.Match[str]) -> str:
    stands = ("static camera", "static") if match[0].isascii() else ("固定镜头", "静")
    return next(words for words in stands if len(words) <= len(match[0])).ljust(len(match[0]))
