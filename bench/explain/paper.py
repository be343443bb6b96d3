"""Panels, captions, legends and colours: what every picture of the page is laid out with."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH = 1040
"""Pixels of a whole picture."""

GAP = 8
WHITE, INK, DIM = (255, 255, 255), (30, 34, 40), (95, 100, 108)

# Okabe and Ito, 2008: told apart by the colour-blind too.
BLUE, ORANGE, PINK = (0, 114, 178), (230, 159, 0), (204, 121, 167)
SKY, GREEN, YELLOW, RED = (86, 180, 233), (0, 158, 115), (240, 228, 66), (213, 94, 0)
BLACK = (0, 0, 0)

CAMERA = BLUE
LAYERS = (ORANGE, PINK, GREEN, SKY, YELLOW, RED, WHITE, BLACK)


def text(line, *, size=16, colour=INK, ground=WHITE, width=None):
    """Set one line, cut to ``width`` pixels, as a strip of its own height."""
    font = ImageFont.load_default(size)
    width = width or int(font.getlength(line)) + 2
    strip = Image.new("RGB", (width, round(size * 1.45)), ground)
    ImageDraw.Draw(strip).text((0, size * 0.12), line, fill=colour, font=font)
    return np.asarray(strip)


def noted(picture, place, line, *, colour=WHITE, size=15):
    """Write a line into a picture at ``place`` (x, y), with a dark edge so that it is read on any ground."""
    image = Image.fromarray(picture)
    edge = BLACK if sum(colour) > 300 else WHITE
    ImageDraw.Draw(image).text(
        place, line, fill=tuple(colour), font=ImageFont.load_default(size), stroke_width=2, stroke_fill=edge
    )
    return np.array(image)


def panel(picture, caption, *, width):
    """Fit a picture to ``width`` and set its caption above."""
    height = round(width * picture.shape[0] / picture.shape[1])
    way = cv2.INTER_AREA if picture.shape[1] > width else cv2.INTER_LINEAR
    return np.vstack([text(caption, width=width), cv2.resize(picture, (width, height), interpolation=way)])


def row(*captioned, gap=GAP, width=WIDTH):
    """Lay (picture, caption) pairs side by side over the whole width."""
    each = (width - gap * (len(captioned) - 1)) // len(captioned)
    panels = [panel(picture, caption, width=each) for picture, caption in captioned]
    high = max(each.shape[0] for each in panels)
    parts = []
    for number, one in enumerate(panels):
        parts += [one] if number == 0 else [np.full((high, gap, 3), 255, np.uint8), one]
    parts = [_padded(part, high, part.shape[1]) for part in parts]
    return _padded(np.hstack(parts), high, width)


def page(*rows, gap=GAP):
    """Stack rows, and white space around them."""
    spaced = []
    for one in rows:
        spaced += [_padded(one, one.shape[0] + gap, WIDTH)]
    return cv2.copyMakeBorder(np.vstack(spaced), gap, 0, gap, gap, cv2.BORDER_CONSTANT, value=WHITE)


def legend(*entries):
    """Return a strip of colour chips with their names; wraps to as many lines as it takes."""
    lines, line, used = [], [], 0
    for colour, name in entries:
        chip = np.full((23, 18, 3), 255, np.uint8)
        cv2.rectangle(chip, (0, 4), (13, 17), colour, -1)
        cv2.rectangle(chip, (0, 4), (13, 17), DIM, 1)
        entry = np.hstack([chip, text(name, size=16), np.full((23, 20, 3), 255, np.uint8)])
        if used + entry.shape[1] > WIDTH:
            lines, line, used = [*lines, line], [], 0
        line, used = [*line, entry], used + entry.shape[1]
    return np.vstack([_padded(np.hstack(entries), 23, WIDTH) for entries in [*lines, line]])


def scale(low, high, name):
    """Return the legend of ``heat``."""
    bar = heat(np.tile(np.linspace(0, 1, 240, dtype=np.float32), (14, 1)))
    bar = cv2.copyMakeBorder(bar, 5, 4, 0, 0, cv2.BORDER_CONSTANT, value=WHITE)
    space = np.full((23, 8, 3), 255, np.uint8)
    parts = [text(name), space, space, text(low), space, bar, space, text(high)]
    return _padded(np.hstack(parts), 23, WIDTH)


def heat(values):
    """Colour values of 0..1, dark blue to yellow: cividis, made for the colour-blind (Nuñez et al., 2018)."""
    levels = np.clip(values * 255, 0, 255).astype(np.uint8)
    return cv2.cvtColor(cv2.applyColorMap(levels, cv2.COLORMAP_CIVIDIS), cv2.COLOR_BGR2RGB)


def faded(picture, share=0.55):
    """Take colour and contrast out of a picture, so that what is drawn on it stands out."""
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return cv2.addWeighted(grey, 1 - share, np.full_like(grey, 255), share, 0)


def enlarged(picture, width):
    """Return a copy to draw on, ``width`` wide, and the factor of coordinates."""
    factor = width / picture.shape[1]
    size = (width, round(picture.shape[0] * factor))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC), factor


def arrow(picture, start, end, colour, *, tip=0.25, thick=1):
    """Draw an arrow with smooth edges and a light rim."""
    start, end = (tuple(round(float(v)) for v in point) for point in (start, end))
    cv2.arrowedLine(picture, start, end, WHITE, thick + 2, cv2.LINE_AA, tipLength=tip)
    cv2.arrowedLine(picture, start, end, colour, thick, cv2.LINE_AA, tipLength=tip)


def outlines(mask, factor=1.0):
    """Return the outlines of a mask that is enlarged by ``factor``."""
    size = round(mask.shape[1] * factor), round(mask.shape[0] * factor)
    grown = cv2.resize(mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_LINEAR)
    return cv2.findContours((grown > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]


def flow_colours(flow, largest):
    """Colour a flow: hue is its direction, paleness its slowness; white stands still (Baker et al., 2011)."""
    x, y = flow[..., 0] / largest, flow[..., 1] / largest
    reach = np.clip(np.hypot(x, y), 0, 1)
    hue = (np.degrees(np.arctan2(y, x)) % 360 / 2).astype(np.float32)
    planes = [hue, 255 * np.sqrt(reach), 255 - 45 * reach]
    return cv2.cvtColor(np.dstack(planes).astype(np.uint8), cv2.COLOR_HSV2RGB)


def wheel(largest, side=130):
    """Return the legend of ``flow_colours``: a disc whose rim moves by ``largest`` pixels."""
    y, x = (np.mgrid[0:side, 0:side].astype(np.float32) - side / 2) / (side / 2 - 2)
    disc = flow_colours(np.dstack([x, y]), 1.0)
    disc[np.hypot(x, y) > 1] = 255
    return noted(disc, (side // 2 - 27, side // 2 - 12), f"{largest:.0f} px", colour=BLACK, size=20)


def placed(picture, small, *, corner):
    """Lay a small picture into a corner: (down, right), each 0 or 1."""
    picture, margin = picture.copy(), 6
    top = margin if corner[0] == 0 else picture.shape[0] - small.shape[0] - margin
    left = margin if corner[1] == 0 else picture.shape[1] - small.shape[1] - margin
    picture[top : top + small.shape[0], left : left + small.shape[1]] = small
    return picture


def _padded(picture, height, width):
    height, width = max(height - picture.shape[0], 0), max(width - picture.shape[1], 0)
    return cv2.copyMakeBorder(picture, 0, height, 0, width, cv2.BORDER_CONSTANT, value=WHITE)
