"""Charts as pictures: drawn by vl-convert, in the font that it brings."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import ncpi
from ncpi.display import charts
from ncpi.testing import make_follow_up, make_recommendation, make_report, make_status_event

pytestmark = pytest.mark.charts

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "\x07</text><script>alert('1 & 2')</script> \"quoted\"\n\u202eright to left " + "x" * 10_000


def test_every_chart_is_drawn_as_png(shipped, tmp_path):
    for name, chart in shipped.items():
        file = tmp_path / f"{name}.png"
        chart.save(file)
        assert file.read_bytes().startswith(b"\x89PNG"), name


def test_every_svg_has_its_title_and_text_alternative_and_the_font(shipped):
    for name, chart in shipped.items():
        root = ET.fromstring(chart.to_svg())  # noqa: S314 - our own drawing
        assert root.get("role") == "img", name
        assert root.findtext(f"{SVG}title") == chart.alternative.title, name
        assert root.findtext(f"{SVG}desc") == chart.text, name
        assert "Liberation Sans" in chart.to_svg(), name


def test_the_picture_of_the_readme_has_the_words_of_the_chart_that_the_docs_draw_today(shipped):
    """``sphinx-build`` draws it anew. Another version may place the words apart."""
    kept = ET.parse(Path(__file__).parents[3] / "docs/_static/case-grades.svg").getroot()  # noqa: S314 - our own drawing
    drawn = ET.fromstring(shipped["case_grades"].to_svg())  # noqa: S314 - our own drawing
    words = ([text.text for text in picture.iter(f"{SVG}text")] for picture in (kept, drawn))
    assert next(words) == next(words)


def test_no_picture_is_wider_than_a_page_of_a_notebook_can_show(shipped):
    for name, chart in shipped.items():
        width = re.search(r'width="([\d.]+)"', chart.to_svg())
        assert width, name
        assert float(width[1]) < 1_450, name


def test_a_notebook_gets_svg_and_html_that_need_no_connection(shipped):
    for name, chart in shipped.items():
        bundle = chart._repr_mimebundle_()
        assert bundle["image/svg+xml"].startswith("<svg"), name
        assert bundle["text/plain"] == chart.text, name
        assert not re.search(
            r'(?:src|href)="(?!data:|https?://[^"]*">https?:)', bundle["text/html"]
        )
        assert "<script" not in bundle["text/html"], name


def test_markup_and_very_long_text_in_a_record_stay_text():
    text = NASTY.replace("\n", " ")
    event = make_status_event(party="force", dated="2018-05-01", status=text[1:60], comment=NASTY)
    item = make_recommendation(key="1", text=NASTY, history=[event], timescale="3 months")
    first = make_report(published="2018-03-08", recommendations=[item])
    comparison = ncpi.compare(first, make_follow_up(first, published="2019-04-15"))
    chart = charts.recommendations(comparison)
    svg = chart.to_svg()
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.find(f".//{SVG}script") is None
    assert "<script" not in chart._repr_mimebundle_()["text/html"]
    width = re.search(r'width="([\d.]+)"', svg)
    assert width
    assert float(width[1]) < 1_450
