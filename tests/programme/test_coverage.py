"""What an archive holds: what is missing is named, and nothing held says nothing."""

import attrs
import pytest

import ncpi
from ncpi.errors import UnknownNameError
from ncpi.programme._coverage import Coverage
from ncpi.vocabulary import Completeness, Provenance

A18 = "police/arden/2018"


@pytest.fixture(scope="module")
def coverage(archive, bodies):
    return archive.coverage(bodies=bodies)


def test_each_report_stands_under_its_body(coverage):
    assert [(body.body, len(body.reports)) for body in coverage.bodies] == [
        ("police/arden", 3),
        ("police/borset", 2),
        ("police/cambria", 2),
        ("police/dunmoor", 0),
    ]
    assert len(coverage.reports) == 7


def test_a_force_of_which_nothing_is_held_is_named_and_nothing_is_concluded(coverage):
    assert coverage.nothing_held == ("police/dunmoor",)
    text = str(coverage)
    assert "nothing held here" in text
    assert "may or may not exist" in " ".join(text.split())


def test_a_body_that_was_not_given_is_kept_and_named(coverage):
    assert coverage.not_given == ("police/borset",)
    assert coverage.label() == "7 reports on 2 of 3 given bodies"


def test_without_bodies_only_those_with_reports_are_listed(archive):
    coverage = archive.coverage()
    assert (coverage.against, coverage.nothing_held, coverage.not_given) == (None, (), ())
    assert len(coverage.bodies) == 3
    assert coverage.label() == "7 reports on 3 bodies"
    assert archive.for_body("police/arden").coverage().label() == "3 reports on 1 body"


@pytest.mark.parametrize(
    ("key", "dating"),
    [
        (A18, "to the day"),
        ("police/cambria/2024", "to the month"),
        ("police/borset/2019", "to the year"),
        ("police/borset/2018", "undated"),
    ],
)
def test_how_well_a_report_is_dated_is_reported(coverage, key, dating):
    (report,) = [report for report in coverage.reports if report.key == key]
    assert report.dating == dating


def test_what_is_missing_is_named(coverage):
    arden, borset = coverage.body("police/arden"), coverage.body("police/borset")
    assert arden.reports[0].missing == (
        "recommendations (2 listed, 4 made)",
        "causes of concern, if any",
        "findings",
        "whether there are case audits beyond the 1 listed",
        "graded topics, if any",
    )
    assert borset.reports[0].missing[:2] == ("date of publication", "fieldwork")


@pytest.mark.parametrize("name", ["police/arden", "arden", "POLICE/Arden", " Arden "])
def test_a_body_is_found_by_any_of_its_names(coverage, name):
    assert coverage.body(name).body == "police/arden"
    shipped = ncpi.Archive.shipped().coverage()
    assert shipped.body("Kent Police").body == "police/kent"
    with pytest.raises(UnknownNameError, match="arden"):
        coverage.body("ardne")


def test_a_complete_and_empty_list_is_not_missing(archive):
    complete = ncpi.ReportCompleteness(
        recommendations=Completeness.COMPLETE, findings=Completeness.PARTIAL
    )
    report = attrs.evolve(archive["police/borset/2019"], completeness=complete)
    (entry,) = ncpi.Archive(reports=[report]).coverage().reports
    assert "recommendations" not in entry.missing
    assert "findings" in entry.missing
    assert "0 recommendations (all)" in str(ncpi.Archive(reports=[report]).coverage())


def test_an_audit_with_an_unknown_count_is_counted_as_such(coverage):
    (report,) = [report for report in coverage.reports if report.key == "police/cambria/2024"]
    assert report.uncounted_audits == 1
    assert "some counts in 1 of 1 case audits" in report.missing


def test_a_link_to_what_is_not_held_dangles(archive):
    alone = ncpi.Archive(reports=[archive["police/arden/2019"]]).coverage()
    assert alone.dangling == (("police/arden/2019", A18),)
    assert "not held here" in str(alone)


def test_a_baseline_without_a_follow_up_is_named(archive):
    alone = ncpi.Archive(reports=[archive[A18]]).coverage()
    assert alone.body("police/arden").without_follow_up == (A18,)
    assert archive.coverage().body("police/arden").without_follow_up == ()


