"""An item is carried through all later reports, and none of their silence closes it."""

from datetime import date

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.testing import make_finding, make_recommendation, make_status_event
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Edge,
    Outcome,
    Party,
    Progress,
    RecommendationKind,
    ReportKind,
)

BODY = "police/exampleshire"


def finding(key, progress, *references):
    answers = [
        ncpi.Answer(item=f"{BODY}/{slug}#recommendation-{old}", basis=basis)
        for slug, old, basis in references
    ]
    return make_finding(key=key, progress=progress, answers=answers)


def texts(caveats):
    return [caveat.text for caveat in caveats]


def test_at_each_later_report_stands_what_it_said(report, follow):
    partly = finding("F", Progress.PARTLY_IMPROVED, ("a", "1", Basis.CODED))
    whole = follow(
        report("a", "2016", asks={"1": [], "2": []}),
        report("b", "2017", findings=[partly], asks={"B": [("a", "2")]}),
        report("c", "2018"),
    )
    one, two = whole.threads
    assert [entry.verdict for entry in one.entries] == [
        "partly improved (coded)",
        "not mentioned in what was read",
    ]
    assert [entry.verdict for entry in two.entries] == [
        "restated as B (stated)",
        "not mentioned in what was read",
    ]


def test_a_report_has_nothing_to_say_of_what_a_later_one_asks_first(report, follow):
    whole = follow(report("a", "2016"), report("b", "2017", asks={"1": []}))
    assert whole.threads[0].entries == ()
    with pytest.raises(UnknownNameError, match="is not among the reports after"):
        whole.threads[0].at(f"{BODY}/a")
    assert whole.made_in_last_report == whole.threads
    assert whole.not_mentioned_since == ()


def test_it_is_no_firmer_than_the_link_to_what_it_answers(report, follow):
    better = finding("F", Progress.IMPROVED, ("b", "B", Basis.STATED))
    whole = follow(
        report("a", "2016", asks={"1": []}),
        report("b", "2017", asks={"B": [("a", "1", Basis.PROPOSED)]}),
        report("c", "2018", findings=[better]),
    )
    (thread,) = whole.threads
    entry = thread.at(f"{BODY}/c")
    assert entry.verdict == "improved (proposed)"
    assert entry.answers[0].answer.basis is Basis.STATED
    assert thread.basis is Basis.PROPOSED


def test_what_a_matcher_linked_never_overrules_what_the_inspectorate_stated(report, follow):
    findings = [
        finding("F", Progress.NOT_IMPROVED, ("a", "1", Basis.STATED)),
        finding("G", Progress.IMPROVED, ("b", "B", Basis.STATED)),
    ]
    whole = follow(
        report("a", "2016", asks={"1": []}),
        report("b", "2017", asks={"B": [("a", "1", Basis.PROPOSED)]}),
        report("c", "2018", findings=findings),
    )
    assert whole.threads[0].at(f"{BODY}/c").verdict == "not improved (stated)"


def test_an_answer_to_a_report_between_is_found_whichever_it_is(report, follow):
    better = finding("F", Progress.IMPROVED, ("b", "1", Basis.STATED))
    whole = follow(
        report("a", "2015"),
        report("b", "2016", asks={"1": []}),
        report("c", "2017"),
        report("d", "2018", findings=[better]),
    )
    assert whole.threads[0].at(f"{BODY}/d").outcome is Outcome.IMPROVED
    assert whole.comparison(f"{BODY}/b", f"{BODY}/d").link is None


def test_one_restated_by_two_later_reports_is_rolled_forward(report, follow):
    whole = follow(
        report("a", "2016", asks={"1": [], "2": []}),
        report("b", "2017", asks={"B": [("a", "1")], "C": [("a", "2")]}),
        report("c", "2018", asks={"D": [("b", "B")]}),
    )
    assert [thread.times_repeated for thread in whole.threads] == [2, 1]
    assert [thread.first.key for thread in whole.rolled_forward] == ["1"]
    assert [thread.first.key for thread in whole.repeated] == ["1", "2"]


