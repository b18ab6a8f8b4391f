"""YAML, read so that every fault has its line, and written by hand."""

__all__: list[str] = []
