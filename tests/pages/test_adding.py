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


def held(found, **changes):
    """An archive with the report of a reading, but for some values."""
    return Archive(reports=[attrs.evolve(found.record, **changes)])


@pytest.mark.parametrize("field", ["recommendations", "causes_of_concern", "case_audits"])
def test_the_entries_that_a_list_lacks_are_added_and_what_it_has_is_kept(field, reading):
    found = reading("report.html")
    entries = getattr(found.record, field)
    for some in (entries[:1], entries[1:]):
        archive, changes, kept = pages.add_to(held(found, **{field: some}), found)
        assert set(getattr(archive.reports[0], field)) == set(entries)
        assert getattr(archive.reports[0], field)[: len(some)] == some
        assert (len(changes), kept) == (1, ())
        assert pages.add_to(archive, found).changes == ()


def test_an_item_with_the_same_text_under_another_key_is_not_added_again(reading):
    found = reading("report.html")
    first, second = found.record.recommendations
    known = held(found, recommendations=[attrs.evolve(first, key="own-7")])
    archive, _, kept = pages.add_to(known, found)
    assert [one.key for one in archive.reports[0].recommendations] == ["own-7", second.key]
    assert kept == ()


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [("1", "Kent Police should do more.", "here"), ("own-1", "It should act.", "may be among")],
)
def test_an_item_that_differs_or_may_be_one_in_other_words_is_not_added(key, text, said, reading):
    found = reading("report.html")
    known = held(found, recommendations=[make_recommendation(key=key, text=text)])
    archive, _, kept = pages.add_to(known, found)
    texts = [one.text for one in archive.reports[0].recommendations]
    assert texts[0] == text
    assert found.record.recommendations[0].text not in texts
    assert said in kept[0]


def test_nothing_is_added_to_a_list_that_is_complete(reading):
    found = reading("report.html")
    complete = ncpi.ReportCompleteness(judgments="complete", recommendations="complete")
    first = found.record.recommendations[0]
    archive = held(found, recommendations=[first], completeness=complete)
    same, changes, kept = pages.add_to(archive, found)
    assert (same, changes, len(kept)) == (archive, (), 1)


def test_a_page_gives_the_day_of_a_month_that_is_known_and_not_the_other_way(reading):
    """As `ncpi coverage --to-read` promises."""
    found = reading("report.html")
    coarse = {"published": "2031-03", "fieldwork": ncpi.DateSpan.parse("2030-11")}
    archive, changes, kept = pages.add_to(held(found, **coarse), found)
    assert (archive.reports[0].published, kept) == (found.record.published, ())
    assert archive.reports[0].fieldwork == found.record.fieldwork
    assert len(changes) == 2
    coarser = attrs.evolve(found, record=attrs.evolve(found.record, published="2031-03"))
    assert pages.add_to(archive, coarser) == (archive, (), ())


def test_a_page_gives_the_days_of_a_span_of_months_if_both_lie_in_them(reading):
    found = reading("report.html")
    work = ncpi.DateSpan.parse("2030-10-28 to 2030-11-15")
    found = attrs.evolve(found, record=attrs.evolve(found.record, fieldwork=work))
    for months, given in (("2030-10 to 2030-11", work), ("2030-10 to 2030-12", None)):
        known = ncpi.DateSpan.parse(months)
        archive, *_ = pages.add_to(held(found, fieldwork=known), found)
        assert archive.reports[0].fieldwork == (given or known)


def test_a_list_that_would_contradict_the_report_is_not_added(reading):
    found = reading("report.html")
    first = found.record.recommendations[0]
    archive = held(found, recommendations=[first], recommendations_made=1)
    same, changes, kept = pages.add_to(archive, found)
    assert (same, changes, len(kept)) == (archive, (), 1)


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
