"""Step 13: what 16 bits stand for while a row is drawn."""

import numpy as np

PIXEL = 256
"""Parts of a pixel of the picture that is read."""

LEVEL = 128
"""Parts of a level."""

WHOLE = 65535
"""The weight of a picture that is shown alone."""

UNCHANGED = 128
"""What stands for no change of light; what is added to a picture is read as if it were one."""

LIFTED = np.float32(2**20 + 0.5)
"""Added before a number is cut off, makes that rounding, below 0 too. It leaves the lower 16 bits what they are."""