def test_an_area_for_improvement_may_become_a_recommendation(report, follow):
    first = report("a", "2016", asks={"1": []})
    area = attrs.evolve(first.recommendations[0], kind=RecommendationKind.AREA_FOR_IMPROVEMENT)
    link = ncpi.Restatement(item=area.ref(first.key), basis=Basis.STATED)
    again = make_recommendation(key="B", restates=[link])
    whole = follow(
        attrs.evolve(first, recommendations=[area]), report("b", "2017", recommendations=[again])
    )
    assert whole.threads[0].kinds == ("area for improvement", "recommendation")
    assert "(area for improvement, then recommendation)" in " ".join(str(whole).split())


def test_the_age_counts_from_the_report_that_first_made_it(report, follow):
    whole = follow(
        report("a", "2016-01-31", asks={"1": []}),
        report("b", "2017-01-31"),
        report("c", kind=ReportKind.POST_INSPECTION_REVIEW, follows=["b"]),
        report("d", "2018-02"),
    )
    ages = {
        entry.report.rpartition("/")[2]: entry.age and entry.age.label()
        for entry in whole.threads[0].entries
    }
    assert ages == {"b": "1 year", "c": None, "d": "2 years to 2 years 1 month"}


def test_where_dates_cannot_tell_which_came_first_there_is_no_age(report, follow):
    whole = follow(report("a", "2016", asks={"1": []}), report("b", "2016-05"))
    entry = whole.threads[0].entries[0]
    assert entry.age is None
    assert "the dates don't show whether this report came after it was first made" in texts(
        entry.caveats
    )


def test_a_concern_that_answers_a_report_that_is_not_there_says_that_it_answers_it(report, follow):
    link = ncpi.Answer(item=f"{BODY}/a#concern-9", basis=Basis.CODED)
    whole = follow(report("b", "2017", findings=[make_finding(concern=True, answers=[link])]))
    (thread,) = whole.threads
    (text,) = texts(thread.caveats)
    assert f"of {BODY}/b answers concern 9 of {BODY}/a (coded), which isn't in the" in text


def test_what_restates_a_report_that_is_not_there_is_older_than_shown(report, follow):
    whole = follow(report("b", "2017", asks={"1": [("a", "9", Basis.CODED)]}), report("c", "2018"))
    (thread,) = whole.threads
    assert thread.age.is_least
    assert [str(reference.item) for reference in thread.older] == [f"{BODY}/a#recommendation-9"]
    (caveat,) = texts(thread.caveats)
    assert caveat == (
        f"recommendation 1 of {BODY}/b restates recommendation 9 of {BODY}/a (coded), "
        "which isn't in the archive"
    )


def test_what_a_later_report_links_to_a_report_that_is_not_there_is_older_too(report, follow):
    whole = follow(
        report("a", "2016-05-01", asks={"1": []}, names={"C": []}),
        report("b", "2017-05-01"),
        report(
            "c",
            "2018-05-01",
            asks={"2": [("a", "1"), ("2014", "7"), ("b", "unlisted")]},
            names={"D": [("a", "C"), ("2014", "E")]},
        ),
        report("d", "2019-05-01"),
    )
    (thread,) = whole.recommendations
    # Before the third report nothing stated that it was older.
    assert [entry.age.label() for entry in thread.entries] == [
        "1 year",
        "2 years or more",
        "3 years or more",
    ]
    # What the second report is said to have asked is younger than what the first did.
    assert [reference.item.report for reference in thread.older] == [f"{BODY}/2014"]
    assert [reference.item.report for reference in whole.causes_of_concern[0].older] == [
        f"{BODY}/2014"
    ]


def test_why_a_restatement_leads_nowhere_is_said(report):
    other = report("z", "2015", bodies=["police/elsewhere"])
    references = [("z", "1"), ("a", "unlisted"), ("b", "1"), ("c", "1")]
    reports = [
        other,
        report("a", "2016"),
        report("b", "2017", asks={"1": [], "2": references}),
        report("c", "2018"),
    ]
    whole = ncpi.Archive(reports=reports).timeline(BODY)
    assert [text.rpartition(", ")[2] for text in texts(whole.threads[1].caveats)] == [
        "which isn't a report on this body",
        "which doesn't list it",
        "the same report",
        "which is shown later",
    ]
    # What leads forwards or to its own report makes nothing older.
    assert [reference.item.key for reference in whole.threads[1].older] == ["1", "unlisted"]
    assert [reference.item.report for reference in whole.threads[1].older] == [
        f"{BODY}/z",
        f"{BODY}/a",
    ]


