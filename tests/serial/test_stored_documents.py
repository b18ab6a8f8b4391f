"""Documents as older versions of ncpi stored them load, and are stored again as today's.

Those in the folder ``version_1`` were written when that was the version of the format. They
are never made anew.
"""

import copy
import json
from pathlib import Path

import improvement_tracker
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import FORMAT_VERSION
from ncpi.serial.migrations import migrated
from ncpi.vocabulary import Basis, Confidence, LinkBasis, Party, Progress, ReportKind

STORED = Path(__file__).parent / "version_1"
PAGE = ncpi.Source(
    title="A page of the tracker", url="https://example.org/tracker", locator="entry 9212"
)
CLAIM = ncpi.StatusEvent(
    party=Party.FORCE,
    dated="2018-09-05",
    status="being-progressed",
    comment="Under way.",
    by="the chief constable",
    sources=[PAGE],
    confidence=Confidence.MEDIUM,
)
SEEN = ncpi.StatusEvent(
    party=Party.INSPECTORATE,
    dated="2019-11",
    comment="Seen on the visit.",
    unknown_fields={"seen_by": {"on": "2019-11-04"}},
)
CORRECTIONS = [
    ncpi.Correction(dated="2018-10-03", text="A figure was put right.", sources=[PAGE]),
    ncpi.Correction(dated="2018-12"),
]
BASELINE = ncpi.Report(
    key="police/borsetshire/2018-inspection",
    title="Borsetshire Police: child protection inspection",
    kind=ReportKind.INSPECTION,
    bodies=["police/borsetshire"],
    published="2018-08-30",
    corrections=CORRECTIONS,
    recommendations=[
        ncpi.Recommendation(
            key="1",
            text="Keep better records.",
            timescale=ncpi.Timescale(months=3),
            history=[CLAIM, SEEN],
        ),
        ncpi.Recommendation(key="2", text="See each child alone."),
    ],
)
REVIEW = ncpi.Report(
    key="police/borsetshire/2020-review",
    title="Borsetshire Police: post-inspection review",
    kind=ReportKind.POST_INSPECTION_REVIEW,
    bodies=["police/borsetshire"],
    published="2020-02-11",
    follows=[ncpi.ReportLink(report=BASELINE.key, basis=LinkBasis.STATED)],
    recommendations=[
        ncpi.Recommendation(
            key="1",
            text="Keep records of every visit.",
            restates=[
                ncpi.Restatement(report=BASELINE.key, recommendation="1", basis=Basis.STATED)
            ],
            history=[
                ncpi.StatusEvent(
                    party=Party.LOCAL_POLICING_BODY, dated="2020-04-06", status="complete"
                )
            ],
        )
    ],
    findings=[
        ncpi.Finding(
            key="f1",
            text="Records are fuller.",
            progress=Progress.PARTLY_IMPROVED,
            answers=[ncpi.Answer(report=BASELINE.key, recommendation="1", basis=Basis.STATED)],
        )
    ],
)


# By the name of the stored document: the same noun, made today.
NOUNS = {
    "report": lambda: BASELINE,
    "archive": lambda: ncpi.Archive(reports=[BASELINE, REVIEW]),
    "comparison": lambda: ncpi.compare(BASELINE, REVIEW),
    "status-event": lambda: CLAIM,
    "second-package": improvement_tracker.sample,
}


@pytest.mark.parametrize("name", NOUNS)
def test_a_stored_document_of_version_1_loads_as_the_noun_that_was_stored(name):
    loaded = ncpi.load(STORED / f"{name}.json", unknown="keep")
    assert loaded == NOUNS[name]()


@pytest.mark.parametrize("name", NOUNS)
def test_stored_again_it_is_the_document_that_is_written_today(name, tmp_path):
    again = tmp_path / "again.json"
    ncpi.save(ncpi.load(STORED / f"{name}.json", unknown="keep"), again)
    text = again.read_text(encoding="utf-8")
    assert text == ncpi.to_json(NOUNS[name]())
    assert json.loads(text)["version"] == FORMAT_VERSION
    before = (STORED / f"{name}.json").read_text(encoding="utf-8")
    # What inspectors saw "on" some day is an unknown field's own, and stays.
    assert text.count('"on"') == before.count('"seen_by"')
    assert text.count('"dated"') == before.count('"on"') - before.count('"seen_by"') > 0


def test_every_stored_document_is_tried():
    assert {file.stem for file in STORED.iterdir()} == set(NOUNS)


@pytest.mark.parametrize("name", NOUNS)
def test_a_migration_changes_nothing_that_it_is_given(name):
    document = json.loads((STORED / f"{name}.json").read_text(encoding="utf-8"))
    before = copy.deepcopy(document)
    ncpi.from_dict(document, unknown="keep")
    assert document == before
    assert json.dumps(document) == json.dumps(before)


@pytest.mark.parametrize("name", NOUNS)
def test_the_keys_keep_their_order_and_all_else_stays(name):
    text = (STORED / f"{name}.json").read_text(encoding="utf-8")
    renamed = text.replace('"on": "2019-11-04"', "SEEN").replace('"on"', '"dated"')
    content = json.loads(renamed.replace("SEEN", '"on": "2019-11-04"'))["content"]
    assert json.dumps(migrated(json.loads(text)["content"], 1)) == json.dumps(content)


def test_a_stored_document_with_unknown_keys_is_refused_by_default():
    with pytest.raises(InvalidError) as caught:
        ncpi.load(STORED / "report.json")
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("$.content.recommendations[0].history[1].seen_by", "unknown-key")
    ]
