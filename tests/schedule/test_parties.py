"""Who is meant by a name, and what is due from whom."""

from datetime import date

import pytest

from ncpi import registers
from ncpi.schedule._parties import (
    is_due_from,
    is_known,
    is_one_of,
    members_of,
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


def test_a_force_without_a_known_policing_body_has_words_for_it():
    assert policing_body_of("police/kent") == "local-policing-body/kent"
    assert policing_body_of("police/mars") == "local policing body of police/mars"
    for force in registers.forces:
        assert policing_body_of(force.key).startswith("local-policing-body/")
