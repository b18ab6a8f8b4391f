"""Precision and recall of the text matcher on labelled pairs.

    python tests/comparison/matching/score_labelled.py FILE...
    python tests/comparison/matching/score_labelled.py --shipped

*Pairwise*: every labelled pair by itself, at or above the threshold or not. *Assigned*:
the pairs of a group as `Matcher.match` chooses them, one-to-one; every pair of the group
that isn't listed as an answer counts as false. A finding that answers two
recommendations, or a recommendation that two findings answer, can give only one pair
one-to-one; its other pair is then displaced, undecided, and reported apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

import ncpi
from ncpi import Finding, Recommendation, Report
from ncpi.comparison.matching import Matcher
from ncpi.vocabulary import Basis, CrosswalkMatch, MatchVerdict, ReportKind

LABELS = ("same", "reworded", "split", "merged", "same theme", "unrelated")


@attrs.frozen(kw_only=True)
class Scores:
    """What was counted, and what follows from it."""

    proposed: int
    right: int
    answers: int
    pairs: int
    undecided: int
    displaced: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Of the answers that could be proposed: displaced partners aren't among them."""
        reachable = self.answers - self.displaced
        return self.right / reachable if reachable else 1.0

    @property
    def plain_recall(self) -> float:
        """Of all answers, the displaced ones too."""
        return self.right / self.answers if self.answers else 1.0


def themes(one: str | None, other: str | None) -> CrosswalkMatch | None:
    if one is None or other is None:
        return None
    return CrosswalkMatch.EXACT if one.casefold() == other.casefold() else CrosswalkMatch.NONE