def test_an_answer_to_what_no_report_lists_is_named(report, follow):
    whole = follow(report("a", "2016"), report("b", "2017", finds={"F": [("a", "1"), ("z", "2")]}))
    said = texts(whole.caveats)
    for item, why in (
        (f"1 of {BODY}/a", "which doesn't list it"),
        (f"2 of {BODY}/z", "which isn't in the archive"),
    ):
        assert f"finding F of {BODY}/b answers recommendation {item} (stated), {why}" in said


def test_claims_stay_each_partys_own_and_are_reported_as_of_the_report(report, follow):
    first = report("a", "2016", asks={"1": []})
    history = [
        make_status_event(party=Party.FORCE, dated=date(2017, 3, 1), status="complete"),
        make_status_event(
            party=Party.INSPECTORATE, dated=date(2017, 9, 1), status="awaiting-review"
        ),
    ]
    asked = attrs.evolve(first.recommendations[0], history=history)
    whole = follow(
        attrs.evolve(first, recommendations=[asked]), report("b", "2017-05"), report("c", "2018")
    )
    claims = [[claim.event.party for claim in entry.claims] for entry in whole.threads[0].entries]
    assert claims == [[Party.FORCE], [Party.INSPECTORATE, Party.FORCE]]
    assert [entry.outcome for entry in whole.threads[0].entries] == [Outcome.NOT_MENTIONED] * 2


def test_a_claim_names_the_form_of_the_recommendation_that_it_is_about(report, follow):
    first, second = (
        report("a", "2016", asks={"1": []}),
        report("b", "2017", asks={"B": [("a", "1")]}),
    )
    said = make_status_event(dated=date(2017, 6, 1), status="complete")
    second = attrs.evolve(
        second, recommendations=[attrs.evolve(second.recommendations[0], history=[said])]
    )
    (claim,) = follow(first, second, report("c", "2019")).threads[0].entries[-1].claims
    assert claim.label() == f"on recommendation B of {BODY}/b: force, 2017-06-01: complete"


def test_a_restatement_in_a_report_of_the_same_day_is_one_though_the_two_are_not_compared(
    report, follow
):
    day = "2017-05-01"
    whole = follow(report("b", day, asks={"B": [("a", "1")]}), report("a", day, asks={"1": []}))
    assert whole.comparisons[0].refused
    assert whole.threads[0].entries[0].verdict == "restated as B (stated)"


def test_an_answer_that_cannot_be_compared_is_named(report, follow):
    day = "2017-05-01"
    whole = follow(report("b", day, finds={"F": [("a", "1")]}), report("a", day, asks={"1": []}))
    assert any(
        text.startswith(
            f"finding F of {BODY}/b answers recommendation 1 of {BODY}/a (stated), "
            "which it couldn't be compared"
        )
        for text in texts(whole.caveats)
    )


def test_an_undated_report_tells_no_claims_since_they_may_be_later(report, follow):
    first = report("a", "2016", asks={"1": []})
    asked = attrs.evolve(first.recommendations[0], history=[make_status_event()])
    whole = follow(attrs.evolve(first, recommendations=[asked]), report("b", follows=["a"]))
    assert whole.threads[0].entries[0].claims == ()


def test_where_two_reports_cannot_be_compared_the_thread_says_so(report, follow):
    late = ncpi.DateSpan(start="2017-06", end="2017-07")
    whole = follow(report("a", "2016-05", fieldwork=late, asks={"1": []}), report("b", "2017-02"))
    entry = whole.threads[0].entries[0]
    assert entry.outcome is Outcome.NOT_MENTIONED
    assert any("couldn't be compared" in text for text in texts(entry.caveats))


