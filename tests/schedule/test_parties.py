"""Who is meant by a name, and what is due from whom."""

from datetime import date

import pytest

from ncpi import registers
from ncpi.registers._groups import TITLES
from ncpi.schedule._parties import (
    asked_for,
    is_due_from,
    is_known,
    is_one_of,
    members_of,
    not_known,
    parties_named,
    policing_body_of,
)

ON = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("party", "who", "due"),
    [
        ("local-policing-body/staffordshire", "PCC for Staffordshire", True),
        ("local-policing-body/staffordshire", "PCC", True),
        ("local-policing-body/staffordshire", "local policing bodies", True),
        ("local-policing-body/staffordshire", "Staffordshire Police", False),
        ("local-policing-body/staffordshire", "PCC for Kent", False),
        ("local-policing-body/city-of-london", "Common Council of the City of London", True),
        ("all local policing bodies", "PCC for Kent", True),
        ("all local policing bodies", "Kent Police", False),
        ("chief constables", "Kent Police", True),
        ("chief constables", "forces", True),
        ("Chief Constables in Wales", "Kent Police", False),
        ("Chief Constables in Wales", "Gwent Police", True),
        ("Kent Police", "police/kent", True),
        ("hmicfrs", "HMICFRS", True),
        ("Home Office", "the Home Office", True),
        ("Home Office", "College of Policing", False),
        ("police-scotland/tayside", "police-scotland/tayside", True),
        ("addressee not stated", "police/kent", False),
    ],
)
def test_what_is_due_from_a_party_is_due_from_each_name_and_each_member_of_it(party, who, due):
    assert is_due_from(party, parties_named(who, ON), ON) is due


def test_a_member_of_a_group_is_not_the_group():
    wanted = parties_named("PCC for Kent", ON)
    assert is_one_of("local-policing-body/kent", wanted)
    assert not is_one_of("all local policing bodies", wanted)


def test_a_key_is_never_a_group():
    assert members_of("police/kent", ON) == frozenset()
    assert "police/kent" in members_of("chief constables", ON)


@pytest.mark.parametrize(
    ("who", "known"),
    [
        ("PCC for Kent", True),
        ("pccs", True),
        ("HMICFRS", True),
        ("Home Office", True),
        ("nobody", False),
        ("PCC for Kant", False),
    ],
)
def test_a_party_is_known_if_it_has_a_name_in_the_registers_or_is_one_of_the_parties(who, known):
    assert is_known(who, ON) is known


@pytest.mark.parametrize(
    "who",
    [
        "OPCC Kent",
        "PCC, Kent",
        "Kent\u2019s PCC",
        "Office of the Police & Crime Commissioner for Kent",
        "the  Police, Fire and Crime Commissioner of Kent Police",
        "local-policing-body/KENT",
    ],
)
def test_a_policing_body_is_known_by_its_title_and_its_force(who):
    assert is_due_from("local-policing-body/kent", parties_named(who, ON), ON)
    assert not is_due_from("local-policing-body/essex", asked_for(who, ON), ON)


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("Commissioner of Police of the Metropolis", "police/metropolitan"),
        ("Commissioner of the City of London Police", "police/city-of-london"),
        ("MOPAC", "local-policing-body/metropolitan"),
        ("mayor of London", "local-policing-body/metropolitan"),
        ("Mayor of West Yorkshire", "local-policing-body/west-yorkshire"),
    ],
)
def test_an_office_of_one_body_means_that_body(who, key):
    assert {name for name in parties_named(who, ON) if "/" in name} == {key}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title.one)
def test_a_title_of_one_body_asks_for_bodies_of_its_group_only(title):
    """For all of them, or for those with that title, such as the commissioners but no mayor."""
    asked = asked_for(title.one, ON)
    assert len(asked) > 1
    assert {name for name in asked if "/" in name} <= members_of(title.several, ON)
    assert asked_for(f"the  {title.one.upper()}", ON) == asked


def test_a_force_without_a_known_policing_body_has_words_for_it():
    assert policing_body_of("police/kent") == "local-policing-body/kent"
    assert policing_body_of("police/mars") == "local policing body of police/mars"
    for force in registers.forces:
        assert policing_body_of(force.key).startswith("local-policing-body/")


def test_an_unknown_party_where_nobody_is_named_is_answered_with_titles_as_people_write_them():
    candidates = not_known("xyzzy", "parties", ()).candidates
    assert candidates == ("local policing bodies", "chief fire officers", "chief constables")
