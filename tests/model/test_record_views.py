"""How a record shows itself: as text, HTML and Markdown, each saying the same."""

import html
import re

import pytest

import ncpi
from ncpi.display._names import claims, reworded
from ncpi.model import GRADE_SCALES, Item, StatusEvent
from ncpi.model.tracking import Tracker
from ncpi.vocabulary import Progress, ReportKind

SHORT = (ncpi.PartialDate, ncpi.DateSpan, ncpi.ItemRef, ncpi.Timescale)
"""Records whose `str` is a word or two, for use in a sentence."""


def words(text: str) -> str:
    return " ".join(text.split())


def from_html(markup: str) -> str:
    unstyled = re.sub(r"(?s)<style>.*?</style>", "", markup)
    unlinked = re.sub(r"</?a\b[^>]*>|<wbr>", "", unstyled)
    return words(html.unescape(re.sub(r"<[^>]+>", " ", unlinked)))


def from_markdown(marked: str) -> str:
    bare = re.sub(r"(?<!\\)\|", " ", marked).replace("<br>", " ")
    bare = re.sub(r"<(https?:[^>]*)>", r"\1", bare)
    return words(html.unescape(re.sub(r"\\([\\`*_\[\]#|~])", r"\1", bare)))


def test_text_html_and_markdown_say_the_same(record):
    cells = [cell for table in record.describe().tables for row in table.rows for cell in row]
    assert cells
    views = [from_html(record._repr_html_()), from_markdown(record._repr_markdown_())]
    if not isinstance(record, SHORT):
        views.append(words(str(record)))
    for view in views:
        assert [cell for cell in cells if words(cell) not in view] == []


def called(record) -> str:
    """The label of *record*, with names and dates in words unless it quotes a report or a party."""
    if isinstance(record, StatusEvent):
        return claims([record])
    return record.label() if isinstance(record, Item) else reworded(record.label())


def test_every_view_starts_with_what_the_record_is_and_is_called(examples):
    for record in examples:
        is_tracker = isinstance(record, Tracker)  # its view has a heading to print
        title = f"{record.TAG}: {called(record)}"
        title = "Tracker of Gwent Police as of 30 August 2018" if is_tracker else title
        assert record.describe().title == title
        assert from_html(record._repr_html_()).startswith(words(title))


def test_every_field_that_says_something_is_shown_by_its_name():
    finding = ncpi.Finding(
        key="1", text="t", progress=Progress.IMPROVED, concern=True, lasting=False
    )
    assert finding.describe().tables[0].rows == (
        ("key", "1"),
        ("text", "t"),
        ("progress", "improved"),
        ("concern", "yes"),
        ("lasting", "no"),
    )


def test_markup_in_a_title_is_escaped_in_html_and_markdown():
    title = '<script>alert("x")</script> & <img src=x onerror=y>'
    report = ncpi.Report(key="k", title=title, kind=ReportKind.INSPECTION, notes=[title])
    for markup in (report._repr_html_(), report._repr_markdown_()):
        assert "<script" not in markup
        assert "<img" not in markup
        assert "&lt;script&gt;" in markup
    assert title in words(str(report))


def test_markup_in_the_key_of_an_unknown_field_is_escaped():
    source = ncpi.Source(title="t", unknown_fields={"<b>": "<i>"})
    assert "<b>" not in source._repr_html_()
    assert "<i>" not in source._repr_html_()


@pytest.mark.parametrize("mark", ["\x1b[31m", "\x00", "\x07", "\x9b31m", "\u202e", "\u2066"])
def test_control_marks_reach_neither_terminal_nor_page(mark):
    finding = ncpi.Finding(key="1", text=f"before{mark}after")
    views = (str(finding), finding._repr_html_(), finding._repr_markdown_(), repr(finding))
    assert not any(mark[0] in view for view in views)
    assert all("before" in view and "after" in view for view in views)


def test_a_pipe_in_a_text_does_not_split_a_cell_of_a_markdown_table():
    quote = ncpi.Quote(speaker="A | B", text="c")
    assert "| speaker | A \\| B |" in quote._repr_markdown_()


def test_line_breaks_in_a_text_stay_inside_their_cell():
    quote = ncpi.Quote(speaker="A", text="one\ntwo")
    assert "one<br>two" in quote._repr_html_()
    assert "| text | one<br>two |" in quote._repr_markdown_()


def test_a_report_shows_its_recommendations_findings_and_what_is_complete():
    report = ncpi.Report(
        key="k",
        title="Gwent",
        kind=ReportKind.INSPECTION,
        recommendations=[ncpi.Recommendation(key="1", text="Do this.")],
        findings=[ncpi.Finding(key="f", text="Found that.")],
        completeness=ncpi.ReportCompleteness(recommendations=ncpi.vocabulary.Completeness.COMPLETE),
    )
    for view in (str(report), report._repr_html_()):
        assert re.search(r"1\W.*Do this\.", view, re.DOTALL)
        assert re.search(r"f\W.*Found that\.", view, re.DOTALL)
        assert "recommendations complete" in view
        assert "findings unknown" in view


def test_an_unknown_count_is_shown_as_unknown_in_every_view():
    audit = ncpi.CaseAudit(scale=GRADE_SCALES["ncpi-cases-2016"], counts={"good": 0})
    for view in (str(audit), audit._repr_html_(), audit._repr_markdown_()):
        assert "good 0, requires improvement unknown, inadequate unknown" in words(view)
        assert "None" not in view


def test_unknown_fields_are_shown_with_their_values_beside_their_keys():
    source = ncpi.Source(title="t", unknown_fields={"colour": "blue", "depth": {"m": 3}})
    cells = dict(source.describe().tables[0].rows)
    assert "colour: blue" in cells["unknown fields"]


def test_a_web_address_is_not_broken_in_the_text():
    address = "https://example.org/" + "a-long-part-of-an-address/" * 8
    source = ncpi.Source(url=address)
    assert str(source).count(address) == 2  # in the title and in its row
