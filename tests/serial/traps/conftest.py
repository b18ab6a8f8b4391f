"""Every trap is tried in every format, and on every path."""

import json
import sys
from pathlib import Path

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import FORMAT_VERSION
from ncpi.serial._yaml.reading import write_yaml
from ncpi.serial.lines import read_lines, write_lines
from ncpi.vocabulary import ReportKind

sys.path.insert(0, str(Path(__file__).parents[1]))

from two_paths import PATHS, only


@pytest.fixture(params=PATHS)
def path(request):
    """Both paths, or only the thorough one."""
    with only(request.param):
        yield


@pytest.fixture
def report_with():
    """Makes a report of the given recommendations."""

    def make(*recommendations, **more):
        return ncpi.Report(
            key="k", title="t", kind=ReportKind.INSPECTION, recommendations=recommendations, **more
        )

    return make


@pytest.fixture
def survives(survives, tmp_path):
    """Sends a record through every format and asserts that nothing in it has changed."""

    def check(record):
        backs = [survives(record), ncpi.from_dict(ncpi.to_dict(record))]
        for ending in ("json", "yaml"):
            ncpi.save(record, tmp_path / f"record.{ending}")
            backs.append(ncpi.load(tmp_path / f"record.{ending}"))
        write_lines([record], tmp_path / "record.jsonl")
        backs += read_lines(tmp_path / "record.jsonl")
        assert len(backs) == 5
        for back in backs:
            assert type(back) is type(record)
            assert back == record
            assert ncpi.to_json(back) == ncpi.to_json(record)
        return backs[0]

    return check


@pytest.fixture
def unstorable(tmp_path):
    """The error with which a record is refused on storing, the same in every format."""

    def store(record):
        found = []
        for act in (
            lambda: ncpi.to_dict(record),
            lambda: ncpi.to_json(record),
            lambda: ncpi.save(record, tmp_path / "record.json"),
            lambda: ncpi.save(record, tmp_path / "record.yaml"),
            lambda: write_lines([record], tmp_path / "record.jsonl"),
        ):
            with pytest.raises(InvalidError) as caught:
                act()
            found.append([attrs.evolve(fault, line=None) for fault in caught.value.faults])
        assert found == [found[0]] * 5
        assert list(tmp_path.iterdir()) == []
        return found[0]

    return store


@pytest.fixture
def loaded(tmp_path):
    """What a document's content is read as in every format: the record, or the faults."""

    def load(tag, _unknown="error", **content):
        document = {
            "format": "ncpi",
            "version": FORMAT_VERSION,
            "content": {"type": tag, **content},
        }
        (tmp_path / "record.jsonl").write_text(json.dumps(document), encoding="utf-8")
        results = []
        for act in (
            lambda: ncpi.from_dict(document, unknown=_unknown),
            lambda: ncpi.from_json(json.dumps(document, indent=2) + "\n", unknown=_unknown),
            lambda: ncpi.load(write_yaml(document).encode(), format="yaml", unknown=_unknown),
            lambda: next(read_lines(tmp_path / "record.jsonl", unknown=_unknown)),
        ):
            try:
                results.append(act())
            except InvalidError as error:
                results.append([attrs.evolve(fault, line=None) for fault in error.faults])
        assert results == [results[0]] * 4
        return results[0]

    return load
