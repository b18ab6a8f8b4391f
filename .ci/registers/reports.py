"""The rows of what was published."""

import re
from collections.abc import Iterator
from datetime import date

from registers import merseyside
from registers.facts import Row, notes, source

import ncpi
from ncpi.model import FRAMEWORKS, GRADE_SCALES
from ncpi.vocabulary import Completeness, Confidence, LinkBasis, ReportKind

KINDS = {
    "inspection": ReportKind.INSPECTION,
    "post_inspection_review": ReportKind.POST_INSPECTION_REVIEW,
    "reinspection": ReportKind.REINSPECTION,
    "progress_assessment": ReportKind.PROGRESS_ASSESSMENT,
    "thematic": ReportKind.THEMATIC,
}
LINKS = {
    "stated": (LinkBasis.STATED, None),
    "inferred from kind and order": (LinkBasis.INFERRED, "inferred from kind and order"),
}
GRADES = ("good", "adequate", "requires improvement", "inadequate")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = r"(\d{1,2} [A-Z][a-z]+ \d{4})"


def spoken_date(text: str) -> date:
    """The day that is written as ``22 September 2022``, whatever the locale."""
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def reissued(row: Row) -> date | None:
    """The day on which an old report came out anew as a web page, where its note tells it."""
    note = row.get("published_note", "")
    if not re.search(r"migration|re-issued", note):
        return None
    found = re.search(rf"(?:shows|re-issued(?: on)?) {_DAY}", note)
    if found is None:
        raise ValueError(note)
    return spoken_date(found[1])


def corrections(row: Row) -> list[ncpi.Correction]:
    """The changes made to a report after it was published, where its note tells of them."""
    note = row.get("published_note", "")
    if "correction" not in note:
        return []
    found = re.search(rf"corrections to the PDF on {_DAY}", note)
    if found is None:
        raise ValueError(note)
    return [ncpi.Correction(dated=spoken_date(found[1]))]


def audits(row: Row) -> list[ncpi.CaseAudit]:
    """The case files over all areas, on the scale of their time."""
    if "cases_audited" not in row:
        return []
    looked = int((row.get("fieldwork_start") or row["published"])[:4])
    key = "ncpi-cases-2014" if looked <= 2015 else "ncpi-cases-2016"
    if row["kind"] == "thematic":
        key = "ncpi-cases-2015-thematic"
    fields = {grade: grade.replace(" ", "_") for grade in GRADES}
    counts = {grade: row[field] for grade, field in fields.items() if field in row}
    # The grade above the two that a note combines is the best, of which there is one.
    better = re.search(r"inadequate combined \((?:so )?(\d+) better", row.get("counts_note", ""))
    if better and key == "ncpi-cases-2016":
        counts["good"] = int(better[1])
    return [
        ncpi.CaseAudit(
            scale=GRADE_SCALES[key],
            counts=counts,
            stated_total=row["cases_audited"],
            note=row.get("counts_note"),
        )
    ]


def judgments(row: Row) -> list[ncpi.Judgment]:
    """The graded topics, as far as they were seen."""
    scale = GRADE_SCALES["ncpi-topics-2024"]
    return [
        ncpi.Judgment(topic=topic, grade=grade, scale=scale)
        for topic, grade in row.get("judgments", {}).items()
    ]


def framework(row: Row) -> ncpi.Framework | None:
    """The framework of a report of the programme, where grades or a date tell which.

    The year that was guessed from context is no date, so it tells nothing.
    """
    if row["programme"] != "NCPI" or row["kind"] == "thematic":
        return None
    if "judgments" in row:
        return FRAMEWORKS["ncpi-2024"]
    told = row.get("published") or row.get("fieldwork_start") or str(reissued(row) or "")
    return FRAMEWORKS["ncpi-2014"] if told and int(told[:4]) < 2024 else None


def links(row: Row) -> list[ncpi.ReportLink]:
    """The reports that it follows, each on its basis."""
    found = []
    for link in row.get("follows", ()):
        basis, note = LINKS[link["basis"]]
        found.append(ncpi.ReportLink(report=link["report"], basis=basis, note=note))
    return found


def completeness(row: Row) -> ncpi.ReportCompleteness:
    """All five topics make the judgments complete; of the other lists nothing is known."""
    graded, topics = row.get("judgments", {}), FRAMEWORKS["ncpi-2024"].themes
    if not graded:
        return ncpi.ReportCompleteness()
    whole = Completeness.COMPLETE if set(graded) == set(topics) else Completeness.PARTIAL
    return ncpi.ReportCompleteness(judgments=whole)


def report_fields(row: Row) -> Row:
    """What a row says, as the fields of a `ncpi.Report`."""
    span = None
    if "fieldwork_start" in row:
        span = ncpi.DateSpan(start=row["fieldwork_start"], end=row["fieldwork_end"])
    counted = audits(row)
    return {
        "key": row["key"],
        "title": row["title"],
        "kind": KINDS[row["kind"]],
        "programme": row["programme"],
        "inspectorates": ["hmicfrs"],
        "bodies": row["bodies"],
        "fieldwork": span,
        "published": row.get("published"),
        "reissued": reissued(row),
        "year_by_context": int(row["year_by_context"]) if "year_by_context" in row else None,
        "isbn": row.get("isbn"),
        "framework": framework(row),
        "summary": row["summary"],
        "known_only_from": row.get("known_only_from"),
        "recommendations_made": row.get("recommendations_made"),
        "recommendations_followed_up": row.get("recommendations_followed_up"),
        "follows": links(row),
        "corrections": corrections(row),
        "completeness": completeness(row),
        "case_audits": counted,
        "judgments": judgments(row),
        "notes": notes(
            row.get("published_note"),
            row.get("extra"),
            None if counted else row.get("counts_note"),
        ),
        "sources": [source(ref) for ref in dict.fromkeys([row["url"], *row.get("also_urls", ())])],
        "confidence": Confidence(row["confidence"]),
    }


def reports(facts: Row) -> Iterator[ncpi.Report]:
    """The reports, with the Merseyside pair in full."""
    for row in facts["reports"]:
        fields = report_fields(row)
        if row["key"] == merseyside.BASELINE:
            fields = merseyside.baseline_fields(fields)
        elif row["key"] == merseyside.FOLLOW_UP:
            fields = merseyside.follow_up_fields(fields)
        yield ncpi.Report(**fields)
