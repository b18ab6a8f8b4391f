"""How much is read from 136 published pages, and that nothing is wrong."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location(
    "score_pages", Path(__file__).with_name("score_pages.py")
)
score_pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(score_pages)


@pytest.fixture(scope="module")
def result():
    return score_pages.score()


def test_nothing_that_is_read_is_wrong_or_invented(result):
    for name, count in result.families.items():
        assert (name, count.wrong, count.invented) == (name, 0, 0), result.faults


@pytest.mark.parametrize("family", [*score_pages.FAMILIES.values(), score_pages.RESPONSES])
def test_nearly_everything_that_a_page_says_is_read(result, family):
    assert result.families[family].recall >= 0.9


def test_the_score_tells_right_wrong_invented_and_missed_values_apart():
    judged = score_pages.judged
    assert judged("isbn", "978-1", "9781").right == 1
    assert judged("published", "2031", "2032").wrong == 1
    assert judged("published", None, "2032").invented == 1
    assert judged("published", "2031", None).missed == 1
    assert judged("bodies", ["a", "b"], ["b", "c"]) == score_pages.Count(1, 0, 1, 1, 0)


def test_the_table_in_the_documentation_is_the_scorers(result):
    docs = Path(__file__).parents[2] / "docs" / "explanation" / "pages.md"
    assert result.table() in docs.read_text("utf-8")
