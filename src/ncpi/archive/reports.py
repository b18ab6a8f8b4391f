"""An archive of reports: look them up, choose among them, and pair them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, Self

import attrs

from ncpi import fields, render
from ncpi.archive.ordering import earlier_reports
from ncpi.errors import (
    AmbiguousNameError,
    Fault,
    InvalidError,
    UnknownNameError,
    nearest,
    with_key,
)
from ncpi.model import Body, DateSpan, PartialDate, Record, Report, ReportLink
from ncpi.model.dates import partial_date
from ncpi.vocabulary import ReportKind

if TYPE_CHECKING:
    from ncpi.archive.coverage import Coverage
    from ncpi.archive.programme import ProgrammeComparison, Watch
    from ncpi.archive.timeline import Timeline
    from ncpi.comparison.matching import Matcher
    from ncpi.comparison.proposals import Ruling

__all__ = ["Archive", "Pair"]


class Pair(NamedTuple):
    """A baseline, its follow-up, and the link between them.

    Attributes:
        baseline: the earlier report.
        follow_up: the later one.
        link: what says that the one follows the other; None if only the caller does, or
            the later one takes something of the earlier up and no more is said.
    """

    baseline: Report
    follow_up: Report
    link: ReportLink | None = None


_reports_validator = fields.unique(fields.instance(Report), "key")


def _reports(value: Iterable[Report]) -> tuple[Report, ...]:
    reports = fields.tuple_of[Report](value)
    if not _reports_validator.faults(reports):
        # Their order means nothing, so two archives of the same reports are equal.
        return tuple(sorted(reports, key=lambda report: report.key))
    return reports  # the gate behind refuses it


@attrs.frozen(kw_only=True, repr=False)
class Archive(Record):
    """Many reports, in the order of their keys.

    An archive may be iterated over, has a length, and gives a report by its key::

        archive["police/merseyside/2018-inspection"]

    Where a method takes a body, it may be given by key (``police/merseyside``), by slug
    (``merseyside``) where that is unique in the archive, or as the record.

    Attributes:
        reports: the reports; no two with one key.

    Raises:
        ncpi.errors.InvalidError: two reports have one key.
    """

    TAG = "archive"

    reports: Annotated[tuple[Report, ...], fields.distinct("key")] = attrs.field(
        default=(), converter=_reports
    )

    def __len__(self) -> int:
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __contains__(self, report: object) -> bool:
        return report in self.reports or any(report == known.key for known in self.reports)

    def __getitem__(self, key: str) -> Report:
        return with_key(self.reports, key, "reports of this archive")

    @property
    def bodies(self) -> tuple[str, ...]:
        """The keys of the bodies that the reports are about, in alphabetical order."""
        return tuple(sorted({body for report in self.reports for body in report.bodies}))

    def with_reports(self, *reports: Report) -> Self:
        """The archive with *reports* added; one with a known key takes the old one's place.

        Raises:
            ncpi.errors.InvalidError: one of them is no report.
        """
        if faults := fields.each(fields.instance(Report)).faults(reports):
            raise InvalidError([fault.below("reports") for fault in faults], "Archive.with_reports")
        kept = {report.key: report for report in (*self.reports, *reports)}
        return attrs.evolve(self, reports=kept.values())

    def for_body(self, body: str | Body) -> Self:
        """The reports on *body*.

        Raises:
            ncpi.errors.UnknownNameError: text that stands for no body of the archive.
            ncpi.errors.AmbiguousNameError: a slug that several bodies share.
        """
        key = self._body_key(body)
        return self._only(report for report in self.reports if key in report.bodies)

    def timeline(
        self,
        body: str | Body,
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> Timeline:
        """*body* through time: every look at it, and what became of what each asked for.

        Looks come in the order of their dates; where dates can't tell, the look says so.
        Thematic reports about several bodies are set aside, since they are no look at one.
        *matcher* and *rulings* tie recommendations and findings as for `ncpi.compare`.

        Raises:
            ncpi.errors.UnknownNameError: text that stands for no body of the archive.
            ncpi.errors.AmbiguousNameError: a slug that several bodies share.
            ncpi.errors.InvalidError: a ruling isn't about a look and a later one, or doesn't
                fit its reports.
        """
        from ncpi.archive.timeline import Timeline  # noqa: PLC0415 - few programs need it

        key = self._body_key(body)
        here = [report for report in self.reports if key in report.bodies]
        elsewhere = {report.key for report in self.reports if key not in report.bodies}
        return Timeline.of(key, here, elsewhere, matcher=matcher, rulings=rulings)

    def of_kind(self, *kinds: ReportKind | str) -> Self:
        """The reports of one of *kinds*.

        Raises:
            ncpi.errors.InvalidError: one of them is no `ncpi.vocabulary.ReportKind`.
        """
        faults: list[Fault] = []
        wanted = {
            fields.accept(ReportKind, kind, f"kinds[{index}]", faults)
            for index, kind in enumerate(kinds)
        }
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

        *or_cannot_tell* adds those of which it can't be told: undated ones, and those
        whose month or year is only partly in the span.

        Raises:
            ncpi.errors.InvalidError: the end is before the start, or is no date.
        """
        faults: list[Fault] = []
        since = fields.accept(PartialDate, partial_date(start), "start", faults)
        until = fields.accept(PartialDate, partial_date(end), "end", faults)
        fields.refuse(faults, "between")
        # So that between("2018", "2019") is two years.
        span = DateSpan(start=since.earliest, end=until.latest)

        def answer(report: Report) -> bool | None:
            return None if report.published is None else span.covers(report.published)

        wanted = (True, None) if or_cannot_tell else (True,)
        return self._only(report for report in self.reports if answer(report) in wanted)

    def pairs(self) -> tuple[Pair, ...]:
        """Every report of the archive with every other that it takes up.

        A report takes up those that it is said to follow, and those of which it answers a
        recommendation, restates one or continues a cause of concern, on whatever basis. Of
        the latter the pair has no link, since nothing says that it is their follow-up.
        """
        by_key = {report.key: report for report in self.reports}
        return tuple(
            Pair(by_key[key], report, report.link_to(key))
            for report in self.reports
            for key in earlier_reports(report)
            if key in by_key and key != report.key
        )

    def pair(
        self, body: str | Body, *, baseline: str | None = None, follow_up: str | None = None
    ) -> Pair:
        """The one pair on *body*; one with a link comes before all that have none.

        *baseline* and *follow_up* are keys of reports to choose among several; given
        both, the two need no link.

        Raises:
            ncpi.errors.UnknownNameError: no such body or report, or no pair of them.
            ncpi.errors.AmbiguousNameError: several pairs; the candidates name them.
        """
        here = self.for_body(body)
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
            known = [f"{pair.baseline.key} + {pair.follow_up.key}" for pair in pairs]
            raise AmbiguousNameError(
                name, "pairs of reports; name the baseline and the follow-up", known
            )
        if len(chosen) == 2:
            return Pair(chosen[0], chosen[1])
        raise UnknownNameError(
            name,
            "pairs of reports, since no report on it says that it follows another or takes "
            "anything of another up; name the baseline and the follow-up",
            [report.key for report in here.reports],
        )

    def compare_all(
        self,
        *,
        matcher: Matcher | None = None,
        rulings: Iterable[Ruling] = (),
        bodies: Iterable[Body] | None = None,
        progress: Watch | None = None,
    ) -> ProgrammeComparison:
        """Every pair of the archive compared, and views over all of them.

        The pairs are those of `pairs`, with a link or without. A pair that may not be
        compared is kept with the reason. *matcher* and *rulings* tie recommendations and
        findings as for `ncpi.compare`. *bodies* say in which nation and region a body is,
        such as ``registers.forces``; a body that isn't among them is counted in a row of its
        own. *progress* wraps the pairs while they are compared, as ``tqdm`` does; by default
        nothing is shown.

        Raises:
            ncpi.errors.InvalidError: one of the bodies is no body; a ruling is about no pair,
                or doesn't fit its reports.
        """
        # Its records are made when first asked for: few programs need them.
        from ncpi.archive.programme import compare_pairs  # noqa: PLC0415 - as said above
        from ncpi.archive.tying import ties_of  # noqa: PLC0415 - as said above

        pairs = self.pairs()
        ties = ties_of(matcher, rulings, [pair[:2] for pair in pairs], "Archive.compare_all")
        return compare_pairs(
            pairs, reports=self.reports, bodies=bodies, progress=progress, ties=ties
        )

    def coverage(self, *, bodies: Iterable[Body] | None = None) -> Coverage:
        """What the archive holds of each body, and what is missing or known second-hand.

        With *bodies*, such as ``registers.forces``, also those of which it holds nothing.

        Raises:
            ncpi.errors.InvalidError: one of the bodies is no body.
        """
        from ncpi.archive.coverage import coverage_of  # noqa: PLC0415 - as in compare_all

        return coverage_of(self.reports, bodies=bodies)

    def _only(self, reports: Iterable[Report]) -> Self:
        return attrs.evolve(self, reports=reports)

    def _body_key(self, asked: str | Body) -> str:
        if faults := fields.instance(str, Body).faults(asked):
            raise InvalidError([fault.below("body") for fault in faults], "Archive")
        if isinstance(asked, Body):
            return asked.key
        known = self.bodies
        if asked in known:
            return asked
        found = [key for key in known if key.partition("/")[2] == asked]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(asked, "bodies of this archive", found)
        near = nearest(asked, [*known, *(key.partition("/")[2] for key in known)])
        raise UnknownNameError(asked, "bodies of this archive", [near] if near else ())

    def label(self) -> str:
        return f"{len(self.reports)} reports"

    def describe(self) -> render.Sheet:
        rows = [
            (report.key, report.kind.value, str(report.published or "undated"), report.title)
            for report in self.reports
        ]
        table = render.Table(rows, ("report", "kind", "published", "title"))
        return render.Sheet(f"Archive of {self.label()}", (table,))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.label()}>"
