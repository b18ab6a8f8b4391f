"""The schemas of the tables over many pairs and many reports; declared here, and only here."""

from __future__ import annotations

from ncpi import vocabulary as words
from ncpi.tables._schemas.columns import Column, ColumnType, Schema
from ncpi.tables._schemas.matching import PAIR
from ncpi.tables._schemas.reports import basis, maybe, text, texts, truth, whole, word

__all__ = ["PROGRAMME_SCHEMAS"]

_DAY, _WHOLE, _TRUTH = ColumnType.DAY, ColumnType.WHOLE, ColumnType.TRUTH

_OUTCOMES = Schema(
    "programme_outcomes",
    "How many recommendations of one group came to one outcome on one basis. An entry is a "
    "recommendation in a pair, and stands once in every grouping. What tells of the group is the "
    "same in all its rows: add up the entries alone, of one grouping, and each basis apart.",
    (
        word("grouping", "By what the recommendations are grouped.", words.Grouping),
        text("group", "What the group is called."),
        truth("named", "Whether that is a name; false where the year, body or so isn't known."),
        maybe("framework", "The key of the framework whose theme it is; empty outside themes."),
        whole("pairs", "How many compared pairs the group has; by theme, only with an entry."),
        whole("baselines", "How many reports those pairs have for a baseline."),
        whole("refused", "How many pairs of it could not be compared; by theme, none is counted."),
        whole("recommendations", "How many recommendations are listed, each counted once."),
        maybe(
            "made",
            "How many were made by the baselines that say so; empty where none does, and by theme.",
            _WHOLE,
        ),
        maybe("made_unknown", "How many baselines don't say so; empty by theme.", _WHOLE),
        maybe("made_listed", "How many of those made are listed; empty as before.", _WHOLE),
        texts("crosswalks", "How the theme stands to themes of other frameworks that have a row."),
        word(
            "outcome",
            "What the follow-ups say; empty where no recommendation of the group is listed.",
            words.Outcome,
            nullable=True,
        ),
        basis(
            "basis",
            "How firmly that is linked to the recommendation; empty if nothing read mentions it.",
            nullable=True,
        ),
        basis(
            "concern_basis",
            "How firmly a finding that is a concern besides is linked to it; empty without one.",
            nullable=True,
        ),
        maybe("entries", "How many entries came to that; empty without an outcome.", _WHOLE),
    ),
    "grouping, what has a name before what has none, framework, group, outcome, basis, "
    "concern_basis",
)


def _interval(name: str, meaning: str) -> tuple[Column, ...]:
    return (
        maybe(f"{name}_least", f"The fewest days {meaning}.", _WHOLE),
        maybe(f"{name}_most", "The most days that it can be.", _WHOLE),
    )


_TIMES = Schema(
    "follow_up_times",
    "How many days a follow-up took, as far as the dates tell; also of pairs that could not be "
    "compared. Below zero, the dates leave open which came first.",
    (
        *PAIR,
        maybe("body", "The key of the body that both are about; empty if several or none."),
        texts("bodies", "The keys of the bodies that both are about."),
        word(
            "link_basis",
            "Who says that the one follows the other; empty if nothing does.",
            words.LinkBasis,
            nullable=True,
        ),
        maybe("refused", "Why the two could not be compared; empty where they were."),
        maybe(
            "is_first",
            "Whether it is the first follow-up of its bodies, which stands for them; empty where "
            "the dates can't tell, or no body is shared.",
            _TRUTH,
        ),
        *_interval("published_to_published", "from publication to publication"),
        *_interval("published_to_return", "from publication to the follow-up's fieldwork"),
        *_interval("fieldwork_to_return", "from the end of fieldwork to the follow-up's fieldwork"),
        *_interval("fieldwork_to_published", "from the end of fieldwork to the next publication"),
    ),
    "baseline, follow_up",
)
_THREADS = Schema(
    "threads",
    "A recommendation carried through the reports on a body, from the one that first made it. One "
    "that restates two earlier ones stands in the rows of both.",
    (
        text("body", "The key of the body."),
        text("report", "The key of the report that first made it."),
        text("recommendation", "Its key there."),
        word("kind", "A recommendation or an area for improvement.", words.RecommendationKind),
        maybe("theme", "The theme that it stands under there."),
        text("text", "What was asked, as first made."),
        maybe("first_made", "When that report was published, as precisely as known."),
        maybe("first_made_earliest", "The first day that it can have been published.", _DAY),
        maybe("first_made_latest", "The last day that it can have been published.", _DAY),
        truth("older", "Whether it takes up something that no earlier report here lists."),
        maybe("last_report", "The key of the last report after that; empty if none came later."),
        maybe("age_least", "How many days it was old at the last report, at least.", _WHOLE),
        maybe("age_most", "At most; empty too if it may be older than is known.", _WHOLE),
        word(
            "outcome",
            "What the last report says of it; silence closes nothing, and leaves nothing open.",
            words.Outcome,
            nullable=True,
        ),
        basis("basis", "How firmly that is linked to it; empty where nothing is.", nullable=True),
        basis(
            "concern_basis",
            "How firmly a finding of the last report that is a concern is linked to it; or empty.",
            nullable=True,
        ),
        maybe("last_mention", "The key of the last report that speaks of it; empty if none does."),
        word("last_mention_outcome", "What that report says.", words.Outcome, nullable=True),
        basis("last_mention_basis", "How firmly that is linked to it.", nullable=True),
        whole("times_repeated", "In how many later reports it was restated, on whatever basis."),
        truth("repeated_firmly", "Whether one restates it as stated or coded."),
        truth("rolled_forward", "Whether at least two later reports restated it."),
        texts("restated_at", "The keys of the reports' reports that restate it, in order."),
        texts("restated_by", "The keys of the recommendations that do, in the same order."),
        texts("restated_bases", "How firmly each of those is linked to the first, likewise."),
        basis(
            "weakest_basis",
            "The weakest basis on which anything of the row is linked to it; empty if nothing is.",
            nullable=True,
        ),
        texts("caveats", "Why it should be read with care, over all and at each report."),
    ),
    "body, then as the timeline lists them: by the report that first made it",
)

PROGRAMME_SCHEMAS: tuple[Schema, ...] = (_OUTCOMES, _TIMES, _THREADS)
"""The schemas of the tables of whole programmes and of timelines."""
