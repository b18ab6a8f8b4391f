"""Many reports together: found by body, kind and date, and put into pairs."""

import copy
import pickle
from datetime import date, datetime

import attrs
import pytest

import ncpi
from ncpi import registers
from ncpi.comparison.pairs import Pair
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError
from ncpi.schedule import archive_deadlines
from ncpi.testing import make_tracker
from ncpi.vocabulary import Basis, LinkBasis, ReportKind

FIRST = "police/merseyside/2018-inspection"
SECOND = "police/merseyside/2019-review"
FIRE = "fire/merseyside/2019-inspection"
KENT = "police/kent/2020-inspection"


def report(key, published=None, follows=(), **entry):
    usual = {
        "title": key,
        "kind": ReportKind.INSPECTION,
        "bodies": [key.rpartition("/")[0]],
        "published": published,
        "follows": [ncpi.ReportLink(report=old, basis=LinkBasis.STATED) for old in follows],
    }
    return ncpi.Report(key=key, **(usual | entry))


REPORTS = (
    report(FIRST, "2018-08-30"),
    report(SECOND, "2019-08-30", [FIRST], kind=ReportKind.POST_INSPECTION_REVIEW),
    report(FIRE, "2019"),
    report(KENT),
)


@pytest.fixture
def archive():
    return ncpi.Archive(reports=REPORTS)


def keys(reports):
    return [entry.key for entry in reports]


def test_an_archive_is_iterated_in_the_order_of_keys(archive):
    assert keys(archive) == [FIRE, KENT, FIRST, SECOND]
    assert len(archive) == 4


def test_the_order_in_which_reports_come_means_nothing(archive):
    turned = ncpi.Archive(reports=REPORTS[::-1])
    assert turned == archive
    assert hash(turned) == hash(archive)
    assert ncpi.to_json(turned) == ncpi.to_json(archive)


def test_an_archive_gives_a_report_by_key(archive):
    assert archive[FIRST] == REPORTS[0]


def test_an_unknown_key_raises_with_the_nearest(archive):
    with pytest.raises(UnknownNameError) as caught:
        archive["police/merseyside/2018-inspectoin"]
    assert caught.value.candidates == (FIRST,)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("name", ["kent", "Kent", "Kent Police", "POLICE/KENT"])
def test_the_name_of_a_body_in_place_of_a_key_raises_with_the_reports_on_it(archive, name):
    with pytest.raises(UnknownNameError) as caught:
        archive[name]
    assert caught.value.candidates == (KENT,)


def test_a_name_that_bodies_share_in_place_of_a_key_raises_as_an_unknown_key(archive):
    """It names no report, so no body is guessed."""
    with pytest.raises(UnknownNameError, match="'merseyside' is not among the reports"):
        archive["merseyside"]


def test_the_bodies_are_in_alphabetical_order_not_in_that_of_the_reports():
    bodies = [f"police/{name}" for name in "edcba"]
    reports = [report(f"x/{place}", bodies=[body]) for place, body in enumerate(bodies)]
    assert ncpi.Archive(reports=reports).bodies == tuple(sorted(bodies))


def test_an_unknown_key_that_is_like_none_of_many_raises_without_candidates(shipped):
    with pytest.raises(UnknownNameError) as caught:
        shipped["xyz"]
    assert caught.value.candidates == ()


@pytest.mark.parametrize(
    ("asked", "answer"), [(FIRST, True), (REPORTS[0], True), ("merseyside", False), (3, False)]
)
def test_an_archive_contains_its_reports_and_their_keys(archive, asked, answer):
    assert (asked in archive) is answer


def test_two_reports_with_one_key_are_refused():
    with pytest.raises(InvalidError, match="key"):
        ncpi.Archive(reports=[REPORTS[0], attrs.evolve(REPORTS[0], title="another")])


def release(key=None, about=FIRST, **entry):
    return ncpi.PressRelease(key=key, headline="Better", report=about, **entry)


