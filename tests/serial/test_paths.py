"""Which documents take the happy path, and what must never come out of it."""

import json
import sys
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from improvement_tracker import LearningPoint, sample

import ncpi
from ncpi.model import record_class, record_tags
from ncpi.serial import _documents as paths
from ncpi.serial._codec import generated
from ncpi.serial._text import plain_json
from ncpi.testing import instances, make, make_finding, make_report

sys.path.insert(0, str(Path(__file__).parent))

from two_paths import all_alike

from ncpi.serial._codec.generated import UNSURE, UnsureError, reader, writer

SHIPPED = sorted(
    tag
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.startswith("ncpi.")
)


def _whole(record: ncpi.Record, **changes: Any) -> dict[str, Any]:
    document = ncpi.to_dict(record)
    document["content"].update(changes)
    return document


def _spoilt(change: Callable[[str], str]) -> str:
    text = ncpi.to_json(make_report(title="Kent", recommendations_made=3))
    assert change(text) != text
    return change(text)


def _is_read(text: str | bytes) -> bool:
    """Whether the happy path alone is sure of *text*."""
    return _read(text) is not None


def _read(text: str | bytes) -> ncpi.Record | None:
    try:
        document, strings = plain_json(text)
        record, found = paths.happy_read(document, ncpi.Record)
    except UNSURE:
        return None
    return record if found == strings else None


def _is_happy(record: ncpi.Record) -> bool:
    """Whether the happy path writes *record*, and reads it again however it was laid out."""
    page, line = paths.happy_text(record, is_page=True), paths.happy_text(record, is_page=False)
    assert page == ncpi.to_json(record)
    assert line.encode() + b"\n" == paths.json_line(record)
    document = json.loads(line)
    texts = (page, line, json.dumps(document), json.dumps(document, indent=4, sort_keys=True))
    return all(_read(text) == record for text in texts)


@pytest.mark.parametrize("tag", SHIPPED)
@settings(max_examples=2, deadline=None, phases=[Phase.generate], derandomize=True)
@given(data=st.data())
def test_the_functions_of_every_class_of_ours_need_no_thorough_path_and_never_differ_from_it(
    tag: str, data: st.DataObject
) -> None:
    cls: Any = record_class(tag)
    drawn = data.draw(instances(cls))
    # What a reader of pages finds may be of any type, so only the thorough path can treat it.
    never = partial(pytest.fail, "it is left to the thorough path")
    with patch.object(generated, "thorough", generated.thorough if tag == "found" else never):
        for is_page in (True, False):
            text = writer(cls, is_page=is_page)(drawn, "\n" if is_page else "")
            assert reader(cls)(json.loads(text), []) == drawn
    document = ncpi.to_dict(drawn)
    content = document["content"]
    for key in content:
        without = {other: held for other, held in content.items() if other != key}
        for broken in (without, {**content, key: {"strange": [0.5]}}):
            all_alike(lambda broken=broken: ncpi.from_dict({**document, "content": broken}))


