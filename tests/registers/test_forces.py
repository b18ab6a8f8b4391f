"""The territorial police forces of England and Wales."""

from datetime import date

import pytest

import ncpi
from ncpi import registers
from ncpi.errors import AmbiguousNameError

forces = registers.forces


def test_there_are_43_in_four_of_wales_and_the_rest_of_england():
    assert len(forces) == 43
    assert {force.slug for force in forces if force.nation == "Wales"} == {
        "dyfed-powys",
        "gwent",
        "north-wales",
        "south-wales",
    }
    assert {force.nation for force in forces} == {"England", "Wales"}


@pytest.mark.parametrize("day", [date(2014, 4, 1), date(2018, 8, 30), date(2026, 11, 23)])
def test_all_43_were_live_through_the_whole_programme(day):
    assert len(forces.on(day)) == 43


def test_each_has_its_own_code_in_the_form_of_its_nation():
    codes = [force.area_code for force in forces]
    assert len(set(codes)) == 43
    assert all(
        force.area_code.startswith("E23" if force.nation == "England" else "W15")
        for force in forces
    )


def test_a_code_is_looked_up_not_computed():
    """The codes are not in alphabetical order."""
    assert forces["merseyside"].area_code == "E23000004"
    assert forces["metropolitan"].area_code == "E23000001"
    assert forces["gwent"].area_code == "W15000002"


def test_london_is_the_area_of_two_forces_and_names_neither_alone():
    with pytest.raises(AmbiguousNameError) as caught:
        forces.find("London")
    assert caught.value.candidates == ("city-of-london", "metropolitan")


@pytest.mark.parametrize("kind", ["Police", "Constabulary"])
def test_a_force_is_found_by_its_area_and_either_word_for_a_force(kind):
    for force in forces:
        if force.slug != "city-of-london":
            assert forces.find(f"{force.area.removesuffix(' Police')} {kind}") is force


def test_hampshire_changed_its_name_in_2022_on_a_day_that_is_not_known():
    hampshire = forces["hampshire"]

    def called(when: str) -> list[str]:
        return [n.name for n in hampshire.names_on(ncpi.PartialDate.parse(when))]

    old, new = "Hampshire Constabulary", "Hampshire and Isle of Wight Constabulary"
    assert called("2021-12-31") == [old]
    assert called("2022-07-12") == [old, new]
    assert called("2023-01-01") == [new]
    assert hampshire.name == new


def test_thirty_slugs_are_shared_with_fire_services_and_the_key_tells_which():
    shared = {force.slug for force in forces} & {s.slug for s in registers.fire_services}
    assert len(shared) == 30
    for slug in shared:
        assert forces[f"police/{slug}"] is forces[slug]
        assert registers.fire_services[f"fire/{slug}"] is registers.fire_services[slug]
        assert forces.get(f"fire/{slug}") is None
        assert registers.fire_services.get(f"police/{slug}") is None


def test_a_web_address_is_called_a_lead_by_its_source():
    for force in forces:
        entry = [source.supports or "" for source in force.sources]
        assert any("treat each as a lead" in words for words in entry)


def test_the_source_of_the_regions_is_named_where_there_is_an_english_region():
    for force in forces:
        named = any("region24" in (source.title or "") for source in force.sources)
        assert named == (force.nation == "England")
