"""What the charts draw, read from their specifications."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

import ncpi
from ncpi.comparison import Estimate
from ncpi.display import charts
from ncpi.display.charts import _case_grades, _colours, _maps, _outcome_bars, _panels
from ncpi.display.charts._colours import grade_colours, ink_on, luminance
from ncpi.display.charts._times import TimeAxis
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.model import GRADE_SCALES
from ncpi.testing import (
    make_answer,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
    make_status_event,
)
from ncpi.vocabulary import Progress

FORCES = {force.key for force in ncpi.registers.forces}


_BUILT: dict[int, tuple[charts.Chart, str]] = {}
"""By its identity, each chart and its specification, which takes long to build."""


def spec(chart: charts.Chart) -> dict[str, Any]:
    if id(chart) not in _BUILT:
        _BUILT[id(chart)] = chart, json.dumps(chart.to_dict())
    built: dict[str, Any] = json.loads(_BUILT[id(chart)][1])
    return built


def rows(chart: charts.Chart, *names: str) -> list[dict[str, Any]]:
    """Every row of data in the chart that has all of *names*, once."""
    every = [row for held in spec(chart)["datasets"].values() for row in held]
    found = [row for row in every if all(name in row for name in names)]
    return [json.loads(text) for text in dict.fromkeys(json.dumps(row) for row in found)]


def words(chart: charts.Chart) -> str:
    return " ".join(spec(chart)["title"]["text"])


def subtitle(chart: charts.Chart) -> str:
    return " ".join(spec(chart)["title"]["subtitle"])


# Every chart


def test_a_key_in_several_rows_begins_at_the_top():
    words = [{"word": "a word that takes some room"}] * 5
    drawn = _panels.key_panel(words, 400).to_dict()
    text = drawn["layer"][0]
    rows = [row["y"] for row in drawn["datasets"][text["data"]["name"]]]
    bottom, top = text["encoding"]["y"]["scale"]["domain"]
    assert top < rows[0] < rows[-1] < bottom


def test_a_line_in_a_key_is_as_wide_as_a_mark_and_ends_before_its_words():
    drawn = _panels.key_panel([{"word": "a line", "dash": [2, 2]}], 400).to_dict()
    words, _, line = drawn["layer"]
    (row,) = drawn["datasets"][line["data"]["name"]]
    assert row["x"] - row["from"] > 5
    assert 5 < row["to"] - row["x"] < words["mark"]["dx"]


def test_every_function_has_a_chart_in_these_tests(shipped):
    functions = {name for name in charts.__all__ if name != "Chart"}
    assert functions == set(shipped) - {"every_case_grade"}


def test_every_chart_has_a_title_from_the_data_and_a_subtitle_with_source_and_number(shipped):
    for name, chart in shipped.items():
        assert len(words(chart)) > 20, name
        assert "Source: " in subtitle(chart), name
        assert any(sign.isdigit() for sign in subtitle(chart)), name


def test_the_text_alternative_has_the_title_and_the_subtitle(shipped):
    for name, chart in shipped.items():
        text = " ".join(chart.text.split())
        assert words(chart) in text, name
        assert subtitle(chart) in text.replace(" - ", " "), name
        assert spec(chart)["description"] == chart.text


def labels(node: Any, held: dict[str, Any], rows: Any = ()) -> Iterator[tuple[str, str]]:
    """The field and the text of each label that text marks in *node* draw."""
    if isinstance(node, list):
        for part in node:
            yield from labels(part, held, rows)
    if not isinstance(node, dict):
        return
    rows = held[node["data"]["name"]] if "name" in node.get("data", {}) else rows
    field = node.get("encoding", {}).get("text", {}).get("field")
    texts = [row[field] for row in rows if field in row]
    yield from ((field, " ".join(one) if isinstance(one, list) else str(one)) for one in texts)
    for part in node.values():
        yield from labels(part, held, rows)


def in_lower_case(text: str) -> list[str]:
    """The numbers and the words of three letters or more."""
    return re.findall(r"[0-9.]+%?|[^\W_0-9]{3,}", text.lower())


@pytest.mark.parametrize("name", sorted({*charts.__all__} - {"Chart"}))
def test_every_word_and_number_that_is_drawn_is_in_the_text_alternative(name, shipped):
    """But for what a mark means, and short names of forces, of which a map has all."""
    built = spec(shipped[name])
    text = in_lower_case(shipped[name].text)
    drawn = [one for one in labels(built, built.pop("datasets")) if one[0] not in _MEANINGS]
    assert drawn
    if "map" in name:
        drawn = [one for one in drawn if one[0] != "label"]
    # The month of "Sep 2023" is that of "21 September 2023".
    lacking = [
        word
        for _, label in drawn
        for word in in_lower_case(label)
        if not any(one.startswith(word) if word.isalpha() else one == word for one in text)
    ]
    assert lacking == []


_MEANINGS = ("word", "undated")
"""The fields of labels that explain a mark."""


def test_a_changed_copy_of_a_chart_keeps_its_text(shipped):
    copy = shipped["judgments"].properties(background="#FFFFFF")
    assert isinstance(copy, charts.Chart)
    assert copy.text == shipped["judgments"].text


def test_a_notebook_builds_the_specification_of_a_chart_once(shipped, monkeypatch):
    chart, built = shipped["judgments"], []
    build = charts.Chart.to_dict
    monkeypatch.setattr(
        charts.Chart, "to_dict", lambda self, *a, **k: built.append(self) or build(self, *a, **k)
    )
    chart._repr_mimebundle_()
    assert len(built) == 1


def test_no_chart_repeats_rows_in_facets(shipped):
    assert [name for name, chart in shipped.items() if '"facet"' in json.dumps(spec(chart))] == []


def test_charts_of_the_same_data_are_the_same(shipped):
    again = charts.judgments(ncpi.Archive.shipped().between("2024", "2026"))
    assert spec(again) == spec(shipped["judgments"])


@pytest.mark.parametrize(("module", "name"), [("altair", "altair"), ("vl_convert", "vl-convert")])
def test_without_the_extra_the_error_says_how_to_install_it(module, name):
    program = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "try:\n    from ncpi.display import charts\n"
        "except ImportError as error:\n    print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout == (
        f"MissingExtraError this needs {name}, which comes with the extra 'charts' of ncpi: "
        'pip install "ncpi[charts]"\n'
    )


# Colours

_SIGHT = {  # Machado, Oliveira and Fernandes 2009, at full severity
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
_FIVE = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
PALETTES = {
    "grades": [*grade_colours(_FIVE).values()],
    "coverage": [look.colour for look in _maps._COVERAGE[:5]],
    "dates": [look.colour for *_, look in _maps._periods(2014, 2025)],
    "monitoring": [look.colour for look in (_maps._ENGAGE, _maps._SCAN, _maps._WAS)],
    "bases": [*_outcome_bars._FILLS.values()],
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    tristimulus = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in tristimulus)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix: Any) -> tuple[float, float, float]:
    light = linear(colour)
    return lab([sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix])


@pytest.mark.parametrize("sight", _SIGHT)
@pytest.mark.parametrize("palette", PALETTES)
def test_colour_blind_readers_can_distinguish_the_colours_of_a_chart(palette, sight):
    for one, other in itertools.combinations(PALETTES[palette], 2):
        places = (seen(one, _SIGHT[sight]), seen(other, _SIGHT[sight]))
        distance = sum((a - b) ** 2 for a, b in zip(*places, strict=True)) ** 0.5
        assert distance > 10, (one, other)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PALE = {"FAINT", "PALE", "PALE_BLUE", "PALE_GREY", "PALE_PINK", "WHITE"}


def test_every_colour_but_the_pale_ones_has_a_contrast_of_three_to_one_with_white():
    named = {
        name: colour
        for name, colour in vars(_colours).items()
        if name.isupper() and isinstance(colour, str) and colour.startswith("#")
    }
    colours = {**named, **{str(grade): one for grade, one in grade_colours(_FIVE).items()}}
    faint = {name for name, colour in colours.items() if contrast(colour, "#FFFFFF") < 3}
    assert len(named) > len(PALE)
    assert faint <= PALE, faint


@pytest.mark.parametrize("palette", PALETTES)
def test_words_on_a_colour_have_a_contrast_of_four_and_a_half_to_one(palette):
    assert all(contrast(colour, ink_on(colour)) >= 4.5 for colour in PALETTES[palette])


# Case grades

_SPLIT = ("good", "not below good", "below good")


def test_bars_have_the_files_of_each_grade_below_good_to_the_left(shipped):
    drawn = rows(shipped["case_grades"], "files", "from", "to")
    dorset = {row["grade"]: row for row in drawn if "83 files" in row["side"]}
    assert {grade: row["files"] for grade, row in dorset.items()} == {
        "good": 20,
        "requires improvement": 35,
        "inadequate": 28,
    }
    assert dorset["good"]["from"] == dorset["requires improvement"]["to"] == 0
    assert dorset["inadequate"]["to"] == pytest.approx(dorset["requires improvement"]["from"])


def test_the_forest_has_the_differences_and_intervals_of_the_comparison(shipped):
    (change,) = (
        one
        for one in ncpi.Archive.shipped().compare("dorset").case_audit_tests()[0].changes
        if one.grade == "good"
    )
    found = change.difference
    drawn = rows(shipped["case_grades"], "difference", "low", "high")
    expected = [100 * found.value, 100 * found.low, 100 * found.high]
    assert expected in [[row["difference"], row["low"], row["high"]] for row in drawn]


@pytest.mark.parametrize(
    ("furthest", "end"),
    [(0, 30), (29.9, 30), (30, 40), (30.0000001, 40), (29.9999999, 40), (89.9, 90), (100, 100)],
)
def test_an_axis_of_shares_ends_at_the_next_ten_beyond_the_furthest_mark(furthest, end):
    assert _case_grades._up(furthest) == end


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ((0.05, 0.003, 0.1), "+5.0 (+0.3 to +10.0)"),
        ((-0.05, -0.1, -0.0004), "\u22125.0 (\u221210.0 to \u22120.04)"),
        ((0.05, 1e-12, 0.1), "+5.0 (0.0 to +10.0)"),
        ((0.05, None, None), "+5.0 (no interval)"),
    ],
)
def test_an_end_of_an_interval_that_is_not_zero_never_reads_as_zero(change, label):
    value, low, high = change
    assert _case_grades._label(Estimate(value=value, low=low, high=high)) == label


def test_a_difference_has_the_words_of_the_verdict_in_the_text_of_the_chart(shipped):
    (table,) = shipped["case_grades"].alternative.tables
    place = table.columns.index("difference")
    said = {row[place] for row in table.rows}
    grades = ncpi.Archive.shipped().compare_all().case_grades()
    differences = [
        row[3] for test in grades.case_audit_tests() for row in test.describe().tables[1].rows
    ]
    assert said
    assert said <= {*differences}


def test_a_count_of_merged_grades_is_one_bar_and_the_rest_isnt_called_good(shipped):
    drawn = rows(shipped["every_case_grade"], "files", "grade", "side")
    files = {grade: {row["files"] for row in drawn if row["grade"] == grade} for grade in _SPLIT}
    assert 278 in files["below good"]
    assert 96 in files["not below good"] - files["good"]
    colours = [row["colour"] for grade in _SPLIT for row in drawn if row["grade"] == grade]
    assert len({*colours}) == len(_SPLIT)


def test_every_heading_of_the_figures_names_both_reports_dates(shipped):
    (table,) = shipped["every_case_grade"].alternative.tables
    panels = len(spec(shipped["every_case_grade"])["vconcat"]) - 1
    assert len({heading for heading, *_ in table.rows}) == panels
    assert "Dorset Police, 26 August 2021 and 7 September 2022" in {row[0] for row in table.rows}


def graded_twice(sampling: str = "chosen by the inspectors", **details: Any) -> ncpi.Archive:
    """A report and its follow-up, both with 10 good files of 30."""
    counts = {"good": 10, "requires improvement": 10, "inadequate": 10}
    audits = [make_case_audit(area=None, counts=counts, sampling=sampling)]
    kept = {"published": "2018-01", "case_audits": audits, **details}
    first = make_report(key="police/dorset/1", bodies=["police/dorset"], **kept)
    follow_up = {"case_audits": audits, **details}
    return ncpi.Archive(reports=[first, make_follow_up(first, **follow_up)])


def test_files_that_the_force_graded_itself_are_so_called_beside_their_number():
    chart = charts.case_grades(graded_twice(sampling="self-assessed").compare_all().case_grades())
    assert {row["side"].partition(": ")[2] for row in rows(chart, "side")} == {
        "30 files, self-assessed"
    }
    (table,) = chart.alternative.tables
    assert table.rows[0][2] == "10 of 30, self-assessed"
    assert "graded by the force itself, which is its own claim" in subtitle(chart)
    assert words(chart).endswith("(as forces graded themselves)")
    inspected = charts.case_grades(graded_twice().compare_all().case_grades())
    assert "self" not in words(inspected) + subtitle(inspected)


@pytest.mark.parametrize("name", ["police/dorset", "dorset", "Dorset Police"])
def test_a_force_may_be_asked_for_by_its_key_its_slug_or_its_name(name):
    grades = graded_twice().compare_all().case_grades()
    assert len(spec(charts.case_grades(grades, forces=[name]))["vconcat"]) == 2


def test_the_title_says_that_no_change_can_be_distinguished_from_chance(shipped):
    title = "In none of the four forces can a change in case grades be distinguished from chance"
    assert words(shipped["case_grades"]) == title


def followed_twice(body: str, *counts: dict[str, int]) -> list[ncpi.Report]:
    """An inspection with the first counts, and a follow-up of it with each of the others."""
    audits = [make_case_audit(area=None, counts=one) for one in counts]
    first = make_report(
        key=f"{body}/1", bodies=[body], published="2018-01", case_audits=[audits[0]]
    )
    later = [
        make_follow_up(first, key=f"{body}/{year}", published=f"{year}-01", case_audits=[audit])
        for year, audit in enumerate(audits[1:], start=2019)
    ]
    return [first, *later]


_FEW_GOOD = {"good": 5, "requires improvement": 45, "inadequate": 50}
_MANY_GOOD = {"good": 90, "requires improvement": 5, "inadequate": 5}
_CHANCE = "case grades be distinguished from chance"


@pytest.mark.parametrize(
    ("others", "title"),
    [
        ((), ""),
        (("police/kent",), f". Kent Police: {_case_grades._ONE[ncpi.Verdict.NO_CLEAR_CHANGE]}"),
        (
            ("police/kent", "police/essex"),
            f". In none of the two other forces can a change in {_CHANCE}",
        ),
    ],
)
def test_comparisons_that_share_an_audit_are_called_overlapping_with_their_force(others, title):
    reports = followed_twice("police/dorset", _FEW_GOOD, _MANY_GOOD, _FEW_GOOD)
    for body in others:
        reports += followed_twice(body, _FEW_GOOD, _FEW_GOOD)
    chart = charts.case_grades(ncpi.Archive(reports=reports).compare_all().case_grades())
    overlapping = (
        "Dorset Police: of two overlapping comparisons, case grades were better in one; in one, "
        "chance may explain the change"
    )
    assert words(chart) == f"{overlapping}{title}"
    assert "share an audit, so their verdicts aren't independent" in subtitle(chart)


def test_other_comparisons_of_a_force_that_has_overlapping_ones_are_not_other_forces():
    """Dorset's third inspection is apart from its first two follow-ups."""
    reports = followed_twice("police/dorset", _FEW_GOOD, _FEW_GOOD, _FEW_GOOD)
    again = make_report(
        key="police/dorset/2",
        bodies=["police/dorset"],
        published="2021-01",
        case_audits=[make_case_audit(area=None, counts=_FEW_GOOD)],
    )
    after = make_follow_up(
        again,
        key="police/dorset/2022",
        published="2022-01",
        case_audits=[make_case_audit(area=None, counts=_FEW_GOOD)],
    )
    reports += [again, after, *followed_twice("police/kent", _FEW_GOOD, _FEW_GOOD)]
    chart = charts.case_grades(ncpi.Archive(reports=reports).compare_all().case_grades())
    assert "none of the two other comparisons can" in words(chart)


