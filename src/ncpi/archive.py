"""An archive of reports: look up, filter, pair and compare them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Self

import attrs

from ncpi import fields, registers
from ncpi.comparison import Comparison, compare
from ncpi.comparison._added_links import given_links
from ncpi.errors import (
    AmbiguousNameError,
    Fault,
    UnknownNameError,
    candidates,
    counted,
    with_key,
)
from ncpi.model import (
    Body,
    DateSpan,
    MonitoringStage,
    PartialDate,
    PressRelease,
    Record,
    Report,
)
from ncpi.model._shown import Several
from ncpi.model.responses import Response
from ncpi.model.tracking import Tracker
from ncpi.vocabulary import Other, ReportKind

if TYPE_CHECKING:
    from ncpi.comparison import Ruling
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.pairs import Pair
    from ncpi.owed import OwedItems
    from ncpi.programme import Coverage, ProgrammeComparison, ProgressBar
    from ncpi.timeline import Timeline

__all__ = ["Archive"]

_REPORTS: Any = Annotated[tuple[Report, ...], fields.distinct("key")]
_BODY: Any = str | Body
_KEY = attrgetter("key")


def _reports(value: Iterable[Report]) -> tuple[Report, ...]:
    faults: list[Fault] = []
    reports: tuple[Report, ...] = fields.accept(_REPORTS, value, "", faults)
    if not faults:
        # Sorted, so that two archives of the same reports are equal.
        return tuple(sorted(reports, key=_KEY))
    return reports  # the validator reports the faults


@attrs.frozen(kw_only=True, repr=False)
class Archive(Record):
    """A collection of reports and of what bodies do about them, in the order of their keys.

    An archive can be iterated over, has a length and looks up a report by its key::

        archive["police/merseyside/2018-inspection"]

    Methods accept a body by key (``police/merseyside``), by slug (``merseyside``) if that is
    unique in the archive, by any name that the registers know (``Merseyside Police``), by the
    code of its area, or as the record. Case makes no difference.

    Attributes:
        reports: the reports, each with a different key.
        responses: what bodies publish in answer to them.
        trackers: bodies' own records of published items.
        monitoring: the stages at which forces are monitored.
        press_releases: press releases about them; those that have a key have different ones.

    Raises:
        ncpi.errors.InvalidError: two reports or two press releases have the same key, or two
            trackers the same body and day.
    """

    TAG = "archive"

    reports: Annotated[tuple[Report, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=_reports
    )
    responses: Annotated[tuple[Response, ...], fields.distinct()] = attrs.field(
        default=(), converter=fields.tuple_of[Response]
    )
    trackers: Annotated[tuple[Tracker, ...], fields.distinct("body", "as_of")] = attrs.field(
        default=(), converter=fields.tuple_of[Tracker]
    )
    monitoring: tuple[MonitoringStage, ...] = attrs.field(
        default=(), converter=fields.tuple_of[MonitoringStage]
    )
    press_releases: Annotated[tuple[PressRelease, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=fields.tuple_of[PressRelease]
    )

    @classmethod
    def shipped(cls) -> Self:
        """The reports that ncpi ships, what bodies said in answer, and the stages of monitoring."""
        reports = tuple(registers.reports)
        said = (registers.responses_to(report.key) for report in reports)
        responses = [response for one in said for response in one]
        return cls(reports=reports, responses=responses, monitoring=registers.monitoring)

    def __len__(self) -> int:
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __contains__(self, report: object) -> bool:
        held = self._held(report.key if isinstance(report, Report) else report)
        return held is not None and report in (held, held.key)

    def __getitem__(self, key: str) -> Report:
        held = self._held(key)
        if held is None:
            raise self._no_report(str(key))
        return held

    def _no_report(self, asked: str) -> UnknownNameError:
        """The error for a report that isn't held; the name of a body suggests its reports."""
        known = candidates(asked, [report.key for report in self.reports])
        meant: Sequence[str] = ()
        try:
            meant = [registers.body_among(asked, self.bodies, "bodies of this archive")]
        except AmbiguousNameError:
            pass
        except UnknownNameError as error:
            meant = () if known else error.candidates
        if meant:
            known = [report.key for body in meant for report in self._by_body[body]]
        return UnknownNameError(asked, "reports of this archive", known)

    def _held(self, key: object) -> Report | None:
        """The report with exactly this *key*, or None."""
        if not isinstance(key, str):
            return None
        if attrs.fields(type(self)).reports.converter is not _reports:
            # A subclass with its own field may keep them in another order.
            return next((report for report in self.reports if report.key == key), None)
        place = bisect_left(self.reports, key, key=_KEY)
        found = self.reports[place : place + 1]
        return found[0] if found and found[0].key == key else None

    @cached_property
    def _by_body(self) -> Mapping[str, list[Report]]:
        """The reports on each body, by its key."""
        held: defaultdict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            for body in report.bodies:
                held[body].append(report)
        return dict(sorted(held.items()))

    @property
    def bodies(self) -> tuple[str, ...]:
        """The keys of the bodies that the reports are about, in alphabetical order."""
        return tuple(self._by_body)

    def with_reports(self, *reports: Report) -> Self:
        """The archive with *reports* added; they replace reports with the same keys.

        Raises:
            ncpi.errors.InvalidError: one of them isn't a report.
        """
        faults: list[Fault] = []
        given = fields.accept(tuple[Report, ...], reports, "reports", faults)
        fields.refuse(faults, "Archive.with_reports")
        added = {report.key: report for report in given}
        if type(self) is not Archive:
            kept = {report.key: report for report in self.reports} | added
            return self._only(kept.values())
        # Its own are in order and valid, so it suffices to find the places of those added.
        merged: list[Report] = []
        start = 0
        for key in sorted(added):
            place = bisect_left(self.reports, key, start, key=_KEY)
            merged += self.reports[start:place]
            merged.append(added[key])
            start = place + (key in map(_KEY, self.reports[place : place + 1]))
        merged += self.reports[start:]
        return self._only(merged)

    def with_tracker(self, tracker: Tracker) -> Self:
        """The archive with *tracker* in place of any of the same body and day.

        Raises:
            ncpi.errors.InvalidError: it isn't a tracker.
        """
        faults: list[Fault] = []
        fields.accept(Tracker, tracker, "tracker", faults)
        fields.refuse(faults, "Archive.with_tracker")
        mark = (tracker.body, tracker.as_of)
        kept = [one for one in self.trackers if (one.body, one.as_of) != mark]
        return attrs.evolve(self, trackers=(*kept, tracker))

    def with_response(self, response: Response) -> Self:
        """The archive with *response* added.

        Raises:
            ncpi.errors.InvalidError: it isn't a response.
        """
        return attrs.evolve(self, responses=(*self.responses, response))

    def tracker(self, body: str | Body, *, on: date | str | None = None) -> Tracker:
        """The latest tracker of *body*, or the latest up to the day *on*.

        Raises:
            ncpi.errors.UnknownNameError: the archive has no such tracker.
            ncpi.errors.AmbiguousNameError: it has trackers of several bodies of this name.
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        faults: list[Fault] = []
        day = None if on is None else fields.accept(date, on, "on", faults)
        fields.refuse(faults, "Archive.tracker")
        asked = body.key if isinstance(body, Body) else str(body)
        keys = sorted({tracker.body for tracker in self.trackers})
        key = registers.body_among(asked, keys, "bodies whose trackers are in this archive")
        theirs = [tracker for tracker in self.trackers if tracker.body == key]
        found = [one for one in theirs if day is None or one.as_of <= day]
        if not found:
            known = [tracker.label() for tracker in theirs]
            raise UnknownNameError(asked, f"trackers of this archive up to {day}", known)
        return max(found, key=lambda one: one.as_of)

    def press_release(self, key: str) -> PressRelease:
        """The press release with this *key*.

        Raises:
            ncpi.errors.UnknownNameError: the archive has no such press release.
        """
        keyed = [release for release in self.press_releases if release.key]
        return with_key(keyed, key, "press releases of this archive")

    def press_releases_of(self, report: Report | str) -> tuple[PressRelease, ...]:
        """The press releases that announce *report*, given as a record or by its key.

        Empty if the archive has the report and no press release on it.

        Raises:
            ncpi.errors.UnknownNameError: neither the archive nor a press release of it has such a
                report.
        """
        key = report.key if isinstance(report, Report) else str(report)
        found = Several(release for release in self.press_releases if release.report == key)
        if not found and key not in self:
            announced = [release.report for release in self.press_releases if release.report]
            known = list(dict.fromkeys([*(one.key for one in self.reports), *announced]))
            raise UnknownNameError(key, "reports of this archive", candidates(key, known))
        return found

    def applying_to(self, body: str | Body, *, on: date | str) -> OwedItems:
        """Everything that *body* owes on the day *on*, national items included.

        Those are the numbered items of reports published by then: addressed to the body or to a
        group that it belongs to, or made to nobody by name in a report on this body alone. What
        a national report asks of nobody by name is listed under `cannot_tell`.

        Raises:
            ncpi.errors.UnknownNameError: neither the archive nor a register has such a body.
            ncpi.errors.AmbiguousNameError: several bodies share the slug or name.
            ncpi.errors.InvalidError: *on* isn't a day.
        """
        from ncpi.owed import owed_items  # noqa: PLC0415 - few programs need it

        faults: list[Fault] = []
        day = fields.accept(date, on, "on", faults)
        key = self._any_body(body, "Archive.applying_to", faults)
        fields.refuse(faults, "Archive.applying_to")
        return owed_items(self.reports, key, day)

    def start_tracker(
        self, body: str | Body, *, as_of: date | str, concerns: bool = False
    ) -> Tracker:
        """A tracker of *body* with an entry for each item of the reports that it may owe.

        As `Tracker.start`, which knows no registers: here what is addressed to a group, an office
        or another body by name is left out too if that certainly isn't *body*, or, for a local
        policing body, a force that it holds to account. Reports on other bodies are skipped.

        Raises:
            ncpi.errors.UnknownNameError: neither the archive nor a register has such a body.
            ncpi.errors.AmbiguousNameError: several bodies share the slug or name.
            ncpi.errors.InvalidError: an argument is invalid, or every report is on other bodies.
        """
        from ncpi.owed import outsider_in, without_others  # noqa: PLC0415 - few programs need it

        faults: list[Fault] = []
        day = fields.accept(date, as_of, "as_of", faults)
        concerns = fields.accept(bool, concerns, "concerns", faults)
        key = self._any_body(body, "Archive.start_tracker", faults)
        fields.refuse(faults, "Archive.start_tracker")
        outside = {one.key: fault for one in self.reports if (fault := outsider_in(one, key))}
        theirs = [report for report in self.reports if report.key not in outside]
        if not theirs:
            fields.refuse([*outside.values()], "Archive.start_tracker")
        started = Tracker.start(*theirs, body=key, as_of=day, concerns=concerns)
        return without_others(started, theirs)

    def find_body(self, body: str | Body) -> str:
        """The key of *body*, as a body of the archive or else of the registers.

        Raises:
            ncpi.errors.UnknownNameError: neither the archive nor a register has such a body.
            ncpi.errors.AmbiguousNameError: several bodies share the slug or name.
        """
        return self._any_body(body, "Archive.find_body", [])

    def _any_body(self, body: str | Body, subject: str, faults: list[Fault]) -> str:
        """As `find_body`, for *subject*, whose other arguments have *faults*."""
        try:
            return self._body_key(body, subject, faults)
        except UnknownNameError:
            named = registers.bodies_named(str(body))
            if len(named) == 1:
                return named[0]
            if named:
                raise AmbiguousNameError(str(body), "bodies of the registers", named) from None
            raise

    def for_body(self, body: str | Body) -> Self:
        """The reports on *body*.

        Raises:
            ncpi.errors.UnknownNameError: the archive has no such body.
            ncpi.errors.AmbiguousNameError: several bodies share the slug or name.
        """
        return self._on(self._body_key(body, "Archive.for_body", []))

    def timeline(
        self,
        body: str | Body,
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Timeline:
        """Every report on *body*, and what became of each recommendation and cause of concern.

        Reports are in date order; a report whose order the dates don't settle is marked.
        Thematic reports about several bodies are excluded.
        *matcher* and *rulings* link recommendations and findings as for `ncpi.compare`.

        Raises:
            ncpi.errors.UnknownNameError: the archive has no such body.
            ncpi.errors.AmbiguousNameError: several bodies share the slug or name.
            ncpi.errors.InvalidError: a ruling isn't about a report and a later one, or doesn't
                fit its reports.
        """
        from ncpi.comparison._order import earlier_reports  # noqa: PLC0415 - few programs need it
        from ncpi.timeline._timeline import Timeline  # noqa: PLC0415 - likewise

        faults: list[Fault] = []
        given = given_links(matcher, rulings, faults)
        key = self._body_key(body, "Archive.timeline", faults)
        here = self._by_body.get(key, ())
        elsewhere = [
            named
            for report in here
            for named in earlier_reports(report)
            if named in self and key not in self[named].bodies
        ]
        return Timeline.through(key, here, elsewhere, matcher=matcher, rulings=given)

    def of_kind(self, *kinds: ReportKind | Other | str) -> Self:
        """The reports of one of *kinds*.

        Raises:
            ncpi.errors.InvalidError: one of them isn't a kind of report.
        """
        faults: list[Fault] = []
        wanted = fields.accept(tuple[ReportKind | Other, ...], kinds, "kinds", faults)
        fields.refuse(faults, "Archive.of_kind")
        return self._only(report for report in self.reports if report.kind in wanted)

    def between(
        self,
        start: PartialDate | date | str,
        end: PartialDate | date | str,
        *,
        or_cannot_tell: bool = False,
    ) -> Self:
        """The reports published from *start* to *end*, both included.

        *or_cannot_tell* adds the reports that may lie in the span: undated ones, and those
        known only by a month or year that is partly in it.

        Raises:
            ncpi.errors.InvalidError: the end is before the start, or one isn't a date.
        """
        faults: list[Fault] = []
        since = fields.accept(PartialDate, start, "start", faults)
        until = fields.accept(PartialDate, end, "end", faults)
        fields.accept(bool, or_cannot_tell, "or_cannot_tell", faults)
        fields.refuse(faults, "between")
        # between("2018", "2019") is to mean two whole years.
        span = DateSpan(start=since.earliest, end=until.latest)

        def covered(report: Report) -> bool | None:
            return None if report.published is None else span.covers(report.published)

        wanted = (True, None) if or_cannot_tell else (True,)
        return self._only(report for report in self.reports if covered(report) in wanted)

    def pairs(self) -> tuple[Pair, ...]:
        """Every report of the archive, paired with each earlier report that it refers to.

        A report refers to those that it follows, and to those of which it answers or restates
        a recommendation or continues a cause of concern, on whatever basis. In the second case
        the pair has no link, because nothing says that the report is a follow-up.
        """
        from ncpi.comparison.pairs import pairs_of  # noqa: PLC0415 - few programs need pairs

        return pairs_of(self.reports)

    def pair(
        self, body: str | Body, *, baseline: str | None = None, follow_up: str | None = None
    ) -> Pair:
        """The only pair on *body*; pairs with a link take precedence over those without.

        *baseline* and *follow_up* are keys of reports, to choose among several pairs. If both
        are given, the two reports need no link.

        Raises:
            ncpi.errors.UnknownNameError: there is no such body, report or pair.
            ncpi.errors.AmbiguousNameError: there are several pairs; the candidates name them.
        """
        return self._pair(body, baseline, follow_up, "Archive.pair", [])

    def _pair(
        self,
        body: str | Body,
        baseline: str | None,
        follow_up: str | None,
        subject: str,
        faults: list[Fault],
    ) -> Pair:
        """As `pair`, for *subject*, whose other arguments have *faults*."""
        from ncpi.comparison.pairs import Pair  # noqa: PLC0415 - few programs need pairs

        for argument, value in (("baseline", baseline), ("follow_up", follow_up)):
            if value is not None:
                fields.accept(str, value, argument, faults)
        asked = self._body_key(body, subject, faults)
        fields.refuse(faults, subject)
        here = self._on(asked)
        chosen = [here[key] for key in (baseline, follow_up) if key is not None]
        fitting = [
            pair
            for pair in here.pairs()
            if baseline in (None, pair.baseline.key) and follow_up in (None, pair.follow_up.key)
        ]
        pairs = [pair for pair in fitting if pair.link is not None] or fitting
        if len(pairs) == 1:
            return pairs[0]
        name = body.key if isinstance(body, Body) else body
        if pairs:
            known = [
                f'baseline="{pair.baseline.key}", follow_up="{pair.follow_up.key}"'
                for pair in pairs
            ]
            raise AmbiguousNameError(
                name, "pairs of reports; name the baseline and the follow-up", known
            )
        if len(chosen) == 2:
            return Pair(chosen[0], chosen[1])
        why = "no report on it follows another or refers to an item of another"
        why += "; name the baseline and the follow-up"
        if len(here) == 1:
            why = "only one report on it is held, so there is nothing to compare"
        known = [report.key for report in here]
        raise UnknownNameError(name, f"pairs of reports, since {why}", known)

    def compare(
        self,
        body: str | Body,
        *,
        baseline: str | None = None,
        follow_up: str | None = None,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Comparison:
        """Compare the pair of reports on *body* that `pair` finds, as `ncpi.compare` does.

        If the archive has trackers of the baseline's items, or responses to either report, the
        result is an `ncpi.comparison.tracked.TrackedComparison`, which sets them beside it.

        Raises:
            ncpi.errors.UnknownNameError: there is no such body, report or pair.
            ncpi.errors.AmbiguousNameError: there are several pairs; the candidates name them.
            ncpi.errors.NotComparableError: the two can't be compared.
            ncpi.errors.InvalidError: a ruling doesn't fit the two reports.
        """
        faults: list[Fault] = []
        given = given_links(matcher, rulings, faults)
        pair = self._pair(body, baseline, follow_up, "Archive.compare", faults)
        plain = compare(*pair, matcher=matcher, rulings=given)
        if not (self.trackers or self.responses):
            return plain
        from ncpi.comparison.tracked import TrackedComparison  # noqa: PLC0415 - few need it

        return TrackedComparison.beside(plain, trackers=self.trackers, responses=self.responses)

    def compare_all(
        self,
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
        bodies: Iterable[Body] | None = None,
        progress: ProgressBar | None = None,
    ) -> ProgrammeComparison:
        """Compare every pair of the archive.

        The pairs are those of `pairs`, with or without a link. A pair that can't be
        compared is kept with the reason. *matcher* and *rulings* link recommendations and
        findings as for `ncpi.compare`. *bodies*, such as ``registers.forces``, give the nation
        and region of each body; a body that isn't among them is counted in a separate row.
        *progress* wraps the pairs while they are compared, as ``tqdm`` does; by default
        nothing is shown.

        Raises:
            ncpi.errors.InvalidError: one of the bodies isn't a body; or a ruling isn't about
                any of the pairs, or doesn't fit its reports.
        """
        from ncpi.comparison._added_links import linking_of  # noqa: PLC0415 - few programs need it
        from ncpi.programme._programme import compare_pairs  # noqa: PLC0415 - likewise

        pairs = self.pairs()
        faults: list[Fault] = []
        given = None
        if bodies is not None:
            given = fields.accept(tuple[Body, ...], bodies, "bodies", faults)
        linking = linking_of(matcher, rulings, pairs, "Archive.compare_all", faults)
        return compare_pairs(
            pairs, reports=self.reports, bodies=given, progress=progress, linking=linking
        )

    def coverage(self, *, bodies: Iterable[Body] | None = None) -> Coverage:
        """What the archive holds on each body, and what is missing or known only second-hand.

        *bodies*, such as ``registers.forces``, adds those on which the archive has no report.

        Raises:
            ncpi.errors.InvalidError: one of the bodies isn't a body.
        """
        from ncpi.programme._coverage import coverage_of  # noqa: PLC0415 - as in compare_all

        return coverage_of(self.reports, bodies=bodies)

    def _on(self, body: str) -> Self:
        """The reports on the body with exactly this key, if there are any."""
        return self._only(self._by_body.get(body, ()))

    def _only(self, reports: Iterable[Report]) -> Self:
        """The archive with *reports*, valid and in order, in place of its own."""
        if type(self) is not Archive:  # a subclass may check them against its own fields
            return attrs.evolve(self, reports=reports)
        made = copy(self)
        object.__setattr__(made, "reports", tuple(reports))
        return made

    def _body_key(self, asked: str | Body, subject: str, faults: list[Fault]) -> str:
        """The key of a body, for *subject*; if it is invalid, the *faults* of others join its."""
        own: list[Fault] = []
        fields.accept(_BODY, asked, "body", own)
        if own:
            fields.refuse([*own, *faults], subject)
        if isinstance(asked, Body):
            return asked.key
        if asked in self._by_body:
            return asked
        return registers.body_among(asked, self.bodies, "bodies of this archive")

    def label(self) -> str:
        parts = [
            (self.reports, "report", ""),
            (self.responses, "response", ""),
            (self.trackers, "tracker", ""),
            (self.monitoring, "stage of monitoring", "stages of monitoring"),
            (self.press_releases, "press release", ""),
        ]
        held = [counted(len(part), one, several) for part, one, several in parts if part]
        return ", ".join(held) or "no reports"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.label()}>"
