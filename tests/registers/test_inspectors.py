"""The inspectors of constabulary and their terms of office."""

from datetime import date, timedelta

import pytest

from ncpi import registers
from ncpi.errors import UnknownNameError
from ncpi.vocabulary import Edge, Provenance

inspectors = registers.inspectors


def test_there_are_14():
    assert len(inspectors) == 14


def test_a_name_given_in_error_says_so():
    parr = inspectors.find("Mike Parr")
    assert 'The name "Mike Parr": error in a 2017 Wikipedia copy' in parr.notes


@pytest.mark.parametrize("asked", ["Gormley", "Winsor"])
def test_a_surname_alone_comes_with_its_bearer_as_candidate(asked):
    with pytest.raises(UnknownNameError) as caught:
        inspectors.find(asked)
    assert [inspectors[key].name for key in caught.value.candidates if asked.lower() in key]


def test_a_term_is_known_to_its_last_day():
    winsor = inspectors["thomas-winsor"]
    last = winsor.terms[-1].span.end.exact
    assert winsor.in_office(last) is True
    assert winsor.in_office(last + timedelta(days=1)) is False
    assert "thomas-winsor" in inspectors.on(last)
    assert "thomas-winsor" not in inspectors.on(last + timedelta(days=1))
    assert "thomas-winsor" not in inspectors.cannot_tell_on(last + timedelta(days=1))


def test_an_end_that_was_not_verified_is_not_still_in_post():
    for inspector in inspectors:
        assert all(term.span.end is not Edge.OPEN for term in inspector.terms)
    assert inspectors["andy-cooke"].in_office(date(2026, 11, 23)) is None
    assert "andy-cooke" in inspectors.cannot_tell_on(date(2026, 11, 23))


def test_gormley_was_not_yet_in_office_when_the_merseyside_baseline_came_out():
    gormley = inspectors["phil-gormley"]
    assert gormley.in_office(date(2018, 8, 30)) is False
    assert gormley.in_office(date(2019, 8, 30)) is None


def test_one_without_any_date_is_never_said_to_be_in_or_out():
    for key in ("stephen-otter", "dru-sharpling", "kathryn-stone"):
        assert inspectors[key].in_office(date(2015, 3, 19)) is None


def test_a_region_is_a_place_without_the_remark_that_dates_it():
    regions = [term.region for i in inspectors for term in i.terms if term.region]
    assert "London and South Central" in regions
    assert not any("(" in region for region in regions)
    assert any("page dated by its use" in note for note in inspectors["matt-parr"].notes)


def test_an_announcement_by_the_home_office_is_not_the_inspectorates_own():
    for inspector in inspectors:
        for source in inspector.sources:
            if "Home+Secretary" in (source.url or ""):
                assert source.provenance is Provenance.ACCOUNT
