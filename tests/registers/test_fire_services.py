"""The fire and rescue services of England."""

from datetime import date

import pytest

from ncpi import registers
from ncpi.errors import UnknownNameError

services = registers.fire_services


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2016, 3, 31), 46),
        (date(2016, 4, 1), 45),
        (date(2018, 6, 1), 45),
        (date(2019, 8, 30), 45),
        (date(2021, 3, 31), 45),
        (date(2021, 4, 1), 44),
        (date(2026, 11, 23), 44),
    ],
)
def test_so_many_were_live_on_a_day(day, count):
    assert len(services.on(day)) == count
    assert len(services.cannot_tell_on(day)) == 0


def test_two_that_ended_in_2016_are_kept_so_that_older_reports_resolve():
    assert len(services) == 48
    ended = {service.slug for service in services if not service.span.is_current}
    assert ended == {"dorset", "wiltshire", "hampshire", "isle-of-wight"}


def test_a_merger_is_distinguished_from_both_sides_and_leaves_no_gap():
    for service in services:
        for key in service.successors:
            heir = services[key]
            assert service.key in heir.predecessors
            gap = heir.span.start.exact.toordinal() - service.span.end.exact.toordinal()
            assert gap == 1
        for key in service.predecessors:
            assert service.key in services[key].successors


@pytest.mark.parametrize(
    ("asked", "heir"),
    [("Hampshire", "hampshire-and-isle-of-wight"), ("Dorset", "dorset-and-wiltshire")],
)
def test_of_a_service_that_has_gone_the_present_ones_name_the_heir(asked, heir):
    with pytest.raises(UnknownNameError) as caught:
        services.on(date(2026, 11, 23)).find(asked)
    assert heir in caught.value.candidates


def test_an_abolished_authority_is_no_area():
    london = services["london"]
    assert london.area is None
    assert any("Emergency Planning Authority" in note for note in london.notes)


def test_each_source_tells_of_the_service_that_names_it():
    """The list of names is from 2018; the codes of today don't cover the services of then."""
    named = {service.slug: " ".join(s.label() for s in service.sources) for service in services}
    assert "fire-data" not in named["hampshire-and-isle-of-wight"]
    assert "uksi/2020/186" in named["hampshire-and-isle-of-wight"]
    assert "fire-data" not in named["dorset"]
    assert "uksi/2015/435" in named["dorset"]
    assert "fra24" not in named["hampshire"]
    assert "fire-data" in named["merseyside"]
    assert "fra24" in named["merseyside"]
