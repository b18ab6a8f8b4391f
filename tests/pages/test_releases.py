"""A press release is read whole."""

import pytest

import ncpi
from ncpi import LineHours, pages
from ncpi.pages._kinds import first_blocks

REVIEW = "inspection post-inspection review"
HMI = "Her Majesty's Inspector of Constabulary"


def on_kent(text: str, title: str = REVIEW) -> pages.Reading:
    """What is read from a release on Kent Police with this text, on the report with this title."""
    return pages.read(
        "Kent Police and its children\n\nGet the report\n\n"
        f"Kent – National child protection {title}\n\n{text}\n\nHMICFRS will go back."
    )


def listed(lead: str, title: str = REVIEW) -> pages.Reading:
    """What is read from a release with one list, under this sentence."""
    return on_kent(f"{lead}\n\n  • first thing; and\n  • second.", title)


@pytest.fixture
def release(reading):
    return reading("release.txt")


def test_every_item_of_a_release_is_read(release):
    record = release.record
    assert isinstance(record, ncpi.PressRelease)
    assert record.headline.startswith('Wiltshire Police has made "real progress"')
    assert record.by == "hmicfrs"
    assert record.bodies == ("police/wiltshire",)
    assert record.report == "police/wiltshire/2023-review"
    assert record.report_title == (
        "Wiltshire – National child protection inspection post-inspection review"
    )
    assert record.lead.startswith("Wiltshire Police now serves")
    assert record.background.startswith("HM Inspectorate of Constabulary")
    assert record.improvements == (
        "The control room asks about children on every call.",
        "Faster visits to registered sex offenders (with two new managers in the unit).",
        "Officers record what children say, and how they seem.",
    )
    assert record.concerns == (
        "continuing concerns around how long children wait for a place outside custody",
    )
    assert "lasting change" in record.lasting_change
    assert len(record.notes) == 4
    assert record.published is None


def test_a_quote_has_its_speaker_office_and_paragraphs(release):
    (quote,) = release.record.quotes
    assert (quote.speaker, quote.role) == ("Wendy Williams", "HM Inspector of Constabulary")
    assert quote.text.startswith("Every child who meets")
    assert quote.text.count("\n\n") == 1
    assert quote.text.endswith("made it so.")


@pytest.mark.parametrize(
    ("speaker", "report", "inspector"),
    [
        ("Wendy Williams", True, "wendy-williams"),
        ("Zoe Billingham", True, "zoe-billingham"),
        ("Ann Other", True, None),
        ("Mike Cunningham", True, None),
        ("Wendy Williams", False, None),
    ],
    ids=["known", "alias", "unknown", "no longer in office", "undated"],
)
def test_a_speaker_is_an_inspector_of_the_register_if_in_office_then(
    speaker, report, inspector, page
):
    text = page("release.txt").replace("Wendy Williams", speaker)
    text = text if report else text.replace("Get the report", "See also")
    found = pages.read(text, kind="press-release")
    assert (found.record.report is not None) is report
    assert [(one.speaker, one.inspector) for one in found.record.quotes] == [(speaker, inspector)]


def test_the_press_office_has_hours_and_a_number_out_of_hours(release):
    office, outside = release.record.contacts
    assert office.phone == "020 7946 0018"
    assert office.hours.label() == "Monday to Friday, 08:30 to 17:00, Europe/London"
    assert (outside.phone, outside.hours) == ("07400 123456", LineHours.OUT_OF_HOURS)


def test_the_baseline_is_the_one_that_the_release_names(release):
    assert release.value("baseline") == {"year": "2022"}
    assert pages.baseline_of(release).key == "police/wiltshire/2022-inspection"


@pytest.mark.parametrize(
    ("title", "report"),
    [
        ("inspection", "police/derbyshire/2021-inspection"),
        ("re-inspection", "police/derbyshire/2022-re-inspection"),
    ],
)
def test_a_release_is_on_the_report_of_its_kind_where_the_force_was_inspected_again(title, report):
    found = pages.read(
        "Derbyshire Constabulary and its children\n\nHMICFRS has published a report.\n\n"
        f"Get the report\n\nDerbyshire – National child protection {title}\n\nIt is of children."
    )
    assert found.record.report == report


