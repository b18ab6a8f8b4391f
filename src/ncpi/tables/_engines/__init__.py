"""The comparison of a whole programme over data frames of any engine."""

__all__: list[str] = []