def judged(group: dict[str, Any], matcher: Matcher) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each listed pair of a group with the similarity of its two texts."""
    asked = {entry["key"]: entry for entry in group["recommendations"]}
    found = {entry["key"]: entry for entry in group["findings"]}
    for pair in group["pairs"]:
        one, other = asked[pair["recommendation"]], found[pair["finding"]]
        how = themes(one["theme"], other["theme"])
        yield pair, matcher.similarity(one["text"], other["text"], themes=how)


def pairwise(groups: Iterable[dict[str, Any]], matcher: Matcher) -> Scores:
    item = [entry for group in groups for entry in judged(group, matcher)]
    proposed = [pair for pair, like in item if like.verdict is MatchVerdict.PROPOSED]
    return Scores(
        proposed=len(proposed),
        right=sum(pair["answers"] for pair in proposed),
        answers=sum(pair["answers"] for pair, _ in item),
        pairs=len(item),
        undecided=sum(like.verdict is MatchVerdict.UNDECIDED for _, like in item),
    )


def by_label(groups: Iterable[dict[str, Any]], matcher: Matcher) -> dict[str, Counter[str]]:
    """How often each label is proposed, undecided and unlike, pair by pair."""
    counts: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    for group in groups:
        for pair, like in judged(group, matcher):
            counts[pair["label"]][like.verdict.value] += 1
    return counts


def reports(group: dict[str, Any]) -> tuple[Report, Report]:
    """A group as a baseline and its follow-up."""
    baseline = Report(
        key=f"{group['group']}/baseline",
        title="Baseline",
        kind=ReportKind.INSPECTION,
        recommendations=[Recommendation(**entry) for entry in group["recommendations"]],
    )
    follow_up = Report(
        key=f"{group['group']}/follow-up",
        title="Follow-up",
        kind=ReportKind.POST_INSPECTION_REVIEW,
        findings=[Finding(**entry) for entry in group["findings"]],
    )
    return baseline, follow_up


Case = tuple[Report, Report, set[tuple[str, str]]]
"""A baseline, its follow-up without links, and the pairs that are right: item and finding."""


def case(group: dict[str, Any]) -> Case:
    """A group as a case."""
    baseline, follow_up = reports(group)
    asked = {one.key: str(one.ref(baseline.key)) for one in baseline.recommendations}
    true = {(asked[p["recommendation"]], p["finding"]) for p in group["pairs"] if p["answers"]}
    return baseline, follow_up, true


CODERS = "ncpi, two language models"
TUNED_ON = frozenset(
    [
        "police/bedfordshire",
        "police/cheshire",
        "police/cleveland",
        "police/derbyshire",
        "police/dorset",
        "police/dyfed-powys",
        "police/gloucestershire",
        "police/hampshire",
        "police/humberside",
        "police/lancashire",
        "police/lincolnshire",
        "police/merseyside",
        "police/metropolitan",
        "police/north-wales",
        "police/northamptonshire",
        "police/nottinghamshire",
        "police/south-yorkshire",
        "police/suffolk",
        "police/warwickshire",
        "police/west-midlands",
        "police/wiltshire",
    ]
)
"""The forces whose shipped links are for tuning: every second one, and Merseyside, whose links the
page shows."""


def shipped(*, held_out: bool) -> Iterator[Case]:
    """The pairs of the shipped archive whose links two people coded, by force.

    What they linked is right; every other combination of the same pair is wrong. Nobody looks
    at the pairs of the forces that are *held_out*.
    """
    for pair in ncpi.Archive.shipped().pairs():
        baseline, follow_up = pair.baseline, pair.follow_up
        items = {str(item.ref(baseline.key)) for item in baseline.items}
        true = {
            (str(answer.item), finding.key)
            for finding in follow_up.findings
            for answer in finding.answers
            if answer.by == CODERS and str(answer.item) in items
        }
        force = baseline.key.rpartition("/")[0]
        if true and force.startswith("police/") and held_out is (force not in TUNED_ON):
            unlinked = [attrs.evolve(finding, answers=()) for finding in follow_up.findings]
            yield baseline, attrs.evolve(follow_up, findings=unlinked), true


def assigned(cases: Iterable[Case], matcher: Matcher) -> Scores:
    counts: Counter[str] = Counter()
    for baseline, follow_up, true in cases:
        matching = matcher.match(baseline, follow_up)
        answers = [entry for entry in matching.proposals if entry.finding is not None]
        proposed = {
            (str(entry.item), entry.finding)
            for entry in answers
            if entry.verdict is MatchVerdict.PROPOSED and entry.basis is Basis.PROPOSED
        }
        right = proposed & true
        rows, columns = {one for one, _ in right}, {other for _, other in right}
        displaced = {
            (one, other) for one, other in true - proposed if one in rows or other in columns
        }
        counts.update(
            proposed=len(proposed),
            right=len(right),
            answers=len(true),
            pairs=len(baseline.items) * len(follow_up.findings),
            undecided=sum(entry.verdict is MatchVerdict.UNDECIDED for entry in answers),
            displaced=len(displaced),
        )
    return Scores(**counts)


def faults(groups: Iterable[dict[str, Any]], matcher: Matcher) -> Iterator[str]:
    """The pairs that come out wrong, for whoever tunes."""
    for group in groups:
        asked = {entry["key"]: entry for entry in group["recommendations"]}
        found = {entry["key"]: entry for entry in group["findings"]}
        for pair, like in judged(group, matcher):
            if (like.verdict is MatchVerdict.PROPOSED) != pair["answers"]:
                yield (
                    f"{group['group']} {pair['recommendation']}-{pair['finding']} "
                    f"{pair['label']} {like.value:.2f} [{like.evidence}]\n"
                    f"    {asked[pair['recommendation']]['text']}\n"
                    f"    {found[pair['finding']]['text']}"
                )


def in_words(scores: Scores) -> str:
    more = f", {scores.displaced} displaced" if scores.displaced else ""
    return (
        f"{scores.pairs} pairs, {scores.answers} answers{more}; "
        f"precision {scores.precision:.3f}, recall {scores.recall:.3f} "
        f"(of all answers {scores.plain_recall:.3f}); "
        f"undecided {scores.undecided / scores.pairs:.1%}"
    )


def entry(name: str, groups: Sequence[dict[str, Any]], matcher: Matcher) -> Iterator[str]:
    """What is printed of one file."""
    yield f"{name}: {len(groups)} groups"
    for way, scores in (
        ("pairwise", pairwise(groups, matcher)),
        ("assigned", assigned(map(case, groups), matcher)),
    ):
        yield f"  {way}: {in_words(scores)}"
    for label, counts in by_label(groups, matcher).items():
        total = counts.total()
        if total:
            shares = ", ".join(
                f"{verdict.value} {counts[verdict.value]} ({counts[verdict.value] / total:.0%})"
                for verdict in MatchVerdict
            )
            yield f"    {label}: {total} pairs; {shares}"


def loaded(path: Path) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return groups


def main(names: Sequence[str]) -> None:
    show_faults = "--faults" in names
    if "--shipped" in names:
        for held_out in (False, True):
            use = "held out" if held_out else "for tuning"
            scores = assigned(shipped(held_out=held_out), Matcher())
            print(f"shipped links, {use}: {in_words(scores)}")  # noqa: T201 - a program
    for name in names:
        if name.startswith("--"):
            continue
        groups = loaded(Path(name))
        print("\n".join(entry(Path(name).name, groups, Matcher())))  # noqa: T201 - a program
        if show_faults:
            print("\n".join(faults(groups, Matcher())))  # noqa: T201 - a program


if __name__ == "__main__":
    main(sys.argv[1:])
