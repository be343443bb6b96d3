"""Another frame rate: frames of one rate, shown at the instants of another, by the tween engine's flow.

``between`` is a pair of neighbours and the frames between them, ``retiming`` the film drawn from all such pairs,
``warming`` compiles what both use.
"""
