import copy
import pickle
from datetime import UTC, date, datetime, time
from decimal import Decimal

import attrs
import pytest

from ncpi import errors
from ncpi.errors import (
    AmbiguousNameError,
    Fault,
    InvalidError,
    MissingExtraError,
    NcpiError,
    NotComparableError,
    SubclassError,
    UnknownNameError,
    in_words,
    listed,
    member_fault,
    nearest,
    shown,
    type_fault,
    unquoted_fault,
)

FAULT = Fault("theme", "type", "5 is a whole number, not text", "5", "Write it in quotes")
OTHER = Fault("", "missing", "a source has a title or a url")
EXAMPLES = [
    InvalidError([FAULT, OTHER], "Source"),
    InvalidError([FAULT]),
    UnknownNameError("kemt", "forces", ["kent"]),
    UnknownNameError("kemt", "forces"),
    AmbiguousNameError("merseyside", "reports", ["a", "b"]),
    NotComparableError("one", "two", "they are about different bodies"),
    SubclassError("elsewhere.Mine", "it has no TAG of its own"),
    MissingExtraError("testing", "hypothesis"),
]
every_error = pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)


def payload(error: NcpiError) -> dict[str, object]:
    """The named fields that *error* carries."""
    return vars(error)


def test_every_error_class_has_an_example():
    public = {getattr(errors, name) for name in errors.__all__}
    classes = {cls for cls in public if isinstance(cls, type) and issubclass(cls, NcpiError)}
    assert {type(error) for error in EXAMPLES} == classes - {NcpiError}


@every_error
def test_an_error_survives_pickling_and_copying_with_all_that_it_carries(error):
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301 - the bytes are our own
    for again in (pickled, copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert payload(again) == payload(error)
        assert str(again) == str(error)
        assert [*again.args] == [*payload(error).values()][: len(error.args)]


class Several:
    """Many values of NumPy's or pandas' kind."""

    def __init__(self, *methods):
        for method in methods:
            setattr(self, method, list)

    def __len__(self):
        return 2


@pytest.mark.parametrize(
    ("methods", "wanted", "advice"),
    [
        (["tolist"], "a list or a tuple", "Write value.tolist()"),
        (["tolist", "to_dict"], "an object", "Write value.to_dict()"),
        (["tolist"], "an object", "Pass one of its values: a field takes one"),
        (["tolist", "to_dict"], "text", "Pass one of its values: a field takes one"),
        ([], "a list or a tuple", None),
    ],
)
def test_of_many_values_in_place_of_one_it_says_which_method_gives_what_is_wanted(
    methods, wanted, advice
):
    assert type_fault(Several(*methods), wanted).suggestion == advice


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2018, 8, 30), "2018-08-30"),
        (datetime(2018, 8, 30, tzinfo=UTC), None),
        (Decimal(2018), "2018"),
        ("2018-08-30", None),
        (2018, None),
    ],
)
def test_only_what_may_be_a_day_is_written_as_one(value, text):
    assert errors.as_day_text(value) == text


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (2**53 - 1, f"Write {float(2**53 - 1)}"),
        (-(2**53) + 1, f"Write {float(-(2**53) + 1)}"),
        (2**53, None),
        (-(2**53), None),
        (Decimal(2**53 - 1), f"Write {float(2**53 - 1)}"),
        (Decimal(2**53), None),
        (Decimal("Infinity"), None),
        (True, None),
    ],
)
def test_a_number_is_suggested_only_if_a_float_holds_it_exactly(value, advice):
    assert type_fault(value, "a number").suggestion == advice


def test_a_fault_survives_pickling_and_copying():
    assert pickle.loads(pickle.dumps(FAULT)) == FAULT  # noqa: S301 - the bytes are our own
    assert copy.deepcopy(FAULT) == FAULT


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (InvalidError, ValueError),
        (UnknownNameError, KeyError),
        (AmbiguousNameError, KeyError),
        (NotComparableError, ValueError),
        (SubclassError, TypeError),
    ],
)
def test_an_error_is_ours_and_what_callers_already_catch(kind, builtin):
    assert issubclass(kind, NcpiError)
    assert issubclass(kind, builtin)


