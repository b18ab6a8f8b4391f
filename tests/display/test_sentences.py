"""Sentences to print: attributed, dated, in the past tense, with who linked the two."""

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.testing import (
    make_answer,
    make_cause_of_concern,
    make_finding,
    make_recommendation,
    make_report,
)
from ncpi.vocabulary import Completeness, Other, Provenance

BASELINE = "police/kent/2018-inspection"
ASKED = make_recommendation(key="1", text="Visit children.")


def sentence(*, asked=ASKED, found=(), again=(), before=(), after=(), cite=False):
    usual = {"bodies": ["police/kent"], "inspectorates": ["hmicfrs"], "title": "Kent"}
    baseline = make_report(
        **{
            **usual,
            "key": BASELINE,
            "kind": "inspection",
            "published": "2018-08-30",
            "recommendations": [asked],
            **dict(before),
        }
    )
    follow_up = make_report(
        **{
            **usual,
            "key": "police/kent/2019-review",
            "kind": "post-inspection review",
            "published": "2019-09",
            "findings": found,
            "recommendations": again,
            **dict(after),
        }
    )
    return ncpi.compare(baseline, follow_up).items[0].sentence(cite=cite)


def finding(basis="stated", **entry):
    link = entry.pop("link", {})
    answer = make_answer(item=f"{BASELINE}#recommendation-1", basis=basis, **link)
    return make_finding(**{"key": "a", "text": "Visits were made.", "answers": [answer], **entry})


