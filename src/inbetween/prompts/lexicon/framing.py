"""Sizes, angles, styles and transitions, in both languages."""

SIZES = {
    "ecu": (
        "extreme close up|extreme closeup|extreme close up shot|extreme close ups|big close up|macro shot|"
        "macro close up|macro of|macro view|macro|ecu|very tight close up|tight extreme close up|super close up|"
        "ultra close up|大特写|极特写|极致特写|超特写|极近景|微距|微距特写|微距镜头|极近特写|超大特写"
    ),
    "mcu": (
        "medium close up|medium closeup|medium close ups|mcu|chest up|chest level|mid close up|bust shot|中近景|"
        "近景|胸像|半身近景|近景镜头|胸部以上|中近景镜头"
    ),
    "cu": (
        "close up|closeup|close ups|closeups|close up shot|close shot|close on|close of|cu|headshot|head shot|"
        "tight close up|tight shot|close view|tight on|特写|特写镜头|脸部特写|面部特写"
    ),
    "mls": (
        "medium long shot|medium wide shot|medium long|medium wide|cowboy shot|american shot|three quarter shot|"
        "knees up|knee up|medium full shot|中全景|中远景|膝盖以上|七分身"
    ),
    "ms": (
        "medium shot|mid shot|midshot|medium view|medium of|medium angle|medium framing|waist up|waist shot|ms|"
        "mid range shot|medium two shot|two shot|中景|中景镜头|半身|半身镜头|半身景|半身像|腰部以上|半身照"
    ),
    "ews": (
        "extreme wide shot|extreme long shot|very wide shot|very long shot|ultra wide shot|extreme wide view|"
        "extreme wide|extreme full shot|establishing shot|establishing wide shot|establishing view|vista shot|"
        "ews|ultra wide establishing shot|wide establishing shot|panoramic shot|panoramic view|大远景|极远景|"
        "大全景|远景|远景镜头|超远景|广阔远景|极大远景|大远景镜头"
    ),
    "fs": (
        "full shot|full body shot|full length shot|full body|full length|full figure|head to toe shot|fs|全身|"
        "全身镜头|全身景|全身照|人物全景"
    ),
    "ws": (
        "wide shot|long shot|wide view|wide frame|wide framing|wide angle shot|wide angle view|wide of|ws|a wide|"
        "wide master shot|master shot|wide angle|wider shot|wide establishing|wide composition|long view|全景|"
        "全景镜头|广角镜头|广角|全景画面"
    ),
}
"""From the narrowest to the widest by ``SIZE_ORDER``."""
SIZE_ORDER = ("ecu", "cu", "mcu", "ms", "mls", "fs", "ws", "ews")
SIZE_ASIDE = (
    "close up shop|close up the shop|全景相机|全景图|全景天窗|中景色|其中景象|中景观|近景色|全景深|"
    "medium sized|medium rare|medium length|medium build|a wide smile|a wide grin|a wide eyed|a wide brimmed|"
    "a wide river|a wide street|a wide road|a wide valley|a wide field|a wide open|a wide variety|"
    "a wide range|a wide avenue|a wide circle|a wide arc|a wide beach|a wide boulevard|a wide path|"
    "a wide plain|a wide staircase|a wide window|a wide hall|wide awake|full body armor|long shot at|"
    "a wide berth"
)
"""Phrases whose words are no size."""
LABEL_SIZES = {"cu": "close|tight", "ms": "medium|mid", "ws": "wide"}
"""Words that are a size only where a mark follows: ``wide: the dam``."""

