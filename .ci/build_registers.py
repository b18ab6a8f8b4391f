"""Make the shipped registers from the checked facts in ../shared/facts.

Run it from the checkout after the facts have changed; it overwrites
src/ncpi/registers/data, or writes into the folder named by --into.
tests/registers/test_facts.py holds what it made against the facts, row by row.
"""

import argparse
import re
import sys
from pathlib import Path

from registers import bodies, deadlines, inspectorates, reports
from registers.facts import Row, read, sources

import ncpi
from ncpi.registers import RegisterData
from ncpi.vocabulary import Confidence

DATA = Path(__file__).parents[1] / "src" / "ncpi" / "registers" / "data"
VERSION = "1"
LICENCE = (
    "Compiled from the sources named; contains public sector information licensed under "
    "the Open Government Licence v3.0."
)
REGISTERS = {
    "forces": ("forces", bodies.forces),
    "bodies": ("other_bodies", bodies.bodies),
    "fire_services": ("fire_services", bodies.fire_services),
    "inspectorates": ("inspectorates", inspectorates.inspectorates),
    "inspectors": ("inspectors", inspectorates.inspectors),
    "reports": ("reports", reports.reports),
    "deadline_rules": ("deadlines", deadlines.deadline_rules),
}


def register_notes(name: str, facts: Row) -> list[str]:
    """What a careful reader should know of the whole register."""
    told = list(facts["notes"])
    if name in ("forces", "bodies", "fire_services"):
        told.append(bodies.WORDS)
    if name == "bodies":
        told += bodies.notes_on_bodies(facts)
    return told


def confidence(name: str) -> Confidence | None:
    """How sure the whole register is, where its rows don't say so each: ncpi's own reading.

    Three lists of different years agree on every force's code and name; the other
    registers rest on single pages, some of them reprints.
    """
    if name == "reports":
        return None
    return Confidence.HIGH if name == "forces" else Confidence.MEDIUM


def begins(name: str, facts: Row) -> str | None:
    """The day back to which the facts vouch for rows without a start, where they say."""
    if name == "fire_services":
        return min(facts["count_by_date"])
    if name == "forces":  # from the note on the history of the codes
        (history,) = (note for note in facts["notes"] if note.startswith("Code history"))
        return re.search(r"starting (\d{4}-\d\d-\d\d)", history)[1]
    return None


def register(name: str) -> RegisterData:
    """The register *name*, its rows in the order of their keys.

    Raises:
        ValueError: the facts count other rows than they have.
    """
    facts_name, make = REGISTERS[name]
    facts = read(facts_name)
    rows = sorted(make(facts), key=lambda row: row.key)
    if facts.get("count", len(rows)) != len(rows):
        message = f"{facts_name} counts {facts['count']} rows, but has {len(rows)}"
        raise ValueError(message)
    return RegisterData(
        name=name,
        title=facts["title"],
        version=VERSION,
        as_of=facts["as_of"],
        licence=LICENCE,
        begins=begins(name, facts),
        confidence=confidence(name),
        notes=register_notes(name, facts),
        sources=sources(facts.get("source")),
        rows=rows,
    )


def main() -> int:
    """Write every register."""
    parser = argparse.ArgumentParser(description="Make the shipped registers from the facts.")
    parser.add_argument("--into", type=Path, default=DATA, help="the folder to write into")
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    for name in REGISTERS:
        made = register(name)
        ncpi.save(made, into / f"{name}.json")
        print(f"{name}: {len(made.rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
