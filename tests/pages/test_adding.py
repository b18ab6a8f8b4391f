"""Pages added to an archive: what is new is added, and nothing is overwritten."""

import attrs
import pytest

import ncpi
from ncpi import Archive, pages
from ncpi.testing import make_recommendation, make_report


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("release.txt", "press_releases"),
        ("report.html", "reports"),
        ("response.txt", "responses"),
    ],
)
def test_a_record_is_added_once(name, part, reading):
    found = reading(name)
    archive, changes, kept = pages.add_to(Archive(), found)
    assert getattr(archive, part) == (found.record,)
    assert (len(changes), kept) == (1, ())
    assert pages.add_to(archive, found) == (archive, (), ())


def test_a_report_keeps_what_it_has_and_gets_what_it_lacks(reading):
    found = reading("report.html")
    known = make_report(
        key="police/kent/2031-inspection",
        title=found.record.title,
        kind="inspection",
        bodies=["police/kent"],
        published="2031-03-11",
        sources=[ncpi.Source(title="the register")],
    )
    archive, changes, kept = pages.add_to(Archive(reports=[known]), found)
    report = archive["police/kent/2031-inspection"]
    assert str(report.published) == "2031-03-11"
    assert len(report.case_audits) == 3
    assert len(report.sources) == 2
    assert any("case audits 3 entries" in change for change in changes)
    assert any("published is 2031-03-11 here, 2031-03-12 on the page" in text for text in kept)


def test_an_entry_goes_to_the_report_whose_title_it_has(reading):
    home = make_report(title="Kent – National child protection inspection", bodies=["police/kent"])
    found = reading("entry.txt")
    archive, changes, _ = pages.add_to(Archive(reports=[home]), found)
    assert archive[home.key].recommendation("99999") == found.record
    assert changes == (f"{home.key}: recommendation 99999",)


def test_a_longer_log_continues_the_one_that_is_known(reading):
    found = reading("entry.txt")
    known = attrs.evolve(make_recommendation(), tracker="99999", history=found.record.history[:2])
    archive = Archive(reports=[make_report(recommendations=[known])])
    longer, changes, _ = pages.add_to(archive, found)
    assert longer.reports[0].recommendations[0].history == found.record.history
    assert changes[0].endswith("2 events of entry 99999")
    assert pages.add_to(longer, found).changes == ()


def test_an_entry_without_a_home_and_a_page_without_a_record_change_nothing(reading):
    archive = Archive()
    for found in (reading("entry.txt"), pages.read("nothing")):
        same, changes, kept = pages.add_to(archive, found)
        assert (same, changes, len(kept)) == (archive, (), 1)
