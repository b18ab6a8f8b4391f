"""The small grammar of which the rules of pages are built."""

import pytest

from ncpi.pages._grammar import forces_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Both Kent and Essex Police were seen.",
            [("police/kent", "Kent and "), ("police/essex", "Essex Police")],
        ),
        (
            "Kent, Essex and Surrey Police",
            [
                ("police/kent", "Kent, Essex and "),
                ("police/essex", "Kent, Essex and "),
                ("police/surrey", "Surrey Police"),
            ],
        ),
    ],
)
def test_forces_that_share_the_word_police_have_the_places_of_their_own_words(text, found):
    assert [(key, text[start:end]) for key, start, end in forces_in(text)] == found
