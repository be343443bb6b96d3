"""Where no cut-out can be trusted: the whole picture as a card with round corners, on its own dark copy."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.subject import Subject, subject_of

_CORNER = 0.05
_BLUR, _DARK = 0.066, 0.55


def card_of(subject: Subject) -> Subject:
    """Return the card as a subject: all of the frame, with the head that was found."""
    mask = _rounded(*subject.mask.shape)
    height, width = mask.shape
    found = subject.faces[0] if subject.faces else Head(x=width / 2, y=height * 0.4, r=0.2 * min(mask.shape))
    return subject_of(mask, trusted=True, faces=subject.faces, head=found, eyes=subject.eyes)


def behind_card(picture: Rgb) -> Rgb:
    """Return the blurred, dark copy that the card lies on."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(width // 8, 2), max(height // 8, 2)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(_BLUR * min(small.shape[:2]), 0.5))
    behind: Rgb = cv2.resize(cv2.convertScaleAbs(small, alpha=_DARK), (width, height), interpolation=cv2.INTER_CUBIC)
    return behind


def _rounded(height: int, width: int) -> Plane:
    r = _CORNER * min(height, width)
    y = np.maximum(np.abs(np.arange(height) - (height - 1) / 2) - height / 2 + r, 0)[:, None]
    x = np.maximum(np.abs(np.arange(width) - (width - 1) / 2) - width / 2 + r, 0)[None]
    return np.asarray(np.rint(255 * np.clip(0.5 + r - np.hypot(x, y), 0, 1)), np.uint8)
