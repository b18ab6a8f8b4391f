"""The schemas of the tables that hold reports; declared here, and only here."""

from __future__ import annotations

from enum import Enum

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema

__all__ = ["REPORT_SCHEMAS", "basis", "maybe", "text", "texts", "truth", "whole", "word"]


def text(name: str, meaning: str) -> Column:
    """A column of texts that are always there."""
    return Column(name, ColumnType.TEXT, meaning)


def maybe(name: str, meaning: str, kind: ColumnType = ColumnType.TEXT) -> Column:
    """A column whose cells may be empty."""
    return Column(name, kind, meaning, nullable=True)


def word(name: str, meaning: str, kind: type[Enum], *, nullable: bool = False) -> Column:
    """A column of words from a closed list."""
    listed = tuple(str(member.value) for member in kind)
    return Column(name, ColumnType.TEXT, meaning, nullable, listed)


def truth(name: str, meaning: str) -> Column:
    """A column of true or false."""
    return Column(name, ColumnType.TRUTH, meaning)


def texts(name: str, meaning: str) -> Column:
    """A column of lists of texts; an empty list says "none"."""
    return Column(name, ColumnType.TEXTS, meaning)


def whole(name: str, meaning: str) -> Column:
    """A column of whole numbers."""
    return Column(name, ColumnType.WHOLE, meaning)


def basis(name: str, meaning: str, *, nullable: bool = False) -> Column:
    """A column that says who links one thing to another, and how firmly."""
    return word(name, meaning, words.Basis, nullable=nullable)


_DAY, _WHOLE, _TRUTH = ColumnType.DAY, ColumnType.WHOLE, ColumnType.TRUTH
_REPORT = text("report", "The report's key.")
_BODY = maybe("body", "The key of the body inspected; empty if there are several or none.")
_CONFIDENCE = word(
    "confidence",
    "How sure whoever recorded it was; empty if they didn't say.",
    words.Confidence,
    nullable=True,
)
_EXTRA = maybe("extra", "What no column can hold, as a JSON object; empty where there is nothing.")
_DATED = (
    text("dated", "When, as precisely as known."),
    Column("dated_earliest", _DAY, "The first day that it can be."),
    Column("dated_latest", _DAY, "The last day that it can be."),
)


def _position(of: str) -> Column:
    return whole("position", f"Its place among {of}, from 0.")


_TIE = (
    basis("basis", "Who says so, and how firmly."),
    maybe("by", "Who coded it, or which matcher proposed it."),
    maybe("evidence", "The words that show it."),
    maybe("caveat", "What speaks against it."),
    maybe("dated", "When it was coded, proposed or ruled."),
    _CONFIDENCE,
)


def _list_known(of: str) -> Column:
    meaning = f"Whether the {of.replace('_', ' ')} listed are all there are."
    return word(f"{of}_completeness", meaning, words.Completeness)


