"""Whether a deadline rule applies to a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

import attrs

from ncpi import registers
from ncpi.comparison._entries import Caveat
from ncpi.errors import AmbiguousNameError, UnknownNameError, nearest, shown
from ncpi.model import DateSpan, Report
from ncpi.model.deadline_rules import DeadlineRule
from ncpi.registers._register import plain
from ncpi.vocabulary import (
    CaveatCode,
    Edge,
    ItemKind,
    Other,
    OwedBy,
    ReportKind,
    RuleSubject,
)

__all__ = ["Fit", "fit", "inspected", "is_named", "programme_names"]


class _Hold(Enum):
    """How strongly a condition speaks against applying a rule."""

    NO = "no"
    CANNOT_TELL = "cannot tell"
    DOUBT = "doubt"


@attrs.frozen
class Fit:
    """Whether a rule applies to a report.

    Attributes:
        bodies: the report's bodies to which it applies.
        reason: why it doesn't apply, or why that is unknown; None if it applies.
        cannot_tell: whether it is unknown if the rule applies.
        only_by_date: whether the date of publication is the only reason.
        caveats: why the result needs care.
    """

    bodies: tuple[str, ...] = ()
    reason: str | None = None
    cannot_tell: bool = False
    only_by_date: bool = False
    caveats: tuple[Caveat, ...] = ()


_Held = tuple[_Hold, CaveatCode, str]


def fit(rule: DeadlineRule, report: Report) -> Fit:
    """Whether *rule* applies to *report*; a definite no outweighs anything unknown."""
    by_date = [*_by_publication(rule, report)]
    held = [
        *_by_inspectorate(rule, report),
        *_by_programme(rule, report),
        *_by_kind(rule, report),
        *_by_body(rule, report),
        *_by_recommendations(rule, report),
        *by_date,
    ]
    of_date = {text for _, _, text in by_date}
    doubts = [Caveat(code=code, text=text) for how, code, text in held if how is _Hold.DOUBT]
    found = Fit(bodies=_bodies(rule, report), caveats=tuple(doubts))
    for hold in (_Hold.NO, _Hold.CANNOT_TELL):
        if reasons := [text for how, _, text in held if how is hold]:
            return attrs.evolve(
                found,
                bodies=found.bodies or tuple(_unclear(rule, report)),
                reason="; ".join(reasons),
                cannot_tell=hold is _Hold.CANNOT_TELL,
                only_by_date=of_date.issuperset(reasons),
            )
    return found


def _no(text: str) -> _Held:
    return _Hold.NO, CaveatCode.RULE_MAY_NOT_APPLY, text


def _cannot_tell(text: str) -> _Held:
    return _Hold.CANNOT_TELL, CaveatCode.RULE_MAY_NOT_APPLY, text


def _doubt(text: str, code: CaveatCode = CaveatCode.RULE_MAY_NOT_APPLY) -> _Held:
    return _Hold.DOUBT, code, text


def _by_inspectorate(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    if not rule.inspectorates:
        return
    named = ", ".join(rule.inspectorates)
    theirs = [is_named(one, rule.inspectorates) for one in report.inspectorates]
    if not report.inspectorates:
        yield _cannot_tell(f"it is for reports of {named}, but this one names no inspectorate")
    elif not any(theirs):
        if unknown := [one for one in report.inspectorates if _inspectorate(one) is None]:
            yield _cannot_tell(f"it is for reports of {named}; {_not_known(unknown)}")
        else:
            yield _no(f"it is for reports of {named}, not of {', '.join(report.inspectorates)}")
    elif not all(theirs):
        yield _doubt(
            f"a joint report of {', '.join(report.inspectorates)}: a rule for reports of {named} "
            "may not apply to it"
        )


def is_named(inspectorate: str, keys: Iterable[str]) -> bool:
    """Whether *inspectorate*, a key or a name in any case, is one of those with *keys*."""

    def key_of(name: str) -> str:
        return _inspectorate(name) or name.casefold()

    return inspectorate in keys or key_of(inspectorate) in map(key_of, keys)


def _inspectorate(name: str) -> str | None:
    """The key of the inspectorate of this name; None if the registers know none or several."""
    try:
        return registers.inspectorates.find(name).key
    except (UnknownNameError, AmbiguousNameError):
        return None


def _not_known(names: Iterable[str], what: str = "") -> str:
    return f"ncpi doesn't know {what}{', '.join(map(shown, names))}"


def _by_programme(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    if not rule.programmes:
        return
    named = ", ".join(rule.programmes)
    kind, theirs = report.kind.value, report.programme
    if theirs is None and any(_is_named(one, kind) for one in rule.programmes):
        yield _doubt(
            f"it is for the programme {named}; this report names no programme, but its kind "
            f"({kind}) does"
        )
    elif theirs is None:
        yield _cannot_tell(f"it is for the programme {named}, but this report names no programme")
    elif _programme(theirs) in map(_programme, rule.programmes):
        return
    elif _programme(theirs) in map(_programme, (*_ALSO, *registers.known_programmes())):
        yield _no(f"it is for the programme {named}, not for {theirs}")
    else:
        yield _cannot_tell(f"it is for the programme {named}; {_not_known([theirs])}")


_ALSO = {
    "JICPA": "joint inspection of child protection arrangements",
    "JTAI": "joint targeted area inspection",
    "NCPI": "national child protection inspection",
    "PEEL": "police effectiveness, efficiency and legitimacy",
}
"""What an abbreviated programme is called in full."""


@lru_cache(maxsize=4096)
def _programme(name: str) -> str:
    """What identifies the programme of this *name*: abbreviated, in full, or both at once."""

    def singular(text: str) -> str:
        return re.sub(r"s\b", "", plain(text))

    in_full = {singular(full): singular(short) for short, full in _ALSO.items()}
    parts = {singular(part) for part in re.split(r"[()]", name)} - {""}
    named = {in_full.get(part, part) for part in parts}
    return named.pop() if len(named) == 1 else singular(name)


def programme_names(rule: DeadlineRule) -> Iterator[str]:
    """Each programme of *rule*, abbreviated and in full."""
    for key in rule.programmes:
        yield from dict.fromkeys((key, _ALSO.get(key, key)))


def _is_named(programme: str, kind: str) -> bool:
    """Whether the *kind* of a report names the *programme*, abbreviated or in full."""
    names = (programme, _ALSO.get(programme, programme))
    return any(re.search(rf"(?i)\b{re.escape(name)}\b", kind) for name in names)


def _by_kind(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    if report.kind in rule.doubtful_kinds:
        yield _doubt(f"it may not apply to a report of this kind ({report.kind.value})")
    elif rule.kinds and isinstance(report.kind, Other):
        yield _cannot_tell(
            f"it is for {_kinds(rule.kinds)}; ncpi doesn't know what kind {report.kind.value} is"
        )
    elif rule.kinds and report.kind not in rule.kinds:
        yield _no(f"it is for {_kinds(rule.kinds)}, not for {report.kind.value}")


def _kinds(kinds: Iterable[ReportKind | Other]) -> str:
    return ", ".join(kind.value for kind in kinds)


def _is_meant(body: str, meant: str) -> bool:
    body, meant = body.casefold(), meant.casefold()
    return body.startswith(meant) if meant.endswith("/") else body == meant


@lru_cache(maxsize=4096)
def _keys(body: str) -> tuple[str, ...]:
    """The keys that *body*, a key or a name, may stand for; none if it is an unknown name."""
    found = () if body in registers.known_bodies() else registers.bodies_named(body)
    return found or ((body,) if "/" in body else ())


def inspected(report: Report) -> tuple[str, ...]:
    """The bodies of *report*, by key also where it gives a name that means only one."""
    return tuple(_keys(body)[0] if len(_keys(body)) == 1 else body for body in report.bodies)


def _bodies(rule: DeadlineRule, report: Report) -> tuple[str, ...]:
    """The bodies of *report* that *rule* is certainly for."""
    if not rule.bodies:
        return inspected(report)
    return tuple(
        body for body in inspected(report) if any(_is_meant(body, meant) for meant in rule.bodies)
    )


_KINDS_OF_BODY = {"police/": "police forces", "fire/": "fire and rescue services"}
"""What a rule for every body of a kind is for, in words."""


_MISSPELT = 0.85
"""How like the key of a body an unknown one is that may be meant for it."""


def _unclear(rule: DeadlineRule, report: Report) -> list[str]:
    """The bodies of *report* that may or may not be those that *rule* is for."""
    known = registers.known_bodies()
    kinds = {meant.partition("/")[0] for meant in rule.bodies}
    unclear: list[str] = []
    for body in report.bodies:
        keys = _keys(body)
        meant = [key for key in keys if any(_is_meant(key, one) for one in rule.bodies)]
        if len(keys) != 1:
            may_be = bool(meant) or not keys
        elif meant or keys[0] in known or registers.is_of_other_kind(keys[0]):
            may_be = False
        else:
            kind = keys[0].partition("/")[0].casefold()
            is_a_kind = any(one.startswith(f"{kind}/") for one in known)
            near = (
                nearest(keys[0], rule.bodies, similarity=_MISSPELT)
                if is_a_kind
                else nearest(kind, kinds)
            )
            may_be = near is not None
        if may_be:
            unclear.append(body)
    return unclear


def _by_body(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    needs_one = rule.bodies or rule.owed_by in (OwedBy.BODY, OwedBy.LOCAL_POLICING_BODY)
    named = ", ".join(_KINDS_OF_BODY.get(one, one) for one in rule.bodies) or (
        "bodies that it names"
    )
    is_national = report.kind is ReportKind.THEMATIC and not report.bodies
    if is_national and rule.owed_by is OwedBy.LOCAL_POLICING_BODY:
        yield _doubt(
            "a national report: the duty is that of each local policing body, unless its force "
            "clearly isn't the subject or its force's own report says the same"
        )
    elif needs_one and not report.bodies:
        yield _cannot_tell(f"it is for reports on {named}, but this one names no body inspected")
    elif rule.bodies and (unclear := _unclear(rule, report)):
        which = f"it is for reports on {named}; {_not_known(unclear, 'which body this is: ')}"
        yield _doubt(which) if _bodies(rule, report) else _cannot_tell(which)
    elif rule.bodies and not _bodies(rule, report):
        yield _no(f"it is for reports on {named}, not on {', '.join(report.bodies)}")


def _by_recommendations(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    if rule.about is None:
        return
    immediate = rule.about is RuleSubject.IMMEDIATE
    kinds = {
        entry.item_kind
        for entry in report.recommendations
        if entry.timescale.immediately is immediate
    }
    if ItemKind.RECOMMENDATION in kinds:
        return
    if kinds:
        yield _doubt(f"it is about {rule.about.value}; here only areas for improvement qualify")
    elif report.lists_all_recommendations:
        yield _no(f"it is about {rule.about.value}, and the report makes none")
    else:
        yield _doubt(
            f"it is about {rule.about.value}; none is listed, but the list may be incomplete"
        )


def _by_publication(rule: DeadlineRule, report: Report) -> Iterator[_Held]:
    span, published = rule.span, report.published
    # If an end isn't established, the rule is assumed to be in force.
    start, end = (Edge.OPEN if edge is Edge.UNKNOWN else edge for edge in (span.start, span.end))
    assumed = DateSpan(start=start, end=end)
    always = start is Edge.OPEN and end is Edge.OPEN
    in_force = always or (None if published is None else assumed.covers(published))
    if in_force is False:
        yield _no(f"it is for reports published {span}; this one was published {published}")
    elif in_force is None:
        when = "unknown" if published is None else f"known only as {published}"
        if published is not None and published.exact is not None:
            when = f"{published}, and the rule's own dates aren't known to the day"
        yield _cannot_tell(f"it is for reports published {span}, and publication is {when}")
    elif Edge.UNKNOWN in (span.start, span.end) and rule.owed_by is not OwedBy.ADDRESSEE:
        # A recommendation states its own timescale, whatever the dates of the rule.
        text = f"the publication dates for which it is in force aren't established: {span}"
        yield _doubt(text, CaveatCode.RULE_VALIDITY)
