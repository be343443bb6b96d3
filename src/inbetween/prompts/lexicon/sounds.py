"""Sounds by their names, in both languages: beds lie under a shot, the others happen once."""

SOUNDS = {
    "rain": (
        "rain|rains|raining|rainy|rainfall|raindrop|raindrops|rainstorm|drizzle|drizzling|downpour|thunderstorm|"
        "下雨|雨声|雨滴|雨水|雨中|雨夜|暴雨|大雨|小雨|细雨|淋雨|雷雨|下着雨|下起雨|雨幕|春雨|秋雨|雨淅沥|雨巷|"
        "雨天|雨点|雷阵雨|飘雨|落雨|雨落"
    ),
    "thunder": (
        "thunder|thunders|thundering|thunderous|thunderstorm|lightning|thunderclap|雷声|打雷|雷鸣|雷电|雷雨|闪电|"
        "惊雷|雷阵雨|电闪雷鸣|雷暴"
    ),
    "wind": (
        "wind|winds|windy|wind howls|howling wind|howling winds|wind howling|winds howl|wind whistles|breeze|"
        "breezes|breezy|gust|gusts|gusting|gale|blizzard|风声|微风|大风|狂风|寒风|秋风|春风|海风|晚风|风吹|吹风|"
        "迎风|随风|风中|阵风|风雪|清风|风沙|暴风|暴风雪|起风|风呼啸|呼啸的风|夜风|山风|冷风|凉风|热风|风拂"
    ),
    "sea": (
        "sea|seas|ocean|oceans|wave|waves|surf|seashore|beach|beaches|shore|shoreline|tide|seaside|海浪|大海|"
        "海边|海滩|海面|浪花|波涛|海洋|潮水|沙滩|涛声|海岸|波浪|巨浪|浪涛|潮汐|海水|海潮"
    ),
    "stream": (
        "stream|streams|river|rivers|brook|creek|waterfall|waterfalls|fountain|fountains|running water|溪水|溪流|"
        "小溪|河水|流水|瀑布|喷泉|河流|泉水|小河|山泉|清泉|潺潺"
    ),
    "fire": (
        "fire|fires|fireplace|flame|flames|bonfire|campfire|burning|burn|burns|hearth|embers|wildfire|火焰|篝火|"
        "壁炉|炉火|燃烧|火堆|烈火|火光|噼啪|大火|火苗|烛火噼啪|柴火|营火"
    ),
    "forest": "forest|forests|woods|jungle|rainforest|woodland|森林|树林|林间|丛林|竹林|林中|密林|雨林",
    "bird": (
        "bird|birds|birdsong|chirp|chirps|chirping|seagull|seagulls|gull|gulls|crow|crows|tweet|tweets|tweeting|"
        "songbird|songbirds|sea gull|sea gulls|owl hoots|鸟鸣|鸟叫|鸟儿|小鸟|鸟声|海鸥|乌鸦|鸟语|鸟群|飞鸟|啾啾|"
        "百鸟|麻雀|布谷"
    ),
    "night": "cricket|crickets|cicada|cicadas|night insects|frogs croak|虫鸣|蟋蟀|蝉鸣|蛙鸣|夏夜|知了|虫声|蝉声",
    "city": (
        "traffic|city|cityscape|street|streets|downtown|honk|honks|honking|highway|urban|metropolis|alleyway|"
        "crosswalk|intersection|车流|街头|街道|城市|马路|都市|车水马龙|街角|喇叭声|闹市|街上|大街|公路|十字路口"
    ),
    "crowd": (
        "crowd|crowds|crowded|audience|chatter|chattering|market|spectators|bazaar|cheering|cheers|stadium|人群|"
        "观众|人声|喧闹|热闹|欢呼|集市|嘈杂|人来人往|喧哗|市集|鼎沸|人潮|菜市场|市场|人头攒动"
    ),
    "applause": "applause|applaud|applauds|applauding|applauded|clap|claps|clapping|ovation|掌声|鼓掌|拍手",
    "train": "train|trains|subway|railway|locomotive|metro|tram|火车|列车|地铁|铁轨|高铁|电车|轻轨",
    "engine": (
        "engine|engines|motorbike|motorbikes|motorcycle|motorcycles|motor|revving|car|cars|truck|trucks|"
        "helicopter|helicopters|airplane|airplanes|plane|planes|aircraft|race car|sports car|tractor|jet|引擎|"
        "发动机|摩托|摩托车|汽车|直升机|飞机|轰鸣|跑车|赛车|卡车|货车|拖拉机|马达"
    ),
    "underwater": "underwater|under water|deep sea|scuba|水下|海底|深海|水底",
    "space": (
        "outer space|spaceship|spaceships|spacecraft|galaxy|galaxies|nebula|space station|starship|太空|宇宙|"
        "星云|飞船|空间站|银河|宇宙飞船"
    ),
    "cafe": "cafe|café|coffee shop|restaurant|diner|bistro|coffeehouse|咖啡馆|咖啡厅|餐厅|茶馆|咖啡店|饭馆|餐馆|茶楼",
    "footsteps": "footstep|footsteps|foot steps|footfalls|脚步|脚步声|足音",
    "knock": "knock|knocks|knocking|knocked|敲门|叩门|敲击声|敲门声",
    "door": (
        "door slams|door slam|door closes|door close|door shuts|door opens|door open|gate slams|gate closes|"
        "gate opens|gate shuts|opens the door|closes the door|shuts the door|slams the door|slamming the door|"
        "opening the door|closing the door|opens a door|slamming door|doors open|doors close|doors slam|关门|"
        "开门|推开门|推开了门|门关上|门打开|门推开|门被关上|门被打开|门被推开|摔门|大门打开|推门|门开了|关门声|"
        "开门声|房门打开"
    ),
    "creak": "creak|creaks|creaking|creaky|吱呀|吱嘎|嘎吱|吱吱作响",
    "bell": "bell|bells|chime|chimes|chiming|钟声|铃声|铃铛|钟响|风铃|敲钟|铃响|钟鸣|驼铃",
    "clock": "tick|ticks|ticking|clock|clocks|tick tock|滴答|时钟|钟表|怀表|嘀嗒|挂钟|闹钟",
    "heartbeat": "heartbeat|heartbeats|heart beats|heart beating|heart beat|pulse|pounding heart|心跳|心跳声",
    "glass": (
        "shatter|shatters|shattering|shattered|glass breaks|glass breaking|breaking glass|glass smashes|"
        "window breaks|vase breaks|mirror breaks|bottle breaks|smashing glass|破碎|玻璃碎|打碎|碎裂|摔碎|"
        "玻璃破碎|粉碎|打破玻璃"
    ),
    "explosion": (
        "explosion|explosions|explode|explodes|exploding|exploded|blast|blasts|bang|detonate|detonates|"
        "detonation|爆炸|轰炸|炸开|炮声|爆炸声|炮火|爆破|炸弹"
    ),
    "gunshot": "gunshot|gunshots|gun shot|gun shots|gunfire|枪声|开枪|枪响|枪战",
    "crack": "crack|cracks|cracking|crackle|crackles|crackling|裂开|咔嚓|开裂|咔|断裂",
    "splash": "splash|splashes|splashing|溅起|水花|扑通|落水|水花四溅|飞溅",
    "drip": "drip|drips|dripping|滴落|水滴|滴水|滴水声",
    "dog": (
        "dog barks|dogs bark|dog bark|dog barking|dogs barking|barking|barks loudly|barks at|puppy barks|"
        "puppy barking|dog howls|dog growls|barking dog|barking dogs|dog is barking|狗叫|犬吠|吠|狗吠|汪汪|"
        "狗叫声|小狗叫"
    ),
    "wolf": "wolf|wolves|howl|howls|howling|狼嚎|狼叫|狼嗥",
    "cat": "meow|meows|meowing|purr|purrs|purring|猫叫|喵|喵喵|喵叫",
    "horse": "hooves|hoofbeats|neigh|neighs|neighing|gallop|gallops|galloping|马蹄|马嘶|马群|马蹄声|奔马|骏马奔腾",
    "laugh": (
        "laugh|laughs|laughing|laughter|giggle|giggles|giggling|chuckle|chuckles|chuckling|笑声|大笑|哈哈|"
        "哈哈大笑|欢笑|咯咯笑|欢声笑语"
    ),
    "cry": "sob|sobs|sobbing|weep|weeps|weeping|crying|cries softly|哭声|抽泣|啜泣|哭泣|大哭|痛哭|哭喊",
    "phone": (
        "phone rings|phone ringing|phone buzzes|phone buzzing|phone vibrates|ringtone|telephone rings|"
        "ringing phone|phone is ringing|电话铃|手机响|来电|电话响|手机铃声|电话铃声|手机震动"
    ),
    "typing": "typing|keyboard|types on|打字|键盘|敲键盘|敲代码",
    "shutter": "camera shutter|shutter clicks|shutter click|shutter sound|快门|快门声|咔嚓一声拍照",
    "whoosh": "whoosh|whooshes|whooshing|swoosh|swooshes|swooshing|呼啸|嗖|呼啸而过",
    "horn": "horn|horns|siren|sirens|foghorn|汽笛|警笛|号角|鸣笛|汽笛声|警报",
    "drum": "drum|drums|drumming|drumbeat|drumbeats|鼓声|打鼓|鼓点|击鼓|擂鼓|战鼓",
    "fireworks": "firework|fireworks|firecracker|firecrackers|烟花|鞭炮|烟火|爆竹|礼花",
    "click": "click|clicks|clicking|咔哒",
}
BEDS = frozenset(
    [
        "rain",
        "wind",
        "sea",
        "stream",
        "fire",
        "forest",
        "night",
        "city",
        "crowd",
        "train",
        "engine",
        "underwater",
        "space",
        "cafe",
    ]
)
"""What lies under a whole shot."""