def test_what_a_joint_report_asks_of_another_body_only_is_kept_and_called_so(report, follow):
    others = make_recommendation(key="1", addressed_to=["police/elsewhere", "the mayor"])
    ours = make_recommendation(key="2", addressed_to=[BODY, "police/elsewhere"])
    offices = make_recommendation(key="3", addressed_to=["the chief constable"])
    joint = report(
        "a", "2016", bodies=[BODY, "police/elsewhere"], recommendations=[others, ours, offices]
    )
    assert [texts(thread.caveats) for thread in follow(joint).threads] == [
        [f"recommendation 1 of {BODY}/a is addressed to police/elsewhere, the mayor only"],
        [],
        [],
    ]


def test_a_cause_of_concern_is_carried_through_the_reports_that_continue_it(report, follow):
    whole = follow(
        report("a", "2016", names={"C": []}),
        report("b", "2017", names={"X": [("a", "C", Basis.CODED)]}),
        report("c", "2018"),
    )
    (thread,) = whole.causes_of_concern
    assert [entry.verdict for entry in thread.entries] == [
        "mentioned, status not stated; restated as X (coded)",
        "not mentioned in what was read",
    ]
    assert thread.times_repeated == 1
    assert thread.basis is Basis.CODED
    assert thread.label() == f"{BODY}/a, C, then {BODY}/b, X"
    first, again = (item.label() for item in thread.items)
    assert first == f"{BODY}/a, {thread.items[0].item.label()}"
    assert again == f"{BODY}/b, {thread.items[1].item.label()} (coded)"


def test_a_cause_of_concern_that_two_take_up_may_stand_two_ways(report, follow):
    first, second = (
        report("a", "2016", names={"C": []}),
        report("b", "2017-05-01", names={"X": [("a", "C")], "Y": [("a", "C")]}),
    )
    opened = second.causes_of_concern[0]
    closed = attrs.evolve(opened, span=attrs.evolve(opened.span, end="2017-01-01"))
    whole = follow(
        first, attrs.evolve(second, causes_of_concern=[closed, second.causes_of_concern[1]])
    )
    entry = whole.causes_of_concern[0].at(f"{BODY}/b")
    assert entry.statuses == (CauseStatus.CLOSED, CauseStatus.NOT_STATED)


def spanned(report, start, end):
    (cause,) = report.causes_of_concern
    span = ncpi.DateSpan(start=start, end=end)
    return attrs.evolve(report, causes_of_concern=[attrs.evolve(cause, span=span)])


def test_a_report_that_takes_it_up_speaks_last_however_many_reports_before_it_were_closed(
    report, follow
):
    whole = follow(
        spanned(report("a", "2016", names={"C": []}), "2016-03", "2018-06-30"),
        spanned(report("b", "2017", names={"D": [("a", "C")]}), Edge.UNKNOWN, Edge.OPEN),
        spanned(report("c", "2019", names={"E": [("b", "D", Basis.CODED)]}), "2016", Edge.OPEN),
        report("d", "2020"),
    )
    (thread,) = whole.causes_of_concern
    assert [entry.verdict for entry in thread.entries] == [
        "still open; restated as D (stated)",
        "still open; restated as E (coded)",
        # Nothing takes it up here, and the last record has it open.
        "not mentioned in what was read",
    ]
    shown = " ".join(str(whole).split())
    assert f"March 2016 to 30 June 2018 ({BODY}/a, C)" in shown
    assert f"(start unknown) to (still current) ({BODY}/b, D)" in shown


def test_where_no_report_takes_it_up_the_last_record_that_says_anything_fills_the_silence(
    report, follow
):
    whole = follow(
        spanned(report("a", "2016", names={"C": []}), "2016-03", "2017-06-30"),
        spanned(report("b", "2018", names={"D": [("a", "C")]}), Edge.UNKNOWN, Edge.UNKNOWN),
        report("c", "2019"),
    )
    (thread,) = whole.causes_of_concern
    assert [entry.verdict for entry in thread.entries] == [
        "closed; restated as D (stated)",
        "closed",
    ]


