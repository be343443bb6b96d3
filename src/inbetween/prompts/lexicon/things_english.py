"""English phrases about things and people that hold a word about the camera."""

_TITLES = "mr|mrs|ms|miss|dr|uncle|aunt|lady|sir|captain|professor|little|old|young|baby|granny|princess"
_NAMES = "dolly|crane|pan|zoom|track|tracks|truck|roll|boom|tilt|dolly zooms"
_BEASTS = "sheep|cat|dog|cow|horse|pig|goat|lamb|clown|parrot|elephant|bear|robot|doll|hen|duck|mouse|donkey"
_SHADOWS = "dramatic|deep|long|soft|hard|harsh|sharp|dark|moody|strong|heavy|subtle|gentle|shifting|moving|volumetric"
_TRAILS = "light|motion|smoke|vapor|vapour|dust|neon|star|car|headlight|taillight|snail|particle|energy|glowing|long"

SUBJECTS_OWN = (
    "pan asian|pan african|pan american|pan european|pan pizza|pan flute|pan flutes|tilt a whirl|push ups|pull ups|"
    "push up challenge|push up contest|push up bar|push up bars|pull up bar|pull up bars|push up position|"
    "zoom call|zoom meeting|zoom lens|zoom lenses|"
    "is preceded by|are preceded by|"
    "looks straight down|looking straight down|looks directly down|looking directly down|pointing straight down|"
    "points straight down|"
    "rise and fall of|ebb and flow of|from orbit|in orbit|panning for|pans for|pan for|panned for|"
    "rock and roll|motion blur|push up challenge|push up position|push up bra|pan african|pan american|pan asian|"
    "pan european|pan seared|pan fried|pan roasted|"
    "motion graphics|motion capture|"
    "security camera|surveillance camera|cctv camera|webcam|dashcam|"
    "drone show|drone light show|drone lights|drone display|drone fleet|drone swarm|"
    "delivery drone|toy drone|drone pilot|drone operator|"
    "push up contest|push up bar|"
    "pull up bar|"
    "from the back|at the back|in the back|the back of|shallow focus|soft focus|deep focus|sharp focus|"
    "selective focus|tack sharp focus|shot goes wide|"
    "picture frame|photo frame|"
    "door frame|window frame|zoom lens|zoom call|zoom meeting|dolly parton|"
    "truck stop|truck driver|whip pan transition|whip pan transitions|whip pan cut|whip transition|"
    "frying pan|peter pan|pan for gold|panning for gold|pans for gold|saucepan|tilt shift|tilt shift lens|"
    "food truck|fire truck|pickup truck|tow truck|truck driver|paper crane|crane operator|crane fly|"
    "race track|train track|train tracks|railway tracks|train tracks|tire tracks|soundtrack|track suit|"
    "inverts to|inverts into|invert to|inverting to|inverted to|inverts color|inverts colors|inverts its colors|"
    "drift apart|drifts apart|drifting apart|"
    "rolling hills|rolling waves|rolling fog|rolling clouds|keep~ rolling|roll~ camera|roll~ film|"
    "rolls up|roll up|turn~ into|turn~ out|turn~ on|turn~ off|turn~ back time|"
    "pull~ back the curtain|pull~ back the curtains|pull~ back the sheets|pull~ back a curtain|lower left|"
    "lower right|upper left|upper right|lower third|close up|close ups|closeup|closeups|set up|sets up|"
    "light~ up|lights up|lit up|waist up|chest up|build~ up|slow~ down|speed~ up|grow~ up|"
    "wake~ up|made up|pick~ up|stand~ up|top down|look~ up at|glance~ up at|look~ down at|glance~ down at|"
    "look~ down on|look~ down upon|"
    "left hand|right hand|right side|left side|right eye|left eye|left foot|"
    "right foot|left arm|right arm|right angle|"
    "right now|right away|right behind|right next to|right in front of|right beside|"
    "right outside|right here|right there|to the left of|to the right of|in front|"
    "in the air|in sync|in time|in real time|in focus|in silence|in the background|in the foreground|"
    "in the distance|in the middle|in the center|in the centre|in one take|in a single take|"
    "in one continuous take|in a continuous shot|in detail|in full|in frame|in view|in order|in rhythm|"
    "in a smooth motion|in unison|in color|in colour|in black and white|in a single shot|in one shot|"
    "in one smooth motion|in one motion|in the frame|in the scene|in the shot|in the style|into view|"
    "into frame|into focus|into the frame|into the shot|out of focus|out of frame|out of the frame|"
    "out of view|over time|over the course|over her shoulder|over his shoulder|over the shoulder|"
    "over their shoulder|over and over|back and forth|back to back|on camera|off camera|to camera|in camera|"
    "in the camera|once more|all over|overhead|by side|side by side|in between|a bit of|as if|"
    "as though|such as|and so on|from above|from below|from afar|from the left|"
    "from the right|from the side|camera bag|camera store|camera shop|camera flash|camera crew|camera strap|"
    "camera phone|camera man|cameraman|camerawoman|camera operator|lens cap|lens flare|lens flares|"
    "shot glass|shot of whisky|shot of whiskey|shot of espresso|a shot from|points out|fly away|"
    "flying saucer|run away|passing cars|passing car|passing train|passing crowd|passing by|rising sun|"
    "setting sun|falling leaves|falling snow|falling rain|moving train|moving car|moving truck|turning point|"
    "next to|according to|due to|thanks to|close by|by hand|time goes by|on the move|"
    "on the run|spinning top|floating dust|drifting snow|sweeping landscape|sweeping view|moving crowd|"
    "flowing water|running water|drop of|drops of|climbing wall|push ups|pull ups|shot put|"
    "wide open|pan of|pans of|roll of|rolls of|a track of|crane arm|tower crane|crane driver|boom box|boom mic"
)
SUBJECTS_OWN += "|" + "|".join(f"{title} {name}" for title in _TITLES.split("|") for name in _NAMES.split("|"))
SUBJECTS_OWN += (
    "|roll call|arc lamp|arc lamps|arc light|"
    "arc lights|push notification|push notifications|push button|push buttons|"
    "push pin|push pins|push broom|push cart|pull cord|pull tab|"
    "pull string|zoom link|zoom class|zoom background|pan pipe|"
    "pan pipes|pan flute|pan pizza|crane game|track record|track meet|track team|tracking collar|tracking number|"
    "tracking device|tracking dog|tracking dogs|boom town|boom gate|"
    "boom barrier|dolly grip|truck bed|truck horn|hand truck|"
    "rolling pin|rolling pins|rolling chair|rolling suitcase|"
    "rolling suitcases|orbital station|follow spot|whipped cream|"
    "revolving door|revolving doors|rotating fan|swinging door|"
    "swinging doors|sliding door|sliding doors|flying squirrel|"
    "flying fish|flying fox|diving board|diving bell|climbing rose|"
    "climbing roses|climbing rope|spinning wheel|falling star|"
    "falling stars|shooting star|shooting stars|rising dough|tilt table|pinball tilt"
)
SUBJECTS_OWN += "|" + "|".join(f"dolly the {beast}" for beast in _BEASTS.split("|"))
SUBJECTS_OWN += "|" + "|".join(f"{how} shadows" for how in _SHADOWS.split("|"))
SUBJECTS_OWN += "|" + "|".join(f"{what} trails" for what in _TRAILS.split("|"))
SUBJECTS_OWN += "|" + "|".join(
    f"{fixed} to the {part}"
    for fixed in ("glued", "strapped", "bolted", "fixed", "clamped", "mounted", "attached", "taped")
    for part in ("hood", "roof", "bonnet", "dashboard", "bumper", "handlebars", "handlebar", "windshield", "windscreen",
                 "bow", "wing", "mast", "helmet", "collar", "saddle", "front of", "back of", "side of", "underside of")
)  # fmt: skip
SUBJECTS_OWN += "|" + "|".join(
    f"the {word} of" for word in ("tilt", "roll", "push", "pull", "swing", "rise", "fall", "drop", "sweep", "arc",
                                  "orbit", "crane", "whip", "turn", "climb", "descent", "dip", "curve", "circle")
)  # fmt: skip
SUBJECTS_OWN += "|" + "|".join(
    f"track {number}"
    for number in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                   *(str(number) for number in range(1, 21)))
)  # fmt: skip
SUBJECTS_OWN += "|" + "|".join(
    f"{part} {lean}"
    for part in ("head", "chin", "hip", "hips", "eye", "shoulder", "body", "wrist", "neck")
    for lean in ("tilt", "tilts", "roll", "rolls")
)
SUBJECTS_OWN += (
    "|zoom blur|zoom burst|zoom level|zoom levels|zoom lines|zoom flare|radial zoom blur|tracking data|tracking dots|"
    "tracking markers|tracking dish|tracking system|pan flash|dolly track|dolly tracks|"
    "light sweep|light sweeps"
)
SUBJECTS_OWN += "|" + "|".join(
    f"{weaves} left and right"
    for weaves in ("banking", "weaving", "swerving", "dodging", "carving", "swaying", "darting", "zigzagging")
)
"""Phrases in which a word about the camera is not about its way, though it looks so."""

