"""Films of a pair: the engine's, and those of the simple methods it is measured against."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np

from inbetween.domain.frames import Placed, Rectangle
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import analyse


class Alone:
    """A host that listens to nobody."""

    scratch = None

    def progress(self, stage, fraction, preview=None):
        """Ignore progress."""

    def cancelled(self):
        """Never stop."""
        return False


def as_scene(first, last, frame_count, seed=1):
    """Return the engine's scene of two fitted frames."""
    height, width = first.shape[:2]
    whole = Rectangle(x=0, y=0, width=width, height=height)
    pictures = {
        kind: Placed(original=picture, rectangle=whole, fitted=picture)
        for kind, picture in (("first_frame", first), ("last_frame", last))
    }
    return Scene(
        width=width,
        height=height,
        fps=30,
        frame_count=frame_count,
        prompt="",
        negative_prompt="",
        seed=seed,
        pictures=pictures,
    )


def film(first, last, frame_count, seed=1):
    """Return the engine's frames (4:2:0) and its measurements."""
    rendering = TweenEngine().render(as_scene(first, last, frame_count, seed), Alone())
    return list(rendering.frames), rendering.measurements


def at_times(first, last, times, seed=1):
    """Return the engine's frames (4:2:0) at exact ``times``, without easing, and the regime."""
    analysis = analyse(first, last, seed, lambda _: None)
    draw = prepare_draws(analysis, first, last, seed)[0]
    return [draw(t) for t in times], analysis.regime


def dissolve(first, last, t):
    """Mix both pictures."""
    return cv2.addWeighted(first, 1 - t, last, t, 0)


def dense_flows(first, last):
    """Return the flow of DIS, medium preset, at full size, both ways."""
    dis = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    grey = [cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (first, last)]
    return dis.calc(grey[0], grey[1], None), dis.calc(grey[1], grey[0], None)


def dis_own(first, last, flows, t):
    """Warp both pictures backwards, each by its own flow as if that belonged to the target pixel."""
    return _warped(first, last, -t * flows[0], -(1 - t) * flows[1], t)


def dis_target(first, last, flows, t):
    """Warp both pictures backwards, the flow belonging to the target pixel."""
    return _warped(first, last, t * flows[1], (1 - t) * flows[0], t)


def dis_straight(first, last, flows, t):
    """Warp both pictures backwards by the approximation of Super SloMo (Jiang et al., 2018)."""
    to_first = -(1 - t) * t * flows[0] + t * t * flows[1]
    to_last = (1 - t) ** 2 * flows[0] - t * (1 - t) * flows[1]
    return _warped(first, last, to_first, to_last, t)


def _warped(first, last, to_first, to_last, t):
    height, width = first.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    seen = [
        cv2.remap(picture, x + flow[..., 0], y + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for picture, flow in ((first, to_first), (last, to_last))
    ]
    return cv2.addWeighted(seen[0], 1 - t, seen[1], t, 0)


def minterpolate(first, last, times):
    """Return ffmpeg's motion-compensated frames nearest to ``times``, or ``None`` where ffmpeg is absent."""
    if shutil.which("ffmpeg") is None:
        return None
    height, width = first.shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "pair.raw")
        # It needs neighbours on both sides of the gap; frames come at 0, 1, 2, 3 and the gap is from 1 to 2.
        source.write_bytes(b"".join(picture.tobytes() for picture in (first, first, last, last)))
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
        way = "minterpolate=fps=16:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1:search_param=128:scd=none"
        command = ["ffmpeg", "-v", "error", *raw, "-r", "1", "-i", source, "-vf", way, *raw[:4], "-"]
        output = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout
    frames = np.frombuffer(output, np.uint8).reshape(-1, height, width, 3)
    return [frames[min(16 + round(16 * t), len(frames) - 1)] for t in times]
