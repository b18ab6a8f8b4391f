"""The local policing bodies of the 43 forces."""

from collections import Counter
from datetime import date

import pytest

from ncpi import registers
from ncpi.errors import AmbiguousNameError, UnknownNameError

bodies = registers.local_policing_bodies


def office(force, day):
    found = registers.local_policing_body_of(force).office_on(day)
    return None if found is None else found.name


def test_each_force_has_one_and_no_other_force():
    """The 43 forces of the register of forces and the 43 bodies belong together."""
    held = [force for body in bodies for force in body.forces]
    assert sorted(held) == [force.key for force in registers.forces]
    for force in registers.forces:
        assert registers.local_policing_body_of(force.key).forces == (force.key,)


def test_the_kinds_of_office_in_use_are_those_reported_in_november_2025():
    """33 commissioners, 4 with fire, 4 mayors, the Mayor's Office and the Common Council."""
    assert Counter(body.office_on("2025-11-13").kind for body in bodies) == {
        "police and crime commissioner": 33,
        "police, fire and crime commissioner": 4,
        "mayor": 4,
        "mayor's office": 1,
        "common council": 1,
    }


@pytest.mark.parametrize(
    ("force", "day", "name"),
    [
        ("merseyside", "2012-11-21", None),
        ("merseyside", "2012-11-22", "Police and Crime Commissioner for Merseyside"),
        ("Merseyside Police", date(2018, 8, 30), "Police and Crime Commissioner for Merseyside"),
        ("staffordshire", "2018-07-31", "Police and Crime Commissioner for Staffordshire"),
        ("staffordshire", "2018-08-01", "Police, Fire and Crime Commissioner for Staffordshire"),
        ("Met", "2012-01-15", "Metropolitan Police Authority"),
        ("Met", "2012-01-16", "Mayor's Office for Policing and Crime"),
        ("GMP", "2017-05-08", "Mayor of Greater Manchester"),
        ("city-of-london", "2019", "Common Council of the City of London"),
        ("city-of-london", "1839", None),
    ],
)
def test_the_office_is_that_of_the_day(force, day, name):
    """An office begins on its first day and ends on the day before the next; else None."""
    assert office(force, day) == name


def test_on_an_uncertain_day_there_are_candidates_and_no_guess():
    """In 2022 Hampshire's commissioner had one of two names; the register still has the body."""
    hampshire = registers.local_policing_body_of("hampshire")
    assert hampshire.office_on("2022-07-12") is None
    assert [name.name for name in hampshire.names_on("2022-07-12")] == [
        "Police and Crime Commissioner for Hampshire",
        "Police and Crime Commissioner for Hampshire and Isle of Wight",
    ]
    assert hampshire in bodies.on("2022-07-12")


def test_nothing_is_said_of_days_that_were_not_looked_up():
    """The start of the police authorities is unknown, so nothing is certain before it."""
    assert len(bodies.on("2012-11-22")) == len(bodies.on("2026-11-29")) == 43
    assert len(bodies.cannot_tell_on("2005-01-01")) == 41
    assert [body.slug for body in bodies.on("2005-01-01")] == ["city-of-london", "metropolitan"]


@pytest.mark.parametrize(
    ("asked", "several"),
    [("PCC", 41), ("PFCC", 5), ("OPCC", 41), ("Deputy Mayor for Policing and Crime", 3)],
)
def test_a_name_of_many_comes_with_all_of_them(asked, several):
    """A general title is ambiguous, and never one of those who bear it."""
    with pytest.raises(AmbiguousNameError) as caught:
        bodies.find(asked)
    assert len(caught.value.candidates) == several


def test_the_fire_authority_of_essex_is_not_the_policing_body():
    """The fire authority of a commissioner with fire is another corporation."""
    with pytest.raises(UnknownNameError):
        bodies.find("Essex Police, Fire and Crime Commissioner Fire and Rescue Authority")


@pytest.mark.parametrize(
    "force",
    [
        "kent",
        "POLICE/Kent",
        "Chief Constable of Kent",
        "Kent\u2019s chief constable",
        "the  Kent Police",
        "K\u00e9nt Police",
        "Ke\u0301nt Police",
        "E23000032",
    ],
)
def test_the_body_of_a_force_is_found_by_any_name_of_the_force(force):
    assert registers.local_policing_body_of(force).key == "local-policing-body/kent"


def test_an_unknown_force_is_an_error_with_candidates():
    """A force that isn't in the register is refused."""
    with pytest.raises(UnknownNameError) as caught:
        registers.local_policing_body_of("Mersyside")
    assert "police/merseyside" in caught.value.candidates


def test_the_announced_abolition_is_noted_and_ends_nothing():
    """The register says what was announced for 2028; no office has an end after today."""
    assert any("May 2028" in note for note in bodies.notes)
    assert all(body.names[-1].span.is_current for body in bodies)


def test_from_the_announced_abolition_on_it_is_unknown_which_office_there_is():
    """That holds for the 37 commissioners; of mayors and the others nothing was announced."""
    commissioners = [body for body in bodies if "commissioner" in body.names[-1].kind]
    assert len(commissioners) == 37
    for body in commissioners:
        assert body.office_on("2028-04-30") is body.names[-1]
        assert body.existed_on("2028-04-30") is True
        for day in ("2028-05-01", "2028-06-01"):
            assert body.office_on(day) is None
            assert body.existed_on(day) is None
            assert str(body.may_end_by(day)) == "2028-05"
    others = [body for body in bodies if body not in commissioners]
    assert all(body.office_on("2030-01-01") for body in others)


def test_a_name_that_was_not_seen_says_so():
    """A name that only follows from the law has a note."""
    noted = [name for body in bodies for name in body.names if name.note]
    assert all(name.note.startswith("By rule") for name in noted)
    assert len(noted) == 51
