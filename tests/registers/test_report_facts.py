"""The shipped reports, and the Merseyside pair in full, against the facts."""

import pytest

import ncpi
from ncpi import registers
from ncpi.vocabulary import Completeness

GRADES = ("good", "adequate", "requires improvement", "inadequate")
KINDS = {
    "inspection": "inspection",
    "post_inspection_review": "post-inspection review",
    "reinspection": "re-inspection",
    "progress_assessment": "assessment of progress",
    "thematic": "thematic report",
}


@pytest.fixture
def rows(facts):
    return [(row, registers.reports[row["key"]]) for row in facts("reports")["reports"]]


@pytest.fixture
def pair(facts):
    there = registers.reports
    return (
        facts("merseyside"),
        there["police/merseyside/2018-inspection"],
        there["police/merseyside/2019-review"],
    )


def test_there_are_as_many_reports_as_rows(rows):
    assert len(registers.reports) == len(rows)


def test_what_a_report_is_stands_as_in_its_row(rows):
    for row, report in rows:
        assert report.title == row["title"]
        assert report.kind.value == KINDS[row["kind"]]
        assert report.programme == row["programme"]
        assert list(report.bodies) == row["bodies"]
        assert report.isbn == row.get("isbn")
        assert report.summary == row["summary"]
        assert report.known_only_from == row.get("known_only_from")
        assert report.confidence.value == row["confidence"]


def test_dates_are_as_precise_as_in_the_row_and_never_more(rows):
    for row, report in rows:
        assert (str(report.published) if report.published else None) == row.get("published")
        start, end = row.get("fieldwork_start"), row.get("fieldwork_end")
        assert report.fieldwork == (ncpi.DateSpan(start=start, end=end) if start else None)
        year = row.get("year_by_context")
        assert report.year_by_context == (int(year) if year else None)


TOLD_IN_THE_NOTE = {
    "police/metropolitan/2016-inspection": 96,  # "278 of 374 ... combined (so 96 better ...)"
    "police/metropolitan/2018-progress": 23,  # "191 of 214 ... combined (23 better)"
}


def test_counts_are_those_of_the_row_and_an_absent_one_is_unknown(rows):
    for row, report in rows:
        if "cases_audited" not in row:
            assert report.case_audits == ()
            continue
        (audit,) = report.case_audits
        assert (audit.area, audit.stated_total) == (None, row["cases_audited"])
        known = {grade: row.get(grade.replace(" ", "_")) for grade in GRADES}
        known["good"] = TOLD_IN_THE_NOTE.get(row["key"], known["good"])
        assert {g: n for g, n in audit.counts.items() if n is not None} == {
            g: n for g, n in known.items() if n is not None
        }
        assert audit.note == row.get("counts_note")


def test_judgments_are_those_of_the_row(rows):
    for row, report in rows:
        assert {j.topic: j.grade for j in report.judgments} == row.get("judgments", {})


def test_numbers_of_recommendations_are_those_of_the_row(rows):
    for row, report in rows:
        assert report.recommendations_made == row.get("recommendations_made")
        assert report.recommendations_followed_up == row.get("recommendations_followed_up")


def test_links_are_stated_only_where_the_row_says_stated(rows):
    for row, report in rows:
        told = [(link["report"], link["basis"]) for link in row.get("follows", ())]
        shipped = [(link.report, link.note or link.basis.value) for link in report.follows]
        assert shipped == told


def test_every_address_of_a_row_is_a_source_in_its_order(rows):
    for row, report in rows:
        addresses = list(dict.fromkeys([row["url"], *row.get("also_urls", ())]))
        assert [source.url for source in report.sources][: len(addresses)] == addresses


def test_every_note_of_a_row_is_a_note_of_the_report(rows):
    for row, report in rows:
        told = {*report.notes, *(audit.note for audit in report.case_audits)}
        assert {row[k] for k in ("published_note", "counts_note", "extra") if k in row} <= told


def test_every_note_on_a_re_issue_or_a_correction_was_understood(rows):
    for row, report in rows:
        note = row.get("published_note", "")
        assert (report.reissued is not None) == ("migration" in note or "re-issued" in note)
        assert bool(report.corrections) == ("correction" in note)


