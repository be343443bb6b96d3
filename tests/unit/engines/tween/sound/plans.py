"""Plans of a line each."""

from inbetween.domain.plan import Dialogue, Plan, Shot, SoundCue


def bed(tag: str, t: float = 0.0) -> SoundCue:
    return SoundCue(tag=tag, t=t, bed=True)


def event(tag: str, t: float) -> SoundCue:
    return SoundCue(tag=tag, t=t, bed=False)


def line(text: str, t: float, lang="en", **how) -> Dialogue:
    return Dialogue(text=text, lang=lang, t=t, **how)


def shot(start: float, end: float, *sounds: SoundCue, said=(), transition=None) -> Shot:
    return Shot(start=start, end=end, text="", sounds=sounds, dialogue=tuple(said), transition=transition)


def plan(*shots: Shot, **more) -> Plan:
    return Plan(duration=shots[-1].end, source="single", shots=shots, **more)
