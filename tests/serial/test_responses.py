"""A response as Markdown: written, filled in by a person, and read back."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial.responses import from_markdown, to_markdown
from ncpi.testing import instances, make_recommendation, make_report
from ncpi.vocabulary import RecommendationKind, ResponseKind

KEY = "police/kent/2019-inspection"
REPORT = make_report(
    key=KEY,
    bodies=["police/kent"],
    recommendations=[
        make_recommendation(key="1", text="Do this.\n# And that.", restates=()),
        make_recommendation(
            key="a", kind=RecommendationKind.AREA_FOR_IMPROVEMENT, text="Better.", restates=()
        ),
    ],
    causes_of_concern=[],
    recommendations_made=None,
)
EMPTY = ncpi.Response.start(REPORT, body="local-policing-body/kent")

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
TEXTS = st.lists(LINES | st.sampled_from(["# a", "\\# b", "  ## c", "> d", "- e: f", "<!--"])).map(
    "\n".join
)
FILLED = st.none() | TEXTS.filter(lambda text: text.strip())


@given(instances(ncpi.Response))
def test_a_response_is_kept_without_loss_or_refused(response):
    """Guarantee 1, for Markdown."""
    try:
        kept = from_markdown(to_markdown(response))
    except InvalidError as error:
        kept, advice = response, [fault.suggestion for fault in error.faults]
    else:
        advice = []
    assert kept == response
    assert {*advice} <= {"Save it as YAML or JSON instead"}


@given(
    st.sampled_from(ResponseKind) | LINES.map(lambda text: ncpi.Other(f"x {text}")),
    st.tuples(FILLED, FILLED, FILLED),
    st.lists(st.tuples(FILLED, FILLED, FILLED), min_size=2, max_size=2),
    st.sampled_from([None, "2019", "2019-04", "2019-04-01"]),
    st.lists(LINES, unique=True, max_size=3),
)
def test_what_a_person_writes_in_it_is_never_refused(kind, parts, answers, day, copies):
    """Lines that look like headings, quotes or comments are kept as text."""
    comments, officer, reply = parts
    response = attrs.evolve(
        EMPTY,
        kind=kind,
        comments=comments,
        chief_officer_comments=officer,
        reply=reply,
        published=day,
        chief_officer_invited_by=day,
        copied_to=copies,
        answers=[
            attrs.evolve(answer, action_taken=one, action_proposed=two, reason_for_none=three)
            for answer, (one, two, three) in zip(EMPTY.answers, answers, strict=True)
        ],
    )
    assert from_markdown(to_markdown(response, REPORT)) == response


def test_the_whole_text():
    assert to_markdown(EMPTY, REPORT) == EXPECTED


EXPECTED = """\
# Response to police/kent/2019-inspection

<!--
Write below the headings and after the colons, and leave the headings as they are.
Dates are written 2018-10-24. A line of your own text that begins with # needs a backslash
before it: \\#. Repeat "Copied to" for each recipient.
-->

- Kind: comments
- Party: local policing body
- Body: local-policing-body/kent
- Published:
- Chief officer invited to comment by:
- Copied to:

## Comments

## The chief officer's comments

## Reply to the chief officer

## Recommendations

### police/kent/2019-inspection#recommendation-1

> Do this.
> # And that.

#### Action taken

#### Action proposed

#### Reason for none

## Areas for improvement

### police/kent/2019-inspection#area-for-improvement-a

> Better.

#### Action taken

#### Action proposed

