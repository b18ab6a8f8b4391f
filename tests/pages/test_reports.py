"""Reports of inspections and reviews, as pages, as covers and as landing pages."""

import pytest

from ncpi import Basis, JudgmentStatus, ReportKind, pages

COVER = """National Child Protection Inspections

Kent Police 4–15 February 2019

August 2019

© HMICFRS 2019

ISBN: 978-1-78655-704-9

www.justiceinspectorates.gov.uk/hmicfrs
"""


def inspection(text: str, kind: str = "inspection") -> pages.Reading:
    """What is read from a report on Kent Police with this text."""
    when = "Our inspection took place" if kind == "inspection" else "We returned to the force"
    return pages.read(
        f"Kent – National child protection {kind}\n\nPublished on: 3 March 2031\n\nSummary\n\n"
        f"{when} in May 2030.\n\n{text}\n\nNext steps\n\nWe will go back.",
        kind=kind,
    )


def test_a_report_in_html_gives_dates_recommendations_causes_and_audits(reading):
    found = reading("report.html")
    report = found.record
    assert found.value("bodies") == ["police/kent"]  # not those of menus and footers
    assert report.key == "police/kent/2031-inspection"
    assert report.kind is ReportKind.INSPECTION
    assert str(report.published) == "2031-03-12"
    assert str(report.fieldwork) == "2030-11-04 to 2030-11-15"
    assert [(one.key, str(one.timescale)) for one in report.recommendations] == [
        ("1", "immediately"),
        ("2", "within 3 months"),
    ]
    assert report.recommendations[1].text.endswith("• supervisors read it.")
    assert [one.text for one in report.causes_of_concern] == [
        "how missing children are found",
        "how long referrals wait",
    ]
    audits = {audit.area: (*audit.counts.values(),) for audit in report.case_audits}
    assert audits == {
        None: (12, 18, 10),
        "Missing children": (2, 5, 4),
        "Online abuse": (10, 13, 6),
    }


def test_a_review_gives_its_baseline_and_what_was_found_under_each_recommendation(reading):
    found = reading("review.txt")
    report = found.record
    assert (report.key, str(report.fieldwork)) == ("police/norfolk/2031-review", "2030-11")
    assert found.value("baseline") == {"fieldwork": "2029-05"}
    assert (report.recommendations_followed_up, report.recommendations_made) == (2, None)
    assert report.case_audits[0].stated_total == 20
    (pair,) = found.value("restated")
    assert pair["theme"] == "initial contact"
    (finding,) = report.findings
    assert (finding.theme, finding.theme_basis) == ("initial contact", Basis.STATED)
    assert finding.text.startswith("Call handlers ask")


def test_chapters_are_read_from_an_outline_that_is_whole(page):
    outline = (
        "Contents\n\n  1. Introduction\n    1. Our 2029 inspection\n  2. 1.  Initial contact\n"
        "  3. Back to publication\n\nIntroduction"
    )
    text = page("review.txt").replace("Introduction", outline, 1)
    assert pages.read(text).value("chapters") == ["Introduction", "Initial contact"]
    for changed in (
        text[: text.index("contact\n  3")],  # cut off
        text.replace("\n    1. Our", "\n  1. Our"),  # sections not set in
        text.replace("\n  2. 1.", "\n  4. 1."),  # a chapter is lost
    ):
        assert pages.read(changed).value("chapters") is None


def test_counts_that_do_not_add_up_are_not_made_an_audit(page):
    found = pages.read(page("review.txt").replace("9 cases were good", "8 cases were good"))
    assert found.record.case_audits == ()
    assert "sum" in [warning.code for warning in found.warnings]


HEAD = ("Area", "Good", "Requires improvement", "Inadequate", "Total")


def tabled(
    *rows: tuple[object, ...],
    head: tuple[str, ...] = HEAD,
    caption: str = "Summary",
    then: tuple[tuple[object, ...], ...] = (),
) -> pages.Reading:
    """What is read from an inspection's page with a table, and one right after it of *then*."""
    lines, more = (
        "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
        for table in ((head, *rows), then)
    )
    return pages.read(
        "<html><body><h1>Kent – National child protection inspection</h1><p>Published on: 12 March"
        f" 2031</p><p>Summary</p><p>We read.</p><p>{caption}</p><table>{lines}</table>"
        f"<table>{more}</table></body></html>".encode()
    )


