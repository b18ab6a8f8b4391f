"""Every record is shown in an install that has no extra."""

import subprocess
import sys

PROGRAM = """
import sys
from collections import Counter

for name in (
    "hypothesis", "narwhals", "openpyxl", "pyarrow", "rich", "scipy", "tqdm", "yaml",
):
    sys.modules[name] = None

from datetime import date

import attrs
import ncpi
import ncpi.pages
from ncpi.comparison.matching import Matcher, Synonyms
from ncpi.comparison.tracked import TrackedComparison
from ncpi.model import record_class, record_tags
from ncpi.model.tracking import Tracker
from ncpi.testing import (
    make, make_cause_of_concern, make_finding, make_follow_up, make_judgment,
    make_recommendation, make_report, make_status_event,
)

archive = ncpi.Archive.shipped()
event = make_status_event(status="complete")
first = make_report(
    recommendations=[make_recommendation(text="Record every child's voice", history=[event])],
    causes_of_concern=[make_cause_of_concern()],
    judgments=[make_judgment()],
)
again = make_follow_up(
    first,
    recommendations=[
        make_recommendation(
            key="9",
            restates=[ncpi.Restatement(item=f"{first.key}#recommendation-1", basis="stated")],
        )
    ],
    causes_of_concern=[
        make_cause_of_concern(
            restates=[ncpi.Restatement(item=f"{first.key}#cause-of-concern-C1", basis="stated")]
        )
    ],
    findings=[make_finding(text="Officers record every child's voice now")],
    judgments=[make_judgment()],
)
ruling = ncpi.comparison.Ruling(
    item=f"{first.key}#recommendation-1", follow_up=again.key, finding="F1", answers=False,
    by="A. Person", dated="2020-01-01",
)
made = ncpi.Archive(reports=[first, again])
body = first.bodies[0]
baseline, follow_up = archive.pair("merseyside")
waiting = [
    archive,
    *(getattr(ncpi.registers, name).data for name in ncpi.registers.__all__
      if isinstance(getattr(ncpi.registers, name), ncpi.registers.Register)),
    archive.compare("merseyside", matcher=Matcher()),
    archive.timeline("metropolitan"),
    archive.compare_all(),
    archive.coverage(bodies=ncpi.registers.forces),
    ncpi.deadlines(baseline, on=date(2019, 1, 1)),
    TrackedComparison.beside(
        archive.compare("merseyside"),
        trackers=[Tracker.start(baseline, body="police/merseyside", as_of=date(2019, 1, 1))],
    ),
    ncpi.schedule.Discharge(by=body, what="published comments", dated="2018-10"),
    made.compare(body, matcher=Matcher()),
    made.compare(body, rulings=[ruling]),
    made.timeline(body),
    Matcher(),
    Matcher().match(first, again).proposals,
    Synonyms(terms=["child", "young person"]),
    ncpi.pages.read(
        "Kent - National child protection inspection\\n\\n"
        "Published on: 13 October 2022\\n\\nForeword"
    ),
]
shown, met = {}, Counter()
while waiting:
    held = waiting.pop()
    if isinstance(held, (tuple, frozenset)):
        waiting += held
    elif isinstance(held, ncpi.Record) and met[held.TAG] < 300:
        met[held.TAG] += 1
        shown.setdefault(held.TAG, held)
        waiting += [getattr(held, field.name) for field in attrs.fields(type(held))]
rest = [tag for tag in record_tags() if tag not in shown]
shown |= {tag: make(record_class(tag)) for tag in rest}
for tag, record in shown.items():
    for text in (str(record), record._repr_html_(), record._repr_markdown_(), record.label()):
        assert text.strip(), tag
print(*sorted(set(record_tags()) - set(shown)))
"""


def test_every_record_is_shown_without_any_extra():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True
    )
    assert (done.stderr, done.stdout) == ("", "\n")