@pytest.mark.parametrize("mistake", [KeyError, ValueError, TypeError])
@pytest.mark.parametrize("name", ["happy_read", "happy_text"])
def test_a_mistake_of_ours_on_the_happy_path_is_not_hidden_by_the_thorough_one(
    name: str, mistake: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ncpi.to_json(REPORT)
    monkeypatch.setattr(paths, name, Mock(side_effect=mistake))
    for act in (ncpi.to_json, ncpi.to_dict) if name == "happy_text" else (ncpi.from_json,):
        with pytest.raises(mistake):
            act(text if act is ncpi.from_json else REPORT)


def test_a_sound_document_or_record_that_the_happy_path_refuses_is_a_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = ncpi.to_json(REPORT)
    monkeypatch.setattr(paths, "reader", Mock(side_effect=UnsureError))
    with pytest.raises(AssertionError, match="refuses a sound document"):
        all_alike(lambda: paths.from_json(text))
    monkeypatch.setattr(paths, "writer", Mock(side_effect=UnsureError))
    with pytest.raises(AssertionError, match="refuses a sound record"):
        all_alike(lambda: ncpi.to_json(REPORT))


@pytest.fixture(scope="module")
def pair() -> Any:
    return ncpi.Archive(reports=list(ncpi.registers.reports)).pair("merseyside")


def test_a_comparison_takes_the_happy_path(pair: Any) -> None:
    assert _is_happy(ncpi.compare(pair.baseline, pair.follow_up))


@pytest.mark.parametrize(
    "name",
    ["forces", "fire_services", "bodies", "local_policing_bodies", "inspectorates", "inspectors",
     "monitoring", "deadline_rules"],
)  # fmt: skip
def test_every_register_that_we_ship_takes_the_happy_path(name: str) -> None:
    register: Any = getattr(ncpi.registers, name)
    assert _is_happy(register.data)


def test_an_archive_of_what_we_ship_takes_the_happy_path() -> None:
    assert _is_happy(ncpi.Archive.shipped())


@pytest.mark.parametrize(
    "record",
    [
        sample(),
        make_report(findings=[make(LearningPoint)]),
        ncpi.CaseAudit(scale=ncpi.GradeScale(key="own", title="Own", grades=["a", "b"])),
    ],
    ids=["subclass", "subclass inside", "own scale"],
)
def test_only_another_packages_record_leaves_the_happy_path_and_not_what_is_around_it(
    record: ncpi.Record,
) -> None:
    assert _is_happy(record)


def test_kept_fields_leave_the_happy_path_only_to_be_written() -> None:
    record = make_report(findings=[make_finding(unknown_fields={"a": 1})])
    text = paths.happy_text(record, is_page=True)
    assert text == ncpi.to_json(record)
    assert not _is_read(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"title": "Kent"', '"title": "Leeds",\n    "title": "Kent"'),
        lambda text: text.replace('"title": "Kent"', '"title": "Kent",\n    "title": "Leeds"'),
        lambda text: text.replace('"title": "Kent"', '"title" : "Kent",\n    "title": "Leeds"'),
        lambda text: text.replace('"title"', '"t\\u0069tle": "Leeds", "title"'),
        lambda text: text.replace('"title"', '"strange": 1,\n    "title"'),
        lambda text: text.replace('"format"', '"format": "ncpi", "format"'),
        lambda text: text.replace("Kent", "K\\ud800"),
        lambda text: text.replace(": 3", ": 3.0"),
        lambda text: text.replace(": 3", ": NaN"),
        lambda text: text.replace(": 3", ": 1e999"),
        lambda text: text.replace(": 3", ": " + "9" * 5000),
        lambda text: text.replace("inspection", "K\\ud800"),
    ],
)
def test_what_a_plain_value_would_hide_never_comes_out_of_the_happy_path(
    change: Callable[[str], str],
) -> None:
    text = _spoilt(change)
    assert not _is_read(text)
    assert not all_alike(lambda: paths.from_json(text)).is_sound


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Kent", "K\\u0065nt"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"title":', '"title"  \n:'),
        lambda text: text.replace('"title"', '"programme": null, "title"'),
        lambda text: text.replace("Kent", '\\"Kent\\": a county'),
        lambda text: text.replace("Kent", ": a county"),
    ],
)
def test_the_happy_path_reads_whatever_layout_other_programs_write(
    change: Callable[[str], str],
) -> None:
    text = _spoilt(change)
    assert _is_read(text)
    assert all_alike(lambda: paths.from_json(text)).is_sound


def test_a_text_with_a_backslash_is_read_alike_though_its_quotes_cannot_be_counted() -> None:
    record = make_report(title='a \\" b', recommendations_made=3)
    found = all_alike(lambda: paths.from_json(ncpi.to_json(record)))
    assert found.value == record


