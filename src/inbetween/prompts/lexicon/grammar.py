"""The small words between verbs and directions, in both languages: borders, order, negation, who and where."""

from inbetween.prompts.lexicon.order import MEANWHILE, UP_TO_THEN

_SLIPS = "|".join(
    sigh + did + wrong
    for sigh in ("", "哦", "噢", "啊", "呃", "哎", "唉", "抱歉", "不好意思")
    for did in "说写打搞弄记讲标看想填"
    for wrong in ("错了", "反了", "岔了", "混了")
)
CORRECTIONS = _SLIPS + (
    "|"
    "no wait|wait no|no , sorry|sorry , no|no , wait|wait , no|oh no|actually no|make that|correction|typo|hmm no|"
    "hm no|oops|sorry no|no sorry|on second thought|算了|错了|打错了|口误|no no|, no ,|"
    "scratch that|strike that|i mean|i meant|or rather|"
    "不对不对|笔误|手误|更正一下|纠正一下|收回|收回刚才的话|我改一下|应该说|准确说|准确地说|确切地说|或者说|"
    "不对|哦不对|噢不对|啊不对|呃不对|哎不对|哦不|噢不|啊不|不不|不不不|说错了|写错了|我是说|我的意思是|更正"
)
"""Behind these stands what was meant instead of the move before."""

BORDERS = {
    "correction": CORRECTIONS,
    "and": "and|as well as",
    "then": (
        "then|and then|right until|right up until|only then|and only then|then and only then|followed by|"
        "followed immediately by|until|till|till finally|after which|whereupon|at which point|upon which|"
        "and finally|and lastly|next|and next"
    ),
    "but": "but|yet|although|though|however|whereas",
    "while": "while|whilst|as|at the same time as|and simultaneously|and at the same time|all while|just as",
    "before": "before|prior to",
    "after": "after|once|as soon as|having|upon|only after|only once",
    "when": "when|whenever|only when",
    "who": (
        "wherever|everywhere|so that|so the|so we|so you|so that|so he|so she|so it|so they|who|which|that|where|whose|"
        "because|so that|with a|"
        "with the|with its|with his|with her|with their|with an"
    ),
    "or": "or|nor",
    "earlier": "此前|在那之前|在此之前|在这之前|那之前|这之前|在那以前|在此以前|在这以前|那以前|在那前面",
    ",": ",|、|(|)|/| - |-|~|·",
    ";": ";|*|:|=|[|]|【|】|{|}|<|>",
}
"""Where an English clause ends, by what the border says. 、 and brackets serve both languages."""


