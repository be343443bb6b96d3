"""What lies in a store of objects, as bytes."""

from inbetween.storage.objects import Objects


def content_of(objects: Objects, key: str) -> bytes:
    """Return a whole object."""
    with objects.open(key) as opened:
        return b"".join(opened.part(0, opened.size))
