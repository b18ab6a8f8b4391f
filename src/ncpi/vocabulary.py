"""The enumerations.

Each member's value is the term as it is written in documents and displayed. Grade scales
and frameworks of themes differ between inspectorates, so they are records and not
enumerations: see `ncpi.GradeScale` and `ncpi.Framework`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

__all__ = [
    "KNOWN_STATUSES",
    "Basis",
    "CauseStatus",
    "CaveatCode",
    "Comparability",
    "Completeness",
    "Confidence",
    "CrosswalkMatch",
    "DueStatus",
    "Edge",
    "FollowUpInterval",
    "Grouping",
    "ItemKind",
    "LinkBasis",
    "MatchVerdict",
    "Outcome",
    "Owing",
    "Party",
    "PeriodUnit",
    "Progress",
    "Provenance",
    "RecommendationKind",
    "Relation",
    "ReportKind",
    "RuleSubject",
    "Sampling",
    "Verdict",
    "Weekday",
]


class _Word(StrEnum):
    """A member of an enumeration; it is also a string, equal to its value."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Relation(_Word):
    """How one date relates to another, given how precisely both are known."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    CANNOT_TELL = "cannot tell"


class Edge(_Word):
    """The start or end of a span that has no date; *open* and *unknown* differ."""

    OPEN = "open"
    """No limit: as an end, still current; as a start, from before records began."""
    UNKNOWN = "unknown"
    """There may be a date, but it isn't known."""


class Weekday(_Word):
    """A day of the week."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


class Provenance(_Word):
    """Whose words a source holds."""

    OWN = "inspectorate's own"
    REPRINT = "reprint"
    """The inspectorate's words on someone else's page."""
    ACCOUNT = "someone else's account"
    """Press, a commissioner's page, a data set, a study."""


class Confidence(_Word):
    """How confident whoever recorded a fact was of it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ReportKind(_Word):
    """The kind of a report."""

    INSPECTION = "inspection"
    POST_INSPECTION_REVIEW = "post-inspection review"
    REINSPECTION = "re-inspection"
    PROGRESS_ASSESSMENT = "assessment of progress"
    QUARTERLY_UPDATE = "quarterly update"
    THEMATIC = "thematic report"


class RecommendationKind(_Word):
    """Whether an inspectorate calls an item a recommendation or an area for improvement."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"


class ItemKind(_Word):
    """The kind of a numbered item in a report. Counts never combine several kinds."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    CAUSE_OF_CONCERN = "cause of concern"


class Party(_Word):
    """Who makes a claim about a recommendation. Claims by different parties are kept apart."""

    INSPECTORATE = "inspectorate"
    FORCE = "force"
    """The body inspected, even if it is a fire and rescue service or an agency."""
    LOCAL_POLICING_BODY = "local policing body"
    NOT_STATED = "not stated"


KNOWN_STATUSES = (
    "awaiting-review",
    "will-be-progressed",
    "being-progressed",
    "complete",
    "no-further-action-needed",
)
"""The statuses seen in the inspectorate's recommendation tracker.

Others may exist: a status can be any text and is kept as it is.
"""


class Progress(_Word):
    """What a finding says about progress since the earlier report."""

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    WORSE = "worse"
    NOT_STATED = "progress not stated"


class Outcome(_Word):
    """The result of a comparison for one recommendation."""

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    WORSE = "worse"
    MIXED = "mixed"
    """Several findings answer it, and they disagree."""
    NOT_STATED = "progress not stated"
    """The follow-up mentions it, but doesn't say whether it improved."""
    NOT_MENTIONED = "not mentioned in what was read"
    """Nothing read answers it, which is not evidence that nothing was done."""


class Basis(_Word):
    """Why a finding is said to answer a recommendation, from the firmest basis to the weakest."""

    STATED = "stated"
    """Stated by the inspectorate."""
    CODED = "coded"
    """Coded by an analyst."""
    PROPOSED = "proposed"
    """Proposed by a matcher."""
    SAME_THEME = "same theme only"
    """Nothing but the theme connects them."""

    rank: int
    """Its position in the order of the bases: 0 for the firmest."""

    def __init__(self, _value: str) -> None:
        self.rank = len(type(self).__members__)

    @property
    def is_firm(self) -> bool:
        """Whether the inspectorate or an analyst made the link, not a matcher or the theme."""
        return self.rank <= Basis.CODED.rank

    @staticmethod
    def firmest(bases: Iterable[Basis | None]) -> Basis | None:
        """The firmest of *bases*, ignoring None; None if there is none."""
        return min((basis for basis in bases if basis), key=lambda basis: basis.rank, default=None)

    @staticmethod
    def weakest(bases: Iterable[Basis | None]) -> Basis | None:
        """The weakest of *bases*, ignoring None; None if there is none."""
        return max((basis for basis in bases if basis), key=lambda basis: basis.rank, default=None)


class MatchVerdict(_Word):
    """What a matcher concludes about two texts."""

    PROPOSED = "proposed"
    UNDECIDED = "undecided"
    """Needs review by a person: reported, but never counted."""
    UNLIKE = "unlike"


class LinkBasis(_Word):
    """Why a report is said to follow another."""

    STATED = "stated"
    """The later report names the earlier one."""
    INFERRED = "inferred"
    """Inferred from the kind and order of the reports, not from the text."""


