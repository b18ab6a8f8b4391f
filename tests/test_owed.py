"""What one body owes on a day, national items included."""

import pytest

import ncpi
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.model._outsiders import is_outsider
from ncpi.owed import outsider_in, owed_items
from ncpi.testing import make_cause_of_concern, make_recommendation, make_report, make_status_event
from ncpi.vocabulary import Party, ReportKind

ON = "2020-01-01"


def archive(*addressed_to, bodies=(), published="2019-03-01", history=(), **changes):
    asked = make_recommendation(
        key="1", addressed_to=addressed_to, history=history, restates=(), **changes
    )
    report = make_report(
        key="national/2019",
        kind=ReportKind.INSPECTION if bodies else ReportKind.THEMATIC,
        bodies=bodies,
        published=published,
        recommendations=[asked],
        causes_of_concern=[],
    )
    return ncpi.Archive(reports=[report])


def owed(archive, body="Kent Police", on=ON):
    """The reason why the item applies, may apply ("?") or is closed ("x"); None if it doesn't."""
    found = archive.applying_to(body, on=on)
    groups = (("", found.items), ("? ", found.cannot_tell), ("x ", found.closed))
    reasons = [f"{mark}{one.because}" for mark, items in groups for one in items]
    assert len(reasons) < 2
    return reasons[0] if reasons else None


@pytest.mark.parametrize(
    ("addressed_to", "bodies", "reason"),
    [
        (["police/kent"], [], "addressed to it"),
        (["Kent Police"], [], "addressed to Kent Police"),
        (["chief constables"], [], "addressed to chief constables"),
        (["all forces in England"], [], "addressed to all forces in England"),
        (["all forces in Wales"], [], None),
        (["PCCs"], [], None),
        (["police/essex"], ["police/kent"], None),
        (["Home Office"], ["police/kent"], None),
        (["force"], ["police/kent"], "addressed to force"),
        (["force"], ["police/essex"], None),
        (["force"], [], "? addressed to force, which ncpi can't resolve"),
        (["local policing body"], ["police/kent"], None),
        (["the chief constable"], ["police/kent"], "addressed to the chief constable"),
        (["the Chief Constable of Kent Police"], [], "addressed to the Chief Constable of Kent"),
        (["Chief Constable of Essex Police"], [], None),
        (["the College of Policing"], ["police/kent"], None),
        (["police/knet"], ["police/kent"], "? addressed to police/knet, which ncpi can't resolve"),
        (["council/kent"], ["police/kent"], None),
        (["the chief constable"], ["police/essex"], None),
        (["Kent"], [], "? addressed to Kent, which ncpi can't resolve"),
        ([], ["police/kent"], "made in a report on this body"),
        ([], ["police/kent", "fire/kent"], "? it names no addressee, and the report is on 2"),
        ([], [], "? it names no addressee, and the report is on no body by name"),
        ([], ["Kent Police"], "made in a report on this body"),
        ([], ["Westshire Police"], "? the report gives Westshire Police in place of the key"),
        ([], ["Essex Police"], None),
        ([], ["police/westshire"], None),
    ],
)
def test_an_item_applies_to_whom_it_is_addressed_and_else_to_the_one_body(
    addressed_to, bodies, reason
):
    found = owed(archive(*addressed_to, bodies=bodies))
    assert found == reason or (found and reason and found.startswith(reason))


def test_a_report_that_names_the_body_and_not_its_key_is_listed_as_unknown():
    reports = archive(bodies=["Kent Police"])
    reason = "? the report gives Kent Police in place of the key of a body"
    assert owed(reports, "police/kent") == reason
    assert owed(reports, "police/essex") is None


def test_the_policing_body_of_a_force_owes_what_its_report_asks_of_the_policing_body():
    reports = archive("local policing body", bodies=["police/kent"])
    assert owed(reports, "PCC for Kent") == "addressed to local policing body"
    assert owed(reports, "PCC for Essex") is None


@pytest.mark.parametrize(
    ("group", "body", "on", "doubt"),
    [
        ("PCCs", "kent", "2020-01-01", ""),
        ("the police and crime commissioners", "northamptonshire", "2020-01-01", ""),
        ("PCCs and mayoral equivalents", "metropolitan", "2020-01-01", ""),
        ("local policing bodies", "city-of-london", "2020-01-01", ""),
        ("PCCs", "metropolitan", "2020-01-01", "mayor's office"),
        ("police and crime commissioners", "city-of-london", "2020-01-01", "common council"),
        ("PCCs", "kent", "2010-01-01", "police authority"),
    ],
)
def test_a_group_of_commissioners_may_not_include_another_office(group, body, on, doubt):
    reports = archive(group, published="2009-03-01")
    found = owed(reports, f"local-policing-body/{body}", on)
    certain = f"addressed to {group}"
    assert found == (f"? {certain}, which may not include a {doubt}" if doubt else certain)


