"""A second package on the path, and ways to ask what became of a record or a document."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import FORMAT_VERSION

SECOND_PACKAGE = Path(__file__).parents[1] / "second_package" / "src"
if str(SECOND_PACKAGE) not in sys.path:
    sys.path.insert(0, str(SECOND_PACKAGE))


def shape(value: Any) -> Any:
    """*value* with the type of everything in it; the order of mappings and sets left out."""
    if isinstance(value, Mapping):
        return type(value), {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, (set, frozenset)):
        return type(value), sorted(repr(shape(element)) for element in value)
    if isinstance(value, (list, tuple)):
        return type(value), [shape(element) for element in value]
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value)) if field.eq]
        return type(value), [(name, shape(getattr(value, name))) for name in names]
    return type(value), value


@pytest.fixture(scope="session")
def merseyside():
    """The shipped pair of reports, baseline first."""
    archive = ncpi.Archive(reports=list(ncpi.registers.reports))
    pair = archive.pair("merseyside")
    return pair.baseline, pair.follow_up


@pytest.fixture(scope="session")
def warwickshire():
    """A shipped pair of which the baseline lists five numbered recommendations."""
    pair = ncpi.Archive.shipped().pair("warwickshire")
    return pair.baseline, pair.follow_up


@pytest.fixture
def survives() -> Callable[[ncpi.Record], ncpi.Record]:
    """Sends a record through JSON and asserts that not even a type in it has changed."""

    def check(record: ncpi.Record) -> ncpi.Record:
        text = ncpi.to_json(record)
        back = ncpi.from_json(text)
        assert back == record
        assert type(back) is type(record)
        # Python takes 1, 1.0 and True for equal.
        assert shape(back) == shape(record)
        assert ncpi.to_json(back) == text
        return back

    return check


@pytest.fixture
def document() -> Callable[..., str]:
    """A document as JSON text, from the content's type and keys."""

    def write(tag: str, **content: Any) -> str:
        whole = {"format": "ncpi", "version": FORMAT_VERSION, "content": {"type": tag, **content}}
        return json.dumps(whole)

    return write


@pytest.fixture
def refusal() -> Callable[..., InvalidError]:
    """The error with which a document is refused; any other exception fails the test."""

    def read(given: Any, **how: Any) -> InvalidError:
        reader = ncpi.from_json if isinstance(given, (str, bytes, bytearray)) else ncpi.from_dict
        with pytest.raises(InvalidError) as caught:
            reader(given, **how)
        assert caught.value.faults
        return caught.value

    return read


@pytest.fixture
def faults(refusal) -> Callable[..., list[tuple[str, str]]]:
    """The path and the code of every fault of a document, in order."""
    return lambda given, **how: [(fault.path, fault.code) for fault in refusal(given, **how).faults]


@pytest.fixture
def unstorable() -> Callable[[ncpi.Record], InvalidError]:
    """The error with which a record is refused on storing, by both verbs alike.

    Given a class and its arguments: the same, where making the record may be refused already.
    """

    def store(record: ncpi.Record | type[ncpi.Record], **arguments: object) -> InvalidError:
        if isinstance(record, type):
            try:
                record = record(**arguments)
            except InvalidError as error:
                faults = [fault.below("$.content") for fault in error.faults]
                return InvalidError(faults, error.subject)
        with pytest.raises(InvalidError):
            ncpi.to_json(record)
        with pytest.raises(InvalidError) as caught:
            ncpi.to_dict(record)
        assert caught.value.faults
        return caught.value

    return store


@pytest.fixture(params=[True, False], ids=["in C", "in Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers that PyYAML may bring."""
    yaml = pytest.importorskip("yaml")
    if request.param and not yaml.__with_libyaml__:
        pytest.skip("this PyYAML was built without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)
