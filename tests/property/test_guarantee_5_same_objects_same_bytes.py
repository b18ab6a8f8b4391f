"""Guarantee 5: equal records are written alike, whatever made them and wherever it runs."""

import os
import subprocess
import sys
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import ncpi
from ncpi.testing import instances, pairs, records

# Reads documents, writes each again with what people see of it, and adds a set.
_ELSEWHERE = """
import json, sys
from importlib.util import find_spec
import attrs
import ncpi
from ncpi.serial._documents import json_line, to_yaml
from ncpi.testing import make_finding

@attrs.frozen(kw_only=True)
class Labelled(ncpi.Finding):
    TAG = "guarantee-5.labelled"
    labels: frozenset[str] = frozenset()
    pages: frozenset[ncpi.Source] = frozenset()

def show(record):
    print(ncpi.to_json(record), json_line(record), to_yaml(record) if find_spec("yaml") else "")

for document in json.load(sys.stdin):
    record = ncpi.from_json(document)
    show(record)
    print(record, record._repr_html_(), repr(record))
words = [f"word {number}" for number in range(50)]
pages = frozenset(ncpi.Source(title=word) for word in words)
show(Labelled(key="1", text="t", labels=frozenset(words), pages=pages))
"""


def _elsewhere(documents: list[str], **environment: str) -> bytes:
    import json

    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        input=json.dumps(documents).encode(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        check=True,
    )
    return done.stdout


@given(records())
def test_what_was_read_is_written_as_it_was_and_ends_in_a_newline(record: ncpi.Record) -> None:
    stored = ncpi.to_json(record)
    assert stored.endswith("}\n")
    assert ncpi.to_json(record) == stored
    assert ncpi.to_json(ncpi.from_json(stored)) == stored


@given(data=st.data(), archive=instances(ncpi.Archive))
def test_an_archive_is_written_alike_in_whatever_order_its_reports_came(
    data: st.DataObject, archive: ncpi.Archive
) -> None:
    other = attrs.evolve(archive, reports=data.draw(st.permutations(archive.reports)))
    assert other == archive
    assert ncpi.to_json(other) == ncpi.to_json(archive)


@given(data=st.data(), audit=instances(ncpi.CaseAudit))
def test_an_audit_is_written_alike_in_whatever_order_its_counts_came(
    data: st.DataObject, audit: ncpi.CaseAudit
) -> None:
    counts = dict(data.draw(st.permutations(list(audit.counts.items()))))
    other = attrs.evolve(audit, counts=counts)
    assert other == audit
    assert ncpi.to_json(other) == ncpi.to_json(audit)


@given(data=st.data(), scale=instances(ncpi.GradeScale))
def test_a_scale_is_written_alike_in_whatever_order_its_inflections_came(
    data: st.DataObject, scale: ncpi.GradeScale
) -> None:
    inflections = dict(data.draw(st.permutations(list(scale.inflections.items()))))
    other = attrs.evolve(scale, inflections=inflections)
    assert other == scale
    assert ncpi.to_json(other) == ncpi.to_json(scale)


@given(data=st.data(), report=instances(ncpi.Report))
def test_kept_unknown_fields_are_written_alike_in_whatever_order_they_came(
    data: st.DataObject, report: ncpi.Report
) -> None:
    keys = [f"x-{number}" for number in range(4)]
    held: dict[str, Any] = {"b": 1, "a": [{"d": None, "c": 2}]}
    one, other = (
        attrs.evolve(report, unknown_fields=dict.fromkeys(order, held))
        for order in (keys, data.draw(st.permutations(keys)))
    )
    assert one == other
    assert ncpi.to_json(one) == ncpi.to_json(other)


@given(pairs())
def test_comparing_twice_gives_the_same_bytes(pair: tuple[ncpi.Report, ncpi.Report]) -> None:
    assert ncpi.to_json(ncpi.compare(*pair)) == ncpi.to_json(ncpi.compare(*pair))


@settings(max_examples=1)
@given(st.lists(records(), min_size=12, max_size=12))
def test_another_process_with_another_hash_seed_writes_the_same_bytes_of_sets_too(
    some: list[ncpi.Record],
) -> None:
    documents = [ncpi.to_json(record) for record in some]
    first = _elsewhere(documents, PYTHONHASHSEED="1")
    assert first == _elsewhere(documents, PYTHONHASHSEED="4242")
    assert all(document.strip() in first.decode() for document in documents)
