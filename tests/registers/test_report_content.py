"""What the shipped reports say: each fact with its source, in few words of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import ncpi
from ncpi import registers
from ncpi.checking import reference_faults
from ncpi.vocabulary import Basis, KnownFrom, Progress, Provenance

MOST_WORDS = 20
DATA_CARD = " ".join(
    (Path(__file__).parents[2] / "docs/explanation/data.md").read_text(encoding="utf-8").split()
)
OUTCOMES = json.loads((Path(__file__).parent / "outcomes.json").read_text(encoding="utf-8"))
# Pages at addresses that copy others, where no better address was seen.
COPIES = {
    "d33gy59ovltp76.cloudfront.net": set(),
    "thewriterstown.com": {"staffordshire", "warwickshire"},
    "www.breakingnewstime.com": {"metropolitan"},
    "breakingnewstime.com": set(),
    "erinwashere.com": {"essex"},
    "securengin.fifthestate.nz": {"metropolitan"},
    "prgloo-prod-newsroom-npcc-01.azurewebsites.net": {"national"},
    "www.crg.co.uk": {"sussex"},
    "newssniffer.co.uk": {"west-midlands"},
}
TRACKING = {"fbclid", "gclid", "mc_cid", "mc_eid", "utm_campaign", "utm_medium", "utm_source"}
MAIL_FILTERS = ("safelinks.protection.outlook.com", "urldefense.com", "mimecast.com")

reports = registers.reports
shipped = ncpi.Archive.shipped


def facts() -> Iterator[tuple[str, ncpi.Sourced]]:
    """Every item, audit, judgment and response, with the key of its report."""
    for report in reports:
        for listed in (report.items, report.findings, report.judgments, report.measures):
            yield from ((report.key, fact) for fact in listed)
        yield from ((report.key, fact) for fact in report.case_audits)
        yield from ((report.key, said) for said in registers.responses_to(report.key))


def sources() -> Iterator[tuple[str, ncpi.Source]]:
    for report in reports:
        yield from ((report.key, source) for source in report.sources)
    yield from ((key, source) for key, fact in facts() for source in fact.sources)


def test_every_item_names_its_source_and_most_where_in_it_the_fact_stands():
    """Audits, judgments and figures may rest on the sources of their report."""
    items = [
        (report, item)
        for report in reports
        for item in (*report.recommendations, *report.causes_of_concern, *report.findings)
    ]
    assert [f"{report.key} {item.key}" for report, item in items if not item.sources] == []
    unplaced = [item for _, item in items if not any(one.locator for one in item.sources)]
    assert f"{len(unplaced)} of {len(items):,} items don't say where" in DATA_CARD


def test_no_paraphrase_is_longer_than_twenty_words():
    texts = [(key, fact.text) for key, fact in facts() if isinstance(fact, ncpi.Item)]
    texts += [(report.key, report.summary) for report in reports if report.summary]
    texts += [(key, words) for key, words in replies()]
    assert texts
    assert [one for one in texts if len(one[1].split()) > MOST_WORDS] == []


def replies() -> Iterator[tuple[str, str]]:
    """What those who were asked or inspected said, with the key of the report."""
    for key in (report.key for report in reports):
        for said in registers.responses_to(key):
            written = (said.comments, said.chief_officer_comments)
            yield from ((key, words) for words in written if words)
            yield from ((key, answer.text) for answer in said.answers)


def test_a_text_ends_with_no_remark_of_the_compiler():
    """What is said of a text, such as who reports it, stands in the note."""
    remark = re.compile(r"\((?:as |BBC|local|copy|heading|stated|known|cut)[^)]*\)$")
    assert [
        (key, fact.text) for key, fact in facts() if remark.search(getattr(fact, "text", ""))
    ] == []


def test_no_text_has_an_address_or_a_number_of_a_person():
    """People are named by their office, and inspectors as the reports do."""
    for report in reports:
        said = map(ncpi.to_json, (report, *registers.responses_to(report.key)))
        text = "\n".join(said)
        assert not re.search(r"[\w.]+@[\w.]+\.\w+", text), report.key
        assert not re.search(r'"[^"]*\b0\d{3,4} ?\d{3} ?\d{3,4}\b[^"/]*"', text), report.key


def test_no_address_tracks_its_reader_or_leads_through_a_mail_filter():
    for key, source in sources():
        parts = urlsplit(source.url or "")
        assert not TRACKING & set(parse_qs(parts.query)), key
        assert not (parts.hostname or "").endswith(MAIL_FILTERS), key


def test_a_copy_is_named_only_where_no_better_address_was_seen():
    used = {
        (host, key.split("/")[1] if key.startswith("police/") else "national")
        for key, source in sources()
        if (host := urlsplit(source.url or "").hostname) in COPIES
    }
    assert used <= {(host, place) for host, places in COPIES.items() for place in places}


def test_a_title_is_a_title():
    """How a report is known is said elsewhere; a title that we gave says so in a note."""
    for report in reports:
        notes = r"\bvia\b|known from|not seen|press\)|reprinted|summarised"
        assert not re.search(notes, report.title), report.key


def test_a_recommendation_is_one_because_the_inspectorate_or_a_numbered_list_says_so():
    """What only the press, or a comment without numbers, calls one is a concern here."""
    lists = ("accountabilityindex.uk", "-pcc.gov.uk")
    for report in reports:
        for asked in report.recommendations:
            hosts = [source.publisher for source in asked.sources]
            own = any(source.provenance is not Provenance.ACCOUNT for source in asked.sources)
            numbered = any(host.endswith(lists) for host in hosts) and asked.key.isdigit()
            assert own or numbered or report.key == "police/lincolnshire/2025-causes-of-concern"


def test_what_the_press_alone_counts_among_the_recommendations_is_a_concern():
    """An account beside the release, which calls it an improvement, doesn't make it one."""
    for report in reports:
        for asked in report.recommendations:
            assert "among the" not in (asked.note or ""), f"{report.key} {asked.key}"