def test_the_strengths_of_a_first_inspection_are_not_improvements(page):
    text = page("release.txt").replace("inspection post-inspection review", "inspection")
    found = pages.read(text)
    assert found.value("improvements") is None
    assert len(found.value("strengths")) == 3
    assert found.record.improvements == ()
    assert found.value("baseline") is None


def test_a_list_that_is_announced_and_lost_is_unknown_and_not_none(page):
    text = "\n".join(line for line in page("release.txt").split("\n") if "  •" not in line)
    found = pages.read(text)
    assert found.value("improvements") is None
    assert "list-lost" in [warning.code for warning in found.warnings]


def test_a_list_that_ends_with_the_page_may_be_cut_off(page):
    text = page("release.txt")
    found = pages.read(text[: text.index("registered sex")])
    assert len(found.value("improvements")) == 2
    assert "list-cut-off" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    "line",
    [
        "Press office fax: 020 7946 0018",
        "WhatsApp the press office: 07400 123456",
        "The press office answers on 020 794",
        "Report a crime on 020 7946 0018",
        "Kent Police’s press office answers on 020 7946 0018",
        "The press office of the Home Office is on 020 7946 0018",
        "The force’s media team is on 020 7946 0018",
        "Out of hours, ring Kent Police on 020 7946 0018",
        "The press office asks the public to ring 020 7946 0018",
        "The press office’s number, 020 7946 0018, is no longer in use",
    ],
)
def test_a_number_that_is_not_the_press_offices_is_not_given(line, page):
    text = page("release.txt")
    text = text[: text.index("  3. For more")] + f"  3. {line}"
    assert pages.read(text).value("phones") is None


@pytest.mark.parametrize(
    ("line", "phones"),
    [
        (
            "Out-of-hours press line, 5pm to 9pm Monday to Friday: 07400 123456",
            ["07400 123456"],
        ),
        ("The press office is closed from 1pm to 2pm, Monday to Friday", None),
        ("There is no out-of-hours press service; ring 020 7946 0018", ["020 7946 0018"]),
        ("Out-of-hours calls to the press office should not be made to 020 7946 0018", None),
    ],
)
def test_hours_and_a_number_out_of_hours_are_not_read_from_what_denies_them(line, phones, page):
    text = page("release.txt")
    found = pages.read(text[: text.index("  3. For more")] + f"  3. {line}")
    assert found.value("hours") is None
    assert found.value("phones") == phones
    assert found.value("out_of_hours") == (phones if "line" in line else [None])[0]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("“One.”\n\n“Two.”", "One.\n\nTwo."),
        ("“One:\n\n  • care; and\n  • skill.”", "One:\n\ncare; and\n\nskill."),
        ("“One.”\n\nHe added:\n\n“Two.”", "One.\n\nTwo."),
        ("“One.”\n\nHe added: “Two.”", "One.\n\nTwo."),
        ("“One.”\n\n“We agree,” said the chief constable.", "One."),
        ("“One.”\n\n“So,” said Ann Other. “We agree.”", "One."),
        ("“One.”\n\nThe chief constable added:\n\n“Two.”", "One."),
    ],
)
def test_a_quote_goes_on_as_long_as_the_same_speaker_does(quote, text):
    found = listed(f"HM Inspector of Constabulary Matt Parr said:\n\n{quote}\n\nKey findings:")
    assert [one["text"] for one in found.value("quotes")] == [text]


@pytest.mark.parametrize(
    ("others", "unread"),
    [
        ("“We agree,” said the chief constable.", "“We agree,” said the chief constable."),
        ("The chief constable added:\n\n“Two.”\n\n“Three.”", "“Two.” “Three.”"),
        ("She nodded.\n\n“Two.”", "“Two.”"),
        ("Ann Other said: “Two.”", "Ann Other said: “Two.”"),
        ("It is “true”.", None),
    ],
)
def test_what_is_quoted_after_another_speaker_is_a_warning_and_no_inspectors(others, unread):
    found = listed(
        f"HM Inspector of Constabulary Matt Parr said:\n\n“One.”\n\n{others}\n\nThe force:"
    )
    assert [one["text"] for one in found.value("quotes")] == ["One."]
    said = [one.places[0].words for one in found.warnings if one.code == "quotes-not-read"]
    assert said == ([unread] if unread else [])


