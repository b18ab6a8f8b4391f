"""The other policing and law-enforcement bodies."""

from datetime import date

import ncpi
from ncpi import registers
from ncpi.vocabulary import Edge, Provenance

bodies = registers.bodies


def test_there_are_17():
    assert len(bodies) == 17


def test_no_body_is_one_of_the_43_forces():
    assert {body.key for body in bodies} & {force.key for force in registers.forces} == set()
    assert all(body.key.startswith("law-enforcement/") for body in bodies)


def test_a_duty_that_began_later_is_not_reported_earlier_days():
    service = {"royal-navy-police", "royal-military-police", "royal-air-force-police"}
    before, on = bodies.on(date(2014, 6, 3)), bodies.on(date(2014, 6, 4))
    assert {body.slug for body in before} & service == set()
    assert {body.slug for body in on} >= service


def test_of_a_body_without_dates_it_is_unknown_when_it_was_inspected():
    assert "british-transport-police" in bodies.cannot_tell_on(date(2018, 8, 30))
    assert "british-transport-police" not in bodies.on(date(2018, 8, 30))


def test_the_register_says_what_its_spans_date():
    assert any(note.startswith("span: ") for note in bodies.notes)


def test_where_later_changes_were_not_checked_the_end_is_unknown():
    authority = bodies.find("GLAA")
    assert authority.span.end is Edge.UNKNOWN
    assert authority.names[-1].span.end is Edge.UNKNOWN
    assert authority.name == "Gangmasters and Labour Abuse Authority"


def test_a_renaming_in_a_year_leaves_two_candidates_in_it():
    authority = bodies.find("GLAA")
    assert len(authority.names_on(ncpi.PartialDate.parse("2016-05"))) == 2
    assert [n.name for n in authority.names_on(date(2015, 1, 1))] == [
        "Gangmasters Licensing Authority"
    ]


def test_each_word_for_the_footing_is_explained_by_the_register():
    for body in bodies:
        assert any(note.startswith(f"inspected {body.inspected!r}: ") for note in bodies.notes)


def test_jersey_is_inspected_by_invitation_as_the_inspectorate_says():
    (page,) = bodies["states-of-jersey-police"].sources
    assert page.provenance is Provenance.OWN
    assert bodies["states-of-jersey-police"].inspected == "by invitation"