ANGLES = {
    "overhead": (
        "bird's eye|birds eye|bird's eye view|birds eye view|bird eye view|top down|top down view|overhead|"
        "overhead shot|overhead view|god's eye|god's eye view|directly above|straight down shot|"
        "from directly above|from directly overhead|top view|top shot|鸟瞰|鸟瞰视角|鸟瞰镜头|顶视|顶视角|俯瞰图|"
        "正上方|垂直俯拍|垂直俯视|正俯|上帝视角|顶拍|顶视图|正俯拍|俯视正上方|正上方俯拍|垂直向下拍摄|高空鸟瞰|"
        "空中鸟瞰"
    ),
    "worm": (
        "worm's eye|worms eye|worm's eye view|worms eye view|worm eye view|ant's eye view|虫视|虫视角|蚂蚁视角|"
        "贴地仰拍|贴地仰视|虫眼视角"
    ),
    "high": (
        "high angle|high angle shot|high angle view|from above|from high above|camera looks down|"
        "camera looking down|shot looks down|lens looks down|looking down from above|looks down on|"
        "looks down from above|looking down at|looking down on|俯拍|俯角|高角度|高机位|俯摄|俯视角度|俯视视角|"
        "俯视镜头|俯视机位|俯视拍摄|俯视图|俯瞰角度|俯瞰视角|俯瞰镜头|高处俯拍|高处俯视|高空俯拍|高空俯瞰|"
        "俯拍视角|俯拍镜头|大俯拍|斜俯拍|俯冲视角|俯视的角度|俯视的视角|由俯视|从俯视|以俯视|到俯视|成俯视|"
        "为俯视|镜头俯视|画面俯视|以俯瞰|从俯瞰|镜头俯瞰|画面俯瞰|到俯瞰|至俯视|转为俯视|高角度俯拍"
    ),
    "low": (
        "low angle|low angle shot|low angle view|from below|ground level angle|low camera|low camera angle|"
        "low to the ground|ground level|ground level shot|from a low angle|looking up from below|仰拍|仰角|"
        "低角度|低机位|仰摄|仰视角度|仰视视角|仰视镜头|仰视机位|仰视拍摄|仰视的角度|仰视的视角|由仰视|从仰视|"
        "以仰视|到仰视|成仰视|为仰视|镜头仰视|画面仰视|仰拍视角|仰拍镜头|低角度仰拍|低视角|至仰视|转为仰视|"
        "贴地视角|贴地低角度|低角度镜头|低位机位"
    ),
    "dutch": (
        "dutch angle|dutch tilt|dutch|dutch shot|dutch angle shot|canted|canted angle|canted frame|tilted frame|"
        "tilted horizon|oblique angle|荷兰角|荷兰式倾斜|倾斜构图|倾斜角度|倾斜镜头|斜角镜头|斜角构图|斜角"
    ),
    "eye": (
        "eye level|eye level shot|at eye level|eye height|平视|平拍|平视角度|平视视角|平视镜头|平角|水平视角|视平线"
    ),
    "ots": (
        "over the shoulder|over the shoulder shot|ots|over his shoulder|over her shoulder|over their shoulder|"
        "过肩|过肩镜头|越肩|过肩拍摄|越肩镜头|过肩视角"
    ),
    "pov": (
        "pov|pov shot|first person|first person view|first person pov|point of view|point of view shot|"
        "first person perspective|主观镜头|主观视角|第一人称|第一视角|第一人称视角|第一人称主观视角|主观视点"
    ),
    "aerial": (
        "aerial|aerial shot|aerial view|drone|drone shot|fpv|fpv drone|helicopter shot|drone view|drone footage|"
        "航拍|空拍|无人机|航拍镜头|航拍视角|无人机镜头|无人机航拍|无人机视角|空中视角|空中镜头|穿越机"
    ),
}
ANGLE_ASIDE = (
    "overhead light|overhead lights|overhead lamp|overhead wires|overhead cables|overhead luggage|"
    "flickering overhead|overhead compartment|overhead bin|light from above|lit from above|rain from above|"
    "falls from above|falling from above|shines from above|from above the|shining from above|"
    "light from below|lit from below|dutch oven|dutch painter|dutch village|dutch windmill|dutch girl|"
    "a drone|delivery drone|drone delivers|drones|toy drone|stands overhead|fly overhead|flies overhead|"
    "flying overhead|passes overhead|passing overhead|pass overhead|circling overhead|hanging overhead|"
    "sun overhead|stars overhead|sky overhead|clouds overhead|moon overhead|over her shoulder bag|光从正上方|"
    "灯光从正上方|阳光从正上方"
)
"""Phrases whose words are no angle."""

