"""The door: a prompt becomes a plan. Pure text, by rules; ``docs/directing.md`` says what words do."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from inbetween.domain.plan import Move, Plan, Shot, SoundCue, Transition
from inbetween.domain.spec import ShotType
from inbetween.prompts.meaning.sounds import Heard, heard, is_bed, wishes, without
from inbetween.prompts.moves.beats import at_beats
from inbetween.prompts.moves.directions import Directions, directions, timed
from inbetween.prompts.shots.cut_words import cuts
from inbetween.prompts.shots.cutting import Cutting, Part, asks_for_several, cutting, is_one_take, tells_times_alone
from inbetween.prompts.writing.beats import beats
from inbetween.prompts.writing.meant import meant
from inbetween.prompts.writing.normalise import normalise
from inbetween.prompts.writing.quotes import Quote, mask
from inbetween.prompts.writing.speakers import dialogue
from inbetween.prompts.writing.words import is_chinese, split

_EVENT_BOUNDS = (0.08, 0.85)
_SPEECH_BOUNDS = (0.06, 0.6)
"""Where in a shot an event or a line may begin, as shares of its length."""
_OPENING_CUT, _OPENING_CUT_CHINESE = 8, 4
"""A cut within so many characters of a shot's beginning is the transition into it, unless a comma stands before it."""


def parse(prompt: str, seconds: float, shot_type: ShotType | None = None, *, has_last_frame: bool = False) -> Plan:
    """Return what ``prompt`` directs in a video of ``seconds``.

    ``shot_type`` is the request's; ``has_last_frame``: a first and a last frame are given, so times
    alone are beats of one take; shots that are named are shots.
    Never raises; the shots tile ``[0, seconds]`` exactly.
    """
    normal = normalise(prompt)
    masked, quotes = mask(normal)
    text = meant(masked)
    duration = float(seconds)
    words = split(text)
    several = shot_type == "multi" or asks_for_several(words)
    timed_only = has_last_frame and not several and tells_times_alone(text)
    one_take = shot_type == "single" or timed_only or is_one_take(words)
    made = cutting(text, words, duration, several=several, one_take=one_take)
    shots = [_shot(part, quotes, normal.shown, len(made.parts) > 1) for part in made.parts]
    shots = _with_transitions(_with_all(shots, made), made)
    if one_take and len(shots) > 1:
        shots, made = [_as_one(shots)], replace(made, source="beats")
    sound = wishes(words)
    return Plan(
        duration=duration,
        source=made.source,
        shots=tuple(shots),
        silent=sound.silent,
        music=sound.music,
        only_given_audio=sound.only_given_audio,
        warnings=tuple(made.warnings),
    )


def _shot(part: Part, quotes: Sequence[Quote], shown: str, among_others: bool) -> Shot:
    """Return one shot from its own words alone."""
    begins = _opening_cut(part.text) if among_others else 0
    text = part.text[begins:]
    words = split(text)
    told = directions(text, words)
    start, end = part.seconds
    moves = told.moves
    if not among_others:
        moves = at_beats(moves, [span[0] for span in told.spans], beats(text, end))
    own = [quote for quote in quotes if part.start <= quote.start < part.start + len(part.text)]
    return Shot(
        start=start,
        end=end,
        text=shown[part.start : part.start + len(part.text)].strip(),
        size=told.framing.size,
        size_end=told.framing.size_end,
        angle=told.framing.angle,
        angle_end=told.framing.angle_end,
        moves=moves,
        end_hold=told.end_hold,
        style=told.style,
        transition=told.transition if among_others or told.transition in ("fade", "iris", "flash") else None,
        dialogue=tuple(
            dialogue(quote, _when(part, quote.start - part.start, _SPEECH_BOUNDS))
            for quote in own
            if quote.kind == "said"
        ),
        sounds=_sounds(part, heard(without(words, told.spans)), begins, own),
    )


def _opening_cut(text: str) -> int:
    told = _first_cut(text)
    return told[1] if told else 0


