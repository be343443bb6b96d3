"""How the headings of a storyboard are written."""

import re

from inbetween.prompts.writing.numbers import TIME

_UNIT = r"(?:seconds|second|secs|sec|s|秒钟|秒|\")"
_RANGE = (
    rf"(?:第 ?|seconds? |from (?:second )?|(?:时间段?|time) ?: ?)?(?P<a>{TIME}) ?{_UNIT}?\.? ?(?:-|~|to|until|至|到) ?"
    rf"(?:第 ?|second )?(?P<b>{TIME}) ?(?P<u>{_UNIT}(?![a-z])\.?)?"
)
_LENGTH = rf"(?P<d>\d{{1,3}}(?:\.\d{{1,3}})?|[零一二两三四五六七八九十]{{1,3}}) ?-? ?{_UNIT}"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_TIMED = r"\d{1,3}(?:\.\d)? ?(?:秒|s)? ?[\-~到至] ?\d{1,3}(?:\.\d)? ?(?:秒|s)"
_COUNT = rf"(?:0\d\d|\d{{1,2}})(?!\d|[:\-~]\d)|\d{{1,2}}(?=: ?{_TIMED})"
"""A number that is no time, though one may follow: 镜头1:0-3秒."""
_CARDINAL = rf"{_COUNT}|one|two|three|four|five|six|seven|eight|nine|ten|[A-H](?![A-Za-z])"
_SHOT = "shot|scene|clip|segment|cut|part|beat|panel|frame|sequence|act"
_SHOT_CHINESE = "分?镜头?|分镜头|场景|画面|片段|阶段|段落|部分|环节|篇章|镜|幕|段|场|章"
_CHINESE_COUNT = r"[一二三四五六七八九十]{1,3}"
_LABEL = (
    rf"(?P<label>(?:the )?(?:{_SHOT}) ?(?:no\.? ?|number )?#?(?P<n1>{_CARDINAL})(?![A-Za-z])"
    rf"|(?:the )?(?P<n2>{_ORDINAL}|next|then|final|last|opening|closing|ending)"
    r" (?:shot|scene|clip|segment|panel|part|beat)\b"
    rf"|第 ?(?P<n3>[一二三四五六七八九十\d]{{1,3}}) ?个? ?(?:{_SHOT_CHINESE})"
    rf"|(?:分镜头|分镜|镜头|场景|画面|镜号|片段|阶段|段落|部分|环节|镜|场|幕)"
    rf" ?(?P<n4>{_CHINESE_COUNT}|[A-H](?![A-Za-z])|{_COUNT})"
    rf"|(?-i:SC?|C)0?(?P<n6>\d{{1,2}})(?= ?[:|(\[【]| {_TIMED})"
    r"|(?P<place>开场镜头|开场|开头|结尾镜头|结尾|最后一个镜头|最后一镜|下一个镜头|下一镜|首个镜头|末镜|前段|中段|中间|后段|末段|收尾"
    r"|[\u4e00-\u9fff]{0,4}(?:落幕|尾声|片尾|落版|谢幕))"
    r"|#(?P<n5>\d{1,2})(?= [^\W\d]))"
)
_OPEN, _SHUT = r"[\[(【<{]", r"[\])】>}]"
NOUN = re.compile(rf"{_SHOT}|{_SHOT_CHINESE}", re.IGNORECASE)
SEPARATOR = re.compile(r" ?[:,\-/|。、.]? ?")
MENTION = re.compile(
    r"(?:\b(?:to|into|in|from|of|like|as|than|with|and|or|between|for|before|after|until|see|same)"
    r"|到|至|接|与|和|像) ?$",
    re.IGNORECASE,
)
START = re.compile(
    rf"{_OPEN}|\d|第|前|最初|接下来|随后|然后|之后|后|头|镜|分镜|场|画面|开|结尾|最后一|下一|首个|末镜|最后|片段|幕"
    r"|阶段|段落|部分|环节|时[间长]|sc?\d|c\d|中|收尾|[\u4e00-\u9fff]{0,4}(?:落幕|尾声|片尾|落版|谢幕)"
    r"|#\d|from \d|from second|seconds? \d"
    rf"|(?:and )?(?:the )?(?:{_SHOT}|{_ORDINAL}|next|then|final|last|opening|initial|following|remaining|closing"
    r"|ending)\b",
    re.IGNORECASE,
)
BOUNDARY = re.compile(
    r"[.。;!?\n,\ue000-\uf8ff] ?(?:[*\-•]|#(?!\d)){0,4} ?|[ :](?=[\[(【] ?(?:第 ?)?\d)"
    r"|(?<=[\u4e00-\u9fff\])】])(?=[\[【] ?\d)"
    r"| (?=(?:[Ss]hot|[Ss]cene|SHOT|SCENE) ?#?\d)| (?=镜头 ?\d{1,2} ?[:(\[【])"
    r"|[ :](?=(?:前|最初|开头) ?[\d一二三四五六七八九十])"
    r"|[ :](?=[\[(【] ?(?:shot|scene|镜头|分镜|第))|[ :](?=【)|(?<=[\])】])(?=[\[【(])"
    r"|(?<=[\u4e00-\u9fff])(?=【 ?(?:镜头|分镜|第|场景))"
    r"|(?<=脚本)[ :]{0,2}(?=\d)|(?<=分镜)[ :]{1,2}(?=\d)|(?<=时间[轴线])[ :]{0,2}(?=\d)"
    r"|: ?(?=(?:the |a )?first (?:shot|scene|clip)\b)| (?=and (?:the |a )(?:second|third|fourth|final|last)\b)"
    r"|: ?(?=第 ?[一1](?!\d)|镜头 ?[一1](?!\d)|[Ss]hot ?(?:1|one)\b)"
    r"|(?<=[\u4e00-\u9fff])(?=(?:镜头|分镜) ?[一二三四五六七八九\d] ?:? ?\d{1,2}(?:\.\d)? ?(?:s|秒)? ?[\-~到至])"
    r"|\b(?:storyboard|timeline|script|shot list|breakdown):? (?=\d)",
    re.IGNORECASE,
)
AFTER_LABEL = re.compile(r" ?(?:[:,.\-/(\[【|。、\n]|是|is\b|shows\b|opens\b|\ue000)", re.IGNORECASE)
COLON = re.compile(r" ?[:\-]| shows\b")
ENDS_SHOT = re.compile(
    r"[.。;,]? ?(?:$|\n|(?=(?:[*\-#•] ?)?(?:shot|scene|clip|part|第|镜|分镜|场景|画面|[\[(【])))", re.IGNORECASE
)
ORDINAL_ENDS = re.compile(r" ?(?:[:\-(\[,]|is\b|shows\b)", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:^|\n|(?<=[.。!?:;\u4e00-\u9fff] )|(?<=[。!?:;]))(?P<n>\d{1,2}) ?[.)、:](?!\d) ?(?=\S)"
    r"|(?:^|(?<=[\s.。;!?:]))\((?P<m>\d{1,2})\) ?(?=\S)"
    r"|(?:^|\n)\|? ?(?P<k>\d{1,2}) ?\| ?(?=\S)"
)
BULLET = re.compile(r"#+ |#+\*|- ")


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ABOUT = r"(?:(?:约|about|duration ?:?|时长 ?:?|(?:the )?(?:first|next|last|final|opening|closing)) ?)?"
_BRACKETED = _form(rf"{_OPEN} ?{_LABEL} ?[:,|\-]? ?(?:{_RANGE} ?)?{_SHUT}")
_BRACKETED_LENGTH = _form(rf"{_OPEN} ?{_LABEL} ?{_SHUT} ?[:,|\-]? ?{_LENGTH}(?= ?[:,.。;|、\-]| |[\u4e00-\u9fff])")
_BEHIND = r"(?= ?[:,.\-/|。;\n(]| \S|[\u4e00-\u9fff])"
_BRACKETED_RANGE = _form(rf"{_OPEN} ?{_LABEL} ?{_SHUT} ?[:,|\-]? ?[\[(【]? ?{_RANGE} ?[\])】]?{_BEHIND}")
_LABEL_RANGE = _form(rf"{_LABEL} ?[:,]? ?{_OPEN} ?(?:(?:时间|time) ?:? ?)?{_RANGE} ?(?:,[^\])】>}}\n]{{0,40}})?{_SHUT}")
_LABEL_LENGTH = _form(rf"{_LABEL} ?{_OPEN} ?{_ABOUT}{_LENGTH} ?{_SHUT}")
_LABEL_SECONDS = _form(rf"{_LABEL} ?[:,\-|/\n]? ?{_ABOUT}{_LENGTH}(?= ?[,:.。;|/\n]| -| [\u4e00-\u9fff])")
_LABEL_TIMES = _form(rf"{_LABEL} ?[,:\-/|\n]? ?{_RANGE}{_BEHIND}")
_BRACKETED_TITLE = _form(rf"{_OPEN} ?{_LABEL}(?= ?[:|,\-· ][^\n\])】>}}]{{0,30}}{_SHUT})")
"""What stands behind the label in its brackets is the shot's: 【镜头1：特写，推近】."""
_TITLED_RANGE = _form(rf"{_OPEN} ?[^\d\n\])】>}}]{{1,12}}?(?:[ :|,·\-]{{1,3}}|{_SHUT} ?{_OPEN} ?){_RANGE} ?{_SHUT}")
"""【高潮 3-6秒】, 【高潮】（3-6秒）."""
TITLE_RANGE = _form(rf"[^\n.。;!?:,()\[\]【】|]{{1,16}}{_OPEN} ?{_RANGE} ?{_SHUT}(?= ?:)")
_CELLS = _form(rf"{_OPEN} ?(?:{_LABEL} ?[:,|\-] ?)?{_RANGE}(?= ?[|,:\-·][^\n\])】>}}]{{0,40}}{_SHUT})")
"""What stands behind the times in their brackets is the shot's: *[Shot 1 | 0-3s | Wide]*."""
_RANGE_FIRST = _form(rf"[\[(【] ?{_RANGE} ?[\])】](?: ?[:,|\-]? ?{_LABEL}(?= ?[:,.\-]))?")
_MOMENT = _form(r"[\[(【] ?(?P<a>\d{1,2}:\d{2}) ?[\])】]")
_SECOND = _form(r"第 ?(?P<a>\d{1,2}(?:\.\d)?) ?秒(?= ?:)")
BRACKETED_TIMES = _form(rf"[\[(【] ?{_RANGE} ?[\])】]")
INTO_SHOT = re.compile(
    r"\b(?:cut|wipe|dissolve|fade|switch|transition|iris|whip)s? to ?$|(?:切到|切至|转到|叠化到|切换到|过渡到) ?$",
    re.IGNORECASE,
)
"""Before a heading that tells its length: *Wipe to Scene 2 [2s]:*."""
_TIMES = rf"{_LENGTH}|{_RANGE}".replace("<a>", "<x>").replace("<b>", "<y>").replace("<u>", "<z>")
HEADS = _form(rf"{_LABEL} ?{_OPEN} ?{_ABOUT}(?:{_TIMES}) ?{_SHUT} ?:")
BARE = _form(_RANGE + r"(?= ?(?:[:\n]|, ?\w))")
CLOCK = re.compile(
    r"from (?:second \d{1,2} to second \d{1,2}|\d{1,2}(?:\.\d)? ?(?:s|seconds)? to \d{1,2}(?:\.\d)? ?(?:seconds|s)\b)"
    r"(?:, (?!it\b|we\b)| )(?!(?:the |our )?(?:camera|lens|drone|shot)\b)(?=[^\W\d])|"
    r"\d{1,2}:\d{2} ?[\-~] ?\d{1,2}:\d{2}(?!\d)",
    re.IGNORECASE,
)
"""Minutes and seconds twice, and *from 0 to 3 seconds*, are times wherever a heading may begin."""
LINE = _form(_RANGE + _BEHIND)
LABEL_ONLY = _form(_LABEL)
SPACED = re.compile(r"(?:^|(?<=[.。;!?\n]))第 ?[一二三四五六七八九十\d]{1,2} ?(?:镜|幕|场|个?镜头)(?= [\u4e00-\u9fff])")
"""Two of these are headings without a mark: 第1幕 少年在屋顶吹笛。"""
NEXT_ORDINAL = _form(
    r"(?:and )?(?:the |a )(?P<label>(?P<n2>second|third|fourth|fifth|final|last))"
    r"(?= (?:one\b|shows\b|is\b|has\b|sees\b|follows\b|takes\b|opens\b|finds\b|brings\b))"
)
"""*The second shows* is a heading behind *the first shot shows*."""
_TURN = "前|最初的?|开头的?|头|中间的?|接下来的?|随后的?|然后|之后的?|最后的?|后"
LENGTH_FIRST = _form(
    rf"(?:and )?(?:the )?(?:first|opening|initial|next|following|then|last|final|closing|remaining) {_LENGTH}(?= ?:)"
    rf"|(?:{_TURN}) ?{_LENGTH.replace('<d>', '<e>')}(?= ?[:,])"
)
"""*Next 2 seconds:* is a heading only where the prompt counts its shots; else it is a beat of one."""
SERIAL_TIMES = _form(
    rf"(?<![\d.\-~])(?<!\d:)(?P<open>[\[(【] ?)?{_RANGE} ?(?(open)[\])】])"
    r"(?: ?(?P<mark>[:|\n→(])|(?=(?: ?,| ) ?[\u4e00-\u9fff]))"
)
SERIAL_LABEL = _form(
    rf"(?:第 ?(?P<nth>{_CHINESE_COUNT}|\d{{1,2}}) ?个? ?(?P<kind>{_SHOT_CHINESE})"
    rf"|(?P<noun>分镜头|分镜|镜头|场景|画面|镜号|片段|阶段|段落|镜|(?<![a-z])(?:shot|scene|sc?|c))"
    rf" ?(?P<n>{_CHINESE_COUNT}|{_COUNT}))(?= ?[:|(\[【\n]| [^\s,]|、(?!{_SHOT_CHINESE}))"
)
"""What may be one of a series of headings, wherever it stands."""
SERIAL_WORD = _form(
    rf"(?:^|(?<=[.。;!?:\n] )|(?<=[.。;!?\n])|(?<=, ))(?:and )?(?:"
    rf"(?P<label>(?:the )?(?P<n2>{_ORDINAL})"
    r" (?:shot|scene|clip|panel|part|bit|picture)(?:,|:|(?= (?!of\b|and\b|is\b|shows?\b)[a-z])))"
    rf"|(?P<alone>(?P<n1>{_ORDINAL}|one|two|three|four|five|six))(?= ?:))"
)
"""One of a series told in words: *First: a mill. Second: a bridge*, *first shot she sits*."""
MOMENT_LINE = _form(
    r"(?:(?<=\n)|^)(?P<bullet>[*\-•|] ?)?(?P<a>\d{1,2}:\d{2}|\d{1,2}(?:\.\d)?(?= ?s(?:ec|ecs|econds)?\b)) ?"
    r"(?:s(?:ec|ecs|econds)?\b)?(?= ?[:|\-] ?[^\W\d]| [^\W\d])"
)
"""A line that begins with the second of its shot, one of a series: *0:04 - a sailor coils rope*."""
LENGTHS = _form(rf"(?:{_TURN}) ?{_LENGTH} ?:")
"""Two of these are headings: 前3秒：…后4秒：…."""
FIELD = _form(
    rf"(?:(?:^|(?<=[\n;,。|]) ?)(?:时长|时间段?|镜头时长|duration|time) ?: ?|(?<=\|) ?|(?P<in>(?<=[(,、]) ?))"
    rf"(?:{_RANGE}|(?:约 ?)?{_LENGTH}) ?(?(in)(?=[)\]】])|(?=[\n;,。|]|$))"
)
"""A field or a cell that tells when or how long a shot is: 时长：3秒, | 0-3s |."""
COUNTED = _form(
    r"\b(?:[2-9]|two|three|four|five|six) (?:separate |different |distinct |short |single |consecutive )?"
    r"(?:shots|scenes|clips|cuts)\b|(?:[2-9]|[两二三四五六])个 ?(?:独立的?|不同的?)?(?:分?镜头?|画面|场景|片段)"
)
IN_BRACKETS = (
    _BRACKETED_RANGE,
    _BRACKETED_LENGTH,
    _TITLED_RANGE,
    _BRACKETED,
    _CELLS,
    _RANGE_FIRST,
    _MOMENT,
    _BRACKETED_TITLE,
)
"""How a heading is written that begins with a bracket, tried in this order."""
BRACKETS = frozenset("[(【<{")
TOLD = (_LABEL_RANGE, _LABEL_LENGTH, _LABEL_SECONDS, _LABEL_TIMES, _SECOND)
"""How any other is written."""
