"""Step 8: what stands before a camera that stands.

Where nothing moves, the two pictures mixed by time are exact, whatever their light does; any displacement, however
small, blurs them. Under a change of light, or noise, dense flow is never at rest.
"""

import cv2
import numpy as np

from inbetween.engines.tween.flow.labels import Labelling

_CLEARLY = 1.5
_PROOF = 25
"""In how many pixels of a piece of dense flow it must be better than the camera, and by how many levels.

Standing photographs and paintings with noise, dimmed, at dusk and at night: none, of pieces of up to 50000 pixels.
A bulge that moves 2 to 5 pixels in them: 138 in a cloudy sky, 1600 to 25000 elsewhere. Where no light is found (gamma,
a lamp) what is taken for motion may pass."""


def hold_still(labelling: Labelling) -> None:
    """Give back to the camera the pieces of dense flow that explain nothing better than the camera does."""
    for here, _, _ in labelling.sides():
        dense = (here.index > 0) & (here.index < labelling.dense)
        count, pieces = cv2.connectedComponents(dense.astype(np.uint8))
        better = here.costs[0] - here.cost > _CLEARLY
        unproven = np.bincount(pieces[better], minlength=count) < _PROOF
        unproven[0] = False
        here.assign(unproven[pieces], 0)