def test_overlapping_comparisons_of_several_forces_are_counted_by_themselves():
    bodies = ("police/dorset", "police/kent")
    reports = [
        report
        for body in bodies
        for report in followed_twice(body, _FEW_GOOD, _FEW_GOOD, _FEW_GOOD)
    ]
    chart = charts.case_grades(ncpi.Archive(reports=reports).compare_all().case_grades())
    whose = "none of the four overlapping comparisons of two forces"
    assert words(chart) == f"In {whose} can a change in {_CHANCE}"


def test_comparisons_without_a_common_audit_are_not_called_overlapping(shipped):
    assert "verlapping" not in words(shipped["case_grades"]) + subtitle(shipped["case_grades"])


def test_areas_that_cannot_be_compared_are_counted_and_not_drawn(shipped):
    grades = ncpi.Archive.shipped().compare_all().case_grades()
    areas = [change for change in grades.changes if change.pair.has_force]
    panels = len(spec(shipped["every_case_grade"])["vconcat"]) - 1
    assert f"Not drawn: {len(areas) - panels} other audited areas" in subtitle(
        shipped["every_case_grade"]
    )


def test_an_unknown_force_is_refused_with_candidates():
    grades = ncpi.Archive.shipped().compare_all().case_grades()
    with pytest.raises(UnknownNameError) as caught:
        charts.case_grades(grades, forces=["dorest"])
    assert "police/dorset" in caught.value.candidates


