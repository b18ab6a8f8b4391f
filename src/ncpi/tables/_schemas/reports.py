"""The schemas of the tables of reports, and the functions that make columns."""

from __future__ import annotations

from enum import Enum

import attrs

from ncpi import vocabulary as words
from ncpi.model import (
    Answer,
    CaseAudit,
    CauseOfConcern,
    Correction,
    Finding,
    Judgment,
    Recommendation,
    Report,
    ReportLink,
    Source,
    StatusEvent,
)
from ncpi.model.items import Item
from ncpi.model.reports import REPORT_LISTS
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.fields import columns_of

__all__ = [
    "BODY_OF_BOTH",
    "CLAIM",
    "CLAIMED",
    "CODED",
    "HEADINGS",
    "LINKED",
    "REPORT_SCHEMAS",
    "as_date",
    "basis",
    "days",
    "maybe",
    "open_word",
    "text",
    "texts",
    "truth",
    "whole",
    "word",
]


def text(name: str, meaning: str) -> Column:
    """A column of texts, without empty cells."""
    return Column(name, ColumnType.TEXT, meaning)


def maybe(
    name: str, meaning: str, kind: ColumnType = ColumnType.TEXT, *, out_of: str | None = None
) -> Column:
    """A column whose cells may be empty."""
    return Column(name, kind, meaning, nullable=True, out_of=out_of)


def as_date(name: str, meaning: str, *, nullable: bool = True) -> Column:
    """A column of dates, as precisely as known."""
    return Column(name, ColumnType.TEXT, meaning, nullable, is_date=True)


def word(name: str, meaning: str, kind: type[Enum], *, nullable: bool = False) -> Column:
    """A column of values of an enumeration."""
    listed = tuple(str(member.value) for member in kind)
    return Column(name, ColumnType.TEXT, meaning, nullable, listed)


def open_word(name: str, meaning: str, kind: type[Enum], *, nullable: bool = False) -> Column:
    """A column of values of an open list: an enumeration, or text after ``other: ``."""
    return attrs.evolve(word(name, meaning, kind, nullable=nullable), is_open=True)


def truth(name: str, meaning: str) -> Column:
    """A column of booleans."""
    return Column(name, ColumnType.TRUTH, meaning)


def texts(name: str, meaning: str) -> Column:
    """A column of lists of texts; an empty list means none."""
    return Column(name, ColumnType.TEXTS, meaning)


def whole(name: str, meaning: str) -> Column:
    """A column of whole numbers."""
    return Column(name, ColumnType.WHOLE, meaning)


