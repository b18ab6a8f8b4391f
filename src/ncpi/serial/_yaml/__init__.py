"""Reads and writes YAML; every fault has its line number."""

__all__: list[str] = []
