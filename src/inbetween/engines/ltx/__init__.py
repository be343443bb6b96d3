"""LTX-2 by diffusers' own pipeline: pictures at both ends, and sound that is made together with them.

It is here to hold the engine interface to models that are not Wan: another rate, other sizes, a sound of their own. It
has none of the wan engine's fast path.
"""
