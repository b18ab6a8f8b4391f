"""How users call the matcher, for their type checker: checked by mypy and pyright, never run."""

from typing import assert_type

import ncpi
from ncpi.comparison import Proposal, Ruling, Similarity
from ncpi.comparison.matching import Matcher, Matching, Synonyms
from ncpi.vocabulary import CrosswalkMatch, MatchVerdict


def matched(baseline: ncpi.Report, follow_up: ncpi.Report) -> None:
    """A matching is made, applied and asked."""
    matcher = Matcher(threshold=0.6, synonyms=[Synonyms(terms=["RSO", "red list"])])
    assert_type(matcher.similarity("a", "b", themes=CrosswalkMatch.EXACT), Similarity)
    matching = matcher.match(baseline, follow_up)
    assert_type(matching, Matching)
    assert_type(matching.undecided, tuple[Proposal, ...])
    assert_type(matching.proposals[0].verdict, MatchVerdict)
    assert_type(matching.applied(follow_up), ncpi.Report)

    matcher.similarity("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    matcher.similarity("a", "b", themes=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Matcher(threshold="high")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def ruled(baseline: ncpi.Report, follow_up: ncpi.Report) -> None:
    """Text becomes a date, and any number of rulings may be given."""
    ruling = Ruling(
        item=baseline.recommendation("1").ref(baseline.key),
        follow_up=follow_up.key,
        finding="a",
        answers=False,
        by="R. Person",
        dated="2020-05-01",
    )
    assert_type(ruling.dated, ncpi.PartialDate)
    assert_type(ruling.item, ncpi.ItemRef)
    comparison = ncpi.compare(baseline, follow_up, matcher=Matcher(), rulings=[ruling])
    assert_type(comparison.undecided, tuple[Proposal, ...])
    assert_type(comparison.rulings, tuple[Ruling, ...])

    Ruling(item=1, follow_up="b", finding="a", answers=True, by="R", dated="2020")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ncpi.compare(baseline, follow_up, Matcher())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ncpi.compare(baseline, follow_up, rulings=ruling)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
