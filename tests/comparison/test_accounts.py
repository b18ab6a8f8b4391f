"""Which entries are known only from someone else's account, and whose."""

import pytest

import ncpi
from ncpi.vocabulary import Provenance


def source(publisher, provenance=Provenance.ACCOUNT):
    return ncpi.Source(title=publisher, provenance=provenance)


PRESS, STUDY = source("The Press"), source("A Study")
OWN, REPRINT = source("HMICFRS", Provenance.OWN), source("A Library", Provenance.REPRINT)


@pytest.fixture
def reported_by(make):
    """The accounts of the entry of a recommendation, from the sources of each part."""

    def of(item=(), report=(), findings=((OWN,),), follow_up=(), **known):
        found = [
            make.found(str(place), "improved", make.answer("1", "stated"), sources=sources)
            for place, sources in enumerate(findings)
        ]
        comparison = ncpi.compare(
            make.baseline(recommendations=[make.asked("1", sources=item)], sources=report, **known),
            make.follow_up(findings=found, sources=follow_up),
        )
        return comparison.recommendation("1").reported_by

    return of


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([PRESS], ("The Press",)),
        ([PRESS, STUDY], ("The Press", "A Study")),
        ([PRESS, OWN], ()),
        ([REPRINT], ()),
        ([OWN], ()),
    ],
)
def test_an_item_known_only_from_accounts_names_whose(reported_by, sources, names):
    """One source of the inspectorate's own words is enough to know it first-hand."""
    assert reported_by(item=sources) == names


def test_an_item_without_sources_is_known_as_its_report_is(reported_by):
    """Its own sources go before those of the report."""
    assert reported_by(report=[PRESS]) == ("The Press",)
    assert reported_by(item=[OWN], report=[PRESS]) == ()
    assert reported_by(item=[PRESS], report=[OWN]) == ("The Press",)


def test_a_report_that_only_another_describes_is_known_from_that(reported_by):
    """The source that describes it has a name even where no page of it is recorded."""
    assert reported_by(secondary_source="a study") == ("a study",)
    assert reported_by(secondary_source="a study", report=[OWN]) == ()


def test_without_any_source_nothing_is_called_an_account(reported_by):
    """Unknown is not second-hand."""
    assert reported_by(findings=[()]) == ()


@pytest.mark.parametrize(
    ("findings", "names"),
    [
        ([(PRESS,)], ("The Press",)),
        ([(PRESS,), (STUDY,)], ("The Press", "A Study")),
        ([(PRESS,), (OWN,)], ()),
        ([], ()),
    ],
)
def test_progress_known_only_from_accounts_names_whose(reported_by, findings, names):
    """One deciding finding in the inspectorate's own words is enough."""
    assert reported_by(item=[OWN], findings=findings) == names


def test_a_finding_without_sources_is_known_as_its_report_is(reported_by):
    """As for items."""
    assert reported_by(findings=[()], follow_up=[PRESS]) == ("The Press",)
    assert reported_by(findings=[(OWN,)], follow_up=[PRESS]) == ()


def test_a_name_stands_once_though_both_sides_rest_on_it(reported_by):
    """First whose account the item is known from, then whose its progress is."""
    assert reported_by(item=[STUDY], findings=[(PRESS, STUDY)]) == ("A Study", "The Press")


def test_a_finding_that_decides_nothing_is_no_reason(make):
    """Only those that decided the progress count."""
    findings = [
        make.found("a", "improved", make.answer("1", "stated"), sources=[OWN]),
        make.found("b", "worse", make.answer("1", "coded"), sources=[PRESS]),
    ]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]), make.follow_up(findings=findings)
    )
    assert comparison.recommendation("1").reported_by == ()
