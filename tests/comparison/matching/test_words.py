"""Texts are read as the field's words and concepts."""

import json
from importlib.resources import files

import pytest

from ncpi.comparison.matching._scoring import SCORES_VERSION
from ncpi.comparison.matching._words import field_vocabulary, stem

FIELD = json.loads((files("ncpi.comparison.matching") / "field.json").read_text(encoding="utf-8"))


def concepts(text):
    return set(field_vocabulary().read(text).weights)


@pytest.mark.parametrize(
    "words",
    [
        ("record", "records", "recorded", "recording"),
        ("refer", "refers", "referred", "referring"),
        ("assess", "assesses", "assessed", "assessing", "assessment", "assessments"),
        ("investigate", "investigates", "investigated", "investigation", "investigations"),
        ("delay", "delays", "delayed"),
        ("policy", "policies"),
        ("visit", "visits", "visited", "visiting"),
        ("plan", "plans", "planned", "planning"),
        ("rate", "rates", "rated", "rating"),
        ("manage", "manages", "managed", "managing", "management"),
    ],
    ids=lambda words: words[0],
)
def test_inflections_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


# Each suffix twice: where just enough letters stand before it, and where one is missing.
STEMS = {
    "operational": "operat",
    "relational": "relation",
    "ionisation": "ionis",
    "avisation": "avisat",
    "ionization": "ionis",
    "avization": "avizat",
    "locator": "locat",
    "orator": "orator",
    "document": "docu",
    "segment": "segment",
    "fairness": "fair",
    "illness": "illness",
    "knowingly": "know",
    "lovingly": "loving",
    "markedly": "mark",
    "jadedly": "jaded",
    "asking": "ask",
    "doing": "doing",
    "portion": "port",
    "lesion": "lesion",
    "ionized": "ionis",
    "prized": "priz",
    "ionize": "ionis",
    "prize": "priz",
    "relied": "rely",
    "spied": "spi",
    "acted": "act",
    "used": "used",
    "badly": "bad",
    "duly": "duly",
    "coastal": "coast",
    "signal": "signal",
    "care": "care",
    "trace": "trac",
    # Three letters with a vowel between, not doubled: the word ends in e.
    "noted": "note",
    "caring": "care",
    "bowed": "bow",
    "viewed": "view",
    "aided": "aid",
    "ices": "ice",
    # A plural's s goes, but for that of a short word or one that is no plural.
    "cities": "city",
    "beds": "bed",
    "gas": "gas",
    "less": "less",
    "status": "status",
    "crisis": "crisis",
    "s136s": "s136s",
    # A doubled letter at the end goes, but for l, s and z and in a word of three letters.
    "planned": "plan",
    "begged": "beg",
    "adding": "add",
    "telling": "tell",
    # What still ends in e loses it, but for a word of four letters.
    "degree": "degr",
    "agree": "agre",
}


