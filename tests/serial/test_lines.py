"""JSON Lines: an archive as one report a line, streamed, with the line in every error."""

import json
import tracemalloc
import weakref

import attrs
import improvement_tracker
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.model.responses import Response
from ncpi.serial import lines
from ncpi.serial.lines import MAX_FAULTS, read_lines, write_lines
from ncpi.testing import make_tracker
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


@pytest.fixture
def refused():
    """The faults with which a file is refused."""

    def load(path, **how):
        with pytest.raises(InvalidError) as caught:
            ncpi.load(path, **how)
        return caught.value.faults

    return load


@attrs.frozen(kw_only=True)
class OwnArchive(ncpi.Archive):
    TAG = "tests.own-archive"

    owner: str | None = None


def test_each_line_is_a_document_of_its_own_without_blanks_and_ends_in_a_newline(target):
    odd = report("k", summary="two\nlines,\r\n a tab\t, \u2028, \x85, “cân”")
    ncpi.save(ncpi.Archive(reports=[odd, A]), target)
    first, second, rest = target.read_bytes().split(b"\n")
    assert rest == b""
    assert [ncpi.from_json(first), ncpi.from_json(second)] == [odd, A]
    assert (
        first == json.dumps(ncpi.to_dict(odd), ensure_ascii=False, separators=(",", ":")).encode()
    )


def test_blank_lines_are_passed_over_and_counted(written, refused):
    assert ncpi.load(written("", line(A), "  ", "\t", line(B), "")) == ncpi.Archive(reports=[A, B])
    (fault,) = refused(written("", line(A), "  ", line(B, title=5)))
    assert (fault.line, fault.path) == (4, "$.content.title")


def test_a_byte_order_mark_before_the_first_line_is_passed_over(written, refused):
    assert ncpi.load(written("\ufeff" + line(A), line(B))) == ncpi.Archive(reports=[A, B])
    (fault,) = refused(written("\ufeff" + line(A, title=5), line(B)))
    assert (fault.line, fault.path) == (1, "$.content.title")


@pytest.mark.parametrize("last", ["", "\r", " "])
def test_the_last_line_needs_no_newline(written, last):
    assert ncpi.load(written(line(A), line(B), last=last)) == ncpi.Archive(reports=[A, B])


def test_the_order_of_the_lines_means_nothing(written):
    assert ncpi.load(written(line(C), line(A), line(B))) == ARCHIVE


def test_every_fault_of_every_line_is_reported_in_order_with_its_line(written, refused):
    faults = refused(
        written(line(A, title=5, kind="inspektion"), line(B), "{", line(C, zzz=1), "[]")
    )
    assert [(fault.line, fault.path, fault.code) for fault in faults] == [
        (1, "$.content.title", "type"),
        (1, "$.content.kind", "choice"),
        (3, "$", "syntax"),
        (4, "$.content.zzz", "unknown-key"),
        (5, "$", "type"),
    ]


def test_a_fault_of_a_line_is_that_of_the_same_document_alone(written, refused, refusal):
    broken = line(A, title=5, kind="inspektion", zzz=1)
    alone = refusal(broken).faults
    assert refused(written(line(B), broken)) == tuple(attrs.evolve(one, line=2) for one in alone)


def test_a_file_that_was_cut_off_is_reported_by_its_last_line(written, refused):
    (fault,) = refused(written(line(A), line(B)[:-5], last=""))
    assert (fault.line, fault.path, fault.code) == (2, "$", "syntax")


@pytest.mark.parametrize("broken", [b"{", b'{"format": "n\xff"}'], ids=["syntax", "encoding"])
def test_a_line_that_cannot_be_parsed_is_called_by_one_number_only(target, refused, broken):
    target.write_bytes(line(A).encode() + b"\n" + broken + b"\n")
    (fault,) = refused(target)
    assert fault.line == 2
    assert "line 1" not in str(fault)


def test_a_line_in_another_encoding_is_reported_with_what_to_save_it_as(target, refused):
    target.write_bytes(line(A).encode() + b"\n" + '{"format": "é"}'.encode("latin-1"))
    (fault,) = refused(target)
    assert (fault.line, fault.code, fault.suggestion) == (2, "encoding", "Save it as UTF-8")


def test_a_line_that_is_too_long_is_one_fault_and_the_lines_behind_it_are_read(target, refused):
    with target.open("wb") as file:
        file.truncate(lines.MAX_LINE + 1)
        file.seek(lines.MAX_LINE + 1)
        file.write(b"\n" + line(A, title=5).encode())
    too_long, other = refused(target)
    assert (too_long.line, too_long.path, too_long.code) == (1, "$", "too-long")
    assert "67,108,864 bytes" in too_long.message
    assert (other.line, other.path) == (2, "$.content.title")


@pytest.mark.parametrize("last", ["", "\n"])
@pytest.mark.parametrize(("more", "is_whole"), [(-1, True), (0, True), (1, False), (1000, False)])
def test_a_line_may_be_as_long_as_the_limit_and_no_longer(
    monkeypatch, target, more, is_whole, last
):
    monkeypatch.setattr(lines, "MAX_LINE", 300)
    padded = line(A).ljust(300 + more - len(last)) + last
    target.write_text(padded + (line(B) if last else ""), encoding="utf-8")
    found = ncpi.check(target)
    assert [(fault.line, fault.code) for fault in found] == ([] if is_whole else [(1, "too-long")])


