"""Texts are read as the field's words and concepts."""

import json
from importlib.resources import files

import pytest

from ncpi.comparison.matching.words import field_vocabulary, stem

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
    ],
    ids=lambda words: words[0],
)
def test_inflections_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


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


def test_the_shipped_vocabulary_says_where_it_comes_from():
    assert "general knowledge" in FIELD["note"]


def test_every_broader_concept_is_defined():
    names = {told["name"] for told in FIELD["concepts"]}
    assert {wider for told in FIELD["concepts"] for wider in told["broader"]} <= names


def test_no_concept_is_defined_twice():
    names = [told["name"] for told in FIELD["concepts"]]
    assert len(set(names)) == len(names)


def test_every_weight_is_between_nought_and_four():
    weights = [*FIELD["weights"].values(), *(told["weight"] for told in FIELD["concepts"])]
    assert all(0 < weight <= 4 for weight in weights)