NEGATIONS = (
    "none of the usual|none of the|none of those|none of your|anything but|used to|was going to|were going to|"
    "was supposed to|were supposed to|was meant to|was about to|"
    "could have|might have|would have|should have|was tempted to|is tempted to|had wanted to|had meant to|"
    "at no point|at no time|not once|on no account|under no circumstances|by no means|in no way|far from|"
    "hasn't|haven't|hadn't|has not|have not|had not|wasn't|weren't|was not|were not|"
    "no longer|no|not|never|without|without any|avoid|avoiding|instead of|rather than|zero|neither|nor|"
    "free of|don't|doesn't|dont|doesnt|wont|isnt|didnt|cant|arent|didn't|isn't|won't|can't|cannot|do not|"
    "does not|did not|no more|absent|lacking|"
    "none of the|none of those|none of these|none of your|"
    "refrain from|minus|devoid of|must not|should not|shouldn't|aren't|never once|不要|不是|并非|并不是|而非|"
    "我不想要|我不要|我不想|我不希望|不想要|不希望|不建议|用不着|犯不着|没必要|"
    "不需要|不用|没有|无需|避免|禁止|切勿|杜绝|拒绝|不做|不再|不得|不准|别|勿|无|不|没|不会|不许|不能|并不|"
    "并没有|并未|未|毫无|从不|不必|不可|切忌|去掉|请勿|不进行|不使用|未曾|绝不|非|不敢|不愿|不想|无法|没法|未能|"
    "来不及|顾不上|忘掉|忘了|放弃|省掉|省去|跳过|舍弃|没能|难以|不忍|舍不得"
)
NOT_NEGATIONS = (
    "not only|not just|not merely|no longer than|no sooner|nothing but|not until|no matter|不断|不停|不停地|"
    "不断地|不仅|不但|不只|不光|不时|不久|不禁|不由|不一会|不一会儿|不同|不远|不远处|无尽|无限|无边|无数|"
    "无垠|无论|不知|不知不觉|不住|不经意|不规则|不平|不安|无声|毫不|特别|分别|别致|别墅|告别|区别|别人|未来|"
    "别一下|别一下子|别太|别得太|别过于|不要太|不要过于|勿过|不要一下子|非常|无比|没落|不已|不动声色|无缝|无缝衔接|"
    "不间断|不紧不慢|不急不慢|不疾不徐|没入|淹没|不透明|是非"
)
"""No move is made of what stands behind the first; the second only look like them."""

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "1", "2", "3", "4", "5", "6", "7",
    "8", "9", "10", "couple", "few",
)  # fmt: skip
_TIMES = "|".join(
    f"{when} the {which} {number}{of} second{s}"
    for when in ("in", "over", "during", "for", "within")
    for which in ("first", "next", "last", "final", "opening", "closing", "remaining", "following", "initial", "other")
    for number in _NUMBERS
    for of in ("", " of")
    for s in ("", "s")
)
_AT_ONCE = "|".join(
    f"in {one}{fluid} {take}"
    for one in ("one", "a", "a single", "one single")
    for fluid in (
        "",
        " continuous",
        " unbroken",
        " fluid",
        " smooth",
        " seamless",
        " long",
        " uninterrupted",
    )
    for take in ("shot", "take", "motion", "move", "movement", "sweep")
)
SKIPPED = (
    f"{_TIMES}|{_AT_ONCE}|{MEANWHILE}|{UP_TO_THEN}|"
    "mm|"
    "might as well be|may as well be|could as well be|could just as well be|as well|all the while|in doing so|"
    "on the way|as it does|as it does so|as it goes|in the process|"
    "never stops|never stop|seems to|seem to|appears to|is about to|proceeds to|proceed to|gets to|has to|needs to|"
    "tries to|wants to|manages to|decides to|goes on to|doesn't stop|does not stop|without stopping|keeps on|"
    "bullet time|hyperlapse|"
    "hyper lapse|timelapse|speed ramp|speed ramping|begin to|begins to|continues to|continuing to|in slow mo|"
    "in slow motion|slow mo|slow motion|start to|starts to|time lapse|very|slow|fast|also|further|farther|"
    "just|ever|so|all the way|straight|again|now|first|once|more|even|at once|a little|a bit|slightly|quick|"
    "smooth|steady|gentle|subtle|rapid|sudden|gradual|dramatic|extreme|soft|slight|faint|tiny|small|brief|"
    "sharp|hard|low|high|long|close|closely|handheld|hand held|cinematic|aerial|sweeping|continuous|seamless|"
    "dynamic|final|simple|clean|quiet|measured|controlled|graceful|elegant|fluid|lazy|patient|light|delicate|"
    "minimal|tight|wide|full|half|complete|single|one|another|reverse|deliberate|creeping|camera|upward|"
    "downward|lateral|linear|vertical|horizontal|circular|steadicam|gimbal|drone|ultra|super|quite|rather|"
    "really|too|somewhat|about|almost|nearly|still|ever so|ever so slightly|a touch|a tad|a few steps|few|"
    "steps|inches|meters|metres|feet|degrees|degree|°|in one motion|in a smooth motion|in one smooth motion|"
    "in a single motion|in slow motion|in one continuous take|to reveal|intimate|epic|majestic|hypnotic|"
    "dreamy|deep|shallow|modest|exaggerated|aggressive|snappy|frantic|energetic|whip|crash|snap|smash|"
    "super slow|medium|macro|moderate|constant|uniform|accelerating|decelerating|gliding|flowing|floating|"
    "barely|perceptible|noticeable|unhurried|languid|fpv|parallax|stabilized|stabilised|tracking|moving|"
    "in this take|in this shot|in this one|in this version|in this scene|this time|for once|itself|"
    "already|a quarter turn|half a turn|a half turn|a quarter circle|step by step|inch by inch|little by little|"
    "one after another|one after the other|one at a time|"
    "bit by bit|frame by frame|one by one|ahead of|in front of|"
    "in the opposite direction|in the same direction|in that direction|"
    "in the other direction|in this direction|"
    "around its own lens axis|around its lens axis|around the lens axis|about the lens axis|about its lens axis|"
    "on its lens axis|around its optical axis|around the optical axis|around its own centre|"
    "the opposite way|the other way|way|its way|our way|on its way|around its own axis|around its axis|on its own axis|"
    "on its axis|about its axis|around itself|"
    "on the spot|about its own axis|a couple of seconds|a few seconds|a second|a moment|a beat|a while|"
    "a heartbeat|a short pause|"
    "a brief pause|a pause|several seconds|half a second|a second or two|a moment later|seconds later|moments later|"
    "always|all the time|the whole time|around its middle axis|around its middle|about its middle|"
    "short|little|bit|ground level|eye level|low angle|high angle|even|whole|entire|over three seconds|back"
)
"""English words that may stand between a verb and its direction, or before an order, besides those in -ly."""