def test_two_press_releases_with_one_key_are_refused_with_a_fault_that_names_both():
    with pytest.raises(InvalidError) as caught:
        ncpi.Archive(press_releases=[release("a"), release(), release("a", about=SECOND)])
    (fault,) = caught.value.faults
    assert fault.path == "press_releases[2]"
    assert fault.message == "the key 'a' is repeated; it first appears at [0]"


def test_any_number_of_press_releases_may_have_no_key():
    """None of them is a duplicate of another."""
    assert (
        len(ncpi.Archive(press_releases=[release(), release(), release("a")]).press_releases) == 3
    )


def test_a_press_release_is_found_by_its_key():
    archive = ncpi.Archive(press_releases=[release(), release("2018-better")])
    assert archive.press_release("2018-better") == archive.press_releases[1]
    with pytest.raises(UnknownNameError) as caught:
        archive.press_release("2018-bettre")
    assert caught.value.candidates == ("2018-better",)
    with pytest.raises(UnknownNameError):
        archive.press_release(None)


def test_the_press_releases_of_a_report_are_found_by_its_key_or_record(archive):
    """A report without any has none; one that nobody knows is refused."""
    mine, other = release("a"), release("b", "police/essex/2015-inspection")
    archive = attrs.evolve(archive, press_releases=[mine, other])
    assert archive.press_releases_of(FIRST) == archive.press_releases_of(REPORTS[0]) == (mine,)
    assert archive.press_releases_of("police/essex/2015-inspection") == (other,)
    assert archive.press_releases_of(SECOND) == ()
    with pytest.raises(UnknownNameError) as caught:
        archive.press_releases_of("police/essex/2015-inspectoin")
    assert caught.value.candidates == ("police/essex/2015-inspection",)


def test_an_archive_says_all_that_it_holds():
    """Overlays count where there are no reports, and are listed in its view."""
    said = ncpi.Response(report=FIRST, body="local-policing-body/merseyside")
    stages = list(ncpi.registers.monitoring)[:2]
    held = ncpi.Archive(
        responses=[said],
        trackers=[make_tracker()],
        monitoring=stages,
        press_releases=[release("a")],
    )
    assert held.label() == "1 response, 1 tracker, 2 stages of monitoring, 1 press release"
    assert repr(held) == f"<Archive of {held.label()}>"
    for text in ("Better", "Commissioner for Merseyside", "Cleveland Police", make_tracker().body):
        assert text in str(held)
    assert ncpi.Archive(reports=REPORTS[:1]).label() == "1 report"
    assert ncpi.Archive().label() == "no reports"


@pytest.mark.parametrize("wrong", ["police", {FIRST: REPORTS[0]}, [FIRST], 3])
def test_what_is_no_collection_of_reports_is_refused(wrong):
    with pytest.raises(InvalidError, match="reports"):
        ncpi.Archive(reports=wrong)


def test_reports_added_at_once_come_to_what_they_come_to_one_by_one(archive):
    added = [
        report(FIRST, "2020"),
        report("a/1"),
        report("z/1"),
        report(KENT),
        report("z/1", "2021"),
    ]
    one_by_one = archive
    for new in added:
        one_by_one = one_by_one.with_reports(new)
    assert archive.with_reports(*added) == one_by_one
    assert keys(one_by_one) == ["a/1", FIRE, KENT, FIRST, SECOND, "z/1"]
    assert (one_by_one[FIRST], one_by_one["z/1"]) == (added[0], added[-1])


def test_an_archive_that_was_asked_for_a_body_still_equals_its_copies(archive):
    bodies = archive.bodies
    sent = pickle.loads(pickle.dumps(archive))  # noqa: S301 - we wrote it
    for made in (copy.copy(archive), copy.deepcopy(archive), sent):
        assert made == archive
        assert made.with_reports(report("fire/kent/1")).bodies == ("fire/kent", *bodies)
        assert archive.bodies == bodies


