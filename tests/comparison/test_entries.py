"""The entries of a comparison: what each says of itself, and what it can't say."""

import pytest

import ncpi
from ncpi.comparison import (
    CaseAuditComparison,
    CauseOfConcernComparison,
    Caveat,
    FindingAnswer,
    JudgmentComparison,
    RecommendationComparison,
)
from ncpi.comparison._entries import heading
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Comparability,
    Confidence,
    Edge,
    Outcome,
)


def test_a_heading_names_its_report_with_sources(make):
    source = ncpi.Source(title="the report", url="https://example.org/report")
    head = heading(make.baseline(sources=[source], confidence=Confidence.HIGH))
    assert (head.key, head.framework, head.bodies) == (
        make.BASELINE,
        "ncpi-2014",
        ("police/northshire",),
    )
    assert (head.sources, head.confidence) == ((source,), Confidence.HIGH)
    assert head.label() == (
        f"Northshire: inspection (inspection by hmicfrs, 2018-08-30; {make.BASELINE})"
    )


def test_a_heading_of_an_undated_report_says_so(make):
    assert "undated" in heading(make.follow_up(published=None)).label()


@pytest.mark.parametrize(
    ("progress", "basis", "concern", "verdict"),
    [
        (Outcome.IMPROVED, Basis.STATED, False, "improved (stated)"),
        (Outcome.MIXED, Basis.CODED, True, "mixed (coded), and a concern"),
        (Outcome.IMPROVED, Basis.PROPOSED, False, "improved (proposed)"),
        (Outcome.NOT_MENTIONED, None, False, "not mentioned in what was read"),
    ],
)
def test_a_verdict_says_progress_basis_and_concern(make, progress, basis, concern, verdict):
    item = FindingAnswer(
        finding=make.found("x", concern=True), answer=make.answer("1", (basis or "coded"))
    )
    entry = RecommendationComparison(
        recommendation=make.asked("1"),
        progress=progress,
        basis=basis,
        answers=[item] if concern else [],
    )
    assert entry.verdict == verdict
    assert entry.label() == f"1: {verdict}"


@pytest.mark.parametrize(
    "comparability", [c for c in Comparability if c is not Comparability.COMPARABLE]
)
def test_what_is_not_comparable_has_no_figures(make, comparability):
    audit, judgment = make.audit(83, 20, 35, 28), make.judged("leadership", "good")
    sides = ["baseline", "follow_up"]
    if comparability is Comparability.BASELINE_ONLY:
        sides = ["baseline"]
    elif comparability is Comparability.FOLLOW_UP_ONLY:
        sides = ["follow_up"]
    audits = CaseAuditComparison(comparability=comparability, **dict.fromkeys(sides, audit))
    judgments = JudgmentComparison(
        topic="leadership", comparability=comparability, **dict.fromkeys(sides, judgment)
    )
    assert ({change.difference for change in audits.changes}, judgments.steps) in (
        ({None}, None),
        (set(), None),
    )


def test_a_cause_of_concern_is_labelled_by_what_it_is(make):
    cause = make.cause("A", "2018-08-30", Edge.OPEN)
    entry = CauseOfConcernComparison(status=CauseStatus.OPENED, follow_up=cause)
    assert entry.label() == "A: failing A: opened"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (CauseOfConcernComparison, {"status": "open"}),
        (CaseAuditComparison, {"comparability": "yes"}),
        (Caveat, {"code": "careful", "text": "x"}),
        (Caveat, {"code": CaveatCode.LINK, "text": ""}),
    ],
)
def test_an_entry_refuses_what_is_no_word_of_its_list(entry, field):
    with pytest.raises(ncpi.errors.InvalidError):
        entry(**field)


def test_entries_of_every_pair_are_stored_and_loaded_one_by_one(any_pair):
    comparison = ncpi.compare(any_pair.baseline, any_pair.follow_up)
    entries = [
        comparison.baseline,
        *comparison.recommendations,
        *comparison.causes_of_concern,
        *comparison.case_audits,
        *comparison.judgments,
        *comparison.caveats,
    ]
    assert [ncpi.from_json(ncpi.to_json(entry)) for entry in entries] == entries
