import html
import re

import attrs
import pytest

import ncpi
from ncpi.display import Sheet, Shown, Table, as_html, as_markdown, as_text, grouped
from ncpi.display._sheets import GLYPHS
from ncpi.model._shown import Several
from ncpi.vocabulary import Outcome

NASTY = "a|b *c* _d_ [e](f) <i>g</i> & \"h\" 'i' \\ ~~k~~ #l `m`"
VIEWS = [as_text, as_html, as_markdown]
ADDRESS = "https://example.org/" + "a-long-part-of-an-address/" * 8


def words(text: str) -> str:
    return " ".join(text.split())


def said(view, sheet: Sheet) -> str:
    """What a reader of the *view* reads, on one line."""
    shown = view(sheet)
    if view is as_html:
        shown = html.unescape(re.sub(r"<[^>]+>", " ", shown.replace("<wbr>", "")))
    elif view is as_markdown:
        bare = re.sub(r"(?<!\\)\|", " ", shown).replace("<br>", " ")
        shown = html.unescape(re.sub(r"\\([\\`*_\[\]#|~])", r"\1", bare))
    return words(shown)


FULL = Sheet(
    title=f"A title {NASTY}",
    tables=(
        Table([("label", NASTY), ("second", "one\ntwo")], caption="Labels and values"),
        Table(
            [("1", "improved", "x" * 90), ("2", "", "why not")],
            ("number", "outcome", "evidence"),
            "Recommendations",
        ),
        Table([("good", 5), ("inadequate", 9)], ("grade", "cases")),
        Table(
            [("1", f"▲ improved {NASTY}", "x" * 90)],
            ("no", "a", "b"),
            "Items",
            stacked=True,
            marked="a",
        ),
        Table([("evidence", NASTY)], ("kind", "what"), "Evidence", folded="Evidence"),
    ),
    summary=f"A summary {NASTY}",
    notes=(f"A note {NASTY}", "Another note."),
)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_says_all_that_the_sheet_says(view):
    shown = said(view, FULL)
    entry = [FULL.title, FULL.summary, *FULL.notes]
    for table in FULL.tables:
        entry += [table.caption, *table.columns, *(cell for row in table.rows for cell in row)]
    assert [text for text in entry if words(text) not in shown] == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_table_without_rows_is_left_out_with_its_caption(view):
    sheet = Sheet("title", (Table((), ("a", "b"), "Nothing here"), Table([("kept", "row")])))
    assert "Nothing" not in view(sheet)
    assert "kept" in view(sheet)


