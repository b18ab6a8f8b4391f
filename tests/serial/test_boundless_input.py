"""Input without measure, in size, depth or number: refused in few words, and soon."""

import json

import attrs
import pytest

import ncpi
from ncpi.vocabulary import ReportKind

REPORT = ncpi.Report(key="k", title="t", kind=ReportKind.INSPECTION)
ENDLESS = "x" * 100_000_000


def changed(**content):
    """The report's document with some of its content replaced."""
    document = json.loads(ncpi.to_json(REPORT))
    document["content"].update(content)
    return document


def replaced(old, new):
    text = ncpi.to_json(REPORT)
    assert old in text
    return text.replace(old, new)


@attrs.frozen(kw_only=True)
class Tree(ncpi.Record):
    TAG = "tests.bad-input-tree"

    child: "Tree | None" = None
    children: "tuple[Tree, ...]" = ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        {"key": ENDLESS},
        {"title": ENDLESS},
        {"kind": ENDLESS},
        {"published": ENDLESS},
        {"framework": ENDLESS},
        {"type": ENDLESS},
        {"recommendations_made": ENDLESS},
        {"bodies": ENDLESS},
        {ENDLESS: 1},
    ],
    ids=lambda place: next(iter(place))[:20],
)
def test_a_text_of_100_megabytes_is_refused_in_few_words(refusal, place):
    error = refusal(changed(**place))
    assert len(str(error)) < 5_000
    assert all(len(fault.value) <= 200 and len(fault.path) < 200 for fault in error.faults)


DEEP = 100_000


@pytest.mark.parametrize("unknown", ["error", "keep"])
@pytest.mark.parametrize(
    "deep",
    ["[" * DEEP, '{"a":' * DEEP, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP],
    ids=["lists cut off", "objects cut off", "lists", "objects"],
)
def test_deep_nesting_in_json_is_reported_as_such(faults, deep, unknown):
    for given in (deep, replaced('"k"', deep), replaced('"key"', f'"strange": {deep}, "key"')):
        assert faults(given, unknown=unknown) == [("$", "too-deep")]


def nested(kind):
    """Lists in lists, or objects in objects; building and forgetting them takes a while."""
    deep = []
    for _ in range(DEEP):
        deep = [deep] if kind is list else {"a": deep}
    return deep


@pytest.mark.parametrize("kind", [list, dict])
def test_deep_nesting_in_python_objects_is_refused_where_it_stands_and_never_kept(refusal, kind):
    deep = nested(kind)
    for unknown in ("error", "keep"):
        for place in ("key", "published", "bodies", "framework", "recommendations"):
            error = refusal(changed(**{place: deep}), unknown=unknown)
            assert all(fault.path.startswith(f"$.content.{place}") for fault in error.faults)
            assert len(str(error)) < 5_000
    (fault,) = refusal(changed(strange=deep), unknown="keep").faults
    assert fault.code == "too-deep"
    assert fault.path.startswith("$.content.strange")
    assert len(str(fault)) < 2_000


@pytest.mark.parametrize("unknown", ["error", "keep"])
def test_a_record_in_a_record_without_end_is_reported_as_such(refusal, unknown):
    content = {"type": Tree.TAG}
    for number in range(DEEP):
        content = (
            {"type": Tree.TAG, "child": content}
            if number % 2
            else {"type": Tree.TAG, "children": [content]}
        )
    document = {"format": "ncpi", "version": 1, "content": content}
    error = refusal(document, unknown=unknown)
    assert {fault.code for fault in error.faults} == {"too-deep"}
    assert len(str(error)) < 20_000


def test_a_long_list_of_faults_is_cut_in_the_message_and_whole_in_the_record(refusal):
    error = refusal(changed(bodies=list(range(10_000))))
    assert len(error.faults) == 10_000
    assert str(error).endswith("and 9800 more, all in .faults")
    assert len(str(error)) < 50_000


def test_choices_that_a_document_brings_along_are_not_all_listed_in_each_fault(refusal):
    many = [f"grade number {number}" for number in range(300)]
    scale = {"key": "own", "title": "Ours", "grades": many}
    audit = {"scale": scale, "counts": {f"off {grade}": 1 for grade in many[:10]}}
    error = refusal(changed(case_audits=[audit]))
    assert len(error.faults) == 10
    assert all(len(str(fault)) < 2_000 for fault in error.faults)


def test_a_list_with_faults_without_end_is_not_read_to_its_end() -> None:
    document = ncpi.to_dict(ncpi.Finding(key="a", text="t"))
    document["content"]["answers"] = [0] * 20_000
    faults = ncpi.check(json.dumps(document))
    assert len(faults) == 10_002
    assert faults[-1].code == "too-many" or faults[0].code == "too-many"