def test_a_subclass_may_keep_its_reports_in_another_order():
    @attrs.frozen(kw_only=True)
    class Newest(ncpi.Archive):
        TAG = "tests.newest-archive"
        reports: tuple[ncpi.Report, ...] = attrs.field(
            default=(), converter=ncpi.fields.tuple_of[ncpi.Report]
        )

    turned = Newest(reports=(*REPORTS, report("a/1")))
    assert all(turned[key].key == key and key in turned for key in keys(turned))
    assert keys(turned.with_reports(report("b/1"), report(FIRST)))[-2:] == ["a/1", "b/1"]


def test_a_subclass_checks_its_reports_whichever_are_chosen():
    @attrs.frozen(kw_only=True)
    class Dated(ncpi.Archive):
        TAG = "tests.dated-archive"

        def _inconsistencies(self):
            if any(known.published is None for known in self.reports):
                yield ncpi.errors.Fault("reports", "missing", "a report has no date")

    dated = Dated(reports=REPORTS[:2])
    with pytest.raises(InvalidError, match="a report has no date"):
        dated.with_reports(REPORTS[3])
    assert type(dated.for_body("merseyside")) is Dated


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: archive["body-3/2"],
        lambda archive: "body-3/x" in archive,
        lambda archive: archive.for_body("body-3"),
        lambda archive: archive.pair("body-3", baseline="body-3/1", follow_up="body-3/2"),
        lambda archive: archive.timeline("body-3"),
        lambda archive: archive.with_reports(report("body-3/2")),
    ],
    ids=["key", "contains", "for_body", "pair", "timeline", "with_reports"],
)
def test_asking_for_one_report_or_body_takes_as_long_in_a_larger_archive(ask, steps):
    small, large = (
        ncpi.Archive(
            reports=[
                report(f"body-{body}/{number}", f"{1990 + number}", [f"body-{body}/{number - 1}"])
                for body in range(size)
                for number in (1, 2)
            ]
        )
        for size in (10, 200)
    )
    for archive in (small, large):
        ask(archive)  # the first call makes the index
    assert steps(ask, large) < 1.2 * steps(ask, small)


def test_the_reports_on_every_body_take_time_in_proportion_to_the_archive(steps):
    def every_body(size):
        made = [report(f"body-{body}/{number}") for body in range(size) for number in (1, 2)]
        archive = ncpi.Archive(reports=made)
        return steps(lambda whole: [whole.for_body(body) for body in whole.bodies], archive)

    assert every_body(200) < 12 * every_body(20)


def test_an_archive_of_a_subclass_stays_one():
    @attrs.frozen(kw_only=True)
    class Shelf(ncpi.Archive):
        TAG = "archive-tests.shelf"
        room: str | None = None

    shelf = Shelf(reports=REPORTS, room="B2").for_body("kent")
    assert (type(shelf), shelf.room, keys(shelf)) == (Shelf, "B2", [KENT])


def test_a_body_may_be_given_by_key_slug_or_record(archive):
    kent = ncpi.registers.forces["kent"]
    assert archive.for_body("police/kent") == archive.for_body("kent") == archive.for_body(kent)
    assert keys(archive.for_body(kent)) == [KENT]


def test_a_slug_that_police_and_fire_share_is_ambiguous(archive):
    with pytest.raises(AmbiguousNameError) as caught:
        archive.for_body("merseyside")
    assert caught.value.candidates == ("fire/merseyside", "police/merseyside")


def test_a_record_settles_a_shared_slug(archive):
    assert keys(archive.for_body(ncpi.registers.fire_services["merseyside"])) == [FIRE]
    assert keys(archive.for_body(ncpi.registers.forces["merseyside"])) == [FIRST, SECOND]


def test_a_shared_slug_is_unique_again_among_the_reports_on_one_of_the_two(archive):
    assert keys(archive.for_body("police/merseyside").for_body("merseyside")) == [FIRST, SECOND]


def test_an_unknown_body_raises_with_the_nearest(archive):
    with pytest.raises(UnknownNameError) as caught:
        archive.for_body("kennt")
    assert caught.value.candidates == ("police/kent",)