def _copied(value: Any) -> Any:
    """Another object that equals *value*, where there can be one."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.encode().decode()
    if isinstance(value, float):
        return float(repr(value))
    return attrs.evolve(value) if isinstance(value, ncpi.Record) else value


DEFAULTS = [
    (tag, field.name)
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.startswith("ncpi.")
    for field in attrs.fields(cls)
    if field.init
    and not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
    and _copied(field.default) is not field.default
]


@pytest.mark.parametrize(("tag", "name"), DEFAULTS)
def test_what_equals_its_default_is_left_out_whoever_made_it(tag: str, name: str) -> None:
    cls = record_class(tag)
    assert cls is not None
    plain = make(cls, **{name: (default := getattr(attrs.fields(cls), name).default)})
    copied = make(cls, **{name: _copied(default)})
    assert getattr(copied, name) is not default
    for write in (ncpi.to_json, ncpi.to_dict, paths.json_line):
        texts = [
            all_alike(lambda write=write, one=one: write(one)).value for one in (plain, copied)
        ]
        assert texts[0] == texts[1]
        assert f"'{name}'" not in str(texts[1])
        assert f'"{name}"' not in str(texts[1])


def test_a_type_that_is_not_utf_8_is_a_fault() -> None:
    text = ncpi.to_json(make_report()).encode().replace(b'"report"', b'"rep\xff"')
    (fault,) = all_alike(lambda: paths.from_json(text)).faults
    assert (fault.path, fault.code) == ("$", "encoding")


class _Text(str):
    """A text that isn't quite one."""

    __slots__ = ()


class _Record:
    """What can be asked like a mapping, and is none."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.held = held

    def __getitem__(self, key: str) -> Any:
        return self.held[key]

    def __len__(self) -> int:
        return len(self.held)


REPORT = make_report()


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (_whole(REPORT, type=_Text("report")), "$.content.type"),
        (_whole(REPORT, kind=REPORT.kind), "$.content.kind"),
        (_whole(REPORT, kind=_Text("inspection")), "$.content.kind"),
        (_whole(REPORT, published=_Text("2018")), "$.content.published"),
        (_whole(REPORT, title=_Text("Kent")), "$.content.title"),
        (_whole(REPORT, bodies=[_Text("police/kent")]), "$.content.bodies[0]"),
        (_Record(_whole(REPORT)), "$"),
    ],
    ids=["type", "enum's member", "word", "date", "name", "name in a list", "no mapping"],
)
def test_what_only_resembles_plain_values_is_refused_alike(document: object, path: str) -> None:
    found = all_alike(lambda: ncpi.from_dict(document))
    assert [fault.path for fault in found.faults] == [path]


@pytest.mark.parametrize("expect", [None, "report", 3, list[int], ncpi.Report | None])
@pytest.mark.parametrize("text", [ncpi.to_json(REPORT), "{"])
def test_what_is_no_class_is_refused_alike(text: str, expect: Any) -> None:
    assert not all_alike(lambda: paths.from_json(text, expect)).is_sound


@pytest.mark.parametrize("record", [None, 3, "report", ncpi.Report, object()])
def test_what_is_no_record_is_not_written_alike(record: Any) -> None:
    for write in (ncpi.to_json, ncpi.to_dict, paths.json_line):
        assert not all_alike(lambda write=write: write(record)).is_sound


@pytest.mark.parametrize("value", [0.0, 4.99e-05, 0.0001, 2.5, 1e16, 1e300])
def test_a_number_is_written_alike_on_every_path(value):
    """Small and large numbers have an exponent, whichever library writes them."""
    measure = ncpi.Measure(what="a rate", value=value)
    audit = ncpi.CaseAudit(scale="ncpi-cases-2016", percentages={"good": min(value, 90.0)})
    for record in (measure, audit):
        assert ncpi.from_json(all_alike(lambda one=record: ncpi.to_json(one)).value) == record
