"""The schemas of all tables."""

__all__: list[str] = []