def test_the_merseyside_baseline_asks_for_the_six_points(pair):
    facts, baseline, _ = pair
    points = facts["baseline"]["points"]
    assert [(r.key, r.text, r.theme) for r in baseline.recommendations] == [
        (point["key"], point["point"], point["theme"]) for point in points
    ]
    stated = {p["key"]: p["timescale"] for p in points if "timescale" in p}
    assert stated == {"3": "within three months"}
    months = {r.key: r.timescale.months for r in baseline.recommendations if r.timescale.is_stated}
    assert months == {"3": 3}
    assert [r.key for r in baseline.recommendations if not r.sources] == []
    assert baseline.completeness.recommendations is Completeness.PARTIAL
    assert baseline.recommendations_made is None


def test_the_tracker_entry_keeps_every_claim_and_its_party(pair):
    facts, baseline, _ = pair
    (point,) = (point for point in facts["baseline"]["points"] if "tracker" in point)
    asked = baseline.recommendation(point["key"])
    assert asked.tracker == point["tracker"]["id"]
    said = [
        [str(e.dated), e.party.value, e.status or f"(comment: {e.comment})"] for e in asked.history
    ]
    assert said == point["tracker"]["events"]


def test_the_merseyside_baseline_has_its_strengths_figures_inspector_and_titles(pair):
    facts, baseline, _ = pair
    told = facts["baseline"]
    texts = [finding.text for finding in baseline.findings]
    assert texts[:5] == told["strengths"]
    figures = next(point["figures"] for point in told["points"] if "figures" in point)
    for name, value in figures.items():
        assert name.removesuffix(", about") in texts[5]
        assert str(value) in texts[5]
    assert list(baseline.inspectors) == [told["inspector"]]
    assert f"Also titled: {told['title']}" in baseline.notes
    assert {source.url for source in baseline.sources} >= {*told["sources"]}


def test_the_merseyside_review_has_the_five_findings_and_their_coded_answers(pair):
    facts, baseline, review = pair
    told = facts["follow_up"]["findings"]
    for row, finding in zip(told, review.findings, strict=False):
        assert (finding.key, finding.text, finding.theme) == (
            *(row["key"], row["finding"], row["theme"]),
        )
        assert finding.progress.value == row["progress"]
        assert finding.concern == row.get("concern", False)
        assert [
            (a.report, a.recommendation, a.basis.value, a.evidence, a.caveat)
            for a in finding.answers
        ] == [
            (baseline.key, a["point"], a["basis"], a.get("evidence"), a.get("caveat"))
            for a in row["answers"]
        ]
        assert "significant-steps" in finding.sources[0].url
    assert len(review.findings) == len(told) + 1
    assert review.findings[-1].text == facts["follow_up"]["lasting"]
    assert review.completeness.findings is Completeness.PARTIAL


def test_the_merseyside_review_answers_all_but_what_is_not_mentioned(pair):
    facts, baseline, review = pair
    answered = {answer.recommendation for f in review.findings for answer in f.answers}
    asked = {recommendation.key for recommendation in baseline.recommendations}
    assert asked - answered == {*facts["follow_up"]["not_mentioned"]}


def test_both_merseyside_reports_say_how_they_were_read(pair):
    facts, baseline, review = pair
    for report in (baseline, review):
        assert facts["note"].replace(" (seed/)", "") in report.notes
    assert facts["follow_up"]["published_note"] in review.notes
    assert list(review.inspectors) == [facts["follow_up"]["inspector"]]
    assert {source.url for source in review.sources} >= {*facts["follow_up"]["sources"]}


def test_the_press_office_is_as_published(pair):
    facts, _, review = pair
    office = facts["press_office"]
    inside, outside = registers.inspectorates["hmicfrs"].contacts
    assert (inside.phone, outside.phone) == (office["phone"], office["out_of_hours_phone"])
    assert inside.hours.label() == office["hours"]
    assert outside.hours is None
    assert inside.as_of == outside.as_of == review.published
    assert str(review.published.year) in office["note"]


def test_the_page_of_the_press_release_is_one_of_the_publications(facts):
    known = {page["url"] for page in facts("publications")}
    for contact in registers.inspectorates["hmicfrs"].contacts:
        assert {source.url for source in contact.sources} <= known
