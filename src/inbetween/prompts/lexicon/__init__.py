"""The words that direct, as data: a newcomer adds a word to a line here, never to a rule.

Every entry is a line of phrases parted by ``|``. English is lower case, a hyphen is a space, and ``~`` behind a verb
stands for all its forms (``zoom~ in``: zoom in, zooms in, zooming in, zoomed in). Chinese is simplified: traditional
characters are turned before anything is read. The longest phrase wins, so a phrase that must *not* direct is
written out whole where the note says so (``slow motion`` is no slow move, 摇头 no pan).
"""
