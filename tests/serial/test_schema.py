"""The JSON Schema of documents: it is the shipped one, and lets through what we write."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

import ncpi
from ncpi.model import record_class, record_tags
from ncpi.serial import FORMAT_VERSION
from ncpi.serial._codec.shapes import SHORTHANDS
from ncpi.serial._text import write_json
from ncpi.serial.schema import json_schema, shipped_schema
from ncpi.testing import make

SHIPPED = {
    tag: cls
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.partition(".")[0] == "ncpi"
}
SCHEMA: Any = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
AGAIN = "generate it again: python tests/serial/test_schema.py"


def _examples() -> tuple[ncpi.Record, ...]:
    """Those of the model's own tests: between them they tell every field."""
    path = Path(__file__).parents[1] / "model" / "conftest.py"
    spec = importlib.util.spec_from_file_location("model_examples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.EXAMPLES


EXAMPLES = _examples()


def faults(schema: Any, document: object) -> list[str]:
    """What a validator says against *document*, each with its place."""
    found = Draft202012Validator(schema).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def without(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without(key, held) for name, held in value.items() if name != key}
    return [without(key, held) for held in value] if isinstance(value, list) else value


def test_the_shipped_file_is_the_generated_schema():
    assert shipped_schema() == write_json(SCHEMA), AGAIN


def test_another_packages_classes_are_in_the_shipped_schema_of_no_process():
    import improvement_tracker

    assert improvement_tracker.Report.TAG in record_tags()
    assert set(json_schema()["$defs"]) == set(SHIPPED)


def test_the_schema_is_valid_against_its_meta_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_it_is_named_by_the_version_of_the_format_and_by_no_host():
    assert SCHEMA["$id"] == f"urn:ncpi:schema:{FORMAT_VERSION}"


def test_a_schema_of_chosen_classes_doesnt_bear_the_name_of_the_shipped_one():
    assert "$id" not in json_schema(ncpi.Report)


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_an_example_that_tells_every_field_is_valid(record):
    assert faults(SCHEMA, without("colour", ncpi.to_dict(record))) == []


def test_unknown_fields_that_were_kept_are_no_part_of_the_schema():
    record = ncpi.Timescale(months=3, unknown_fields={"colour": "blue"})
    assert not VALIDATOR.is_valid(ncpi.to_dict(record))


def test_every_shipped_report_is_valid():
    reports = list(ncpi.registers.reports)
    assert reports
    for report in reports:
        assert VALIDATOR.is_valid(ncpi.to_dict(report)), report.key


@pytest.mark.parametrize(
    "register",
    ["bodies", "fire_services", "forces", "inspectorates", "inspectors", "reports"],
)
def test_every_shipped_register_is_valid(register):
    assert faults(SCHEMA, ncpi.to_dict(getattr(ncpi.registers, register).data)) == []


def test_a_real_comparison_is_valid(merseyside):
    assert faults(SCHEMA, ncpi.to_dict(ncpi.compare(*merseyside))) == []


def test_the_type_may_be_named_where_the_place_says_it():
    document = ncpi.to_dict(ncpi.Recommendation(key="1", text="t"))
    document["content"]["timescale"] = {"type": "timescale", "months": 3}
    ncpi.from_dict(document)
    assert faults(SCHEMA, document) == []


@pytest.mark.parametrize("record", ["key", "whole"])
def test_what_is_written_in_short_may_be_written_out(record):
    scale, framework = ncpi.model.GRADE_SCALES["peel"], ncpi.model.FRAMEWORKS["ncpi-2014"]
    report = make(ncpi.Report, framework=framework, published="2018-08-30", judgments=[])
    document = ncpi.to_dict(report)
    document["content"]["judgments"] = [{"topic": "a", "grade": "good", "scale": "peel"}]
    if record == "whole":
        written = ncpi.to_dict(scale)["content"], ncpi.to_dict(framework)["content"]
        document["content"]["published"] = {"year": 2018, "month": 8, "day": 30}
        document["content"]["judgments"][0]["scale"], document["content"]["framework"] = written
    ncpi.from_dict(document)
    assert faults(SCHEMA, document) == []


def test_every_class_that_is_written_in_short_is_known_to_the_schema():
    from ncpi.serial import schema

    assert set(schema._SHORTHANDS) == set(SHORTHANDS)


def test_no_pattern_says_what_python_and_ecmascript_read_differently():
    found = re.findall(r'"pattern": (".*"),?\n', shipped_schema())
    patterns = {json.loads(pattern) for pattern in found}
    assert len(patterns) > 4
    # What is blank, a letter or a digit differs; and Python's $ also matches before a last \n.
    unsafe = re.compile(r"\\[sSwWdDbBAZ]|(?<!\(\?!\\n\))\$|\(\?[a-zP<]")
    assert [pattern for pattern in patterns if unsafe.search(pattern)] == []


def test_descriptions_come_from_the_docstrings_of_the_class_and_its_bases():
    force = SCHEMA["$defs"]["force"]
    assert force["description"] == "A territorial police force of England or Wales."
    assert force["properties"]["area"]["description"] == "the area it serves."
    assert force["properties"]["confidence"]["description"].startswith("how confident whoever")


def test_a_description_is_one_line_in_the_words_of_json():
    def entry(value):
        if isinstance(value, dict):
            if isinstance(value.get("description"), str):
                yield value["description"]
            for held in value.values():
                yield from entry(held)

    texts = list(entry(SCHEMA))
    assert len(texts) > 200
    assert [text for text in texts if "`" in text or "\n" in text or "None" in text] == []


def test_every_field_of_every_record_is_described_by_its_key():
    for tag, cls in SHIPPED.items():
        names = {field.alias for field in attrs.fields(cls) if field.name != "unknown_fields"}
        assert set(SCHEMA["$defs"][tag]["properties"]) == {"type", *names}


def test_a_single_default_is_reported_as_a_remark():
    properties = SCHEMA["$defs"]["finding"]["properties"]
    assert properties["concern"]["default"] is False
    assert properties["progress"]["default"] == "progress not stated"
    assert "default" not in properties["key"]


if __name__ == "__main__":
    # After a change to a record: writes the shipped schema anew.
    path = Path(ncpi.__file__).parent / "serial" / "schema.json"
    path.write_text(write_json(json_schema()), "utf-8")
