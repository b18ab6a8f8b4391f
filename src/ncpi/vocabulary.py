"""The closed word-lists of the field.

Each member's value is the term as it is written in documents and shown to
people. What an inspectorate may have of its own (grade scales, frameworks of
themes) is not closed: see `ncpi.GradeScale` and `ncpi.Framework`.
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
    """A word of a closed list; a text, too, that equals its value."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Relation(_Word):
    """How one date stands to another, as far as both are known."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    CANNOT_TELL = "cannot tell"


class Edge(_Word):
    """The end of a span where there is no date: *open* and *unknown* are two things."""

    OPEN = "open"
    """It goes on: still current at the end, or from before anyone counts at the start."""
    UNKNOWN = "unknown"
    """There may be a date, but it is not known."""


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
    """How sure the compiler of a fact was of it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ReportKind(_Word):
    """What sort of report it is."""

    INSPECTION = "inspection"
    POST_INSPECTION_REVIEW = "post-inspection review"
    REINSPECTION = "re-inspection"
    PROGRESS_ASSESSMENT = "assessment of progress"
    QUARTERLY_UPDATE = "quarterly update"
    THEMATIC = "thematic report"


class RecommendationKind(_Word):
    """What an inspectorate asks for, in its own two grades of insistence."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"


class ItemKind(_Word):
    """What kind of thing a report numbers; no count adds up several kinds."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    CAUSE_OF_CONCERN = "cause of concern"


class Party(_Word):
    """Who makes a claim about a recommendation. Their claims are never blended."""

    INSPECTORATE = "inspectorate"
    FORCE = "force"
    """The body inspected, also where it is a fire and rescue service or an agency."""
    LOCAL_POLICING_BODY = "local policing body"
    NOT_STATED = "not stated"


KNOWN_STATUSES = (
    "awaiting-review",
    "will-be-progressed",
    "being-progressed",
    "complete",
    "no-further-action-needed",
)
"""The words seen in the inspectorate's recommendation tracker.

Others may exist: a status is any text, and an unknown one is carried through.
"""


class Progress(_Word):
    """What a finding says of progress since the earlier report."""

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    WORSE = "worse"
    NOT_STATED = "progress not stated"


class Outcome(_Word):
    """What a comparison can say of one recommendation."""

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    WORSE = "worse"
    MIXED = "mixed"
    """Several findings answer it, and they disagree."""
    NOT_STATED = "progress not stated"
    """The follow-up speaks of it, but not of progress."""
    NOT_MENTIONED = "not mentioned in what was read"
    """Nothing read answers it: not evidence that nothing was done."""


class Basis(_Word):
    """Why a finding is said to answer a recommendation, from firm to weak."""

    STATED = "stated"
    """Stated by the inspectorate."""
    CODED = "coded"
    """Coded by an analyst."""
    PROPOSED = "proposed"
    """Proposed by a matcher."""
    SAME_THEME = "same theme only"
    """Nothing but the theme connects them."""

    rank: int
    """Its place from firm to weak: 0 for the firmest."""

    def __init__(self, _value: str) -> None:
        self.rank = len(type(self).__members__)

    @property
    def is_firm(self) -> bool:
        """Whether the inspectorate or an analyst says so, not just a matcher or the theme."""
        return self.rank <= Basis.CODED.rank

    @staticmethod
    def firmest(bases: Iterable[Basis | None]) -> Basis | None:
        """The firmest of *bases*, those that are None left out; None without any."""
        return min((basis for basis in bases if basis), key=lambda basis: basis.rank, default=None)

    @staticmethod
    def weakest(bases: Iterable[Basis | None]) -> Basis | None:
        """The weakest of *bases*, those that are None left out; None without any."""
        return max((basis for basis in bases if basis), key=lambda basis: basis.rank, default=None)


