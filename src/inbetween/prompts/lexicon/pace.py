"""How fast, how far and how evenly: the words around a move, in both languages."""

SPEEDS = {
    "whip": "whip|whips|whipping|whipped|swish|甩|甩镜|甩镜头|甩向|甩到|甩至|甩动|甩摇",
    "slow": (
        "slow|slowly|slower|gentle|gently|gradual|gradually|subtle|subtly|leisurely|softly|barely|creep~|inch~|"
        "unhurried|patient|patiently|drift~|ease~|glacial|glacially|languid|languidly|imperceptible|"
        "imperceptibly|delicately|tenderly|lazily|lazy|bit by bit|little by little|slow motion camera|calmly|"
        "at a slow pace|unhurriedly|ever so slowly|缓慢|缓缓|慢慢|徐徐|缓|渐渐|逐渐|逐步|轻轻|轻柔|悠悠|慢速|慢|"
        "徐|一点点|一点一点|平缓|舒缓|缓步|极慢|极缓|缓推|慢推|轻推|缓拉|慢拉|缓升|缓降|从容|悠然|柔和地|悄然|"
        "悄悄|不紧不慢|不疾不徐|缓缓地|不知不觉"
    ),
    "fast": (
        "fast|faster|quick|quickly|rapid|rapidly|swift|swiftly|sudden|suddenly|abrupt|abruptly|crash|snap|snaps|"
        "snapping|smash|rush~|race~|dash~|speed~|speedily|violent|violently|sharply|hurtle~|frantic|frantically|"
        "zip~|bolt~|hyper|punch|punchy|explosive|explosively|instantly|breakneck|high speed|lightning fast|jerk~|"
        "dart~|charge~|aggressive|aggressively|briskly|brisk|plummet~|at speed|at high speed|快速|迅速|急速|飞速|"
        "急|猛|猛地|猛然|突然|忽然|骤然|瞬间|极速|高速|飞快|快|急推|快推|猛推|急拉|快拉|疾速|疾|闪电般|陡然|极快|"
        "火速|一下子|骤|疾驰|高速地|迅猛|飞驰|急剧"
    ),
}
AMOUNTS = {
    "small": (
        "slight|slightly|a little|a bit|subtle|subtly|tiny|minimal|barely|small|faint|faintly|a touch|a tad|微微|"
        "略微|稍微|轻微|小幅|小幅度|一点|稍稍|些微|略|稍"
    ),
    "large": (
        "dramatic|dramatically|all the way|far|extreme|extremely|sweeping|huge|massive|massively|entire|vast|"
        "大幅|大幅度|剧烈|极大|一直|很远|远远|大范围"
    ),
}
EASES = {
    "out": (
        "decelerating|decelerates|decelerate|slows to a stop|slowing to a stop|slow to a stop|slows down|"
        "slowing down|slows to a halt|先快后慢|逐渐减速|慢慢停下|逐渐放慢|缓缓停下|由快到慢|由快变慢|慢慢停住|"
        "越来越慢|减速"
    ),
    "in": (
        "accelerating|accelerates|accelerate|faster and faster|speeding up|speeds up|gaining speed|"
        "picks up speed|picking up speed|先慢后快|越来越快|逐渐加速|由慢到快|由慢变快|加速"
    ),
    "linear": "steady|steadily|constant speed|constant|at a constant pace|evenly|匀速|匀速地|匀速运动",
}
ASIDE = (
    "slow motion|slow mo|super slow motion|ultra slow motion|slow paced|fast motion|fast paced|fast food|"
    "time lapse|high speed train|high speed camera|slow shutter|fast moving|slow moving|fast car|急诊|急救|"
    "紧急|着急|慢动作|慢镜头|超慢动作|快乐|快递|快门|快餐|愉快|轻快|欢快|凉快|赶快|很快就|不快|痛快|爽快|"
    "勇猛|凶猛|猛兽|猛虎|缓解|一点光|一点红|一点点光|急流|湍急|焦急|策略|略带|快递员|傲慢|冲浪|冲击|冲洗|"
    "冲突|一直线|高速公路|高速列车|快艇|稍后|永远|远远地"
)
"""Phrases whose words are not about a move's pace."""
