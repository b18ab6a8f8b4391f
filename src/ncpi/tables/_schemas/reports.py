"""The schemas of the tables of reports, and columns that other tables have too."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    Finding,
    Judgment,
    PartialDate,
    Recommendation,
    Report,
    ReportLink,
    Source,
    StatusEvent,
)
from ncpi.model.items import Item
from ncpi.model.reports import REPORT_LISTS
from ncpi.tables._schemas.columns import Column, Schema
from ncpi.tables._schemas.fields import at, column, columns_of
from ncpi.vocabulary import Completeness, ItemKind, LinkBasis, Other, Progress, ReportKind

__all__ = [
    "BODY_OF_BOTH",
    "CLAIM",
    "CLAIMED",
    "CODED",
    "HEADINGS",
    "LINKED",
    "PAIR",
    "REPORT_SCHEMAS",
    "both_sides",
    "days",
    "one_side",
]


def one_side(cls: type, side: str, *names: str) -> tuple[Column, ...]:
    """The columns of *cls* for one *side* of a pair, the baseline or the follow-up."""
    of = side.replace("_", "-")
    return tuple(
        attrs.evolve(
            one,
            name=f"{side}_{one.name}",
            meaning=one.meaning.format(of=of),
            path=one.path.format(side=side),
            out_of=one.out_of and one.out_of.format(side=side),
        )
        for one in columns_of(cls, *names)
    )


def both_sides(cls: type, *names: str) -> tuple[Column, ...]:
    """The columns of *cls* for the baseline, and then for the follow-up."""
    return (*one_side(cls, "baseline", *names), *one_side(cls, "follow_up", *names))


PAIR = (
    column("baseline", str, "The key of the baseline.", "baseline_report.key"),
    column("follow_up", str, "The key of the follow-up.", "follow_up_report.key"),
)
"""The columns that identify the two reports of a row."""

_REPORT = column("report", str, "The report's key.", "within.key")


def _body(meaning: str, path: str = "only_body") -> Column:
    return column("body", str | None, f"The key of the body {meaning}.", path)


_BODY = _body("inspected; empty if there are several or none")
BODY_OF_BOTH = _body("that both reports are on; empty if there are several or none")
_GRADED_BODY = _body(
    "graded, or else of the only body inspected; empty for several or none", "graded_body"
)
_PROVENANCE = column("provenance", tuple, "Whose words its sources contain, each once.")
_EXTRA = column(
    "extra", str | None, "Fields without a column, as a JSON object; empty if there are none."
)
_NAME = column("item", str, "Its name as an item.")
_THEME = ("theme", "theme_basis", "known_from")


def days(name: str, path: str, of: str = "", hint: Any = date | None) -> tuple[Column, ...]:
    """The columns with the earliest and the latest possible date of something."""
    return tuple(
        column(f"{name}_{end}", hint, f"The {end} possible date{of}.", f"{path}.{end}")
        for end in ("earliest", "latest")
    )


_DATED = (*columns_of(Correction, "dated"), *days("dated", "dated", hint=date))

CODED = (
    "Where it is only coded, that nothing improved or got worse is an analyst's reading of a "
    "concern, not the inspectorate's words."
)

CLAIM = columns_of(StatusEvent, "party", "body")
CLAIMED = columns_of(StatusEvent, "status", "reason", "comment", "by", "recorded_in")
"""The columns of a claim, before and after its date."""


def _position(of: str) -> Column:
    return column("position", int, f"Its position among {of}, from 0.")


def _listed(
    name: str, meaning: str, of: str, *columns: Column, order: str = "report, position"
) -> Schema:
    """The table of records that are listed among *of*."""
    return Schema(name, meaning, (*columns, _position(of), _EXTRA), order)


class _Heading:
    """What a report is.

    Attributes:
        title: the title of the {of}.
        kind: the kind of report that the {of} is.
        published: when the {of} was published, as precisely as known.
    """

    title: str = at("{side}_report.title")
    kind: ReportKind | Other = at("{side}_report.kind")
    published: PartialDate | None = at("{side}_report.published")


HEADINGS = both_sides(_Heading)
"""The columns that say what the two reports of a row are."""
LINKED = columns_of(Answer, "by", "evidence", "caveat", "dated")
"""The columns of a link, after its basis."""
_LINK = (*columns_of(Answer, "item", "basis"), *LINKED, *columns_of(Answer, "confidence"))


def _completeness(of: str) -> Column:
    meaning = f"Whether all the {of.replace('_', ' ')} of the report are listed."
    return column(f"{of}_completeness", Completeness, meaning, f"completeness.{of}")


class _Fieldwork:
    """When the fieldwork was, and by what framework.

    Attributes:
        fieldwork_start: when the fieldwork began, as precisely as known.
        fieldwork_end: when the fieldwork ended, as precisely as known.
        framework: the key of its framework of themes.
    """

    fieldwork_start: PartialDate | None = at("fieldwork.first")
    fieldwork_end: PartialDate | None = at("fieldwork.last")
    framework: str | None = at("framework.key")


_REPORTS = Schema(
    "reports",
    "A report.",
    (
        column("report", str, "The report's key.", "key"),
        *columns_of(Report, "title", "kind", "programme"),
        _BODY,
        *columns_of(Report, "bodies", "published"),
        *days("published", "published", " of publication"),
        *columns_of(_Fieldwork),
        *columns_of(
            Report,
            "recommendations_made",
            "secondary_source",
            "confidence",
            "inspectorates",
            "inspectors",
            "reissued",
            "year_by_context",
            "isbn",
            "summary",
            "recommendations_followed_up",
            "notes",
        ),
        _PROVENANCE,
        *map(_completeness, REPORT_LISTS),
        _EXTRA,
    ),
    "report",
)
_LINKS = _listed(
    "links",
    "A report, and an earlier report that it follows, whether or not that is in the archive.",
    "the report's links",
    _REPORT,
    column("follows", str, "The key of the earlier report.", "report"),
    *columns_of(ReportLink, "basis", "note", "confidence"),
)
_CORRECTIONS = _listed(
    "corrections",
    "A change made to a report after it was published.",
    "the report's corrections",
    _REPORT,
    *_DATED,
    *columns_of(Correction, "text", "confidence"),
)


class _OfReport:
    """The report that a recommendation is in.

    Attributes:
        title: the title of its report.
        report_kind: the kind of its report.
        published: when its report was published, as precisely as known.
    """

    title: str = at("within.title")
    report_kind: ReportKind | Other = at("within.kind")
    published: PartialDate | None = at("within.published")


class _Timescale:
    """The parts of the timescale of a recommendation.

    Attributes:
        immediately: whether it must be carried out immediately.
        ongoing: whether it must be carried out from now on, without an end.
        days: within how many days of publication it is due.
        weeks: within how many weeks of publication it is due.
        months: within how many months of publication it is due.
        due_by: the fixed date by which it is due.
        timescale_wording: the words in which the timescale is printed.
    """

    immediately: bool = at("timescale.immediately")
    ongoing: bool = at("timescale.ongoing")
    days: int | None = at("timescale.days")
    weeks: int | None = at("timescale.weeks")
    months: int | None = at("timescale.months")
    due_by: PartialDate | None = at("timescale.by")
    timescale_wording: str | None = at("timescale.wording")


_RECOMMENDATIONS = _listed(
    "recommendations",
    "A recommendation of a report.",
    "the report's recommendations",
    _REPORT,
    _BODY,
    *columns_of(_OfReport),
    _NAME,
    *columns_of(Recommendation, "key", "kind", "text", *_THEME),
    column("timescale", str, "Its timescale in full, as `ncpi.Timescale.parse` reads it."),
    *columns_of(_Timescale),
    *columns_of(Recommendation, "tracker", "addressed_to", "actions"),
    _PROVENANCE,
    *columns_of(Recommendation, "note", "confidence"),
)
_RESTATEMENTS = _listed(
    "restatements",
    "A recommendation or cause of concern, and an earlier item that it restates or continues.",
    "the later item's restatements",
    column("report", str, "The key of the later report.", "within.key"),
    column("restated_by", str, "The later report's item that restates."),
    *_LINK,
    order="report, recommendations before causes of concern, the later item's position, position",
)
_STATUS_EVENTS = _listed(
    "status_events",
    "What one party said about a recommendation on one date: a claim, not a fact.",
    "the recommendation's status events",
    _REPORT,
    column("item", str, "The recommendation."),
    *CLAIM,
    *_DATED,
    *CLAIMED,
    *columns_of(StatusEvent, "confidence"),
    order="report, the recommendation's position, position",
)


class _Opened:
    """When a cause of concern was open.

    Attributes:
        opened: when it was opened, as precisely as known.
        closed: when it was closed, as precisely as known.
        still_open: whether it is open; empty if unknown.
    """

    opened: PartialDate | None = at("span.first")
    closed: PartialDate | None = at("span.last")
    still_open: bool | None = at("span.is_current")


_CAUSES = _listed(
    "causes_of_concern",
    "A cause of concern in a report.",
    "the report's causes of concern",
    _REPORT,
    _NAME,
    *columns_of(CauseOfConcern, "key", "text", *_THEME, "recommendations"),
    *columns_of(_Opened),
    *columns_of(CauseOfConcern, "note", "confidence"),
)
_FINDINGS = _listed(
    "findings",
    "A finding of a report.",
    "the report's findings",
    _REPORT,
    column("finding", str, "Its key in the report.", "key"),
    column(
        "item",
        str | None,
        "Its name as an item, if it is a concern or an analyst read it as one.",
    ),
    *columns_of(Finding, "text", *_THEME),
    column("progress", Progress | Other, f"The progress since the earlier report. {CODED}"),
    *columns_of(
        Finding,
        "progress_basis",
        "concern",
        "wording",
        "effective_practice",
        "lasting",
        "body",
        "note",
        "confidence",
    ),
)
_ANSWERS = _listed(
    "answers",
    "A finding of a follow-up, and an earlier item that it answers.",
    "the finding's answers",
    column("report", str, "The key of the report with the finding: the follow-up.", "within.key"),
    column("finding", str, "The finding's key."),
    *_LINK,
    order="report, the finding's position, position",
)


class _Graded:
    """A grade in an audit.

    Attributes:
        scale: the key of the grade scale.
        grade: the grade.
        grade_rank: its position on the scale; 0 is the best grade.
        count: how many files got the grade; an unknown count is empty, not 0.
        percentage: the percentage of files with the grade, as printed.
        total: how many were audited: as stated, or the sum of known counts.
    """

    scale: str = at("scale.key")
    grade: str
    grade_rank: int
    count: int | None = at(out_of="total")
    percentage: float | None = at(out_of="total")
    total: int | None


_CASE_AUDITS = _listed(
    "case_audits",
    "A grade in an audit of case files: every audit has a row for each grade of its scale.",
    "the report's audits",
    _REPORT,
    _GRADED_BODY,
    *columns_of(CaseAudit, "area", "sampling"),
    *columns_of(_Graded),
    *columns_of(CaseAudit, "stated_total", "note", "confidence"),
    order="report, position, grade_rank",
)
_JUDGMENTS = _listed(
    "judgments",
    "A topic that a report graded.",
    "the report's judgments",
    _REPORT,
    _GRADED_BODY,
    *columns_of(Judgment, "topic", "question", "status", "grade", "previous_grade"),
    column("scale", str, "The key of the grade scale.", "scale.key"),
    column("grade_rank", int | None, "The grade's position on the scale; 0 is the best."),
    *columns_of(Judgment, "wording", "confidence"),
)


class _Owner:
    """The row that a source is for.

    Attributes:
        table: the table of the row that the source is for.
        owner: the item, or the key of the finding, that this row is or belongs to; empty if the
            row belongs only to the report.
        owner_position: that row's position; empty for a report.
    """

    table: str
    owner: str | None
    owner_position: int | None


_SOURCES = Schema(
    "sources",
    "A source of a fact: of a report, or of a row of another table.",
    (
        _REPORT,
        *columns_of(_Owner),
        _position("the row's sources"),
        *columns_of(Source, "title", "url", "locator", "read", "digest", "provenance", "supports"),
        _EXTRA,
    ),
    "report, then a row before what belongs to it, position",
)


class _Pair:
    """A report and another that follows it.

    Attributes:
        baseline: the key of the earlier report.
        follow_up: the key of the later report.
        link_basis: whether the link is stated in the follow-up or inferred; empty if it only
            answers, restates or continues something.
        baseline_provenance: whose words the earlier report's sources contain, each once.
        follow_up_provenance: whose words the later report's sources contain, each once.
        link_provenance: whose words the link's sources contain, each once.
    """

    baseline: str = at("baseline_report.key")
    follow_up: str = at("follow_up_report.key")
    link_basis: LinkBasis | None = at("link.basis")
    baseline_provenance: tuple[str, ...]
    follow_up_provenance: tuple[str, ...]
    link_provenance: tuple[str, ...]


_PAIRS = Schema(
    "pairs",
    "A report in the archive, and another that follows it, or that answers, restates or continues "
    "something in it.",
    (
        *columns_of(_Pair, "baseline", "follow_up"),
        BODY_OF_BOTH,
        *HEADINGS,
        *columns_of(
            _Pair, "link_basis", "baseline_provenance", "follow_up_provenance", "link_provenance"
        ),
    ),
    "follow_up, position of its link",
)
_ITEMS = Schema(
    "items",
    "An item of a report, of any kind: a recommendation, an area for improvement, a cause of "
    "concern, or a finding that is a concern. Count each kind by itself.",
    (
        _REPORT,
        column("item", str, "Its name."),
        column("kind", ItemKind, "The kind of item.", "item_kind"),
        *columns_of(Item, "key", *_THEME, "text"),
    ),
    "report, then as the report lists them",
)

REPORT_SCHEMAS = (
    _REPORTS,
    _LINKS,
    _CORRECTIONS,
    _RECOMMENDATIONS,
    _RESTATEMENTS,
    _STATUS_EVENTS,
    _CAUSES,
    _FINDINGS,
    _ANSWERS,
    _CASE_AUDITS,
    _JUDGMENTS,
    _SOURCES,
    _PAIRS,
    _ITEMS,
)
"""The schemas of the tables of reports. All except ``pairs`` and ``items``, which follow from the
others, together contain an archive."""
