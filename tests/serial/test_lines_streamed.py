"""JSON Lines as a stream: read and written line by line, and never held whole."""

import json
import tracemalloc
import weakref

import attrs
import improvement_tracker
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial.lines import read_lines, write_lines
from ncpi.vocabulary import ReportKind


def report(key, **more):
    return ncpi.Report(key=key, title="Dŵr", kind=ReportKind.INSPECTION, **more)


def line(record, **changes):
    """*record* as a line of a file, by a writer who isn't us."""
    document = ncpi.to_dict(record)
    document["content"].update(changes)
    return json.dumps(document)


A, B, C = (report(f"police/{name}/2018") for name in ("avon", "kent", "surrey"))
ARCHIVE = ncpi.Archive(reports=[A, B, C])


@pytest.fixture
def target(tmp_path):
    return tmp_path / "archive.jsonl"


@pytest.fixture
def written(target):
    """Writes a file of the given lines, each with a newline behind it."""

    def write(*given, newline="\n", last="\n"):
        target.write_bytes((newline.join(given) + last).encode())
        return target

    return write


@attrs.frozen(kw_only=True)
class Loose(ncpi.Record):
    TAG = "tests.loose-line"

    anything: bytes | None = None


KEPT = {"strange": {"list": [1, None, {"a": 2.5}]}}


def test_lines_are_read_as_they_are_asked_for_and_a_fault_is_raised_on_coming_to_it(written):
    path = written(line(A), "", line(B), line(C, title=5, zzz=1), line(C))
    coming = read_lines(path, ncpi.Report)
    assert [next(coming), next(coming)] == [A, B]
    with pytest.raises(InvalidError) as caught:
        next(coming)
    assert caught.value.subject == str(path)
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [
        (4, "$.content.title"),
        (4, "$.content.zzz"),
    ]
    assert list(coming) == []


def test_a_stream_may_hold_any_records_unless_one_class_is_expected(target):
    records = [A, ncpi.Recommendation(key="1", text="t"), improvement_tracker.Officer(name="n"), A]
    assert write_lines(records, target) == 4
    assert list(read_lines(str(target))) == records
    with pytest.raises(InvalidError) as caught:
        list(read_lines(target, ncpi.Report))
    (fault,) = caught.value.faults
    assert (fault.line, fault.path, fault.code) == (2, "$.content.type", "type")


@pytest.mark.parametrize(("unknown", "kept"), [("keep", KEPT), ("ignore", {})])
def test_a_stream_treats_unknown_keys_as_it_is_reported(written, unknown, kept):
    path = written(line(A, **KEPT))
    assert [held.extra for held in read_lines(path, unknown=unknown)] == [kept]
    with pytest.raises(InvalidError):
        list(read_lines(path))


def test_a_missing_file_is_the_error_that_python_has_for_it(target):
    with pytest.raises(FileNotFoundError):
        list(read_lines(target))
    with pytest.raises(FileNotFoundError):
        ncpi.load(target)


def test_a_report_is_let_go_of_when_the_next_one_comes(target):
    ncpi.save(ARCHIVE, target)
    before = None
    for held in read_lines(target):
        assert before is None or before() is None
        before = weakref.ref(held)


def test_reading_writing_and_checking_hold_no_more_than_a_few_lines(target):
    """Three hundred reports of 50 kB: fifteen megabytes, of which less than two are held."""
    most = 2 * 2**20

    def reports():
        for number in range(300):
            yield report(f"k{number}", summary=f"{number} " + "x" * 50_000)

    acts = [
        lambda: write_lines(reports(), target),
        lambda: sum(1 for _ in read_lines(target)),
        lambda: len(ncpi.check(target)),
    ]
    done = []
    for act in acts:
        tracemalloc.start()
        try:
            done.append(act())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < most
    assert done == [300, 300, 0]
    assert target.stat().st_size > 7 * most


def test_records_that_stop_coming_leave_the_old_file_as_it_was_and_nothing_beside_it(target):
    ncpi.save(ARCHIVE, target)
    before = target.read_bytes()

    def stopping():
        yield A
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_lines(stopping(), target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("wrong", [Loose(anything=b"bytes"), "no record", None])
def test_what_cannot_be_stored_is_reported_by_its_line_and_leaves_the_old_file(target, wrong):
    ncpi.save(ARCHIVE, target)
    before = target.read_bytes()
    with pytest.raises(InvalidError) as caught:
        write_lines(iter([A, B, wrong, C]), target)
    assert [fault.line for fault in caught.value.faults] == [3]
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]
