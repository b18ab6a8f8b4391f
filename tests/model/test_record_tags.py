"""Every type that the shipped schema names is found, whatever was imported before."""

import json
import subprocess
import sys
from importlib.resources import files

SCHEMA = json.loads((files("ncpi.serial") / "schema.json").read_text(encoding="utf-8"))
PROGRAM = """
import sys
import ncpi
from ncpi.model import record_class
sys.exit(", ".join(tag for tag in sys.argv[1:] if record_class(tag) is None))
"""


def test_a_program_that_only_imports_ncpi_finds_the_class_of_every_type():
    tags = SCHEMA["properties"]["content"]["properties"]["type"]["enum"]
    done = subprocess.run([sys.executable, "-c", PROGRAM, *tags], check=False, capture_output=True)
    assert done.stderr.strip() == b""