@pytest.mark.parametrize(
    ("entry", "second_hand"),
    [
        ({}, False),
        ({"secondary_source": "press"}, True),
        ({"sources": [ncpi.Source(title="a", provenance=Provenance.ACCOUNT)]}, True),
        ({"sources": [ncpi.Source(title="a", provenance=Provenance.REPRINT)]}, False),
    ],
)
def test_what_nobody_saw_but_in_an_account_is_second_hand(archive, entry, second_hand):
    report = attrs.evolve(archive[A18], **entry)
    (covered,) = ncpi.Archive(reports=[report]).coverage().reports
    assert covered.is_second_hand is second_hand


def test_a_report_on_no_body_is_reported_too(make):
    coverage = ncpi.Archive(reports=[make.report("x/1", bodies=[])]).coverage()
    assert [report.key for report in coverage.on_no_body] == ["x/1"]
    assert "x/1" in str(coverage)


def test_the_shipped_reports_cover_every_force_and_hold_findings_but_few_recommendations():
    """No list of recommendations or findings is called complete, since none was read whole."""
    shipped = ncpi.Archive.shipped()
    coverage = shipped.coverage(bodies=ncpi.registers.forces)
    held = len(ncpi.registers.reports)
    asking = sum(bool(report.recommendations) for report in ncpi.registers.reports)
    assert coverage.label() == f"{held} reports on 43 of 43 given bodies"
    (totals, *_) = coverage.describe().tables
    rows = dict(totals.rows)
    assert rows["recommendations"].startswith(f"listed in {asking} of {held} reports; lists: 0 ")
    assert rows["findings"].endswith("; lists: 0 complete, 111 partial, 4 unknown")
    assert rows["links to an earlier report"] == "61, of which 9 are inferred"
    assert coverage.dangling == ()
    assert ncpi.from_json(ncpi.to_json(coverage), Coverage) == coverage


def test_a_report_said_to_have_made_none_states_its_number(make):
    none, unsaid = make.report("police/a/1", recommendations_made=0), make.report("police/a/2")
    coverage = ncpi.Archive(reports=[none, unsaid]).coverage()
    assert coverage.reports[0].missing[2] == "recommendations (0 listed, 0 made)"
    assert coverage.reports[1].missing[2] == "recommendations"
    assert "number of recommendations stated: 1 of 2" in str(coverage)


def test_only_without_bodies_it_says_how_to_list_forces_of_which_nothing_is_held(archive, coverage):
    advice = "With bodies=registers.forces"
    assert [advice in note for note in archive.coverage().describe().notes] == [False, True]
    assert [advice in note for note in coverage.describe().notes] == [False]


@pytest.mark.parametrize("known", [{"start": "2019-01"}, {"end": "2019-02"}])
def test_fieldwork_with_only_one_known_end_is_not_missing(make, known):
    report = make.report("police/a/2019", "2019-06", fieldwork=ncpi.DateSpan(**known))
    (entry,) = ncpi.Archive(reports=[report]).coverage().reports
    assert "fieldwork" not in entry.missing


def test_reports_are_in_the_order_of_their_keys_whichever_body_they_are_on(make):
    keys = ("a/2", "b/1", "c/1", "d/1")
    bodies = (["police/z"], [], ["police/z", "police/a"], ["police/a"])
    reports = [make.report(key, bodies=some) for key, some in zip(keys, bodies, strict=True)]
    coverage = ncpi.Archive(reports=reports).coverage()
    assert [body.body for body in coverage.bodies] == ["police/a", "police/z"]
    assert [report.key for report in coverage.reports] == list(keys)


def test_a_report_and_a_body_in_a_line_say_the_date_and_the_number_held(coverage):
    arden, dunmoor = coverage.body("police/arden"), coverage.body("police/dunmoor")
    assert arden.label() == "police/arden: 3 reports"
    assert dunmoor.label() == "police/dunmoor: nothing held here"
    assert arden.reports[0].label() == f"{A18} (inspection, 2018-03-01)"
    borset = coverage.body("police/borset").reports[0]
    assert borset.label() == "police/borset/2018 (inspection, undated)"
