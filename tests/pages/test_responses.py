"""Responses of local policing bodies."""

import pytest

import ncpi
from ncpi import pages


def test_a_response_names_body_report_date_and_answers(reading):
    response = reading("response.txt").record
    assert isinstance(response, ncpi.Response)
    assert response.report == "police/warwickshire/2023-review"
    assert response.body == "local-policing-body/warwickshire"
    assert str(response.published) == "2023-07-20"
    assert [(one.item.key, one.action_taken) for one in response.answers] == [
        ("1", "Every call handler has been trained, and I have listened to calls myself."),
        ("2", "Two managers were hired.\nThey began in May."),
    ]


def test_a_response_to_a_report_that_is_not_shipped_keeps_its_values(page):
    text = (
        page("response.txt").replace("Warwickshire", "Essex").replace("6 June 2023", "6 June 2031")
    )
    found = pages.read(text)
    assert found.record is None
    assert found.value("body") == "local-policing-body/essex"


def test_a_response_of_londons_policing_body_and_one_of_nobody():
    text = (
        "{}\n\nResponse to HMICFRS: Metropolitan Police Service – National child protection"
        " inspection\n\nThe Police and Crime Commissioner or the Deputy Mayor for Policing answers."
    )
    found = pages.read(text.format("Mayor's Office for Policing and Crime"))
    assert found.record.body == "local-policing-body/metropolitan"
    assert pages.read(text.format("Comments")).record is None
    assert pages.read(text.format("Freedom of information")).kind is None


@pytest.mark.parametrize(("ends", "body"), [(3_000, "local-policing-body/gwent"), (3_001, None)])
def test_the_policing_body_is_named_in_the_first_3000_characters(ends, body):
    """What follows may be the page's list of other offices."""
    name = "Police and Crime Commissioner for Gwent"
    title = "Response to HMICFRS: Gwent – National child protection inspection\n\n"
    words = "We read. " * 400
    text = f"{title}{words[: ends - len(title) - len(name) - 2]}. {name}\n\n{words}"
    found = pages.read(text, kind="response")
    assert text.index(name) + len(name) == ends
    assert found.value("body") == body


def test_minutes_about_a_response_are_no_response():
    text = (
        "Agenda item\n\nMinutes:\n\nThe panel noted the commissioner's response to HMICFRS (PCC)."
    )
    assert pages.read(text).kind is None


HEAD = (
    "Response to HMICFRS report: Warwickshire – National child protection inspection\n\n20 July"
    " 2023\n\nI am the Police and Crime Commissioner for Warwickshire. It is on Warwickshire"
    " Police.\n\n"
)
FIRST = "Recommendation 1\n\nAsk.\n\nResponse: We ask.\n\n"
SECOND = "Recommendation 2\n\nVisit.\n\nPCC’s response: We visit."


def answered(text: str) -> tuple[dict[str, str], list[str]]:
    """The answers in a response, and the codes of its warnings."""
    found = pages.read(HEAD + text)
    answers = {one["number"]: one["text"] for one in found.value("answers") or ()}
    return answers, [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "end",
    [
        "\n\nYours sincerely\n\nThe Commissioner",
        "\n\nContact us\n\nTelephone 101.",
        "\n\nChief Constable’s response: We agree.",
        "\n\n© 2023",
        "",
    ],
)
def test_the_last_answer_ends_where_the_page_goes_on_to_something_else(end):
    assert answered(FIRST + SECOND + end) == ({"1": "We ask.", "2": "We visit."}, [])


def test_an_answer_may_have_a_list_and_if_another_follows_several_paragraphs():
    text = FIRST + "We train.\n\n" + SECOND.replace("visit.", "visit:\n\n• homes; and\n• schools.")
    assert answered(text) == (
        {"1": "We ask.\nWe train.", "2": "We visit:\nhomes; and\nschools."},
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        FIRST + SECOND + "\n\nI thank the inspectors.",
        FIRST + SECOND.replace("Recommendation 2", "Recommendations 2 and 3"),
        FIRST + SECOND.replace("Recommendation 2", "Recommendation Two"),
        FIRST + SECOND.replace("Recommendation 2", "Area for improvement 1"),
        FIRST + SECOND.replace("PCC’s", "Force"),
    ],
)
def test_an_answer_that_may_not_be_whole_or_to_one_recommendation_is_not_read(text):
    assert answered(text) == ({"1": "We ask."}, ["answers-not-read"])


def test_answers_of_which_two_have_one_number_are_none():
    """Nothing says which of the two is to the recommendation."""
    text = FIRST + SECOND.replace("2", "1")
    assert answered(text) == ({}, ["answers-not-read", "answers-not-read"])


@pytest.mark.parametrize("number", ["2a", "2(a)", "2A", "2a:", "2a – visits"])
def test_a_recommendation_with_a_letter_is_not_the_one_with_the_number(number):
    text = FIRST + SECOND + "\n\n" + SECOND.replace("Recommendation 2", f"Recommendation {number}")
    assert [*answered(text)[0]] == ["1", "2", "2a"]


OWN = (
    "Response to HMICFRS\n\n20 July 2023\n\nAs the Police and Crime Commissioner for {}, I"
    " am writing on the {} – National child protection inspection. It is on {} Police."
)


def test_a_policing_body_answers_only_for_its_own_force():
    assert pages.read(OWN.format("Kent", "Kent", "Kent")).record is not None
    found = pages.read(OWN.format("Surrey", "Kent", "Kent"))
    assert found.record is None
    assert [warning.code for warning in found.warnings] == ["another-body"]
    assert pages.read(OWN.format("Kent and Essex", "Kent", "Kent")).value("body") is None


@pytest.mark.parametrize("label", ["Next review", "Report published", "Date of the inspection:"])
def test_a_date_under_a_line_that_says_of_what_it_is_is_not_that_of_the_response(label):
    text = HEAD.replace("20 July 2023", f"{label}\n\n6 June 2024")
    assert pages.read(text + FIRST).value("published") is None


@pytest.mark.parametrize(("lines", "date"), [(10, "2023-07-20"), (11, None)])
def test_a_date_counts_among_the_first_twelve_lines(lines, date):
    text = HEAD.replace("20 July 2023", "\n\n".join(["We read."] * lines) + "\n\n20 July 2023")
    assert pages.read(text + "Next review", kind="response").value("published") == date


@pytest.mark.parametrize(("lines", "bodies"), [(12, ["police/kent"]), (13, None)])
def test_the_force_is_named_among_the_first_fourteen_lines(lines, bodies):
    text = "\n\n".join(
        ["Response to HMICFRS", *["We read."] * lines, "It is on Kent Police.", "End."]
    )
    assert pages.read(text, kind="response").value("bodies") == bodies


def test_the_date_of_another_kind_of_report_is_not_that_of_the_report_answered():
    text = HEAD.replace(
        "I am",
        "The Warwickshire – National child protection re-inspection, published on 6 May 2024. I am",
    )
    assert pages.read(text).value("report_published") is None


def test_two_dates_at_the_top_give_no_date():
    text = OWN.format("Kent", "Kent", "Kent").replace("20 July", "6 June 2023\n\n20 July")
    assert pages.read(text).value("published") is None
