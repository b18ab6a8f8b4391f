"""Between records and plain data: a quick path for what is right, a thorough one for the rest."""

__all__: list[str] = []
