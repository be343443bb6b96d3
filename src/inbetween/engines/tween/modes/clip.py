"""A clip, then how it goes on: through its last frame, or from that to a last picture."""

from collections.abc import Callable
from dataclasses import replace

from inbetween.domain.frames import Clip
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.clip.played import Played, continued
from inbetween.engines.tween.film import Film, numbers
from inbetween.engines.tween.modes import one_picture, two_pictures
from inbetween.engines.tween.moves.notes import notes_of_shots


def film(scene: Scene, beat: Callable[[float], None], clip: Clip) -> Film:
    """Prepare the frames after ``clip``, which begins the film.

    Raises:
        Cancelled: from ``beat``, which hears the share that is done.
    """
    rest = _rest(scene, clip)
    mode = two_pictures if "last_frame" in rest.pictures else one_picture
    after = mode.film(rest, beat)
    played = Played(clip.frames)
    return Film(
        times=numbers(scene),
        draws=[continued(played, clip.frame_count, draw, after.times) for draw in after.draws],
        measurements={**after.measurements, "clip_frames": clip.frame_count},
        notes=[*after.notes, *notes_of_shots(scene.plan)],
    )


def _rest(scene: Scene, clip: Clip) -> Scene:
    """Return the scene that begins with the clip's last frame."""
    return replace(
        scene,
        frame_count=scene.frame_count - clip.frame_count + 1,
        pictures={"first_frame": clip.picture, **scene.pictures},
        clip=None,
    )
