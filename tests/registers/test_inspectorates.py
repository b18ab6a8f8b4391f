"""The inspectorates: what they were called when, and whom to ring."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ncpi import registers
from ncpi.errors import AmbiguousNameError
from ncpi.vocabulary import Edge, Provenance

inspectorates = registers.inspectorates
LONDON = ZoneInfo("Europe/London")


def test_there_are_eleven():
    assert len(inspectorates) == 11


HMIC = ("HMIC", "Her Majesty's Inspectorate of Constabulary")
HER = ("HMICFRS", "Her Majesty's Inspectorate of Constabulary and Fire & Rescue Services")
HIS = ("HMICFRS", "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services")


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2017, 6, 30), [HMIC]),
        (date(2017, 7, 31), [HMIC, HER]),
        (date(2022, 8, 31), [HER]),
        (date(2022, 9, 8), [HER, HIS]),
        (date(2022, 10, 1), [HIS]),
    ],
)
def test_hmicfrs_has_one_name_a_day_and_two_candidates_in_the_month_of_a_change(day, names):
    there = inspectorates["hmicfrs"].names_on(day)
    assert [(name.abbreviation, name.name) for name in there] == names


def test_the_present_name_of_hmicfrs_is_his_majestys():
    assert inspectorates["hmicfrs"].name == HIS[1]


def test_the_scottish_inspectorate_is_not_taken_for_hmic():
    """The names share a long beginning."""
    assert inspectorates.find("HMICS").key == "hmics"
    assert inspectorates.find("HM Inspectorate of Constabulary in Scotland").key == "hmics"
    assert inspectorates.find("HM Inspectorate of Constabulary").key == "hmicfrs"


def test_hmip_is_ambiguous_and_says_between_whom():
    with pytest.raises(AmbiguousNameError) as caught:
        inspectorates.find("HMIP")
    assert caught.value.candidates == ("hmi-prisons", "hmi-probation")


def test_an_office_is_found_by_its_name_without_the_remark_that_it_is_one():
    title = "His Majesty's Chief Inspector of Education, Children's Services and Skills"
    assert inspectorates.find(title).key == "ofsted"
    assert f'The name "{title}": office' in inspectorates["ofsted"].notes


def test_it_is_known_of_hmicfrs_that_it_was_there_and_of_no_other():
    """No other's dates were seen."""
    then = date(2018, 8, 30)
    assert [one.key for one in inspectorates.on(then)] == ["hmicfrs"]
    assert len(inspectorates.cannot_tell_on(then)) == 10


def test_nobody_inspected_before_1856():
    assert "hmicfrs" not in inspectorates.on(date(1855, 12, 31))
    assert "hmicfrs" not in inspectorates.cannot_tell_on(date(1855, 12, 31))
    assert "hmicfrs" in inspectorates.cannot_tell_on(date(1856, 7, 21))


def test_the_end_of_a_joint_programme_that_no_source_states_is_unknown():
    for one in inspectorates:
        for joint in one.joint_programmes:
            assert joint.span.end is not Edge.OPEN


@pytest.mark.parametrize(
    ("when", "phones"),
    [
        ("2026-11-23T08:29:59", ["0300 071 6781", "07836 217729", "07836 217729"]),
        ("2026-11-23T08:30", ["0300 071 6781", "07836 217729", "020 3513 0600"]),
        ("2026-11-22T12:00", ["0300 071 6781", "07836 217729", "07836 217729"]),  # a Sunday
        (
            "2026-07-17T16:59",
            ["0300 071 6781", "07836 217729", "020 3513 0600"],
        ),  # a Friday in summer time
        ("2020-07-17T16:59", ["020 3513 0600"]),
        ("2020-07-17T17:00", ["07836 217729"]),
        ("2020-07-18T09:00", ["07836 217729"]),
    ],
)
def test_the_newest_number_comes_first_and_an_older_line_that_answers_beside_it(when, phones):
    """The numbers of 2024 and 2021 have no hours, so the line of 2019 that answers then follows."""
    there = datetime.fromisoformat(when).replace(tzinfo=LONDON)
    found = inspectorates["hmicfrs"].contacts_at(there)
    assert [contact.phone for contact in found] == phones


def test_on_a_closed_day_the_out_of_hours_line_answers():
    """On a day in `closed`, the office of 2019 doesn't answer."""
    noon = datetime(2026, 12, 25, 12, 0, tzinfo=LONDON)  # a Friday
    *_, last = inspectorates["hmicfrs"].contacts_at(noon, closed={date(2026, 12, 25)})
    assert last.phone == "07836 217729"


def test_the_numbers_are_dated_newest_first_and_name_the_release_that_gives_them():
    """Each contact has the day of its release, in the inspectorate's own words."""
    contacts = inspectorates["hmicfrs"].contacts
    assert [str(contact.as_of) for contact in contacts] == [
        "2024-05-21",
        "2021-12-22",
        "2019-08-30",
        "2019-08-30",
    ]
    for contact in contacts:
        assert contact.sources[0].provenance is Provenance.OWN
    located = [contact.sources[0].locator for contact in contacts]
    assert located == [None, "note 1", "note 6", "note 7"]


def test_the_address_of_the_press_office_is_whole():
    """The copy of one release cuts it off; another of that autumn has all of it."""
    addresses = [contact.email for contact in inspectorates["hmicfrs"].contacts]
    assert addresses == [None, "HMICPressOffice@hmicfrs.gov.uk", None, None]


def test_no_other_inspectorate_has_a_number_that_nobody_checked():
    assert [one.key for one in inspectorates if one.contacts] == ["hmicfrs"]


def test_own_words_are_those_of_the_inspectorate_in_question():
    """A page of HMICFRS on HMI Prisons is someone else's account of it."""
    own = {
        one.key: [s.url for s in one.sources if s.provenance is Provenance.OWN]
        for one in inspectorates
    }
    assert own["hmi-prisons"] == own["ofsted"] == own["estyn"] == []
    assert all("cqc.org.uk" in url for url in own["cqc"])
    assert all("careinspectorate.wales" in url for url in own["ciw"])
    assert len(own["ciw"]) == 2
    assert all("justiceinspectorates.gov.uk" in url for url in own["hmicfrs"])