def test_forces_that_may_be_meant_are_in_the_order_of_their_keys():
    grades = ncpi.Archive.shipped().compare_all().case_grades()
    with pytest.raises(UnknownNameError) as caught:
        charts.case_grades(grades, forces=["police"])
    assert len(caught.value.candidates) > 2
    assert [*caught.value.candidates] == sorted(caught.value.candidates)


def test_two_sides_that_read_alike_are_two_bars():
    archive = graded_twice(published="2018-01", kind="post-inspection review")
    chart = charts.case_grades(archive.compare_all().case_grades())
    assert len({row["side"] for row in rows(chart, "side")}) == 2


# Timeline


def test_a_reference_is_solid_where_stated_and_dashed_where_inferred(shipped):
    dashes = {(row["basis"], *row["dash"]) for row in rows(shipped["force_timeline"], "basis")}
    assert dashes == {("stated", 1, 0), ("inferred", 6, 4)}


def test_a_report_with_only_a_month_has_a_hollow_mark_in_its_middle_and_an_undated_one_has_none(
    shipped,
):
    drawn = {row["report"]: row for row in rows(shipped["force_timeline"], "report", "at")}
    month = drawn["Quarterly update, August 2017"]
    assert (month["fill"], month["at"]) == ("#FFFFFF", "2017-08-16")
    assert (month["from"], month["to"]) == ("2017-08-01", "2017-08-31")
    assert drawn["Quarterly update, 24 November 2017"]["fill"] != "#FFFFFF"
    assert drawn["Quarterly update, undated"]["at"] is None


