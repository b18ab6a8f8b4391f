"""Every record is shown in an install that has no extra."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys

for name in (
    "hypothesis", "narwhals", "openpyxl", "pyarrow", "rich", "scipy", "tqdm", "yaml",
):
    sys.modules[name] = None

import conftest
import ncpi
from ncpi.model import record_class, record_tags
from ncpi.testing import make

shown = {}
for held in conftest.held_in(*conftest.shipped().values(), *conftest.made()):
    if isinstance(held, ncpi.Record):
        shown.setdefault(held.TAG, held)
rest = [tag for tag in record_tags() if tag not in shown]
shown |= {tag: make(record_class(tag)) for tag in rest}
for tag, record in shown.items():
    for text in (str(record), record._repr_html_(), record._repr_markdown_(), record.label()):
        assert text.strip(), tag
print(*sorted(set(record_tags()) - set(shown)))
"""


def test_every_record_is_shown_without_any_extra():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
    )
    assert (done.stderr, done.stdout) == ("", "\n")
