"""Where the words of a search are in a text."""

import pytest

from store.query.text_matches import find_matches


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Staff left, staff came", ["staff"], ["Staff", "staff"]),
        ("The Café is open", ["cafe"], ["Café"]),
        ("The Cafe\u0301 is open", ["cafe"], ["Cafe\u0301"]),
        ("Ærø Straße", ["aero", "strasse"], ["Ærø", "Straße"]),
        ("abcd", ["abc", "bcd"], ["abcd"]),
        ("nothing here", ["", "zebra"], []),
    ],
)
def test_what_is_found_is_marked_as_it_is_written(
    text: str, words: list[str], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in find_matches(text, words)] == marked
