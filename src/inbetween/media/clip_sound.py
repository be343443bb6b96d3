"""The sound of a clip, exactly as long as its frames are shown."""

from fractions import Fraction

from inbetween.domain.frames import Sound
from inbetween.media.clip_index import BROKEN, ClipIndex, UnreadableClip, opened
from inbetween.media.sound import CODECS, UnreadableSound, as_long_as, decode_sound

CLIP_CODECS = (*CODECS, "aac", "alac", "ac3", "eac3", "flac", "opus", "libopus", "pcm_s16be", "pcm_s24be", "pcm_f32be")
"""What cameras, telephones and editors write beside their frames."""


def clip_sound(index: ClipIndex, frame_count: int, fps: int) -> tuple[Sound | None, str | None]:
    """Return the sound that is heard during ``frame_count`` frames, and why there is none if it cannot be read.

    It begins with the first frame; what the clip has not is silence. ``None`` without a sound stream.
    """
    seconds = Fraction(frame_count, fps)
    begins = index.stamps[0] * index.tick
    try:
        with opened(index.path) as (container, _):
            if any(stream.codec_context is None for stream in container.streams.audio):
                return None, "is coded as nothing known"
            sound = decode_sound(container, float(seconds), codecs=CLIP_CODECS, begins=begins)
    except (UnreadableSound, UnreadableClip) as error:
        return None, str(error)
    except BROKEN:
        return None, "is damaged"
    return sound and as_long_as(sound, float(seconds)), None
