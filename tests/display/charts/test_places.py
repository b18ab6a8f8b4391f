"""Where words stand in the pictures of what is shipped, by the widths that ncpi reckons with."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from ncpi.display.charts import Chart
from ncpi.display.charts._hexagons import _KEY
from ncpi.display.charts._style import text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
MOVED = re.compile(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
Box = tuple[str, float, float, float, float]
"""The words of a line, and its left, top, right and bottom."""


def lines(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[Box]:
    """Every line of words in *element*, which stands at *x* and *y* of the picture."""
    for right, down in MOVED.findall(element.get("transform", "")):
        x, y = x + float(right), y + float(down)
    if element.tag == f"{SVG}text" and element.get("opacity") != "0":
        size = float(element.get("font-size", "11px").removesuffix("px"))
        is_bold = element.get("font-weight") in ("bold", "600")
        below = y
        for part in element.findall(f"{SVG}tspan") or [element]:
            below += float(part.get("dy", "0"))
            words = part.text or ""
            wide = text_width(words, size, bold=is_bold)
            left = x - wide * ANCHORS[element.get("text-anchor", "start")]
            if words.strip():
                yield words, left, below - 0.75 * size, left + wide, below + 0.2 * size
    for inner in element:
        yield from lines(inner, x, y)


@pytest.fixture(scope="session")
def pictures(shipped: dict[str, Chart]) -> dict[str, ET.Element]:
    return {name: ET.fromstring(chart.to_svg()) for name, chart in shipped.items()}  # noqa: S314 - our own drawing


def test_no_words_of_a_chart_are_cut_off_at_its_edge(pictures):
    for name, picture in pictures.items():
        width, height = float(picture.get("width")), float(picture.get("height"))
        for words, left, top, right, bottom in lines(picture):
            assert min(left, top) > -1, (name, words)
            assert right < width + 1, (name, words)
            assert bottom < height + 1, (name, words)


def test_no_words_of_a_chart_stand_on_others(pictures):
    for name, picture in pictures.items():
        for one, other in combinations(lines(picture), 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert min(across, down) < 1, (name, one[0], other[0])


@pytest.mark.parametrize("name", ["coverage_map", "dates_map", "grades_map", "monitoring_map"])
def test_the_key_of_a_map_stands_in_the_order_of_its_text_alternative(name, shipped, pictures):
    (categories,) = [it for it in shipped[name].alternative.tables if it.caption == "Categories"]
    found = [*lines(pictures[name])]
    tops = []
    for words, forces in categories.rows:
        first = wrapped(f"{words} ({forces})", _KEY - 60)[0]
        (top,) = {line[2] for line in found if line[0] == first}
        tops.append(top)
    assert len(tops) > 1
    assert tops == sorted(tops)


def test_a_title_is_wrapped_to_the_width_of_its_picture(shipped, pictures):
    for name, chart in shipped.items():
        title = chart.to_dict()["title"]
        wide = max(text_width(line, 12) for line in (*title["text"], *title["subtitle"]))
        assert 0.6 < wide / float(pictures[name].get("width")) < 1, name