class Completeness(_Word):
    """Whether a list is complete: an empty list means "none" only if it is."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Sampling(_Word):
    """How the case files of an audit were chosen or who graded them."""

    INSPECTORS = "chosen by the inspectors"
    TARGETED = "aimed at earlier failings"
    SELF_ASSESSED = "self-assessed"
    UNKNOWN = "unknown"


class CrosswalkMatch(_Word):
    """How a theme of one framework corresponds to a theme of another."""

    EXACT = "exact"
    BROAD = "broad"
    NONE = "none"


class Comparability(_Word):
    """Whether two sides can be compared."""

    COMPARABLE = "comparable"
    NOT_COMPARABLE = "not comparable"
    BASELINE_ONLY = "in the baseline only"
    FOLLOW_UP_ONLY = "in the follow-up only"


class CauseStatus(_Word):
    """The status of a cause of concern at the follow-up."""

    OPENED = "opened"
    STILL_OPEN = "still open"
    CLOSED = "closed"
    NOT_STATED = "mentioned, status not stated"
    NOT_MENTIONED = "not mentioned in what was read"


class Grouping(_Word):
    """How the recommendations of many pairs are grouped for counting."""

    ALL = "all"
    """All together."""
    THEME = "theme"
    """By the recommendation's theme, within the baseline's framework."""
    YEAR = "year"
    """By the year in which the baseline was published."""
    FORCE = "force"
    """By the body or bodies that both reports are about."""
    NATION = "nation"
    REGION = "region"


class FollowUpInterval(_Word):
    """Which two dates the time to a follow-up is measured between."""

    PUBLISHED_TO_PUBLISHED = "from publication to publication"
    PUBLISHED_TO_FIELDWORK = "from publication to the follow-up's fieldwork"
    """To the first day of the follow-up's fieldwork."""
    FIELDWORK_TO_FIELDWORK = "from fieldwork to the follow-up's fieldwork"
    """From the last day of the baseline's fieldwork to the first of the follow-up's."""
    FIELDWORK_TO_PUBLISHED = "from fieldwork to publication"


class Verdict(_Word):
    """What two audits of case files show, by the rule in `ncpi.comparison.statistics`."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no clear change"
    """Chance alone may explain the difference, which is not evidence that nothing changed."""
    TOO_FEW = "too few to say"
    """Too few cases were audited on one side or both."""
    CANNOT_TELL = "cannot tell"
    """Counts are unknown, or the sides can't be compared."""


class PeriodUnit(_Word):
    """The unit in which the period of a deadline rule is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"
    """Monday to Friday, except bank holidays."""


class Owing(_Word):
    """Who must do what a deadline rule requires."""

    BODY = "body inspected"
    LOCAL_POLICING_BODY = "local policing body of the body inspected"
    INSPECTORATE = "inspectorate"
    OFFICE = "office that the rule names"
    ADDRESSEE = "whoever the recommendation is addressed to"
    """The rule is about individual recommendations, not the report."""


class RuleSubject(_Word):
    """Which recommendations of a report a deadline rule covers."""

    IMMEDIATE = "recommendations to be carried out immediately"
    OTHER = "recommendations that are not to be carried out immediately"


class DueStatus(_Word):
    """The status of a deadline on a day. It doesn't say whether the thing was done."""

    DUE = "due"
    """The due date has not passed."""
    OVERDUE = "overdue"
    """The due date has passed; whether the thing was done is not recorded here."""
    CANNOT_TELL = "cannot tell"
    """The due date may or may not have passed: it isn't known precisely enough."""


class CaveatCode(_Word):
    """Why a figure or a verdict needs care."""

    ANALYST = "analyst's caveat"
    MATCHER = "matcher's caveat"
    OVERRULED = "overruled by a person"
    SMALL_SAMPLE = "small sample"
    TARGETED_SAMPLE = "targeted sample"
    SELF_ASSESSED = "self-assessed sample"
    UNKNOWN_SAMPLING = "sampling unknown"
    SAMPLING_DIFFERS = "sampling differs"
    UNKNOWN_COUNT = "count unknown"
    DIFFERENT_SCALE = "different scale"
    DIFFERENT_FRAMEWORK = "different framework"
    NO_CROSSWALK = "no crosswalk"
    BROAD_CROSSWALK = "broad crosswalk"
    WEAKER_BASIS = "weaker basis disagrees"
    DISAGREEMENT = "findings disagree"
    INCOMPLETE = "incomplete list"
    NONE = "complete and empty list"
    DATES_CANNOT_TELL = "dates cannot tell"
    LINK = "link between the reports"
    BODIES_DIFFER = "bodies differ"
    SECOND_HAND = "known only second-hand"
    SECONDARY_SOURCE = "counts from a secondary source"
    LESS_SURE = "recorded with less than high confidence"
    BORDERLINE = "one case file would change it"
    UNVERIFIED_RULE = "unverified rule"
    RULE_MAY_NOT_APPLY = "rule may not apply"
    RULE_VALIDITY = "validity of the rule not established"
    OWN_READING = "ncpi's own reading"
    NOT_YET_PUBLISHED = "report not yet published"
    ADDRESSEE_NOT_STATED = "addressee not stated"
