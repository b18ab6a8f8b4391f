"""How large a checkout of ncpi is, as a table in Markdown.

    python tests/benchmarks/measure_size.py [CHECKOUT ...] [--suite]

Each checkout is a column; without one, it is that of this file. How each row is counted:

- lines in ``src``, lines in ``tests``: those of all ``.py`` files, blank ones and comments too.
- modules: ``.py`` files in ``src``.
- names in ``__all__``: the different strings in the ``__all__`` of all modules; a name that two
  modules list counts once. Public names are those of modules without an underscore in their path.
- stored classes: classes in ``src`` whose body sets ``TAG`` to a text that isn't empty.
- files that ``load`` passes through: modules in ``src`` of which at least one function is
  called (as `sys.setprofile` sees it) while ``ncpi.load`` reads one shipped report from a JSON
  file; the first time in a process, when classes and converters are still made, and again.
- CPU-seconds of the suite: user and system time of ``python -m pytest -n 0`` and of all its
  child processes. It takes minutes, so it is measured only with ``--suite``. It depends on the
  machine, and on what else that does: compare figures of one run only.
"""

import argparse
import ast
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LOADING = """
import json, sys, tempfile
from pathlib import Path
import ncpi
from ncpi import registers

source = str(Path(ncpi.__file__).parent)
report = next(iter(registers.reports))
path = Path(tempfile.mkdtemp()) / "report.json"
ncpi.save(report, path)


def passed():
    files = set()

    def watch(frame, event, arg):
        if event == "call" and frame.f_code.co_filename.startswith(source):
            files.add(frame.f_code.co_filename)

    sys.setprofile(watch)
    ncpi.load(path)
    sys.setprofile(None)
    return len(files)


print(json.dumps([passed(), passed()]))
"""


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def lines(files: list[Path]) -> int:
    return sum(len(file.read_text("utf-8").splitlines()) for file in files)


def assigned(body: list[ast.stmt], name: str) -> Iterator[ast.expr]:
    """What *name* is set to in *body*."""
    for statement in body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        value = getattr(statement, "value", None)
        if value and any(isinstance(one, ast.Name) and one.id == name for one in targets):
            yield value


def texts(value: ast.expr) -> set[str]:
    return {
        node.value
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    }


def of_sources(checkout: Path) -> dict[str, object]:
    """What can be counted without running anything."""
    sources, tests = python_files(checkout / "src"), python_files(checkout / "tests")
    names: set[str] = set()
    public: set[str] = set()
    stored = 0
    for file in sources:
        tree = ast.parse(file.read_text("utf-8"))
        for value in assigned(tree.body, "__all__"):
            names |= texts(value)
            path = file.relative_to(checkout / "src").with_suffix("").parts
            if not any(part.startswith("_") and part != "__init__" for part in path):
                public |= texts(value)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                stored += any(texts(value) for value in assigned(node.body, "TAG"))
    return {
        "lines in `src`": lines(sources),
        "modules": len(sources),
        "names in `__all__`": len(names),
        "public names": len(public),
        "stored classes": stored,
        "lines in `tests`": lines(tests),
    }


def environment(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout / "src")}


def of_loading(checkout: Path) -> dict[str, object]:
    """How many modules a report passes through on being loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        env=environment(checkout),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    first, again = json.loads(done.stdout)
    return {"files that `load` passes through, first and again": f"{first}, {again}"}


def of_suite(checkout: Path) -> dict[str, object]:
    """How much of a processor's time all tests take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"],
        cwd=checkout,
        env=environment(checkout),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(done.stdout.rstrip().rpartition("\n")[2], file=sys.stderr)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"CPU-seconds of the suite": round(spent)}


def shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkouts", nargs="*", type=Path, default=[Path(__file__).parents[2]])
    parser.add_argument("--suite", action="store_true", help="run all tests too: takes minutes")
    options = parser.parse_args()
    columns = []
    for checkout in (path.resolve() for path in options.checkouts):
        column = {**of_sources(checkout), **of_loading(checkout)}
        columns.append({**column, **(of_suite(checkout) if options.suite else {})})
    names = [path.resolve().name for path in options.checkouts]
    print(f"| | {' | '.join(names)} |")
    print(f"| --- |{' ---: |' * len(names)}")
    for row in columns[0]:
        print(f"| {row} | {' | '.join(shown(column[row]) for column in columns)} |")


if __name__ == "__main__":
    main()
