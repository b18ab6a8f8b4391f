import pytest

import ncpi
from ncpi import CaseAudit, GradeScale, Judgment, MergedCount
from ncpi.errors import InvalidError
from ncpi.model import GRADE_SCALES
from ncpi.vocabulary import JudgmentStatus, Sampling

THEMATIC = GRADE_SCALES["ncpi-cases-2015-thematic"]
CASES_2014 = GRADE_SCALES["ncpi-cases-2014"]
CASES_2016 = GRADE_SCALES["ncpi-cases-2016"]
TOPICS = GRADE_SCALES["ncpi-topics-2024"]


def refusal(scale: GradeScale, counts: object, total: int | None = None) -> InvalidError:
    with pytest.raises(InvalidError) as caught:
        CaseAudit(scale=scale, counts=counts, stated_total=total)
    return caught.value


def test_the_scale_of_2014_has_adequate_and_that_of_2016_has_not():
    assert "adequate" in CASES_2014.grades
    assert CASES_2016.grades == ("good", "requires improvement", "inadequate")


def test_the_scales_with_outstanding_are_known():
    with_outstanding = [key for key, scale in GRADE_SCALES.items() if "outstanding" in scale.grades]
    assert with_outstanding == ["peel-2018", "peel"]


def test_peel_without_adequate_is_another_scale_than_peel_with_it():
    assert not GRADE_SCALES["peel-2018"].is_same(GRADE_SCALES["peel"])


def test_the_shipped_scales_cannot_be_changed():
    with pytest.raises(TypeError):
        GRADE_SCALES["mine"] = CASES_2014


@pytest.mark.parametrize(
    "wording",
    ["requires improvement", "requiring improvement", "Required Improvement", "needed improvement"],
)
def test_the_inflections_of_a_grade_are_one_grade(wording):
    assert CASES_2016.grade(wording) == "requires improvement"


@pytest.mark.parametrize("wording", ["adequate", "outstanding", "", "goood", 5, None])
def test_what_is_no_grade_of_the_scale_is_refused_with_its_grades(wording):
    with pytest.raises(InvalidError, match="Choose from: 'good', 'requires improvement'"):
        CASES_2016.grade(wording)


def test_steps_count_grades_and_change_sign_with_the_sides():
    assert TOPICS.steps("inadequate", "good") == 3
    assert TOPICS.steps("good", "inadequate") == -3
    assert TOPICS.steps("adequate", "adequate") == 0


def test_a_scale_of_another_inspectorate_is_made_by_calling():
    scale = GradeScale(
        key="two", title="Two", grades=["met", "not met"], inflections={"yes": "met"}
    )
    assert scale.grade("YES") == "met"


