"""Bodies as users name them."""

from __future__ import annotations

from ncpi import Archive, registers

__all__ = ["body_key"]


def body_key(name: str, archive: Archive) -> str:
    """The key of a body of *archive*, or of a force, by slug, key or name.

    Raises:
        ncpi.errors.UnknownNameError: it is neither.
    """
    slugs = {key.partition("/")[2] for key in archive.bodies}
    return name if name in slugs or name in archive.bodies else registers.forces.find(name).key