def test_who_asked_what_and_what_the_follow_up_found_are_said_with_their_dates():
    assert sentence(found=[finding(progress="improved")]) == (
        "In its inspection of Kent Police published on 30 August 2018, HMICFRS made a "
        "recommendation (1): Visit children. Its post-inspection review of Kent Police published "
        "in September 2019 found that this had improved: Visits were made. "
        "The inspectorate itself linked the two. "
        "The wording is the record's, which may paraphrase the reports."
    )


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2018", "published in 2018"),
        ("summer 2018", "published in summer 2018"),
        ("2018-08", "published in August 2018"),
        (None, "of unknown date"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(published, words):
    """No day or month is made up."""
    assert f"of Kent Police {words}, HMICFRS" in sentence(before={"published": published})


def test_a_link_that_an_analyst_made_is_said_to_be_theirs_with_its_date():
    """The link isn't put in the inspectorate's mouth."""
    text = sentence(found=[finding("coded", link={"by": "A. Reader", "dated": "2024-03"})])
    assert "made by A. Reader, March 2024, not by the inspectorate." in text


def test_the_caveat_of_who_linked_is_printed_with_the_link():
    link = {"by": "A. Coder", "caveat": "about visits only."}
    coded = finding("coded", link=link, progress="improved")
    said = sentence(found=[coded, finding("same theme only", key="b", link={"caveat": "not used"})])
    assert "not by the inspectorate. The coder's caveat: about visits only. The wording" in said
    assert "not used" not in said
    stated = finding(link={"caveat": "as reproduced"}, progress="improved")
    assert "itself linked the two. The coder's caveat: as reproduced." in sentence(found=[stated])


@pytest.mark.parametrize("progress", ["improved", "not improved"])
def test_progress_that_an_analyst_read_is_said_to_be_a_reading(progress):
    text = sentence(found=[finding(progress=progress, progress_basis="coded")])
    assert "published in September 2019 found: Visits were made. The verdict “" in text
    assert "” is an analyst's, not the inspectorate's." in text
    assert "had improved" not in text
    assert "had not improved" not in text


def test_a_dispute_of_the_item_or_of_a_finding_is_printed_with_it():
    """A disputed entry isn't printed as if nobody had objected."""
    note = "disputed on 2026-12-01 by Kent Police: it was done in 2018."
    of_item = sentence(asked=make_recommendation(key="1", text="Visit.", note=note))
    assert f"This is disputed: recommendation 1: {note}" in of_item
    of_finding = sentence(found=[finding(progress="improved", note=note)])
    assert f"This is disputed: finding a: {note}" in of_finding
    assert "disputed" not in sentence(found=[finding(note="seen in part.")])


def test_a_concern_of_another_answer_is_not_left_out():
    text = sentence(
        found=[
            finding(progress="improved"),
            finding("coded", key="b", text="Delays were long.", concern=True),
        ]
    )
    assert "had improved, and was still concerned: Visits were made; Delays were long." in text
    assert "not by the inspectorate" in text


def test_a_recommendation_that_was_only_made_again_is_said_to_be_raised_again():
    link = ncpi.Restatement(item=f"{BASELINE}#recommendation-1", basis="coded", by="A. Reader")
    text = sentence(again=[make_recommendation(key="4", text="Visit more.", restates=[link])])
    assert "raised this again without saying whether it had improved: Visit more (4)." in text
    assert "made by A. Reader, not by the inspectorate." in text


def test_what_was_found_improved_and_was_made_again_is_said_to_be_both():
    link = ncpi.Restatement(item=f"{BASELINE}#recommendation-1", basis="coded", by="A. Reader")
    again = [make_recommendation(key="4", text="Visit more.", restates=[link])]
    text = sentence(found=[finding(progress="improved")], again=again)
    assert (
        "found that this had improved: Visits were made. It also raised this again: Visit" in text
    )
    assert "made by A. Reader, not by the inspectorate." in text
    assert "itself linked the two" not in text
    unsure = [attrs.evolve(again[0], restates=[attrs.evolve(link, basis="proposed")])]
    assert "raised this again" not in sentence(found=[finding(progress="improved")], again=unsure)


def test_what_limits_a_finding_or_the_item_is_printed_with_it():
    found = finding(progress="improved", lasting=False, confidence="low")
    asked = make_recommendation(key="1", text="Visit.", confidence="medium")
    text = sentence(asked=asked, found=[found])
    assert "Visit (recorded with medium confidence). Its" in text
    assert "made (not expected to last; recorded with low confidence). The" in text
    sure = sentence(found=[finding(progress="improved", lasting=True, confidence="high")])
    assert "had improved: Visits were made. The" in sure


@pytest.mark.parametrize(("end", "words"), [("2019-08", "took this up"), (None, "raised this")])
def test_a_cause_of_concern_that_was_closed_is_not_said_to_be_raised_again(end, words):
    item = f"{BASELINE}#cause-of-concern-1"
    link = ncpi.Restatement(item=item, basis="stated")
    before, after = (
        make_cause_of_concern(key="1", text="Delays.", recommendations=[], **entry)
        for entry in (
            {"restates": [], "span": ncpi.DateSpan(start="2018")},
            {"restates": [link], "span": ncpi.DateSpan(start="2018", end=end or "open")},
        )
    )
    text = sentence(
        before={"recommendations": [], "causes_of_concern": [before]},
        after={"published": "2019-09-01", "causes_of_concern": [after]},
    )
    assert f"{words} again without saying whether it had improved: Delays (1)." in text
    assert ("recorded as closed by then" in text) is (end is not None)


def test_a_concern_that_only_an_analyst_read_is_not_said_to_be_the_inspectorates():
    found = make_finding(key="c", text="Long waits.", progress="worse", progress_basis="coded")
    text = sentence(before={"recommendations": [], "findings": [found]})
    assert (
        "found: Long waits. An analyst, not the inspectorate, read this as a concern (“worse”)"
        in text
    )
    assert "raised a concern" not in text


@pytest.mark.parametrize(
    ("completeness", "words"),
    [
        (Completeness.COMPLETE, " Its post-inspection review"),
        (Completeness.PARTIAL, " What was read of its post-inspection review"),
    ],
)
def test_what_is_not_mentioned_is_not_said_to_be_undone(completeness, words):
    text = sentence(after={"completeness": ncpi.ReportCompleteness(findings=completeness)})
    assert words in text
    assert "did not mention this, which does not mean that nothing was done." in text


def test_findings_that_disagree_are_called_mixed_and_all_quoted():
    """No majority decides."""
    text = sentence(
        found=[
            finding(progress="improved"),
            finding(key="b", text="Some were late.", progress="not improved"),
        ]
    )
    assert "had mixed findings on this: Visits were made; Some were late." in text


def test_progress_in_other_words_is_quoted():
    text = sentence(found=[finding(progress=Other("embedded"))])
    assert "described progress on this as “embedded”: Visits were made." in text


def test_several_bodies_are_named_and_many_are_counted():
    """Three names can be read in a sentence; more can't."""
    two = {"bodies": ["police/kent", "police/essex"]}
    assert "inspection of Kent Police and Essex Police published" in sentence(before=two, after=two)
    four = {"bodies": ["police/kent", "police/essex", "police/surrey", "police/dorset"]}
    assert "inspection of 4 bodies published" in sentence(before=four, after=four)


def test_a_follow_up_by_others_is_not_said_to_be_of_the_same_inspectorate():
    text = sentence(after={"inspectorates": ["hmicfrs", "cqc"]})
    assert "the HMICFRS and CQC post-inspection review of Kent Police" in text


def test_what_only_the_follow_up_lists_is_said_to_be_known_from_it():
    asked = make_recommendation(key="own-1", text="Visit.", known_from="follow-up")
    text = sentence(asked=asked)
    assert (
        "made a recommendation (number 1 here; the report's isn't known), as its follow-up lists it"
    ) in text


def test_an_account_is_named_and_the_sources_follow_one_a_line():
    source = ncpi.Source(
        title="The Press", url="https://example.org/a", provenance=Provenance.ACCOUNT
    )
    text, *sources = sentence(
        found=[finding(progress="improved", sources=[source])], cite=True
    ).split("\n")
    assert "The finding is as reported by" in text
    assert any("https://example.org/a" in line for line in sources)
    assert len(sources) == len(set(sources))


def test_a_link_by_theme_alone_is_too_weak_to_print():
    asked = make_recommendation(key="1", text="Visit.", theme="investigation")
    framework = {"framework": "ncpi-2014"}
    with pytest.raises(InvalidError, match="too weak to print") as caught:
        sentence(
            asked=asked,
            found=[finding("same theme only", progress="improved", theme="investigation")],
            before=framework,
            after=framework,
        )
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, fault.value) == ("basis", "inconsistent", "same theme only")
    assert "confirm the link with a ruling" in fault.suggestion


def test_an_answer_that_does_not_count_is_not_printed_as_silence():
    with pytest.raises(InvalidError, match=r"same theme only, not counted\) is too weak to print"):
        sentence(found=[finding("same theme only", progress="improved")])


def test_what_was_found_of_one_body_is_printed_with_its_name():
    bodies = {"bodies": ["police/kent", "police/essex"]}
    found = [
        finding(key="a", text="Kent visits.", progress="improved", body="police/kent"),
        finding(key="b", text="Essex doesn't.", progress="worse", body="police/essex"),
    ]
    text = sentence(found=found, before=bodies, after=bodies)
    assert "Kent visits (Kent Police); Essex doesn't (Essex Police)." in text
