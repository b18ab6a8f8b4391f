"""The files around the package agree with it and with one another, and stand alone."""

import re
import tomllib
from pathlib import Path

import ncpi

ROOT = Path(__file__).parents[1]
RUN = (ROOT / ".ci" / "run").read_text("utf-8")
STEPS = re.search(r'^steps="(.+)"$', RUN, re.MULTILINE)[1].split()
GUIDE = (ROOT / "docs" / "contributing.md").read_text("utf-8")
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
CITATION = (ROOT / "CITATION.cff").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_every_step_of_the_checks_is_a_function_of_the_script():
    for step in STEPS:
        assert re.search(rf"^{step}\(\) {{ # .+$", RUN, re.MULTILINE), step


def test_the_contributor_guide_lists_every_step_in_its_order_with_purpose_and_time():
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", GUIDE, re.MULTILINE)
    assert [step for step, _, _ in rows] == STEPS
    assert all(re.search(r"\d|under a", time) for _, _, time in rows)


def test_the_last_step_is_the_readmes_so_that_the_summary_of_the_tests_comes_last():
    assert STEPS[-1] == "readme"


def test_the_workflow_runs_every_step_and_takes_the_pythons_from_its_matrix():
    called = [step for call in re.findall(r"run: \.ci/run (.+)", WORKFLOW) for step in call.split()]
    assert sorted([*called, "pythons"]) == sorted(STEPS)


def test_the_workflow_and_the_classifiers_name_the_same_pythons():
    matrix = re.search(r"python: \[(.+)\]", WORKFLOW)[1]
    versions = re.findall(r"3\.\d+", matrix)
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if ":: 3." in line]
    assert versions == named
    assert PROJECT["requires-python"] == f">={versions[0]}"


def test_the_citation_is_of_this_version_under_the_licences_of_the_package():
    assert re.search(r"^version: (.+)$", CITATION, re.MULTILINE)[1] == ncpi.__version__
    cited = re.findall(r"^  - (MIT|OGL-UK-3\.0)$", CITATION, re.MULTILINE)
    assert " AND ".join(cited) == PROJECT["license"]


def test_the_text_of_each_licence_is_in_the_repository():
    texts = [(ROOT / name).read_text("utf-8") for name in PROJECT["license-files"]]
    assert [text.splitlines()[0] for text in texts] == [
        "MIT License",
        "Open Government Licence v3.0",
    ]


def test_no_file_refers_to_a_folder_beside_the_repository_or_on_one_machine():
    outside = re.compile(
        r"\.\./" + "shared" + r"\b|\"" + "shared" + r"\" ?/|(?<![\w.])/(home|root)/\w"
    )
    folders = [".ci", ".github", "docs", "src", "tests"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    texts = [path for path in files if path.suffix not in (".pyc", ".png")]
    assert [path for path in texts if outside.search(path.read_text("utf-8", "replace"))] == []


def test_no_picture_that_an_example_saved_is_kept_in_the_root():
    """The examples of the documentation save into the folder they are run in."""
    assert [path.name for path in ROOT.iterdir() if path.suffix in (".png", ".svg")] == []
