"""The importer's sentences in the app, which has no options."""

import pytest

from tui.wording.import_text import without_options


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("--start: 'soon' is not a day.", "'soon' is not a day."),
        ("say which with --year, such as --year 2009/10.", "say which, such as 2009/10."),
        ("the plan's id x, from the file's name (--id says another)", "the plan's id x, from the file's name"),
        ("a Board decides: `milepost withdraw 1-a --approved-by WHO`", "a Board decides: `milepost withdraw 1-a --approved-by WHO`"),
    ],
)  # fmt: skip
def test_options_are_left_out_but_for_those_of_a_command_in_full(sentence: str, shown: str) -> None:
    assert without_options(sentence) == shown