@every_error
def test_the_words_of_an_error_are_readable_and_not_a_tuple_or_a_repr(error):
    assert not str(error).startswith("(")
    assert "Fault(" not in str(error)
    assert str(error) not in {repr(str(error)), repr(error)}


def test_one_fault_without_a_subject_is_one_line():
    assert str(InvalidError([FAULT])) == (
        "theme: 5 is a whole number, not text. Write it in quotes"
    )


def test_several_faults_are_all_listed_under_what_was_being_made():
    assert str(InvalidError([FAULT, OTHER], "Source")).splitlines() == [
        "Source: 2 faults",
        "  theme: 5 is a whole number, not text. Write it in quotes",
        "  a source has a title or a url",
    ]


def test_as_many_faults_as_a_message_takes_are_all_in_it():
    assert len(InvalidError([FAULT] * 1_000).faults) == 1_000
    assert str(InvalidError([FAULT] * 200)).splitlines()[-1] == f"  {FAULT}"
    assert str(InvalidError([FAULT] * 201)).splitlines()[-1] == "  and 1 more, all in .faults"


def test_a_fault_may_name_its_line_and_may_lack_a_path_and_advice():
    assert str(Fault("a", "type", "wrong", line=3)) == "line 3, a: wrong"
    assert str(Fault("", "type", "wrong")) == "wrong"
    assert str(InvalidError([])) == "refused: 0 faults"


def test_the_faults_of_an_error_are_a_tuple_whatever_they_were_given_as():
    assert InvalidError(fault for fault in [FAULT, OTHER]).faults == (FAULT, OTHER)


def test_a_fault_cannot_be_changed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FAULT.path = "other"


@pytest.mark.parametrize(
    ("path", "prefix", "expected"),
    [
        ("", "theme", "theme"),
        ("theme", "findings[2]", "findings[2].theme"),
        ("[2]", "findings", "findings[2]"),
        ("[2].theme", "$", "$[2].theme"),
    ],
)
def test_a_fault_seen_from_above_has_a_longer_path(path, prefix, expected):
    assert Fault(path, "type", "wrong").below(prefix).path == expected


def test_an_unknown_name_is_said_with_its_candidates():
    assert str(UnknownNameError("kemt", "forces", ["kent", "gwent"])) == (
        "'kemt' is not among the forces. Candidates: kent, gwent"
    )
    assert str(UnknownNameError("kemt", "forces")) == "'kemt' is not among the forces"


def test_an_ambiguous_name_is_said_with_what_it_may_stand_for():
    error = AmbiguousNameError("merseyside", "reports", ["a", "b"])
    assert str(error) == "'merseyside' is ambiguous among the reports. Candidates: a, b"


def test_candidates_that_do_not_fit_a_line_have_one_each():
    error = AmbiguousNameError("merseyside", "reports", ["a" * 50, "b" * 50])
    assert str(error).splitlines() == [
        "'merseyside' is ambiguous among the reports. Candidates:",
        f"  {'a' * 50}",
        f"  {'b' * 50}",
    ]


def test_reports_that_cannot_be_compared_are_both_named():
    assert str(NotComparableError("one", "two", "they are the same")) == (
        "one and two cannot be compared: they are the same"
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("merseyside", "Merseyside"), ("mersyside", "Merseyside"), ("KENT", "Kent"), ("zz", None)],
)
def test_the_nearest_choice_is_found_in_any_case_or_there_is_none(asked, found):
    assert nearest(asked, ["Kent", "Merseyside"]) == found


def test_a_value_is_shown_as_python_writes_it():
    assert [shown(value) for value in ("a", 5, None, True)] == ["'a'", "5", "None", "True"]


class Distribution:
    """Something whose repr has several lines and a control mark, as a data frame's may."""

    def __repr__(self):
        return "one\ntwo\x1b[31m"