def fieldwork_of(**details: Any) -> tuple[charts.Chart, dict[str, Any]]:
    report = make_report(bodies=["police/kent"], **details)
    chart = charts.force_timeline(ncpi.Archive(reports=[report]).timeline("police/kent"))
    (row,) = rows(chart, "sure")
    return chart, row


@pytest.mark.parametrize(
    ("published", "fieldwork", "last"),
    [
        ("2021-09-01", "2021", "2021-09-01"),
        ("2021-09", "2021", "2021-09-30"),
        ("2021-09-01", "2021-05 to 2021-10", "2021-09-01"),
        ("2021-09-01", "2021-05", "2021-05-31"),
        ("2021-09-01", "2022-05", "2022-05-31"),
    ],
)
def test_fieldwork_that_began_before_publication_is_drawn_up_to_it(published, fieldwork, last):
    _, row = fieldwork_of(published=published, fieldwork=fieldwork)
    assert row["to"] == last


@pytest.mark.parametrize(
    ("fieldwork", "is_sure"), [("2021", False), ("2020-12 to 2021", False), ("2021-05", True)]
)
def test_fieldwork_of_which_only_a_year_is_known_is_dashed(fieldwork, is_sure):
    chart, row = fieldwork_of(published="2021-09-01", fieldwork=fieldwork)
    assert row["sure"] is is_sure
    assert row["dash"] == ([1, 0] if is_sure else [3, 3])
    key = {mark["word"] for mark in rows(chart, "word")}
    assert ("fieldwork" in key, "fieldwork, month not known" in key) == (is_sure, not is_sure)


