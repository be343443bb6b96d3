"""Videos that another server makes: the vendor's own cloud, an OpenAI-compatible one, LightX2V.

The only engine that uses the network, and so the only one outside the engine child: what it brings home is a stranger's
file, which the child then opens, plays into the contract's size, rate and length, and measures like any other.
"""
