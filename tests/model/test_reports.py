from datetime import date

import attrs
import pytest

from ncpi import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    DateSpan,
    Finding,
    ItemCount,
    Judgment,
    PartialDate,
    Recommendation,
    Report,
    ReportCompleteness,
    ReportLink,
    StatusEvent,
)
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError
from ncpi.model import GRADE_SCALES
from ncpi.model.reports import link_in
from ncpi.vocabulary import (
    Basis,
    Completeness,
    LinkBasis,
    Other,
    Party,
    RecommendationKind,
    ReportKind,
    Sampling,
)

ONE = Recommendation(key="1", text="Record what children say.")
TWO = Recommendation(key="2", text="Supervise more.")
AREA = Recommendation(key="a", kind=RecommendationKind.AREA_FOR_IMPROVEMENT, text="Train.")
EVENT = StatusEvent(party=Party.FORCE, dated="2018-09-05", status="complete")
COMPLETE = ReportCompleteness(recommendations=Completeness.COMPLETE)


def report(**entry: object) -> Report:
    """A report with a key, a title, a kind, and what is *entry*."""
    least = {
        "key": "police/gwent/2019-inspection",
        "title": "Gwent Police",
        "kind": ReportKind.INSPECTION,
    }
    return Report(**{**least, **entry})


def paths(**entry: object) -> list[str]:
    """The paths of the faults of a report with what is *entry*."""
    with pytest.raises(InvalidError) as caught:
        report(**entry)
    return [fault.path for fault in caught.value.faults]


def test_an_empty_list_is_not_none_unless_it_is_said_to_be_complete():
    fields = attrs.fields_dict(ReportCompleteness)
    lists = [name for name in fields if name != "unknown_fields"]
    assert {getattr(report().completeness, name) for name in lists} == {Completeness.UNKNOWN}
    assert report(completeness=COMPLETE) != report()


def test_every_list_of_what_was_found_has_its_completeness():
    for name in attrs.fields_dict(ReportCompleteness):
        assert name in attrs.fields_dict(Report)
    assert COMPLETE.recommendations is Completeness.COMPLETE
    assert COMPLETE.findings is Completeness.UNKNOWN


def test_a_report_may_be_undated():
    assert report().published is None
    assert report().label() == "Gwent Police (inspection, undated)"
    assert "undated" in repr(report())


def test_a_year_guessed_from_context_is_no_date_of_publication():
    guessed = report(year_by_context=2019)
    assert guessed.published is None
    assert "undated" in repr(guessed)


def test_a_reissue_is_never_taken_for_the_publication():
    only = report(reissued="2022-09-22")
    assert only.published is None
    assert "undated" in only.label()
    assert "2022" not in repr(only)


@pytest.mark.parametrize("field", ["bodies", "inspectorates", "inspectors"])
def test_a_name_given_twice_is_refused_at_its_second_place(field):
    assert paths(**{field: ["one", "two", "one"]}) == [f"{field}[2]"]


def test_a_report_names_what_it_follows_each_with_its_basis():
    stated = ReportLink(report="police/gwent/2014-inspection", basis=LinkBasis.STATED)
    inferred = ReportLink(report="police/gwent/2016-review", basis=LinkBasis.INFERRED)
    follow_up = report(follows=[stated, inferred])
    assert link_in(follow_up.follows, "police/gwent/2014-inspection").basis is LinkBasis.STATED
    assert link_in(follow_up.follows, "police/gwent/2016-review").basis is LinkBasis.INFERRED
    assert link_in(follow_up.follows, "police/kent/2014-inspection") is None


def test_a_report_follows_neither_itself_nor_another_twice():
    itself = ReportLink(report="police/gwent/2019-inspection", basis=LinkBasis.STATED)
    other = ReportLink(report="other", basis=LinkBasis.STATED)
    assert paths(follows=[other, itself]) == ["follows[1].report"]
    assert paths(follows=[other, attrs.evolve(other, note="again")]) == ["follows[1]"]


def test_corrections_are_recorded_with_their_day_and_are_no_publication():
    correction = Correction(dated="2015-05-06", text="A figure was put right.")
    before = report(published="2014-08-29")
    after = attrs.evolve(before, corrections=[correction])
    assert after.corrections == (correction,)
    assert after.published == before.published
    assert before.corrections == ()
    assert Correction(dated="2015-05-06").label() == "2015-05-06"


def test_a_status_is_added_to_one_recommendation_of_a_new_report():
    before = report(recommendations=[ONE, TWO])
    after = before.with_status("2", EVENT)
    assert after.recommendation("2").history == (EVENT,)
    assert after.recommendation("1") == ONE
    assert [known.key for known in after.recommendations] == ["1", "2"]
    assert before.recommendation("2").history == ()


def test_a_status_for_a_recommendation_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        report(recommendations=[attrs.evolve(ONE, key="recommendation-1")]).with_status(
            "recomendation-1", EVENT
        )
    assert caught.value.asked == "recomendation-1"
    assert caught.value.candidates == ("recommendation-1",)


