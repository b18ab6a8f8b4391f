"""Names, dates and sources in words, for the charts' titles and subtitles."""

from __future__ import annotations

from collections.abc import Iterable

from ncpi.comparison import ReportHeading
from ncpi.comparison._accounts import is_second_hand
from ncpi.display._names import in_words, inspectorate_name, joined
from ncpi.errors import counted
from ncpi.model import PartialDate, Report

__all__ = ["number_word", "published_key", "sentence_case", "source_note"]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_word(number: int) -> str:
    """*number* as a word up to nine, and in figures above."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def sentence_case(text: str) -> str:
    """*text* with a capital at its start."""
    return text[:1].upper() + text[1:]


def published_key(report: Report | ReportHeading) -> tuple[int, int, int]:
    """What sorts reports by their date of publication, the undated first."""
    return report.published.sort_key if report.published else (0, 0, 0)


def period(reports: Iterable[ReportHeading]) -> str:
    """From when to when *reports* were published, in words."""
    dates = sorted(
        (report.published for report in reports if report.published),
        key=lambda when: when.sort_key,
    )
    if not dates:
        return "undated"
    first, last = (_month(when) for when in (dates[0], dates[-1]))
    return f"published {first}" if first == last else f"published {first} to {last}"


def _month(when: PartialDate) -> str:
    return in_words(PartialDate(year=when.year, month=when.month, season=when.season))


def source_note(reports: Iterable[ReportHeading]) -> str:
    """Who published *reports*, how many there are, when, and how many weren't seen."""
    once = [*{report.key: report for report in reports}.values()]
    keys = sorted({key for report in once for key in report.inspectorates})
    who = joined([inspectorate_name(key) for key in keys])
    what = f"{who} report".strip() if len(keys) < 2 else f"report of {who}"
    several = what.replace("report", "reports", 1)
    text = f"Source: {counted(len(once), what, several)} held in ncpi, {period(once)}"
    undated = sum(report.published is None for report in once)
    second_hand = sum(map(is_second_hand, once))
    parts = [f"{undated} undated"] if undated and undated < len(once) else []
    parts += [f"{second_hand} known only second-hand"] if second_hand else []
    return f"{text} ({', '.join(parts)})." if parts else f"{text}."