def test_the_table_of_the_timeline_has_fieldwork_in_words():
    chart, _ = fieldwork_of(published="2018-03-08", fieldwork="2017-05")
    (table,) = chart.alternative.tables
    assert table.rows[0][3] == "May 2017"


def test_no_line_of_the_timeline_joins_shares(shipped):
    panel = spec(shipped["force_timeline"])["vconcat"][1]
    assert {layer["mark"]["type"] for layer in panel["layer"]} <= {"bar", "rule", "point", "text"}


def test_what_is_listed_of_a_report_is_said_as_in_the_timeline():
    report = make_report(
        key="police/nowhere/2019",
        bodies=["police/nowhere"],
        published="2019",
        recommendations_made=2,
        recommendations=[
            make_recommendation(key="1"),
            make_recommendation(key="2"),
            make_recommendation(key="3", kind="area for improvement"),
        ],
    )
    timeline = ncpi.Archive(reports=[report]).timeline("police/nowhere")
    listed = timeline.describe().tables[1].rows[0][-1]
    chart = charts.force_timeline(timeline)
    assert listed == "2 of 2, and 1 area for improvement"
    assert [row[-1] for row in chart.alternative.tables[0].rows] == [f"recommendations: {listed}"]
    assert chart.alternative.title.startswith("police/nowhere: ")


def test_two_reports_that_read_alike_have_a_row_each():
    first = make_report(key="police/x/a", bodies=["police/x"], published="2018-01-01", follows=())
    again = make_report(key="police/x/b", bodies=["police/x"], published="2018-01-01", follows=())
    chart = charts.force_timeline(ncpi.Archive(reports=[first, again]).timeline("police/x"))
    assert len({row["report"] for row in rows(chart, "report", "kind")}) == 2


# Recommendations


def lanes(*events: ncpi.StatusEvent, **fields: Any) -> charts.Chart:
    item = make_recommendation(key="1", history=events, **{"timescale": "3 months", **fields})
    first = make_report(published="2018-03-08", recommendations=[item])
    again = make_follow_up(first, published="2019-04-15")
    return charts.recommendations(ncpi.compare(first, again))


def test_the_band_is_the_time_within_which_a_recommendation_is_due():
    (band,) = rows(lanes(), "part")
    assert (band["from"], band["to"]) == ("2018-03-08", "2018-06-09")


def test_a_band_begins_on_the_first_day_on_which_the_report_can_have_been_published():
    item = make_recommendation(key="1", timescale="3 months")
    first = make_report(published="2018-03", recommendations=[item])
    again = make_follow_up(first, published="2019-04")
    bands = rows(charts.recommendations(ncpi.compare(first, again)), "part")
    assert [(band["from"], band["to"]) for band in bands] == [
        ("2018-03-01", "2018-06-02"),
        ("2018-06-02", "2018-07-01"),
    ]


def test_what_is_immediate_or_has_no_timescale_has_no_band():
    assert rows(lanes(timescale="immediately"), "part") == []


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("2018-01-31", [("due before publication", "2018-01-31", "2018-02-01")]),
        ("2018-01", [("due before publication", "2018-01-01", "2018-02-01")]),
        ("2018-03-07", [("due before publication", "2018-03-07", "2018-03-08")]),
        ("2018-03-08", [("time to carry it out", "2018-03-08", "2018-03-09")]),
        ("2018-03", [("day due not known", "2018-03-08", "2018-04-01")]),
        (
            "2018-05",
            [
                ("time to carry it out", "2018-03-08", "2018-05-02"),
                ("day due not known", "2018-05-02", "2018-06-01"),
            ],
        ),
    ],
)
def test_no_band_leads_from_publication_back_to_an_earlier_due_day(by, parts):
    chart = lanes(timescale=ncpi.Timescale(by=by))
    drawn = [(row["part"], row["from"], row["to"]) for row in rows(chart, "part")]
    assert drawn == parts
    assert {part for part, *_ in parts} <= {mark["word"] for mark in rows(chart, "word")}
    is_early = parts[0][0] == "due before publication"
    assert ("before publication (8 March 2018)" in chart.text) is is_early


def test_lanes_of_a_national_report_are_titled_with_its_title():
    item = make_recommendation(key="1", timescale="3 months")
    first = make_report(
        key="national/x",
        bodies=(),
        title="Online abuse",
        published="2018-03-08",
        recommendations=[item],
    )
    again = make_follow_up(first, published="2019-04-15")
    assert words(charts.recommendations(ncpi.compare(first, again))).startswith("Online abuse: ")


def test_each_party_has_a_shape_and_a_date_to_the_month_is_hollow():
    chart = lanes(
        make_status_event(party="force", dated="2018-05", status="complete"),
        make_status_event(party="inspectorate", dated="2018-06-01", status="complete"),
    )
    marks = {row["party"]: row for row in rows(chart, "party", "shape")}
    assert marks["force"]["shape"] != marks["inspectorate"]["shape"]
    assert marks["force"]["fill"] == "#FFFFFF"
    assert (marks["force"]["from"], marks["force"]["to"]) == ("2018-05-01", "2018-05-31")
    assert marks["inspectorate"]["fill"] == marks["inspectorate"]["stroke"]