STYLES = {
    "handheld": (
        "handheld|hand held|handheld camera|shoulder cam|shoulder mounted|documentary camera|handheld style|手持|"
        "手持镜头|手持拍摄|手持感|肩扛|呼吸感|肩扛拍摄|手持摄影|手持跟拍"
    ),
    "shake": (
        "camera shake|camera shakes|camera shaking|shaky|shaky cam|shaky camera|camera trembles|camera trembling|"
        "camera shudders|camera vibrates|camera jolts|screen shakes|screen shake|frame shakes|frame trembles|"
        "earthquake shake|camera judders|camera rattles|camera jitter|镜头震动|镜头抖动|镜头剧烈晃动|"
        "镜头剧烈抖动|镜头剧烈震动|画面震动|画面抖动|画面剧烈晃动|画面剧烈抖动|镜头颤动|镜头震颤|画面颤动|"
        "画面震颤|镜头随之震动|镜头晃动|画面随之震动|震动感|抖动感|画面剧烈震动|镜头猛烈晃动|镜头轻微抖动|"
        "镜头随之抖动"
    ),
    "slowmo": (
        "slow motion|slow mo|slomo|bullet time|super slow motion|ultra slow motion|slow mo shot|slowmotion|"
        "in slow mo|慢动作|慢镜头|升格|子弹时间|超慢动作|升格镜头|升格拍摄|慢放|高速摄影"
    ),
    "fastmo": (
        "fast motion|sped up|speed ramp|speed ramping|fast forward|speed up footage|快动作|快进|降格|快镜头|"
        "加速播放|变速"
    ),
    "timelapse": (
        "time lapse|timelapse|hyper lapse|hyperlapse|time lapse photography|延时|缩时|延时摄影|移动延时|延时镜头|"
        "缩时摄影"
    ),
    "reverse": (
        "in reverse|played backward|played backwards|play backwards|plays backwards|rewind|rewinds|time reverses|"
        "倒放|倒播|倒带|时间倒流"
    ),
    "stop_motion": "stop motion|stopmotion|claymation|stop motion animation|定格动画|逐格动画|黏土动画",
    "one_take": (
        "one take|one shot take|one continuous take|one long take|single take|one continuous shot|"
        "single continuous take|single continuous shot|single unbroken take|single unbroken shot|continuous take|"
        "continuous shot|unbroken take|unbroken shot|oner|without cut|without cuts|without any cuts|"
        "without cutting|no cuts|no cut|long take|one single take|one single shot|no editing|single shot|"
        "one shot|in one shot|一镜到底|长镜头|单镜头|不切镜|无剪辑|一个长镜头|无剪切|不切换镜头|没有剪辑|不剪辑|"
        "一个镜头到底|全程一个镜头|单一镜头"
    ),
    "shallow_dof": (
        "shallow depth of field|shallow focus|shallow dof|bokeh|blurred background|soft background blur|"
        "background blur|blurry background|浅景深|背景虚化|大光圈|背景模糊|虚化背景|散景"
    ),
    "deep_focus": "deep focus|deep depth of field|everything in focus|深景深|全景深|大景深",
    "steadicam": (
        "steadicam|steadi cam|gimbal|stabilized|stabilised|gimbal shot|steadicam shot|稳定器|斯坦尼康|稳定器拍摄"
    ),
    "fisheye": "fisheye|fish eye|fisheye lens|fish eye lens|鱼眼|鱼眼镜头",
    "bw": (
        "black and white|monochrome|black & white|b & w|grayscale|greyscale|黑白画面|黑白影像|黑白电影|黑白风格|"
        "黑白|黑白摄影|黑白色调|黑白胶片"
    ),
    "vintage": (
        "vintage film|old film|8 mm|16 mm|8mm|16mm|super 8|vhs|vintage look|retro film|film grain|胶片|复古电影|"
        "复古影像|胶片感|胶片质感|老电影|复古胶片"
    ),
    "tilt_shift": "tilt shift|tilt shift lens|移轴|移轴镜头|移轴摄影",
}

