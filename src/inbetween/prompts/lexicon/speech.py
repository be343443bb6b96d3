"""Who speaks and how, and what is written and not said."""

SPEECH_ENGLISH = (
    "say~|shout~|yell~|whisper~|ask~|reply~|answer~|murmur~|mutter~|announce~|call~ out|call~|cry~ out|cry~|"
    "exclaim~|declare~|narrate~|narrator|narration|voiceover|voice over|line|dialogue|speak~|sing~|recite~|"
    "greet~|continue~|add~|tell~|scream~|respond~|mumble~|chant~|cheer~|warn~|explain~|proclaim~|begs|plead~|"
    "told|states|remark~|sigh~|snap~ back|bark~|hiss~|growl~|pronounce~|calls|shouts out|voice"
)
SPEECH_CHINESE = (
    "说|说道|问|问道|喊|喊道|叫道|答道|回答|低语|耳语|道|大喊|大叫|旁白|台词|对白|画外音|念|念道|唱|唱道|"
    "唱着|吼|吼道|轻声|低声|开口|宣布|感叹|自语|自言自语|嘟囔|独白|表示|喃喃|喃喃道|呼喊|喊着|叫着|叫|回应|"
    "解释|叹道|惊呼|高喊|高呼|笑道|说着|讲|讲道|告诉|提醒|配音|口播|哭喊|怒吼|呢喃|嘀咕"
)
"""Before a quote, or behind it: it is said."""

WRITTEN = (
    "sign|label|title|caption|text|word|words|letter|letters|reads|read|reading|written|named|called|logo|"
    "titled|banner|poster|headline|screen shows|inscription|engraved|printed|subtitle|subtitles|写着|写有|"
    "标着|字样|题为|名为|招牌|标题|字幕|印着|叫做|刻着|文字|名叫|画着|贴着|屏幕显示|显示着|横幅|牌子|题字|"
    "绣着|标语"
)
"""Before a quote: it is read, not said."""

SPEAKERS = {
    "female": (
        "she|her|woman|girl|lady|mother|mom|queen|actress|grandmother|grandma|waitress|wife|daughter|sister|"
        "princess|female|nun|witch|bride|aunt|businesswoman|heroine|她|女孩|女人|女子|女士|母亲|妈妈|奶奶|姐姐|"
        "妹妹|女王|公主|少女|女儿|新娘|女生|女声|姑娘|老奶奶|女|阿姨|婆婆|外婆|小女孩"
    ),
    "male": (
        "he|his|him|man|boy|gentleman|father|dad|king|actor|grandfather|grandpa|waiter|husband|son|brother|"
        "prince|male|knight|wizard|groom|uncle|businessman|hero|captain|soldier|他|男孩|男人|男子|先生|父亲|爸爸|"
        "爷爷|哥哥|弟弟|国王|王子|少年|儿子|新郎|男生|男声|小伙子|老爷爷|男|叔叔|外公|大叔|船长|士兵|骑士|小男孩"
    ),
}
AGES = {
    "child": "child|kid|boy|girl|toddler|baby|little|孩子|小孩|男孩|女孩|儿童|宝宝|小朋友|小女孩|小男孩|童声",
    "old": (
        "old|elderly|grandmother|grandfather|grandma|grandpa|aged|老人|老爷爷|老奶奶|奶奶|爷爷|老|老者|外婆|外公|"
        "老太太|老头|苍老"
    ),
}
MANNERS = {
    "whisper": (
        "whisper~|softly|quietly|murmur~|under his breath|under her breath|hushed|低语|耳语|轻声|低声|悄声|喃喃|"
        "小声|呢喃|窃窃私语"
    ),
    "shout": "shout~|yell~|scream~|loudly|roar~|holler~|大喊|大叫|喊道|吼|吼道|喊|高喊|怒吼|高呼|呼喊|大声|咆哮",
    "fast": "hurriedly|rapidly|quickly|breathlessly|fast|急促|飞快地说|快速地说|语速很快|匆忙",
}

SOUND_WORDS = {
    "crack": ("crack|snap|pop|咔嚓|咔|啪|啪嗒"),
    "splash": ("splash|plop|扑通|哗啦|哗"),
    "explosion": ("bang|boom|kaboom|嘭|轰|轰隆隆"),
    "knock": ("thud|knock|thump|knock knock|砰|咚|咚咚|咚咚咚|砰砰"),
    "click": ("click|咔哒"),
    "creak": ("creak|吱呀|嘎吱|吱嘎"),
    "bell": ("ding|ding dong|dong|叮|叮咚|当|铛|叮铃|叮铃铃"),
    "drip": ("drip|drip drop|嘀嗒"),
    "clock": ("tick|tick tock|滴答|滴答滴答"),
    "whoosh": ("whoosh|swoosh|嗖|呼|嗖嗖"),
    "glass": ("crash|clang|shatter|哐当|哐啷|稀里哗啦"),
    "fire": ("sizzle|hiss|crackle|噼啪|噼里啪啦|滋滋"),
    "thunder": ("rumble|轰隆"),
    "phone": ("buzz|beep|嗡嗡|滴滴"),
    "dog": ("woof|bark|arf|汪|汪汪|汪汪汪"),
    "cat": ("meow|purr|喵|喵喵"),
    "laugh": ("haha|ha ha|hahaha|哈哈|哈哈哈|嘻嘻"),
    "typing": "rustle|沙沙",
}
"""A quote that is nothing else is a sound and is never spoken."""

REPEATED = (
    "no|yes|go|bye|wait|stop|run|please|help|hey|hi|hello|now|look|come|well|there|ok|okay|yeah|yay|never|more|again|"
    "faster|up|down|left|right|out|in|mama|papa|mom|dad|thanks|sorry|quick|hurry|easy|fire|why|what|oh|good|done"
)
"""Words that people say twice: a quote of any other short word repeated is a sound."""
