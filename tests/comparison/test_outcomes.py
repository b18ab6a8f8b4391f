"""What several answers to one item come to: the rule, as a table of its kinds."""

import pytest

import ncpi
from ncpi.comparison import FindingAnswer
from ncpi.comparison._outcomes import combined_outcome
from ncpi.vocabulary import Basis, Other, Outcome, Progress

STATED, CODED, PROPOSED, THEME = Basis
HARSH = (
    Progress.NOT_IMPROVED,
    Progress.WORSE,
    Progress.INSUFFICIENT_PROGRESS,
    Progress.NO_MEANINGFUL_PROGRESS,
)
SILENT = Progress.NOT_STATED
CONCERN = Outcome.STILL_A_CONCERN


def answered(progress, whose=STATED, link=STATED, *, concern=False):
    """A finding that says so, on the word of *whose*, linked on the basis *link*."""
    finding = ncpi.Finding(
        key="f", text="x", progress=progress, progress_basis=whose, concern=concern
    )
    return FindingAnswer(finding=finding, answer=ncpi.Answer(item="r#concern-1", basis=link))


@pytest.mark.parametrize("progress", [one for one in Progress if one is not SILENT])
@pytest.mark.parametrize("link", Basis)
def test_what_the_inspectorate_says_is_the_outcome_on_the_basis_of_the_link(progress, link):
    outcome = combined_outcome([answered(progress, STATED, link)])
    assert outcome == (Outcome(progress.value), link)


@pytest.mark.parametrize("progress", [one for one in Progress if one not in (*HARSH, SILENT)])
@pytest.mark.parametrize(
    ("link", "basis"), [(STATED, CODED), (CODED, CODED), (PROPOSED, PROPOSED), (THEME, THEME)]
)
def test_an_analysts_reading_is_never_firmer_than_coded(progress, link, basis):
    outcome = combined_outcome([answered(progress, CODED, link)])
    assert outcome == (Outcome(progress.value), basis)


@pytest.mark.parametrize("progress", HARSH)
@pytest.mark.parametrize(
    ("concern", "link", "basis"),
    [
        # Without a concern in the report it is the analyst who is concerned.
        (False, STATED, CODED),
        (False, PROPOSED, PROPOSED),
        # The inspectors' own concern is on the basis of the link.
        (True, STATED, STATED),
        (True, THEME, THEME),
    ],
)
def test_an_analysts_reading_that_nothing_improved_is_still_a_concern(
    progress, concern, link, basis
):
    outcome = combined_outcome([answered(progress, CODED, link, concern=concern)])
    assert outcome == (CONCERN, basis)


def test_a_concern_without_a_word_on_progress_is_still_a_concern():
    assert combined_outcome([answered(SILENT, concern=True)]) == (CONCERN, STATED)


def test_a_mention_without_a_word_on_progress_or_concern_is_only_a_mention():
    assert combined_outcome([answered(SILENT, link=CODED)]) == (Outcome.NOT_STATED, CODED)


def test_nothing_that_answers_it_is_no_mention():
    assert combined_outcome([]) == (Outcome.NOT_MENTIONED, None)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        # A concern beside a stated improvement doesn't undo it, and the other way round.
        ([answered(Progress.IMPROVED, concern=True)], (Outcome.IMPROVED, STATED)),
        (
            [answered(Progress.IMPROVED), answered(SILENT, concern=True)],
            (Outcome.IMPROVED, STATED),
        ),
        # A firm concern decides over progress that nobody has linked firmly, and only then.
        (
            [answered(Progress.IMPROVED, link=PROPOSED), answered(SILENT, concern=True)],
            (CONCERN, STATED),
        ),
        (
            [answered(Progress.IMPROVED, link=THEME), answered(Progress.WORSE, CODED)],
            (CONCERN, CODED),
        ),
        (
            [answered(Progress.IMPROVED, CODED), answered(SILENT, concern=True)],
            (Outcome.IMPROVED, CODED),
        ),
        (
            [
                answered(Progress.IMPROVED, link=THEME),
                answered(SILENT, link=PROPOSED, concern=True),
            ],
            (Outcome.IMPROVED, THEME),
        ),
        # A concern decides over a mere mention, on its own basis.
        ([answered(SILENT), answered(SILENT, link=PROPOSED, concern=True)], (CONCERN, PROPOSED)),
        # The firmest basis decides, the weaker of link and progress being that of an answer.
        (
            [answered(Progress.WORSE), answered(Progress.IMPROVED, CODED)],
            (Outcome.WORSE, STATED),
        ),
        (
            [answered(Progress.WORSE, link=CODED), answered(Progress.IMPROVED, CODED, STATED)],
            (Outcome.MIXED, CODED),
        ),
        # On one basis there is no majority.
        (
            [answered(Progress.IMPROVED), answered(Progress.IMPROVED), answered(Progress.WORSE)],
            (Outcome.MIXED, STATED),
        ),
        (
            [answered(Progress.GOOD_PROGRESS), answered(Progress.IMPROVED)],
            (Outcome.MIXED, STATED),
        ),
        # What an analyst read as no improvement contradicts nobody.
        (
            [answered(Progress.IMPROVED, CODED), answered(Progress.WORSE, CODED)],
            (Outcome.IMPROVED, CODED),
        ),
        (
            [answered(Progress.NOT_IMPROVED, CODED), answered(Progress.WORSE, CODED)],
            (CONCERN, CODED),
        ),
        # Other words: the same words agree, two sets of words don't.
        ([answered(Other("on track"))], (Outcome.OTHER, STATED)),
        ([answered(Other("on track")), answered(Other("on track"))], (Outcome.OTHER, STATED)),
        ([answered(Other("on track")), answered(Other("stalled"))], (Outcome.MIXED, STATED)),
        ([answered(Other("on track")), answered(Progress.IMPROVED)], (Outcome.MIXED, STATED)),
        ([answered(Other("stalled"), CODED)], (Outcome.OTHER, CODED)),
    ],
)
def test_several_answers_come_to(answers, outcome):
    """In whichever order they are listed."""
    assert combined_outcome(answers) == outcome
    assert combined_outcome(answers[::-1]) == outcome
