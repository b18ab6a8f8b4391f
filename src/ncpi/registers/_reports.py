"""The reports and responses that ncpi ships, read body by body as they are asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ncpi.model import Report
from ncpi.registers._register import RegisterData, data_in

if TYPE_CHECKING:
    from ncpi.model.responses import Response

__all__ = ["file_of", "report_of", "responses_in"]


def file_of(report: str) -> str:
    """The name of the data file with the report of this key: its body's, or ``national``."""
    return f"reports/{report.rpartition('/')[0].rpartition('/')[2]}"


@lru_cache(maxsize=64)
def _read(name: str) -> RegisterData:
    return data_in(name)


@lru_cache(maxsize=64)
def _reports_in(name: str) -> dict[str, Report]:
    return {row.key: row for row in _read(name).rows if isinstance(row, Report)}


def report_of(heading: Report) -> Report:
    """The whole report with the key of the *heading*."""
    return _reports_in(file_of(heading.key))[heading.key]


def responses_in(name: str) -> tuple[Response, ...]:
    """The responses in the data file *name*."""
    from ncpi.model.responses import Response  # noqa: PLC0415 - few programs need it

    return tuple(row for row in _read(name).rows if isinstance(row, Response))