def _first_cut(text: str) -> tuple[Transition | None, int] | None:
    """Return the cut with which a shot begins, and the character behind it."""
    words = split(text[:40])
    first = next(iter(cuts(words)), None)
    if first is None:
        return None
    before = text[: words[first.first].start]
    chinese = is_chinese(words[first.first].text)
    most = _OPENING_CUT_CHINESE if chinese else _OPENING_CUT
    opens = len(before) < most and not (chinese and "," in before)
    return (first.value, words[first.last - 1].end) if opens else None


def _when(part: Part, position: int, bounds: tuple[float, float]) -> float:
    """Return the second at which a word of a shot is due: where it stands in the text."""
    share = min(bounds[1], max(bounds[0], position / max(1, len(part.text))))
    return round(part.seconds[0] + (part.seconds[1] - part.seconds[0]) * share, 2)


def _sounds(part: Part, told: Sequence[Heard], offset: int, quotes: Sequence[Quote]) -> tuple[SoundCue, ...]:
    found = {tag: offset + start for tag, start in told}
    for quote in quotes:
        if quote.tag:
            found.setdefault(quote.tag, quote.start - part.start)
    in_order = sorted(found.items(), key=lambda item: item[1])
    return tuple(
        SoundCue(tag=tag, bed=is_bed(tag), t=part.seconds[0] if is_bed(tag) else _when(part, start, _EVENT_BOUNDS))
        for tag, start in in_order
    )


def _with_all(shots: list[Shot], made: Cutting) -> list[Shot]:
    """Return the shots with what was said for all of them before or behind."""
    everywhere = made.preamble + "\n" + made.tail
    if not everywhere.strip():
        return shots
    words = split(everywhere)
    told = directions(everywhere, words)
    beds = [sound.tag for sound in heard(without(words, told.spans)) if is_bed(sound.tag)]
    return [_joined(shot, told, beds) for shot in shots]


def _joined(shot: Shot, told: Directions, beds: Sequence[str]) -> Shot:
    own = {cue.tag for cue in shot.sounds}
    more = tuple(SoundCue(tag=tag, t=shot.start, bed=True) for tag in beds if tag not in own)
    return replace(
        shot,
        style=tuple(dict.fromkeys((*told.style, *shot.style))),
        moves=shot.moves or told.moves,
        angle=shot.angle or told.framing.angle,
        sounds=(*shot.sounds, *more),
    )


def _with_transitions(shots: list[Shot], made: Cutting) -> list[Shot]:
    """Return the shots with the transition between each two: what either says of it, else a cut."""
    joined = []
    for index, (shot, part) in enumerate(zip(shots, made.parts, strict=True)):
        if index + 1 == len(shots):
            last = shot.transition if shot.transition in ("fade", "iris", "flash") else None
            joined.append(replace(shot, transition=last))
            continue
        into = _into(made.parts[index + 1].text)
        between = part.transition if part.transition != "cut" else None
        joined.append(replace(shot, transition=into or between or shot.transition or part.transition or "cut"))
    return joined


def _into(text: str) -> Transition | None:
    told = _first_cut(text)
    return told[0] if told else None


def _as_one(shots: Sequence[Shot]) -> Shot:
    """Return beats as one shot: each one's moves keep its seconds and come after those of the beat before."""
    moves: list[Move] = []
    step = 0
    for _, alike in groupby(shots, key=lambda shot: id(shot.moves)):
        same = list(alike)  # beats that tell nothing have the very moves that were told for all
        start, end = same[0].start, same[-1].end
        moves.extend(timed(replace(move, step=move.step + step), start, end) for move in same[0].moves)
        step = moves[-1].step + 1 if moves else 0
    first, last = shots[0], shots[-1]
    return replace(
        first,
        end=last.end,
        text="\n".join(shot.text for shot in shots),
        moves=tuple(moves),
        end_hold=last.end_hold,
        size_end=last.size if last.size != first.size else first.size_end,
        transition=last.transition,
        style=tuple(dict.fromkeys(style for shot in shots for style in shot.style)),
        dialogue=tuple(line for shot in shots for line in shot.dialogue),
        sounds=tuple({cue.tag: cue for shot in reversed(shots) for cue in shot.sounds}.values()),
    )
