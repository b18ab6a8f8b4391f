"""The view of a register."""

from __future__ import annotations

from ncpi.display._sheets import Sheet, Table
from ncpi.display._views import view
from ncpi.model import Record
from ncpi.registers import Register

__all__ = ["register_sheet"]


@view(Register)
def register_sheet(register: Register[Record]) -> Sheet:
    """A row for each row of the register, and how to cite it."""
    table = Table(register.cells(), register.columns)
    return Sheet(register.label(), (table,), (*register.notes, register.cite()))