def test_a_record_without_reports_gives_none(archive):
    assert len(archive.for_body(ncpi.registers.forces["essex"])) == 0


def test_a_report_on_several_bodies_is_found_under_each():
    joint = report("joint/2020", bodies=["police/kent", "fire/kent"])
    archive = ncpi.Archive(reports=[joint])
    assert keys(archive.for_body("police/kent")) == keys(archive.for_body("fire/kent"))
    assert archive.bodies == ("fire/kent", "police/kent")


def test_of_kind_takes_one_kind_or_several(archive):
    assert keys(archive.of_kind(ReportKind.POST_INSPECTION_REVIEW)) == [SECOND]
    assert archive.of_kind(*ReportKind) == archive
    assert len(archive.of_kind()) == 0


@pytest.mark.parametrize("wrong", ["inspektion", None, 3, ["inspection"]])
def test_of_kind_refuses_what_is_no_kind_by_its_place(archive, wrong):
    """A typing error isn't an empty archive."""
    with pytest.raises(InvalidError, match=r"kinds\[0\]"):
        archive.of_kind(wrong)


@pytest.mark.parametrize(
    ("start", "end", "sure", "with_doubt"),
    [
        ("2018", "2018", [FIRST], [KENT, FIRST]),
        ("2018-08-30", "2019-08-30", [FIRST, SECOND], [FIRE, KENT, FIRST, SECOND]),
        (date(2018, 8, 31), date(2019, 8, 29), [], [FIRE, KENT]),
        ("2019", "2019", [FIRE, SECOND], [FIRE, KENT, SECOND]),
        ("2019-08", "2019-08", [SECOND], [FIRE, KENT, SECOND]),
        (ncpi.PartialDate(year=2020), "2021", [], [KENT]),
    ],
)
def test_between_takes_both_ends_and_keeps_doubt_apart(archive, start, end, sure, with_doubt):
    assert keys(archive.between(start, end)) == sure
    assert keys(archive.between(start, end, or_cannot_tell=True)) == with_doubt


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2019", "2018"),
        ("2019-02-30", "2020"),
        ("last year", "2020"),
        (datetime(2019, 1, 1), "2020"),  # noqa: DTZ001 - what is refused is any datetime
        (None, "2020"),
    ],
)
def test_between_refuses_what_is_no_span(archive, start, end):
    with pytest.raises(InvalidError):
        archive.between(start, end)


def test_pairs_are_the_links_whose_both_ends_are_here(archive):
    (pair,) = archive.pairs()
    assert (pair.baseline, pair.follow_up, pair.link.basis) == (
        REPORTS[0],
        REPORTS[1],
        LinkBasis.STATED,
    )
    assert archive.of_kind(ReportKind.POST_INSPECTION_REVIEW).pairs() == ()


TAKEN_UP = [
    {"asks": {"9": [("a", "1")]}},
    {"finds": {"F": [("a", "1", Basis.PROPOSED)]}},
    {"names": {"D": [("a", "C")]}},
]


@pytest.mark.parametrize("entry", TAKEN_UP, ids=["restated", "answered", "continued"])
def test_a_report_that_takes_up_what_it_does_not_follow_is_a_pair_without_a_link(report, entry):
    first, second = report("a", "2016", asks={"1": []}), report("b", "2017", follows=["a"])
    third = report("c", "2018", follows=["b"], **entry)
    pairs = ncpi.Archive(reports=[first, second, third]).pairs()
    assert [(pair.baseline.title, pair.follow_up.title, bool(pair.link)) for pair in pairs] == [
        ("a", "b", True),
        ("b", "c", True),
        ("a", "c", False),
    ]


def test_a_report_that_restates_itself_or_what_is_not_here_makes_no_pair(report):
    asks = {"1": [], "2": [("a", "1"), ("elsewhere", "1")]}
    assert ncpi.Archive(reports=[report("a", "2016", asks=asks)]).pairs() == ()