class Broken:
    """Something that cannot be shown at all."""

    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    [
        "x" * 100_000_000,
        b"x" * 1_000_000,
        10**100_000,
        [10**100_000],
        {"a": {"b": {"c": ["x" * 1_000] * 1_000}}},
        list(range(1_000_000)),
        "one\ntwo\x1b[31m\u2028",
        Distribution(),
        [Distribution()],
        Broken(),
    ],
    ids=[
        "text", "bytes", "number", "number inside", "nested", "list", "marks", "lines",
        "lines inside", "broken",
    ],
)  # fmt: skip
def test_whatever_the_value_is_it_is_shown_short_and_on_one_printable_line(value):
    assert shown(value).isprintable()
    assert len(shown(value)) < 400


@pytest.mark.parametrize(
    ("value", "entry"),
    [
        ("x" * 58, f"'{'x' * 58}'"),
        ("x" * 59, f"'{'x' * 27}...{'x' * 28}'"),
        ("ab" * 101, f"'{'ab' * 13}a...{'ab' * 14}'"),
        ([1, 2, 3], "[1, 2, 3]"),
        ([1, 2, 3, 4], "[1, 2, 3, ...]"),
        ((1, 2, 3, 4), "(1, 2, 3, ...)"),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, "{'a': 1, 'b': 2, 'c': 3, ...}"),
        ([[1]], "[[1]]"),
        ([[[1]]], "[[[...]]]"),
        (2**1000 - 1, f"{str(2**1000)[:18]}...{str(2**1000 - 1)[-19:]}"),
        (2**1000, "a whole number of about 300 digits"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_long_value_is_cut_in_the_middle_and_a_deep_one_below(value, entry):
    assert shown(value) == entry


def test_what_gets_too_long_by_its_escapes_is_cut_once_more():
    class Marks:
        def __init__(self, end):
            self.end = end

        def __repr__(self):
            return 26 * "\u2028" + self.end

    escaped = 26 * "\\u2028"
    assert shown(Marks("abcd")) == f"{escaped}abcd"
    assert shown(Marks("abcde")) == f"{escaped[:120]}...{escaped[-25:]}abcde"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, "5 is a whole number, not text"),
        (None, "None is nothing (null), not text"),
        (True, "True is true or false, not text"),
        (["a"], "['a'] is a list, not text"),
        ({"a"}, "{'a'} is a set, which has no order, not text"),
        (frozenset(), "frozenset() is a set, which has no order, not text"),
        (1.5, "1.5 is a number, not text"),
        (("a",), "('a',) is a tuple, not text"),
        ({"a": 1}, "{'a': 1} is an object, not text"),
        (date(2018, 8, 30), "datetime.date(2018, 8, 30) is a date, not text"),
        (time(8, 30), "datetime.time(8, 30) is a time of day, not text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_reported_in_plain_words(value, words):
    assert type_fault(value, "text").message == words


def test_a_class_is_called_by_its_name_in_words_with_its_article():
    assert in_words(NotComparableError) == "a not comparable error"
    assert in_words(InvalidError) == "an invalid error"
    assert in_words(datetime) == "a date with a time"


def test_a_value_off_a_list_is_reported_with_the_nearest_and_with_all():
    fault = member_fault("goood", ["good", "inadequate"], "a grade of this scale")
    assert fault.code == "choice"
    assert fault.message == "'goood' is not a grade of this scale"
    assert fault.suggestion == "Did you mean 'good'? Choose from: 'good', 'inadequate'"


def test_a_value_near_to_nothing_is_reported_with_all_choices():
    fault = member_fault("zzz", ["good", "inadequate"], "a grade")
    assert fault.suggestion == "Choose from: 'good', 'inadequate'"


def test_twenty_choices_are_all_listed_and_of_more_the_rest_is_counted():
    choices = [str(number) for number in range(21)]
    assert listed(choices[:20]) == ", ".join(choices[:20])
    assert listed(choices) == f"{', '.join(choices[:20])} and 1 more"


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (True, 'Put it in quotes: "true"'),
        (10**19, f'Put it in quotes: "{10**19}"'),
        (10**20, "Put it in quotes"),
        (1.1, "Put it in quotes"),  # it may have been written as 1.10
        (["a"], None),
    ],
)
def test_a_number_for_text_is_refused_with_the_quotes_to_put_it_in(value, advice):
    assert unquoted_fault(value, "text").suggestion == advice