@pytest.mark.parametrize("word", STEMS)
def test_a_stem_stays_what_it_is_as_long_as_the_version_of_the_scores_does(word):
    assert SCORES_VERSION == 2
    assert stem(word) == STEMS[word]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("note", "not"),
        ("noted", "not"),
        ("care", "car"),
        ("cared", "cars"),
        ("evening", "even"),
        ("a train station", "training"),
        ("trains", "trained"),
        ("used", "us"),
    ],
)
def test_different_words_have_different_stems(one, other):
    assert not concepts(one) & concepts(other)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Local authority designated officers", "LADO"),
        ("HSB", "harmful sexual behaviour"),
        ("children who sexually harm others", "harmful sexual behaviour"),
        ("risk is handed over between turns", "handover"),
        ("the DCC and two ACCs", "chief officers"),
        ("help at an early stage", "early help"),
        ("the missing and exploitation team", "exploitation units"),
    ],
)
def test_the_fields_terms_are_known(text, matter):
    assert matter in concepts(text)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Officers attend strategy discussions", {"attend"}),
        ("Notes of strategy discussions were late", {"record", "time"}),
        ("trigger plans", set()),
        ("planning of interviews", {"plan"}),
        ("Within three months, train staff", {"train"}),
    ],
)
def test_aspects_are_what_is_asked_about_a_matter_not_a_part_of_its_name(text, aspects):
    assert field_vocabulary().read(text).aspects == aspects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RSOs", "registered sex offenders"),
        ("the MASH", "a multi-agency safeguarding hub"),
        ("AAs", "an appropriate adult"),
        ("a misper", "missing children"),
        ("CSE", "child sexual exploitation"),
        ("IIOC", "indecent images of children"),
        ("PPNs", "public protection notices"),
        ("an ABE", "achieving best evidence"),
        ("police protection", "section 46"),
        ("SHPOs", "sexual harm prevention order"),
        ("strategy meetings", "the strategy discussion"),
        ("the voice of the child", "children's voices"),
        ("backlogs", "delayed"),
        ("supervisors", "oversight"),
    ],
)
def test_terms_of_the_field_that_mean_one_thing_are_one_concept(one, other):
    assert concepts(one) & concepts(other)


def test_words_that_every_report_uses_say_nothing():
    assert concepts("The force should ensure that it improves") == set()


def test_the_words_of_the_text_are_kept_as_they_are_written():
    read = field_vocabulary().read("Mispers wait")
    assert "Mispers" in read.words.values()


def test_a_group_of_synonyms_means_what_the_shipped_vocabulary_knows_of_one_of_them():
    vocabulary = field_vocabulary((("RSO", "red list person"),))
    known = set(vocabulary.read("registered sex offender").weights)
    assert known <= set(vocabulary.read("red list person").weights)


def test_synonyms_that_the_shipped_vocabulary_lacks_weigh_twice_an_unknown_word():
    read = field_vocabulary((("Xylophone", "glockenspiel drum"),)).read
    assert read("a glockenspiel drum").weights == {"xylophone": 2.0}
    assert read("a zither").weights == {"zither": 1.0}


def test_of_synonyms_the_first_that_is_known_says_what_the_others_mean():
    read = field_vocabulary((("zither", "RSO", "misper"),)).read
    assert read("zither").weights == read("RSO").weights != read("misper").weights


def test_an_article_is_no_part_of_a_term_of_a_callers_own():
    read = field_vocabulary((("the", "the zither"), ("zither", "lute"))).read
    assert read("lute").weights.keys() == read("zither").weights.keys()


def test_words_are_distinguished_by_their_first_forty_letters():
    begin = "x" * 39
    assert concepts(f"{begin}bq") == concepts(f"{begin}br")
    assert concepts(f"{begin}q") != concepts(f"{begin}r")


def test_a_word_within_a_longer_term_says_nothing_of_its_own_and_one_after_it_does():
    vocabulary = field_vocabulary((("lute band", "zither"),))
    assert list(vocabulary.read("lute band band").words.items()) == [
        ("lute band", "lute band"),
        ("band", "band"),
    ]


def test_the_shipped_vocabulary_says_where_it_comes_from():
    assert "general knowledge" in FIELD["note"]


def test_every_broader_concept_is_defined():
    names = {entry["name"] for entry in FIELD["concepts"]}
    assert {wider for entry in FIELD["concepts"] for wider in entry["broader"]} <= names


def test_no_term_of_a_concept_is_given_twice():
    roots = field_vocabulary()._roots
    for entry in FIELD["concepts"]:
        terms = [roots(term) for term in entry["terms"]]
        assert len(set(terms)) == len(terms), entry["name"]


def test_no_concept_is_defined_twice():
    names = [entry["name"] for entry in FIELD["concepts"]]
    assert len(set(names)) == len(names)


def test_every_weight_is_between_zero_and_four():
    weights = [*FIELD["weights"].values(), *(entry["weight"] for entry in FIELD["concepts"])]
    assert all(0 < weight <= 4 for weight in weights)