def test_only_words_that_deny_an_improvement_are_the_inspectorates_not_improved():
    """That something is still, or remains, a concern doesn't say that nothing improved."""
    harsh = (Progress.NOT_IMPROVED, Progress.WORSE)
    said = [
        finding.text
        for report in reports
        for finding in report.findings
        if finding.progress in harsh and finding.progress_basis is Basis.STATED
    ]
    assert said
    assert [
        text for text in said if not re.search(r"improv|better|quicker|before|worse", text)
    ] == []


def test_the_data_card_counts_the_readings_on_which_the_coders_differ():
    """A concern stays one, praise isn't counted: the rule leans against forces."""
    differ = [
        (finding.is_concern, set(re.findall(r"(?:read|other) '([^']+)'", finding.note or "")))
        for report in reports
        if report.follows
        for finding in report.findings
    ]
    adverse = differ.count((True, {"not improved", "progress not stated"}))
    praise = differ.count((False, {"improved", "progress not stated"}))
    assert f"in {adverse} findings against {praise}" in DATA_CARD


def test_what_is_not_said_to_be_recommended_has_the_words_used_for_it():
    words = {finding.wording for report in reports for finding in report.findings}
    assert {"area for improvement", "improvement called for", "chapter heading"} <= words


def test_the_whole_archive_refers_to_nothing_unknown():
    assert list(reference_faults(shipped())) == []


def test_items_that_only_the_follow_ups_pages_list_are_marked():
    """They favour what the follow-up took up, so shares leave them out."""
    marked = [item for report in reports for item in report.items if is_late(item)]
    assert len(marked) == 49
    assert not any(is_late(item) and isinstance(item, ncpi.CauseOfConcern) for item in marked)


def is_late(item: ncpi.Item) -> bool:
    return item.known_from is KnownFrom.FOLLOW_UP


def test_every_link_that_we_made_was_made_by_two_coders_or_says_otherwise():
    for report in reports:
        for finding in report.findings:
            for answer in finding.answers:
                if answer.basis is Basis.CODED:
                    assert answer.by == "ncpi, two language models" or "coded once" in answer.caveat
                    assert answer.dated is not None


def test_no_link_of_ours_by_theme_alone_decides_but_the_one_that_the_tutorial_explains():
    """Only a person can say that a finding answers what shares nothing but its theme."""
    by_theme = {
        report.key
        for report in reports
        for finding in report.findings
        for answer in finding.answers
        if answer.basis is Basis.SAME_THEME
    }
    assert by_theme == {"police/merseyside/2019-review"}


def test_every_verdict_on_a_report_as_a_whole_says_whose_word_it_is():
    verdicts = [report.overall for report in reports if report.overall]
    assert verdicts
    assert [words for words in verdicts if "(stated" not in words] == []


def test_a_disputed_entry_has_the_day_of_the_dispute():
    """None is disputed yet; the note of one that is begins like this."""
    for key, fact in facts():
        note = getattr(fact, "note", None) or ""
        if "disputed" in note:
            assert re.match(r"disputed on \d{4}-\d{2}-\d{2} by ", note), key


@cache
def compared(baseline: str, follow_up: str) -> ncpi.Comparison:
    return ncpi.compare(reports[baseline], reports[follow_up])


def test_each_outcome_is_the_one_expected_or_says_why_not():
    """Compared with what the compilers expected before the second coding and the outcome rule."""
    for row in OUTCOMES:
        baseline = row["item"].partition("#")[0]
        entry = compared(baseline, row["follow_up"]).item(row["item"])
        assert entry.verdict == row["outcome"], row
        assert row.get("why") or row["expected"] == row["outcome"], row
