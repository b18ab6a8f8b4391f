"""``ncpi reports``: the keys to name elsewhere."""

import json

import ncpi


def test_every_shipped_report_is_listed_by_its_key(run):
    lines = run("reports").out.splitlines()
    assert [line.split()[0] for line in lines[4:]] == [one.key for one in ncpi.Archive.shipped()]
    table = run("reports", "--format", "csv").out
    assert table.startswith("key,kind,published,title\n")
    assert "\npolice/bedfordshire/2019-review,post-inspection review,undated," in table


def test_a_body_narrows_the_list(run):
    done = run("reports", "Kent Police", "--format", "json")
    assert [json.loads(line)["published"] for line in done.out.splitlines()] == [
        "2019-09",
        "2021-08-26",
    ]
