"""Standing on one side only: seldom the same as having been left out."""

import pytest

from ncpi.comparison._graded import absence, of_other_bodies, one_sided
from ncpi.model.frameworks import FRAMEWORKS
from ncpi.vocabulary import CaveatCode, Comparability, Completeness

ONLY = Comparability.BASELINE_ONLY


def test_of_a_complete_list_in_one_framework_absence_is_absence(make):
    caveats = absence(make.baseline(), make.follow_up(), "follow-up", Completeness.COMPLETE)
    assert caveats == ()
    assert one_sided(ONLY, caveats) is ONLY


@pytest.mark.parametrize("read", [Completeness.PARTIAL, Completeness.UNKNOWN])
def test_of_a_list_not_read_in_full_absence_is_not_known(make, read):
    (caveat,) = absence(make.baseline(), make.follow_up(), "follow-up", read)
    assert caveat.code is CaveatCode.INCOMPLETE
    assert "follow-up" in caveat.text
    assert one_sided(ONLY, [caveat]) is ONLY


def test_across_two_frameworks_one_side_alone_is_not_comparable(make):
    follow_up = make.follow_up(framework=FRAMEWORKS["ncpi-2024"])
    caveats = absence(make.baseline(), follow_up, "follow-up", Completeness.COMPLETE)
    assert [caveat.code for caveat in caveats] == [CaveatCode.DIFFERENT_FRAMEWORK]
    assert one_sided(ONLY, caveats) is Comparability.NOT_COMPARABLE


def test_a_framework_that_is_not_known_is_named_so(make):
    follow_up = make.follow_up(framework=None)
    (caveat,) = absence(make.baseline(), follow_up, "follow-up", Completeness.COMPLETE)
    assert caveat.code is CaveatCode.NO_CROSSWALK
    assert "not recorded after" in caveat.text
    assert one_sided(ONLY, [caveat]) is Comparability.NOT_COMPARABLE


def test_bodies_of_one_side_only_are_listed_in_alphabetical_order(make):
    names = ["police/w", "police/e", "police/a", "police/s", "police/n"]
    (caveat,) = of_other_bodies(make.baseline(), make.follow_up(bodies=names))
    assert caveat.text.endswith(
        "police/a, police/e, police/n, police/northshire, police/s, police/w"
    )