def test_labels_of_events_on_days_close_together_never_overlap():
    events = [
        make_status_event(party="force", dated=f"2018-04-{day:02}", status=f"status number {day}")
        for day in range(1, 29)
    ]
    chart = lanes(*events)
    placed = rows(chart, "dy", "status")
    assert 0 < len(placed) < len(events)
    assert all(event.status in chart.text for event in events)


def test_marks_of_several_parties_are_at_different_heights_of_a_lane():
    one_day = [
        make_status_event(party=party, dated="2018-05-01", status="complete")
        for party in ("force", "inspectorate", "council")
    ]
    heights = {row["shift"] for row in rows(lanes(*one_day), "shift")}
    assert len(heights) == 3


def test_the_title_counts_the_recommendations_that_the_follow_up_mentions(shipped):
    assert "mentions one of the five recommendations" in words(shipped["recommendations"])


def test_an_outcome_has_the_same_glyph_as_in_the_view_of_the_comparison():
    item = make_recommendation(key="1")
    first = make_report(published="2018-03-08", recommendations=[item])
    for progress in Progress:
        answer = make_answer(item=item.ref(first.key), basis="stated")
        found = make_finding(progress=progress, answers=[answer])
        again = make_follow_up(first, published="2019-04-15", findings=[found])
        comparison = ncpi.compare(first, again)
        (drawn,) = rows(charts.recommendations(comparison), "glyph")
        assert f" {drawn['glyph'].strip()} {comparison.items[0].verdict}" in str(comparison)


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_grades_of_a_scale_of_ones_own_have_a_colour_each_from_blue_to_pink(number):
    grades = [f"grade {place}" for place in range(number)]
    colours = [*grade_colours(grades).values()]
    assert len(set(colours)) == number
    assert (colours[0], colours[-1]) == (_colours.BLUE, _colours.PINK)


# Times


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (date(2019, 6, 30), ["2018-12-01", "2019-01-01", "2019-07-01"]),
        (date(2023, 4, 1), ["2018-01-01", "2019-01-01", "2024-01-01"]),
        (date(2050, 4, 1), ["2018-01-01", "2021-01-01", "2051-01-01"]),
    ],
)
def test_an_axis_has_ticks_on_the_first_day_of_months_or_of_years(last, ticks):
    drawn = TimeAxis.over([last, date(2018, 12, 5)]).across("day:T").to_dict()
    values = drawn["axis"]["values"]
    assert [*values[:2], values[-1]] == ticks
    assert values == sorted(values)
    assert [values[0], values[-1]] == drawn["scale"]["domain"]


# Maps


def test_the_layout_has_the_43_forces_each_in_a_place_of_its_own_and_a_note():
    held = json.loads(
        files("ncpi.display.charts").joinpath("force_hexagons.json").read_text("utf-8")
    )
    places = [(one["row"], one["half_column"]) for one in held["hexagons"]]
    assert {one["body"] for one in held["hexagons"]} == FORCES
    assert len(set(places)) == len(places) == 43
    # Hexagons of one row are a whole width apart, and rows are half a width out of step.
    assert all((row + column) % 2 == 0 for row, column in places)
    assert "ncpi's own" in held["note"]
    assert len({one["label"] for one in held["hexagons"]}) == 43


@pytest.mark.parametrize("name", ["coverage_map", "dates_map", "grades_map", "monitoring_map"])
def test_every_map_has_every_force_once_with_its_category_in_words(name, shipped):
    drawn = rows(shipped[name], "label", "category")
    assert len(drawn) == 43
    table, counts = shipped[name].alternative.tables
    assert len(table.rows) == sum(int(number) for _, number in counts.rows) == 43


def held_on(*published: str | None) -> Any:
    """The coverage of as many forces, each with one report of that date."""
    forces = [*ncpi.registers.forces][: len(published)]
    reports = [
        make_report(key=f"{force.key}/a", bodies=[force.key], published=when, fieldwork=None)
        for force, when in zip(forces, published, strict=True)
    ]
    return ncpi.Archive(reports=reports).coverage(bodies=ncpi.registers.forces)


OLD = "for the others with a dated one, the last is as old as 2014"


@pytest.mark.parametrize(
    ("published", "title"),
    [
        (["2025-01"], "One of 43 forces has a report held from 2025 or later"),
        (["2025-01", "2025-03"], "Two of 43 forces have a report held from 2025 or later"),
        (["2024-01", "2025-03", None], "Two of 43 forces have a report held from 2024 or later"),
        (["2023-01", "2025-03"], "Two of 43 forces have a report held from 2023 or later"),
        (["2014-01", "2025-03"], f"One of 43 forces has a report held from 2023 or later; {OLD}"),
    ],
)
def test_the_title_of_the_map_of_dates_names_only_years_and_other_forces_that_there_are(
    published, title
):
    assert words(charts.dates_map(held_on(*published))) == title


@pytest.mark.parametrize("function", ["coverage_map", "dates_map"])
def test_a_map_of_counts_that_were_coded_is_refused_with_the_reason(function):
    table = ncpi.Archive.shipped().compare_all().outcomes("force")
    with pytest.raises(InvalidError, match="would rank forces by how they were read"):
        getattr(charts, function)(table)