NO_ADVERB = (
    "family|fly|butterfly|belly|lily|july|supply|assembly|jelly|bully|rally|reply|ally|italy|homily|anomaly|"
    "dragonfly|firefly|lonely|elderly|curly|ugly|friendly|lovely|lively|holy|silly|chilly"
)
"""English words in -ly that are none."""

LEADS = (
    "i'd rather|i would rather|i'd prefer|i prefer|want|do you want|you want|yes|yep|yeah|instead|rather|a|an|the|"
    "and|then|next|finally|also|but|first|now|"
    "meanwhile|again|with|by|use|using|do|maybe|perhaps|possibly|ideally|preferably|kindly please|how about|what about|"
    "afterwards|afterward|later|later on|a bit later|a little later|thereafter|eventually|presently|soon|soon after|"
    "shortly after|shortly afterwards|lastly|subsequently|ultimately|after this|only then|only afterwards|"
    "in due course|by and by|at length|straight after|right after that|straight after that|first thing|just then|"
    "make|has|been|please|pls|plz|kindly|can you|could you|i want|i need|i'd like|start with|start by|starts with|"
    "starting with|begin with|begins with|begin by|"
    "beginning with|end with|ends with|ending with|end by|ends by|ending by|finish by|finishes by|finishing by|"
    "conclude by|concludes by|followed by|only|only a|just a|shot with|shot in|shot as|"
    "filmed with|filmed in|filmed as|presented as|captured with|captured in|featuring|add|apply|perform|"
    "performs|execute|have|let|let's|is|be|effect|style|motion|one|two|three|four|five|type|here|there's|"
    "there is|it's|in|for|on|ends in|ends on|opens with|opening with|opens on|closing with|over|seconds|"
    "second|during|at|at last|are|was|were|'re|'ll|being|gets|some|this|some sort of|kind of|via|to|into|plus|"
    "after that|after a moment|afterwards|afterward|thereupon|"
    "at the end|in the end|both|after a beat|suddenly|at first|initially"
)
"""English words before an order or a bare noun phrase."""

ARTICLES = (
    "a bit of a|a little bit of a|a touch of a|a hint of a|a tiny bit of a|a tiny bit of an|a|an|the|his|her|their|its|"
    "my|our|your|this|that|these|those|some|each|every|two|three|several|many|of"
)
PEOPLE = "he|she|they|i|man|woman|boy|girl|who|him|child|person|people|kid|dancer|player"
IT = "it"
PRONOUNS = "he|she|they|i|you"

OBLIQUE = (
    "in|inside|within|at|to|toward|towards|past|into|facing|faces|face|holds|holding|hold|from|by|of|behind|"
    "near|his|her|their|my|your|carrying|carries|grabs|raises|lifts|on|for|via|before|against|takes|"
    "takes out|takes off|picks up|uses|aims|aiming|points|pointing|sees|turns to|hides from|beside|onto|off|"
    "in front of|front of|around|beyond|through|across|along|about|under|over|above|below|between|ignoring|"
    "toward their|cleans|cleaning|adjusts|adjusting|loads|sets up|sets down|puts down|drops|touches|wears|"
    "wearing|smiles at|looks into|look into|looking into|looking at|look at|looks at|stares into|stares at|"
    "staring at|staring into|gazes into|waves at|waving at|winks at|next to|breaks|blocks|bumps"
)
"""Before a camera noun: the camera is somebody's thing, not the one who acts."""

