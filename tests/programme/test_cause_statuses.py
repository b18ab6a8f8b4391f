"""Causes of concern over a programme: counted by status, each basis by itself."""

import pytest

import ncpi
from ncpi.testing import make_cause_of_concern
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, Edge

A18, A19, B18, B19 = "police/a/2018", "police/a/2019", "police/b/2018", "police/b/2019"


def cause(key, end=Edge.UNKNOWN, *, of=None, basis=Basis.STATED):
    continues = []
    if of:
        report, _, old = of.rpartition(" ")
        continues = [ncpi.Continuation(report=report, cause_of_concern=old, basis=basis)]
    return make_cause_of_concern(
        key=key, span=ncpi.DateSpan(start=Edge.UNKNOWN, end=end), continues=continues
    )


@pytest.fixture(scope="module")
def programme(make):
    return ncpi.Archive(
        reports=[
            make.report(A18, "2018-01-01", causes_of_concern=[cause("1"), cause("2"), cause("3")]),
            make.report(
                A19,
                "2019-01-01",
                follows=[A18],
                causes_of_concern=[
                    cause("a", Edge.OPEN, of=f"{A18} 1"),
                    cause("b", Edge.OPEN, of=f"{A18} 2", basis=Basis.CODED),
                    cause("c", Edge.OPEN),
                ],
            ),
            make.report(B18, "2018-01-01"),
            make.report(B19, "2019-01-01", follows=[B18]),
        ]
    ).compare_all()


def test_each_status_is_counted_on_each_basis_apart(programme):
    causes = programme.causes_of_concern()
    assert [(count.what, count.basis, count.entries) for count in causes.counts] == [
        (CauseStatus.OPENED, None, 1),
        (CauseStatus.STILL_OPEN, Basis.STATED, 1),
        (CauseStatus.STILL_OPEN, Basis.CODED, 1),
        (CauseStatus.NOT_MENTIONED, None, 1),
    ]
    assert causes.count(CauseStatus.STILL_OPEN) == 2
    assert causes.count(CauseStatus.STILL_OPEN, Basis.CODED) == 1
    assert causes.entries == 4


def test_pairs_that_list_none_are_counted_and_that_is_not_none(programme):
    causes = programme.causes_of_concern()
    assert (causes.pairs, causes.without) == (2, 1)
    entry = "In 1 of 2 compared pairs neither report lists a cause of concern here, but there"
    assert entry in " ".join(str(causes).split())


def test_caveats_of_the_entries_are_counted(programme):
    carried = {
        count.what: (count.entries, count.of) for count in programme.causes_of_concern().caveats
    }
    assert carried[CaveatCode.INCOMPLETE] == (1, 4)


def test_the_programme_shows_them(programme):
    text = " ".join(str(programme).split())
    assert "Status of causes of concern" in text
    assert "still open coded 1" in text
    assert "neither closed nor open" in text
