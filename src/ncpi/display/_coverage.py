"""The view of a coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ncpi.display._names import body_name, in_words, reworded
from ncpi.display._sheets import FIRST, Sheet, Table
from ncpi.display._views import Columns, table_of, view
from ncpi.errors import counted
from ncpi.model.reports import REPORT_LISTS
from ncpi.programme._coverage import BodyCoverage, Coverage, ReportCoverage
from ncpi.vocabulary import Completeness

__all__ = ["coverage_sheet"]


@view(Coverage)
def coverage_sheet(coverage: Coverage) -> Sheet:
    """The whole *coverage*, as tables."""
    return Sheet(
        title=f"What is held: {coverage.label()}",
        tables=(
            Table(tuple(_totals(coverage))),
            table_of(coverage.bodies, _FIGURES, "Body by body", first=FIRST),
            table_of(
                coverage.bodies,
                _BODY,
                "What is held and not known",
                folded="What is held and not known",
                first=FIRST,
            ),
            table_of(
                coverage.on_no_body,
                {
                    "report": lambda one: one.key,
                    "what is held": _held,
                    "not known": lambda report: "; ".join(report.missing),
                },
                "Reports that name no body",
                folded="Reports that name no body",
                first=FIRST,
            ),
            Table(coverage.dangling, ("report", "follows"), "Follow-ups of reports not held"),
        ),
        notes=tuple(_notes(coverage)),
    )


def _totals(coverage: Coverage) -> Iterator[tuple[str, str]]:
    reports = coverage.reports
    number = len(reports)
    datings = Counter(report.dating for report in reports)
    yield (
        "published",
        ", ".join(
            f"{dating}: {datings[dating]}"
            for dating in ("to the day", "to the month", "to the year", "undated")
            if datings[dating]
        ),
    )
    second = sum(report.is_second_hand for report in reports)
    yield "known only second-hand", f"{second} of {number} reports"
    made = sum(one.report.recommendations_made is not None for one in reports)
    yield "number of recommendations stated", f"{made} of {number}"
    for name, (_, words) in REPORT_LISTS.items():
        listed = sum(bool(getattr(report, name)) for report in reports)
        states = Counter(getattr(one.report.completeness, name) for one in reports)
        how = ", ".join(f"{states[one]} {one.value}" for one in Completeness)
        yield words, f"listed in {listed} of {number} reports; lists: {how}"
    audited = [report for report in reports if report.case_audits]
    counted = sum(not report.uncounted_audits for report in audited)
    yield "all counts of the audits known", f"in {counted} of those {len(audited)}"
    links = sum(len(one.report.follows) for one in reports)
    inferred = sum(len(report.inferred_links) for report in reports)
    yield "links to an earlier report", f"{links}, of which {inferred} are inferred"
    if coverage.nothing_held:
        yield "nothing held here", ", ".join(map(reworded, coverage.nothing_held))
    if coverage.not_given:
        yield "not among the bodies given", ", ".join(map(reworded, coverage.not_given))


def _name(body: BodyCoverage) -> str:
    return body.name or body_name(body.body) or body.body


_FIGURES: Columns[BodyCoverage] = {
    "body": _name,
    "reports": lambda body: len(body.reports),
    "second-hand": lambda body: sum(report.is_second_hand for report in body.reports),
    "no follow-up": lambda body: len(body.without_follow_up),
    "findings": lambda body: sum(report.findings for report in body.reports),
    "case audits": lambda body: sum(report.case_audits for report in body.reports),
}
_BODY: Columns[BodyCoverage] = {
    "body": _name,
    "reports": lambda body: map(_held, body.reports) if body.reports else "nothing held here",
    "no follow-up held for": lambda body: (_short(key, body) for key in body.without_follow_up),
    "not known": lambda body: (
        f"{_short(report.key, body)}: {'; '.join(report.missing)}"
        for report in body.reports
        if report.missing
    ),
}


def _short(key: str, body: BodyCoverage) -> str:
    return key.removeprefix(f"{body.body}/")


def _held(coverage: ReportCoverage) -> str:
    report = coverage.report
    parts = [
        counted(number, *REPORT_LISTS[name])
        + (" (all)" if completeness is Completeness.COMPLETE else "")
        for name, number, completeness in coverage.lists
        if number or completeness is Completeness.COMPLETE
    ] or ["no list"]
    if report.follows:
        links = ", ".join(
            f"{link.report} ({link.basis.value}"
            f"{', not held here' if link.report in coverage.dangling else ''})"
            for link in report.follows
        )
        parts.append(f"follows {links}")
    if report.secondary_source is not None:
        parts.append(f"known only from {report.secondary_source}")
    elif coverage.is_second_hand:
        parts.append("known only from someone else's account")
    return f"{report.kind.value}, {in_words(report.published)}: {', '.join(parts)}"


def _notes(coverage: Coverage) -> Iterator[str]:
    yield (
        "This shows what is held here, not what was published. Reports that aren't held may or "
        "may not exist."
    )
    if coverage.against is None:
        yield (
            "Only bodies with a report are listed. With bodies=registers.forces, forces without "
            "one are listed too."
        )
