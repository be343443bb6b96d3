"""English verbs for what a viewpoint does on its way that is no move of its own: it finds, clears, meets, hesitates.

Behind a clause in which the camera acts they say that it still does: *it descends, levels out and races upstream*.
They are nouns and verbs of people too, so they count nowhere else (``prompts.actors.predicates_english``).
"""

ONWARD = (
    "level cross clear reach leave meet hit touch pick top overshoot overtake check notice catch correct steady"
    " straighten hesitate double cut brush skirt scrape graze miss join seek search hunt choose select single locate"
    " spot detect encounter confront greet surprise startle admire study examine inspect investigate regard ponder"
    " contemplate consider recognise recognize understand remember forget lose abandon desert ditch drop ignore avoid"
    " dodge duck evade escape slow hurry quicken accelerate decelerate relax calm collect gather savour savor taste"
    " smell hear listen feel sense follow find discover reveal uncover unveil isolate identify trace outline map"
    " measure explore visit tour haunt stalk circle survey scout patrol comb rake sift probe test try attempt manage"
    " fail refuse decline agree decide resolve insist persist resume repeat continue carry finish complete end"
    " start begin commence open close shut unlock nudge push shove knock tap break smash crack shatter split part"
    " divide separate connect link bridge span straddle enter exit quit vacate occupy fill empty drain flood swallow"
    " devour eat drink sip gulp breathe inhale exhale sigh gasp shiver shudder tremble quiver vibrate hum buzz"
    " flinch wince blink squint peek peep glimpse glance stare gape gawk ogle look watch witness observe see view eye"
    " settle rest lie sit stand perch nestle nest lodge lock latch hook cling stick attach detach free release loosen"
    " tighten squeeze fit wedge slot thread needle stitch weave knit braid tangle untangle unravel wrap unwrap"
    " adjust align centre center frame reframe recompose balance compensate counter answer reply respond react"
    " obey disobey comply submit yield surrender give take grab seize snatch steal borrow return bring fetch deliver"
    " turn bend curve skid slip slide trip stumble bump collide crash land alight arrive appear emerge surface"
    " vanish disappear hide lurk wait pause stop halt freeze linger loiter dawdle tarry hover hang dangle float"
    " rejoin regain recover restore reset right upright outrun outpace overtake pass undercut sidestep bypass round"
)
