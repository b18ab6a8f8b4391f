"""Which format a file is in: by its ending, or by name."""

from pathlib import Path
from typing import get_args

import pytest

from ncpi.errors import InvalidError
from ncpi.serial import Format
from ncpi.serial._formats import format_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("A.JSON", "json"),
        ("a.JsonL", "jsonl"),
        ("a.NDJSON", "jsonl"),
        ("A.Yaml", "yaml"),
        ("A.YML", "yaml"),
        ("a.b.json", "json"),
        ("a.yaml.json", "json"),
        ("folder.yaml/a.json", "json"),
    ],
)
def test_the_ending_says_the_format_in_capitals_or_not(name, expected):
    assert format_of(Path(name)) == expected


@pytest.mark.parametrize("named", get_args(Format))
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yml", "a.txt", "a", ""])
def test_a_format_that_is_named_counts_whatever_the_ending(name, named):
    assert format_of(Path(name), named) == named


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json.gz", ".json", "a.", "a.jso", "json", ""])
def test_an_unknown_ending_is_refused_with_every_known_one(name):
    with pytest.raises(InvalidError) as caught:
        format_of(Path(name))
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("", "choice")
    for ending in (".json", ".jsonl", ".ndjson", ".yaml", ".yml"):
        assert ending in fault.suggestion
    assert "state the format" in fault.suggestion


@pytest.mark.parametrize("named", ["", "JSON", "yml", ".json", "ndjson", 5, b"json", ["json"], {}])
def test_an_unknown_format_is_refused_with_every_known_one(named):
    with pytest.raises(InvalidError) as caught:
        format_of(Path("a.json"), named)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("format", "choice")
    assert "'json', 'jsonl', 'yaml'" in fault.suggestion


@pytest.mark.parametrize(("named", "near"), [("jsonn", "json"), ("yml", "yaml"), ("JSON", "json")])
def test_the_nearest_format_is_proposed(named, near):
    with pytest.raises(InvalidError) as caught:
        format_of(Path("a"), named)
    assert caught.value.faults[0].suggestion.startswith(f"Did you mean '{near}'?")