@pytest.mark.parametrize("record", [ncpi.Archive(), ncpi.Recommendation(key="1", text="t")])
def test_a_line_that_holds_another_record_is_no_part_of_an_archive(written, refused, record):
    (fault,) = refused(written(line(A), line(record)))
    assert (fault.line, fault.code) == (2, "type")
    assert fault.path.startswith("$.content")
    assert fault.message.startswith("an archive holds reports, responses, trackers, monitoring, ")


def test_lines_keep_what_bodies_do_about_the_reports(tmp_path):
    """An archive's responses, trackers, stages and releases are lines as its reports are."""
    archive = ncpi.Archive(
        reports=[A],
        responses=[Response(report=A.key, kind="comments", party="local policing body")],
        trackers=[make_tracker(as_of="2019-01-02"), make_tracker(as_of="2019-01-01")],
        monitoring=list(ncpi.registers.monitoring)[:2],
        press_releases=[ncpi.PressRelease(headline="h", report=A.key)],
    )
    target = tmp_path / "archive.jsonl"
    ncpi.save(archive, target)
    assert len(target.read_text(encoding="utf-8").splitlines()) == 7
    assert ncpi.load(target, ncpi.Archive) == archive
    assert ncpi.check(target) == []


def test_two_trackers_of_one_body_and_day_are_reported_with_both_lines(written, refused):
    """What an archive can't hold twice is found line by line, as a check of the file finds it."""
    tracker = make_tracker(body="police/kent", as_of="2019-01-02")
    (fault,) = refused(written(line(A), line(tracker), line(tracker)))
    assert (fault.line, fault.path, fault.code) == (3, "$.content.body", "repeated")
    assert fault.message == (
        "the tracker 'police/kent', '2019-01-02' is repeated; it first appears on line 2"
    )


def test_two_press_releases_with_one_key_are_reported_with_both_lines(written, refused):
    """Those without a key are no duplicates."""
    one, none = (ncpi.PressRelease(key=key, headline="h") for key in ("a", None))
    (fault,) = refused(written(line(A), line(one), line(none), line(none), line(one)))
    assert (fault.line, fault.path, fault.code) == (5, "$.content.key", "repeated")


def test_a_report_that_stands_twice_is_reported_with_both_lines(written, refused):
    faults = refused(written(line(A), line(B), "", line(A, title="Another"), line(A)))
    assert [(fault.line, fault.path, fault.code) for fault in faults] == [
        (4, "$.content.key", "repeated"),
        (5, "$.content.key", "repeated"),
    ]
    for fault in faults:
        assert "'police/avon/2018'" in fault.message
        assert "line 1" in fault.message


def test_a_line_of_a_newer_version_is_refused_with_its_line(written, refused):
    newer = json.dumps({**ncpi.to_dict(B), "version": 99})
    (fault,) = refused(written(line(A), newer))
    assert (fault.line, fault.path, fault.code) == (2, "$.version", "version")
    assert fault.suggestion == "Install a newer ncpi"


KEPT = {"strange": {"list": [1, None, {"a": 2.5}]}}


def test_unknown_fields_are_an_error_with_the_line_or_ignored(written, refused):
    path = written(line(A), line(B, **KEPT))
    (fault,) = refused(path)
    assert (fault.line, fault.path, fault.code) == (2, "$.content.strange", "unknown-key")
    assert ncpi.load(path, unknown="ignore") == ncpi.Archive(reports=[A, B])


def test_a_wrong_way_to_treat_unknown_keys_is_one_fault_of_the_caller_and_of_no_line(
    written, refused
):
    for given in ([line(A), line(B)], []):
        (fault,) = refused(written(*given), unknown="drop")
        assert (fault.path, fault.code, fault.line) == ("unknown", "choice", None)


def test_what_is_no_class_to_expect_is_a_fault_in_every_format(written, refused):
    (fault,) = refused(written(line(A)), expect="Archive")
    assert (fault.path, fault.code) == ("expect", "type")


def test_another_class_than_an_archive_is_not_what_lines_hold(target, refused):
    ncpi.save(ARCHIVE, target)
    assert ncpi.load(target, ncpi.Archive) == ARCHIVE
    (fault,) = refused(target, expect=ncpi.Report)
    assert (fault.path, fault.code) == ("$", "type")
    assert "JSON Lines" in fault.message


@pytest.mark.parametrize(
    "record",
    [A, OwnArchive(owner="o"), ncpi.Archive(unknown_fields={"a": 1})],
    ids=["report", "subclass", "unknown fields"],
)
def test_what_lines_would_lose_is_refused_with_what_to_do_and_nothing_is_written(target, record):
    with pytest.raises(InvalidError) as caught:
        ncpi.save(record, target)
    (fault,) = caught.value.faults
    assert fault.code == "unstorable"
    assert ".json or .yaml" in fault.suggestion
    assert not target.exists()


def test_after_a_thousand_faults_the_rest_of_the_file_is_not_read(written, refused):
    path = written(*[line(A, title=5)] * (MAX_FAULTS + 100))
    for found in (refused(path), ncpi.check(path)):
        assert len(found) == MAX_FAULTS + 1
        assert {fault.code for fault in found[:-1]} == {"type"}
        assert "1,000 faults: the rest of the file was not read" in found[-1].message
        assert found[-1].line == MAX_FAULTS + 1


def test_a_thousand_faults_are_all_reported_and_the_whole_file_is_read(written, refused):
    faults = refused(written(*[line(A, title=5)] * MAX_FAULTS, line(A)))
    assert [fault.line for fault in faults] == list(range(1, MAX_FAULTS + 1))


@attrs.frozen(kw_only=True)
class Loose(ncpi.Record):
    TAG = "tests.loose-line"

    anything: bytes | None = None


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