def test_rows_that_add_up_are_audits_and_a_total_is_not_one():
    found = tabled(("Custody", 1, 2, 3, 6), ("Online", 1, 1, 1, 3), ("Total", 2, 3, 4, 9))
    assert [row["area"] for row in found.value("audited_by_area")] == ["Custody", "Online"]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("Custody", 1, 2, 3, 7), ("Online", 1, 1, 1, 3)], ["Online"]),
        ([("Custody", 1, 2, 3, 6), ("Online", 1, 1, 1, 3), ("Total", 2, 3, 5, 10)], []),
    ],
)
def test_rows_of_a_table_that_do_not_add_up_are_left_out_with_the_warning_of_sums(rows, kept):
    found = tabled(*rows)
    assert [row["area"] for row in found.value("audited_by_area") or ()] == kept
    assert [one.area for one in (found.record.case_audits if found.record else ())] == kept
    assert [warning.code for warning in found.warnings] == ["sum"]


def unread(found: pages.Reading) -> list[tuple[str, str]]:
    """The field of each part that wasn't read, and its first words."""
    return [
        (one.code.removesuffix("-not-read"), one.places[0].words)
        for one in found.warnings
        if one.code.endswith("-not-read")
    ]


def test_a_row_that_cannot_be_read_is_a_warning_and_its_table_has_no_total_without_it():
    found = tabled(("Custody", 1, "2 (33%)", 3, 6), ("Online", 1, 1, 1, 3), ("Total", 2, 3, 4, 9))
    assert found.value("audited_by_area") is None
    assert unread(found) == [("audited_by_area", "Custody | 1 | 2 (33%) | 3 | 6")]
    assert "sum" in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("Overall effectiveness", "Good"), "Overall effectiveness | Good"),
        (("Leadership", "Not graded"), "Leadership | Not graded"),
        (("Leadership", "Good", "Adequate"), "Leadership | Good | Adequate"),
        (("Leadership", "Good"), None),
    ],
)
def test_a_row_of_a_table_of_grades_with_an_unknown_topic_or_grade_is_a_warning(row, words):
    found = tabled(("Working with partners", "Adequate"), row, head=("Topic", "Grade"))
    known = {"working with partners": "adequate", **({} if words else {"leadership": "good"})}
    assert found.value("judgments") == known
    assert unread(found) == ([("judgments", words)] if words else [])


def test_a_table_right_after_another_is_one_of_its_own():
    grades = (("Topic", "Grade"), ("Leadership", "Good"))
    found = tabled(("Custody", 1, 2, 3, 6), then=grades)
    assert [row["area"] for row in found.value("audited_by_area")] == ["Custody"]
    assert found.value("judgments") == {"leadership": "good"}
    again = tabled(("Working with partners", "Adequate"), head=("Topic", "Grade"), then=grades)
    assert again.value("judgments") == {"working with partners": "adequate", "leadership": "good"}
    assert found.warnings == again.warnings == ()


def test_of_many_rows_that_cannot_be_read_the_last_share_a_warning():
    found = tabled(*[("Overall", "Good")] * 120, head=("Topic", "Grade"))
    assert len(unread(found)) == 101
    last = [one for one in found.warnings if one.code == "judgments-not-read"][-1]
    assert (last.text, len(last.places)) == ("judgments: 20 more weren't read", 20)


def test_topics_that_a_table_grades_twice_are_not_read():
    found = tabled(("Leadership", "Good"), ("Leadership", "Adequate"), head=("Topic", "Grade"))
    assert found.value("judgments") is None
    assert [field for field, _ in unread(found)] == ["judgments"]


def test_a_table_that_gives_a_grade_twice_is_not_read():
    head = ("Area", "Good", "Good", "Requires improvement", "Inadequate")
    assert tabled(("Custody", 1, 2, 3, 6), head=head).value("audited_by_area") is None


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        ([("Kent", 1, 2, 3, 6), ("Essex", 1, 1, 1, 3)], "Summary"),
        ([("2029", 1, 2, 3, 6), ("2031", 1, 1, 1, 3)], "Summary"),
        ([("Our last inspection", 1, 2, 3, 6)], "Summary"),
        ([("Custody", 10, 20, 70, 100)], "Percentage of cases"),
        ([("Custody", 1, 2, 3, 6)], "The force’s own grades"),
    ],
)
def test_a_table_by_force_or_year_of_shares_or_of_a_forces_own_grades_is_no_audit(rows, caption):
    assert tabled(*rows, caption=caption).value("audited_by_area") is None


