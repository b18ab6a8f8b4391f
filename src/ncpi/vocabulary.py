"""The enumerations.

Each member's value is the term as it is written in documents and displayed. Some lists are
open: `ReportKind`, `Party`, `Progress` and `ClosureReason` hold the well-known values, and any
other is an `Other`. Grade scales and frameworks of themes differ between inspectorates, so they
are records and not enumerations: see `ncpi.GradeScale` and `ncpi.Framework`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from operator import attrgetter
from typing import Self

__all__ = [
    "CLOSING_STATUSES",
    "KNOWN_STATUSES",
    "OPEN_STATUSES",
    "Basis",
    "CauseStatus",
    "CaveatCode",
    "ClosureReason",
    "Comparability",
    "Completeness",
    "Confidence",
    "CrosswalkMatch",
    "DueStatus",
    "Edge",
    "FollowUpInterval",
    "Grouping",
    "ItemKind",
    "JudgmentStatus",
    "KnownFrom",
    "LineHours",
    "LinkBasis",
    "MatchVerdict",
    "MetBy",
    "MonitoringStageKind",
    "Other",
    "Outcome",
    "OwedBy",
    "Party",
    "PeriodStart",
    "PeriodUnit",
    "Progress",
    "Provenance",
    "Qualifier",
    "Rag",
    "ReadingBasis",
    "RecommendationKind",
    "Relation",
    "ReportKind",
    "ResponseKind",
    "RuleSubject",
    "Sampling",
    "Season",
    "TrackingStatus",
    "Verdict",
    "Weekday",
]


class _Word(StrEnum):
    """A member of an enumeration; it is also a string, equal to its value."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Other:
    """A value of an open list that isn't among the well-known ones: ``Other("JTAI letter")``.

    Two are equal if their text is. Documents and tables hold it as ``other: JTAI letter``, and
    fields accept that text too.

    Attributes:
        value: the words, kept exactly as they are written.
    """

    __match_args__ = ("value",)
    __slots__ = ("value",)

    value: str

    def __init__(self, value: str) -> None:
        object.__setattr__(self, "value", value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value written as *text*: ``other: JTAI letter``.

        Raises:
            ValueError: the text doesn't begin with ``other:``.
        """
        start, colon, value = text.partition(": ")
        if start != "other" or not colon:
            raise ValueError(text)
        return cls(value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} can't be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name} can't be deleted")

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.value,)

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((Other, self.value))

    def __str__(self) -> str:
        return f"other: {self.value}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


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


class LineHours(_Word):
    """When a press line answers that has no opening hours of its own."""

    ANY_TIME = "any time"
    OUT_OF_HOURS = "out of hours"
    """When the office published beside it is closed."""


class MonitoringStageKind(_Word):
    """A stage of the inspectorate's monitoring of police forces."""

    SCAN = "scan"
    """The default stage."""
    ENGAGE = "engage"
    """The enhanced stage, which the press calls special measures."""


class Season(_Word):
    """A season, as a word with a year: which months it means isn't known."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


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
    """The well-known kinds of report; any other is an `Other`."""

    INSPECTION = "inspection"
    POST_INSPECTION_REVIEW = "post-inspection review"
    REINSPECTION = "re-inspection"
    PROGRESS_ASSESSMENT = "assessment of progress"
    QUARTERLY_UPDATE = "quarterly update"
    THEMATIC = "thematic report"
    JOINT_INSPECTION_LETTER = "joint targeted area inspection letter"
    MONITORING_VISIT = "monitoring visit"
    STRATEGIC_REVIEW = "strategic review"


class RecommendationKind(_Word):
    """What an inspectorate calls an item: any other name is an `Other`."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"


class ItemKind(_Word):
    """The kind of an item in a report. Counts never combine several kinds."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    CAUSE_OF_CONCERN = "cause of concern"
    CONCERN = "concern"
    """A finding that inspectors are concerned about, which no report numbers."""

    @property
    def plural(self) -> str:
        """The term for several: ``areas for improvement``."""
        first, _, rest = self.value.partition(" ")
        return f"{first}s {rest}".rstrip()


class KnownFrom(_Word):
    """Which report shows that an item was made."""

    REPORT = "report"
    """The report that made it, or someone's account of it."""
    FOLLOW_UP = "follow-up"
    """Only a later report, which lists what it took up, so such items favour what it covers."""


class ClosureReason(_Word):
    """The well-known reasons for closing an item without completing it; any other is an `Other`."""

    SUPERSEDED = "superseded"
    NO_LONGER_RELEVANT = "no longer relevant"
    DISCHARGED = "discharged"


class Party(_Word):
    """Who makes a claim about an item, or answers a report; any other party is an `Other`.

    Claims by different parties are kept apart.
    """

    INSPECTORATE = "inspectorate"
    FORCE = "force"
    """The body inspected, even if it is a fire and rescue service or an agency."""
    LOCAL_POLICING_BODY = "local policing body"
    HOME_OFFICE = "Home Office"
    GOVERNMENT = "government"
    COLLEGE_OF_POLICING = "College of Policing"
    POLICE_CHIEFS = "National Police Chiefs' Council"
    COUNCIL = "council"
    FIRE_AUTHORITY = "fire and rescue authority"
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

CLOSING_STATUSES = (
    "complete",
    "completed",
    "no-further-action-needed",
    "closed",
    "closed-by-the-inspectorate",
    "superseded",
    "no-longer-relevant",
    "discharged",
)
"""The statuses by which the inspectorate closes an item, and nobody else does.

Case, and spaces or underscores in place of hyphens, make no difference to them.
"""

OPEN_STATUSES = (
    "awaiting-review",
    "will-be-progressed",
    "being-progressed",
    "in-progress",
    "not-started",
    "open",
    "reopened",
)
"""The statuses by which the inspectorate leaves an item open, written as `CLOSING_STATUSES`."""


class Progress(_Word):
    """What a finding says about progress since the earlier report; any other is an `Other`.

    The last four are a scale of their own, which some reports use. They are never translated
    into the others.
    """

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    WORSE = "worse"
    NOT_STATED = "progress not stated"
    GOOD_PROGRESS = "good progress"
    REASONABLE_PROGRESS = "reasonable progress"
    INSUFFICIENT_PROGRESS = "insufficient progress"
    NO_MEANINGFUL_PROGRESS = "no meaningful progress"


class Outcome(_Word):
    """The result of a comparison for one item of the baseline."""

    IMPROVED = "improved"
    PARTLY_IMPROVED = "partly improved"
    NOT_IMPROVED = "not improved"
    """Only where the inspectorate says so."""
    WORSE = "worse"
    """Only where the inspectorate says so."""
    GOOD_PROGRESS = "good progress"
    REASONABLE_PROGRESS = "reasonable progress"
    INSUFFICIENT_PROGRESS = "insufficient progress"
    NO_MEANINGFUL_PROGRESS = "no meaningful progress"
    OTHER = "progress in other words"
    """The follow-up states progress in words of its own; the findings give them."""
    MIXED = "mixed"
    """Several findings answer it, and they disagree."""
    STILL_A_CONCERN = "still a concern"
    """The follow-up is concerned about it, and doesn't say whether it improved."""
    NOT_STATED = "progress not stated"
    """The follow-up mentions it, but doesn't say whether it improved."""
    NOT_MENTIONED = "not mentioned"
    """Nothing that was read answers it, which is not evidence that nothing was done."""


class Basis(_Word):
    """Whose word something is, from the firmest basis to the weakest.

    It says who linked a finding to the item that it answers, who gave the finding its theme,
    and who says what progress it shows.
    """

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
    is_firm: bool
    """Whether the inspectorate or an analyst made the link, not a matcher or the theme."""

    def __init__(self, value: str) -> None:
        self.rank = len(type(self).__members__)
        self.is_firm = value in ("stated", "coded")

    @property
    def in_words(self) -> str:
        """Its description for display: ``coded by an analyst, not stated by the inspectorate``."""
        return _BASES[self]

    @staticmethod
    def firmest(bases: Iterable[Basis | None]) -> Basis | None:
        """The firmest of *bases*, ignoring None; None if there is none."""
        return min([basis for basis in bases if basis], key=attrgetter("rank"), default=None)

    @staticmethod
    def weakest(bases: Iterable[Basis | None]) -> Basis | None:
        """The weakest of *bases*, ignoring None; None if there is none."""
        return max([basis for basis in bases if basis], key=attrgetter("rank"), default=None)


_BASES = {
    Basis.STATED: "stated by the inspectorate",
    Basis.CODED: "coded by an analyst, not stated by the inspectorate",
    Basis.PROPOSED: "proposed by a matcher, not confirmed by a person",
    Basis.SAME_THEME: "assumed from the same theme only",
}


class ReadingBasis(_Word):
    """Why a value that was read from a page stands in the reading."""

    STATED = "stated"
    """The page's own words say it."""
    DERIVED = "derived"
    """Worked out from what the page says. Nothing weaker is given."""


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


class ResponseKind(_Word):
    """What a party publishes or sends in answer to a report; any other kind is an `Other`."""

    COMMENTS = "comments"
    """Comments on the report, such as those of a local policing body under the Police Act 1996."""
    ACTION_PLAN = "action plan"
    STATEMENT = "statement"


class TrackingStatus(_Word):
    """How far a body says that an item is; any other status is an `Other`."""

    AWAITING_ALLOCATION = "awaiting allocation"
    IN_PROGRESS = "in progress"
    PENDING_SIGN_OFF = "pending sign-off"
    SUBMITTED = "submitted to the inspectorate"
    CLOSED_BY_FORCE = "closed by the force"
    """The body calls it complete, which doesn't close a recommendation."""
    CLOSED_BY_INSPECTORATE = "closed by the inspectorate"


class Rag(_Word):
    """A body's own rating of an item: red, amber or green."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Completeness(_Word):
    """Whether a list is complete: an empty list means "none" only if it is."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Qualifier(_Word):
    """How a stated figure relates to the true one."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more than"
    FEWER_THAN = "fewer than"


class JudgmentStatus(_Word):
    """Where the grade of a topic comes from, or why there is none."""

    GRADED = "graded"
    NOT_GRADED = "not graded"
    """The report says that it gives no grade."""
    CARRIED_OVER = "carried over"
    """The grade of an earlier inspection, which this report keeps without a new judgment."""
    NOT_READ = "grade not read"
    """There is a grade, but the copy that was read doesn't show it."""


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

    @property
    def corresponds(self) -> bool:
        """Whether the two correspond at all."""
        return self is not CrosswalkMatch.NONE


class Comparability(_Word):
    """Whether two sides can be compared."""

    COMPARABLE = "comparable"
    NOT_COMPARABLE = "not comparable"
    BASELINE_ONLY = "in the baseline only"
    FOLLOW_UP_ONLY = "in the follow-up only"


class CauseStatus(_Word):
    """The status of a cause of concern at the follow-up."""

    STILL_OPEN = "still open"
    CLOSED = "closed"
    NOT_STATED = "mentioned, status not stated"
    NOT_MENTIONED = "not mentioned"


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


class OwedBy(_Word):
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


class PeriodStart(_Word):
    """The day from which the period of a deadline rule runs."""

    PUBLICATION = "publication"
    RECEIPT = "receipt"
    """Receipt by whoever must act, which reports don't state."""


class MetBy(_Word):
    """What on record shows that a duty was met. Nothing else does."""

    COMMENTS = "published comments"
    """A dated response of the local policing body."""
    ACTION_PLAN = "action plan"
    """A dated action plan of the force."""
    CLOSURE = "closure by the inspectorate"
    """A force's claim, a response or an improvement that was found doesn't close an item."""


class DueStatus(_Word):
    """The status of a deadline on a day."""

    DUE = "due"
    """The due day has not passed, and nothing on record here meets it."""
    MET = "met"
    """Something on record here meets it, in time or late."""
    PASSED = "due day passed"
    """The due day has passed, and nothing on record here meets it: it may have been met."""
    CANNOT_TELL = "cannot tell"
    """The due date may have passed, or the duty been met: a date isn't known precisely enough."""


class CaveatCode(_Word):
    """Why a figure or a verdict needs care."""

    DISPUTED = "disputed"
    ANALYST = "caveat of the coder"
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
    NO_GRADE = "no grade"
    CARRIED_OVER = "grade carried over"
    PREVIOUS_GRADE = "reports disagree on last time's grade"
    BORDERLINE = "one case file would change it"
    MIXED_CHANGE = "changed, but neither better nor worse"
    UNVERIFIED_RULE = "unverified rule"
    RULE_MAY_NOT_APPLY = "rule may not apply"
    RULE_VALIDITY = "validity of the rule not established"
    OWN_READING = "ncpi's own reading"
    NOT_YET_PUBLISHED = "report not yet published"
    ADDRESSEE_NOT_STATED = "addressee not stated"
    STATUS_UNCLEAR = "status unclear"
    OFFICE_MAY_END = "office may have ended"
