"""Conversion between records and plain data: a quick path for valid data, else a thorough one."""

__all__: list[str] = []