def test_a_column_of_cases_is_a_total():
    head = (*HEAD[:4], "Number of cases")
    assert tabled(("Custody", 1, 2, 3, 7), head=head).value("audited_by_area") is None
    (row,) = tabled(("Custody", 1, 2, 3, 6), head=head).value("audited_by_area")
    assert row["total"] == 6


@pytest.mark.parametrize(
    ("title", "sentence", "made", "before"),
    [
        ("inspection", "We made 12 recommendations.", 12, None),
        ("inspection", "We have made 12 recommendations in this report.", 12, None),
        ("inspection", "In 2031 we made 12 recommendations to the force.", 12, None),
        ("inspection", "We made 12 recommendations in our 2019 thematic report.", None, None),
        ("inspection", "We made 12 recommendations to all forces.", None, None),
        ("inspection", "We made 12 recommendations to Essex Police.", None, None),
        ("inspection", "We made 12 recommendations to the council.", None, None),
        ("inspection", "We made 12 recommendations about policing nationally.", None, None),
        (
            "re-inspection",
            "We made 12 recommendations in the Essex – National child protection report.",
            None,
            None,
        ),
        ("inspection", "At our previous inspection, we made 12 recommendations.", None, None),
        ("re-inspection", "We made 12 recommendations.", None, None),
        ("re-inspection", "We made 12 recommendations in this report.", 12, None),
        ("re-inspection", "We made two new recommendations.", 2, None),
        ("re-inspection", "We made 12 recommendations in our 2019 report.", None, 12),
        ("re-inspection", "In our first inspection, we made 12 recommendations.", None, 12),
        ("re-inspection", "We made 12 recommendations in our PEEL report.", None, None),
        ("re-inspection", "In 2019 we made 12 recommendations to Essex Police.", None, None),
    ],
)
def test_recommendations_are_counted_for_the_report_that_made_them(title, sentence, made, before):
    found = inspection(sentence, title)
    assert found.value("recommendations_made") == made
    assert found.value("recommendations_followed_up") == before


def test_the_causes_of_concern_that_are_listed_are_the_words_of_their_place():
    text = (
        "We issued two causes of concern. The causes of concern relate to:\n\n"
        "- the response to missing children;\n- the oversight of risk."
    )
    title = "Kent – National child protection inspection\n\nIntroduction"
    (place,) = (
        pages.read(f"{title}\n\n{text}\n\nNext steps", kind="inspection").get("causes").places
    )
    assert place.words == " ".join(text.split())


def test_a_re_inspection_is_never_taken_for_an_inspection():
    text = (
        "Derbyshire – National child protection {}\n\nPublished on: 21 October 2022\n\n"
        "Introduction\n\nIn May 2022, we returned to the force."
    )
    keys = [pages.read(text.format(kind)).record.key for kind in ("inspection", "re-inspection")]
    assert keys == ["police/derbyshire/2022-inspection", "police/derbyshire/2022-re-inspection"]


REVIEW = "post-inspection-review"


@pytest.mark.parametrize(
    ("day", "kind", "text", "migration"),
    [
        ("22 September 2022", REVIEW, "In April 2018, we returned to the force.", True),
        ("9 December 2022", REVIEW, "In July 2021, we returned to the force.", False),
        ("4 May 2019", REVIEW, "In May 2016, we inspected how well it keeps children safe.", False),
        ("13 October 2022", "re-inspection", "", None),
    ],
)
def test_a_page_date_long_after_the_newest_fieldwork_is_not_publication(day, kind, text, migration):
    """Nor, without fieldwork, one of the days on which the site was moved."""
    found = pages.read(
        f"Merseyside – National child protection {kind}\n\nPublished on: {day}\n\n{text}", kind=kind
    )
    assert found.value("migration") is migration
    assert (found.value("published") is not None) is (migration is False)
    assert ("migration-date" in [one.code for one in found.warnings]) is (migration is not False)
    assert (getattr(found.record, "reissued", None) is not None) is (migration is True)