def test_an_analysts_caveat_is_reported_at_its_report(report, follow):
    later = report("b", "2017")
    answer = ncpi.Answer(
        item=f"{BODY}/a#recommendation-1", basis=Basis.CODED, caveat="only half of it"
    )
    later = attrs.evolve(later, findings=[make_finding(answers=[answer])])
    whole = follow(report("a", "2016", asks={"1": []}), later)
    entry = whole.threads[0].entries[0]
    assert [caveat.code for caveat in entry.caveats] == [CaveatCode.ANALYST]
    assert "only half of it" in str(whole)


def test_a_finding_that_counts_and_is_a_concern_is_one_on_its_own_basis(report, follow):
    worrying = attrs.evolve(finding("F", Progress.IMPROVED, ("a", "1", Basis.CODED)), concern=True)
    calm = finding("G", Progress.IMPROVED, ("a", "1", Basis.STATED))
    by_theme = finding("H", Progress.IMPROVED, ("a", "2", Basis.SAME_THEME))
    whole = follow(
        report("a", "2016", asks={"1": [], "2": [], "3": []}),
        report("b", "2017", findings=[worrying, calm, attrs.evolve(by_theme, concern=True)]),
    )
    assert [thread.entries[0].concern_basis for thread in whole.threads] == [
        Basis.CODED,
        # It shares no theme that can be compared, so it isn't counted.
        None,
        None,
    ]
    assert whole.threads[0].entries[0].verdict == "improved (stated), and a concern (coded)"


def test_a_record_of_any_earlier_report_fills_the_silence_whether_or_not_the_two_were_compared(
    report, follow
):
    whole = follow(
        spanned(report("a", "2016", names={"C": []}), Edge.UNKNOWN, Edge.UNKNOWN),
        spanned(report("b", "2017", names={"D": [("a", "C")]}), Edge.UNKNOWN, "2017-06-30"),
        report("c", "2018"),
        report("d", "2019"),
    )
    assert (f"{BODY}/b", f"{BODY}/d") not in [one.keys for one in whole.comparisons]
    assert [entry.verdict for entry in whole.threads[0].entries[1:]] == ["closed", "closed"]


def worry(key, *references, basis=Basis.STATED):
    """A finding of concern, which may answer earlier items."""
    answers = [ncpi.Answer(item=f"{BODY}/{item}", basis=basis) for item in references]
    return make_finding(key=key, concern=True, answers=answers)


def test_a_concern_is_carried_through_the_reports_that_raise_it_again(report, follow):
    """Concerns that no report numbers have threads of their own, beside the numbered items."""
    whole = follow(
        report("a", "2016", asks={"1": []}, findings=[worry("C")]),
        report("b", "2017", findings=[worry("D", "a#concern-C")]),
        report("c", "2018"),
    )
    assert (len(whole.recommendations), whole.causes_of_concern) == (1, ())
    (thread,) = whole.concerns
    assert thread.made_at == (f"{BODY}/a", f"{BODY}/b")
    assert [entry.verdict for entry in thread.entries] == [
        "still a concern (stated); restated as D (stated)",
        "not mentioned in what was read",
    ]
    assert thread.times_repeated_firmly == 1
    assert "Concerns through the reports" in str(whole)


def test_a_concern_that_improved_is_answered_and_not_raised_again(report, follow):
    """A finding that answers a concern without being one ends no thread and joins none."""
    better = make_finding(
        key="D",
        progress=Progress.IMPROVED,
        answers=[ncpi.Answer(item=f"{BODY}/a#concern-C", basis=Basis.CODED)],
    )
    whole = follow(
        report("a", "2016", findings=[worry("C")]), report("b", "2017", findings=[better])
    )
    (thread,) = whole.concerns
    assert thread.at(f"{BODY}/b").verdict == "improved (coded)"
    assert not thread.times_repeated


def test_a_concern_about_a_numbered_item_is_shown_in_the_thread_of_that_item(report, follow):
    """It has a thread of its own only once a later report answers it."""
    reports = [
        report("a", "2016", asks={"1": []}),
        report("b", "2017", findings=[worry("D", "a#recommendation-1")]),
    ]
    whole = follow(*reports, report("c", "2018"))
    assert whole.concerns == ()
    assert whole.recommendations[0].at(f"{BODY}/b").verdict == "still a concern (stated)"
    again = report("c", "2018", findings=[worry("E", "b#concern-D")])
    assert [thread.first.key for thread in follow(*reports, again).concerns] == ["D"]


