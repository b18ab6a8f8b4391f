"""Which bodies the name of a group means on a day, and which have a name."""

from datetime import date

import attrs
import pytest

from ncpi import registers
from ncpi.errors import InvalidError
from ncpi.owed import addressee_names
from ncpi.registers._groups import group_of

ON = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("name", "count", "has", "has_not"),
    [
        ("chief constables", 43, "police/kent", "law-enforcement/british-transport-police"),
        ("All forces", 43, "police/gwent", "local-policing-body/gwent"),
        ("all the police forces in Wales", 4, "police/gwent", "police/kent"),
        ("the chief officers of police", 43, "police/metropolitan", "fire/kent"),
        ("forces in England", 39, "police/kent", "police/gwent"),
        ("chief constables in England and Wales", 43, "police/gwent", "fire/kent"),
        ("police and crime commissioners", 43, "local-policing-body/kent", "police/kent"),
        ("PCCs and their equivalents", 43, "local-policing-body/city-of-london", "police/kent"),
        ("PCCs and mayoral equivalents", 43, "local-policing-body/west-yorkshire", "police/kent"),
        ("local policing  bodies in Wales", 4, "local-policing-body/gwent", "police/gwent"),
        ("PCCs & mayoral equivalents", 43, "local-policing-body/west-yorkshire", "police/kent"),
        ("all chief constables in England & Wales", 43, "police/gwent", "fire/kent"),
        ("the OPCCs", 43, "local-policing-body/kent", "police/kent"),
        ("constabularies", 43, "police/kent", "fire/kent"),
        ("fire & rescue services", None, "fire/kent", "police/kent"),
        ("fire and rescue services", None, "fire/kent", "police/kent"),
    ],
)
def test_a_group_means_the_bodies_of_its_kind_and_nation(name, count, has, has_not):
    keys = registers.bodies_in_group(name, on=ON)
    assert count is None or len(keys) == count
    assert has in keys
    assert has_not not in keys


@pytest.mark.parametrize(
    "name",
    [
        "chief constables",
        "chief fire officers",
        "fire and rescue services",
        "local policing bodies",
        "police and crime commissioners",
        "police forces",
    ],
)
def test_the_usual_names_of_groups_mean_bodies_and_are_suggested(name):
    """They are suggested for a misspelt addressee."""
    assert registers.bodies_in_group(name, on=ON)
    assert name in addressee_names()


@pytest.mark.parametrize(
    "name", ["Kent Police", "chief constable", "forces of Kent", "police/kent", "force", ""]
)
def test_what_is_no_group_is_none(name):
    """A single office isn't the group of all like it."""
    assert registers.bodies_in_group(name, on=ON) is None


def test_a_body_that_did_not_exist_on_the_day_is_left_out():
    body, other = list(registers.local_policing_bodies)[:2]
    last = body.names[-1]
    span = attrs.evolve(last.span, end="2019-12-31")
    ended = attrs.evolve(body, names=(*body.names[:-1], attrs.evolve(last, span=span)))
    for day, keys in ((date(2019, 12, 31), (body.key, other.key)), (ON, (other.key,))):
        found = group_of(
            "PCCs",
            day,
            forces=registers.forces,
            policing_bodies=[ended, other],
            fire_services=[],
        )
        assert found == keys


def test_what_is_no_day_is_refused():
    with pytest.raises(InvalidError, match="on"):
        registers.bodies_in_group("chief constables", on="2020")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Kent Police", ("police/kent",)),
        ("police/kent", ("police/kent",)),
        ("PCC for Staffordshire", ("local-policing-body/staffordshire",)),
        ("kent", ("police/kent", "fire/kent", "local-policing-body/kent")),
        ("nobody", ()),
        ("", ()),
    ],
)
def test_a_name_means_every_body_that_has_it(name, keys):
    assert registers.bodies_named(name) == keys


def test_every_body_is_found_by_its_key_and_names():
    for register in registers.BODY_REGISTERS:
        for body in register:
            for name in (body.key, *(dated.name for dated in body.names), *body.aliases):
                assert body.key in registers.bodies_named(name)


def test_every_force_is_found_by_its_code_its_key_in_any_case_and_its_chief():
    for force in registers.forces:
        names = [
            force.area_code,
            force.key.upper(),
            f" {force.name}",
            f"Chief Constable of {force.slug}",
        ]
        names.append(force.name.replace(" and ", " & "))
        for name in names:
            assert registers.bodies_named(name) == (force.key,)


@pytest.mark.parametrize(
    "title", ["PCC for {}", "the police and crime commissioner of {}", "PFCC of {}"]
)
def test_every_local_policing_body_is_found_by_a_title_and_its_force(title):
    for body in registers.local_policing_bodies:
        force = registers.forces[body.forces[0].removeprefix("police/")]
        assert registers.bodies_named(title.format(force.name)) == (body.key,)


@pytest.mark.parametrize(
    ("title", "some"),
    [
        ("PCC", "kent"),
        ("police and crime commissioner", "kent"),
        ("mayor", "west-yorkshire"),
        ("Mayor", "metropolitan"),
        ("MOPAC", "metropolitan"),
    ],
)
def test_a_title_means_all_who_hold_it(title, some):
    keys = registers.bodies_named(title)
    assert f"local-policing-body/{some}" in keys
    assert all(key.startswith("local-policing-body/") for key in keys)


@pytest.mark.parametrize(
    "name", ["PCC for Nowhere", "chief constable of Kent Fire", "mayor of Kent"]
)
def test_a_title_without_a_known_force_means_nobody(name):
    assert registers.bodies_named(name) == ()


def test_a_title_means_the_body_that_it_names_and_titles_do_not_nest():
    """A very long name is looked up like any other."""
    assert registers.bodies_named("Chief Constable of Kent") == ("police/kent",)
    assert registers.bodies_named("Chief Constable of Chief Constable of Kent") == ()
    assert registers.bodies_named("Chief Constable of " * 3_000) == ()