def test_a_grade_known_only_from_an_account_is_not_shown_on_the_map():
    account = ncpi.Source(url="https://example.com/news", provenance="someone else's account")
    report = make_report(
        bodies=["police/kent"], judgments=[make_judgment(topic="leadership")], sources=[account]
    )
    chart = charts.grades_map(ncpi.Archive(reports=[report]), "leadership")
    (kent,) = (row for row in rows(chart, "label", "category") if row["label"] == "Kent")
    assert "not shown" in kent["category"]
    assert kent["short"] == ""


def test_a_grade_of_a_report_on_several_forces_is_that_of_the_one_it_names():
    pair = ["police/kent", "police/essex"]
    named = make_judgment(topic="leadership", body="police/kent", grade="good")
    of_both = make_judgment(topic="leadership", grade="inadequate")
    reports = [
        make_report(key="a", bodies=pair, published="2024-01", judgments=[named]),
        make_report(key="b", bodies=pair, published="2025-01", judgments=[of_both]),
    ]
    chart = charts.grades_map(ncpi.Archive(reports=reports), "leadership")
    found = {row["label"]: row["category"] for row in rows(chart, "label", "category")}
    assert found["Kent"] == "good"
    assert "good" not in found["Essex"]
    assert "inadequate" not in found["Essex"]


def test_a_force_of_which_nothing_is_certain_has_a_dashed_outline(shipped):
    doubtful = ("no report held", "known only from", "may be in")
    for name in ("coverage_map", "dates_map", "grades_map", "monitoring_map"):
        for row in rows(shipped[name], "category", "dashed"):
            assert row["dashed"] is row["category"].startswith(doubtful), row


def test_a_topic_graded_on_several_scales_is_refused_with_their_keys():
    graded = {
        key: make_judgment(topic="leadership", scale=key) for key in ("peel", "ncpi-topics-2024")
    }
    reports = [
        make_report(key=key, bodies=["police/kent"], judgments=[one]) for key, one in graded.items()
    ]
    with pytest.raises(InvalidError, match="several scales: ncpi-topics-2024, peel"):
        charts.grades_map(ncpi.Archive(reports=reports), "leadership")


def test_a_topic_that_nobody_graded_is_refused_with_the_known_ones():
    with pytest.raises(UnknownNameError) as caught:
        charts.grades_map(ncpi.Archive.shipped(), "investigations")
    assert "investigation" in caught.value.candidates


def test_a_force_without_a_record_of_monitoring_is_not_at_the_default_stage(shipped):
    drawn = {row["label"]: row["category"] for row in rows(shipped["monitoring_map"], "category")}
    assert drawn["Kent"] == "no stage on record for this day"
    assert drawn["Cleveland"] == "in the enhanced stage (Engage)"


@pytest.mark.parametrize(
    ("stages", "title"),
    [
        (["2019 to 2020"], "No force is known to have been in {}"),
        (["2022-01 to (still current)"], "One force is known to have been in {}"),
        (["2022-01 to (end unknown)"], "No force is known to have been in {}; for one, {}"),
        (
            ["2022-01 to (still current)"] * 2 + ["2022-01 to (end unknown)"] * 2,
            "Two forces are known to have been in {}; for two, {}",
        ),
    ],
)
def test_the_title_counts_forces_that_may_be_in_the_enhanced_stage_by_themselves(stages, title):
    monitoring = [
        ncpi.MonitoringStage(body=force.key, stage="engage", span=span)
        for force, span in zip(ncpi.registers.forces, stages, strict=False)
    ]
    chart = charts.monitoring_map(ncpi.Archive(monitoring=monitoring), on="2022-07-01")
    stage = "the enhanced stage of monitoring on 1 July 2022"
    assert words(chart) == title.format(stage, "the dates can't tell")


@pytest.mark.parametrize(
    "spans", [("2010 to 2012", "2019 to 2021"), ("2019 to 2021", "2010 to 2012")]
)
def test_a_force_that_left_the_enhanced_stage_twice_has_the_later_end(spans):
    monitoring = [
        ncpi.MonitoringStage(body="police/kent", stage="engage", span=span) for span in spans
    ]
    chart = charts.monitoring_map(ncpi.Archive(monitoring=monitoring), on="2022-07-01")
    (kent,) = (row for row in rows(chart, "label", "category") if row["label"] == "Kent")
    assert kent["short"] == "to 2021"


def test_the_note_of_the_map_of_monitoring_says_which_dates_are_ends(shipped):
    assert 'began or, after "to", when it ended' in subtitle(shipped["monitoring_map"])


# Judgments and outcomes


def test_the_matrix_has_the_grade_of_every_topic_in_words(shipped):
    drawn = rows(shipped["judgments"], "report", "topic", "grade")
    assert {row["grade"] for row in drawn if row["report"].startswith("Cleveland")} == {
        "adequate",
        "inadequate",
        "requires improvement",
    }


def test_each_scale_has_a_panel_with_its_title_the_one_with_most_grades_first():
    def graded(year: int, scale: ncpi.GradeScale, *topics: str) -> ncpi.Report:
        found = [make_judgment(topic=topic, grade="good", scale=scale) for topic in topics]
        return make_report(key=f"a/{year}", published=f"{year}-01", judgments=found)

    early, late = GRADE_SCALES["peel-2018"], GRADE_SCALES["peel"]
    reports = [graded(2018, early, "vetting"), graded(2025, late, "leadership", "custody")]
    titles = [late.title, early.title]
    for given in (reports, [reports[1], reports[0]]):
        chart = charts.judgments(ncpi.Archive(reports=given))
        panels = [panel["title"]["text"] for panel in spec(chart)["vconcat"]]
        assert panels == titles
        assert [table.caption for table in chart.alternative.tables] == [
            f"Grades: {title}" for title in titles
        ]