def test_a_list_between_two_quotes_is_a_warning(page):
    quote = "HM Inspector of Constabulary Matt Parr said:\n\n“It is {}.”"
    found = listed(f"{quote.format('one')}\n\nInspectors saw:\n\n• a\n\n{quote.format('two')}")
    assert len(found.value("quotes")) == 2
    assert "Inspectors saw: • a" in [one.places[0].words for one in found.warnings]


def test_the_link_to_the_report_is_kept():
    html = (
        "<html><body><h1>Kent Police listens to children</h1>"
        "<p>HMICFRS has said in a new report that Kent Police listens to children.</p>"
        "<p>Get the report</p><p><a href='https://example.org/kent'>Kent – National child"
        " protection inspection</a></p></body></html>"
    )
    assert pages.read(html.encode()).record.report_url == "https://example.org/kent"


LEADS = {
    "improvements": [
        "Inspectors were pleased to find:",
        "Positive improvements include:",
        "The force has a new plan, leading to more effective:",
        "It was removed from enhanced monitoring because it has made improvements, including:",
        "The report identified the following areas of good practice:",
        "The inspectors found examples of good work, including:",
        "Inspectors found that the force had improved in the following areas:",
        "Since its 2018 inspection, Kent Police has improved in several ways:",
        "It is no longer in Engage because it made improvements, including:",
        "The report says that the force has improved in several areas, including:",
        "HMICFRS identified the following positive areas:",
        "The inspectorate highlights areas of strength, including:",
        "Areas of strength include:",
        "Inspectors praised the force for:",
        "Inspectors were impressed that the force:",
        "Inspectors visited the force. They found that it had improved in several ways, including:",
    ],
    "concerns": [
        "However, inspectors were concerned to find:",
        "HMICFRS said that the force needs to make urgent improvements, including:",
        "Other areas for improvement included:",
        "Despite good progress since 2019, it still had some concerns, including that:",
        "HMICFRS was pleased with its plan. Despite this, several issues remain. These include:",
        "The constabulary needs to ensure:",
        "Areas that still require improvement are:",
        "The report finds several concerns, including:",
        "The inspectorate identifies areas where the force must improve, including:",
        "The force still needs to:",
        "HMICFRS has several concerns about the force, including:",
        "Inspectors visited the force. They were concerned that:",
        "There are several parts of its work which need to improve further:",
    ],
}


@pytest.mark.parametrize(
    ("field", "lead"), [(field, lead) for field, leads in LEADS.items() for lead in leads]
)
def test_a_list_of_what_is_good_or_not_is_known_by_its_lead(field, lead):
    found = listed(lead)
    lists = {name: found.value(name) for name in LEADS}
    assert lists == {**dict.fromkeys(LEADS), field: ["first thing", "second."]}


