import copy
import pickle
from enum import StrEnum

import pytest

from ncpi import vocabulary
from ncpi.vocabulary import (
    KNOWN_STATUSES,
    Basis,
    Completeness,
    Edge,
    ItemKind,
    LinkBasis,
    Other,
    Outcome,
    Party,
    Progress,
    Relation,
    ReportKind,
    Weekday,
)

LISTS = [
    getattr(vocabulary, name)
    for name in vocabulary.__all__
    if name not in {"CLOSING_STATUSES", "KNOWN_STATUSES", "OPEN_STATUSES", "Other"}
]
every_list = pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)


@every_list
def test_a_list_is_closed_and_its_words_are_text_for_people(words):
    assert issubclass(words, StrEnum)
    for word in words:
        assert str(word) == word.value == word.value.strip() != ""
        assert "_" not in word.value


@every_list
def test_no_word_of_a_list_has_two_names(words):
    assert len(words.__members__) == len(list(words))


@every_list
def test_no_word_can_be_added_to_a_list(words):
    with pytest.raises(TypeError, match="cannot extend"):

        class More(words):
            NEW = "new"


@every_list
def test_a_word_survives_pickling_and_copying_as_itself(words):
    for word in words:
        assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - the bytes are our own
        assert copy.deepcopy(word) is word


def test_the_repr_of_a_word_pastes_back():
    for word in [word for words in LISTS for word in words]:
        assert eval(repr(word), vars(vocabulary)) is word  # noqa: S307 - the text is our own


def test_kinds_of_report_are_spelt_as_the_inspectorate_spells_them():
    assert {kind.value for kind in ReportKind} == {
        "inspection",
        "post-inspection review",
        "re-inspection",
        "assessment of progress",
        "quarterly update",
        "thematic report",
        "joint targeted area inspection letter",
        "monitoring visit",
        "strategic review",
    }


def test_every_kind_of_item_has_a_plural():
    """The plural is that of the first noun."""
    assert [kind.plural for kind in ItemKind] == [
        "recommendations",
        "areas for improvement",
        "causes of concern",
        "concerns",
    ]


def test_the_known_statuses_are_the_five_seen_in_the_tracker():
    assert KNOWN_STATUSES == (
        "awaiting-review",
        "will-be-progressed",
        "being-progressed",
        "complete",
        "no-further-action-needed",
    )


def test_there_is_no_party_that_stands_for_several():
    assert {party.value for party in Party} == {
        "inspectorate",
        "force",
        "local policing body",
        "Home Office",
        "government",
        "College of Policing",
        "National Police Chiefs' Council",
        "council",
        "fire and rescue authority",
        "not stated",
    }


def test_the_bases_of_an_answer_stand_from_firm_to_weak():
    assert list(Basis) == [Basis.STATED, Basis.CODED, Basis.PROPOSED, Basis.SAME_THEME]
    assert [basis.rank for basis in Basis] == [0, 1, 2, 3]
    assert [basis.is_firm for basis in Basis] == [True, True, False, False]


def test_the_firmest_and_the_weakest_of_several_bases_leave_out_what_is_none():
    several = [Basis.PROPOSED, None, Basis.CODED, Basis.SAME_THEME]
    assert (Basis.firmest(several), Basis.weakest(several)) == (Basis.CODED, Basis.SAME_THEME)
    assert Basis.firmest([None]) is Basis.weakest([]) is None


def test_a_link_between_reports_is_stated_or_inferred():
    assert {basis.value for basis in LinkBasis} == {"stated", "inferred"}


def test_what_is_open_is_not_unknown_and_what_is_partial_is_neither_all_nor_unknown():
    assert {edge.value for edge in Edge} == {"open", "unknown"}
    assert {word.value for word in Completeness} == {"complete", "partial", "unknown"}


def test_the_relation_of_two_dates_may_be_that_nobody_can_tell():
    assert {relation.value for relation in Relation} == {"before", "after", "same", "cannot tell"}


def test_every_progress_is_an_outcome_and_an_outcome_may_say_more():
    """What only a comparison can come to is never something that a finding says."""
    assert {word.value for word in Outcome} - {word.value for word in Progress} == {
        "progress in other words",
        "mixed",
        "still a concern",
        "not mentioned",
    }
    assert {word.value for word in Progress} <= {word.value for word in Outcome}


def test_the_week_starts_on_monday_as_in_the_datetime_module():
    assert [day.value for day in Weekday][::6] == ["Monday", "Sunday"]
    assert len(Weekday) == 7


def test_another_value_is_equal_and_hashed_by_its_words_and_to_no_text():
    """Two with the same words are one value; text with the words is another thing."""
    one, same, other = Other("JTAI letter"), Other("JTAI letter"), Other("jtai letter")
    assert one == same
    assert len({one, same, other}) == 2
    assert one != other
    assert one != "JTAI letter"
    assert one != "other: JTAI letter"


def test_another_value_cannot_be_changed():
    other = Other("JTAI letter")
    with pytest.raises(AttributeError, match="immutable"):
        other.value = "x"
    with pytest.raises(AttributeError, match="immutable"):
        del other.value
    with pytest.raises(AttributeError, match="immutable"):
        other.note = "x"


def test_another_value_survives_pickling_copying_and_pasting():
    other = Other("naïve: “letter”\t")
    again = pickle.loads(pickle.dumps(other))  # noqa: S301 - the bytes are our own
    assert again == copy.deepcopy(other) == copy.copy(other) == other
    assert eval(repr(other), vars(vocabulary)) == other  # noqa: S307 - the text is our own


@pytest.mark.parametrize("words", ["JTAI letter", "other: twice", "a: b", "  as it is"])
def test_another_value_is_read_back_from_its_text(words):
    assert Other.parse(str(Other(words))) == Other(words)
    assert str(Other(words)) == f"other: {words}"


@pytest.mark.parametrize("text", ["JTAI letter", "other", "other:x", "Other: x", " other: x", ""])
def test_text_without_its_mark_is_no_other_value(text):
    """A misspelt word of a list must not pass for another one."""
    with pytest.raises(ValueError, match=r"^" + text + "$"):
        Other.parse(text)


def test_another_value_is_matched_by_its_words():
    match Other("JTAI letter"):
        case Other(words):
            assert words == "JTAI letter"


def test_every_basis_has_words_of_its_own_that_say_whether_the_inspectorate_stated_it():
    words = {basis: basis.in_words for basis in Basis}
    assert len({*words.values()}) == len(Basis)
    assert words[Basis.STATED] == "stated by the inspectorate"
    assert words[Basis.CODED] == "coded by an analyst, not stated by the inspectorate"
