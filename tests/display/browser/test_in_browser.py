"""Views in a real browser: accessible, short, safe, and the same in every notebook."""

import re
from collections import Counter
from typing import Any

import attrs
import pytest
from markdown_it import MarkdownIt

import ncpi
from ncpi.display import Sheet
from ncpi.errors import InvalidError

pytestmark = pytest.mark.browser

WINDOWS = [(1100, "light"), (1100, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize("window", WINDOWS, indirect=True, ids=lambda one: f"{one[0]}-{one[1]}")
def test_axe_finds_nothing_in_any_view(window, shown):
    """Folded or open, light or dark, in a wide window or on a telephone."""
    found: dict[str, list[str]] = {}
    for name, thing in shown.items():
        window.show(thing._repr_html_())
        if violations := window.violations():
            found[name] = violations
    assert found == {}


def test_no_view_is_taller_than_a_screen_before_a_section_is_opened(window, shown):
    """The heights are printed, to compare them with those of another version."""
    heights: dict[str, int] = {}
    for name, thing in shown.items():
        window.show(thing._repr_html_())
        heights[name] = window.run("document.querySelector('.ncpi').offsetHeight")
        print(f"{heights[name]:5} px  {name}")  # noqa: T201 - see above
    assert heights["comparison, merseyside"] <= 600
    assert {name: height for name, height in heights.items() if height > 950} == {}


def test_paper_has_what_the_screen_folds(window, shown):
    hidden = "[...document.querySelectorAll('details > *:not(summary)')]"
    hidden += ".filter(one => !one.checkVisibility()).length"
    for name, thing in shown.items():
        window.show(thing._repr_html_())
        folded = window.run("document.querySelectorAll('details').length")
        assert (window.run(hidden) > 0) == (folded > 0), name
        window.page.emulate_media(media="print")
        assert window.run(hidden) == 0, name
        window.page.emulate_media(media="screen")


SCRIPTS = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>\">"
    "<svg onload=window.ran=1>"
    "</td></table></div></details></style><b>[click](javascript:window.ran=1) `code` | *a* | &lt;"
    "\n| a | b |\n| - | - |\n\u202eright to left\u2067\u200f\x1b[31m\r<!-- ]]> {{1+1}} ${1+1} \\"
)
LONG = "x" * 10_000


def hostile(thing: Any, depth: int = 0) -> Any:
    """*thing* with such text in every field of it that accepts it, and in what it holds."""
    if isinstance(thing, tuple):  # a few will do
        return tuple(hostile(one, depth) for one in thing[:3])
    if isinstance(thing, str):
        return SCRIPTS
    if not isinstance(thing, ncpi.Record):
        return thing
    for field in attrs.fields(type(thing)):
        if field.name == "unknown_fields":
            continue
        value = getattr(thing, field.name)
        tries = [hostile(value, depth + 1)] if value not in (None, ()) else [SCRIPTS, [SCRIPTS]]
        # Of the outermost record, one field after the other has a word as long as a page, too.
        tries += [f"{SCRIPTS} {LONG}"] if depth == 0 and isinstance(value, str) else []
        for new in tries:
            try:
                thing = attrs.evolve(thing, **{field.alias: new})
            except InvalidError:  # a key, a date or a word of a closed list can't be any text
                continue
    return thing


def examples(everything: list[Any]) -> list[Any]:
    """A record of each class, made hostile."""
    by_class: dict[type, Any] = {}
    for thing in everything:
        if isinstance(thing, ncpi.Record):
            by_class.setdefault(type(thing), thing)
    return [hostile(one) for one in by_class.values()]


ALLOWED = {
    *("A", "BR", "CAPTION", "DETAILS", "DIV", "H3", "LI", "P", "SPAN", "STYLE", "SUMMARY"),
    *("TABLE", "TBODY", "TD", "TH", "THEAD", "TR", "UL", "WBR"),
}


@pytest.mark.parametrize("window", [(1100, "light"), (390, "dark")], indirect=True)
def test_no_text_of_a_record_runs_as_a_script_or_breaks_a_table(window, everything):
    """Markup, quotes, lines, marks that turn text round and words as long as a page stay text."""
    things = examples(everything)
    marked = [one for one in things if "window.ran" in one._repr_html_()]
    assert len(marked) > 35
    for thing in marked:
        window.show(thing._repr_html_())
        name = type(thing).__name__
        assert not window.run("window.ran"), name
        tags = window.run("[...document.querySelectorAll('.ncpi *')].map(one => one.tagName)")
        assert {*tags} <= ALLOWED, name
        attributes = window.run(
            "[...document.querySelectorAll('.ncpi *')].flatMap(one => one.getAttributeNames())"
        )
        assert {*attributes} <= {"aria-hidden", "class", "href", "open", "scope"}, name
        links = window.run("[...document.querySelectorAll('.ncpi a')].map(one => one.protocol)")
        assert {*links} <= {"http:", "https:"}, name
        # A row that text had broken would have other cells than the head.
        uneven = window.run(
            "[...document.querySelectorAll('.ncpi table')].filter(table => new Set([...table.rows]"
            ".map(row => row.cells.length)).size > 1).length"
        )
        assert uneven == 0, name
        assert window.run("document.getElementById('after').parentElement.tagName") == "MAIN", name
        # What is too wide is scrolled in the view, and never widens the page.
        assert window.run("document.documentElement.scrollWidth - window.innerWidth") <= 0, name
        assert window.run("document.querySelector('.ncpi').scrollWidth") < 3_000, name


def test_no_text_of_a_record_runs_as_a_script_or_breaks_a_table_in_markdown(window, everything):
    """Rendered with HTML allowed, as GitHub and JupyterLab do."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    for thing in examples(everything):
        window.show(f"<div class='ncpi'>{renderer.render(thing._repr_markdown_())}</div>")
        name = type(thing).__name__
        assert not window.run("window.ran"), name
        assert not window.run("document.querySelectorAll('.ncpi :is(script,img,svg,b)').length")
        links = window.run("[...document.querySelectorAll('.ncpi a')].map(one => one.protocol)")
        assert {*links} <= {"http:", "https:"}, name
        sheet: Sheet = thing.describe()
        rows = [
            (len(table.rows[: table.first]), len(table.rows[0]))
            for part in sheet.shown
            for table in part
        ]
        found = window.run(
            "[...document.querySelectorAll('.ncpi table')].map(table => [...table.tBodies].map("
            "body => [body.rows.length, body.rows[0].cells.length])[0])"
        )
        assert [tuple(one) for one in found] == rows, name


# The rules that notebooks have for tables, lists and links of an output, with their selectors.
# Colab has those of Jupyter Notebook 6.
NOTEBOOKS = {
    "JupyterLab": """
.jp-RenderedHTMLCommon{font-size:14px;line-height:1.6}
.jp-RenderedHTMLCommon h3{font-size:1.44em;margin:1.2em 0 .8em;line-height:1}
.jp-RenderedHTMLCommon table{border:none;font-size:13px;table-layout:fixed;margin-left:auto;
margin-right:auto;margin-bottom:1em}
.jp-RenderedHTMLCommon :is(td,th,tr){vertical-align:middle;padding:.5em;line-height:normal;
max-width:none;border:none}
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon :is(td,th,tr){text-align:right}
.jp-RenderedHTMLCommon a:link{text-decoration:none;color:#1976d2}
.jp-RenderedHTMLCommon ul:not(.list-inline){padding-left:2em}
.jp-RenderedHTMLCommon p{margin:0 0 1em}""",
    "VS Code": """
table,thead,tr,th,td,tbody{border:none!important;border-spacing:0}
table{width:100%}
table,th,tr{text-align:left!important}
th,td{padding:4px 8px}
thead{background:rgba(130,130,130,.16)}
tbody th{font-weight:normal}""",
    "marimo": """
@layer base{*{margin:0;padding:0;border:0 solid} h3{font-size:inherit;font-weight:inherit}
ul{list-style:none} a{color:inherit;text-decoration:inherit} table{border-collapse:collapse}}
.markdown table{max-width:100%}
.markdown table :is(tr,th,td){text-align:right;vertical-align:middle;padding-left:.5rem;
line-height:normal;border:none}""",
    "Jupyter Notebook 6": """
html{font-size:10px}
.rendered_html{font-size:14px}
.rendered_html table{border:none;font-size:12px;table-layout:fixed;margin-left:auto;
margin-right:auto}
.rendered_html :is(tr,th,td){text-align:right;vertical-align:middle;padding:.5em;
line-height:normal;max-width:none;border:none}
.rendered_html a{text-decoration:underline;color:#337ab7}
.rendered_html ul{margin:0 2em;padding-left:0}
.rendered_html h3{font-size:128.6%}""",
}
OUTPUT = "jp-RenderedHTML jp-RenderedHTMLCommon rendered_html output_html markdown output"
"""The classes that these notebooks give an output."""
LAYOUT = """[...document.querySelectorAll('.ncpi :is(h3,p,caption,th,td,span,li,a)')].map(one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect()
    return [one.tagName, Math.round(box.width / 4), style.textAlign, style.verticalAlign,
        style.fontWeight, style.fontSize, style.listStyleType, style.textDecorationLine,
        style.color].join(' ')
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_view_is_laid_out_alike_in_every_notebook(name, scheme, window, results):
    """Whatever rules the notebook has for outputs, and in the colour of its text."""
    colours = "color:#ddd;background:#111" if scheme == "dark" else "color:#222;background:#fff"
    for thing in (results["comparison, merseyside"], results["report"], results["coverage"]):
        layouts, heights = [], []
        for rules in ("", NOTEBOOKS[name]):
            output = f'<div class="{OUTPUT}" style="{colours}">{thing._repr_html_()}</div>'
            window.show(f"<style>{rules}</style>{output}")
            layouts.append(window.run(LAYOUT))
            heights.append(window.run("document.querySelector('.ncpi').offsetHeight"))
        assert [pair for pair in zip(*layouts, strict=True) if pair[0] != pair[1]] == []
        # Lines between rows may be missing: VS Code shades every other row instead.
        assert abs(heights[0] - heights[1]) < 30
        assert window.violations() == []


def test_without_its_styles_a_view_is_in_order_and_its_text_is_all_there(window, results):
    """As GitHub shows it, which strips styles and classes."""
    thing = results["comparison, merseyside"]
    bare = re.sub(r'(?s)<style>.*?</style>| class="[^"]*"', "", thing._repr_html_())
    window.show(bare)
    text = window.run("document.querySelector('main').innerText")
    assert text.index("what changed") < text.index("Concerns raised") < text.index("Evidence (7)")
    assert "▲ improved (coded)" in text
    heads = window.run("[...document.querySelectorAll('th')].map(one => one.scope)")
    assert Counter(heads)["row"] > 7


def test_a_page_of_the_command_line_has_one_heading_of_the_first_level(window, results):
    """And axe finds nothing in it."""
    from ncpi.cli._views import viewed

    window.page.set_content(viewed(results["comparison, merseyside"], "html", full=False))
    assert window.run("document.querySelectorAll('h1').length") == 1
    assert window.violations() == []
