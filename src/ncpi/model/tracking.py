"""One body's own record of what it does about the items that were published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Self

import attrs

from ncpi.errors import Fault, UnknownNameError, counted, nearest
from ncpi.fields import Name, Text, accept, accepted, distinct, one_of, refuse, tuple_of, whole
from ncpi.fields._frozen import is_tuple
from ncpi.model._outsiders import body_faults
from ncpi.model._shown import Several, Shown, fields_in_order
from ncpi.model.dates import PartialDate, optional_partial_date
from ncpi.model.findings import Finding
from ncpi.model.items import Item, ItemRef
from ncpi.model.recommendations import Recommendation
from ncpi.model.record import Record
from ncpi.model.reports import Report
from ncpi.vocabulary import Other, Rag, TrackingStatus

__all__ = [
    "Action",
    "SignOff",
    "TargetDate",
    "Tracker",
    "TrackerChange",
    "TrackerChanges",
    "TrackerDue",
    "Tracking",
    "WordingChange",
]

_SOON = 30
"""How many days before its target an item is listed as due soon."""


@attrs.frozen(kw_only=True, repr=False)
class TargetDate(Record):
    """A date by which a body means to complete an item.

    Attributes:
        target: the date.
        set_on: when it was set; None if not recorded.
        reason: why it was set or moved.
    """

    TAG = "target-date"

    target: date = attrs.field(converter=one_of[date])
    set_on: date | None = attrs.field(default=None, converter=one_of[date | None])
    reason: Text | None = None

    def label(self) -> str:
        when = f", set on {self.set_on}" if self.set_on else ""
        return f"{self.target}{when}{f': {self.reason}' if self.reason else ''}"


@attrs.frozen(kw_only=True, repr=False)
class Action(Record):
    """One step that a body takes towards an item.

    Attributes:
        text: what is to be done.
        owner: the role that does it.
        due: by when; None if no date is set.
        status: how far it is, in the body's words.
    """

    TAG = "action"

    text: Text
    owner: Name | None = None
    due: date | None = attrs.field(default=None, converter=one_of[date | None])
    status: Name | None = None

    def label(self) -> str:
        parts = [self.owner, f"due {self.due}" if self.due else None, self.status]
        details = ", ".join(part for part in parts if part)
        return f"{self.text} ({details})" if details else self.text


@attrs.frozen(kw_only=True, repr=False)
class SignOff(Record):
    """Who agreed, for the body, that an item is complete.

    Attributes:
        by: the role or board.
        dated: when.
        note: what was agreed.
    """

    TAG = "sign-off"

    by: Name
    dated: PartialDate | None = attrs.field(default=None, converter=optional_partial_date)
    note: Text | None = None

    def label(self) -> str:
        when = f", {self.dated}" if self.dated else ""
        return f"{self.by}{when}{f': {self.note}' if self.note else ''}"


@attrs.frozen(kw_only=True, repr=False)
class Tracking(Record):
    """One body's record of one item.

    Attributes:
        item: the item.
        text: the item's wording as tracked; see `Tracker.wording_changes`.
        status: how far the body says that it is. A body can submit an item or call it complete,
            but only the inspectorate closes a recommendation.
        owner: the role that answers for it.
        lead: the role that does the work.
        priority: the body's own ranking.
        rag: the body's own red, amber or green rating.
        targets: the target dates in the order in which they were set; the last one applies.
        percent_complete: the body's estimate, 0 to 100.
        actions: the steps towards it.
        evidence: where the evidence is.
        sign_off: who agreed that it is complete.
        notes: anything else.

    Raises:
        ncpi.errors.InvalidError: target dates that aren't in the order in which they were set.
    """

    TAG = "tracking"

    item: ItemRef = attrs.field(converter=one_of[ItemRef])
    text: Text
    status: TrackingStatus | Other = attrs.field(
        default=TrackingStatus.AWAITING_ALLOCATION,
        converter=one_of[TrackingStatus | Other],
    )
    owner: Name | None = None
    lead: Name | None = None
    priority: Name | None = None
    rag: Rag | None = attrs.field(default=None, converter=one_of[Rag | None])
    targets: tuple[TargetDate, ...] = attrs.field(default=(), converter=tuple_of[TargetDate])
    percent_complete: Annotated[int, whole(0, 100)] | None = None
    actions: tuple[Action, ...] = attrs.field(default=(), converter=tuple_of[Action])
    evidence: Text | None = None
    sign_off: SignOff | None = None
    notes: Text | None = None

    def _inconsistencies(self) -> Iterator[Fault]:
        days = [target.set_on for target in self.targets if target.set_on is not None]
        if days != sorted(days):
            message = "the target dates aren't in the order in which they were set"
            yield Fault("targets", "inconsistent", message)

    @property
    def target(self) -> date | None:
        """The target date that applies; None if none was set."""
        return self.targets[-1].target if self.targets else None

    @property
    def is_closed(self) -> bool:
        """Whether the body has closed it, or records that the inspectorate has."""
        return self.status in (
            TrackingStatus.CLOSED_BY_FORCE,
            TrackingStatus.CLOSED_BY_INSPECTORATE,
        )

    def with_target(
        self, target: date | str, *, set_on: date | str | None = None, reason: str | None = None
    ) -> Self:
        """The record with a new target date, which keeps the earlier ones."""
        new = TargetDate(target=target, set_on=set_on, reason=reason)
        return attrs.evolve(self, targets=(*self.targets, new))

    def label(self) -> str:
        due = f", target {self.target}" if self.target else ""
        return f"{self.item.name}: {self.status.value}{due}"


@attrs.frozen(kw_only=True)
class TrackerDue(Shown):
    """A tracker's items on one day, by what is needed next.

    Attributes:
        on: the day.
        passed: the target has passed and the item isn't closed or submitted.
        soon: the target is within the next 30 days.
        pending_sign_off: waiting for the body's own sign-off, with no target that has passed.
        submitted: submitted to the inspectorate.
        closed_by_force: closed by the body; the inspectorate hasn't closed it.
        closed_by_inspectorate: closed by the inspectorate.
        later: the target is later than that.
        no_target: no target was set, and the item is still open.
    """

    on: date
    passed: tuple[Tracking, ...] = ()
    soon: tuple[Tracking, ...] = ()
    pending_sign_off: tuple[Tracking, ...] = ()
    submitted: tuple[Tracking, ...] = ()
    closed_by_force: tuple[Tracking, ...] = ()
    closed_by_inspectorate: tuple[Tracking, ...] = ()
    later: tuple[Tracking, ...] = ()
    no_target: tuple[Tracking, ...] = ()

    @property
    def groups(self) -> Mapping[str, tuple[Tracking, ...]]:
        """The items of each group, under its name in words."""
        return {
            "target passed": self.passed,
            f"target in the next {_SOON} days": self.soon,
            "pending sign-off": self.pending_sign_off,
            "submitted to the inspectorate": self.submitted,
            "closed by the force": self.closed_by_force,
            "closed by the inspectorate": self.closed_by_inspectorate,
            "target later": self.later,
            "no target set": self.no_target,
        }

    def label(self) -> str:
        counts = (f"{name}: {len(items)}" for name, items in self.groups.items() if items)
        return f"on {self.on} ({', '.join(counts) or 'nothing is tracked'})"


@attrs.frozen(kw_only=True)
class TrackerChange(Shown):
    """What changed in a tracker's record of one item.

    Attributes:
        item: the item.
        text: its wording as tracked.
        owner: the role that answers for it; None if none is recorded.
        changes: each field that changed, those of subclasses too, under its name in words, with
            the earlier and the later value. Empty for an item that was added or removed.
        is_new: whether only the later tracker has it.
        is_gone: whether only the earlier tracker has it.
    """

    item: ItemRef
    text: str
    owner: str | None = None
    changes: Mapping[str, tuple[str, str]] = attrs.Factory(dict[str, tuple[str, str]])
    is_new: bool = False
    is_gone: bool = False

    def label(self) -> str:
        if self.is_new or self.is_gone:
            return f"{self.item.name}: {'added' if self.is_new else 'removed'}"
        parts = (f"{name} {before} → {after}" for name, (before, after) in self.changes.items())
        return f"{self.item.name}: {'; '.join(parts)}"


@attrs.frozen(kw_only=True)
class TrackerChanges(Shown):
    """What changed between two states of one body's tracker.

    Attributes:
        since: the day of the earlier state.
        as_of: the day of the later state.
        changes: the items that changed, in the tracker's order.
        closed: how many were closed, by the body or the inspectorate.
        closed_by_inspectorate: how many of these the inspectorate closed; it may close what the
            body had closed before.
        reopened: how many were closed and are open again, or that the inspectorate had closed and
            only the body calls closed now.
        targets_moved: how many have another target date.
        turned_red: how many were rated red, which they weren't before.
        added_closed: how many of those added are closed.
        added_red: how many of those added are rated red.
        changed_otherwise: how many changed only in other ways, such as another owner.
    """

    since: date
    as_of: date
    changes: tuple[TrackerChange, ...] = ()
    closed: int = 0
    closed_by_inspectorate: int = 0
    reopened: int = 0
    targets_moved: int = 0
    turned_red: int = 0
    added_closed: int = 0
    added_red: int = 0
    changed_otherwise: int = 0

    @property
    def summary(self) -> str:
        """The changes in a line: ``2 closed (1 by the inspectorate), 1 target moved``.

        In the order of the attributes, with what was added and removed before the others.
        """
        added = sum(change.is_new for change in self.changes)
        removed = sum(change.is_gone for change in self.changes)
        of_closed = [(self.closed_by_inspectorate, "by the inspectorate")]
        of_added = [(self.added_closed, "closed"), (self.added_red, "red")]
        targets = "target moved" if self.targets_moved == 1 else "targets moved"
        named = _listed(
            [
                (self.closed, f"closed{_in_brackets(of_closed)}"),
                (self.reopened, "reopened"),
                (self.targets_moved, targets),
                (self.turned_red, "turned red"),
                (added, f"added{_in_brackets(of_added)}"),
                (removed, "removed"),
            ]
        )
        others = counted(self.changed_otherwise, "other item" if named else "item")
        parts = [named, f"{others} changed" if self.changed_otherwise else ""]
        return ", ".join(filter(None, parts)) or "nothing changed"

    def label(self) -> str:
        return f"since {self.since}: {self.summary}"


def _listed(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number:,} {what}" for number, what in counts if number)


def _in_brackets(counts: Iterable[tuple[int, str]]) -> str:
    listed = _listed(counts)
    return f" ({listed})" if listed else ""


@attrs.frozen(kw_only=True)
class WordingChange(Shown):
    """An item whose wording in the report differs from that in the tracker.

    Attributes:
        item: the item.
        tracked: the wording in the tracker.
        published: the wording in the report; None if the report no longer lists the item.
    """

    item: ItemRef
    tracked: str
    published: str | None

    def label(self) -> str:
        if self.published is None:
            return f"{self.item.name}: the report lists no such item"
        return f"{self.item.name}: tracked as {self.tracked!r}, published as {self.published!r}"


@attrs.frozen(kw_only=True, repr=False)
class Tracker(Record):
    """One body's own record of published items, as of a day.

    It stands beside the published reports and never changes them; each entry names its item.

    Attributes:
        body: the key of the body that keeps it.
        as_of: the day of this state.
        entries: one for each item, in the body's order.

    Raises:
        ncpi.errors.InvalidError: an item is tracked twice.
    """

    TAG = "tracker"

    body: Name
    as_of: date = attrs.field(converter=one_of[date])
    entries: Annotated[tuple[Tracking, ...], distinct("item")] = attrs.field(
        default=(), converter=tuple_of[Tracking]
    )

    @classmethod
    def start(cls, *reports: Report, body: str, as_of: date | str, concerns: bool = False) -> Self:
        """A tracker with an entry for each item of *reports*, in the reports' order.

        The items are those that reports number: recommendations, areas for improvement and
        causes of concern; with *concerns* also the concerns that no report numbers. Those
        that concern only other bodies, named by their keys, are left out. What a group, an
        office or a name means, only the registers know: see `ncpi.Archive.start_tracker`.

        Raises:
            ncpi.errors.InvalidError: an argument is invalid, or a report is about other bodies
                of the same kind and addresses nothing to *body*.
        """
        faults: list[Fault] = []
        given = [
            accept(Report, report, f"reports[{index}]", faults)
            for index, report in enumerate(reports)
        ]
        refuse(faults, "Tracker.start")
        key = accepted(str, body, "body", "Tracker.start")
        refuse([*body_faults(key, given)], "Tracker.start")
        return cls(
            body=body,
            as_of=as_of,
            entries=[
                Tracking(item=item.ref(report.key), text=item.text)
                for report in given
                for item in (report.items if concerns else report.numbered_items)
                if _is_owed_by(item, body)
            ],
        )

    def entry(self, item: ItemRef | str) -> Tracking:
        """The entry for *item*, named in full or by the end of its name (``recommendation-6``).

        Raises:
            ncpi.errors.UnknownNameError: there is none.
        """
        text = str(item)
        known = {str(entry.item): entry for entry in self.entries}
        ends = [name for name in known if name.partition("#")[2] == text]
        name = text if text in known else ends[0] if len(ends) == 1 else None
        if name is None:
            near = nearest(text, known)
            candidates = ends or ([near] if near else list(known)[:10])
            raise UnknownNameError(text, f"items tracked by {self.body}", candidates)
        return known[name]

    def with_entry(self, entry: Tracking) -> Self:
        """The tracker with *entry* in place of that for the same item, or added at the end.

        Raises:
            ncpi.errors.InvalidError: *entry* isn't a `Tracking`.
        """
        entry = accepted(Tracking, entry, "entry", "Tracker.with_entry")
        kept = {one.item: one for one in self.entries} | {entry.item: entry}
        return attrs.evolve(self, entries=kept.values())

    def due(self, *, on: date | str) -> TrackerDue:
        """The items by what is needed next on the day *on*.

        Raises:
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        day = accepted(date, on, "on", "Tracker.due")
        groups: dict[str, list[Tracking]] = {}
        for entry in self.entries:
            groups.setdefault(_group(entry, day), []).append(entry)
        return TrackerDue(on=day, **{name: tuple(items) for name, items in groups.items()})

    def since(self, earlier: Tracker) -> TrackerChanges:
        """What changed since an *earlier* state of the same body's tracker.

        Raises:
            ncpi.errors.InvalidError: it is another body's tracker, or a later state.
        """
        accepted(Tracker, earlier, "earlier", "Tracker.since")
        faults: list[Fault] = []
        if earlier.body != self.body:
            message = f"it is the tracker of {earlier.body}, not of {self.body}"
            faults.append(Fault("earlier", "inconsistent", message, earlier.body))
        if earlier.as_of > self.as_of:
            message = f"its day, {earlier.as_of}, is after {self.as_of}; swap the two"
            faults.append(Fault("earlier", "inconsistent", message, str(earlier.as_of)))
        refuse(faults, "Tracker.since")
        before = {entry.item: entry for entry in earlier.entries}
        both = [(before[entry.item], entry) for entry in self.entries if entry.item in before]
        after = {entry.item for entry in self.entries}
        added = [entry for entry in self.entries if entry.item not in before]
        changed = {new.item: changes for old, new in both if (changes := _changes(old, new))}
        closed, reopened, moved, turned_red = (
            [new for old, new in both if is_such(old, new)]
            for is_such in (_has_closed, _has_reopened, _has_moved, _has_turned_red)
        )
        named = {entry.item for entry in (*closed, *reopened, *moved, *turned_red)}
        return TrackerChanges(
            since=earlier.as_of,
            as_of=self.as_of,
            changes=(
                *(
                    _change(entry, is_new=True)
                    if entry.item not in before
                    else _change(entry, changes=changed[entry.item])
                    for entry in self.entries
                    if entry.item in changed or entry.item not in before
                ),
                *(
                    _change(entry, is_gone=True)
                    for entry in earlier.entries
                    if entry.item not in after
                ),
            ),
            closed=len(closed),
            closed_by_inspectorate=sum(_is_inspectorates(entry) for entry in closed),
            reopened=len(reopened),
            targets_moved=len(moved),
            turned_red=len(turned_red),
            added_closed=sum(entry.is_closed for entry in added),
            added_red=sum(entry.rag is Rag.RED for entry in added),
            changed_otherwise=len(changed.keys() - named),
        )

    def public(self) -> Tracker:
        """What the body may publish: the items with status, rating, targets and actions.

        Left out are owners, leads, priorities, evidence, sign-offs, notes, the reasons for
        targets, and everything that a subclass or an unknown field adds. Texts that are kept,
        such as those of actions, may still name people: read them before you publish.
        """
        return Tracker(
            body=self.body,
            as_of=self.as_of,
            entries=[
                Tracking(
                    item=entry.item,
                    text=entry.text,
                    status=entry.status,
                    rag=entry.rag,
                    targets=[
                        TargetDate(target=one.target, set_on=one.set_on) for one in entry.targets
                    ],
                    percent_complete=entry.percent_complete,
                    actions=[
                        Action(text=one.text, due=one.due, status=one.status)
                        for one in entry.actions
                    ],
                )
                for entry in self.entries
            ],
        )

    def wording_changes(self, reports: Iterable[Report]) -> tuple[WordingChange, ...]:
        """The entries whose wording differs from that of the published item in *reports*.

        Items of reports that aren't among *reports* are left out.

        Raises:
            ncpi.errors.InvalidError: one of *reports* isn't a report.
        """
        given = accepted(tuple[Report, ...], reports, "reports", "Tracker.wording_changes")
        published = {report.key: report for report in given}
        found: list[WordingChange] = []
        for entry in self.entries:
            report = published.get(entry.item.report)
            if report is None:
                continue
            known = {item.ref(report.key): item.text for item in report.items}
            if known.get(entry.item) != entry.text:
                found.append(
                    WordingChange(
                        item=entry.item, tracked=entry.text, published=known.get(entry.item)
                    )
                )
        return Several(found)

    def label(self) -> str:
        return f"{self.body}, {counted(len(self.entries), 'item')} as of {self.as_of}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.label()}>"


