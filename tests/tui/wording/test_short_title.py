"""A plan's title in the heading: its year once, and no word cut."""

import pytest

from tui.wording.short_title import cut_between_words, title_without_year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Schools 2025/26", "2025/26"),
        ("Schools 2025-26", "2025/26"),
        ("Schools, 2025-2026", "2025/26"),
        ("Schools (2025\u201326)", "2025/26"),
        ("Schools 2024", "2024"),
        ("Schools: 2021-2025", "2021 to 2025"),
        ("Schools 2021 to 2025", "2021 to 2025"),
        ("Schools", "2025/26"),
    ],
)
def test_a_title_that_ends_in_the_plans_year_is_shown_without_it(title: str, year: str) -> None:
    assert title_without_year(title, year) == "Schools"


@pytest.mark.parametrize("title", ["Schools 2024-25", "Schools 2025", "Schools 2025/26 revised"])
def test_another_year_is_a_part_of_the_title(title: str) -> None:
    assert title_without_year(title, "2025/26") == title


@pytest.mark.parametrize(
    ("longest", "shown"),
    [
        (30, "School improvement plan: north"),
        (29, "School improvement plan"),
        (13, "School"),
        (3, "Sch"),
    ],
)
def test_a_long_title_is_cut_between_words(longest: int, shown: str) -> None:
    assert cut_between_words("School improvement plan: north and west", longest) == shown