ASIDE = (
    "rainbow|rainbows|fire truck|fire trucks|fire engine|firefly|fireflies|firefighter|firefighters|"
    "fire station|fire hydrant|fired|campfire song|season|seat|seaweed|seafood|sea of people|sea of flowers|"
    "sea of clouds|sea of faces|sea of lights|sea of grass|sea of stars|waves at|waves to|waves goodbye|"
    "waves his|waves her|waves back|wave goodbye|wave at|waves hello|hair in waves|wind up|wind around|"
    "winds through|winds around|winds its|winds up|winds down|winds along|winds between|wind through the|"
    "street food|street lamp|street light|street lights|street lamps|streetwear|clockwise|counter clockwise|"
    "counterclockwise|bark of|tree bark|train of her|train of the dress|wedding train|in training|bird's eye|"
    "birds eye|bird's eye view|bird eye view|crane shot|crack of dawn|cracks a smile|cracked|car park|"
    "car key|car keys|plane of focus|focal plane|heart beat of|stock market|market share|night market food|"
    "black market|shooting star|风格|风景|风扇|风度|风衣|风情|风味|风貌|风筝|国风|古风|风采|威风|风华|风云|"
    "风光|风波|上海|海报|海选|海拔|脑海|火箭|火锅|火龙果|火星|火热|火红|火山|火花|火鸡|火腿|火速|火柴|"
    "分钟|秒钟|水果|专门|部门|热门|门槛|门店|花海|云海|人海|林海|星海|竹海|火车站台|水墨|水彩|汽车人|钟楼|"
    "钟情|雨伞|雨衣|谷雨|风雨兼程|城市规划|飞机模型|喵星人|彩虹|鸟瞰|鸟瞰视角|烟火气|海蓝|海鲜|海带|"
    "海盗|雷同|地雷|马虎"
)
"""Phrases whose words make no sound."""

