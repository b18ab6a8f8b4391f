"""Responses of local policing bodies."""

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


def test_minutes_about_a_response_are_no_response():
    text = (
        "Agenda item\n\nMinutes:\n\nThe panel noted the commissioner's response to HMICFRS (PCC)."
    )
    assert pages.read(text).kind is None
