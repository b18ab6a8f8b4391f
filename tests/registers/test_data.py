"""The shipped files, which are edited by hand, hold together."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from urllib.parse import urlsplit

import attrs

import ncpi
from ncpi import registers
from ncpi.vocabulary import Provenance, Relation, ReportKind

DATA = resources.files("ncpi.registers") / "data"
FIRST_NCPI = ncpi.PartialDate.parse("2014")
FIRST_POLICE_ACT = ncpi.PartialDate.parse("1829")
REPRINTS = (
    "docslib.org",
    "parliamenttoday.com",
    "pdfslide.us",
    "readkong.com",
    "vdocuments.net",
    "vdocuments.site",
    "wired-gov.net",
)
# Reports that others follow and the register doesn't hold, each with the reason: none.
MISSING: dict[str, str] = {}


def within(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value inside *value*, itself included, with its path."""
    yield path, value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from within(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from within(inner, f"{path}[{number}]")


def within_rows(register: registers.Register) -> Iterator[tuple[str, object]]:
    for row in register:
        yield from within(row, row.key)
        if isinstance(row, ncpi.Report):
            yield from within(registers.responses_to(row.key), f"responses to {row.key}")
    yield from within(register.data.sources, "sources")


def host(url: str) -> str:
    return urlsplit(url).hostname or ""


def published_or_fieldwork_years(report: ncpi.Report) -> set[int]:
    dates = [report.published]
    if report.fieldwork is not None:
        dates += [report.fieldwork.start, report.fieldwork.end]
    years = {day.earliest.year for day in dates if isinstance(day, ncpi.PartialDate)}
    return years | ({report.year_by_context} if report.year_by_context else set())


def test_each_file_is_a_register_and_each_register_has_a_file():
    named = {
        name
        for name in registers.__all__
        if isinstance(getattr(registers, name), registers.Register)
    }
    # Each report is in the file of its body: see test_report_files.py.
    alone = {f"{name}.json" for name in named - {"reports"}}
    assert {file.name for file in DATA.iterdir()} == alone | {"reports"}


def test_every_row_of_a_file_is_loaded_and_stands_in_the_order_of_the_keys(register):
    keys = [row.key for row in register.data.rows]
    assert len(register) == len(keys)
    assert keys == sorted(keys)


def test_a_key_is_used_once_in_all_registers():
    keys = Counter(
        row.key
        for name in registers.__all__
        if isinstance(register := getattr(registers, name), registers.Register)
        for row in register
    )
    assert [key for key, uses in keys.items() if uses > 1] == []


def test_a_key_is_lower_case_words_with_hyphens(register):
    for row in register:
        assert re.fullmatch(r"([a-z]+(-[a-z]+)*/)?[a-z0-9]+(-[a-z0-9]+)*(/.+)?", row.key)


def test_no_row_names_one_source_twice_for_one_purpose(register):
    for row in register:
        named = [(s.title, s.url, s.locator, s.supports) for s in row.sources]
        assert len(set(named)) == len(named), row.key


def test_every_address_can_be_opened_in_a_browser(register):
    found = 0
    for path, value in within_rows(register):
        if path.endswith((".url", ".web")) and isinstance(value, str):
            found += 1
            parts = urlsplit(value)
            assert parts.scheme in ("http", "https"), (path, value)
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host(value)), (path, value)
            assert re.fullmatch(r"[!-~]+", value), (path, value)
    assert found


def test_a_reprint_is_called_one_and_nothing_else_is(register):
    """An announcement by the Home Office stays an account, also on a reprinting site."""
    for path, value in within_rows(register):
        if isinstance(value, ncpi.Source) and value.provenance is Provenance.REPRINT:
            assert host(value.url).endswith(REPRINTS), path


def test_the_inspectorates_own_words_are_on_a_site_of_an_inspectorate(register):
    sites = (
        "careinspectorate.wales",
        "cqc.org.uk",
        "hmics.scot",
        "justiceinspectorates.gov.uk",
        "socialcareinspection.blog.gov.uk",  # Ofsted's
    )
    for path, value in within_rows(register):
        if isinstance(value, ncpi.Source) and value.provenance is Provenance.OWN:
            assert host(value.url).endswith(sites), path


def test_no_date_lies_after_the_day_of_the_register_or_before_the_first_police_act(register):
    for path, value in within_rows(register):
        if isinstance(value, ncpi.PartialDate):
            is_expected = path.endswith("expected_end")
            assert is_expected or value.relation(register.as_of) is not Relation.AFTER, path
            assert value.relation(FIRST_POLICE_ACT) is not Relation.BEFORE, path


def test_no_text_has_stray_spaces_and_no_note_stands_twice(register):
    for path, value in within_rows(register):
        if isinstance(value, str):
            assert value == " ".join(value.split()), path
        if path.endswith(".notes"):
            assert len(set(value)) == len(value), path