class MatchVerdict(_Word):
    """What a matcher makes of two texts."""

    PROPOSED = "proposed"
    UNDECIDED = "undecided"
    """Left to a person: reported, and never counted."""
    UNLIKE = "unlike"


class LinkBasis(_Word):
    """Why a report is said to follow another."""

    STATED = "stated"
    """The later report names the earlier one."""
    INFERRED = "inferred"
    """Concluded from kind and order, not from the text."""


class Completeness(_Word):
    """Whether a list holds all there is: an empty list is not "none"."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Sampling(_Word):
    """How the case files of an audit were chosen, or who graded them."""

    INSPECTORS = "chosen by the inspectors"
    TARGETED = "aimed at earlier failings"
    SELF_ASSESSED = "self-assessed"
    UNKNOWN = "unknown"


class CrosswalkMatch(_Word):
    """How a theme of one framework stands to a theme of another."""

    EXACT = "exact"
    BROAD = "broad"
    NONE = "none"


class Comparability(_Word):
    """Whether two sides may be set against each other."""

    COMPARABLE = "comparable"
    NOT_COMPARABLE = "not comparable"
    BASELINE_ONLY = "in the baseline only"
    FOLLOW_UP_ONLY = "in the follow-up only"


class CauseStatus(_Word):
    """Where a cause of concern stands at the follow-up."""

    OPENED = "opened"
    STILL_OPEN = "still open"
    CLOSED = "closed"
    NOT_STATED = "mentioned, status not stated"
    NOT_MENTIONED = "not mentioned in what was read"


class Grouping(_Word):
    """By what the recommendations of many pairs are counted together."""

    ALL = "all"
    """All together."""
    THEME = "theme"
    """The recommendation's, within the baseline's framework."""
    YEAR = "year"
    """That in which the baseline was published."""
    FORCE = "force"
    """The body, or bodies, that both reports are about."""
    NATION = "nation"
    REGION = "region"


class FollowUpInterval(_Word):
    """From which day to which a follow-up is said to have taken."""

    PUBLISHED_TO_PUBLISHED = "from publication to publication"
    PUBLISHED_TO_RETURN = "from publication to the return"
    """To the first day of the follow-up's fieldwork."""
    FIELDWORK_TO_RETURN = "from fieldwork to the return"
    """From the last day of the baseline's fieldwork to the first of the follow-up's."""
    FIELDWORK_TO_PUBLISHED = "from fieldwork to publication"


class Verdict(_Word):
    """What two audits of case files say together, by the rule of `ncpi.comparison.statistics`."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no clear change"
    """Chance alone may account for it: not evidence that nothing changed."""
    TOO_FEW = "too few to say"
    """Too few cases were audited on one side or both."""
    CANNOT_TELL = "cannot tell"
    """Counts aren't known, or the sides may not be set against each other."""


class PeriodUnit(_Word):
    """What the period of a deadline rule is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"
    """Monday to Friday, bank holidays left out."""


class Owing(_Word):
    """Who owes what a deadline rule asks for."""

    BODY = "body inspected"
    LOCAL_POLICING_BODY = "local policing body of the body inspected"
    INSPECTORATE = "inspectorate"
    OFFICE = "office that the rule names"
    ADDRESSEE = "whoever the recommendation is addressed to"
    """The rule speaks of single recommendations, not of the report."""


class RuleSubject(_Word):
    """Which recommendations of a report a deadline rule is about."""

    IMMEDIATE = "recommendations to be carried out immediately"
    OTHER = "recommendations that are not to be carried out immediately"


class DueStatus(_Word):
    """Where a deadline stands on a day: of the day only, not of whether the thing was done."""

    DUE = "due"
    """Its last day has not passed."""
    OVERDUE = "overdue"
    """Its last day has passed; nothing here knows whether the thing was done."""
    CANNOT_TELL = "cannot tell"
    """Its last day may have passed or not, as far as the dates are known."""


class CaveatCode(_Word):
    """Why a figure or a verdict should be read with care."""

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