@pytest.mark.parametrize(
    "lead",
    [
        "HMICFRS has recommended that the force needs to:",
        "It has made two recommendations, including that the force should:",
        "It made nine recommendations, so that the force does better. These say that it should:",
        "Key findings:",
        "HMICFRS found that the force had not made the following improvements:",
        "Inspectors found no evidence that the force had improved in the following areas:",
        "Ann Other said that the force had improved in the following areas:",
        "The force had improved, but still:",
        "Inspectors had no concerns about:",
        "At the last inspection, inspectors were pleased to find:",
        "HMICFRS inspected the force in 2018. Inspectors were concerned to find:",
        "The 2018 report found the following concerns:",
        "The force told inspectors that it had made several improvements, including:",
        "Inspectors found that the force had resolved several problems, including:",
        "Inspectors identified the improvements that the force needs to make:",
        "The force must improve. Improvements include:",
        "Improvements planned for next year include:",
        "The concerns raised by parents included:",
        "Previous concerns, now addressed, include:",
        "Other forces could learn from its good practice, including:",
        "The inspectorate looked for good practice, including:",
        "Partners were pleased to find:",
        "Inspectors found that Essex Police had made improvements, including:",
        "Inspectors raised concerns about Essex County Council, including:",
        "HMICFRS found improvements in the way partners work, including:",
        "Parents raised several matters. These concerns were:",
        "The chief constable praised his officers, he said. Examples of good work include:",
        "It should:",
        "The force:",
        "Parents visited the force. They were concerned that:",
        "Kent Police says that it has made improvements, including:",
        "HMICFRS found improvements in how local charities work, including:",
        "Inspectors raised concerns about Kent Family Trust, including:",
    ],
)
def test_other_lists_are_neither(lead):
    found = listed(lead)
    assert (found.value("improvements"), found.value("concerns")) == (None, None)
    (warning,) = [one for one in found.warnings if one.code == "list-not-read"]
    assert lead[-100:] in warning.text


@pytest.mark.parametrize(
    ("lead", "items", "field"),
    [
        ("force had", ("strengthened its assessment", "trained staff"), "improvements"),
        ("force had", ("failed to strengthen its assessment", "trained staff"), None),
        ("force had", ("improved its assessment but not its records", "trained staff"), None),
        ("force had", ("bought a car", "trained staff"), None),
        ("force", ("responds quickly to children", "has good plans"), "improvements"),
        ("force", ("does not record well", "lacks staff"), "concerns"),
        ("force", ("responds quickly to children", "lacks staff"), None),
        ("force", ("responds quickly but keeps poor records", "has good plans"), None),
        ("force", ("struggles to respond quickly", "has good plans"), None),
        ("force", ("treats well only adults", "has good plans"), None),
        ("force", ("did not know of any failings", "lacks staff"), None),
    ],
)
def test_what_the_force_does_is_good_or_a_concern_if_every_item_says_the_same(lead, items, field):
    listing = f"Inspectors found that the {lead}:\n\n• {items[0]}; and\n• {items[1]}."
    found = on_kent(f"{listing}\n\nIt asks:")
    lists = {name: found.value(name) for name in ("improvements", "concerns")}
    assert {name for name, value in lists.items() if value} == ({field} if field else set())
    unread = [one.text for one in found.warnings if one.code == "list-not-read"]
    assert any(f"the {lead}:" in text for text in unread) is (field is None)


@pytest.mark.parametrize(
    "items",
    ["1. new cars.\n2. more staff.", "a) new cars;\nb) more staff.", "(1) new cars\n(2) so"],
)
@pytest.mark.parametrize(("lead", "is_read"), [("pleased to find", True), ("asked to find", False)])
def test_a_list_in_numbers_or_letters_is_read_or_gives_a_warning(items, lead, is_read):
    found = listed(f"Inspectors were {lead}:\n\n{items}\n\nKey findings:")
    assert (found.value("improvements") or ["new cars"])[0].startswith("new cars")
    assert (found.value("improvements") is not None) is is_read
    unread = [one.text for one in found.warnings if f"were {lead}:" in one.text]
    assert bool(unread) is not is_read


def test_a_list_in_lines_ends_where_another_list_is_announced():
    found = listed(
        "Inspectors were pleased to find:\n\nnew cars;\nmore staff; and\nless paper;\n\n"
        "However, inspectors were concerned to find:"
    )
    assert found.value("improvements") == ["new cars", "more staff", "less paper"]
    assert found.value("concerns") == ["first thing", "second."]


def test_a_force_may_go_by_the_short_name_that_the_release_gives_it():
    found = pages.read(
        "Thames Valley Police and its children\n\nThames Valley Police (TVP) listens, HMICFRS said."
        "\n\nGet the report\n\nThames Valley – National child protection inspection\n\n"
        "TVP has made several improvements, including:\n\n• new cars.\n\nIt is so."
    )
    assert found.value("strengths") == ["new cars."]