def _is_owed_by(item: Item, body: str) -> bool:
    """Whether *item* may concern *body*: bodies are named by keys, groups by words."""
    if isinstance(item, Finding):
        named_body = item.body or body
        return named_body == body or named_body.partition("/")[0] != body.partition("/")[0]
    named = item.addressed_to if isinstance(item, Recommendation) else ()
    keys = [name for name in named if "/" in name]
    return not keys or body in keys or len(keys) < len(named)


def _is_inspectorates(entry: Tracking) -> bool:
    return entry.status is TrackingStatus.CLOSED_BY_INSPECTORATE


def _closure(entry: Tracking) -> int:
    """How far it is closed: not, by the body, or by the inspectorate."""
    return entry.is_closed + _is_inspectorates(entry)


def _has_closed(old: Tracking, new: Tracking) -> bool:
    return _closure(new) > _closure(old)


def _has_reopened(old: Tracking, new: Tracking) -> bool:
    return _closure(new) < _closure(old)


def _has_moved(old: Tracking, new: Tracking) -> bool:
    return old.target not in (None, new.target)


def _has_turned_red(old: Tracking, new: Tracking) -> bool:
    return new.rag is Rag.RED and old.rag is not Rag.RED


_BY_STATUS: Mapping[object, str] = {
    TrackingStatus.PENDING_SIGN_OFF: "pending_sign_off",
    TrackingStatus.SUBMITTED: "submitted",
    TrackingStatus.CLOSED_BY_FORCE: "closed_by_force",
    TrackingStatus.CLOSED_BY_INSPECTORATE: "closed_by_inspectorate",
}


