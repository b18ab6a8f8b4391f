"""Many reports together: look them up, pair them, follow a body, compare the programme."""

from ncpi.archive.reports import Archive, Pair

__all__ = ["Archive", "Pair"]