def test_a_list_that_is_quoted_or_in_the_notes_or_a_menu_is_no_list_of_the_release(page):
    text = page("release.txt").replace("I thank those", "I saw:\n\n• care.\n\nI thank those")
    text = f"Menu\n\n• Home\n• News\n\n{text}\n\nSee also:\n\n• other pages"
    assert [one for one in pages.read(text).warnings if one.code == "list-not-read"] == []


def test_a_return_after_an_inspection_is_a_follow_up_with_that_baseline():
    found = pages.read(
        "Kent Police and its children\n\nHM Inspectorate of Constabulary and Fire & Rescue"
        " Services (HMICFRS) returned to Kent Police a year after its 2019 inspection.\n\n"
        "Inspectors found that the force had improved in the following areas:\n\n- new cars",
        kind="press-release",
    )
    assert found.value("improvements") == ["new cars"]
    assert pages.baseline_of(found).key == "police/kent/2019-inspection"


def test_a_list_of_what_is_good_with_an_item_that_is_not_is_not_read():
    found = on_kent(
        "Inspectors were pleased to find:\n\n• care; and\n• no improvement in custody.",
        "post-inspection review",
    )
    assert found.value("improvements") is None
    assert [one.code for one in found.warnings] == ["list-not-read"]


def test_improvements_in_prose_are_told_apart():
    found = on_kent(
        "The force has improved. Improvements include better training for officers, faster visits"
        " and more consistent records."
    )
    assert found.value("improvements") == [
        "better training for officers",
        "faster visits",
        "more consistent records",
    ]


@pytest.mark.parametrize(
    "above",
    [
        "27 August 2030",
        "12/03/2030 14:25:00",
        "a-site",
        "Neighbourhood Watch bulletin",
        "Home > News > Crime",
        "HMICFRS press release",
        "The weekly news of our town and its villages",
    ],
)
def test_what_stands_above_a_copy_is_not_its_headline(above, page):
    found = pages.read(f"{above}\n\n{page('release.txt')}")
    assert found.value("headline") in (None, pages.read(page("release.txt")).value("headline"))


@pytest.mark.parametrize(
    ("title", "baseline", "codes"),
    [
        ("National child protection inspections: 2031 thematic report", None, []),
        ("Kent – Fire and rescue service 2021/22", {"year": "2025"}, ["force-not-found"]),
        ("British Transport Police – child protection", {"year": "2025"}, ["force-not-found"]),
    ],
)
def test_a_release_on_many_forces_or_on_another_body_has_no_force(title, baseline, codes):
    found = pages.read(
        f"It must listen to children\n\nForces underrate the risk, HMICFRS said.\n\nGet the report"
        f"\n\n{title}\n\nIt met Kent Police.\n\n{HMI} Wendy Williams said:"
        "\n\n“Too little has changed since our first report in 2025.”"
    )
    assert (found.kind, found.value("bodies")) == ("press-release", None)
    assert found.value("baseline") == baseline
    assert [warning.code for warning in found.warnings] == codes


@pytest.mark.parametrize(
    ("headline", "report"),
    [
        ("Wessex Police listens to children", ""),
        ("The force listens to children", "Wessex – National child protection inspection"),
        ("Children are safer than they were", ""),
    ],
)
def test_a_force_that_is_not_in_the_register_is_a_warning_and_never_another(headline, report):
    title = f"Get the report\n\n{report}\n\n" if report else ""
    found = pages.read(
        f"{headline}\n\nWessex Police works with others, among them Kent Police, HMICFRS said."
        f"\n\n{title}Inspectors were pleased to find:\n\n• care.\n\nKent Police helped.",
        kind="press-release",
    )
    assert found.value("bodies") is None
    assert "force-not-found" in [warning.code for warning in found.warnings]


