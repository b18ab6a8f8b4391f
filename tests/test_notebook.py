"""ncpi in a notebook: a real IPython shell runs the cells and formats what they show."""

from html.parser import HTMLParser
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import ncpi

SUBCLASS_CELL = """
import attrs, ncpi

@attrs.frozen(kw_only=True)
class Owned(ncpi.Recommendation):
    TAG = "notebook.owned"
    owner: str | None = None
"""


@pytest.fixture
def shell(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> InteractiveShell:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    # Else each writes into its history at the end of the process, when its folder may be gone.
    without_history = Config({"HistoryManager": {"enabled": False}})
    return InteractiveShell.instance(config=without_history)


class Cells(HTMLParser):
    """The text of every cell of every table, and whether any foreign element got in."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.elements: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - as the parser calls it
        self.elements.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def result_of(shell: InteractiveShell, cell: str) -> Any:
    done = shell.run_cell(cell)
    done.raise_error()
    return done.result


def shown(shell: InteractiveShell, cell: str) -> dict[str, str]:
    """What the last line of *cell* shows, by kind of view."""
    formats, _ = shell.display_formatter.format(result_of(shell, cell))
    return formats


def test_a_comparison_shows_as_a_table_with_every_answer(shell: InteractiveShell) -> None:
    views = shown(
        shell,
        "import ncpi\n"
        "pair = ncpi.Archive.shipped().pair('merseyside')\n"
        "ncpi.compare(pair.baseline, pair.follow_up)",
    )
    cells = Cells(views["text/html"]).cells
    assert {"own-9212", *(f"own-{n}" for n in range(1, 7))} <= set(cells)
    assert {
        "○ not mentioned in what was read",
        "▲ improved (coded)",
        "● still a concern (coded)",
    } <= set(cells)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("ncpi.registers.reports['police/merseyside/2019-review']", "Phil Gormley"),
        ("ncpi.registers.forces", "Merseyside Police"),
    ],
)
def test_a_report_and_a_register_show_as_tables(
    shell: InteractiveShell, cell: str, said: str
) -> None:
    assert said in Cells(shown(shell, f"import ncpi\n{cell}")["text/html"]).cells


def test_a_script_in_a_title_stays_text(shell: InteractiveShell) -> None:
    views = shown(
        shell,
        "import ncpi\n"
        "from ncpi.vocabulary import ReportKind\n"
        "ncpi.Report(key='k', title='<script>alert(1)</script>', kind=ReportKind.THEMATIC)",
    )
    parsed = Cells(views["text/html"])
    assert "script" not in parsed.elements
    assert "<script>alert(1)</script>" in parsed.cells


def test_a_cell_that_defines_a_subclass_may_be_run_again(shell: InteractiveShell) -> None:
    result_of(shell, SUBCLASS_CELL)
    result_of(shell, "stated = Owned(key='1', text='visit on time', owner='Ann')")
    result_of(shell, SUBCLASS_CELL)
    back = result_of(shell, "ncpi.from_json(ncpi.to_json(stated))")
    assert (type(back).__name__, back.owner) == ("Owned", "Ann")
    assert isinstance(back, ncpi.Recommendation)


def test_a_mistake_shows_its_advice_and_not_the_library_s_insides(
    shell: InteractiveShell,
) -> None:
    done = shell.run_cell("import ncpi\nncpi.PartialDate.parse('30/08/2018')")
    assert isinstance(done.error_in_exec, ncpi.NcpiError)
    assert "Write the month as a word: 30 August 2018" in str(done.error_in_exec)
