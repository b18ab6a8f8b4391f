from datetime import date

import pytest

from ncpi import (
    DatedName,
    DateSpan,
    FireAndRescueService,
    Force,
    LocalPolicingBody,
    PartialDate,
    PolicingOffice,
)
from ncpi.errors import InvalidError

POLICE = DatedName(name="Merseyside Police")


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


def test_where_two_offices_may_have_held_the_force_to_account_none_is_certain():
    span = DateSpan(start="2017", end="open")
    mayor = PolicingOffice(name="Mayor", kind="mayor", span=span)
    other = PolicingOffice(name="Commissioner", kind="commissioner", span=span)
    for offices, expected in (([mayor], mayor), ([mayor, other], None)):
        body = LocalPolicingBody(key="lpb/x", names=offices, forces=["police/x"])
        assert body.office_on("2020-01-01") == expected
