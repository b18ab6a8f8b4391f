"""What ``ncpi`` can be told to do: one file for each command."""

from ncpi.commands.check import CHECK
from ncpi.commands.command import Command
from ncpi.commands.compare import COMPARE
from ncpi.commands.contact import CONTACT
from ncpi.commands.convert import CONVERT
from ncpi.commands.coverage import COVERAGE
from ncpi.commands.deadlines import DEADLINES
from ncpi.commands.export import EXPORT
from ncpi.commands.forces import FORCES
from ncpi.commands.programme import PROGRAMME
from ncpi.commands.schema import SCHEMA
from ncpi.commands.show import SHOW
from ncpi.commands.trajectory import TRAJECTORY

__all__ = ["COMMANDS"]

COMMANDS: tuple[Command, ...] = (
    COMPARE,
    TRAJECTORY,
    DEADLINES,
    PROGRAMME,
    COVERAGE,
    SHOW,
    FORCES,
    CONTACT,
    CHECK,
    CONVERT,
    EXPORT,
    SCHEMA,
)
"""Every command, in the order in which the help lists them."""