def test_a_pair_with_a_link_comes_before_those_without_unless_they_are_named(report):
    first, second = report("a", "2016", asks={"1": []}), report("b", "2017")
    third = report("c", "2018", follows=["b"], finds={"F": [("a", "1")]})
    archive = ncpi.Archive(reports=[first, second, third])
    assert archive.pair("exampleshire") == Pair(second, third, third.follows[0])
    assert archive.pair("exampleshire", baseline=first.key) == Pair(first, third)
    unlinked = archive.with_reports(attrs.evolve(third, follows=()))
    assert unlinked.pair("exampleshire").baseline == first


def test_no_shipped_report_takes_up_what_it_is_not_said_to_follow(shipped):
    assert len(shipped.pairs()) == 61
    assert all(pair.link for pair in shipped.pairs())


def test_the_one_pair_of_a_body_is_given_by_key_or_record(archive):
    assert tuple(archive.pair("police/merseyside")) == tuple(REPORTS[:2])
    assert tuple(archive.pair(ncpi.registers.forces["merseyside"])) == tuple(REPORTS[:2])


def test_one_report_alone_is_said_to_be_the_only_one(archive):
    with pytest.raises(UnknownNameError, match="only one report on it is held") as caught:
        archive.pair("kent")
    assert caught.value.candidates == (KENT,)


def test_where_nothing_follows_anything_the_reports_are_named():
    archive = ncpi.Archive(reports=[REPORTS[0], attrs.evolve(REPORTS[1], follows=())])
    with pytest.raises(UnknownNameError, match="name the baseline and the follow-up") as caught:
        archive.pair("police/merseyside")
    assert caught.value.candidates == (FIRST, SECOND)


def test_two_reports_named_by_the_caller_need_no_link():
    archive = ncpi.Archive(reports=[REPORTS[0], attrs.evolve(REPORTS[1], follows=())])
    pair = archive.pair("merseyside", baseline=FIRST, follow_up=SECOND)
    assert (pair.baseline.key, pair.follow_up.key, pair.link) == (FIRST, SECOND, None)


def test_a_report_on_another_body_is_no_part_of_a_pair(archive):
    with pytest.raises(UnknownNameError, match=KENT):
        archive.pair("police/merseyside", baseline=KENT, follow_up=SECOND)


@pytest.mark.parametrize("side", ["baseline", "follow_up"])
def test_a_mistyped_key_of_a_pair_is_what_the_error_is_about(archive, side):
    """Not "no report says that it follows another", which is not so."""
    wrong = "police/merseyside/2018-inspectoin"
    with pytest.raises(UnknownNameError) as caught:
        archive.pair("police/merseyside", **{side: wrong})
    assert caught.value.asked == wrong
    assert FIRST in caught.value.candidates


def test_the_shipped_archive_holds_what_bodies_said_and_their_stages_of_monitoring(shipped):
    """Each statement is in answer to a report held here, and every stage of the register is in."""
    held = {report.key for report in shipped}
    assert len(shipped) == len(ncpi.registers.reports)
    assert len(shipped.responses) == 74
    assert {response.report for response in shipped.responses} <= held
    assert shipped.monitoring == tuple(ncpi.registers.monitoring)
    counts = f"{len(shipped.reports)} reports, {len(shipped.responses)} responses"
    assert repr(shipped) == f"<Archive of {counts}, 10 stages of monitoring>"


def test_the_shipped_met_has_several_pairs_and_names_them(shipped):
    with pytest.raises(AmbiguousNameError) as caught:
        shipped.pair("metropolitan")
    links = shipped.for_body("metropolitan").pairs()
    assert len(links) > 1
    assert caught.value.candidates == tuple(
        f'baseline="{pair.baseline.key}", follow_up="{pair.follow_up.key}"' for pair in links
    )


