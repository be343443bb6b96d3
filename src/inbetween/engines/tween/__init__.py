"""The embedded engine: in-betweening of two pictures on a CPU, without weights.

A pair of pictures is analysed once, at 640 pixels of width (832 for the largest frames), in steps that each have a
file of their own:

====================  ==============================================================================
``matching``          keypoints spread over the frame, matched both ways, cleaned by their neighbours
``camera``            one similarity or homography for the whole frame, and whether the scene is rigid
``relation``          which regime the pair belongs to; nothing that needs flow runs on unrelated ones
``light``             how the colours of one frame become those of the other
``layers``            things that move on their own, found from single matches
``figures``           things without texture, cut out by their background (``cutouts``) or by
                      where they went (``sliding``)
``candidates``        flows that may explain a pixel: camera, dense, layers
``pick``              the best candidate of each pixel
``regrow``            soft flow grown again from where both frames agree on it
``bending``           one more layer for what moves on its own and bends
``labels``            layers made whole, and the background that they hide
``rims``              each pixel near a layer, asked again
``orphans``           what only one frame shows of things that hide each other
``trust``             whether all this explains enough of both frames to be shown
``order``             which layer is in front
``staging``           things cut loose from the background, where the camera is rigid
``plates``            both pictures without things, each filled from the other
``visibility``        what the other frame sees, and how much each pixel weighs
``simpler``           whether what bends goes straight, by the simpler of both flows
``tears``             edges of a soft scene that the pictures confirm
``smooth``            the path of everything that has no edge in its motion, free of splatting
``fields``            all of it on the field grid, 320 wide: the ``Motion`` of the pair
====================  ==============================================================================

Per frame, ``paths`` say where camera and layers are at time t, ``kernels`` splat displacements and merge them with
the smooth path, ``hidden`` continues what neither picture shows, and ``canvas`` samples and blends the planes of both
pictures; ``cels`` lays over that the things, cut out once by their ``mattes``. ``iris`` joins unrelated pictures,
``still`` keeps one picture alive by a camera that sways. ``ring`` draws with two threads and hands the frames over in
order. docs/how-the-engine-thinks.md shows each step at work on one pair.
"""