def basis(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """A column with the basis of a link: who states it, and how firmly."""
    return word(name, meaning, words.Basis, nullable=nullable)


_DAY, _WHOLE, _TRUTH = ColumnType.DAY, ColumnType.WHOLE, ColumnType.TRUTH
_NUMBER = ColumnType.NUMBER
_REPORT = text("report", "The report's key.")
_BODY = maybe("body", "The key of the body inspected; empty if there are several or none.")
BODY_OF_BOTH = maybe(
    "body", "The key of the body that both reports are on; empty if there are several or none."
)
_GRADED_BODY = maybe(
    "body",
    "The key of the body graded, or else of the only body inspected; empty for several or none.",
)
_OF_REPORT = (
    text("title", "The title of its report."),
    open_word("report_kind", "The kind of its report.", words.ReportKind),
    as_date("published", "When its report was published, as precisely as known."),
)
_PROVENANCE = texts("provenance", "Whose words its sources contain, each once.")
_EXTRA = maybe("extra", "Fields without a column, as a JSON object; empty if there are none.")
_NAME = text("item", "Its name as an item.")
_DATED = (
    *columns_of(Correction, "dated"),
    Column("dated_earliest", _DAY, "The earliest possible date."),
    Column("dated_latest", _DAY, "The latest possible date."),
)
_THEME = ("theme", "theme_basis", "known_from")


CODED = (
    "Where it is only coded, that nothing improved or got worse is an analyst's reading of a "
    "concern, not the inspectorate's words."
)

CLAIM = columns_of(StatusEvent, "party", "body")
CLAIMED = columns_of(StatusEvent, "status", "reason", "comment", "by", "recorded_in")
"""The columns of a claim, before and after its date."""


def _position(of: str) -> Column:
    return whole("position", f"Its position among {of}, from 0.")


def _head(side: str, of: str) -> tuple[Column, ...]:
    return (
        text(f"{side}_title", f"The title of the {of}."),
        open_word(f"{side}_kind", f"The kind of report that the {of} is.", words.ReportKind),
        as_date(f"{side}_published", f"When the {of} was published, as precisely as known."),
    )


HEADINGS = (*_head("baseline", "baseline"), *_head("follow_up", "follow-up"))
"""The columns that say what the two reports of a row are."""
LINKED = columns_of(Answer, "by", "evidence", "caveat", "dated")
"""The columns of a link, after its basis."""
_LINK = (*columns_of(Answer, "item", "basis"), *LINKED, *columns_of(Answer, "confidence"))


def days(name: str) -> tuple[Column, ...]:
    """The columns with the earliest and the latest possible date of a publication."""
    return (
        maybe(f"{name}_earliest", "The earliest possible date of publication.", _DAY),
        maybe(f"{name}_latest", "The latest possible date of publication.", _DAY),
    )


def _completeness(of: str) -> Column:
    meaning = f"Whether all the {of.replace('_', ' ')} of the report are listed."
    return word(f"{of}_completeness", meaning, words.Completeness)


_REPORTS = Schema(
    "reports",
    "A report.",
    (
        _REPORT,
        *columns_of(Report, "title", "kind", "programme"),
        _BODY,
        *columns_of(Report, "bodies", "published"),
        *days("published"),
        as_date("fieldwork_start", "When the fieldwork began, as precisely as known."),
        as_date("fieldwork_end", "When the fieldwork ended, as precisely as known."),
        maybe("framework", "The key of its framework of themes."),
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
_LINKS = Schema(
    "links",
    "A report, and an earlier report that it follows, whether or not that is in the archive.",
    (
        _REPORT,
        text("follows", "The key of the earlier report."),
        *columns_of(ReportLink, "basis", "note", "confidence"),
        _position("the report's links"),
        _EXTRA,
    ),
    "report, position",
)
_CORRECTIONS = Schema(
    "corrections",
    "A change made to a report after it was published.",
    (
        _REPORT,
        *_DATED,
        *columns_of(Correction, "text", "confidence"),
        _position("the report's corrections"),
        _EXTRA,
    ),
    "report, position",
)
_RECOMMENDATIONS = Schema(
    "recommendations",
    "A recommendation of a report.",
    (
        _REPORT,
        _BODY,
        *_OF_REPORT,
        _NAME,
        *columns_of(Recommendation, "key", "kind", "text", *_THEME),
        text("timescale", "Its timescale in full, as `ncpi.Timescale.parse` reads it."),
        truth("immediately", "Whether it must be carried out immediately."),
        truth("ongoing", "Whether it must be carried out from now on, without an end."),
        maybe("days", "Within how many days of publication it is due.", _WHOLE),
        maybe("weeks", "Within how many weeks of publication it is due.", _WHOLE),
        maybe("months", "Within how many months of publication it is due.", _WHOLE),
        as_date("due_by", "The fixed date by which it is due."),
        maybe("timescale_wording", "The words in which the timescale is printed."),
        *columns_of(Recommendation, "tracker", "addressed_to", "actions"),
        _PROVENANCE,
        *columns_of(Recommendation, "note", "confidence"),
        _position("the report's recommendations"),
        _EXTRA,
    ),
    "report, position",
)
_RESTATEMENTS = Schema(
    "restatements",
    "A recommendation or cause of concern, and an earlier item that it restates or continues.",
    (
        text("report", "The key of the later report."),
        text("restated_by", "The later report's item that restates."),
        *_LINK,
        _position("the later item's restatements"),
        _EXTRA,
    ),
    "report, recommendations before causes of concern, the later item's position, position",
)
_STATUS_EVENTS = Schema(
    "status_events",
    "What one party said about a recommendation on one date: a claim, not a fact.",
    (
        _REPORT,
        text("item", "The recommendation."),
        *CLAIM,
        *_DATED,
        *CLAIMED,
        *columns_of(StatusEvent, "confidence"),
        _position("the recommendation's status events"),
        _EXTRA,
    ),
    "report, the recommendation's position, position",
)
_CAUSES = Schema(
    "causes_of_concern",
    "A cause of concern in a report.",
    (
        _REPORT,
        _NAME,
        *columns_of(CauseOfConcern, "key", "text", *_THEME, "recommendations"),
        as_date("opened", "When it was opened, as precisely as known."),
        as_date("closed", "When it was closed, as precisely as known."),
        maybe("still_open", "Whether it is open; empty if unknown.", _TRUTH),
        *columns_of(CauseOfConcern, "note", "confidence"),
        _position("the report's causes of concern"),
        _EXTRA,
    ),
    "report, position",
)
_FINDINGS = Schema(
    "findings",
    "A finding of a report.",
    (
        _REPORT,
        text("finding", "Its key in the report."),
        maybe("item", "Its name as an item, if it is a concern or an analyst read it as one."),
        *columns_of(Finding, "text", *_THEME),
        open_word("progress", f"The progress since the earlier report. {CODED}", words.Progress),
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
        _position("the report's findings"),
        _EXTRA,
    ),
    "report, position",
)
_ANSWERS = Schema(
    "answers",
    "A finding of a follow-up, and an earlier item that it answers.",
    (
        text("report", "The key of the report with the finding: the follow-up."),
        text("finding", "The finding's key."),
        *_LINK,
        _position("the finding's answers"),
        _EXTRA,
    ),
    "report, the finding's position, position",
)
_CASE_AUDITS = Schema(
    "case_audits",
    "A grade in an audit of case files: every audit has a row for each grade of its scale.",
    (
        _REPORT,
        _GRADED_BODY,
        *columns_of(CaseAudit, "area", "sampling"),
        text("scale", "The key of the grade scale."),
        text("grade", "The grade."),
        whole("grade_rank", "Its position on the scale; 0 is the best grade."),
        maybe(
            "count",
            "How many files got the grade; an unknown count is empty, not 0.",
            _WHOLE,
            out_of="total",
        ),
        maybe(
            "percentage",
            "The percentage of files with the grade, as printed.",
            _NUMBER,
            out_of="total",
        ),
        maybe("total", "How many were audited: as stated, or the sum of known counts.", _WHOLE),
        *columns_of(CaseAudit, "stated_total", "note", "confidence"),
        _position("the report's audits"),
        _EXTRA,
    ),
    "report, position, grade_rank",
)
_JUDGMENTS = Schema(
    "judgments",
    "A topic that a report graded.",
    (
        _REPORT,
        _GRADED_BODY,
        *columns_of(Judgment, "topic", "question", "status", "grade", "previous_grade"),
        text("scale", "The key of the grade scale."),
        maybe("grade_rank", "The grade's position on the scale; 0 is the best.", _WHOLE),
        *columns_of(Judgment, "wording", "confidence"),
        _position("the report's judgments"),
        _EXTRA,
    ),
    "report, position",
)
_SOURCES = Schema(
    "sources",
    "A source of a fact: of a report, or of a row of another table.",
    (
        _REPORT,
        text("table", "The table of the row that the source is for."),
        maybe(
            "owner",
            "The item, or the key of the finding, that this row is or belongs to; empty if the row "
            "belongs only to the report.",
        ),
        maybe("owner_position", "That row's position; empty for a report.", _WHOLE),
        _position("the row's sources"),
        *columns_of(Source, "title", "url", "locator", "read", "digest", "provenance", "supports"),
        _EXTRA,
    ),
    "report, then a row before what belongs to it, position",
)
_PAIRS = Schema(
    "pairs",
    "A report in the archive, and another that follows it, or that answers, restates or continues "
    "something in it.",
    (
        text("baseline", "The key of the earlier report."),
        text("follow_up", "The key of the later report."),
        BODY_OF_BOTH,
        *HEADINGS,
        word(
            "link_basis",
            "Whether the link is stated in the follow-up or inferred; empty if it only answers, "
            "restates or continues something.",
            words.LinkBasis,
            nullable=True,
        ),
        texts(
            "baseline_provenance", "Whose words the earlier report's sources contain, each once."
        ),
        texts("follow_up_provenance", "Whose words the later report's sources contain, each once."),
        texts("link_provenance", "Whose words the link's sources contain, each once."),
    ),
    "follow_up, position of its link",
)
_ITEMS = Schema(
    "items",
    "An item of a report, of any kind: a recommendation, an area for improvement, a cause of "
    "concern, or a finding that is a concern. Count each kind by itself.",
    (
        _REPORT,
        text("item", "Its name."),
        word("kind", "The kind of item.", words.ItemKind),
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
