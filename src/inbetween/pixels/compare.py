"""How far two pictures of the same size are apart."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb

_PEAK = 255.0
_THIRDS = np.full((1, 3), 1 / 3, np.float32)
# Wang et al. 2004, "Image quality assessment": K1 = .01, K2 = .03, an 11x11 Gaussian of sigma 1.5.
_SSIM_LUMINANCE = (0.01 * _PEAK) ** 2
_SSIM_CONTRAST = (0.03 * _PEAK) ** 2


def psnr(a: Plane, b: Plane) -> float:
    """Return the peak signal-to-noise ratio in dB (peak 255); ``inf`` when equal.

    Both are uint8 of one shape; a picture with channels counts every value alike.
    """
    squares = float(cv2.norm(a, b, cv2.NORM_L2SQR))
    return math.inf if squares == 0 else 10.0 * math.log10(_PEAK * _PEAK * a.size / squares)


def mean_difference(a: Plane, b: Plane) -> float:
    """Return the mean absolute difference in levels (0..255) of two uint8 arrays of one shape."""
    return float(cv2.norm(a, b, cv2.NORM_L1)) / a.size


def colour_distance(a: Rgb, b: Rgb) -> NDArray[np.float32]:
    """Return per pixel the mean absolute difference of the three channels, 0..255, of two pictures of one shape."""
    distance: NDArray[np.float32] = cv2.transform(cv2.absdiff(a, b).astype(np.float32), _THIRDS)
    return distance


def ssim(a: Plane, b: Plane) -> float:
    """Return the mean structural similarity (-1..1, 1 when equal) of two uint8 planes of one shape."""
    x, y = a.astype(np.float32), b.astype(np.float32)
    mean_x, mean_y = _window(x), _window(y)
    variance_x, variance_y = _window(x * x) - mean_x**2, _window(y * y) - mean_y**2
    covariance = _window(x * y) - mean_x * mean_y
    luminance = (2 * mean_x * mean_y + _SSIM_LUMINANCE) / (mean_x**2 + mean_y**2 + _SSIM_LUMINANCE)
    contrast = (2 * covariance + _SSIM_CONTRAST) / (variance_x + variance_y + _SSIM_CONTRAST)
    return float((luminance * contrast).mean())


def _window(values: NDArray[np.float32]) -> NDArray[np.float32]:
    blurred: NDArray[np.float32] = cv2.GaussianBlur(values, (11, 11), 1.5)
    return blurred
