"""References that lead nowhere are found, with the nearest that leads somewhere."""

import pytest

import ncpi
from ncpi.checking import reference_faults
from ncpi.testing import (
    make_answer,
    make_cause_of_concern,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
)
from ncpi.vocabulary import Basis, Completeness, LinkBasis

OLD = "police/merseyside/2018-inspection"
NEW = "police/merseyside/2019-review"
COMPLETE = ncpi.ReportCompleteness(
    recommendations=Completeness.COMPLETE, causes_of_concern=Completeness.COMPLETE
)


KNOWN = {"bodies": ["police/merseyside"], "inspectorates": ["hmicfrs"]}


def old(**changes):
    kept = {"recommendations": [make_recommendation(key="1")], "completeness": COMPLETE}
    return make_report(**(KNOWN | kept | changes), key=OLD)


def new(**changes):
    return make_report(**(KNOWN | changes), key=NEW, published="2019-06")


def faults(*reports, against=None):
    archive = ncpi.Archive(reports=reports)
    found = reference_faults(archive, against=against)
    start = f"reports['{NEW}']."
    return {fault.path.removeprefix(start): fault.suggestion for fault in found}


def test_the_shipped_reports_refer_to_nothing_unknown():
    assert reference_faults(ncpi.Archive.shipped()) == ()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        (
            {"follows": [ncpi.ReportLink(report=f"{OLD}s", basis=LinkBasis.STATED)]},
            "follows[0].report",
        ),
        (
            {"findings": [make_finding(answers=[make_answer(report=f"{OLD}s")])]},
            "findings[0].answers[0].report",
        ),
        (
            {"findings": [make_finding(answers=[make_answer(report=OLD, recommendation="2")])]},
            "findings[0].answers[0].recommendation",
        ),
        (
            {
                "recommendations": [
                    make_recommendation(
                        restates=[
                            ncpi.Restatement(report=OLD, recommendation="9", basis=Basis.CODED)
                        ]
                    )
                ]
            },
            "recommendations[0].restates[0].recommendation",
        ),
        (
            {
                "causes_of_concern": [
                    make_cause_of_concern(
                        continues=[
                            ncpi.Continuation(report=OLD, cause_of_concern="A", basis=Basis.CODED)
                        ]
                    )
                ]
            },
            "causes_of_concern[0].continues[0].cause_of_concern",
        ),
        ({"inspectorates": ["hmicfr"]}, "inspectorates[0]"),
        (
            {"recommendations": [make_recommendation(addressed_to=["police/merseysid"])]},
            "recommendations[0].addressed_to[0]",
        ),
    ],
)
def test_what_leads_nowhere_is_named_by_its_path(changes, path):
    assert list(faults(old(), new(**changes))) == [path]


def test_a_body_that_no_register_has_is_found_with_the_nearest():
    (advice,) = faults(new(bodies=["police/merseysid"])).values()
    assert "'police/merseyside'" in advice


def test_a_group_is_an_addressee_that_needs_no_register():
    to_a_group = make_recommendation(addressed_to=["chief constables"])
    assert faults(new(recommendations=[to_a_group])) == {}


def test_an_item_of_a_list_that_was_not_read_in_full_may_be_there():
    answer = make_answer(report=OLD, recommendation="2")
    partial = old(completeness=ncpi.ReportCompleteness())
    assert faults(partial, new(findings=[make_finding(answers=[answer])])) == {}


def test_reports_may_refer_to_those_of_another_archive():
    baseline = old()
    follow_up = make_follow_up(baseline)
    assert reference_faults(ncpi.Archive(reports=[follow_up]))
    known = ncpi.Archive(reports=[baseline])
    assert reference_faults(ncpi.Archive(reports=[follow_up]), against=known) == ()