def test_sentences_and_lines_in_small_letters_on_a_cover_are_not_its_title():
    below = "".join(f"\n\n{line}" for line in ("Keeping safe.", "of police", "Short", "2018 here"))
    title, rest = COVER.split("\n", 1)
    found = pages.read(f"{title}{below}\n{rest}").get("headline")
    assert (found.value, found.rule) == (title, "title-on-the-cover")


def test_a_cover_gives_title_dates_and_isbn():
    found = pages.read(COVER)
    report = found.record
    assert (report.title, report.isbn) == (
        "National Child Protection Inspections",
        "978-1-78655-704-9",
    )
    assert (str(report.published), str(report.fieldwork)) == (
        "2019-08",
        "2019-02-04 to 2019-02-15",
    )


def test_a_title_that_goes_on_in_another_line_is_not_given_in_part():
    cover = COVER.replace("Inspections\n", "Inspection:\n2019 update\n")
    assert pages.read(cover).value("headline") is None


def landing(text: str, kind: str = "inspection") -> str:
    """The landing page of a report on Kent Police, with this text."""
    return (
        f"Kent – National child protection {kind}\n\nPublished on: 3 March 2031\n\n"
        f"Publication types: Child protection\n\nPolice Forces: Kent\n\n{text}\n\n"
        "Get the press release\n\nKent Police listens"
    )


def test_a_landing_page_gives_force_date_and_correction():
    found = pages.read(
        landing(
            "The inspection took place in November 2030.\n\nGet the report\n\nKent – National child"
            " protection inspection (PDF document), corrected on p.5 on 4 April 2031"
        )
    )
    assert found.kind == "landing-page"
    assert found.record.key == "police/kent/2031-inspection"
    assert str(found.record.corrections[0].dated) == "2031-04-04"
    assert found.value("bodies") == ["police/kent"]
    assert (found.value("published"), found.value("corrected")) == ("2031-03-03", "2031-04-04")
    assert found.value("press_release") == "Kent Police listens"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Forces: Kent", "Forces: Essex", "bodies"),
        ("was corrected on", "was corrected after comments received on", "corrected"),
        ("The report was", "The report on Essex Police was", "corrected"),
        ("Kent Police listens", "Share this page", "press_release"),
    ],
)
def test_a_landing_page_that_may_mean_another_force_date_or_title_gives_none(old, new, field):
    text = landing("The report was corrected on 4 May 2031.")
    assert pages.read(text).value(field) is not None
    assert pages.read(text.replace(old, new)).value(field) is None


def test_the_landing_page_of_a_follow_up_gives_the_baseline_and_what_it_had_asked():
    found = pages.read(
        landing(
            "This is about our re-inspection of Kent Police, which took place in March 2030.\n\n"
            "Our first inspection took place in September 2028 and was published in April 2029.\n\n"
            "We made 15 recommendations aimed at improving practice.",
            "re-inspection",
        )
    )
    assert found.value("fieldwork") == ["2030-03", "2030-03"]
    assert found.value("baseline") == {"fieldwork": "2028-09", "published": "2029-04"}
    assert found.value("recommendations_followed_up") == 15


def test_recommendations_are_read_in_their_several_forms():
    found = inspection(
        "We recommend that within three months Kent Police carries out a review.\n\n"
        "We recommend that Kent Police immediately acts to improve by making sure that:\n\n"
        "  • children are seen; and\n  • heard.\n\nRecommendation 3\n\nThe force should train."
        "\n\nWe recommend that Kent Police thinks abou"
    )
    assert [
        (one.key, str(one.timescale), one.text.count("•")) for one in found.record.recommendations
    ] == [("own-1", "within 3 months", 0), ("own-2", "immediately", 2), ("3", "not stated", 0)]


def test_a_recommendation_may_be_due_by_a_date():
    (found,) = inspection("By 31 March 2020, Kent Police should act.").record.recommendations
    assert str(found.timescale) == "by 2020-03-31"


def test_grades_of_one_sentence_are_told_apart():
    """Each with its topics, after "but" or "and"."""
    found = inspection(
        "It is adequate at working with partners, but requires improvement at leading staff. It is"
        " good at working with schools, and is inadequate at investigating abuse, neglect and"
        " exploitation."
    )
    assert found.value("judgments") == {
        "working with partners": "adequate",
        "leading staff": "requires improvement",
        "working with schools": "good",
        "investigating abuse, neglect and exploitation": "inadequate",
    }
    assert {one.status for one in found.record.judgments} == {JudgmentStatus.GRADED}


