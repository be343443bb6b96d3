"""The sound that goes with a video: ambience by procedure, events, music if asked for, and a synthetic voice.

==  ===============  ==============================================================================
 1  ``score``        what is heard when: the plan's cues as layers, hits, lines and music
 2  ``voice``        words spoken by espeak-ng; ``speech`` gives each line its place, ``stretch``
                     makes it faster where there is no room
 3  ``beds``         noise of many colours under each shot (``voices``: birds, crickets, people)
    ``music``        slow chords
    ``events``       what happens once, by tag: ``impacts``, ``calls``, ``bursts``
 4  ``mix``          all of it at its time, beds crossing over at cuts and low under speech
 5  ``master``       at -16 LUFS, no peak above -1.5 dBTP
==  ===============  ==============================================================================

``soundtrack`` is the recipe, ``beside`` runs it while the pictures are analysed, ``waves`` is what every sound is made
of. Nothing is recorded, nothing listens to the pictures, and nobody's lips move: the words of the prompt alone say what
is heard.
"""
