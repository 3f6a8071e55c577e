"""Lines fitted into a width."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as display_width

from tui.formats.wrap import truncate, wrap_line


def test_a_line_that_fits_is_left_as_it_is() -> None:
    assert wrap_line("  two  words ", 40) == ["  two  words "]


def test_the_first_line_keeps_its_spaces_and_the_others_have_the_indent() -> None:
    assert wrap_line("  one two three", 9, "    ") == ["  one two", "    three"]


def test_a_ref_is_not_broken_at_its_hyphens() -> None:
    assert wrap_line("the milestone 2.4.2-a", 19) == ["the milestone", "2.4.2-a"]


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=120), st.integers(8, 60))
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    assert all(display_width(line) <= width for line in wrap_line(text.strip(), width, "  "))


def test_a_text_that_is_cut_ends_in_an_ellipsis() -> None:
    assert (truncate("Alcohol", 7), truncate("Alcohol", 6)) == ("Alcohol", "Alcoh…")