SUBJECTS_OWN += "|" + "|".join(
    f"{phrase}s"
    for phrase in SUBJECTS_OWN.split("|")
    if phrase.endswith((" track", " truck", " crane", " camera", " drone"))
)

PLACES = {
    side: "|".join(
        f"{at} {whose}{far}{side}{end}"
        for at in ("on", "at")
        for whose in ("", "the ", "its ", "his ", "her ", "our ", "their ", "screen ", "camera ", "frame ")
        for far in ("", "far ")
        for end in ("", " side", " hand side", " edge")
    )
    for side in ("left", "right")
}
"""Where something stands in the picture."""

BUILT = (
    "lighthouse|tower|towers|castle|castles|ruin|ruins|abbey|monastery|church|chapel|cathedral|temple|shrine|pagoda|"
    "mosque|minaret|bridge|aqueduct|viaduct|building|buildings|house|houses|cottage|cabin|villa|mansion|palace|fort|"
    "fortress|citadel|wall|walls|gate|gateway|arch|statue|statues|sculpture|sculptures|monument|memorial|obelisk|"
    "observatory|colosseum|amphitheatre|pyramid|pyramids|skyscraper|skyscrapers|skyline|cityscape|city|town|village|"
    "street|streets|alley|stall|stalls|storefront|storefronts|shop|shops|shelf|shelves|facade|facades|column|columns|"
    "pillars|fountain|barn|mill|windmill|factory|warehouse|library|museum|gallery|hall|corridor|room|interior|"
    "kitchen|garden|orchard|vineyard|forest|landscape|mountain|mountains|cliff|cliffs|valley|coastline|table|desk"
)
"""What stands where it is: a tracking shot of it follows nobody."""

SETTINGS = (
    "tunnel|corridor|corridors|hallway|hall|street|streets|alley|alleys|"
    "road|highway|forest|woods|beach|shore|pier|dock|"
    "harbour|harbor|market|bazaar|station|platform|stairwell|staircase|"
    "stairs|rooftop|roof|courtyard|garden|park|field|"
    "meadow|desert|valley|canyon|cave|kitchen|bedroom|bathroom|"
    "bar|cafe|diner|office|library|classroom|church|cathedral|"
    "temple|stadium|arena|stage|backstage|gym|warehouse|factory|garage|bridge|plaza|square|village|town|city|casino|"
    "ballroom|museum|gallery|hospital|ward|aisle|supermarket|trail|"
    "path|ridge|summit|coast|island|lobby|room|cellar|attic"
)
"""Where a shot is: a sentence that begins with one of these alone has no one who acts yet."""