NO_CAMERA = (
    "operator|operators|assistant|assistants|team|owner|body|hood|cleaner|lens cap|trap|museum|manual|repairman|"
    "seller|girl|guy|boy|pilot|"
    "bag|store|shop|flash|phone|man|woman|crew|strap|lens cap|on the table|on the desk|on the shelf|"
    "on a table|on a desk|on a shelf|in his|in her|in hand|in the hand|on his|on her|around his|around her|"
    "hanging|obscura|club|collection|roll of|battery|case|drone|display|stand|mount|museum|poster|repair|button|app|"
    "aisle|counter|vendor|collector|fair|on a strap|on its strap|on it|beside it|inside it"
)
"""Behind a camera noun: it is a thing."""

CHINESE_OBLIQUE = (
    "冲|顺着|沿着|贴着|绕着|围着|围绕着|环绕着|背着|离开|躲开|避开|躲着|躲过|避过|挨着|碰到|碰|撞到|捂住|捂着|敲|敲着|吻|舔|叼走|擦过|"
    "推开|拨开|挪开|擦|关掉|对着|对|对准|向|朝|朝着|冲着|看着|看|看向|面对|面对着|面向|走向|望向|望着|盯着|盯住|"
    "举起|举着|拿|拿着|"
    "拿起|扛着|背着|端着|架起|抬起|放下|按下|凝视|直视|飞向|奔向|跑向|靠近|远离|注视|注视着|迎向|冲向|离|"
    "面朝|朝向|正对|正对着|背对|背对着|直面|瞥向|转向|擦拭|擦着|调整|摆弄|戴着|挂着|递给|回望|撞向|扑向|"
    "对准了|逗弄|挡住|遮住|遮挡|走近|贴近|凑近|伸向|扔向|看了看|看了一眼|瞪着|瞄准|走到|来到|跑到|冲着|指向|"
    "指着|指了指"
)
"""Before 镜头 and the like: somebody looks at it, goes to it or holds it."""

CHINESE_PLACES = (
    "前|里|中|内|外|边上|后面|后方|下方|旁|左侧|右侧|左边|右边|中央|中间|中心|上的|的|前方|前面|里面|之中|之外|"
    "外面|左上角|右上角|左下角|右下角|上方|右方|左方|远处|近处|深处|边缘|背景|前景|一角|主体|主角|焦点|下|"
    "下的|正中|正中央|顶部|底部|一侧|两侧|左|右|后|整体|风格|色调|质感|细腻|唯美|充满|语言|中的|里的|前的|"
    "内的"
)
"""Behind 镜头 or 画面: the place in the picture where something is, not who acts."""

CHINESE_PREPOSITIONS = (
    "与|和|给|冲着|奔着|迎着|直奔着|从|由|自|沿|沿着|顺着|围绕|围绕着|绕着|环绕着|向|朝|朝着|往|对着|以|将|把|随|"
    "随着|跟着|在|越过|穿过|"
    "经过|绕过|越|跟随|用|借助|通过|贴着"
)
CHINESE_SKIPPED = (
    ("走到尽头|到了尽头|走到头|走到底|走到最后|几乎察觉不到|察觉不到|难以察觉|不易察觉|几乎看不出|不知不觉|")
    + "|".join(f"一{count}一{count}|一{count}{count}" for count in "步寸格层级段圈")
    + (
        "|"
        "任何|出现|过多|明显|多余的|随之|随着|缓慢|缓慢地|缓缓|缓缓地|慢慢|慢慢地|徐徐|徐徐地|渐渐|渐渐地|逐渐|"
        "逐渐地|逐步|快速|快速地|迅速|迅速地|急速|急速地|突然|忽然|猛地|猛然|猛|轻轻|轻轻地|轻柔|轻柔地|平稳|"
        "平稳地|平滑|平滑地|稳定|稳定地|微微|略微|稍微|轻微|轻微地|稍稍|大幅|大幅度|大幅度地|剧烈|剧烈地|匀速|"
        "匀速地|继续|持续|不断|不断地|不停|不停地|始终|一直|直接|开始|整体|极其|非常|十分|很|地|了|也|都|又|便|"
        "就|将|会|要|可以|需要|请|保持|一路|瞬间|骤然|飞速|飞速地|高速|立即|立刻|仍|仍然|依然|由慢到快|由快到慢|"
        "做|进行|采用|使用|通过|呈|以|用|小幅|小幅度|极|极慢|极慢地|极快|稳稳|稳稳地|缓|急|快|慢|徐|着|直|先|再|"
        "首先|起初|一小步|一大步|半步|几步|两步|一小段|一段距离|一点儿|轻|流畅|流畅地|顺滑|顺滑地|丝滑|丝滑地|优雅|"
        "优雅地|柔和|柔和地|悠悠|悠悠地|悄悄|悄悄地|悄然|"
        "一遍|一次|一周|一下|一些|方式|感觉|手法|姿态|口吻|一点点|一点一点|一气呵成|低空|贴地|运镜|镜头|整个|完全|方|"
        "方向|方向地|侧|幅度|速度|镜头语言|几乎|只|"
        "只是|只做|全程|仅|仅仅|来|去|而|斜|斜着|并|同步|手持|徒手|运用|采取|利用|搭配|配合|低角度|仰拍|俯拍|"
        "航拍|一个|一次|一段|个|式|的|一下|突兀|果断|干脆|紧紧|轻盈|轻盈地|平缓|平缓地|平稳的|舒缓|舒缓地|沉稳|"
        "沉稳地|有力|有力地|慢速|中速|快节奏|极速|闪电般|特写|近景|中景|全景|远景|大特写|继而|转而|随即|稳步|"
        "匀缓|匀缓地|略|稍|些微|极缓|很慢|很快|越来越快|越来越慢|加速|减速|呈现|电影感|电影级|视角|微距"
    )
)
"""Chinese words that may stand between a verb and its direction, or before an order."""