RESTATED = (
    "Contact: Recommendation from the 2019 inspection report\n\n"
    "Immediately, Kent Police should ask.\n\n"
)
FOUND = "Contact: Re-inspection findings\n\n"


@pytest.mark.parametrize(
    ("text", "findings", "words"),
    [
        (f"{FOUND}They ask.\n\nAt night\n\nThey don’t.", ["They ask."], "At night They don’t."),
        (f"{FOUND}At night\n\nThey don’t.", [], "At night They don’t."),
        (f"{FOUND}They ask.\n\n{FOUND}They wait.", ["They ask."], "They wait."),
        ("They ask.", [], "Contact: Recommendation"),
        (
            f"{FOUND}They ask.\n\nNew\n\nWithin three months, Kent Police should act.",
            ["They ask."],
            None,
        ),
    ],
)
def test_what_a_review_found_that_may_answer_something_else_is_a_warning(text, findings, words):
    found = inspection(f"{RESTATED}{text}", "re-inspection")
    assert [one["findings"] for one in found.value("restated") or ()] == findings
    said = [one for field, one in unread(found) if field == "restated"]
    assert any(one.startswith(words or "") for one in said) is (words is not None)


def test_a_recommendation_that_is_cut_off_is_a_warning():
    found = inspection("Within three months, Kent Police should act and")
    assert unread(found) == [("recommendations", "Within three months, Kent Police should act and")]


@pytest.mark.parametrize("number", ["2a", "2(a)", "2.1"])
def test_the_number_of_a_recommendation_is_read_whole(number):
    for asked in (f"Recommendation {number}\n\n", f"Recommendation {number}: "):
        report = inspection(f"{asked}Within three months, Kent Police should act.").record
        (found,) = report.recommendations
        assert found.key == number.replace("(", "").replace(")", "")
        assert found.text.startswith("Within")


def test_a_recommendation_that_a_page_repeats_is_one_and_a_number_of_two_is_none():
    first = "Recommendation 1\n\nWithin three months, Kent Police should act."
    found = inspection(f"{first}\n\nAll our recommendations\n\n{first}")
    assert [one.key for one in found.record.recommendations] == ["1"]
    other = first.replace("act", "ask")
    found = inspection(f"{first}\n\n{other}")
    assert [one.key for one in found.record.recommendations] == ["own-1", "own-2"]


NOT_READ = {
    "audited": [
        "We assessed 30 cases. Of 20 agreed, 10 were good, 12 required improvement, 8 inadequate.",
        "We assessed 9 cases. The force had graded 2 good, 3 requiring improvement, 4 inadequate.",
        "We saw, assessed 9 cases. They self-graded 2 good, 3 requiring improvement, 4 inadequate.",
    ],
    "judgments": [
        "The force believes that it is good at working with partners.",
        "If Kent Police is good at working with partners, it helps.",
        "The council is inadequate at working with schools.",
        "Ofsted says Kent Police is good at leading staff.",
        "We do not say that the force is good at investigating abuse.",
    ],
    "causes_of_concern": ["I issued two causes of concern in 2019."],
    "causes": ["Two causes of concern: I issued two causes of concern to Essex Police."],
    "recommendations": [
        "Within three months, Essex Police should act.",
        "Within three months, the government should act.",
        "Within three months, the ambulance service should act.",
        "Within three months, all chief constables in every police force should act.",
        "Immediately after a call, the force should act.",
        "Immediately, the force should have sent a car.",
        "Immediately after an arrest, officers should ask.",
        "Within six months of an arrest, supervisors should review.",
        "Recommendation 4 (2019 inspection)\n\nWithin three months, Kent Police should act.",
        "Recommendations from our last report\n\nRecommendation 1\n\nNow, Kent Police should act.",
    ],
    "baseline": [
        "In September 2019, we published our findings on custody.",
        "In July 2018, we inspected it on detainees. In May 2019, we published our findings.",
        "In July 2021, HMICFRS inspected how well Essex Police keeps children safe.",
    ],
}


@pytest.mark.parametrize(
    ("field", "text"), [(field, text) for field, texts in NOT_READ.items() for text in texts]
)
def test_what_others_say_is_of_others_or_was_so_before_is_not_read(field, text):
    kind = "post-inspection-review" if field == "baseline" else "inspection"
    assert inspection(text, kind).value(field) is None
