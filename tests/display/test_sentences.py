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
    return ncpi.compare(baseline, follow_up).item("recommendation-1").sentence(cite=cite)


def finding(basis="stated", **entry):
    link = entry.pop("link", {})
    answer = make_answer(item=f"{BASELINE}#recommendation-1", basis=basis, **link)
    return make_finding(**{"key": "a", "text": "Visits were made.", "answers": [answer], **entry})


def test_who_asked_what_and_what_the_follow_up_found_are_said_with_their_dates():
    """A link that the inspectorate states is its own; a month is written in words."""
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
    """What the coder held back isn't dropped, nor is another answer's caveat added."""
    link = {"by": "A. Coder", "caveat": "about visits only."}
    coded = finding("coded", link=link, progress="improved")
    said = sentence(found=[coded, finding("same theme only", key="b", link={"caveat": "not used"})])
    assert "not by the inspectorate. The coder's caveat: about visits only. The wording" in said
    assert "not used" not in said
    stated = finding(link={"caveat": "as reproduced"}, progress="improved")
    assert "itself linked the two. The coder's caveat: as reproduced." in sentence(found=[stated])


@pytest.mark.parametrize("progress", ["improved", "not improved"])
def test_progress_that_an_analyst_read_is_said_to_be_a_reading(progress):
    """That holds for a concern that only an analyst read as one, too."""
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
    """Improved, and still a concern: both findings are in the sentence."""
    text = sentence(
        found=[
            finding(progress="improved"),
            finding("coded", key="b", text="Delays were long.", concern=True),
        ]
    )
    assert "had improved, and was still concerned: Visits were made; Delays were long." in text
    assert "not by the inspectorate" in text


def test_a_recommendation_that_was_only_made_again_is_said_to_be_raised_again():
    """The later item is quoted with its key, and who linked the two."""
    link = ncpi.Restatement(item=f"{BASELINE}#recommendation-1", basis="coded", by="A. Reader")
    text = sentence(again=[make_recommendation(key="4", text="Visit more.", restates=[link])])
    assert "raised this again without saying whether it had improved: Visit more (4)." in text
    assert "made by A. Reader, not by the inspectorate." in text


def test_what_was_found_improved_and_was_made_again_is_said_to_be_both():
    """An improvement isn't printed as the last word; who linked each is said."""
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
    """A change that isn't to last, and what the record is not sure of, are marked."""
    found = finding(progress="improved", lasting=False, confidence="low")
    asked = make_recommendation(key="1", text="Visit.", confidence="medium")
    text = sentence(asked=asked, found=[found])
    assert "Visit (recorded with medium confidence). Its" in text
    assert "made (not expected to last; recorded with low confidence). The" in text
    sure = sentence(found=[finding(progress="improved", lasting=True, confidence="high")])
    assert "had improved: Visits were made. The" in sure


@pytest.mark.parametrize(("end", "words"), [("2019-08", "took this up"), (None, "raised this")])
def test_a_cause_of_concern_that_was_closed_is_not_said_to_be_raised_again(end, words):
    """That it was closed is printed, as recorded."""
    item = f"{BASELINE}#cause-of-concern-1"
    link = ncpi.Restatement(item=item, basis="stated")
    before, after = (
        make_cause_of_concern(key="1", text="Delays.", recommendations=[], **entry)
        for entry in (
            {"restates": [], "span": ncpi.DateSpan(start="2018")},
            {"restates": [link], "span": ncpi.DateSpan(start="2018", end=end or "open")},
        )
    )
    baseline = make_report(key=BASELINE, published="2018", causes_of_concern=[before])
    follow_up = make_report(
        key="police/kent/2019-review",
        published="2019-09-01",
        kind="re-inspection",
        causes_of_concern=[after],
    )
    text = ncpi.compare(baseline, follow_up).item("cause-of-concern-1").sentence()
    assert f"{words} again without saying whether it had improved: Delays (1)." in text
    assert ("recorded as closed by then" in text) is (end is not None)


def test_a_concern_that_only_an_analyst_read_is_not_said_to_be_the_inspectorates():
    """The finding is quoted, and the reading is the analyst's."""
    found = make_finding(key="c", text="Long waits.", progress="worse", progress_basis="coded")
    baseline = make_report(key=BASELINE, published="2018", findings=[found])
    follow_up = make_report(key="police/kent/2019-review", published="2019", kind="re-inspection")
    text = ncpi.compare(baseline, follow_up).item("concern-c").sentence()
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
    """The sentence says whether all of the follow-up was read."""
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
    """A word of no list is given in quotation marks."""
    text = sentence(found=[finding(progress=Other("embedded"))])
    assert "described progress on this as “embedded”: Visits were made." in text


def test_several_bodies_are_named_and_many_are_counted():
    """Three names can be read in a sentence; more can't."""
    two = {"bodies": ["police/kent", "police/essex"]}
    assert "inspection of Kent Police and Essex Police published" in sentence(before=two, after=two)
    four = {"bodies": ["police/kent", "police/essex", "police/surrey", "police/dorset"]}
    assert "inspection of 4 bodies published" in sentence(before=four, after=four)


def test_a_follow_up_by_others_is_not_said_to_be_of_the_same_inspectorate():
    """A joint follow-up names its inspectorates."""
    text = sentence(after={"inspectorates": ["hmicfrs", "cqc"]})
    assert "the HMICFRS and CQC post-inspection review of Kent Police" in text


def test_what_only_the_follow_up_lists_is_said_to_be_known_from_it():
    """The report itself wasn't the source of the item."""
    asked = make_recommendation(key="own-1", text="Visit.", known_from="follow-up")
    text = sentence_of_own(asked)
    assert (
        "made a recommendation (number 1 here; the report's isn't known), as its follow-up lists it"
    ) in text


def sentence_of_own(asked):
    baseline = make_report(key=BASELINE, published="2018", recommendations=[asked])
    follow_up = make_report(key="police/kent/2019-review", published="2019", kind="re-inspection")
    return ncpi.compare(baseline, follow_up).item(1).sentence()


def test_an_account_is_named_and_the_sources_follow_one_a_line():
    """Whose account it is stands in the text, and each source once below it."""
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
    """The refusal names the item and the way out."""
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
    """What nothing counted answers isn't said to be not mentioned while a link is on record."""
    with pytest.raises(InvalidError, match=r"same theme only, not counted\) is too weak to print"):
        sentence(found=[finding("same theme only", progress="improved")])


def test_what_was_found_of_one_body_is_printed_with_its_name():
    """Two forces' findings on one item are never printed as if they were one force's."""
    bodies = {"bodies": ["police/kent", "police/essex"]}
    found = [
        finding(key="a", text="Kent visits.", progress="improved", body="police/kent"),
        finding(key="b", text="Essex doesn't.", progress="worse", body="police/essex"),
    ]
    text = sentence(found=found, before=bodies, after=bodies)
    assert "Kent visits (Kent Police); Essex doesn't (Essex Police)." in text
