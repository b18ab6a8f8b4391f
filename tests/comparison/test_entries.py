"""The entries of a comparison: what each says of itself, and what it can't say."""

import attrs
import pytest

import ncpi
from ncpi.comparison import (
    CaseAuditComparison,
    Caveat,
    FindingAnswer,
    ItemComparison,
    RestatedItem,
)
from ncpi.comparison._entries import heading, mention
from ncpi.vocabulary import (
    Basis,
    CaveatCode,
    Confidence,
    Other,
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


def of_item(make, **entry):
    """An entry about recommendation 1."""
    usual = {"baseline": mention(make.baseline()), "follow_up": mention(make.follow_up())}
    return ItemComparison(**({"item": make.asked("1")} | usual | entry))


@pytest.mark.parametrize(
    ("progress", "basis", "concern", "verdict"),
    [
        (Outcome.IMPROVED, Basis.STATED, False, "improved (stated)"),
        (Outcome.MIXED, Basis.CODED, True, "mixed (coded), and a concern"),
        (Outcome.IMPROVED, Basis.PROPOSED, False, "improved (proposed)"),
        (Outcome.STILL_A_CONCERN, Basis.CODED, True, "still a concern (coded)"),
        (Outcome.NOT_MENTIONED, None, False, "not mentioned in what was read"),
    ],
)
def test_a_verdict_says_progress_basis_and_concern(make, progress, basis, concern, verdict):
    answer = make.answer("1", basis or "coded")
    found = FindingAnswer(finding=make.found("x", concern=True), answer=answer)
    entry = of_item(make, progress=progress, basis=basis, answers=[found] if concern else [])
    assert entry.verdict == verdict
    assert entry.label() == f"recommendation 1: {verdict}"


def test_a_verdict_in_other_words_gives_those_of_the_findings_that_decide(make):
    said = [Other("on track"), Other("on course"), Other("on track")]
    answers = [
        FindingAnswer(
            finding=ncpi.Finding(key=str(place), text="x", progress=progress),
            answer=make.answer("1", "stated"),
        )
        for place, progress in enumerate(said)
    ]
    entry = of_item(make, progress=Outcome.OTHER, basis=Basis.STATED, answers=answers)
    assert entry.verdict == "“on track” and “on course” (stated)"


def test_what_is_only_mentioned_or_only_restated_is_called_so(make):
    found = FindingAnswer(
        finding=make.found("x", "progress not stated"), answer=make.answer("1", "stated")
    )
    entry = of_item(make, progress=Outcome.NOT_STATED, basis=Basis.STATED)
    assert entry.verdict == "restated (stated), progress not stated"
    entry = attrs.evolve(entry, answers=[found])
    assert entry.verdict == "mentioned (stated), progress not stated"


def test_an_entry_has_the_key_kind_and_name_of_its_item(make):
    entry = of_item(make, progress=Outcome.IMPROVED, basis=Basis.STATED)
    assert (entry.key, entry.item_kind.value) == ("1", "recommendation")
    assert entry.ref == ncpi.ItemRef.parse(f"{make.BASELINE}#recommendation-1")


def test_a_mention_names_its_report_in_a_line_and_its_year(make):
    assert mention(make.baseline()).label() == "Northshire: inspection (inspection, 2018-08-30)"
    assert mention(make.baseline()).year == "2018"
    assert mention(make.follow_up(published=None)).year == "an unknown year"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (CaseAuditComparison, {"comparability": "yes"}),
        (Caveat, {"code": "careful", "text": "x"}),
        (Caveat, {"code": CaveatCode.LINK, "text": ""}),
    ],
)
def test_an_entry_refuses_what_is_no_word_of_its_list(entry, field):
    with pytest.raises(ncpi.errors.InvalidError):
        entry(**field)


def test_an_answer_and_a_restatement_say_on_whose_word_they_are_linked(make):
    finding = make.found("a", "improved")
    answer = FindingAnswer(finding=finding, answer=make.answer("1", "proposed"))
    assert answer.label() == f"{finding.label()} [{finding.verdict}] (proposed)"
    item = make.asked("9", restates=[make.again("1", "coded")])
    again = RestatedItem(item=item, restatement=item.restates[0])
    assert again.label() == f"{item.label()} (coded)"