_CLOSING = "|".join(
    f". {the}{last} shot {shows}"
    for the in ("", "the ")
    for last in ("final", "last", "closing", "ending", "reverse")
    for shows in ("of", "shows", "reveals", ":", "on")
)
"""What begins a sentence with a shot of its own: *Final shot shows the finished watch*."""
CUTS = {
    "dissolve": (
        "dissolve~ to|dissolve~ into|crossfade~ to|crossfade~ into|cross fade~ to|cross fade~ into|"
        "cross dissolve~ to|cross dissolve~ into|melt~ into the scene|slow dissolve to|morph~ to a shot|叠化到|"
        "叠化至|叠化为|叠化成|叠化入|溶解到|溶解至|溶解为|溶解成|渐变到|渐变至|渐变为|渐变成|交叉淡化到|"
        "交叉淡化至|融化到|化入|叠化转场到|叠化转场至|溶入|叠入|画面过渡到|镜头过渡到|画面渐变为|叠化进|"
        "溶解转场到|画面淡化到"
    ),
    "match": "match cut~ to|match cut~ back to|match~ cut to|匹配剪辑到|匹配剪辑至|匹配切到|匹配切至|匹配转场到",
    "wipe": "wipe~ to|划像到|划像至|擦除到|划变到",
    "iris": "iris in to|iris out to|iris~ to|iris in on|圈入到|圈出到|圈出至|圈入至",
    "whip": (
        "whip pan~ to a new|whip pan~ into the next|whip~ to the next|甩镜转场到|甩镜头转场到|甩镜切到|甩切到|"
        "甩镜切换到|甩镜转场至"
    ),
    "flash": "flash~ to|flash cut~ to|闪白到|闪白切到|闪切到|闪白转到",
    "glitch": "glitch~ to|glitch~ into|故障转场到",
    "fade": (
        "fade~ to|fade~ into|fade in to|fade~ in on|fade~ in to|fade~ up on|淡入到|淡入至|淡出到|淡入画面|淡出至|渐隐到"
    ),
    "cut": (
        f"{_CLOSING}|"
        "shot switch .|camera switch .|shot change .|camera change .|scene change .|switch shot .|change shot .|"
        "cut~ to|cut~ back to|cut~ away to|cut~ straight to|cut~ into|hard cut .|smash cut .|jump cut .|"
        "quick cut .|. cut .|. cut :|。 切 ,|。 切 。|。 切 :|; 切 ,|. 切 ,|, 切 ,|。 切 :|. cut ,|→ cut →|"
        "【 切 】|( 切 )|[ 切 ]|【 切镜 】|( 切镜 )|[ 切镜 ]|/ 切 /|【 转场 】|( 转场 )|[ 转场 ]|"
        "【 硬切 】|( 硬切 )|[ 硬切 ]|"
        "- > cut - >|硬切 。|跳切 。|hard cut~ to|smash cut~ to|jump cut~ to|"
        "quick cut~ to|sharp cut~ to|scene changes to|the scene changes to|scene switches to|scene shifts to|"
        "scene transitions to|shot changes to|shot switches to|shot transitions to|view changes to|"
        "view switches to|view shifts to|view transitions to|picture changes to|camera cuts to|"
        "camera switches to|transition~ to|camera changes to|we see next|next we see|scene cuts to|then cut to|"
        "cross cut~ to|intercut~ with|镜头切换到|镜头切换至|镜头切换为|镜头切到|镜头切至|镜头切入|镜头切换|"
        "镜头切回|镜头切成|镜头转换到|镜头转换至|镜头跳转到|镜头跳到|镜头跳切到|镜头转场到|镜头闪回|镜头直接切到|"
        "镜头突然切到|镜头快速切到|镜头迅速切到|镜头瞬间切到|镜头再切到|镜头又切到|镜头随即切到|镜头快速切换到|"
        "镜头突然切换到|镜头迅速切换到|镜头再切换到|画面切换到|画面切换至|画面切换为|画面切到|画面切至|画面切入|"
        "画面切回|画面转换到|画面转换至|画面转换为|画面跳转到|画面转场到|画面突然切到|画面直接切到|"
        "画面快速切换到|画面跳切到|画面转到|画面转至|画面转向|画面转为|画面一转|镜头一转|镜头再一转|画面再一转|镜头又一转|场景切换到|场景切换至|"
        "场景切换为|场景切到|场景转换到|场景转换为|场景转换至|场景转到|场景转至|场景转为|场景转向|场景跳转到|"
        "场景变为|场景变成|视角切换到|视角切换至|视角切到|视角转换到|视角切换为|随后切到|随后切换到|随后切至|"
        "随后切换至|然后切到|然后切换到|然后切至|然后切换至|接着切到|接着切换到|接着切至|接着切换至|再切到|"
        "再切换到|再切至|最后切到|最后切换到|最后切至|最后切换至|硬切到|硬切至|跳切到|跳切至|切换到|切换至|切换为|切换成|切到|"
        "切至|切入|转场到|转场至|转场为|下一幕|镜头切|快速切换到|快切到|快切至|切回|镜头切向|闪回到"
    ),
}
"""What leads from one shot to the next."""
CUT_ASIDE = (
    "cut to the chase|cut to pieces|cut to size|cuts to the chase|cut into pieces|cuts into the|cut into the|"
    "cutting into the|cut into slices|cuts into a|cutting into a|cut into a|fade to black|fades to black|"
    "fading to black|fade to white|fades to white|fading to white|fade into darkness|fades into darkness|"
    "fade to darkness|fades to darkness|fades into silence|fade into silence|fades to silence|fade to grey|"
    "fades to gray|fades into the distance|fade into the distance|fades into the night|fades into the fog|"
    "fades into the mist|fading into the distance|fading into the mist|dissolves into laughter|"
    "dissolves into tears|dissolve into laughter|dissolves into mist|dissolves into dust|"
    "dissolves into smoke|dissolves into particles|dissolves into light|dissolves into the air|"
    "dissolve into the air|dissolves into petals|dissolve into petals|dissolve into particles|"
    "dissolve into light|dissolve into dust|dissolve into smoke|dissolve into mist|dissolves into sand|"
    "dissolves into water|dissolves into a cloud|dissolving into|transitioning to a|transition to a|"
    "逐渐变成|逐渐变为|逐渐变到|逐渐变至|渐渐变成|渐渐变为|"
    "transitions to a|transitioning to an|transition to an|flashes to the|切入口|切成|切到手|镜头切换频繁|"
    + "|".join(
        f"{goes} into {the}{mass}"
        for goes in ("fades", "fade", "dissolves")
        for the in ("the ", "")
        for mass in (
            "smoke",
            "haze",
            "steam",
            "crowd",
            "background",
            "shadows",
            "shadow",
            "dark",
            "trees",
            "rain",
            "snow",
            "dust",
            "foam",
            "clouds",
            "wall",
            "shade",
            "gloom",
            "twilight",
            "dusk",
            "sunlight",
        )
    )
    + "|"
    + "|".join(
        f"{fades} {to} {pure} {black}"
        for fades in ("fade", "fades", "fading", "dissolves", "dissolve")
        for to in ("to", "into")
        for pure in ("pure", "solid", "deep", "complete", "total", "a", "full")
        for black in ("black", "white", "darkness")
    )
    + "|glitches into|cut to shape|cut to length|切入主题|切到一半"
)
"""Phrases whose words are no cut. *Transitions to a close-up* is a change of size inside a shot."""

