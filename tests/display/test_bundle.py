"""What notebooks and rich get of a record: every form, none of it markup."""

import re

import pytest
from IPython.core.formatters import DisplayFormatter
from rich.console import Console
from rich.pretty import pretty_repr

import ncpi
from ncpi.display import as_text

ARCHIVE = ncpi.Archive.shipped()


def test_a_notebook_gets_html_markdown_and_the_short_text_of_whatever_has_a_view():
    """And a notebook's own formatter takes them from there; of tuples it prints the repr."""
    for thing in (ARCHIVE.compare("merseyside"), ARCHIVE, ncpi.registers.forces, ARCHIVE.pairs()):
        data, _ = DisplayFormatter().format(thing)
        assert data["text/html"] == thing._repr_html_()
        assert data["text/markdown"] == thing._repr_markdown_()
        short = as_text(thing.describe().brief("not shown here"))
        assert data["text/plain"] == (repr(thing) if isinstance(thing, tuple) else short)


def test_the_short_text_names_what_it_leaves_out():
    """So nobody takes it for the whole."""
    text = ARCHIVE.compare("merseyside")._repr_mimebundle_()["text/plain"]
    assert "not shown here: evidence (7), other findings and items (10)" in " ".join(text.split())
    assert "105 more rows" in ARCHIVE._repr_mimebundle_()["text/plain"]


def test_a_class_that_shows_itself_in_html_does_so_in_a_notebook_too(monkeypatch):
    """The method that such classes have had is asked first."""
    monkeypatch.setattr(ncpi.Quote, "_repr_html_", lambda _: "<b>mine</b>", raising=False)
    assert ncpi.Quote(text="t", speaker="s")._repr_mimebundle_()["text/html"] == "<b>mine</b>"


def printed(thing: object, width: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_rich_prints_the_short_form_as_wide_as_the_terminal(width):
    """The answer first, as everywhere."""
    text = printed(ARCHIVE.compare("merseyside"), width)
    assert text.startswith("Merseyside Police: what changed")
    assert "▲ improved" in text
    assert max(map(len, text.splitlines())) <= width


def test_rich_breaks_no_key_where_the_terminal_is_narrow():
    """A broken key can't be copied into a command."""
    assert "national/2025-group-based-exploitation-progress" in printed(ARCHIVE, 80)


def test_no_text_is_taken_for_markup_of_rich_or_steers_the_terminal():
    """A comment in a tracker may be anything."""
    text = printed(ncpi.Finding(key="1", text="[bold red]x[/] [link=a]b[/link]\x1b[31m"), 100)
    assert "[bold red]x[/] [link=a]b[/link]" in text
    assert "\x1b" not in text


def test_rich_gives_the_line_of_the_repr_and_not_the_fields_of_all_that_is_held():
    """Pretty-printing a comparison, or a list of them, doesn't flood."""
    for thing in (ARCHIVE.compare("merseyside"), ARCHIVE, ARCHIVE.reports[0]):
        inner = re.sub(r"^<\w+ |>$", "", repr(thing))
        assert pretty_repr(thing, max_width=500) == f"{type(thing).__name__}({inner})"
    # Older versions of rich write a comma after the only element.
    shown = pretty_repr(ARCHIVE.pairs()).replace(",)", ")")
    assert shown == f"Several({len(ARCHIVE.pairs())} pairs)"
    short = ncpi.Recommendation(key="1", text="Visit (soon).", timescale="3 months")
    assert pretty_repr(short, max_width=500) == repr(short)