def test_the_spans_of_a_bodys_names_do_not_overlap_by_more_than_the_unknown():
    every = (
        registers.forces,
        registers.bodies,
        registers.fire_services,
        registers.local_policing_bodies,
    )
    for register in every:
        for body in register:
            for earlier, later in zip(body.names, body.names[1:], strict=False):
                end, start = earlier.span.end, later.span.start
                if isinstance(end, ncpi.PartialDate) and isinstance(start, ncpi.PartialDate):
                    assert end.relation(start) is not Relation.AFTER, body.key


def test_no_area_code_stands_for_two_bodies():
    bodies = [*registers.forces, *registers.bodies, *registers.fire_services]
    codes = [body.area_code for body in bodies if body.area_code]
    assert len(set(codes)) == len(codes)


def test_the_forces_have_every_code_of_the_two_series():
    england = {f"E23{number:06}" for number in range(1, 40)}
    wales = {f"W15{number:06}" for number in range(1, 5)}
    assert {force.area_code for force in registers.forces} == england | wales


def test_the_codes_of_fire_services_are_of_one_series():
    for service in registers.fire_services:
        assert service.area_code is None or re.fullmatch(r"E31\d{6}", service.area_code)


def test_every_predecessor_and_successor_exists_and_names_the_other():
    for register in (registers.forces, registers.bodies, registers.fire_services):
        for body in register:
            assert all(body.key in register[key].predecessors for key in body.successors)
            assert all(body.key in register[key].successors for key in body.predecessors)


def test_a_report_is_on_a_body_of_a_register_or_national():
    known = {body.key for body in [*registers.forces, *registers.bodies, *registers.fire_services]}
    for report in registers.reports:
        assert set(report.bodies) <= known, report.key
        assert bool(report.bodies) != report.key.startswith("national/"), report.key


def test_the_key_of_a_report_names_its_body_a_year_of_it_and_its_kind():
    words = {
        ReportKind.INSPECTION: "inspection",
        ReportKind.POST_INSPECTION_REVIEW: "review",
        ReportKind.REINSPECTION: "re-inspection",
        ReportKind.PROGRESS_ASSESSMENT: "progress",
        ReportKind.QUARTERLY_UPDATE: "quarter",
        ReportKind.THEMATIC: "thematic",
    }
    for report in registers.reports:
        place, _, rest = report.key.rpartition("/")
        year, _, word = rest.partition("-")
        assert place in (*report.bodies, "national"), report.key
        # Of Norfolk's review only "2015 or 2016" is known.
        assert int(year) in (published_or_fieldwork_years(report) or {2015}), report.key
        if report.programme == "NCPI":
            assert re.sub(r"-\d$", "", word) == words[report.kind], report.key


def test_a_report_follows_reports_that_are_known_or_listed_as_missing():
    linked = {link.report for report in registers.reports for link in report.follows}
    unknown = {key for key in linked if key not in registers.reports}
    assert unknown == set(MISSING)


def test_what_a_finding_answers_is_in_a_report_that_its_own_follows():
    for report in registers.reports:
        followed = {link.report for link in report.follows}
        for finding in report.findings:
            assert {answer.item.report for answer in finding.answers} <= followed, report.key


def test_no_report_of_the_programme_is_older_than_the_programme():
    for report in registers.reports:
        if report.programme == "NCPI" and published_or_fieldwork_years(report):
            assert min(published_or_fieldwork_years(report)) >= FIRST_NCPI.earliest.year


def test_fieldwork_is_never_after_publication():
    for report in registers.reports:
        if report.fieldwork is None or report.published is None:
            continue
        for day in (report.fieldwork.start, report.fieldwork.end):
            if isinstance(day, ncpi.PartialDate):
                assert day.relation(report.published) is not Relation.AFTER, report.key


def test_a_note_on_a_re_issue_or_a_correction_has_its_date_as_data():
    for report in registers.reports:
        notes = " ".join(report.notes)
        assert bool(re.search("migration|re-issued", notes)) == (report.reissued is not None)
        assert ("correction" in notes) == bool(report.corrections)


def test_every_audit_has_a_total_percentages_or_a_merged_count():
    audits = [audit for report in registers.reports for audit in report.case_audits]
    assert audits
    for audit in audits:
        assert audit.total is not None or audit.percentages or audit.merged


def test_a_report_follows_up_no_more_recommendations_than_it_can():
    for report in registers.reports:
        earlier = [registers.reports[link.report] for link in report.follows]
        made = [one.recommendations_made for one in earlier]
        if report.recommendations_followed_up is not None and made and None not in made:
            assert report.recommendations_followed_up <= sum(made), report.key


def test_every_isbn_has_the_right_check_digit():
    numbers = [report.isbn for report in registers.reports if report.isbn]
    assert numbers
    for number in numbers:
        digits = [int(digit) for digit in number.replace("-", "")]
        assert len(digits) == 13
        assert sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0


def test_an_act_or_its_notes_are_not_taken_for_an_account(register):
    """Whose words they are isn't in question: legislation is nobody's account of a report."""
    for path, value in within_rows(register):
        if isinstance(value, ncpi.Source) and host(value.url or "").endswith("legislation.gov.uk"):
            assert value.provenance is None, path
