"""Open Wan weights: a diffusion transformer on a GPU. Nothing here is imported by the API or by the worker's parent.

A render, step by step: ``native`` (what weights were trained for) and ``plan`` (size, frames, segments) need no torch.
torch is imported here and in no other room.
"""