#### Reason for none
"""


def test_a_text_filled_in_by_hand_is_read():
    """Also one that an editor saved with Windows line ends, curly apostrophes and a BOM."""
    filled = (
        EXPECTED.replace("- Published:", "- Published: 2019-04-01")
        .replace("- Copied to:", "- Copied to: HMICFRS\n- Copied to: Home Secretary")
        .replace("## Comments\n", "## Comments\n\nWe welcome it.\n\n\\# 1 is done.\n")
        .replace("chief officer's", "chief officer\u2019s")
        .replace("#### Action taken\n", "#### Action taken\nDone.\n", 1)
    )
    response = from_markdown("\ufeff" + filled.replace("\n", "\r\n"))
    assert str(response.published) == "2019-04-01"
    assert response.copied_to == ("HMICFRS", "Home Secretary")
    assert response.comments == "We welcome it.\n\n# 1 is done."
    assert [answer.action_taken for answer in response.answers] == ["Done.", None]


def test_a_position_is_written_only_where_it_is_stated():
    first = attrs.evolve(EMPTY.answers[0], position="accepted")
    response = attrs.evolve(EMPTY, answers=[first])
    assert "#### Position\n\naccepted\n" in to_markdown(response)
    assert from_markdown(to_markdown(response)) == response


def lines_of(text):
    with pytest.raises(InvalidError) as caught:
        from_markdown(text)
    return [(fault.line, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "## Comments",
            "## Coments",
            [(1, "'## Comments' is missing"), (16, "'## Coments' is no heading of a response")],
        ),
        ("## Comments\n", "", [(1, "'## Comments' is missing")]),
        (
            "## Comments",
            "## Comments\n\n## Comments",
            [(18, "the heading '## Comments' is repeated")],
        ),
        (
            "# Response to",
            "# Answer to",
            [
                (1, "is no heading of a response"),
                (1, "the first line isn't the heading # Response to"),
            ],
        ),
        ("- Kind: comments", "- Kind:", [(9, "the kind of the response is missing")]),
        ("- Kind: comments\n", "", [(1, "'- Kind:' is missing")]),
        (
            "- Kind: comments",
            "- Sort: comments",
            [(1, "'- Kind:' is missing"), (9, "'Sort' is no")],
        ),
        ("- Published:", "- Published: 2019\n- Published: 2020", [(13, "'Published' is repeated")]),
        (
            "- Kind: comments",
            "We welcome it.\n- Kind: comments",
            [(9, "this text belongs to no heading")],
        ),
        ("> Better.", "Done.", [(39, "this text belongs to no heading")]),
        (
            "#### Action taken",
            "#### Done",
            [(24, "'#### Action taken' is missing below"), (29, "is no heading")],
        ),
        (
            "#### Action taken\n",
            "#### Action taken\n#### Action taken\n",
            [(30, "the heading '#### Action taken' is repeated")],
        ),
        ("### police/kent", "##### police/kent", [(24, "'##### police/kent/2019-inspe")]),
        ("- Published:", "- Published: soon", [(12, "'soon' is not a date")]),
        (
            "recommendation-1",
            "point-1",
            [(24, "'police/kent/2019-inspection#point-1' doesn't name")],
        ),
        ("area-for-improvement-a", "recommendation-1", [(37, "is repeated; it first appears")]),
    ],
)
def test_a_damaged_text_is_refused_with_the_line_of_every_fault(old, new, faults):
    found = lines_of(EXPECTED.replace(old, new, 1))
    assert len(found) >= len(faults)
    for (line, message), (wanted, words) in zip(found, faults, strict=False):
        assert line == wanted
        assert words in message


def test_the_way_out_of_a_damaged_heading_is_named():
    with pytest.raises(InvalidError) as caught:
        from_markdown(EXPECTED.replace("## Comments", "## Coments"))
    missing, unknown = caught.value.faults
    assert missing.suggestion == "Restore it; ncpi respond writes every heading"
    assert unknown.suggestion == (
        "Did you mean ## Comments? If the line is your own text, put a backslash before #"
    )


@attrs.frozen(kw_only=True)
class DraftResponse(ncpi.Response):
    """A response of another package, with a field of its own."""

    TAG = "test.draft-response"

    draft: int = 1


@pytest.mark.parametrize(
    ("response", "path"),
    [
        (attrs.evolve(EMPTY, sources=[ncpi.Source(title="A page")]), "sources"),
        (attrs.evolve(EMPTY, confidence="high"), "confidence"),
        (attrs.evolve(EMPTY, comments="a\r\nb"), "comments"),
        (attrs.evolve(EMPTY, comments="\na"), "comments"),
        (DraftResponse(report=KEY), ""),
    ],
)
def test_what_markdown_can_not_hold_is_refused_with_a_format_that_can(response, path):
    with pytest.raises(InvalidError) as caught:
        to_markdown(response)
    (fault,) = caught.value.faults
    assert fault.path == path
    assert fault.suggestion == "Save it as YAML or JSON instead"


@pytest.mark.parametrize(
    ("arguments", "path"),
    [((3,), "response"), ((EMPTY, 3), "report"), ((EMPTY, make_report()), "report")],
)
def test_anything_else_is_refused(arguments, path):
    with pytest.raises(InvalidError) as caught:
        to_markdown(*arguments)
    assert [fault.path for fault in caught.value.faults] == [path]
    with pytest.raises(InvalidError, match="text"):
        from_markdown(b"# Response to a")
