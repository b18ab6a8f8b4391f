import pytest

from ncpi import Crosswalk, Framework
from ncpi.errors import InvalidError
from ncpi.model import FRAMEWORKS, crosswalk, same_framework
from ncpi.vocabulary import CrosswalkMatch

OLD, NEW = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]
EXACT, BROAD, NONE = CrosswalkMatch.EXACT, CrosswalkMatch.BROAD, CrosswalkMatch.NONE


def framework(*walks: Crosswalk) -> Framework:
    return Framework(key="ours", title="Ours", themes=["contact", "custody"], crosswalks=walks)


def test_the_method_of_2024_has_five_topics():
    assert len(NEW.themes) == 5


def test_the_shipped_frameworks_cannot_be_changed():
    with pytest.raises(TypeError):
        FRAMEWORKS["mine"] = OLD


def test_within_one_framework_a_theme_matches_itself_exactly_and_no_other():
    assert crosswalk("trusted adult", OLD, "Trusted adult", OLD) is EXACT
    assert crosswalk("trusted adult", OLD, "police detention", OLD) is NONE


def test_across_frameworks_a_theme_of_the_same_name_is_not_thereby_the_same():
    assert crosswalk("investigation", OLD, "investigation", NEW) is BROAD


def test_a_crosswalk_is_walked_from_either_side():
    assert crosswalk("initial response", NEW, "initial contact", OLD) is BROAD
    assert crosswalk("initial contact", OLD, "initial response", NEW) is BROAD


def test_a_theme_that_nothing_corresponds_to_matches_none():
    assert crosswalk("partnership working", NEW, "trusted adult", OLD) is NONE
    assert crosswalk("trusted adult", OLD, "partnership working", NEW) is NONE


def test_themes_of_which_nobody_said_how_they_stand_are_left_open():
    assert crosswalk("police detention", OLD, "leadership", NEW) is None


def test_an_unnamed_framework_matches_nothing_but_itself():
    assert crosswalk("contact", None, "contact", OLD) is None
    assert crosswalk("contact", OLD, "contact", None) is None
    assert crosswalk("contact", None, "Contact", None) is EXACT


def test_a_crosswalk_of_another_framework_may_be_exact():
    walk = Crosswalk(theme="contact", framework="ncpi-2014", other="initial contact", match=EXACT)
    assert crosswalk("contact", framework(walk), "initial contact", OLD) is EXACT


def test_a_crosswalk_to_another_framework_says_nothing_of_this_one():
    walk = Crosswalk(theme="contact", framework="elsewhere", other="initial contact", match=EXACT)
    assert crosswalk("contact", framework(walk), "initial contact", OLD) is None


@pytest.mark.parametrize(("other", "match"), [(None, EXACT), (None, BROAD), ("contact", NONE)])
def test_a_match_names_the_other_theme_and_no_match_names_none(other, match):
    with pytest.raises(InvalidError) as caught:
        Crosswalk(theme="t", framework="f", other=other, match=match)
    assert caught.value.faults[0].path == "other"


def test_a_framework_has_at_least_one_theme_and_none_twice():
    with pytest.raises(InvalidError, match="at least one theme"):
        Framework(key="k", title="t", themes=[])
    with pytest.raises(InvalidError, match="is repeated; it first appears at"):
        Framework(key="k", title="t", themes=["a", "a"])


def test_a_crosswalk_from_a_theme_that_the_framework_lacks_is_refused_with_the_nearest():
    walk = Crosswalk(theme="contcat", framework="ncpi-2014", other="initial contact", match=BROAD)
    with pytest.raises(InvalidError) as caught:
        framework(walk)
    assert caught.value.faults[0].path == "crosswalks[0].theme"
    assert "Did you mean 'contact'?" in caught.value.faults[0].suggestion


def test_the_same_pair_of_themes_may_not_be_walked_twice():
    broad = Crosswalk(theme="contact", framework="f", other="a", match=BROAD)
    exact = Crosswalk(theme="contact", framework="f", other="a", match=EXACT)
    with pytest.raises(InvalidError) as caught:
        framework(broad, exact)
    assert caught.value.faults[0].path == "crosswalks[1]"


def test_a_theme_cannot_both_match_one_and_match_none_of_a_framework():
    some = Crosswalk(theme="contact", framework="f", other="a", match=BROAD)
    none = Crosswalk(theme="contact", framework="f", match=NONE)
    with pytest.raises(InvalidError):
        framework(none, some)


def test_frameworks_may_be_given_by_their_keys():
    old, new = FRAMEWORKS["ncpi-2014"], FRAMEWORKS["ncpi-2024"]
    assert same_framework("ncpi-2014", old)
    assert not same_framework(old, "ncpi-2024")
    for theme in old.themes:
        for other in new.themes:
            by_key = crosswalk(theme, "ncpi-2014", other, "ncpi-2024")
            assert by_key == crosswalk(theme, old, other, new)
    with pytest.raises(InvalidError, match="ncpi-2024"):
        same_framework("ncpi-2025", new)