def test_an_answer_is_added_to_one_finding_of_a_new_report():
    answer = Answer(item="earlier#recommendation-1", basis=Basis.CODED)
    before = report(findings=[Finding(key="f", text="t"), Finding(key="g", text="u")])
    after = before.with_answer("g", answer)
    assert after.finding("g").answers == (answer,)
    assert after.finding("f").answers == ()
    assert before.finding("g").answers == ()


@pytest.mark.parametrize("look_up", ["recommendation", "finding", "cause_of_concern"])
def test_what_the_report_does_not_hold_is_refused_by_name(look_up):
    with pytest.raises(UnknownNameError) as caught:
        getattr(report(), look_up)("x")
    assert caught.value.asked == "x"
    assert caught.value.candidates == ()
    assert "police/gwent/2019-inspection" in caught.value.among


@pytest.mark.parametrize(
    ("published", "is_out"),
    [
        ("2019-04-01", True),
        ("2019-04-02", False),
        ("2019-04", None),
        ("2019-03", True),
        (None, None),
    ],
)
def test_whether_a_report_was_out_on_a_day_is_unknown_unless_its_date_decides(published, is_out):
    assert report(published=published).published_by(date(2019, 4, 1)) is is_out


def test_a_cause_of_concern_goes_with_recommendations_of_its_own_report():
    cause = CauseOfConcern(key="c", text="t", recommendations=["1", "9"])
    whole = report(
        recommendations=[ONE], causes_of_concern=[attrs.evolve(cause, recommendations=["1"])]
    )
    assert whole.cause_of_concern("c").recommendations == ("1",)
    assert paths(recommendations=[ONE], causes_of_concern=[cause]) == [
        "causes_of_concern[0].recommendations"
    ]


def test_no_key_is_used_twice_in_one_list():
    assert paths(recommendations=[ONE, ONE]) == ["recommendations[1]"]
    assert paths(findings=[Finding(key="f", text=text) for text in "tu"]) == ["findings[1]"]
    causes = [CauseOfConcern(key="c", text=text) for text in "tu"]
    assert paths(causes_of_concern=causes) == ["causes_of_concern[1]"]


def test_an_area_is_audited_once_for_each_way_of_choosing_the_files():
    scale = GRADE_SCALES["ncpi-cases-2014"]
    marked_by_the_force = CaseAudit(scale=scale, stated_total=33, sampling=Sampling.SELF_ASSESSED)
    by_inspectors = CaseAudit(scale=scale, stated_total=64, sampling=Sampling.INSPECTORS)
    assert len(report(case_audits=[marked_by_the_force, by_inspectors]).case_audits) == 2
    again = attrs.evolve(by_inspectors, stated_total=65)
    assert paths(case_audits=[by_inspectors, again]) == ["case_audits[1]"]


def test_a_topic_is_graded_once():
    scale = GRADE_SCALES["ncpi-topics-2024"]
    grades = [Judgment(topic="leadership", grade=g, scale=scale) for g in ("good", "adequate")]
    assert paths(judgments=grades) == ["judgments[1]"]


def test_more_recommendations_than_were_made_are_refused():
    assert paths(recommendations_made=1, recommendations=[ONE, TWO]) == ["recommendations_made"]


def test_fewer_recommendations_than_were_made_are_refused_only_in_a_complete_list():
    assert len(report(recommendations_made=9, recommendations=[ONE]).recommendations) == 1
    entry = {"recommendations_made": 9, "recommendations": [ONE], "completeness": COMPLETE}
    assert paths(**entry) == ["recommendations_made"]


def test_areas_for_improvement_are_not_among_the_recommendations_made():
    whole = report(recommendations_made=1, recommendations=[ONE, AREA], completeness=COMPLETE)
    assert whole.recommendation("a") == AREA
    entry = {"recommendations_made": 1, "recommendations": [AREA], "completeness": COMPLETE}
    assert paths(**entry) == ["recommendations_made"]


def test_all_that_does_not_fit_together_is_said_at_once():
    itself = ReportLink(report="police/gwent/2019-inspection", basis=LinkBasis.STATED)
    cause = CauseOfConcern(key="c", text="t", recommendations=["9"])
    assert paths(follows=[itself], causes_of_concern=[cause], recommendations_made=0) == [
        "follows[0].report",
        "causes_of_concern[0].recommendations",
    ]
    assert len(paths(follows=[itself], recommendations=[ONE], recommendations_made=0)) == 2


def test_fieldwork_may_be_known_only_to_the_month_or_not_at_all():
    assert report().fieldwork is None
    span = DateSpan(start="2018-04", end="2018-05")
    assert report(fieldwork=span).fieldwork.covers(PartialDate.parse("2018-04-23")) is None


