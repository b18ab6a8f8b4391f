"""The README tells the truth."""

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_python_example_prints_what_the_readme_shows(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", blocks("python")[0]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == blocks("text")[0]
    assert (tmp_path / "merseyside.json").is_file()


def test_the_first_two_shell_blocks_run_the_main_job_and_then_the_tests() -> None:
    run, check = blocks("sh")[:2]
    assert run.rstrip().endswith("-m ncpi compare merseyside")
    assert "-m pytest" in check.splitlines()[-1]
