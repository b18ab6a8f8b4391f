"""Guarantee 6: records and what is computed from them know no clock, no network and no locale."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import ncpi

ROOT = Path(ncpi.__file__).parent
PLACES = (
    "model",
    "comparison",
    "timeline",
    "programme",
    "archive.py",
    "schedule",
    "display",
    "fields",
    "vocabulary.py",
)
MODULES = sorted(
    path
    for place in PLACES
    for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
)
FORBIDDEN_IMPORTS = {
    "asyncio",
    "ftplib",
    "http",
    "locale",
    "os",
    "pathlib",
    "random",
    "requests",
    "secrets",
    "socket",
    "ssl",
    "subprocess",
    "sys",
    "time",
    "urllib",
    "uuid",
}
FORBIDDEN_NAMES = {
    "fromtimestamp",
    "localtime",
    "monotonic",
    "now",
    "perf_counter",
    "strftime",
    "today",
    "tzlocal",
    "utcnow",
}
FORBIDDEN_CALLS = {"open", "input", "print", "exec", "eval"}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "urllib.parse":
        return set()  # it only takes texts apart
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").partition(".")[0]}
    return set()


def _reached(path: Path) -> set[str]:
    """What the module reaches for that it must not know."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found |= _imported(node) & FORBIDDEN_IMPORTS
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_NAMES:
            found.add(node.attr)
        if isinstance(node, ast.Name) and node.id in FORBIDDEN_CALLS:
            found.add(node.id)
    return found


def test_a_module_below_the_registers_reaches_for_no_clock_network_or_locale() -> None:
    reached = {path.relative_to(ROOT).as_posix(): _reached(path) for path in MODULES}
    assert {path: found for path, found in reached.items() if found} == {}


def test_the_check_sees_what_it_looks_for(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "import urllib.request\nfrom datetime import date\n"
        "def f(): return date.today(), open('x')\n"
    )
    assert _reached(module) == {"urllib", "today", "open"}


_SHOWN = """
import ncpi
from ncpi.testing import make_follow_up, make_report
comparison = ncpi.compare(make_report(), make_follow_up(make_report()))
hmicfrs = ncpi.registers.inspectorates["hmicfrs"]
print(ascii((str(comparison), ncpi.to_json(comparison), str(hmicfrs), comparison._repr_html_())))
"""


def test_what_is_shown_and_stored_is_the_same_in_every_zone_and_locale() -> None:
    shown = {
        subprocess.run(
            [sys.executable, "-c", _SHOWN],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "TZ": zone,
                "LC_ALL": place,
            },
            capture_output=True,
            check=True,
        ).stdout
        for zone, place in (("UTC", "C"), ("Pacific/Auckland", "C.UTF-8"))
    }
    assert len(shown) == 1
    assert b"exampleshire" in shown.pop()