TRANSITIONS = {
    "whip": (
        "whip pan transition|whip pan transitions|whip transition|whip pan cut|whip pan to next|"
        "whip pan to the next shot|whip pan into the next shot|whip pan into the next|whip pan to the next|"
        "甩镜转场|甩镜头转场|甩镜切换|甩镜头切换|甩镜过渡|快速甩镜转场"
    ),
    "dissolve": (
        "cross dissolve|crossfade|cross fade|dissolve transition|dissolve into the next|dissolves into the next|"
        "dissolve into the next shot|dissolves into the next shot|dissolve to the next|dissolve to the next shot|"
        "dissolves to the next shot|dissolve to shot|dissolves to shot|dissolve to scene|dissolve into shot|"
        "dissolve into scene|slow dissolve|dissolve|叠化|叠化转场|溶解转场|交叉淡化|交叉溶解|叠化过渡|"
        "叠化到下一镜"
    ),
    "fade": (
        "fade to black|fades to black|fading to black|fade to white|fades to white|fading to white|"
        "fade out to black|fades out to black|fade slowly to black|fades slowly to black|slowly fades to black|"
        "fade out|fades out|fade in|fades in|fade into darkness|fades into darkness|fades to darkness|"
        "fade to darkness|fade transition|fade from black|fades in from black|fades up from black|dips to black|"
        "dip to black|淡出|淡入|渐黑|黑场|淡入淡出|画面变黑|淡出至黑|黑屏|画面渐暗|渐隐|渐渐变黑|画面渐黑|"
        "淡出黑场|画面淡出|慢慢变黑"
    ),
    "iris": "iris in|iris out|iris wipe|iris transition|圈入|圈出|光圈转场|圆形转场",
    "wipe": "wipe transition|wipe left|wipe right|screen wipe|划像|擦除转场|划变|滑动转场|划像转场",
    "flash": (
        "flash cut|flash to white|flash transition|white flash|flashes white|flash of white|flashes to white|"
        "闪白|闪黑|闪白转场|白闪|闪光转场"
    ),
    "match": "match cut|match cuts|match on action|匹配剪辑|匹配转场|相似转场",
    "glitch": "glitch transition|glitch cut|故障转场|故障效果转场",
    "cut": "hard cut|smash cut|jump cut|硬切|跳切|直切",
}
"""How a shot says that it ends."""

MULTI = (
    "multi shot|multi shots|multishot|multiple shots|multiple camera angles|several shots|sequence of shots|"
    "series of shots|montage|multi camera|multi angle|different shots|various shots|多镜头|多个镜头|"
    "分镜头叙事|蒙太奇|多机位|多分镜|多个分镜|多镜头叙事|多角度镜头|一组镜头|多镜头视频|几个镜头"
)
"""Several shots are wanted, whichever."""