def test_a_grade_of_the_matrix_that_is_known_second_hand_has_a_star_and_no_colour(shipped):
    starred = [row for row in rows(shipped["judgments"], "grade") if row["grade"].endswith("*")]
    assert {row["fill"] for row in starred} == {"#FFFFFF"}
    assert "* Known only from someone else's account" in subtitle(shipped["judgments"])


def test_outcomes_on_different_bases_stand_in_different_columns(shipped):
    (table,) = shipped["outcomes"].alternative.tables
    assert "improved (coded)" in table.columns
    assert "improved (coded), and a concern" in table.columns
    counted = sum(int(cell) for row in table.rows for cell in row[3:])
    programme = ncpi.Archive.shipped().compare_all()
    assert counted == programme.outcomes("theme").entries


def test_the_largest_count_of_outcomes_has_the_longest_bar_and_fits_its_panel(shipped):
    """Every panel has one scale, a quarter longer than the largest count."""
    largest = max(row["entries"] for row in rows(shipped["outcomes"], "group", "entries"))
    drawn = json.dumps(spec(shipped["outcomes"]))
    ends = re.findall(r'"entries", "scale": {"domain": \[0, ([\d.]+)\]', drawn)
    assert {float(end) for end in ends} == {largest * 1.25}


@pytest.mark.parametrize(
    ("draw", "wrong", "way_out"),
    [
        (charts.case_grades, ncpi.Archive(), r"programme\.case_grades\(\)"),
        (charts.force_timeline, "metropolitan", r"archive\.timeline"),
        (charts.recommendations, "kent", r"archive\.compare"),
        (charts.judgments, None, "Pass an archive"),
        (charts.outcomes, ncpi.Archive(), r"archive\.compare_all\(\)"),
    ],
)
def test_a_chart_of_something_else_is_refused_with_what_to_pass(draw, wrong, way_out):
    with pytest.raises(InvalidError, match=way_out):
        draw(wrong)


WITHOUT_ITEMS = (make_report(recommendations=()), make_follow_up(make_report(recommendations=())))


@pytest.mark.parametrize(
    ("draw", "make", "why"),
    [
        (charts.case_grades, lambda _: ncpi.Archive().compare_all().case_grades(), "no audited"),
        (charts.force_timeline, lambda one: one.timeline("police/kent"), "none of the reports"),
        (charts.recommendations, lambda one: ncpi.compare(*one), "an undated baseline"),
        (charts.recommendations, lambda _: ncpi.compare(*WITHOUT_ITEMS), "no recommendation"),
        (charts.judgments, lambda _: ncpi.Archive(), "graded topic"),
        (charts.outcomes, lambda _: ncpi.Archive().compare_all(), "no recommendation"),
        (charts.dates_map, lambda one: one.coverage(), "no report on any of the forces is dated"),
    ],
)
def test_what_has_nothing_to_draw_is_no_chart(draw, make, why):
    undated = {"bodies": ["police/kent"], "published": None, "fieldwork": None}
    first = make_report(key="police/kent/1", recommendations=(), judgments=(), **undated)
    again = make_follow_up(first, published=None)
    with pytest.raises(InvalidError, match=why):
        draw(make(ncpi.Archive(reports=[first, again])))


def test_a_theme_of_the_outcomes_has_the_title_of_its_framework_and_no_key(shipped):
    groups = {row["group"] for row in rows(shipped["outcomes"], "group")}
    assert "Decision-making\nThe journey of the child, 2014 to 2023" in groups
    assert "Investigation\nno framework" in groups
    (table,) = shipped["outcomes"].alternative.tables
    assert "Investigation (no framework)" in {row[0] for row in table.rows}
    years = charts.outcomes(ncpi.Archive.shipped().compare_all(), "year")
    assert not any("\n" in row["group"] for row in rows(years, "group"))
    assert "ncpi-2014" not in shipped["outcomes"].text


@pytest.mark.parametrize(
    ("accounts", "said"), [(False, "Not counted: 15"), (True, "Counted too: 15")]
)
def test_whether_accounts_are_counted_stands_below_the_title(accounts, said):
    drawn = charts.outcomes(ncpi.Archive.shipped().compare_all(), "year", accounts=accounts)
    (note,) = [line for line in drawn.alternative.notes if "someone else's account" in line]
    assert note.startswith(f"{said} entries known only from someone else's account")


def test_outcomes_are_in_columns_from_the_firmest_basis_and_from_concern_to_silence():
    drawn = charts.outcomes(ncpi.Archive.shipped().compare_all(), "year")
    (table,) = drawn.alternative.tables
    assert table.columns[3:] == (
        "still a concern (stated)",
        "improved (coded), and a concern",
        "improved (coded)",
        "not mentioned",
    )


def test_outcomes_by_force_are_refused_because_they_would_be_a_league_table():
    with pytest.raises(InvalidError, match="would rank forces"):
        charts.outcomes(ncpi.Archive.shipped().compare_all(), "force")
