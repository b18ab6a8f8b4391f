"""``ncpi schema`` prints the schema that is shipped, or one of some types."""

import json

import ncpi
from ncpi.serial.schema import json_schema, shipped_schema


def test_without_types_it_is_the_shipped_schema(run):
    assert run("schema") == (0, shipped_schema(), "")


def test_with_types_it_is_that_of_their_documents(run):
    done = run("schema", "report", "archive")
    assert json.loads(done.out) == json_schema(ncpi.Report, ncpi.Archive)
    assert (done.status, done.err) == (0, "")


def test_every_unknown_type_is_named(run):
    done = run("schema", "reprot", "frce")
    assert "'report'" in done.err
    assert "'force'" in done.err
