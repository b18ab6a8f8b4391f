"""A class has its own view, that of its nearest base, or one that another project registers."""

import subprocess
import sys

PROGRAM = """
import ncpi
from ncpi import display
from ncpi.testing import make_report

@display.view(ncpi.Report)
def short(report: ncpi.Report) -> display.Sheet:
    return display.Sheet(f"just {report.key}")

print(make_report(key="k"))
"""


def test_a_view_of_another_project_replaces_ncpis_own_whatever_was_shown_before():
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True)
    assert done.stdout == b"just k\n"
