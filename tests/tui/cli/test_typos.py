"""What a person mistypes in the shell is answered with what was meant."""

from argparse import ArgumentParser

import pytest

from tests.conftest import Milepost
from tui.cli.option_names import OPTIONS_MEANT
from tui.cli.registry import COMMAND_ROWS, load_command


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["list", "--pathwya", "ELS"],
            "there is no option '--pathwya' here; did you mean --pathway",
        ),
        (["--as-of", "30 Nov 2009", "list"], "write milepost list --as-of '30 Nov 2009'"),
        (["staus"], "did you mean status"),
        (["tick", "2.4.2-a", "--on", "12/11"], "write the month's name, such as 3 Apr 2009"),
        (["tick", "2.4.2-a", "--on", "09/10"], "write 2009/10"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: list[str], message: str, milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert answer.code == 2
    assert message in answer.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["note", "2.4.4-c", "Said", "--author", "ELS lead"], "--by?"),
        (["note", "2.4.4-c", "Said", "--author=ELS lead"], "--by?"),
        (["tick", "2.4.4-c", "--user", "ELS lead"], "--by?"),
        (["tick", "2.4.4-c", "--date", "28 Aug 2009"], "--on or --as-of?"),
        (["list", "--date", "28 Aug 2009"], "--as-of?"),
        (["list", "--out", "list.csv"], "--output?"),
        (["list", "--json"], "--format?"),
        (["list", "--directory", "journal"], "--journal?"),
        (["demo", "--dir", "journal"], "--folder?"),
        (["list", "--search", "ELS"], "--words or --text?"),
        (["backup", "b.zip", "--overwrite"], "--force?"),
        (["merge", "journal", "--dry"], "--dry-run?"),
        (["--author", "ELS lead"], "--by?"),
    ],
    ids=" ".join,
)
def test_the_name_that_other_programs_have_for_an_option_is_answered_with_ours(
    words: list[str], hint: str, milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert answer.code == 2
    assert answer.err.endswith(f"did you mean {hint}\n")


def test_only_options_that_some_command_has_are_suggested() -> None:
    parser = ArgumentParser(add_help=False, conflict_handler="resolve")
    for name in COMMAND_ROWS:
        load_command(name).add(parser)
    written = parser.format_help()
    for options in OPTIONS_MEANT.values():
        for option in options:
            assert f"{option} " in written or option == "--ascii"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["filters"], "`milepost filters save NAME WORDS`"),
        (
            ["board", "--plan", "london-2009-10", "--board", "Social Inclusion Pathway"],
            "`milepost board add",
        ),
    ],
)
def test_an_empty_answer_says_why_and_what_to_do(
    words: list[str], message: str, milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert (answer.code, answer.out) == (0, "")
    assert message in answer.err


@pytest.mark.parametrize("words", [("new", "-o", "north.yaml"), ("list", "-x")], ids=" ".join)
def test_a_letter_that_is_no_option_is_refused_like_a_word(
    words: tuple[str, ...], milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert answer.code == 2
    hint = f"`milepost {words[0]} --help` names them all."
    assert answer.err == f"milepost: there is no option '{words[1]}' here; {hint}\n"