MARKS = ["\x1b[31m", "\x00", "\x07", "\x08", "\x7f", "\x9b31m", "\u202e", "\u2066", "\u200f"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("mark", MARKS)
def test_no_control_mark_gets_through_from_any_place(view, mark):
    text = f"a{mark}b"
    sheet = Sheet(text, (Table([(text, text)], (text, text), text), Table([(text, text)])), (text,))
    assert mark[0] not in view(sheet)
    assert "a\ufffd" in view(sheet)


@pytest.mark.parametrize("view", VIEWS)
def test_a_carriage_return_cannot_overwrite_a_line(view):
    sheet = Sheet("t", (Table([("label", "one\rtwo\r\nthree")]),))
    assert "\r" not in view(sheet)
    assert "one two three" in said(view, sheet)


def test_all_text_is_escaped_in_html():
    markup = as_html(FULL)
    tags = set(re.findall(r"</?([a-z0-9]+)", markup))
    assert tags == {
        "div", "style", "h3", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "br",
        "ul", "li", "details", "summary", "span", "wbr",
    }  # fmt: skip
    assert "&lt;i&gt;g&lt;/i&gt; &amp; &quot;h&quot; &#x27;i&#x27;" in markup


def test_a_script_becomes_text_in_html_and_markdown():
    script = "<script>alert(1)</script>"
    sheet = Sheet(script, (Table([(script, script)], (script, script), script),), (script,))
    # HTML names the title twice: once for screen readers.
    for view, times in ((as_html, 8), (as_markdown, 7)):
        assert "<script" not in view(sheet)
        assert view(sheet).count("&lt;script&gt;") == times


def test_html_names_the_heads_of_rows_and_columns_for_screen_readers():
    markup = as_html(Sheet("t", (Table([("good", 5)], ("grade", "cases")),)))
    markup = markup.replace(' class="ncpi-key"', "")
    assert '<th scope="col">grade</th><th scope="col">cases</th>' in markup
    assert '<tr><th scope="row">good</th><td>5</td></tr>' in markup
    assert '<h1 class="ncpi-title">t</h1>' in as_html(Sheet("t"), 1)


def test_a_line_break_is_one_in_every_view():
    sheet = Sheet("t", (Table([("label", "one\ntwo")]),))
    assert "one<br>two" in as_html(sheet)
    assert "one<br>two" in as_markdown(sheet)
    assert re.search(r"one\n +two", as_text(sheet))


def test_a_pipe_does_not_split_a_cell_of_a_markdown_table():
    sheet = Sheet("t", (Table([("a|b", "c\\|d")], ("one", "two")),))
    row = as_markdown(sheet).splitlines()[-1]
    assert row == r"| a\|b | c\\\|d |"


@pytest.mark.parametrize("note", ["- a", "+ a", "1. a", "1) a"])
def test_a_note_that_starts_like_a_list_starts_none_in_markdown(note):
    line = as_markdown(Sheet("t", notes=(note,))).splitlines()[-1]
    assert line != f"- {note}"


def test_a_table_that_fits_is_set_in_columns():
    sheet = Sheet("t", (Table([("good", 5), ("inadequate", 12)], ("grade", "cases"), "Audit"),))
    assert as_text(sheet).splitlines() == [
        "t",
        "",
        "Audit",
        "  grade       cases",
        "  ----------  -----",
        "  good        5",
        "  inadequate  12",
    ]


def test_a_table_that_just_fits_is_set_in_columns_and_one_a_letter_wider_is_not():
    sheet = Sheet("t", (Table([("good", "x" * 20)], ("grade", "why")),))
    widest = max(map(len, as_text(sheet).splitlines()))
    assert widest == 2 + len("grade") + 2 + 20
    assert as_text(sheet, width=widest) == as_text(sheet)
    assert "  grade good" in as_text(sheet, width=widest - 1).splitlines()


def test_a_stacked_table_that_does_not_fit_has_a_line_for_each_item_and_its_text_below():
    """The first line of an item is what a reader scans, so nothing else is on it."""
    rows = [("1", "▲ improved\nas reported", "x " * 30), ("12", "○ not mentioned", "y")]
    lines = as_text(Sheet("t", (Table(rows, ("a", "b", "c"), stacked=True),)), 50).splitlines()
    assert [line for line in lines if not line.startswith("      ")] == [
        "t",
        "",
        "  1   ▲ improved; as reported",
        "  12  ○ not mentioned",
    ]


FOLDED = Sheet(
    "t", (Table([("a", "b")], caption="More", folded="Rest"), Table([("c", "d")])), ("n",)
)


def test_a_folded_table_comes_last_in_every_view_and_is_left_out_of_the_brief_form():
    """What is read first isn't pushed down by what can wait."""
    assert as_text(FOLDED) == "t\n\n  c  d\n\n- n\n\nMore\n  a  b"
    assert as_markdown(FOLDED).endswith("| a | b |")
    assert "<details><summary>Rest (1)</summary><table><caption>More" in as_html(FOLDED)
    assert as_text(FOLDED.brief()) == "t\n\n  c  d\n\n- n"
    assert dict(FOLDED.folded) == {"Rest": 1}


CUT = Sheet("t", (Table([(f"row {n}", "x") for n in range(13)], ("no", "what"), first=10),))


@pytest.mark.parametrize("view", VIEWS)
def test_of_a_long_table_the_first_rows_are_shown_and_how_many_more_there_are(view):
    """A long table doesn't flood a terminal or a notebook, and nobody takes it for the whole."""
    assert "3 more" in view(CUT)
    assert "row 12" not in re.sub(r"<details>.*?</details>", "", view(CUT))
    assert ("row 12" in view(CUT)) == (view is as_html)
    assert "row 12" in view(CUT.in_full())
    assert "more" not in view(CUT.in_full())


def test_every_colour_is_that_of_the_page_or_a_variable_of_the_notebook():
    """So the dark themes of JupyterLab and VS Code need no rules of their own."""
    (style,) = re.findall(r"<style>(.*?)</style>", as_html(Sheet("t")), re.DOTALL)
    colours = re.findall(r"(?:color:|solid\s)([^;}]+)", style)
    assert {colour.partition("(")[0] for colour in colours} == {"inherit", "currentColor", "var"}
    assert "var(--jp-border-color2,var(--vscode-panel-border," in style


def test_a_glyph_is_hidden_from_screen_readers_because_a_word_follows():
    """An outcome depends on neither its glyph nor its border."""
    rows = [("1", "○ not mentioned\nas reported")]
    sheet = Sheet("t", (Table(rows, ("no", "b"), marked="b"),))
    assert (
        '<td><span class="ncpi-mark ncpi-open"><span aria-hidden="true">○</span> not mentioned'
        "</span> as reported</td>" in as_html(sheet)
    )


@pytest.mark.parametrize("sign", GLYPHS.values())
def test_a_text_that_begins_with_the_glyph_of_an_outcome_is_shown_as_text(sign):
    """Only the column that the view names has outcomes."""
    rows = [(f"{sign} improved", f"{sign} improved", f"{sign} improved")]
    sheet = Sheet("t", (Table(rows, ("item", "progress", "text"), marked="progress"),))
    assert as_html(sheet).count("<span ") == 2
    assert f"<td>{sign} improved</td>" in as_html(sheet).replace(' class="ncpi-key"', "")


def test_labels_and_values_that_do_not_fit_are_set_one_below_the_other():
    text = as_text(Sheet("t", (Table([("label", "some words"), ("b", "c")]),)), width=12)
    assert text.splitlines() == ["t", "", "  label: some", "         words", "  b: c"]


def test_a_table_without_a_caption_has_an_empty_line_above_it_and_nothing_else():
    sheet = Sheet("t", (Table([("a", "b")]), Table([("c", "d")])))
    assert as_text(sheet) == "t\n\n  a  b\n\n  c  d"
    assert "<caption" not in as_html(sheet)
    assert "###" not in as_markdown(sheet)


def test_a_column_in_which_nothing_stands_is_left_out_and_one_with_a_single_cell_is_not():
    rows = [("1", "", "x"), ("2", "", "")]
    assert as_text(Sheet("t", (Table(rows, ("no", "empty", "why")),))).splitlines()[2:] == [
        "  no  why",
        "  --  ---",
        "  1   x",
        "  2",
    ]


def test_a_table_that_does_not_fit_is_set_in_labelled_lines():
    long = "word " * 12
    sheet = Sheet("t", (Table([("1", "improved", long), ("2", "", "short")], ("no", "a", "why")),))
    lines = as_text(sheet, width=40).splitlines()
    assert "  no 1" in lines
    assert "      a: improved" in lines
    assert "      why: short" in lines
    assert max(len(line) for line in lines) <= 40


@pytest.mark.parametrize("width", [1, 10, 40, 100])
def test_no_word_is_lost_at_any_width(width):
    shown = words(as_text(FULL, width=width))
    for word in words(NASTY).split():
        assert word in shown


def test_an_address_is_not_broken_wherever_it_stands():
    sheet = Sheet(ADDRESS, (Table([("label", ADDRESS)]), Table([(ADDRESS,)], ("url",))), (ADDRESS,))
    assert as_text(sheet).count(ADDRESS) == 4


def test_text_has_no_blanks_at_the_ends_of_its_lines():
    assert [line for line in as_text(FULL).splitlines() if line != line.rstrip()] == []


def test_cells_may_be_anything_that_has_a_text():
    assert Table([(1, None, 2.5)]).rows == (("1", "None", "2.5"),)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a, note 6", "https://example.org/a"),
        ("(https://example.org/a).", "https://example.org/a"),
        ('"https://example.org/a"', "https://example.org/a"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"),
    ],
)
def test_an_address_in_html_is_a_link_without_what_follows_it(text, address):
    assert f'<a href="{address}">{address}</a>' in as_html(Sheet(text))
    assert "<a " not in as_html(Sheet("javascript:alert(1) and ftp://example.org"))