MUSIC = (
    "music|soundtrack|musical score|orchestral score|film score|bgm|melody|score swells|background score|"
    "theme song|音乐|配乐|旋律|乐曲|背景音乐|伴奏|bgm"
)
NOT_MUSIC = (
    "music box|music video|musician|musicians|music stand|music room|sheet music|music hall|to the music|"
    "music shop|music store|street musician|音乐家|音乐厅|音乐会|音乐节|音乐盒|音乐喷泉|音乐教室|随着音乐|"
    "跟着音乐|跟随音乐|伴随着音乐起舞|乐谱"
)
MOODS = {
    "epic": "epic|orchestral|heroic|triumphant|cinematic music|grand|majestic|史诗|宏大|管弦|激昂|磅礴|恢弘|交响",
    "tense": (
        "tense|suspense|suspenseful|ominous|thriller|horror|eerie|dark|dramatic|scary|紧张|悬疑|恐怖|诡异|惊悚|压抑"
    ),
    "happy": "upbeat|cheerful|happy|playful|joyful|lively|funny|欢快|轻快|愉快|活泼|喜庆|欢乐|俏皮",
    "sad": "sad|melancholic|melancholy|sorrowful|sombre|somber|mournful|悲伤|忧伤|伤感|哀伤|悲凉|凄凉|忧郁",
    "calm": (
        "calm|gentle|soft|peaceful|soothing|ambient|lofi|lo fi|piano|relaxing|serene|acoustic|tender|romantic|"
        "舒缓|轻柔|宁静|平静|钢琴|柔和|治愈|悠扬|温柔|抒情|浪漫|古筝|空灵"
    ),
    "electronic": "electronic|synth|synthwave|techno|edm|synths|dubstep|house music|cyberpunk music|电子|电音|合成器",
    "drums": "drum|drums|percussion|鼓点|鼓声|打击乐|战鼓",
}

SILENT = (
    "silent video|silent clip|silent film|no sound|no sounds|no audio|without sound|without any sound|"
    "without audio|muted|mute|mute the|completely silent|in complete silence|in total silence|"
    "no sound at all|静音|无声|没有声音|没有任何声音|无任何声音|不要声音|不要任何声音|无音频|不要音频|"
    "无声视频"
)
NO_MUSIC = (
    "no music|no background music|without music|without any music|without background music|no score|"
    "no soundtrack|no bgm|without bgm|no music at all|music free|无音乐|没有音乐|不要音乐|无背景音乐|"
    "没有背景音乐|不要背景音乐|无配乐|没有配乐|不要配乐|去掉音乐|去掉背景音乐|无bgm|不要bgm|不加音乐|"
    "不要任何音乐|没有任何音乐|不加配乐|不需要音乐|不需要配乐|不要任何配乐|无任何音乐"
)
ONLY_GIVEN = (
    "no other sound|no other sounds|no other noise|no other noises|no other audio|no other background noise|"
    "no other background sound|only the given audio|only the provided audio|only the supplied audio|"
    "just the given audio|only the rap|only the song|only the given sound|only the audio|没有其他声音|"
    "没有其它声音|没有其他杂音|没有其他噪音|没有其他任何声音|无其他声音|无其他杂音|无其他噪音|"
    "没有任何其他声音|无其它声音|只有给定的声音|只保留原音频"
)