CHINESE_WHEN = (
    "时候|的时候|的瞬间|那一刻|的一刻|的刹那|刹那|一刹那|的一刹那|那一瞬|那一瞬间|的一瞬|的一瞬间|那一下|的那一下|"
    "之后|以后|过后|之时|"
    "之际|的当口|夜里|夜晚|清晨|黄昏|傍晚|白天|深夜|早晨|午后|黎明|正午|凌晨"
)
"""Where a Chinese clause has told when, and begins with what is done."""

GROUNDS = "草田工雪基原土绿湿营空沙洼场墓耕林陆产领圣当本异阵"
BEHIND_PLACES = "里上中面边下,。、"
"""Before and behind 地 where it is ground."""

CHINESE_CONNECTIVES = (
    "然后|接着|随后|最后|最终|紧接着|接下来|此后|而后|后来|此时|这时|同时|与此同时|一边|一面|边|首先|"
    "起初|先|再|又|并|并且|且|而|但|但是|不仅|不但|还|期间|于是|收尾|尾声|落幅|起幅|最开始|最开头|中间|中途|前段|后段|千万|却|只好|只得|只有|同一个镜头里|同一镜头里|同一镜头内|一个镜头里|现在|如今|还是|想了想|想想|这版|这一版|新版|这次|这回|结尾|末尾|开头|开场|随即|继而|转而|之后再|"
    "这期间|在此期间|这当中|弄个|来个|搞个|整个|弄一个|来一个|来段|来一段|做个|做一个|给个|给一个|"
    "想要那种|想要一种|我想要|想要|要那种|要一种|最好是|希望是|"
    "以及|配合|结合|伴随|搭配|运镜|镜头|开始|接着再|最后再|随着|直到|一开始|后半段|前半段|中段|结尾处|其后|"
    "改了|改主意|换了|改主意了|不如|倒不如|还不如|宁可|宁愿|除了|除|我想|我要|我希望|我需要|我们要|我觉得|麻烦|建议|记得|注意|务必|尤其|"
    "为|其间|途中|是|应该是|改成|改为|换成|应当是|得是|反而|反倒|倒是|干脆|索性|其次|第一步|第二步|第三步|第四步|"
    "再次|"
    "再度|画面|一会儿|一会|过了一会儿|过了一会|"
    "过了片刻|片刻之后|片刻后|几秒后|几秒之后|两秒后|三秒后|时而|忽而|才|"
    "紧跟着|紧接着再|只见|而是|却是|这才|不过|只不过|只是|原本|起先|一时|终于|渐而"
)
"""Chinese words with which a clause may begin whoever acts."""

SEES = (
    "引|引着|领|领着|看|瞧|目送|拍|拍着|拍下|录|录下|录着|看着|望着|注视着|定格|定格在|停在|停留在|拍摄|拍到|捕捉|对准|聚焦|展现|"
    "展示|露出|看到|"
    "看见|映出|呈现|记录|落在|直到|只见|"
    "见|显露|显出|带出|展露|中的"
)
"""Behind these a Chinese camera clause tells what is in the picture."""
SEES_NO_MORE = "一边|一面|边|后|再|然后|并|同时|且|随后|接着|最后|随即|之后"
