"""Conversion between records and plain data: a happy path for valid data, else a thorough one."""

__all__: list[str] = []
