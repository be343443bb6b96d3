"""The embedded engine: in-betweening of two pictures on a CPU, without weights.

A pair of pictures is analysed once, at 640 pixels of width, in steps that each have a file of their own;
docs/how-the-engine-thinks.md shows each at work on one pair, under the same numbers:

==  ===============  ================================================================================
 1  ``scalespace``   the picture at all sizes and blurs
    ``extrema``      the blobs in it
    ``sift``         where they point and how they look
    ``matching``     those spread over the frame, matched both ways, cleaned by their neighbours
 2  ``camera``       one similarity or homography for the whole frame, and whether the scene is rigid
 3  ``light``        how the colours of one frame become those of the other
 4  ``relation``     which regime the pair belongs to; nothing that needs flow runs on unrelated ones
 5  ``second_look``  keypoints of their own for what the camera does not explain
    ``layers``       things that move on their own, found from single matches
    ``own_light``    the light of a thing that brightens or darkens alone
    ``figures``      things without texture, cut out by their background (``cutouts``) or by where
                     they went (``sliding``)
 6  ``candidates``   flows that may explain a pixel: camera, dense, layers
 7  ``pick``         the best candidate of each pixel
    ``regrow``       soft flow grown again from where both frames agree on it
    ``bending``      one more layer for what moves on its own and bends
 8  ``labels``       layers made whole, and the background that they hide
    ``rims``         each pixel near a layer, asked again
    ``orphans``      what only one frame shows of things that hide each other, by their edges and ``colouring``
    ``standing``     what stands before a camera that stands
 9  ``trust``        whether all this explains enough of both frames to be shown
10  ``order``        which layer is in front
    ``visibility``   what the other frame sees, and how much each pixel weighs
    ``tears``        edges of a soft scene that the pictures confirm
    ``staging``      things cut loose from the background, where the camera is rigid
    ``plates``       both pictures without things, each filled from the other
11  ``paths``        where camera and layers are at time t
    ``simpler``      whether what bends goes straight, by the simpler of both flows
    ``smooth``       the path of everything that has no edge in its motion, free of splatting
12  ``compose``      flows made into the ``Motion`` of the pair
    ``fields``       what it holds, on the field grid, 320 wide
13  ``kernels``      displacements splatted and merged with the smooth path, per frame
    ``hidden``       what neither picture shows, continued
    ``reading``      both pictures (``readable``, twice as fine) read where the field says, in ``tiles`` from
                     ``windows`` of the pictures, in 16-bit ``units``; what one shows ``alone`` is relit
    ``canvas``       all this for a frame
    ``cels``         things laid over that, cut out once by their ``mattes``
    ``mixing``       planes mixed by a weight, and what is laid over them
==  ===============  ================================================================================

Steps 1 to 4 live in ``match``, 5 in ``things``, 6 to 9 in ``flow``, 10 to 12 in ``motion``, 13 in ``draw``; ``pair``
is the recipe. Where nothing moves, ``joins`` has an ``iris`` for strangers, ``still`` for one picture kept alive by a
camera that sways (``sway``), and ``dissolve`` for what only light changes.

``engine`` chooses one of the ``modes`` by what the scene holds. A mode prepares a ``film``; a ``ring`` of two threads
draws it and hands the frames over in order. ``moves`` is the camera that words direct, ``sound`` what is heard.
"""
