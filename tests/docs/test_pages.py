"""The pages that teach show code that runs, and print what they say they print."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
RUNS = re.compile(r"^```(python|console)$", re.MULTILINE)
PAGES = sorted(page for page in DOCS.rglob("*.md") if RUNS.search(page.read_text("utf-8")))
NEEDS = {
    "charts.md": "altair",
    "engines.md": "polars",
    "four-pairs.md": "scipy",
    "press-contacts.md": "holidays",
    "programme.md": "scipy",
    "tables.md": "polars",
}


def run_page(page: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    # A process of its own: classes that a page defines stay tagged for as long as it lasts.
    command = [sys.executable, "-W", "error", str(HERE / "run_page.py"), str(page)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.pages
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_the_page_runs_and_prints_what_the_page_says(page, tmp_path):
    needed = NEEDS.get(page.name)
    if needed and find_spec(needed) is None:
        pytest.skip(f"the page uses {needed}, which isn't installed")
    done = run_page(page, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


UNTRUE = {
    # What is printed otherwise, not shown, an error not shown, and a command's other output.
    "```python\nprint(1)\n```\n\n```text\n2\n```\n": "page.md, line 1",
    "```python\nprint(3)\n```\n": "Expected nothing",
    "```python\n1 / 0\n```\n": "ZeroDivisionError",
    "```console\n$ ncpi --version\nncpi 0.0.0\n```\n": "page.md, line 17",
}


def test_whatever_a_page_says_that_is_untrue_is_found_out(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("\n".join(UNTRUE), encoding="utf-8")
    done = run_page(page, tmp_path)
    assert done.returncode == 1
    assert [entry for entry in UNTRUE.values() if entry not in done.stdout] == []
    assert done.stdout.count("page.md, line") == len(UNTRUE)


def test_blocks_of_one_page_share_their_names_and_files(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "```{code-block} json\n:caption: a.json\n\n[1]\n```\n\n"
        "```python\nfrom pathlib import Path\n```\n\n"
        "```python\nprint(Path('a.json').read_text())\n```\n\n```text\n[1]\n```\n",
        encoding="utf-8",
    )
    assert run_page(page, tmp_path).returncode == 0
