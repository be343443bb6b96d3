"""The words that the engine sees, and what they direct.

``parse`` is the door. It walks down the rooms: ``shots`` cuts a prompt, ``moves`` and ``meaning`` say what the camera
does in each piece, how that is framed and heard; ``actors`` tells whose doing it is; ``writing`` knows words and
quotes; ``lexicon`` holds every word. A word that is missing is added there.
"""