def _group(entry: Tracking, day: date) -> str:
    has_passed = entry.target is not None and entry.target < day
    if group := _BY_STATUS.get(entry.status):
        is_pending = entry.status is TrackingStatus.PENDING_SIGN_OFF
        return "passed" if is_pending and has_passed else group
    if entry.target is None:
        return "no_target"
    if has_passed:
        return "passed"
    return "soon" if (entry.target - day).days <= _SOON else "later"


def _change(entry: Tracking, **found: Any) -> TrackerChange:
    return TrackerChange(item=entry.item, text=entry.text, owner=entry.owner, **found)


def _changes(old: Tracking, new: Tracking) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    names = (field.name for record in (new, old) for field in fields_in_order(type(record)))
    for name in dict.fromkeys(names):
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if name == "targets" and old.target != new.target:
            # With why it was moved, if that is recorded.
            found["target"] = (_in_words(old.target), _in_words(new.targets[-1:]))
        else:
            found[_NAMES.get(name, name.replace("_", " "))] = (_in_words(before), _in_words(after))
    if old != new and not found:
        found["type"] = (old.TAG, new.TAG)
    return found


_NAMES = {
    "rag": "RAG rating",
    "sign_off": "sign-off",
    "targets": "target history",
    "unknown_fields": "other fields",
}


def _in_words(value: object) -> str:
    if value is None or value == ():
        return "none"
    if is_tuple(value):
        return "; ".join(map(_in_words, value))
    if isinstance(value, Record):
        return value.label()
    return str(getattr(value, "value", value))
