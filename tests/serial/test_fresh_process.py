"""What only a new process can show: nothing is imported by name, nothing hangs on the process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ncpi
from ncpi.serial.schema import shipped_schema

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
import sys, dateutil.relativedelta, ncpi, ncpi.serial._codec.thorough  # what ncpi depends on
from itertools import product
ncpi.from_json(ncpi.to_json(ncpi.PartialDate(year=2018)))  # so that what reads is there
before = set(sys.modules)
for tag, unknown in product(sys.argv[1:], ("error", "keep")):
    content = {"type": tag, "key": "1", "text": "t"}
    try:
        ncpi.from_dict({"format": "ncpi", "version": 1, "content": content}, unknown=unknown)
    except ncpi.errors.InvalidError as error:
        (fault,) = error.faults
        assert fault.code == "unknown-tag", fault
        assert fault.path == "$.content.type", fault
        assert "another package, import that package first" in fault.suggestion, fault
    else:
        raise SystemExit(f"{tag} was loaded")
strangers = {name.partition(".")[0] for name in set(sys.modules) - before}
strangers -= {*sys.stdlib_module_names, "ncpi"}
assert not strangers, strangers
"""


def test_loading_never_imports_a_class_by_its_name():
    tags = [
        "improvement-tracker.tracked-recommendation",
        "improvement_tracker.records.TrackedRecommendation",
        "improvement_tracker:TrackedRecommendation",
        "improvement_tracker",
        "antigravity",
    ]
    assert run("-c", LOAD_WITHOUT_IMPORTING, *tags) == (0, "", "")


def test_what_one_process_stores_another_loads_with_the_same_bytes(tmp_path):
    file = tmp_path / "report.json"
    assert run("-m", "improvement_tracker", "store", file) == (0, "", "")
    assert run("-m", "improvement_tracker", "load", file) == (
        0,
        "Chief Inspector Ólafsdóttir: 2\n",
        "",
    )


RESOLVE_ALL = """
import sys, ncpi
from ncpi.model import record_class, record_tags
assert set(sys.argv[1:]) <= set(record_tags()), set(sys.argv[1:]) - set(record_tags())
for tag in sys.argv[1:]:
    cls = record_class(tag)
    assert cls is not None and cls.TAG == tag, tag
"""


def test_every_tag_that_the_schema_describes_is_known_without_another_import():
    tags = json.loads(shipped_schema())["$defs"]
    assert run("-c", RESOLVE_ALL, *tags) == (0, "", "")


WORKERS = """
from __future__ import annotations
import attrs, cloudpickle, ncpi
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

@attrs.frozen(kw_only=True)
class Owned(ncpi.Recommendation):
    TAG = "main.owned"
    owner: str | None = None
    read: ncpi.PartialDate | None = None

def stored(owned):
    return ncpi.to_json(owned), ncpi.from_json(ncpi.to_json(owned), Owned) == owned, owned

if __name__ == "__main__":
    made = Owned(key="1", text="t", owner="o")
    call = cloudpickle.dumps(lambda: stored(made))
    import runner
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        for answer in workers.map(runner.run, [call] * 4):
            text, is_equal, back = cloudpickle.loads(answer)
            assert is_equal and back == made and type(back) is Owned, text
            assert ncpi.from_json(text) == made
    print("stored")
"""
RUNNER = (
    "import cloudpickle\ndef run(call):\n    return cloudpickle.dumps(cloudpickle.loads(call)())\n"
)


def test_a_class_of_the_main_module_works_in_two_workers(tmp_path):
    """Its annotations are texts, which mean nothing there."""
    pytest.importorskip("cloudpickle")
    (tmp_path / "runner.py").write_text(RUNNER)
    # As a notebook: the workers can't import the main module.
    (tmp_path / "start.py").write_text(
        f"import sys\nsource = {WORKERS!r}\n"
        "if __name__ == '__main__':\n    exec(compile(source, '<cell>', 'exec'))\n"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    code, out, err = run(tmp_path / "start.py", PYTHONPATH=paths)
    assert (code, out, err) == (0, "stored\n", "")


def test_a_module_under_two_names_is_refused_with_the_true_reason(tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "__init__.py").touch()
    (tmp_path / "pack" / "mine.py").write_text(
        "import attrs, ncpi\n"
        "@attrs.frozen(kw_only=True)\n"
        "class Owned(ncpi.Recommendation):\n"
        "    TAG = 'pack.owned'\n"
        "if __name__ == '__main__':\n"
        "    import pack.mine\n"
    )
    paths = os.pathsep.join(map(str, [tmp_path, tmp_path / "pack", *PATHS]))
    code, _, err = run("-c", "import mine, pack.mine", PYTHONPATH=paths)
    assert code == 1
    assert "imported twice, as mine and as pack.mine" in err
    assert "Import it under one name" in err
    code, _, err = run("-m", "pack.mine", PYTHONPATH=paths)
    assert code == 1
    assert "runs as the program and was imported as pack.mine too" in err