def test_a_theme_is_shown_beside_what_was_asked_and_what_was_found():
    report = Report(
        key="k",
        title="t",
        kind=ReportKind.INSPECTION,
        recommendations=[
            Recommendation(key="1", text="a", theme="custody"),
            Recommendation(key="2", text="b"),
        ],
        findings=[
            Finding(key="1", text="a", theme="leadership"),
            Finding(key="2", text="b"),
        ],
    )
    _, asked, found, *_ = report.describe().tables
    assert [row[asked.columns.index("theme")] for row in asked.rows] == ["custody", ""]
    assert [row[2] for row in found.rows] == ["leadership", ""]


def test_an_item_is_looked_up_by_its_number():
    """A whole number finds the item with that key."""
    whole = report(recommendations=[ONE, TWO])
    assert whole.recommendation(1) == whole.item(1) == ONE
    with pytest.raises(UnknownNameError) as caught:
        whole.recommendation(9)
    assert caught.value.candidates == ("1", "2")


def test_an_item_of_another_class_is_an_error_with_the_way_out():
    """The class that is expected is returned or refused."""
    finding, cause = Finding(key="f", text="t"), CauseOfConcern(key="c", text="t")
    whole = report(recommendations=[ONE], findings=[finding], causes_of_concern=[cause])
    assert whole.finding("f", Finding) is finding
    assert whole.cause_of_concern("c", CauseOfConcern) is cause
    with pytest.raises(InvalidError, match=r"'1' is a recommendation, not a finding") as caught:
        whole.recommendation(1, Finding)
    assert caught.value.faults[0].path == "expect"


def test_a_recommendation_and_an_area_for_improvement_may_share_a_key():
    """Each is found and replaced by its kind; the key alone is ambiguous."""
    area = attrs.evolve(ONE, kind="area for improvement", text="an area")
    whole = report(recommendations=[ONE, area])
    assert whole.item("recommendation-1") == ONE
    assert whole.item("area-for-improvement-1") == area
    with pytest.raises(AmbiguousNameError) as caught:
        whole.recommendation("1")
    assert caught.value.candidates == ("recommendation-1", "area-for-improvement-1")
    for item, place in ((ONE, 0), (area, 1)):
        changed = whole.replacing(attrs.evolve(item, text="changed"))
        texts = [one.text for one in changed.recommendations]
        assert texts[place] == "changed"
        assert texts[1 - place] == whole.recommendations[1 - place].text
    with pytest.raises(InvalidError, match="item kind and key 'recommendation', '1' is repeated"):
        report(recommendations=[ONE, ONE])


def test_an_item_may_change_its_kind_in_its_place():
    """Its key finds the place where no item of its new kind has it."""
    area = attrs.evolve(ONE, kind="area for improvement")
    assert report(recommendations=[ONE, TWO]).replacing(area).recommendations == (area, TWO)


def test_an_item_without_a_place_is_refused_with_candidates():
    """An item whose key isn't in the list of its class is refused."""
    whole = report(recommendations=[ONE, TWO, AREA])
    with pytest.raises(UnknownNameError) as caught:
        whole.replacing(attrs.evolve(ONE, key="9"))
    assert caught.value.candidates == ("1", "2", "a")
    for stranger in (Finding(key="1", text="t"), CauseOfConcern(key="1", text="t")):
        with pytest.raises(UnknownNameError):
            whole.replacing(stranger)
    with pytest.raises(InvalidError, match="item"):
        whole.replacing(EVENT)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({}, ""),
        ({"made": 3, "still_open": 2, "closed": 2}, "made"),
    ],
)
def test_a_count_of_items_that_says_nothing_or_contradicts_itself_is_refused(entry, path):
    """One number is needed, and no more are open or closed than were made."""
    with pytest.raises(InvalidError) as caught:
        ItemCount(kind="cause of concern", **entry)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_counts_of_items_fit_those_that_are_listed_and_the_number_of_recommendations():
    """Fewer made than listed, or another number of recommendations made, is refused."""
    areas = ItemCount(kind="area for improvement", made=0)
    asked = ItemCount(kind="recommendation", made=3)
    found = paths(recommendations=[ONE, AREA], recommendations_made=2, item_counts=[areas, asked])
    assert found == ["item_counts[0].made", "item_counts[1].made"]


def test_actions_are_counted_beside_the_kinds_of_item():
    """A count of another kind is kept in the report's word, and read in a line."""
    count = ItemCount(kind=Other("action"), made=12, closed=5, as_of="2019-03")
    assert report(item_counts=[count]).item_counts[0].label() == (
        "action: 12 made, 5 closed (2019-03)"
    )


@pytest.mark.parametrize(
    ("notes", "verdict"),
    [
        (["Undated.", "overall: progress limited (stated)"], "progress limited (stated)"),
        (["Overall, little was read.", "overall:"], None),
        ([], None),
    ],
)
def test_a_note_that_begins_with_overall_is_the_verdict_as_a_whole(notes, verdict):
    assert Report(key="r", title="R", kind="inspection", notes=notes).overall == verdict