@pytest.mark.parametrize(("on", "is_certain"), [("2028-04-30", True), ("2028-05-01", False)])
def test_what_an_office_owes_after_its_expected_end_is_unknown(on, is_certain):
    reports = archive("local policing bodies")
    office = ncpi.registers.local_policing_bodies["kent"].name
    doubt = f"; {office} is expected to end in 2028-05, and what follows isn't known"
    certain = "addressed to local policing bodies"
    assert owed(reports, "PCC for Kent", on) == (certain if is_certain else f"? {certain}{doubt}")
    assert owed(reports, "Mayor of West Yorkshire", on) == certain


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        ("2020-01-01", "addressed to forces"),
        ("2020-01-02", None),
        ("2020-01", "? addressed to forces; publication 2020-01, so it may not be out yet"),
        (None, "? addressed to forces; publication unknown, so it may not be out yet"),
    ],
)
def test_what_is_not_out_by_the_day_is_not_owed(published, reason):
    assert owed(archive("forces", published=published)) == reason


@pytest.mark.parametrize(
    ("event", "closed"),
    [
        ({}, True),
        ({"body": "police/kent"}, True),
        ({"body": "police/essex"}, False),
        ({"party": Party.FORCE}, False),
        ({"dated": "2020-01-02"}, False),
    ],
)
def test_what_the_inspectorate_has_closed_is_kept_apart(event, closed):
    entry = {"party": Party.INSPECTORATE, "dated": "2019-06-01", "status": "complete"}
    said = make_status_event(**({"body": None, "comment": None} | entry | event))
    assert owed(archive("forces", history=[said])) == f"{'x ' * closed}addressed to forces"


def test_what_may_or_may_not_be_closed_by_the_day_is_listed_as_unknown():
    said = make_status_event(
        party=Party.INSPECTORATE, dated="2020", status="complete", body=None, comment=None
    )
    assert owed(archive("forces", history=[said])) == (
        "? addressed to forces; unclear whether that closes it: inspectorate, 2020: complete"
    )


def test_a_cause_of_concern_is_owed_like_any_item_without_an_addressee():
    report = make_report(
        key="police/kent/2019",
        bodies=["police/kent"],
        published="2019-03-01",
        recommendations=[],
        causes_of_concern=[make_cause_of_concern(key="1", recommendations=[], restates=())],
    )
    found = ncpi.Archive(reports=[report]).applying_to("Kent Police", on=ON)
    assert [str(one.ref) for one in found.items] == ["police/kent/2019#cause-of-concern-1"]


def test_the_view_has_a_row_for_each_item_and_the_label_counts_them():
    found = archive("forces").applying_to("Kent Police", on=ON)
    assert found.label() == "police/kent on 2020-01-01: 1 item"
    text = str(found)
    assert "national/2019#recommendation-1" in text
    assert "addressed to forces" in text


def test_an_unknown_body_or_day_is_refused():
    with pytest.raises(UnknownNameError):
        archive("forces").applying_to("Kant Police", on=ON)
    with pytest.raises(InvalidError, match="on"):
        archive("forces").applying_to("Kent Police", on="2020")


TRACKED = {
    "1": [],
    "2": ["police/kent"],
    "3": ["Kent Police"],
    "4": ["chief constables", "the Home Office"],
    "5": ["Home Office"],
    "6": ["local policing body"],
    "7": ["a working group"],
    "8": ["fire and rescue services"],
}


@pytest.mark.parametrize(
    ("bodies", "body", "keys"),
    [
        ([], "Kent Police", "123467"),
        ([], "Essex Police", "1467"),
        ([], "PCC for Essex", "1467"),
        (["police/kent", "police/essex"], "Essex Police", "147"),
        (["police/kent", "police/essex"], "PCC for Essex", "1467"),
        (["police/essex"], "Kent Police", "234"),
    ],
)
def test_a_tracker_starts_without_what_is_certainly_addressed_to_others(bodies, body, keys):
    asked = [
        make_recommendation(key=key, addressed_to=names, restates=())
        for key, names in TRACKED.items()
    ]
    report = make_report(
        key="national/2019", bodies=bodies, recommendations=asked, causes_of_concern=[], findings=[]
    )
    tracker = ncpi.Archive(reports=[report]).start_tracker(body, as_of=ON)
    assert "".join(entry.item.key for entry in tracker.entries) == keys


