"""Partial dates and spans of dates."""

from ncpi.model.dates._partial_dates import PartialDate, optional_partial_date, partial_date
from ncpi.model.dates._spans import DateSpan

__all__ = ["DateSpan", "PartialDate", "optional_partial_date", "partial_date"]
