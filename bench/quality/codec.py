"""What is left of the given pictures in the file: the first and the last frame after the project's own encoder."""

import tempfile
from pathlib import Path

from bench.quality.films import as_scene
from inbetween.media.encode import VideoForm, encode
from inbetween.worker.ends import Ends


def ends_in_file(first, last, frames):
    """Encode the film of a pair and return, per given picture, what a task's measurements tell.

    ``identical``: the frame was the picture in 4:2:0, bit by bit, before the codec; ``psnr_y``: luma against it after
    the codec, in dB.
    """
    scene = as_scene(first, last, len(frames))
    form = VideoForm(width=scene.width, height=scene.height, fps=scene.fps, frame_count=len(frames), comment="")
    with tempfile.TemporaryDirectory() as folder:
        path, ends = Path(folder, "film.mp4"), Ends(scene)
        encode(_watched(frames, ends), path, form)
        return ends.measured(path)


def _watched(frames, ends):
    for index, frame in enumerate(frames):
        ends.drawn(index, frame)
        ends.sent(index, frame)
        yield frame