def test_an_archive_starts_a_tracker_of_the_reports_that_concern_a_body():
    reports = [*archive("forces"), make_report(key="police/essex/x", bodies=["police/essex"])]
    mixed = ncpi.Archive(reports=reports)
    tracker = mixed.start_tracker("Kent Police", as_of=ON)
    assert [str(entry.item) for entry in tracker.entries] == ["national/2019#recommendation-1"]
    with pytest.raises(InvalidError, match="addresses no item to police/kent"):
        ncpi.Archive(reports=reports[1:]).start_tracker("Kent Police", as_of=ON)
    with pytest.raises(InvalidError, match="as_of"):
        mixed.start_tracker("Kent Police", as_of="2020")


@pytest.mark.parametrize(
    ("bodies", "addressed_to", "body", "is_outsider"),
    [
        (["police/essex"], [], "police/essex", False),
        (["police/essex"], [], "local-policing-body/essex", False),
        (["local-policing-body/essex"], [], "police/essex", False),
        (["police/essex"], [], "police/kent", True),
        (["police/essex"], [], "local-policing-body/kent", True),
        (["police/essex"], [], "fire/kent", True),
        (["police/essex"], ["police/kent"], "police/kent", False),
        (["police/essex"], ["Kent Police"], "local-policing-body/kent", False),
        (["police/essex"], ["chief constables"], "police/kent", False),
        (["police/essex"], ["the chief constable"], "police/kent", True),
        (["police/essex"], ["Home Office"], "police/kent", True),
        (["police/essex"], ["Kent"], "police/kent", True),
        (["police/essex"], ["PCCs"], "local-policing-body/metropolitan", False),
        (["Kent Police"], [], "police/kent", False),
        (["police/essex", "fire/essex"], [], "police/kent", True),
        (["police/essex"], [], "council/kent", False),
        (["police/essex"], [], "police/exampleshire", True),
        (["police/essex"], [], "POLICE/Essex", True),
        ([], [], "police/kent", False),
    ],
)
def test_a_report_concerns_its_bodies_their_policing_bodies_and_whom_it_addresses(
    bodies, addressed_to, body, is_outsider
):
    (report,) = archive(*addressed_to, bodies=bodies)
    assert (outsider_in(report, body) is not None) is is_outsider


@pytest.mark.parametrize(("published", "is_outsider"), [("2021", False), ("2020", True)])
def test_a_report_dated_by_its_year_may_address_a_body_that_was_founded_within_it(
    published, is_outsider
):
    addressed = ["fire and rescue services"]
    (report,) = archive(*addressed, bodies=["fire/kent"], published=published)
    founded = "fire/hampshire-and-isle-of-wight"  # on 1 April 2021
    assert (outsider_in(report, founded) is not None) is is_outsider


@pytest.mark.parametrize(
    ("addressed_to", "is_known_outsider"),
    [
        (["police/essex"], True),
        (["police/essex", "police/surrey"], True),
        (["police/essex", "chief constables"], False),
        (["chief constables", "police/essex"], False),
        (["police/essex", "police/kent"], False),
        ([], True),
    ],
)
def test_a_report_alone_shows_an_outsider_only_if_every_addressee_is_a_body(
    addressed_to, is_known_outsider
):
    (report,) = archive(*addressed_to, bodies=["police/essex"])
    assert is_outsider(report, "police/kent") is is_known_outsider


def test_a_local_policing_body_is_an_outsider_with_its_force_unless_it_is_addressed_itself():
    (report,) = archive("local-policing-body/kent", bodies=["police/essex"])
    assert not is_outsider(report, "local-policing-body/kent")
    assert is_outsider(report, "police/kent")
    assert is_outsider(report, "local-policing-body/surrey")


def test_the_day_may_be_text_and_all_wrong_arguments_are_named():
    """As for every verb."""
    reports = [make_report(published="2018")]
    assert owed_items(reports, "police/exampleshire", "2019-01-01").items
    with pytest.raises(InvalidError) as caught:
        owed_items(5, 6, "2019")
    assert [fault.path for fault in caught.value.faults] == ["reports", "body", "on"]