@pytest.mark.parametrize(
    "chosen",
    [
        {"follow_up": "police/metropolitan/2025-review"},
        {"baseline": "police/metropolitan/2024-inspection"},
        {
            "baseline": "police/metropolitan/2016-inspection",
            "follow_up": "police/metropolitan/2021-progress",
        },
    ],
)
def test_a_shipped_met_pair_is_chosen_by_either_key_or_both(shipped, chosen):
    pair = shipped.pair("metropolitan", **chosen)
    for side, key in chosen.items():
        assert getattr(pair, side).key == key
    assert pair.link.report == pair.baseline.key


def test_a_choice_that_leaves_several_is_still_ambiguous(shipped):
    with pytest.raises(AmbiguousNameError) as caught:
        shipped.pair("metropolitan", baseline="police/metropolitan/2016-inspection")
    assert all(
        candidate.startswith('baseline="police/metropolitan/2016-inspection", follow_up=')
        for candidate in caught.value.candidates
    )


def test_an_archive_shows_its_reports(archive):
    for text in (str(archive), archive._repr_html_(), archive._repr_markdown_()):
        assert all(key in text for key in (FIRST, SECOND, FIRE, KENT))
        assert "undated" in text
    assert repr(archive) == "<Archive of 4 reports>"


def test_what_is_no_list_of_bodies_is_refused(archive):
    with pytest.raises(InvalidError, match="bodies: 5 is a whole number"):
        archive.compare_all(bodies=5)


def test_a_body_without_reports_here_is_refused_with_those_that_sound_alike(shipped):
    with pytest.raises(UnknownNameError) as caught:
        shipped.compare("fire/avon")
    assert caught.value.candidates == ("police/avon-and-somerset",)


def test_a_pair_is_compared_by_the_name_of_its_force(shipped):
    by_name = shipped.compare("Merseyside Police")
    assert by_name == shipped.compare("merseyside") == ncpi.compare(*shipped.pair("merseyside"))


@pytest.mark.parametrize(
    ("verb", "arguments", "paths"),
    [
        ("compare", {"body": 5, "baseline": 1, "matcher": 2, "rulings": 3}, None),
        ("timeline", {"body": 5, "matcher": 2, "rulings": 3}, None),
        ("pair", {"body": 5, "baseline": 1, "follow_up": 2}, None),
        ("compare_all", {"bodies": 5, "matcher": 2, "rulings": 3}, None),
        ("between", {"start": 5, "end": "soon", "or_cannot_tell": 1}, None),
        ("coverage", {"bodies": [5, "kent"]}, {"bodies[0]", "bodies[1]"}),
    ],
)
def test_a_method_reports_every_wrong_argument_in_one_error(verb, arguments, paths):
    """No caller has to mend one argument to hear of the next."""
    with pytest.raises(InvalidError) as caught:
        getattr(ncpi.Archive.shipped(), verb)(**arguments)
    assert {fault.path for fault in caught.value.faults} == (paths or set(arguments))


def test_a_body_in_no_register_is_found_by_its_key_in_any_case():
    own = ncpi.Archive(reports=[report("police/westshire/2020", bodies=["police/westshire"])])
    for name in ("Police/Westshire", "WESTSHIRE"):
        assert own.find_body(name) == "police/westshire"
    with pytest.raises(UnknownNameError) as caught:
        own.for_body("anywhere")
    assert caught.value.candidates == ("police/westshire",)


def test_a_name_with_several_trackers_is_ambiguous():
    """The later of two bodies' trackers was returned, whoever's it was."""
    kinds = ("police", "fire", "council", "health", "probation")
    of = [make_tracker(body=f"{kind}/merseyside") for kind in kinds]
    archive = ncpi.Archive(trackers=of)
    with pytest.raises(AmbiguousNameError) as caught:
        archive.tracker("merseyside")
    assert caught.value.candidates == tuple(f"{kind}/merseyside" for kind in sorted(kinds))
    assert archive.tracker("Merseyside Police").body == "police/merseyside"


