"""Compares a whole programme in data frames of several engines."""

__all__: list[str] = []
