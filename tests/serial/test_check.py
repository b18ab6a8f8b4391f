"""Everything that is wrong with a document, as a list: `ncpi.check`."""

import copy
import json

import pytest

import ncpi
from ncpi.errors import Fault, InvalidError
from ncpi.serial._yaml.reading import write_yaml
from ncpi.vocabulary import ReportKind

SOUND = ncpi.Archive(
    reports=[
        ncpi.Report(key=key, title="Dŵr", kind=ReportKind.INSPECTION, published="2018-08-30")
        for key in ("a", "b")
    ]
)
FORMATS = ["json", "jsonl", "yaml"]
CODES = ["type", "choice", "date", "unknown-key"]


def with_mistakes():
    document = copy.deepcopy(ncpi.to_dict(SOUND))
    mistakes = {"title": 5, "kind": "inspektion", "published": "2018-02-30", "zzz": 1}
    document["content"]["reports"][1].update(mistakes)
    return document


def as_text(document, named):
    if named == "yaml":
        return write_yaml(document)
    if named == "json":
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    reports = [{"type": "report", **held} for held in document["content"]["reports"]]
    return "".join(json.dumps({**document, "content": held}) + "\n" for held in reports)


@pytest.fixture(params=FORMATS)
def named(request):
    """The name of each format, which is its ending too."""
    return request.param


@pytest.fixture
def sound(named):
    return as_text(ncpi.to_dict(SOUND), named)


@pytest.fixture
def broken(named):
    """A text with four mistakes in its second report."""
    return as_text(with_mistakes(), named)


@pytest.fixture
def saved(tmp_path, named):
    def save(text):
        path = tmp_path / f"archive.{named}"
        path.write_bytes(text.encode())
        return path

    return save


def refusal_of(act, given, **how):
    with pytest.raises(InvalidError) as caught:
        act(given, **how)
    return list(caught.value.faults)


def test_a_sound_document_has_nothing_wrong_with_it(sound, saved, named):
    path = saved(sound)
    assert ncpi.check(path) == []
    assert ncpi.check(str(path)) == []
    for text in (sound, sound.encode(), bytearray(sound.encode()), "\ufeff" + sound):
        assert ncpi.check(text, format=named) == []


def test_every_mistake_is_reported_as_data(broken, saved):
    found = ncpi.check(saved(broken))
    assert type(found) is list
    assert {type(fault) for fault in found} == {Fault}
    assert [fault.code for fault in found] == CODES
    assert [fault.path.rpartition(".")[2] for fault in found] == [
        "title",
        "kind",
        "published",
        "zzz",
    ]
    assert found[1].value == "'inspektion'"
    assert found[1].suggestion.startswith("Did you mean 'inspection'? Choose from: ")


def test_the_list_is_that_of_the_error_on_loading(broken, saved):
    path = saved(broken)
    assert ncpi.check(path) == refusal_of(ncpi.load, path)


def test_a_path_a_text_and_bytes_have_the_same_faults(broken, saved, named):
    path = saved(broken)
    found = ncpi.check(path)
    for given in (str(path), broken, broken.encode(), bytearray(broken.encode())):
        assert ncpi.check(given, format=named) == found
    assert refusal_of(ncpi.load, broken, format=named) == found


def test_yaml_and_lines_name_the_line_of_every_fault(tmp_path):
    for named, numbers in (("yaml", [11, 12, 13, 14]), ("jsonl", [2, 2, 2, 2])):
        path = tmp_path / f"archive.{named}"
        path.write_text(as_text(with_mistakes(), named), encoding="utf-8")
        assert [fault.line for fault in ncpi.check(path)] == numbers


def test_the_line_of_a_missing_key_in_yaml_is_that_of_the_object_around_it():
    document = with_mistakes()
    document["content"]["reports"][1] = {"key": "b", "title": "t"}
    (fault,) = ncpi.check(write_yaml(document), format="yaml")
    assert (fault.path, fault.code) == ("$.content.reports[1].kind", "missing")
    assert fault.line == 10


def test_text_is_json_unless_another_format_is_named(sound, named):
    assert (ncpi.check(sound) == []) == (named == "json")


@pytest.mark.parametrize("unknown", ["keep", "ignore"])
def test_unknown_keys_are_no_fault_where_they_are_kept_or_ignored(broken, saved, unknown):
    assert [fault.code for fault in ncpi.check(saved(broken), unknown=unknown)] == CODES[:3]


def test_a_missing_file_is_the_error_that_python_has_for_it(tmp_path, named):
    for given in (tmp_path / f"no.{named}", str(tmp_path / f"no.{named}")):
        with pytest.raises(FileNotFoundError):
            ncpi.check(given)


def test_a_file_of_an_unknown_ending_is_reported_so_whether_it_is_there_or_not(tmp_path):
    there = tmp_path / "archive.txt"
    there.write_text(ncpi.to_json(SOUND), encoding="utf-8")
    for path in (there, tmp_path / "none.txt"):
        (fault,) = ncpi.check(path)
        assert fault.code == "choice"
    assert ncpi.check(there, format="json") == []


def test_a_wrong_way_to_treat_unknown_keys_is_the_only_fault(sound, saved):
    (fault,) = ncpi.check(saved(sound), unknown="drop")
    assert (fault.path, fault.code) == ("unknown", "choice")
    assert fault.suggestion == "Choose 'error', 'keep' or 'ignore'"