NOT_READ = {
    "improvements": [
        "The force must improve. Improvements include better training and faster visits.",
        "It has improved. These include better training, but faster visits are needed.",
    ],
    "concerns": [
        "In 2018 the report noted concerns around how children are treated.",
        "The report noted concerns around how children are treated, which have been addressed.",
        "The report raised concerns about Essex Police.",
        "The report raised serious concerns about other forces.",
        "The report raised concerns about how children wait, and praised its staff.",
    ],
    "baseline": [
        "HMICFRS previously inspected Essex Police in 2016.",
        "HMICFRS previously inspected the force's firearms licensing in 2015.",
        "A previous inspection in 2015 of custody found failings.",
    ],
    "background": ["Since our initial inspection in 2014 of Essex Police, we know more."],
    "fieldwork": [
        "HMICFRS will have carried out a post-inspection review in June 2031.",
        "HMICFRS carried out a post-inspection review of Essex Police in June 2021.",
        "In March 2017, Ofsted conducted a follow-up inspection of its homes.",
    ],
    "recommendations_made": [
        "Inspectors have made 5 recommendations to the council.",
        "HMICFRS has made 11 recommendations nationally.",
        "HMICFRS has made 12 recommendations to Essex Police.",
    ],
    "causes_of_concern": [
        "Inspectors have identified two causes of concern in the council.",
    ],
    "audited": [
        "In all forces, HMIC examined 6 cases: 2 good, 2 requiring improvement, 2 inadequate."
    ],
    "tally": ["In the PEEL report it was ‘good’ in two areas and ‘adequate’ in three."],
}


@pytest.mark.parametrize(
    ("field", "text"), [(field, text) for field, texts in NOT_READ.items() for text in texts]
)
def test_what_is_of_others_of_another_time_or_is_asked_is_not_read(field, text):
    assert listed(f"{text}\n\nKey findings:").value(field) is None


@pytest.mark.parametrize(
    ("sentence", "title", "fieldwork"),
    [
        ("HMICFRS inspected the force in June 2019.", "inspection", ["2019-06", "2019-06"]),
        ("HMICFRS inspected the force in June 2019.", "post-inspection review", None),
        ("HMICFRS inspected the force again in June 2019.", "re-inspection", ["2019-06"] * 2),
        ("HMICFRS first inspected the force in June 2019.", "inspection", None),
        ("HMICFRS inspected custody in June 2019.", "inspection", None),
        ("Since HMICFRS inspected the force in June 2019, it has moved.", "inspection", None),
        ("HMICFRS inspected the force in May 2019 and again in June 2019.", "inspection", None),
        ("HMICFRS inspected child protection in forces in June 2019.", "inspection", None),
        ("Ofsted and HMICFRS inspected the force in June 2019.", "inspection", None),
        ("Ofsted inspected the force in June 2019.", "inspection", None),
    ],
)
def test_inspectors_were_there_when_the_release_says_that_they_inspected(
    sentence, title, fieldwork
):
    assert listed(f"{sentence}\n\nKey findings:", title).value("fieldwork") == fieldwork


def test_recommendations_to_improve_work_with_others_are_the_forces():
    found = listed(
        "HMICFRS has made 11 recommendations to improve how schools are asked.\n\nKey findings:"
    )
    assert found.value("recommendations_made") == 11


def test_the_date_of_a_report_is_not_that_of_the_inspection_named_before_it():
    found = listed(
        "HMICFRS first inspected the force's child protection work in 2014 and published an initial"
        " report in May 2015 on the child protection work of Kent Police.\n\nKey findings:"
    )
    assert found.value("baseline") == {"published": "2015-05"}


@pytest.mark.parametrize(
    "words",
    [
        "Responding to HM Inspector of Constabulary Wendy Williams, the chief constable said:",
        "Chief Constable Ann Other, who met HM Inspector of Constabulary Wendy Williams, said:",
        "In 2016 HM Inspector of Constabulary Wendy Williams said:",
    ],
)
def test_words_beside_an_inspector_that_may_be_of_another_speaker_or_time_give_no_quote(words):
    assert listed(f"Key findings:\n\n• x\n\n{words}\n\n“We agree.”").value("quotes") is None


