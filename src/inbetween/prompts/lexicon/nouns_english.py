"""English nouns for what a camera does, by the verb that says the same: *a jerk of the camera* is a camera that jerks.

Who has learnt English from another language tells a move as a noun with a verb that means little (*make a full turn*,
*give some steps back*) or with the camera behind it (*a small movement of the camera*).
"""

MOTIONS = {
    "move": "movement|motion|move|moving",
    "turn": "turn|turning",
    "swing": "swing|swinging",
    "jerk": "jerk",
    "rise": "rise|rising|ascent|ascension|elevation|lifting",
    "climb": "climb|climbing",
    "descend": "descent|descending|lowering",
    "drop": "drop|fall",
    "sink": "sinking",
    "approach": "approach|approaching|approximation",
    "retreat": "retreat|retreating|withdrawal",
    "advance": "advance|advancing|advancement",
    "glide": "glide|gliding",
    "drift": "drift|drifting",
    "slide": "slide|sliding",
    "fly": "flight|flying",
    "float": "float|floating",
    "rush": "rush",
    "run": "run",
    "walk": "walk|walking",
    "stroll": "stroll",
    "crawl": "crawl|crawling",
    "creep": "creep|creeping",
    "dive": "dive|diving",
    "swoop": "swoop",
    "sweep": "sweep|sweeping",
    "look": "look|glance|peek",
    "jump": "jump|leap",
    "step": "step|steps",
    "travel": "travel|travelling|traveling|journey|trip",
    "pass": "pass|passage|passing",
    "enter": "entrance|entry",
    "rotate": "rotation|rotating",
    "spin": "spin|spinning",
    "spiral": "spiral",
    "pan": "pan|panning|panoramic",
    "push": "push",
    "pull": "pull",
    "zoom": "zoom|zooming",
    "roll": "roll|rolling",
    "tilt": "tilt|tilting",
    "circle": "circle|round|lap|loop|tour|circuit|revolution|orbit|arc|circling|half circle|semicircle",
}
"""Nouns by verb."""

LIGHT = "make|do|give|take|perform|describe|draw|trace|execute|complete"
"""Verbs that say no more than that the noun behind them is done."""

DETERMINERS = "a|an|one|another|some|a few|two|three|the|its|a single|just one"

MANNERS = (
    "very|slow|gentle|quick|fast|small|short|long|little|light|soft|smooth|tiny|big|sudden|calm|steady|continuous|"
    "single|"
    "brief|final|subtle|easy|careful|nice|elegant|constant|vertical|horizontal|circular|lateral"
)
"""How a move that begins a sentence may be."""

ABSTRACT = "movement|motion|travelling|traveling|approach|retreat|ascent|descent|panoramic|look|glance"
"""Nouns of motion that begin a sentence as an order; a walk or a climb may be what people do in it."""

FINITE = (
    "is|are|was|were|has|makes?|made|[a-z]+ed|fills?|brings?|comes?|catch(?:es)?|goes|begins?|starts?|"
    "of (?:the|a|his|her|their)"
)
"""What such a noun does where it is the subject of a sentence."""

AHEAD = "forward|backward|upward|downward|leftward|rightward|sideways|lateral|clockwise|anticlockwise|counterclockwise"
"""Ways that stand before a noun."""

WAYS = (
    "around|round|about|to|toward|towards|up|down|left|right|back|backwards?|forwards?|ahead|in|into|inside|out|"
    "through|"
    "along|past|over|under|upwards?|downwards?|sideways|from|clockwise|anticlockwise|counterclockwise|away|off|near|"
    "nearer|close|closer|across|between|behind|above|after|until|till|beside|alongside"
)
"""What begins the way of a move."""

ONLY_VERBS = "look|lift|head|turn|swing|go|come|move|fly|advance|rise|climb|descend|travel|glide|proceed|continue|"
"approach|retreat|tilt|pan"
"""Verbs with which an order goes on behind a place."""

GOERS = "|".join(
    (*MOTIONS, "go|come|follow|start|begin|fall|up|down|around|round|back|upwards?|downwards?|forwards?|backwards?")
)
"""What may begin an order that is done with the camera."""