@attrs.frozen(kw_only=True)
class SmallFigure(Shown):
    """A figure that says nothing of how it is shown."""

    key: str
    per_cent: int | None = None
    of: tuple[str, ...] = ()


def test_a_plain_class_is_shown_by_its_fields_that_say_something():
    figure = SmallFigure(key="a|b", of=("x", "y"))
    assert figure.describe() == Sheet(
        "small-figure: a|b", (Table([("key", "a|b"), ("of", "x\ny")]),)
    )
    assert str(figure) == as_text(figure.describe())
    assert figure._repr_html_() == as_html(figure.describe())
    assert figure._repr_markdown_() == as_markdown(figure.describe())


def test_the_sheets_of_groups_are_joined_and_a_note_of_some_names_them():
    here = Sheet("t", (Table([("a", "1")], ("what", "n"), "Counts"),), ("of all", "of one"))
    there = Sheet("u", (Table([("b", "2")], ("what", "n"), "Counts"),), ("of all",))
    assert grouped("Both", "year", [("2018", here), ("2019", there)]) == Sheet(
        "Both",
        (Table([("2018", "a", "1"), ("2019", "b", "2")], ("year", "what", "n"), "Counts"),),
        ("of all", "2018: of one"),
    )


def test_an_address_in_markdown_leads_where_it_says():
    """Backslashes would be part of it; between angle brackets, a pipe would still end its cell."""
    address = "https://example.org/group_by_region?a=*1*&copy=_b_"
    sheet = Sheet("t", [Table([("url", f"see {address}, or https://a.example/x|y$z.")])])
    row = as_markdown(sheet).splitlines()[-1]
    assert row == f"| url | see <{address}>, or <https://a.example/x%7Cy%24z>. |"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("group_by_region", "group_by_region"),
        ("a__b", "a__b"),
        ("_a_ __b__ c_", r"\_a\_ \_\_b\_\_ c\_"),
        ("from $5 to $10", "from <span>&#36;</span>5 to <span>&#36;</span>10"),
    ],
)
def test_only_what_would_mean_something_in_markdown_is_escaped(text, marked):
    assert as_markdown(Sheet("t", [Table([("a", text)])])).endswith(f"| {marked} |")


