"""Figures as ratios measured in one run, ours beside the limit: what docs/benchmarks.md says, and how to measure it.

================  =================================================================================================
``render``        what a video from two frames costs: beside the encoder alone, by duration, each stage by its floor
``quality``       how good the frames between are: ``heldout`` scenes with a known truth, peers, how films move
``service``       submits and polls a second; ``load`` makes them, ``serving`` starts the servers, ``echo`` is the limit
``store``         the task store beside a bare INSERT
``soak``          what grows and what fails in an hour of steady load
``scale``         a poll and a list in a small table and in a large one
``explain``       the pictures of docs/how-the-engine-thinks.md
================  =================================================================================================

``python -m bench`` prints render, service, store and scale. What render and heldout wrote to ``results`` is told by
``page`` in tables and drawn by ``plots``; ``tables`` and ``about`` serve them all.
"""
