"""What only a new process can show: nothing is imported by name, nothing hangs on the process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ncpi

PATHS = [Path(ncpi.__file__).parents[1], Path(__file__).parents[1] / "second_package" / "src"]


def run(*arguments, **environment):
    """A new Python with both packages within its reach."""
    ours = {"PYTHONPATH": os.pathsep.join(map(str, PATHS)), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **ours, **environment},
    )
    return done.returncode, done.stdout, done.stderr


LOAD_WITHOUT_IMPORTING = """
import sys, ncpi
ncpi.from_json(ncpi.to_json(ncpi.PartialDate(year=2018)))  # so that what reads is there
before = set(sys.modules)
try:
    ncpi.from_json(sys.argv[1], unknown=sys.argv[2])
except ncpi.errors.InvalidError as error:
    (fault,) = error.faults
    assert fault.code == "unknown-tag", fault
    assert fault.path == "$.content.type", fault
    assert "another package, import that first" in fault.suggestion, fault
else:
    raise SystemExit("it was loaded")
strangers = {name.partition(".")[0] for name in set(sys.modules) - before}
strangers -= {*sys.stdlib_module_names, "ncpi"}
assert not strangers, strangers
"""


@pytest.mark.parametrize("unknown", ["error", "keep"])
@pytest.mark.parametrize(
    "tag",
    [
        "improvement-tracker.tracked-recommendation",
        "improvement_tracker.nouns.TrackedRecommendation",
        "improvement_tracker:TrackedRecommendation",
        "improvement_tracker",
        "antigravity",
    ],
)
def test_loading_never_imports_a_class_by_its_name(tag, unknown):
    document = {"format": "ncpi", "version": 2, "content": {"type": tag, "key": "1", "text": "t"}}
    assert run("-c", LOAD_WITHOUT_IMPORTING, json.dumps(document), unknown) == (0, "", "")


def test_what_one_process_stores_another_loads_with_the_same_bytes(tmp_path):
    file = tmp_path / "report.json"
    assert run("-m", "improvement_tracker", "store", file) == (0, "", "")
    assert run("-m", "improvement_tracker", "load", file) == (
        0,
        "Chief Inspector Ólafsdóttir: 2\n",
        "",
    )


STORE = """
import attrs, ncpi

@attrs.frozen(kw_only=True)
class Named(ncpi.Noun):
    TAG = "tests.named"
    names: frozenset[str]
    sources: frozenset[ncpi.Source]

words = [f"force {number}" for number in range(100)]
noun = Named(names=frozenset(words), sources=frozenset(ncpi.Source(title=w) for w in words))
print(ncpi.to_json(noun))
"""


def test_the_same_object_is_the_same_bytes_in_every_process():
    stored = {run("-c", STORE, PYTHONHASHSEED=seed) for seed in ("0", "1", "2")}
    ((status, text, said),) = stored
    assert (status, said) == (0, "")
    assert "force 99" in text


def test_no_locale_and_no_time_zone_plays_a_part(tmp_path):
    stored = []
    for number, place in enumerate([{"TZ": "Pacific/Auckland", "LC_ALL": "C"}, {"TZ": "UTC"}]):
        file = tmp_path / f"{number}.json"
        assert run("-m", "improvement_tracker", "store", file, PYTHONUTF8="0", **place)[0] == 0
        stored.append(file.read_bytes())
    assert stored[0] == stored[1]
