"""What a page says of an earlier inspection is not read as this one's."""

import pytest

from ncpi import pages

REVIEW = """\
Kent – National child protection inspection post-inspection review

Published on: 6 June 2031

Introduction

Our 2029 inspection

In May 2029, HMICFRS inspected how well Kent Police keeps children safe.

{before}

The 2030 post-inspection review

In November 2030, we returned to the force.

{now}

Next steps

We will go back.
"""
AUDIT = (
    "audited 20 child protection cases (9 cases were good, 6 required improvement and 5 were"
    " inadequate)"
)
FIELDS = ("audited", "causes_of_concern", "judgments")


def values(before: str = "", now: str = "") -> dict[str, object]:
    found = pages.read(REVIEW.format(before=before, now=now))
    return {field: found.value(field) for field in FIELDS if found.value(field) is not None}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (f"During this inspection we:\n\n• read; and\n• {AUDIT}.", "audited"),
        (f"We {AUDIT}.", "audited"),
        ("We issued two causes of concern.", "causes_of_concern"),
        ("Kent Police is good at leading child protection arrangements.", "judgments"),
    ],
)
def test_what_stands_under_the_heading_of_the_earlier_inspection_is_of_that(words, field):
    assert [*values(now=words)] == [field]
    assert values(before=words) == {}


@pytest.mark.parametrize(
    "words",
    [
        f"At the last inspection, we {AUDIT}.",
        f"At our last inspection, we:\n\n• read; and\n• {AUDIT}.",
        f"In 2029, we {AUDIT}.",
        f"Previously, we {AUDIT}.",
        f"Our first inspection took place in May 2029. We {AUDIT}.",
        f"We {AUDIT}, compared with 12 at the last inspection.",
        "We examined 20 cases. Last time 12 were good, 4 required improvement, 4 were inadequate.",
        "In our 2029 inspection we issued two causes of concern.",
        "Two years ago we issued two causes of concern.",
        "Essex Police was worse: we issued two causes of concern to Essex Police.",
        "Kent Police is inadequate at leading child protection arrangements, we found in 2029.",
    ],
)
def test_a_sentence_on_an_earlier_inspection_or_another_force_is_not_of_this_one(words):
    assert values(now=words) == {}


def test_what_has_happened_since_an_earlier_inspection_is_of_this_one():
    assert [*values(now=f"Since our last inspection things changed. We {AUDIT}.")] == ["audited"]
    assert [*values(now=f"We {AUDIT} that came in since the last inspection.")] == ["audited"]
