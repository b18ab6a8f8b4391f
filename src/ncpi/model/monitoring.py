"""The stages of the monitoring of police forces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

from ncpi.fields import Name, Text, distinct, many_of, one_of
from ncpi.model.dates import DateSpan, PartialDate
from ncpi.model.dates._partial_dates import some_date
from ncpi.model.sources import Sourced
from ncpi.vocabulary import MonitoringStageKind

__all__ = ["MonitoringStage", "stage_on"]


@attrs.frozen(kw_only=True, repr=False)
class MonitoringStage(Sourced):
    """A period that a force spent at one stage of the inspectorate's monitoring.

    Attributes:
        body: the key of the force.
        stage: the stage.
        span: the period, with the day on which the force's return was announced as the last.
        seen_on: dates on which a source lists the force at this stage. They show that the
            period had begun and had not ended.
        reasons_in: why the force entered the stage.
        reasons_out: why it left.
        note: how the dates and reasons are known.
    """

    TAG = "monitoring-stage"

    body: Name
    stage: MonitoringStageKind = attrs.field(converter=one_of[MonitoringStageKind])
    span: DateSpan = attrs.field(factory=DateSpan, converter=one_of[DateSpan])
    seen_on: Annotated[tuple[PartialDate, ...], distinct()] = attrs.field(
        default=(), converter=many_of[PartialDate]
    )
    reasons_in: Text | None = None
    reasons_out: Text | None = None
    note: Text | None = None

    @property
    def key(self) -> str:
        """Its key: the force, the stage and the start (``police/cleveland/engage-2019``)."""
        return f"{self.body}/{self.stage.value}-{self.span.start}"

    def covers(self, when: PartialDate | date | str) -> bool | None:
        """Whether the force was at this stage on the whole of *when*; None if unknown.

        If the end is unknown, the stage is certain only up to the last date on which a source
        lists the force.
        """
        when = some_date(when, "when")
        answer = self.span.covers(when)
        known = [edge for edge in (self.span.first, *self.seen_on, self.span.last) if edge]
        if answer is None and known:
            start = min(known, key=lambda seen: seen.latest)
            end = max(known, key=lambda seen: seen.earliest)
            within = start.latest <= when.earliest and when.latest <= end.earliest
            return True if within else None
        return answer

    def label(self) -> str:
        return f"{self.body}: {self.stage.value}, {self.span}"


def stage_on(
    stages: Iterable[MonitoringStage], body: str, when: PartialDate | date | str
) -> MonitoringStage | None:
    """The stage at which the force with the key *body* certainly was on *when*.

    None if none of *stages* says so. A force without a record isn't at the default stage: its
    stage is unknown.
    """
    when = some_date(when, "when")
    certain = [stage for stage in stages if stage.body == body and stage.covers(when)]
    return certain[0] if len({stage.stage for stage in certain}) == 1 else None