def test_a_tracker_that_is_later_than_the_day_is_named_in_the_error():
    archive = ncpi.Archive(trackers=[make_tracker(body="police/kent", as_of="2020-01-02")])
    assert archive.tracker("kent", on="2020-01-02")
    with pytest.raises(UnknownNameError, match=r"up to 2020-01-01\. Candidates: .*2020-01-02"):
        archive.tracker("kent", on="2020-01-01")


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (None, "2021-03-04"),
        ("2021-03-04", "2021-03-04"),
        ("2021-03-03", "2020-01-02"),
        ("2019-12-31", "2019-05-06"),
    ],
)
def test_the_latest_of_several_trackers_of_a_body_up_to_the_day_is_given(on, found):
    days = ("2020-01-02", "2021-03-04", "2019-05-06")
    trackers = [make_tracker(body="police/kent", as_of=day) for day in days]
    archive = ncpi.Archive(trackers=trackers)
    assert str(archive.tracker("kent", on=on).as_of) == found


def test_a_name_of_several_bodies_of_the_registers_is_ambiguous():
    with pytest.raises(AmbiguousNameError):
        ncpi.Archive().find_body("PCC")


WRITTEN = {
    "police/devon-and-cornwall": [
        "police/devon-and-cornwall",
        "devon-and-cornwall",
        "devon_and_cornwall",
        "Devon & Cornwall Police",
        "Devon &amp; Cornwall Police",
        "Devon and Cornwall Police",
        "the Devon  and  Cornwall Police",
        " Devon & Cornwall Police ",
        "Devon\u00a0&\u00a0Cornwall Police",
        "Chief Constable of Devon & Cornwall",
        "chief constable, Devon & Cornwall",
        "Devon & Cornwall chief constable",
        "Devon and Cornwall\u2019s Chief Constable",
        "Devon and Cornwall's chief officer",
        "E23000035",
    ],
    "police/dyfed-powys": [
        "Dyfed-Powys Police",
        "Dyfed\u2013Powys Police",
        "dyfed powys",
        "Heddlu Dyfed-Powys",
        "heddlu dyfed\u2011powys",
        "HEDDLU DYFED-POW\u0176S",
        "Heddlu Dyfed-Powy\u0302s",
        "Chief Constable of Dyfed-Powys",
    ],
    "police/metropolitan": [
        "Met",
        "the Met",
        "MPS",
        "Metropolitan Police Service",
        "Commissioner of Police of the Metropolis",
        "Commissioner of the Metropolitan Police",
    ],
}


@pytest.mark.parametrize(
    ("key", "name"), [(key, name) for key, names in WRITTEN.items() for name in names]
)
def test_every_verb_finds_a_body_however_its_name_is_written(key, name):
    first = {body: f"{body}/2018-inspection" for body in WRITTEN}
    reports = [report(one, "2018-01-01") for one in first.values()]
    reports += [
        report(f"{body}/2019-review", "2019-01-01", [one], kind="post-inspection review")
        for body, one in first.items()
    ]
    archive = ncpi.Archive(reports=reports)
    assert archive.find_body(name) == key
    assert [one.bodies for one in archive.for_body(name)] == [(key,), (key,)]
    assert archive.pair(name).baseline.key == first[key]
    assert archive.compare(name).baseline.key == first[key]
    assert archive.timeline(name).body == key
    assert archive.applying_to(name, on="2020-01-01").body == key
    tracked = archive.with_tracker(make_tracker(body=key))
    assert tracked.tracker(name).body == key
    assert archive.coverage().body(name).body == key
    assert registers.bodies_named(name)[0] == key
    if name == name.strip():
        due = archive_deadlines(archive, on="2020-01-01", due_from=name)
        assert due.entries == archive_deadlines(archive, on="2020-01-01", due_from=key).entries
        assert key in registers.local_policing_body_of(name).forces


def test_a_response_without_a_date_is_called_undated_and_not_unpublished():
    """It may have been published all the same."""
    shipped = ncpi.Archive.shipped()
    responses = [one for one in shipped.responses if one.published is None]
    sheet = attrs.evolve(shipped, responses=responses).describe()
    (table,) = (table for table in sheet.tables if table.caption == "Responses")
    assert responses
    assert {row[-1] for row in table.rows} == {"undated"}
