"""The one pair that the facts give in full, on top of its two rows."""

import re
from collections.abc import Iterable

from registers.facts import Row, read, source
from registers.inspectorates import merseyside_release

import ncpi
from ncpi.vocabulary import Basis, Completeness, Party, Progress

BASELINE = "police/merseyside/2018-inspection"
FOLLOW_UP = "police/merseyside/2019-review"
TIMESCALES = {None: ncpi.Timescale(), "within three months": ncpi.Timescale(months=3)}


def _same(fields: Row, facts: Row) -> None:
    """Refuse a pair that says otherwise than its row in the list of reports."""
    told = {
        "kind": fields["kind"].value == facts["kind"],
        "published": fields["published"] == facts["published"],
        "isbn": fields["isbn"] == facts.get("isbn"),
    }
    if wrong := [name for name, agrees in told.items() if not agrees]:
        message = f"{fields['key']} differs in {', '.join(wrong)}"
        raise ValueError(message)


def _notes(fields: Row, facts: Row) -> list[str]:
    """The row's notes, those of the pair, and the title if the pair has another one."""
    also = f"Also titled: {facts['title']}" if facts["title"] != fields["title"] else None
    told = [*fields["notes"], also, facts.get("published_note"), read("merseyside")["note"]]
    return [note for note in told if note]


def _merged(known: Iterable[ncpi.Source], added: Iterable[ncpi.Source]) -> list[ncpi.Source]:
    """*known* and *added*, each once."""
    return list(dict.fromkeys([*known, *added]))


def _events(tracker: Row) -> list[ncpi.StatusEvent]:
    """What the tracker holds, each event with its party; a comment is no status."""
    found = []
    for day, party, said in tracker["events"]:
        comment = re.fullmatch(r"\(comment: (.*)\)", said)
        found.append(
            ncpi.StatusEvent(
                party=Party(party),
                dated=day,
                status=None if comment else said,
                comment=comment[1] if comment else None,
            )
        )
    return found


def _recommendation(point: Row, facts: Row) -> ncpi.Recommendation:
    """A point that the review lists as asked for in 2018."""
    review = source(
        facts["follow_up"]["sources"][0], supports="that the 2018 report asked for it, and how"
    )
    tracker, found = point.get("tracker"), [review]
    if tracker:
        page = facts["baseline"]["sources"][1]
        found.append(source(page, supports=f"tracker entry {tracker['id']}"))
    return ncpi.Recommendation(
        key=point["key"],
        text=point["point"],
        theme=point["theme"],
        timescale=TIMESCALES[point.get("timescale")],
        tracker=tracker["id"] if tracker else None,
        history=_events(tracker) if tracker else [],
        addressed_to=["police/merseyside"],
        sources=found,
    )


def _figures(point: Row) -> str:
    """The figures that go with a point, as text."""
    return "; ".join(
        f"{name.removesuffix(', about')}: {'about ' if name.endswith(', about') else ''}{value}"
        for name, value in point["figures"].items()
    )


def baseline_fields(fields: Row) -> Row:
    """The inspection of 2018 in full.

    Strengths and figures are findings: inspectors found them. Nothing more is said of
    them, neither progress nor a concern.
    """
    pair = read("merseyside")
    facts = pair["baseline"]
    _same(fields, facts)
    if fields["fieldwork"] != ncpi.DateSpan(start=facts["fieldwork"][0], end=facts["fieldwork"][1]):
        raise ValueError(facts["fieldwork"])
    strengths = [
        ncpi.Finding(key=f"strength {number}", text=text)
        for number, text in enumerate(facts["strengths"], 1)
    ]
    figures = [
        ncpi.Finding(key=f"figures {point['key']}", text=_figures(point), theme=point["theme"])
        for point in facts["points"]
        if "figures" in point
    ]
    return {
        **fields,
        "inspectors": [facts["inspector"]],
        "recommendations": [_recommendation(point, pair) for point in facts["points"]],
        "findings": [*strengths, *figures],
        "completeness": ncpi.ReportCompleteness(
            recommendations=Completeness.PARTIAL, findings=Completeness.PARTIAL
        ),
        "notes": _notes(fields, facts),
        "sources": _merged(fields["sources"], [source(ref) for ref in facts["sources"]]),
    }


def _finding(found: Row, release: ncpi.Source) -> ncpi.Finding:
    """A finding that the press release gives, with the answers that were coded from it."""
    return ncpi.Finding(
        key=found["key"],
        text=found["finding"],
        theme=found["theme"],
        progress=Progress(found["progress"]),
        concern=found.get("concern", False),
        answers=[
            ncpi.Answer(
                report=BASELINE,
                recommendation=answer["point"],
                basis=Basis(answer["basis"]),
                by="ncpi, from the press release",
                evidence=answer.get("evidence"),
                caveat=answer.get("caveat"),
            )
            for answer in found["answers"]
        ],
        sources=[release],
    )


def follow_up_fields(fields: Row) -> Row:
    """The review of 2019, as far as its press release tells of it."""
    pair = read("merseyside")
    facts = pair["follow_up"]
    _same(fields, facts)
    release = merseyside_release()
    findings = [_finding(found, release) for found in facts["findings"]]
    answered = {answer.recommendation for finding in findings for answer in finding.answers}
    points = {point["key"] for point in pair["baseline"]["points"]}
    if points - answered != set(facts["not_mentioned"]):
        raise ValueError(facts["not_mentioned"])
    # Said once, of the aim of the changes as a whole: so it is a finding of its own, and
    # no single change is called lasting.
    whole = ncpi.Finding(key="lasting", text=facts["lasting"], lasting=True, sources=[release])
    return {
        **fields,
        "inspectors": [facts["inspector"]],
        "findings": [*findings, whole],
        "completeness": ncpi.ReportCompleteness(findings=Completeness.PARTIAL),
        "notes": _notes(fields, facts),
        "sources": _merged(
            fields["sources"], [*(source(ref) for ref in facts["sources"]), release]
        ),
    }
