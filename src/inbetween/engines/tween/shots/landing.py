"""The last shot before a given last picture: it ends on the whole of it."""

from dataclasses import replace

from inbetween.domain.plan import Move, Size
from inbetween.engines.tween.moves.path import WHOLE_VIEW, find_path
from inbetween.engines.tween.moves.poses import detour, landing
from inbetween.engines.tween.shots.direct import PROMPT, Cue, Directed, Location, seconds
from inbetween.engines.tween.shots.spans import Span

_UNSAID = (Move(kind="push", dir="out"),)

_OUT_AND_BACK = "It ends on the whole last picture, so the camera goes nearer on the way, and back."


def land(span: Span, location: Location, fps: int) -> Directed:
    """Direct a shot whose last view is the whole picture.

    It starts as far off as its moves go. To go nearer it cannot end there: that is a detour, out of the way and back.
    """
    shot = span.shot
    moves, why = (shot.moves, PROMPT) if shot.moves else (_UNSAID, "it ends on the whole picture")
    size: Size = shot.size or "ws"
    nearer = any(move.kind == "push" and move.dir == "in" for move in moves)
    poses = (detour if nearer else landing)(shot, moves, location.ground.sight.side, seconds(span, fps))
    path = find_path(poses, location.ground)
    found = replace(path, views=(*path.views[:-1], WHOLE_VIEW))
    taken = Cue(shot=shot, moves=moves, why=why, size=size).on(span, location, found)
    return replace(taken, also=(_OUT_AND_BACK,)) if nearer else taken
