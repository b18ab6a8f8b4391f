"""The commands of ``ncpi``, nearly all in modules of their own."""

from ncpi.cli._command import Command
from ncpi.cli.check import CHECK
from ncpi.cli.compare import COMPARE
from ncpi.cli.contact import CONTACT
from ncpi.cli.convert import CONVERT
from ncpi.cli.coverage import COVERAGE
from ncpi.cli.deadlines import DEADLINES
from ncpi.cli.export import EXPORT
from ncpi.cli.lists import FORCES, REPORTS
from ncpi.cli.programme import PROGRAMME
from ncpi.cli.read import READ
from ncpi.cli.respond import RESPOND
from ncpi.cli.schema import SCHEMA
from ncpi.cli.show import SHOW
from ncpi.cli.timeline import TIMELINE
from ncpi.cli.track import TRACK

__all__ = ["COMMANDS"]

COMMANDS: tuple[Command, ...] = (
    COMPARE,
    READ,
    TIMELINE,
    DEADLINES,
    TRACK,
    RESPOND,
    PROGRAMME,
    COVERAGE,
    SHOW,
    REPORTS,
    FORCES,
    CONTACT,
    CHECK,
    CONVERT,
    EXPORT,
    SCHEMA,
)
"""Every command, in the order in which the help lists them."""
