from datetime import date

import attrs
import pytest

from ncpi import (
    Body,
    DatedName,
    DateSpan,
    FireAndRescueService,
    Force,
    LawEnforcementBody,
    LocalPolicingBody,
    PartialDate,
    PolicingOffice,
)
from ncpi.errors import InvalidError
from ncpi.vocabulary import Edge

POLICE = DatedName(name="Merseyside Police")
GWENT = (DatedName(name="Gwent Police"), DatedName(name="Heddlu Gwent", language="cy"))


def test_a_force_and_a_fire_service_of_one_slug_are_two_bodies():
    force = Force(key="police/merseyside", names=[POLICE])
    service = FireAndRescueService(
        key="fire/merseyside", names=[DatedName(name="Merseyside Fire and Rescue Service")]
    )
    assert force.slug == service.slug == "merseyside"
    assert force.key != service.key


@pytest.mark.parametrize("key", ["merseyside", "police/", "/merseyside", "/"])
def test_a_key_has_a_kind_and_a_slug(key):
    with pytest.raises(InvalidError) as caught:
        Force(key=key, names=[POLICE])
    fault = caught.value.faults[0]
    assert fault.path == "key"
    assert fault.suggestion == "Write kind and slug: police/merseyside, fire/merseyside"


def test_all_that_is_wrong_with_a_body_is_said_at_once():
    with pytest.raises(InvalidError) as caught:
        Force(key="merseyside", names=[])
    assert [fault.path for fault in caught.value.faults] == ["names", "key"]
    assert caught.value.subject == "Force"


def test_a_body_is_called_by_its_english_name_and_keeps_its_welsh_one():
    force = Force(key="police/gwent", names=GWENT)
    assert force.name == "Gwent Police"
    assert [name.name for name in force.names if name.language == "cy"] == ["Heddlu Gwent"]


def test_a_body_with_a_welsh_name_only_is_called_by_it():
    assert Force(key="police/gwent", names=GWENT[1:]).name == "Heddlu Gwent"


def test_in_the_month_in_which_its_name_changed_a_body_has_two():
    old = DatedName(name="Old Agency", span=DateSpan(start="2000", end="2016-04"))
    new = DatedName(name="New Agency", span=DateSpan(start="2016-04", end=Edge.OPEN))
    agency = LawEnforcementBody(key="other/agency", kind="agency", names=[old, new])
    assert agency.names_on(date(2016, 4, 10)) == (old, new)
    assert agency.names_on(PartialDate.parse("2016-05")) == (new,)
    assert agency.name == "New Agency"


def test_a_body_that_took_over_names_those_before_it_by_their_keys():
    merged = FireAndRescueService(
        key="fire/merged",
        names=[DatedName(name="Merged Fire and Rescue Service")],
        predecessors=["fire/one", "fire/two"],
        span=DateSpan(start="2021-04-01", end=Edge.OPEN),
    )
    assert merged.predecessors == ("fire/one", "fire/two")
    assert merged.span.covers(date(2021, 3, 31)) is False
    assert merged.span.covers(date(2021, 4, 1)) is True


def test_a_force_equals_no_other_kind_of_body_and_no_one_elses_force():
    @attrs.frozen(kw_only=True)
    class OwnForce(Force):
        TAG = "elsewhere.own-force"

    force = Force(key="police/merseyside", names=[POLICE])
    for other in (Body, OwnForce):
        assert other(key="police/merseyside", names=[POLICE]) != force
        assert other(key="police/merseyside", names=[POLICE]).key == force.key


def test_an_alias_given_twice_is_refused_at_its_second_place():
    with pytest.raises(InvalidError) as caught:
        Force(key="police/kent", names=[POLICE], aliases=["Kent", "KP", "Kent"])
    assert caught.value.faults[0].path == "aliases[2]"
    assert caught.value.faults[0].message == "'Kent' is repeated; it first appears at [0]"


def test_a_single_name_is_not_split_into_letters():
    with pytest.raises(InvalidError) as caught:
        Force(key="police/kent", names=[POLICE], aliases="Kent")
    assert caught.value.faults[0].message == "'Kent' is text, not a list or a tuple"


def test_a_local_policing_body_without_a_force_is_refused():
    office = PolicingOffice(name="Kent Police and Crime Commissioner", kind="commissioner")
    with pytest.raises(InvalidError, match="at least one force"):
        LocalPolicingBody(key="local-policing-body/kent", names=[office], forces=[])


@pytest.mark.parametrize("day", ["2016-03-31", date(2016, 3, 31), PartialDate.parse("2016-03")])
def test_a_body_exists_in_its_period_or_the_answer_is_unknown(day):
    names = [POLICE]
    ended = Force(key="police/x", names=names, span=DateSpan(start="1974", end="2016-03-31"))
    assert ended.existed_on(day) is True
    assert ended.existed_on("2016-04-01") is False
    unknown = Force(key="police/x", names=names, span=DateSpan(start="2016-03-31"))
    assert unknown.existed_on("2016-04-01") is None
