"""A coverage as rows for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ncpi.archive.coverage import BodyCoverage, Coverage, ReportCoverage, in_words
from ncpi.render import Sheet, Table
from ncpi.vocabulary import Completeness

__all__ = ["coverage_sheet"]


def coverage_sheet(coverage: Coverage) -> Sheet:
    """Everything that *coverage* says, as tables."""
    return Sheet(
        title=f"What is held: {coverage.label()}",
        tables=(
            Table(tuple(_totals(coverage))),
            Table([_body_row(body) for body in coverage.bodies], _BODY_COLUMNS, "Body by body"),
            Table(
                [_report_row(report) for report in coverage.on_no_body],
                _REPORT_COLUMNS,
                "Reports that name no body",
            ),
            Table(coverage.dangling, ("report", "follows"), "Follow-ups of what isn't held"),
        ),
        notes=tuple(_notes(coverage)),
    )


_LISTS = ("recommendations", "causes_of_concern", "findings", "case_audits", "judgments")
_BODY_COLUMNS = ("body", "reports", "no follow-up held of", "not known")
_REPORT_COLUMNS = ("report", "what is held", "not known")


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
    made = sum(report.made is not None for report in reports)
    yield "number of recommendations stated", f"{made} of {number}"
    for name in _LISTS:
        listed = sum(bool(getattr(report, name)) for report in reports)
        told = Counter(getattr(report.completeness, name) for report in reports)
        how = ", ".join(f"{told[one]} {one.value}" for one in Completeness)
        yield in_words(name), f"listed in {listed} of {number} reports; lists: {how}"
    audited = [report for report in reports if report.case_audits]
    counted = sum(not report.uncounted_audits for report in audited)
    yield "every count of the audits known", f"in {counted} of those {len(audited)}"
    links = [link for report in reports for link in report.follows]
    inferred = sum(len(report.inferred_links) for report in reports)
    yield "links to an earlier report", f"{len(links)}, of which {inferred} are inferred"
    if coverage.nothing_held:
        yield "nothing held here", ", ".join(coverage.nothing_held)
    if coverage.not_given:
        yield "not among the bodies given", ", ".join(coverage.not_given)


def _body_row(body: BodyCoverage) -> tuple[str, ...]:
    name = f" ({body.name})" if body.name else ""
    return (
        f"{body.body}{name}",
        "\n".join(_held(report) for report in body.reports) or "nothing held here",
        "\n".join(_short(key, body) for key in body.without_follow_up),
        "\n".join(
            f"{_short(report.key, body)}: {'; '.join(report.missing)}"
            for report in body.reports
            if report.missing
        ),
    )


def _short(key: str, body: BodyCoverage) -> str:
    return key.removeprefix(f"{body.body}/")


def _report_row(report: ReportCoverage) -> tuple[str, ...]:
    return report.key, _held(report), "; ".join(report.missing)


def _held(report: ReportCoverage) -> str:
    parts = [
        _listed(report, name, number)
        for name, number in report.lists
        if number or getattr(report.completeness, name) is Completeness.COMPLETE
    ] or ["no list"]
    if report.follows:
        links = ", ".join(
            f"{link.report} ({link.basis.value}"
            f"{', not held here' if link.report in report.dangling else ''})"
            for link in report.follows
        )
        parts.append(f"follows {links}")
    if report.known_only_from is not None:
        parts.append(f"known only from {report.known_only_from}")
    elif report.own_words is False:
        parts.append("known only from someone else's account")
    when = str(report.published) if report.published else "undated"
    return f"{report.kind.value}, {when}: {', '.join(parts)}"


_ONE = {
    "recommendations": "recommendation",
    "causes_of_concern": "cause of concern",
    "findings": "finding",
    "case_audits": "case audit",
    "judgments": "graded topic",
}


def _listed(report: ReportCoverage, name: str, number: int) -> str:
    words = in_words(name)
    told = f"{number} {_ONE.get(name, words) if number == 1 else words}"
    is_complete = getattr(report.completeness, name) is Completeness.COMPLETE
    return f"{told} (all)" if is_complete else told


def _notes(coverage: Coverage) -> Iterator[str]:
    yield (
        "This is what is held here, not what was published: of what isn't here, nothing is said, "
        "neither that it exists nor that it doesn't."
    )
    if coverage.against is None:
        yield (
            "Only bodies of which something is held are listed. With bodies=registers.forces, "
            "forces of which nothing is held are listed too."
        )