_REPORTS = Schema(
    "reports",
    "A report.",
    (
        _REPORT,
        text("title", "Its title as published."),
        word("kind", "What sort of report it is.", words.ReportKind),
        maybe("programme", "The programme it belongs to."),
        _BODY,
        texts("bodies", "The keys of the bodies inspected."),
        maybe("published", "When it was published, as precisely as known."),
        maybe("published_earliest", "The first day that it can have been published.", _DAY),
        maybe("published_latest", "The last day that it can have been published.", _DAY),
        maybe("fieldwork_start", "When the fieldwork began, as precisely as known."),
        maybe("fieldwork_end", "When the fieldwork ended, as precisely as known."),
        maybe("framework", "The key of the framework of themes it follows."),
        maybe("recommendations_made", "How many recommendations it made, as stated.", _WHOLE),
        maybe("secondary_source", "What tells of it, where the report itself wasn't seen."),
        _CONFIDENCE,
        texts("inspectorates", "The keys of the inspectorates."),
        texts("inspectors", "The names of the inspectors who signed it."),
        maybe("reissued", "When a web page of it was issued anew."),
        maybe("year_by_context", "A year guessed from context, for order only.", _WHOLE),
        maybe("isbn", "Its ISBN as printed."),
        maybe("summary", "What it says, in a sentence or two."),
        maybe("recommendations_followed_up", "How many earlier ones it followed up.", _WHOLE),
        texts("notes", "What a careful reader should know."),
        _list_known("recommendations"),
        _list_known("causes_of_concern"),
        _list_known("findings"),
        _list_known("case_audits"),
        _list_known("judgments"),
        _EXTRA,
    ),
    "report",
)
_LINKS = Schema(
    "links",
    "A report, and an earlier one that it follows, whether that is in the archive or not.",
    (
        _REPORT,
        text("follows", "The key of the earlier report."),
        word("basis", "Whether the report says so or it was inferred.", words.LinkBasis),
        maybe("note", "What it was inferred from, or how it is stated."),
        _CONFIDENCE,
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
        maybe("text", "What was changed; empty if it isn't said."),
        _CONFIDENCE,
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
        text("recommendation", "Its key in the report."),
        word("kind", "A recommendation or an area for improvement.", words.RecommendationKind),
        text("text", "What is asked."),
        maybe("theme", "The theme of the framework it stands under."),
        text("timescale", "By when, in words."),
        truth("immediately", "Whether it is to be done at once."),
        maybe("months", "Within how many months of publication.", _WHOLE),
        maybe("due_by", "The fixed date by which it is due."),
        maybe("tracker", "Its number in the recommendation tracker."),
        texts("addressed_to", "Whom it is addressed to."),
        texts("actions", "What is to be done, where the report breaks it down."),
        _CONFIDENCE,
        _position("the report's recommendations"),
        _EXTRA,
    ),
    "report, position",
)
_RESTATEMENTS = Schema(
    "restatements",
    "A recommendation, and an earlier one that it restates.",
    (
        _REPORT,
        text("recommendation", "The key of the recommendation that restates."),
        text("baseline", "The key of the earlier report."),
        text("baseline_recommendation", "The key of the recommendation there."),
        *_TIE,
        _position("the recommendation's restatements"),
        _EXTRA,
    ),
    "report, the recommendation's position, position",
)
_STATUS_EVENTS = Schema(
    "status_events",
    "What one party said about a recommendation on one day: a claim, not a fact.",
    (
        _REPORT,
        text("recommendation", "The recommendation's key."),
        word("party", "Who said it.", words.Party),
        *_DATED,
        maybe("status", "The tracker's word."),
        maybe("comment", "What they wrote."),
        maybe("by", "The person or office that spoke for the party."),
        _CONFIDENCE,
        _position("what was said about the recommendation"),
        _EXTRA,
    ),
    "report, the recommendation's position, position",
)
_CAUSES = Schema(
    "causes_of_concern",
    "A cause of concern that a report names.",
    (
        _REPORT,
        text("cause_of_concern", "Its key in the report."),
        text("text", "What fails."),
        maybe("theme", "The theme of the framework it stands under."),
        texts("recommendations", "The keys of the report's recommendations that go with it."),
        maybe("opened", "When it was opened, as precisely as known."),
        maybe("closed", "When it was closed, as precisely as known."),
        maybe("still_open", "Whether it is known to be open, or to be closed.", _TRUTH),
        _CONFIDENCE,
        _position("the report's causes of concern"),
        _EXTRA,
    ),
    "report, position",
)
_CONTINUATIONS = Schema(
    "continuations",
    "A cause of concern, and an earlier one that it takes up again.",
    (
        _REPORT,
        text("cause_of_concern", "The key of the later cause of concern."),
        text("baseline", "The key of the earlier report."),
        text("baseline_cause_of_concern", "The key of the cause of concern there."),
        *_TIE,
        _position("the continuations of the cause of concern"),
        _EXTRA,
    ),
    "report, the cause's position, position",
)
_FINDINGS = Schema(
    "findings",
    "Something that a report found.",
    (
        _REPORT,
        text("finding", "Its key in the report."),
        text("text", "What was found."),
        maybe("theme", "The theme of the framework it stands under."),
        word("progress", "What it says of progress since the earlier report.", words.Progress),
        truth("concern", "Whether the inspectors are worried about it."),
        truth("effective_practice", "Whether they hold it up as effective practice."),
        maybe("lasting", "Whether they think that it will last; empty if not said.", _TRUTH),
        _CONFIDENCE,
        _position("the report's findings"),
        _EXTRA,
    ),
    "report, position",
)
_ANSWERS = Schema(
    "answers",
    "A finding of a follow-up, and a recommendation that it answers.",
    (
        text("report", "The key of the report with the finding: the follow-up."),
        text("finding", "The finding's key."),
        text("baseline", "The key of the report with the recommendation."),
        text("recommendation", "The recommendation's key there."),
        *_TIE,
        _position("the finding's answers"),
        _EXTRA,
    ),
    "report, the finding's position, position",
)
_CASE_AUDITS = Schema(
    "case_audits",
    "A grade of an audit of case files: every audit has a row for each grade of its scale.",
    (
        _REPORT,
        _BODY,
        maybe("area", "The area of child protection; empty: over all areas."),
        word("sampling", "How the files were chosen.", words.Sampling),
        text("scale", "The key of the grade scale."),
        text("grade", "The grade."),
        whole("grade_rank", "Its place on the scale; 0 is the best grade."),
        maybe("count", "How many files got the grade; empty if unknown, never zero.", _WHOLE),
        maybe("total", "How many were audited: as stated, or the sum of known counts.", _WHOLE),
        maybe("stated_total", "How many were audited, as the report says.", _WHOLE),
        maybe("note", "Anything a reader of the figures must know."),
        _CONFIDENCE,
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
        _BODY,
        text("topic", "The topic as the framework names it."),
        text("grade", "Its grade."),
        text("scale", "The key of the grade scale."),
        whole("grade_rank", "The grade's place on the scale; 0 is the best."),
        maybe("wording", "How the report words the topic, where that differs."),
        _CONFIDENCE,
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
            "The key of the recommendation, finding or cause of concern that this row is, or "
            "belongs to; empty where the row belongs to the report alone.",
        ),
        maybe("owner_position", "That row's position; empty for a report.", _WHOLE),
        _position("the row's sources"),
        maybe("title", "What the page, document or data set is called."),
        maybe("url", "Its web address."),
        maybe("locator", "Where in it."),
        maybe("read", "When it was read."),
        maybe("digest", "A checksum of what was read."),
        word("provenance", "Whose words it holds.", words.Provenance, nullable=True),
        maybe("supports", "What it was used for, where it doesn't support the whole."),
        _EXTRA,
    ),
    "report, then a row before what belongs to it, position",
)
_PAIRS = Schema(
    "pairs",
    "A report of the archive, and another of the archive that follows it or takes something "
    "of it up.",
    (
        text("baseline", "The key of the earlier report."),
        text("follow_up", "The key of the later report."),
        word(
            "link_basis",
            "Whether the follow-up says so or it was inferred; empty if it only answers, restates "
            "or continues something.",
            words.LinkBasis,
            nullable=True,
        ),
    ),
    "follow_up, position of its link",
)

REPORT_SCHEMAS = (
    _REPORTS,
    _LINKS,
    _CORRECTIONS,
    _RECOMMENDATIONS,
    _RESTATEMENTS,
    _STATUS_EVENTS,
    _CAUSES,
    _CONTINUATIONS,
    _FINDINGS,
    _ANSWERS,
    _CASE_AUDITS,
    _JUDGMENTS,
    _SOURCES,
    _PAIRS,
)
"""The schemas of the tables of reports. All but ``pairs`` together hold an archive."""
