"""Causes of concern over a programme: counted by status, each basis by itself."""

import attrs
import pytest

import ncpi
from ncpi.testing import make_cause_of_concern
from ncpi.vocabulary import Basis, CauseStatus, CaveatCode, Edge, Provenance

A18, A19, B18, B19 = "police/a/2018", "police/a/2019", "police/b/2018", "police/b/2019"


def cause(key, end=Edge.UNKNOWN, *, of=None, basis=Basis.STATED, caveat=None):
    restates = []
    if of:
        report, _, old = of.rpartition(" ")
        item = f"{report}#cause-of-concern-{old}"
        restates = [ncpi.Restatement(item=item, basis=basis, caveat=caveat)]
    return make_cause_of_concern(
        key=key, span=ncpi.DateSpan(start=Edge.UNKNOWN, end=end), restates=restates
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
                    cause("b", Edge.OPEN, of=f"{A18} 2", basis=Basis.CODED, caveat="in part"),
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
        (CauseStatus.STILL_OPEN, Basis.STATED, 1),
        (CauseStatus.STILL_OPEN, Basis.CODED, 1),
        (CauseStatus.NOT_MENTIONED, None, 1),
    ]
    assert causes.count(CauseStatus.STILL_OPEN) == 2
    assert causes.count(CauseStatus.STILL_OPEN, Basis.CODED) == 1
    assert causes.entries == 3
    assert causes.unlinked == 1


def test_pairs_that_list_none_are_counted_and_that_is_not_none(programme):
    causes = programme.causes_of_concern()
    assert (causes.pairs, causes.without) == (2, 1)
    entry = "In 1 of 2 compared pairs neither report lists a cause of concern here, but there"
    assert entry in " ".join(str(causes).split())


def test_caveats_of_the_entries_are_counted(programme):
    carried = {
        count.what: (count.entries, count.out_of) for count in programme.causes_of_concern().caveats
    }
    assert carried == {CaveatCode.ANALYST: (1, 3)}


def test_the_programme_shows_them(programme):
    text = " ".join(str(programme).split())
    assert "Status of causes of concern" in text
    assert "still open coded 1" in text
    assert "neither closed nor open" in text


def test_a_cause_known_only_from_an_account_is_left_out_and_counted_as_such(make):
    """Its status enters the counts only if it is asked for."""
    account = ncpi.Source(title="A newspaper", provenance=Provenance.ACCOUNT)
    reported = attrs.evolve(cause("1", Edge.OPEN), sources=[account])
    programme = make.programme({"causes_of_concern": [reported, cause("2")]})
    causes = programme.causes_of_concern()
    assert (causes.entries, causes.only_reported) == (1, 1)
    assert "1 entry on causes of concern known only" in " ".join(str(causes).split())
    every = programme.causes_of_concern(accounts=True)
    assert every.entries == 2
    assert "accounts: counted, as asked." in " ".join(str(every).split())


def test_a_cause_that_only_the_follow_up_lists_is_left_out_and_counted_as_such(make):
    """It is in no count, since the follow-up chose it."""
    late = attrs.evolve(cause("1", Edge.OPEN), known_from="follow-up")
    causes = make.programme({"causes_of_concern": [late, cause("2")]}).causes_of_concern()
    assert (causes.entries, causes.only_followed_up) == (1, 1)
    assert "only the follow-up's pages list" in " ".join(str(causes).split())


def test_the_statuses_in_a_line_are_the_number_of_entries(programme):
    assert programme.causes_of_concern().label() == "3 entries of causes of concern"