def test_what_notes_say_of_other_reports_is_not_what_the_release_says(page):
    text = page("release.txt").replace(
        "The programme began in 2014.", "In a PEEL report of 2031 we issued two causes of concern."
    )
    assert pages.read(text).value("causes_of_concern") is None


TITLE = "{} – National child protection inspection"
QUOTED = (
    "Police must do more for children\n\nHMICFRS says that {} must do more.\n\n"
    "HM Inspector of Constabulary Wendy Williams said:\n\n“{} must do more.”"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PEEL assessment 2031: Kent Police\n\nOur judgments\n\nHMICFRS\n\nGet the report", None),
        (f"{TITLE.format('Kent')}\n\nGet the report\n\n{TITLE.format('Essex')}\n\nHMICFRS", None),
        (QUOTED.format("Kent Police", "It"), None),
        (QUOTED.format("Kent Police", "It") + "\n\nSource: HMICFRS", "press-release"),
        (QUOTED.format("Kent Police", "It") + "\n\nWe inspect.", "press-release"),
        (QUOTED.format("Estyn", "It") + "\n\nWe inspect.", None),
    ],
    ids=["PEEL", "list of reports", "newspaper", "copy", "release", "joint inspection"],
)
def test_only_a_release_of_the_inspectorate_alone_is_one(text, kind):
    assert pages.read(text).kind == kind


@pytest.mark.parametrize(
    ("words", "speaker", "office"),
    [
        (f"{HMI} Matt Parr said:", "Matt Parr", HMI),
        (f"{HMI} Ann Other said:", "Ann Other", HMI),
        (f"Wendy Williams, {HMI} yesterday said:", "Wendy Williams", HMI),
        (f"{HMI} for the East, Zoë Billingham, said:", "Zoë Billingham", f"{HMI} for the East"),
        ("Constabulary Lee Freeman said:His Majesty’s Inspector of said:", "Lee Freeman", None),
    ],
)
def test_a_speaker_is_kept_apart_from_the_office(words, speaker, office):
    found = pages.read(
        f"Get the report\n\nKent\n\nHMIC\n\n{words}\n\n“Good.”", kind="press-release"
    )
    assert found.value("quotes") == [{"speaker": speaker, "office": office, "text": "Good."}]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("found the force was ‘adequate’ in one area and ‘inadequate’ in two areas.", (1, 2)),
        ("graded it adequate in three areas and inadequate in two.", (3, 2)),
    ],
)
def test_grades_that_are_only_counted_are_a_tally(words, value):
    found = listed(f"HMICFRS {words}\n\nInspectors were pleased to find:")
    assert found.value("tally") == {"adequate": value[0], "inadequate": value[1]}


def test_the_inspection_before_is_not_the_fieldwork_of_a_follow_up(page):
    text = page("release.txt").replace(
        "It found willing",
        "The review follows an inspection carried out in March 2022. It found willing",
    )
    assert pages.read(text).value("fieldwork") is None


SITE = (
    "<html><head><title>{title}</title></head><body><div>HMICFRS</div><h1>HMICFRS</h1><div>Contrast"
    "</div>{heading}<p>HMICFRS has found that Kent Police listens to children, a report says.</p>"
    "<p>Get the report</p><p>Kent – National child protection inspection</p></body></html>"
)


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        ("x", "<h1>Kent Police listens to children</h1>", "Kent Police listens to children"),
        (
            "Kent Police listens to children - HMICFRS",
            "<h2>Kent Police listens to children</h2>",
            "Kent Police listens to children",
        ),
        ("News", "<h2>Kent Police listens to children</h2>", None),
    ],
)
def test_the_headline_is_a_heading_and_never_a_part_of_the_site(title, heading, headline):
    found = pages.read(SITE.format(title=title, heading=heading).encode())
    assert found.kind == "press-release"
    assert found.value("headline") == headline


def test_what_stands_above_the_first_line_of_a_page_is_left_out_only_there():
    texts = ["Kent Police listens to children", "Search", "It works with others."]
    page = pages.page_of("\n\n".join(["Menu", "Search", *texts]))
    assert [block.text for block in first_blocks(page)] == texts
