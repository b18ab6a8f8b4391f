"""The faults behind what cattrs raises while it reads a value."""

import dataclasses

import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial._codec.faults import MOST_FAULTS, faults_in


@dataclasses.dataclass
class Rank:
    """Another package's class, which cattrs reads field by field."""

    name: str
    grade: int

    def __post_init__(self) -> None:
        raise KeyError(self.name)


def test_only_a_key_that_is_not_there_is_reported_as_missing():
    converter = ncpi.serial.make_converter()
    for given, path, code in (
        ({"name": "bishop"}, "grade", "missing"),
        ({"grade": 5}, "name", "missing"),
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011 - cattrs has several
            converter.structure(given, Rank)
        assert [(one.path, one.code) for one in faults_in(caught.value)] == [(path, code)]
    with pytest.raises(Exception) as caught:  # noqa: PT011 - as above
        converter.structure({"name": "grade", "grade": 5}, Rank)
    assert "missing" not in [one.code for one in faults_in(caught.value)]


def test_an_object_with_faults_without_end_says_that_the_rest_of_it_was_not_read():
    converter = ncpi.serial.make_converter()
    given = dict.fromkeys(map(str, range(MOST_FAULTS + 9)), "x")
    with pytest.raises(InvalidError) as caught:
        converter.structure(given, ncpi.fields.FrozenMapping[int])
    *_, last = caught.value.faults
    assert (len(caught.value.faults), last.code) == (MOST_FAULTS + 2, "too-many")
    assert last.message == "more than 10,000 faults: the rest of the object was not read"