def test_a_markdown_reader_finds_no_emphasis_and_no_formula_and_every_address():
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    texts = ["__a_b__c_ _d", "*x* _y_", "$1 and $2", "https://example.org/a_b?c=_d_&lt=1", "a_b_c"]
    page = reader.render(as_markdown(Sheet("t", [Table([("a", text) for text in texts])])))
    assert "<em>" not in page
    assert "<strong>" not in page
    assert not re.search(r"\$[^<]*\$", page)
    assert 'href="https://example.org/a_b?c=_d_&amp;lt=1"' in page


def test_every_outcome_has_a_glyph_of_its_own():
    assert len({GLYPHS[outcome] for outcome in Outcome}) == len(Outcome)


def test_a_word_as_long_as_a_page_may_be_broken_in_html_and_stays_one_word():
    """Or it would make its column as wide as that; a copy of it has no hyphen or space."""
    markup = as_html(Sheet("t", (Table([("a", "x" * 100)]),)))
    (cell,) = re.findall(r"<td>(.*?)</td>", markup)
    assert max(map(len, cell.split("<wbr>"))) == 40
    assert cell.replace("<wbr>", "") == "x" * 100


@pytest.mark.parametrize(
    ("cell", "is_whole"),
    [
        ("2018-08-30", True),
        ("2018-08-30 to 2018-09-05", True),
        ("police/merseyside/2018-inspection", True),
        ("within 3 months", True),
        ("a sentence that may go on to the next line", False),
        ("one\ntwo", False),
    ],
)
def test_dates_spans_keys_and_a_few_words_stay_on_one_line(cell, is_whole):
    markup = as_html(Sheet("t", (Table([("a", cell)]),)))
    assert (markup.count("ncpi-key") - markup.count(".ncpi-key") == 2) == is_whole


def test_html_folds_the_rows_and_lines_after_the_tenth_and_none_when_all_are_asked_for():
    """A reader opens them with a click; a page that is printed has them all."""
    rows = [(str(n), "x") for n in range(12)]
    sheet = Sheet("t", (Table(rows, ("no", "b")), Table([("a", "\n".join(map(str, range(13))))])))
    assert "<summary>2 more</summary><table>" in as_html(sheet)
    assert "<summary>3 more</summary>10<br>11<br>12</details>" in as_html(sheet)
    assert "<summary>2 more" not in as_html(sheet.in_full())


def test_a_head_without_words_is_no_head_in_html():
    """A screen reader would announce it."""
    markup = as_html(Sheet("t", (Table([("a", "x"), ("", "y")], ("", "b")),)))
    assert "<thead><tr><td></td><th" in markup
    assert "<tr><td></td><td" in markup


def test_a_stacked_table_with_a_wide_first_column_has_labelled_lines_within_the_width():
    """Beside a long title, nothing else would have room."""
    rows = [("A title of a national report " * 4, "thematic report, 2 July 2015", "stated")]
    table = Table(rows, ("report", "baseline", "link"), stacked=True)
    text = as_text(Sheet("Pairs", (table,)), 60)
    assert "      baseline: thematic report, 2 July 2015\n      link: stated" in text
    assert max(map(len, text.split("\n"))) <= 60


def test_reports_on_no_body_are_named_by_their_titles_and_not_under_body():
    """A title isn't a body."""
    pairs = [pair for pair in ncpi.Archive.shipped().pairs() if not pair.baseline.bodies]
    assert pairs
    for pair, row in zip(pairs, Several(pairs).describe().tables[0].rows, strict=True):
        assert row[0] == "none named"
        assert row[1].startswith(f"{pair.baseline.title}: ")
