"""A comparison as people see it: the same content in text, HTML and Markdown."""

import re

import attrs
import pytest

import ncpi
import ncpi.testing


@pytest.fixture(params=["__str__", "_repr_html_", "_repr_markdown_"])
def view(request):
    return request.param


def test_every_view_names_both_reports_and_shows_all_verdicts_items_findings_and_caveats(
    any_pair, shown, view
):
    """A continued cause of concern too: its words in the follow-up are the later ones."""
    baseline, follow_up = any_pair
    comparison = ncpi.compare(baseline, follow_up)
    text = shown(comparison, view)
    said = [
        comparison.baseline.key,
        comparison.follow_up.key,
        *(caveat.text for caveat in comparison.caveats),
        *(entry.verdict for entry in comparison.items),
        *(finding.text for finding in follow_up.findings),
        *(item.text for item in follow_up.numbered_items),
        *(cause.text for cause in baseline.causes_of_concern),
    ]
    assert [words for words in said if words not in text] == []


def test_whose_account_an_entry_is_known_from_is_shown_beside_it(make, shown, view):
    account = ncpi.Source(title="The Press", provenance="someone else's account")
    asked = make.asked("1", sources=[account])
    comparison = ncpi.compare(make.baseline(recommendations=[asked]), make.follow_up())
    text = re.sub(r"<[^>]+>", " ", shown(comparison, view))
    assert re.search("not mentioned in what was read *;? *item as reported by The Press", text)


def test_whose_account_a_finding_is_known_from_is_said_of_the_finding_not_of_the_item(
    make, shown, view
):
    account = ncpi.Source(title="The Press", provenance="someone else's account")
    for sources, what in (([], "finding"), ([account], "item and finding")):
        asked = make.asked("1", sources=sources)
        found = make.found("1", "improved", make.answer("1"), sources=[account])
        comparison = ncpi.compare(
            make.baseline(recommendations=[asked]), make.follow_up(findings=[found])
        )
        text = re.sub(r"<[^>]+>", " ", shown(comparison, view))
        assert re.search(rf"\(coded\) *(;|<br>)? *{what} as reported by The Press", text)


def test_every_basis_is_in_plain_words(compared, shown, view):
    text = shown(compared("disagreeing"), view)
    for words in (
        "link stated by the inspectorate",
        "link coded by an analyst, not stated by the inspectorate",
        "link proposed by a matcher, not confirmed by a person (a matcher)",
        "link assumed from the same theme only",
    ):
        assert words in text


def test_the_day_as_of_which_claims_are_reported_is_shown(make, shown, view):
    """Of an undated follow-up it's not the day of publication that stands in the heading."""
    undated = make.follow_up(
        published=None, fieldwork=ncpi.DateSpan(start="2019-01-07", end="2019-01-11")
    )
    comparison = ncpi.compare(make.baseline(), undated)
    assert "11 January 2019" in shown(comparison, view)


def test_a_joint_inspection_shows_who_inspected(compared, shown, view):
    text = shown(compared("joint"), view)
    assert "Ofsted" in text
    assert "HMI Probation" in text


def test_an_unknown_count_is_shown_as_unknown(compared, shown, view):
    text = shown(compared("half counted"), view)
    assert "374 cases: good 96 (26%), requires improvement unknown, inadequate unknown" in text
    assert "inadequate unknown" in text.partition("135 cases")[2]


def test_steps_carry_their_sign(compared):
    rows = {
        row[0]: row[4]
        for table in compared("graded twice").describe().tables
        if table.caption == "Graded topics"
        for row in table.rows
    }
    assert rows == {
        "leadership": "+2",
        "partnership working": "-2",
        "initial response": "0",
        "investigation": "",
    }


def test_markup_in_a_report_is_shown_and_not_obeyed(make):
    asked = make.asked("1", text="<script>alert(1)</script> | `x`")
    comparison = ncpi.compare(make.baseline(recommendations=[asked]), make.follow_up())
    assert "<script>" not in comparison._repr_html_()
    assert "<script>" not in comparison._repr_markdown_()
    assert "\\|" in comparison._repr_markdown_()
    assert "<script>alert(1)</script>" in str(comparison)


def test_lasting_change_and_concern_are_marked_wherever_a_finding_stands(make, shown, view):
    """Also of findings that answer nothing."""
    finding = attrs.evolve(make.found("x"), lasting=False)
    comparison = ncpi.compare(make.baseline(), make.follow_up(findings=[finding]))
    assert "not lasting" in shown(comparison, view)


def test_a_concern_of_the_baseline_is_shown_once():
    """It has its entry, and isn't listed again among the baseline's other findings."""
    baseline = ncpi.testing.make_report(
        findings=[
            ncpi.Finding(key="1", text="Children wait.", concern=True),
            ncpi.Finding(key="2", text="Well led."),
        ]
    )
    text = str(ncpi.compare(baseline, ncpi.testing.make_follow_up(baseline)))
    assert text.count("Children wait.") == 1
    assert text.count("Well led.") == 1


def test_an_answer_to_a_finding_that_is_no_concern_says_why_it_does_not_count():
    """Otherwise the reader would look for a finding that the baseline does list."""
    baseline = ncpi.testing.make_report(findings=[ncpi.Finding(key="2", text="Well led.")])
    answer = ncpi.Answer(item=f"{baseline.key}#concern-2", basis="coded")
    follow_up = ncpi.testing.make_follow_up(
        baseline, findings=[ncpi.Finding(key="a", text="Badly led.", answers=[answer])]
    )
    text = " ".join(str(ncpi.compare(baseline, follow_up)).split())
    assert "concern 2 of the baseline (coded), which is listed there, but not as a concern" in text


def test_the_first_table_begins_with_the_verdict_of_the_follow_up_as_a_whole(shown, view):
    """The items that were read may say less, or other, than the inspectorate says of the whole."""
    baseline = ncpi.testing.make_report(notes=["overall: weak (stated)"])
    notes = ["The days are unknown.", "overall: much improved (stated in the title)"]
    comparison = ncpi.compare(baseline, ncpi.testing.make_follow_up(baseline, notes=notes))
    text = " ".join(shown(comparison, view).split())
    assert text.index("much improved (stated in the title)") < text.index("1 recommendation")
    assert "weak" not in text
