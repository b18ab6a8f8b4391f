"""A sentence or two on one entry of a comparison, to print as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ncpi.comparison._entries import FindingAnswer, ItemComparison, ReportMention, RestatedItem
from ncpi.display._names import bodies_in_words, body_name, in_words, inspectorate_name, joined
from ncpi.display._phrases import accounts
from ncpi.errors import OWN_NUMBER, Fault, InvalidError
from ncpi.model import Finding, Item, PartialDate, Reference, Source
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    CaveatCode,
    Confidence,
    ItemKind,
    KnownFrom,
    Outcome,
    Progress,
)

__all__ = ["sentence"]

_MADE = {
    ItemKind.RECOMMENDATION: "made a recommendation",
    ItemKind.AREA_FOR_IMPROVEMENT: "named an area for improvement",
    ItemKind.CAUSE_OF_CONCERN: "raised a cause of concern",
    ItemKind.CONCERN: "raised a concern",
}
_FOUND = {
    Outcome.IMPROVED: "found that this had improved",
    Outcome.PARTLY_IMPROVED: "found that this had partly improved",
    Outcome.NOT_IMPROVED: "found that this had not improved",
    Outcome.WORSE: "found that this had got worse",
    Outcome.GOOD_PROGRESS: "found good progress on this",
    Outcome.REASONABLE_PROGRESS: "found reasonable progress on this",
    Outcome.INSUFFICIENT_PROGRESS: "found insufficient progress on this",
    Outcome.NO_MEANINGFUL_PROGRESS: "found no meaningful progress on this",
    Outcome.OTHER: "described progress on this",
    Outcome.MIXED: "had mixed findings on this",
    Outcome.STILL_A_CONCERN: "was still concerned about this",
    Outcome.NOT_STATED: "took this up without saying whether it had improved",
}


def sentence(entry: ItemComparison, *, cite: bool = False) -> str:
    """What was asked and what the follow-up found, with who said so, when, and who linked them.

    In the past tense. The texts are those of the records, which may paraphrase the reports. A
    verdict is given as the follow-up's only if the inspectorate stated it. A disputed entry says
    so. *cite* adds the sources.

    Raises:
        ncpi.errors.InvalidError: only a matcher, a shared theme or an answer that doesn't count
            links the two, which is too weak to print.
    """
    basis = entry.basis or Basis.firmest(one.answer.basis for one in entry.answers)
    if basis is not None and not (entry.basis and basis.is_firm):
        uncounted = "" if entry.basis else ", not counted"
        message = f"the basis of the link ({basis.value}{uncounted}) is too weak to print"
        advice = "Check the two reports, and confirm the link with a ruling"
        fault = Fault("basis", "inconsistent", message, basis.value, advice)
        raise InvalidError([fault], str(entry.ref))
    parts = [_asked(entry), _found(entry)]
    if _is_closed(entry):
        parts.append("This cause of concern is recorded as closed by then.")
    parts += _linked(entry)
    for side, names in accounts(entry).items():
        what = entry.item_kind.value if side == "item" else side
        parts.append(f"The {what} is as reported by {joined(names)}.")
    parts += [
        f"This is disputed: {_plain(caveat.text)}."
        for caveat in entry.caveats
        if caveat.code is CaveatCode.DISPUTED
    ]
    parts.append("The wording is the record's, which may paraphrase the reports.")
    text = " ".join(parts)
    return "\n".join([text, *_citations(entry)]) if cite else text


def _asked(entry: ItemComparison) -> str:
    report = entry.baseline
    number = "" if entry.item_kind is ItemKind.CONCERN else f" ({entry.key})"
    if entry.key.startswith(OWN_NUMBER):
        number = f" (number {entry.key.removeprefix(OWN_NUMBER)} here; the report's isn't known)"
    who, what = _inspectorates(report), _MADE[entry.item_kind]
    reading = ""
    if isinstance(entry.item, Finding) and not entry.item.concern:
        # Only an analyst's reading of its progress makes it a concern.
        what = "found"
        verdict = entry.item.progress.value
        reading = f" An analyst, not the inspectorate, read this as a concern (“{verdict}”)."
    if entry.item.known_from is KnownFrom.FOLLOW_UP:
        number += ", as its follow-up lists it"
    whose = "their" if len(report.inspectorates) > 1 else "its"
    asked = f"{_plain(entry.item.text)}{_remarks(entry.item)}"
    return f"In {whose} {_report(report)}, {who} {what}{number}: {asked}.{reading}"


def _found(entry: ItemComparison) -> str:
    report = entry.follow_up
    title = f"{_whose(entry)} {_report(report)}"
    if entry.progress is Outcome.NOT_MENTIONED:
        if not entry.is_read_in_full:
            title = f"What was read of {title[0].lower()}{title[1:]}"
        return f"{title} did not mention this, which does not mean that nothing was done."
    found = [_said(answer.finding, report.published) for answer in _used(entry)]
    words = _FOUND[entry.progress]
    again = "; ".join(
        f"{_plain(one.item.text)} ({one.item.key}){_remarks(one.item)}" for one in _restated(entry)
    )
    raised = "took this up again" if _is_closed(entry) else "raised this again"
    end = f" It also {raised}: {again}." if again and entry.deciding else ""
    if entry.progress is Outcome.OTHER:
        said = dict.fromkeys(answer.finding.progress.value for answer in entry.deciding)
        words += f" as {joined([f'“{one}”' for one in said])}"
    if not entry.deciding:
        found = [again]
        words = f"{raised} without saying whether it had improved"
    elif entry.progress is not Outcome.STILL_A_CONCERN and any(
        one.finding.concern for one in _used(entry)
    ):
        words += ", and was still concerned"
    text = "; ".join(found)
    if _is_read(entry):
        verdict = f"The verdict “{entry.progress.value}” is an analyst's, not the inspectorate's."
        return f"{title} found: {text}.{end} {verdict}"
    return f"{title} {words}: {text}.{end}"


def _is_closed(entry: ItemComparison) -> bool:
    basis = entry.restated_basis
    return entry.status is CauseStatus.CLOSED and (basis is None or basis.is_firm)


def _is_read(entry: ItemComparison) -> bool:
    """Whether an analyst, not the inspectorate, read what decided it as progress or a concern."""
    return any(
        one.finding.progress_basis is Basis.CODED
        and (one.finding.states_progress or not one.finding.concern)
        and one.finding.progress is not Progress.NOT_STATED
        for one in _used(entry)
    )


def _whose(entry: ItemComparison) -> str:
    """How the follow-up begins: "Its" if the same inspectorates published both."""
    before, after = entry.baseline.inspectorates, entry.follow_up.inspectorates
    if set(before) == set(after):
        return "Their" if len(after) > 1 else "Its"
    return f"The {_inspectorates(entry.follow_up)}" if after else "The"


def _used(entry: ItemComparison) -> list[FindingAnswer]:
    """The answers that decided the outcome, and the other concerns on a firm basis."""
    concerns = [
        one
        for one in entry.answers
        if one.counted and one.finding.concern and one.answer.basis.is_firm
    ]
    return list(dict.fromkeys([*entry.deciding, *concerns])) if entry.deciding else []


def _restated(entry: ItemComparison) -> list[RestatedItem]:
    """The restatements on the firmest basis, if that is firm enough to print."""
    basis = entry.restated_basis
    firm = basis is not None and basis.is_firm
    return [one for one in entry.restated_by if firm and one.restatement.basis is basis]


def _linked(entry: ItemComparison) -> Iterator[str]:
    """Who linked the two, and with what caveat."""
    links: list[Reference] = [one.answer for one in _used(entry)]
    links += [one.restatement for one in _restated(entry)]
    coded = [link for link in links if link.basis is Basis.CODED]
    if coded:
        names = dict.fromkeys(
            ", ".join([link.by or "an analyst", *([in_words(link.dated)] if link.dated else [])])
            for link in coded
        )
        yield f"The link between the two was made by {joined([*names])}, not by the inspectorate."
    elif links:
        yield "The inspectorate itself linked the two."
    caveats = dict.fromkeys(_plain(link.caveat) for link in links if link.caveat)
    if caveats:
        yield f"The coder's caveat: {'; '.join(caveats)}."


def _said(finding: Finding, on: PartialDate | None) -> str:
    of = f" ({body_name(finding.body, on) or finding.body})" if finding.body else ""
    return f"{_plain(finding.text)}{of}{_remarks(finding)}"


def _remarks(item: Item) -> str:
    """What limits *item*: that the change isn't to last, or how sure the record is of it."""
    remarks = (
        ["not expected to last"] if isinstance(item, Finding) and item.lasting is False else []
    )
    if item.confidence not in (None, Confidence.HIGH):
        remarks.append(f"recorded with {item.confidence.value} confidence")
    return f" ({'; '.join(remarks)})" if remarks else ""


def _plain(text: str) -> str:
    return text.rstrip(".")


def _report(report: ReportMention) -> str:
    about = bodies_in_words(report.bodies, report.published)
    when = "of unknown date"
    if report.published:
        on = "on" if report.published.exact else "in"
        when = f"published {on} {in_words(report.published)}"
    return f"{report.kind.value}{f' of {about}' if about else ''} {when}"


def _inspectorates(report: ReportMention) -> str:
    names = [inspectorate_name(key, report.published) for key in report.inspectorates]
    return joined(names) if names else "the inspectorate"


def _citations(entry: ItemComparison) -> Iterable[str]:
    """A line for each source; two that differ only in what they support are one."""
    parts: list[Item] = [one.finding for one in _used(entry)]
    parts += [one.item for one in _restated(entry)]
    found = [source for part in parts for source in part.sources]
    sources = (*(entry.item.sources or entry.baseline.sources), *(found or entry.follow_up.sources))
    return dict.fromkeys(map(_cited, sources))


def _cited(source: Source) -> str:
    read = f", read {source.read}" if source.read else ""
    whose = f" ({source.provenance.value})" if source.provenance else ""
    return f"- {source.label()}{whose}{read}"
