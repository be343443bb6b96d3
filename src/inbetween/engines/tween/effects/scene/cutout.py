"""The subject's pixels in the small copy: GrabCut (Rother et al., 2004) from what stands out and from faces."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.standing_out import StandingOut

Mask = NDArray[np.uint8]
"""(height, width) uint8."""

_ROUNDS = 3
_LIKELY, _CERTAIN = 0.62, 0.9
"""Shares of the picture that stand out less than the likely and the certain subject."""

_FLAT = 2.0
"""Deviation in levels below which a picture shows nothing; GrabCut would look for it for eight seconds."""

_NEVER = 0.03
_PART = 0.2
_HOLE = 0.06
_CUT, _KEPT, _UNLIKELY, _MAYBE = cv2.GC_BGD, cv2.GC_FGD, cv2.GC_PR_BGD, cv2.GC_PR_FGD


def cut_out(small: Rgb, out: StandingOut, faces: tuple[Head, ...]) -> Mask:
    """Return the subject as 0 and 1; all 0 where nothing can be told from the rest."""
    if float(small.std(axis=(0, 1)).max()) < _FLAT:
        return np.zeros(small.shape[:2], np.uint8)
    guess = _guess(out)
    if faces:
        guess = _around_faces(guess, out, faces)
    try:
        cv2.setRNGSeed(1)
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(small, guess, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # one side is empty
        return np.zeros_like(guess)
    return _tidied(((guess == _KEPT) | (guess == _MAYBE)).astype(np.uint8), out)


def _guess(out: StandingOut) -> Mask:
    score, (height, width) = out.score, out.score.shape
    guess = np.full(score.shape, _UNLIKELY, np.uint8)
    guess[score > np.quantile(score, _LIKELY)] = _MAYBE
    guess[score > np.quantile(score, _CERTAIN)] = _KEPT
    edge = max(2, width // 64)
    guess[:edge] = _CUT
    guess[: int(height * 0.7), :edge] = _CUT
    guess[: int(height * 0.7), -edge:] = _CUT
    guess[out.prior < _NEVER] = _CUT
    return guess


def _around_faces(guess: Mask, out: StandingOut, faces: tuple[Head, ...]) -> Mask:
    """Let people be where their faces say: a disc, shoulders below it, nothing far from the axis."""
    rows, columns = np.indices(guess.shape, np.float32)
    body, near, core = (np.zeros(guess.shape, bool) for _ in range(3))
    for face in faces:
        aside, below = np.abs(columns - face.x), rows - face.y
        shoulders = face.r * (0.6 + 1.3 * np.clip((below - 0.9 * face.r) / (1.2 * face.r), 0, 1))
        body |= (below > 0.7 * face.r) & (aside < shoulders)
        body |= np.hypot(aside / 1.15, below + 0.2 * face.r) < 1.4 * face.r
        near |= (aside < face.r * (1.9 + 1.6 * np.clip(below / (2 * face.r), 0, 1))) & (below > -2.1 * face.r)
        core |= np.hypot(aside / 0.75, below + 0.1 * face.r) < 0.7 * face.r
        core |= (below > 1.9 * face.r) & (aside < 0.8 * face.r)
    kept = np.where(guess == _CUT, _CUT, _UNLIKELY).astype(np.uint8)
    kept[(out.score > np.quantile(out.score, _LIKELY)) & near] = _MAYBE
    kept[body] = _MAYBE
    kept[~near] = _CUT
    kept[core] = _KEPT
    return kept


def _tidied(mask: Mask, out: StandingOut) -> Mask:
    """Remove specks, close gaps, drop parts that matter little, fill small holes."""
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    return _filled(_main_parts(mask, out))


def _main_parts(mask: Mask, out: StandingOut) -> Mask:
    _, labels = cv2.connectedComponents(mask)
    worth = np.bincount(labels.ravel(), weights=out.prior.ravel())
    worth[0] = 0
    parts: Mask = (worth > _PART * worth.max())[labels].astype(np.uint8)
    return parts


def _filled(mask: Mask) -> Mask:
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(1 - mask)
    for number in range(1, count):
        x, y, width, height, area = boxes[number]
        inside = x > 0 and y > 0 and x + width < mask.shape[1] and y + height < mask.shape[0]
        if inside and area < _HOLE * mask.size:
            mask[labels == number] = 1
    return mask