@pytest.mark.parametrize(
    ("grades", "inflections", "path"),
    [
        (["good"], {}, "grades"),
        ([], {}, "grades"),
        (["good", "good"], {}, "grades[1]"),
        (["good", "bad"], {"fine": "god"}, "inflections.fine"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(grades, inflections, path):
    with pytest.raises(InvalidError) as caught:
        GradeScale(key="k", title="t", grades=grades, inflections=inflections)
    assert caught.value.faults[0].path == path


def test_the_thematic_report_of_2015_counts_576_cases_in_three_groups():
    audit = CaseAudit(
        scale=THEMATIC, counts={"good": 177, "adequate": 179, "inadequate": 220}, stated_total=576
    )
    assert audit.total == audit.known == 576
    assert audit.remainder == 0
    assert audit.share("good") == 177 / 576
    assert audit.share("adequate") == 179 / 576
    assert audit.share("inadequate") == 220 / 576


def test_dyfed_powys_has_33_cases_of_which_the_split_of_12_is_not_known():
    audit = CaseAudit(scale=CASES_2014, counts={"good": 12, "inadequate": 9}, stated_total=33)
    assert audit.unknown_grades == ("adequate", "requires improvement")
    assert (audit.known, audit.total, audit.remainder) == (21, 33, 12)
    assert audit.count("adequate") is None
    assert audit.share("adequate") is None
    assert audit.share_range("adequate") == (0, 12 / 33)
    assert audit.share("good") == 12 / 33
    assert audit.share_range("good") == (12 / 33, 12 / 33)


def test_northamptonshire_has_21_cases_none_good_and_the_middle_follows():
    audit = CaseAudit(scale=CASES_2016, counts={"good": 0, "inadequate": 11}, stated_total=21)
    assert audit.count("good") == 0
    assert audit.share("good") == 0
    assert audit.share("inadequate") == 11 / 21
    assert audit.count("requires improvement") is None
    assert audit.remainder == 10
    assert audit.share("requires improvement") == 10 / 21
    assert audit.share_range("requires improvement") == (10 / 21, 10 / 21)


def test_a_grade_that_is_not_given_is_unknown_and_not_zero():
    audit = CaseAudit(scale=CASES_2016, counts={"good": 5})
    assert audit.count("inadequate") is None
    assert audit.total is None
    assert audit.remainder is None
    assert audit.share("good") is None
    assert audit.share_range("good") is None


def test_not_giving_a_grade_and_giving_none_are_the_same():
    explicit = {"good": 5, "requires improvement": None, "inadequate": None}
    one = CaseAudit(scale=CASES_2016, counts={"good": 5})
    assert one == CaseAudit(scale=CASES_2016, counts=explicit)


def test_counts_are_kept_in_the_order_of_the_scale():
    audit = CaseAudit(scale=CASES_2016, counts={"inadequate": 1, "good": 2})
    assert list(audit.counts) == ["good", "requires improvement", "inadequate"]


def test_two_audits_with_their_counts_in_another_order_are_one():
    one = CaseAudit(scale=CASES_2016, counts={"inadequate": 1, "good": 2})
    two = CaseAudit(scale=CASES_2016, counts=[("good", 2), ("inadequate", 1)])
    assert one == two
    assert hash(one) == hash(two)


def test_the_total_is_the_sum_where_every_count_is_known_and_none_is_stated():
    counts = {"good": 10, "requires improvement": 10, "inadequate": 11}
    assert CaseAudit(scale=CASES_2016, counts=counts).total == 31


def test_an_audit_may_state_a_total_and_no_split():
    audit = CaseAudit(scale=CASES_2016, stated_total=79)
    assert (audit.total, audit.known, audit.remainder) == (79, 0, 79)
    assert audit.share_range("good") == (0, 1)


def test_an_audit_of_no_cases_has_no_shares():
    audit = CaseAudit(scale=CASES_2016, counts=dict.fromkeys(CASES_2016.grades, 0))
    assert audit.total == 0
    assert audit.share("good") is None
    assert audit.share_range("good") is None


def test_a_count_is_asked_for_in_any_inflection():
    audit = CaseAudit(scale=CASES_2016, counts={"requires improvement": 4})
    assert audit.count("Requiring improvement") == 4


def test_a_grade_off_the_scale_is_refused_with_the_grades_to_choose_from():
    fault = refusal(CASES_2016, {"adequate": 1}).faults[0]
    assert (fault.path, fault.code) == ("counts", "choice")
    assert "'good', 'requires improvement', 'inadequate'" in fault.suggestion


def test_every_grade_off_the_scale_is_named():
    messages = [fault.message for fault in refusal(CASES_2016, {"goood": 1, "bad": 2}).faults]
    assert ["'goood'" in messages[0], "'bad'" in messages[1]] == [True, True]


@pytest.mark.parametrize("bad", [-1, 2.0, "5", True, [5]])
def test_a_count_that_is_no_number_of_files_is_refused_at_its_grade(bad):
    assert refusal(CASES_2016, {"good": bad}).faults[0].path == "counts.good"


@pytest.mark.parametrize("bad", [-1, 2.0, "5", True])
def test_a_total_that_is_no_number_of_files_is_refused(bad):
    assert refusal(CASES_2016, {}, bad).faults[0].path == "stated_total"


def test_a_grade_given_twice_is_refused_and_none_overwrites_the_other():
    assert refusal(CASES_2016, [("good", 1), ("good", 2)]).faults[0].path == "counts"


def test_counts_that_exceed_the_total_are_refused_even_if_some_are_unknown():
    fault = refusal(CASES_2016, {"good": 15, "inadequate": 7}, 21).faults[0]
    assert fault.path == "stated_total"
    assert fault.message == "the counts come to 22, more than the 21 that were audited"


def test_counts_that_miss_the_total_are_refused_if_all_are_known():
    counts = {"good": 9, "requires improvement": 8, "inadequate": 10}
    fault = refusal(CASES_2016, counts, 34).faults[0]
    assert fault.message == "the counts come to 27, but 34 were audited"


def test_how_a_sample_was_chosen_is_unknown_unless_it_is_said():
    assert CaseAudit(scale=CASES_2016).sampling is Sampling.UNKNOWN


def test_an_audit_says_in_a_line_what_is_not_known():
    audit = CaseAudit(scale=CASES_2016, counts={"good": 0, "inadequate": 11}, stated_total=21)
    assert audit.label() == (
        "all areas: 21 cases (good 0, requires improvement unknown, inadequate 11)"
    )


def test_a_judgment_needs_a_grade_of_its_scale_as_the_scale_spells_it():
    assert Judgment(topic="leadership", grade="adequate", scale=TOPICS).grade == "adequate"
    for bad in ("outstanding", "Adequate", "requiring improvement"):
        with pytest.raises(InvalidError) as caught:
            Judgment(topic="leadership", grade=bad, scale=TOPICS)
        assert caught.value.faults[0].path == "grade"


def test_a_scale_may_be_named_by_its_key():
    assert CASES_2016.is_same("ncpi-cases-2016")
    assert not CASES_2016.is_same("peel")
    with pytest.raises(InvalidError, match="ncpi-cases-2016"):
        CASES_2016.is_same("ncpi-cases-2017")


def test_a_grade_with_only_a_percentage_is_not_called_unknown():
    """Its label gives the percentage; a grade with neither stays unknown."""
    audit = ncpi.CaseAudit(scale="ncpi-cases-2016", percentages={"good": 26}, stated_total=50)
    assert audit.label() == (
        "all areas: 50 cases (requires improvement unknown, inadequate unknown, good 26%)"
    )
    only = {"good": 26, "requires improvement": 40, "inadequate": 34}
    audit = ncpi.CaseAudit(scale="ncpi-cases-2016", percentages=only)
    assert audit.label().endswith("(good 26%, requires improvement 40%, inadequate 34%)")


@pytest.mark.parametrize("given", [{"good": 26}, [("good", 26)], {"good": 26.0}])
def test_a_percentage_may_be_a_whole_number(given):
    """As in a document; anything else is still refused."""
    audit = CaseAudit(scale=CASES_2016, percentages=given)
    assert audit.percentages == {"good": 26.0}
    assert type(audit.percentages["good"]) is float
    with pytest.raises(InvalidError):
        CaseAudit(scale=CASES_2016, percentages={"good": True})


BELOW_GOOD = ("requires improvement", "inadequate")


def below_good(count: int) -> MergedCount:
    return MergedCount(grades=BELOW_GOOD, count=count, wording="below good")


def test_a_merged_count_is_read_in_the_reports_words_or_by_its_grades():
    """The name is the wording, or else the grades."""
    assert below_good(278).label() == "below good 278"
    assert MergedCount(grades=BELOW_GOOD, count=1).name == "requires improvement or inadequate"


def test_a_merged_count_of_one_grade_is_refused():
    """Two grades at least are counted together."""
    with pytest.raises(InvalidError, match="two grades"):
        MergedCount(grades=("good",), count=1)


def test_a_merged_count_says_nothing_of_a_single_grade():
    """278 of 374 below good: the merged grades have a count, and neither grade has one."""
    audit = CaseAudit(scale=CASES_2016, stated_total=374, merged=[below_good(278)])
    assert audit.merged_count(BELOW_GOOD[::-1]) == 278
    assert audit.merged_count(["good", "inadequate"]) is None
    assert [audit.count(grade) for grade in CASES_2016.grades] == [None, None, None]
    assert audit.share("inadequate") is None


def test_the_count_of_several_grades_follows_from_theirs_or_from_the_rest():
    """Known counts are added; unknown ones that have the whole rest follow from the total."""
    whole = CaseAudit(scale=CASES_2016, counts={"good": 1, "inadequate": 2}, stated_total=10)
    assert whole.merged_count(BELOW_GOOD) == 9
    assert whole.merged_count(["good", "inadequate"]) == 3
    nothing_left = CaseAudit(scale=CASES_2016, counts={"good": 5}, stated_total=5)
    assert nothing_left.merged_count(["inadequate"]) == 0


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({"merged": [MergedCount(grades=("good", "god"), count=1)]}, "merged[0].grades[1]"),
        ({"merged": [MergedCount(grades=BELOW_GOOD[::-1], count=1)]}, "merged[0].grades"),
        ({"merged": [below_good(4)], "counts": {"inadequate": 5}}, "merged[0].count"),
        (
            {"merged": [below_good(6)], "counts": dict.fromkeys(CASES_2016.grades, 2)},
            "merged[0].count",
        ),
        ({"merged": [below_good(11)], "stated_total": 10}, "merged[0].count"),
        (
            {"merged": [below_good(3)], "counts": {"good": 4}, "stated_total": 10},
            "merged[0].count",
        ),
        ({"percentages": {"god": 4}}, "percentages.god"),
        ({"percentages": {"good": 60, "inadequate": 50}}, "percentages"),
        ({"percentages": dict.fromkeys(CASES_2016.grades, 30)}, "percentages"),
        (
            {"percentages": {"good": 60}, "counts": {"good": 1}, "stated_total": 10},
            "percentages.good",
        ),
        (
            {"percentages": {"good": 60}, "counts": dict.fromkeys(CASES_2016.grades, 2)},
            "percentages.good",
        ),
        ({"percentages": {"good": 101}}, "percentages.good"),
    ],
)
def test_figures_that_contradict_each_other_are_refused(entry, path):
    """Merged counts, percentages, counts and the total fit together, and name the grades."""
    with pytest.raises(InvalidError) as caught:
        CaseAudit(scale=CASES_2016, **entry)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_a_share_may_be_known_from_a_printed_percentage_only():
    """Whole numbers will do; a share that follows from counts comes before the printed one."""
    printed = CaseAudit(scale=CASES_2016, percentages={"good": 33, "inadequate": 40.5})
    assert [printed.share(grade) for grade in CASES_2016.grades] == [0.33, None, 0.405]
    counted = CaseAudit(
        scale=CASES_2016, counts={"good": 1}, stated_total=3, percentages={"good": 33}
    )
    assert counted.share("good") == 1 / 3


@pytest.mark.parametrize("printed", [(33, 33, 33), (33.5, 33, 32), (33.5, 34, 34)])
def test_each_percentage_may_be_rounded_by_half_a_point(printed):
    """Three thirds printed as 33 come to 99; less than 98.5 or more than 101.5 can't be."""
    CaseAudit(scale=CASES_2016, percentages=dict(zip(CASES_2016.grades, printed, strict=True)))
    beyond = [number + (1 if sum(printed) > 100 else -1) for number in printed]
    with pytest.raises(InvalidError, match="the percentages come to"):
        CaseAudit(scale=CASES_2016, percentages=dict(zip(CASES_2016.grades, beyond, strict=True)))


def test_percentages_and_the_counts_of_other_grades_come_to_no_more_than_all():
    """15 of 20 inadequate leaves a quarter for the others."""
    audit = {"scale": CASES_2016, "stated_total": 20, "counts": {"inadequate": 15}}
    CaseAudit(**audit, percentages={"good": 25})
    with pytest.raises(InvalidError, match="percentages with the other counts come to 125"):
        CaseAudit(**audit, percentages={"good": 50})


def test_a_line_on_an_audit_has_the_body_the_merged_counts_and_the_percentages():
    """Nothing that the report prints is left out of the label."""
    audit = CaseAudit(
        body="police/kent",
        scale=CASES_2016,
        stated_total=374,
        merged=[below_good(278)],
        percentages={"inadequate": 30},
    )
    assert audit.label() == (
        "police/kent, all areas: 374 cases (good unknown, requires improvement unknown, "
        "below good 278, inadequate 30%)"
    )


@pytest.mark.parametrize(
    ("entry", "result"),
    [
        ({"grade": "good"}, "good"),
        ({"grade": "good", "previous_grade": "inadequate"}, "good (last time inadequate)"),
        ({"grade": "good", "status": "carried over"}, "good, carried over"),
        ({"status": "not graded", "previous_grade": "good"}, "not graded (last time good)"),
        ({"status": "grade not read"}, "grade not read"),
    ],
)
def test_a_judgment_says_its_grade_or_why_it_has_none(entry, result):
    """Each status has its words, and last time's grade stands beside it."""
    judgment = Judgment(topic="leadership", scale=TOPICS, **entry)
    assert judgment.result == result
    assert judgment.label() == f"leadership: {result}"


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({}, "grade"),
        ({"status": JudgmentStatus.CARRIED_OVER}, "grade"),
        ({"status": JudgmentStatus.NOT_GRADED, "grade": "good"}, "grade"),
        ({"status": JudgmentStatus.NOT_READ, "grade": "good"}, "grade"),
        ({"grade": "good", "previous_grade": "Good"}, "previous_grade"),
    ],
)
def test_a_judgment_has_a_grade_exactly_if_its_status_says_so(entry, path):
    """A grade that is missing, not to be expected or off the scale is refused."""
    with pytest.raises(InvalidError) as caught:
        Judgment(topic="leadership", scale=TOPICS, **entry)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_a_judgment_is_named_by_its_topic_question_and_body():
    """What tells two judgments of a report apart is in the name."""
    judgment = Judgment(
        topic="leadership", question="oversight", body="police/kent", grade="good", scale=TOPICS
    )
    assert judgment.name == "leadership: oversight (police/kent)"