def test_an_answer_that_does_not_count_is_shown_with_the_concern_that_it_answers(report, follow):
    """Themes of frameworks that have no crosswalk aren't compared, but the answer isn't lost."""
    old, new = ncpi.model.FRAMEWORKS["ncpi-2014"], ncpi.model.FRAMEWORKS["ncpi-2024"]
    raised = attrs.evolve(worry("D", "a#recommendation-1"), theme="police detention")
    again = worry("E", "b#concern-D", basis=Basis.SAME_THEME)
    (thread,) = follow(
        report("a", "2016", asks={"1": []}),
        attrs.evolve(report("b", "2017", findings=[raised]), framework=old),
        attrs.evolve(report("c", "2018", findings=[again]), framework=new),
    ).concerns
    (answer,) = thread.at(f"{BODY}/c").answers
    assert (thread.first.key, answer.finding.key, answer.counted) == ("D", "E", False)


def test_a_cause_of_concern_with_answers_has_an_outcome_and_statuses(report, follow):
    """What was found about it stands beside whether it is open, and neither decides the other."""
    better = make_finding(
        progress=Progress.IMPROVED,
        answers=[ncpi.Answer(item=f"{BODY}/a#cause-of-concern-C", basis=Basis.CODED)],
    )
    again = report("b", "2017", names={"D": [("a", "C")]}, findings=[better])
    whole = follow(report("a", "2016", names={"C": []}), spanned(again, Edge.UNKNOWN, Edge.OPEN))
    (entry,) = whole.causes_of_concern[0].entries
    assert (entry.outcome, entry.basis) == (Outcome.IMPROVED, Basis.CODED)
    assert entry.statuses == (CauseStatus.STILL_OPEN,)
    assert entry.verdict == "still open; improved (coded); restated as D (stated)"


def test_only_a_cause_of_concern_has_statuses(report, follow):
    """Every entry has an outcome; a recommendation's or a concern's has no status."""
    whole = follow(
        report("a", "2016", asks={"1": []}, names={"C": []}, findings=[worry("W")]),
        report("b", "2017"),
    )
    assert [thread.entries[0].outcome for thread in whole.threads] == [Outcome.NOT_MENTIONED] * 3
    assert [len(thread.entries[0].statuses) for thread in whole.threads] == [0, 1, 0]


def test_an_entry_in_a_line_is_its_report_and_verdict(report, follow):
    (thread,) = follow(report("a", "2016", asks={"1": []}), report("b", "2017")).threads
    assert thread.at(f"{BODY}/b").label() == f"{BODY}/b: not mentioned in what was read"
    with pytest.raises(InvalidError, match="at least one item"):
        attrs.evolve(thread, items=())


def test_each_of_several_restatements_in_one_report_has_its_own_basis(report, follow):
    links = {"B": [("a", "1", Basis.CODED)], "C": [("a", "1", Basis.STATED)]}
    (thread,) = follow(report("a", "2016", asks={"1": []}), report("b", "2017", asks=links)).threads
    assert thread.entries[0].verdict == "restated as B (coded), C (stated)"
    assert thread.times_repeated == 1


@pytest.mark.parametrize("counted", [(True, False), (False, True), (True, True)])
def test_an_outcome_is_said_if_any_of_several_answers_counts(report, follow, counted):
    findings = [finding(key, Progress.IMPROVED, ("a", "1", Basis.CODED)) for key in ("F", "G")]
    reports = report("a", "2016", asks={"1": []}), report("b", "2017", findings=findings)
    (thread,) = follow(*reports).threads
    entry = thread.entries[0]
    answers = [
        attrs.evolve(answer, counted=one)
        for answer, one in zip(entry.answers, counted, strict=True)
    ]
    assert attrs.evolve(entry, answers=answers).verdict == "improved (coded)"
