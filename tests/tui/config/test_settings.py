"""Where a setting comes from, and which comes first."""

from datetime import date
from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from tests.conftest import Milepost
from tui.config.preferences import remember
from tui.config.settings import DEFAULT_PLAN, Options, Settings, default_paths, read_settings

NOW = {"MILEPOST_NOW": "2009-11-30T10:00:00Z"}


def configure(text: str) -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def settings(options: Options | None = None, **environ: str) -> Settings:
    return read_settings(
        options or Options(), NOW | {f"MILEPOST_{name}": value for name, value in environ.items()}
    )


def test_options_go_before_the_environment_the_config_file_and_preferences() -> None:
    remember(default_paths().preferences, author="Kept lead", plan="kept")
    assert (settings().author, settings().plan_name) == ("Kept lead", "kept")
    configure('author = "Configured lead"\nplan = "configured"\n')
    assert (settings().author, settings().plan_name) == ("Configured lead", "configured")
    assert (settings(BY="ELS lead", PLAN="env").author, settings(PLAN="env").plan_name) == (
        "ELS lead",
        "env",
    )
    given = settings(Options(by="Health lead", plan="option"), BY="ELS lead", PLAN="env")
    assert (given.author, given.plan_name) == ("Health lead", "option")


def test_where_nothing_is_told_plan_and_author_are_guessed_and_known_to_be() -> None:
    guessed = settings()
    assert guessed.plan_name == DEFAULT_PLAN
    assert guessed.author
    assert (guessed.plan_is_chosen, guessed.plan_is_given, guessed.author_is_known) == (
        False,
        False,
        False,
    )


def test_a_plan_that_is_only_kept_is_told_but_not_given() -> None:
    remember(default_paths().preferences, plan="london-2009-10")
    kept, given = settings(), settings(PLAN="london-2009-10")
    assert (kept.plan_is_chosen, kept.plan_is_given) == (True, False)
    assert (given.plan_is_chosen, given.plan_is_given) == (True, True)


def test_dates_are_read_as_periods_whose_last_day_counts_or_are_today() -> None:
    assert settings(AS_OF="Oct 2009").as_of == date(2009, 10, 31)
    assert settings(AS_OF="today").as_of == settings().as_of == date(2009, 11, 30)
    assert settings(KNOWN_ON="2 Nov 2009").known_on == date(2009, 11, 2)
    assert settings().known_on is None


@pytest.mark.parametrize(
    "command", [["info"], ["plans"], ["check", DEFAULT_PLAN], ["glossary", "ACCM"]]
)
def test_a_date_that_cannot_be_read_does_not_stop_what_needs_none(
    milepost: Milepost, command: list[str]
) -> None:
    assert milepost(*command, as_of="31 Feb 2009").code == 0


def test_info_says_what_is_wrong_with_the_date(milepost: Milepost) -> None:
    assert "--as-of or MILEPOST_AS_OF" in milepost("info", as_of="soon").out


def test_a_date_that_cannot_be_read_is_refused_where_it_is_needed(milepost: Milepost) -> None:
    answer = milepost("status", as_of="31 Feb 2009")
    assert (answer.code, answer.out) == (2, "")
    assert "--as-of or MILEPOST_AS_OF" in answer.err


@pytest.mark.parametrize(
    ("value", "drawn"), [("1", True), ("true", True), ("0", False), ("No", False), ("", False)]
)
def test_ascii_is_asked_for_in_the_environment(value: str, drawn: bool) -> None:  # noqa: FBT001 - a parametrised fact
    assert settings(ASCII=value).ascii is drawn


def test_ascii_is_asked_for_by_option_or_config_file() -> None:
    assert settings(Options(ascii=True)).ascii
    configure("ascii = true\n")
    assert settings().ascii
    assert not settings(ASCII="no").ascii
    configure("ascii = false\n")
    assert not settings().ascii


def test_a_journal_under_an_unknown_home_is_refused() -> None:
    with pytest.raises(Refused, match="home folder that is not known"):
        settings(JOURNAL="~nobody-of-that-name/journal")


def test_a_config_file_that_is_no_toml_is_named() -> None:
    configure("author = ELS lead")
    with pytest.raises(Unusable, match=r"config\.toml' is not TOML"):
        settings()
    configure(f"author = {'9' * 5_000}")
    with pytest.raises(Unusable, match=r"config\.toml' is not TOML"):
        settings()


@pytest.mark.parametrize("line", [f"a = {'[' * 9999}", f"a = {'{a = ' * 9999}"], ids=["[", "{"])
def test_a_config_file_that_is_nested_too_deeply_is_named(line: str) -> None:
    configure(line)
    with pytest.raises(Unusable, match=r"config\.toml' has too many brackets"):
        settings()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_the_mark_that_an_editor_puts_before_a_config_file_is_stepped_over(encoding: str) -> None:
    configure("")
    text = 'author = "Zoë"\r\nplan = "london-2009-10"\r\n'
    if encoding == "utf-16-be":
        text = f"\ufeff{text}"
    default_paths().config.write_bytes(text.encode(encoding))
    assert (settings().author, settings().plan_name) == ("Zoë", "london-2009-10")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('authr = "x"', "there is no setting 'authr'; did you mean author?"),
        ('journal = "a\\u0000b"', "`journal` holds a NUL character"),
        ('plan = "a\\u0000b"', "`plan` holds a NUL character"),
        ('jornal = "x"', "there is no setting 'jornal'; did you mean journal?"),
        ("zzz = 1", "there is no setting 'zzz'; write author, plan,"),
        ("[key]", "there is no setting 'key'; did you mean keys?"),
        ('author = ["a", "b"]', 'write author = "ELS lead"'),
        ("plan = 7", 'write plan = "london-2009-10"'),
        ("plans = true", 'write plans = "~/plans"'),
        ("journal = {a = 1}", 'write journal = "~/journal"'),
        ("theme = 1", 'write theme = "milepost-light"'),
        ("ascii = [1]", "write ascii = true"),
        ('keys = "t"', "`keys` is no table"),
        ('[keys]\nntoe = "t"', "there is no act 'ntoe'; did you mean note"),
        ('[keys]\nauthor = "ELS lead"', "write it above the line `[keys]`"),
        ("[keys]\nnote = 4", "note: write the key in quotes"),
    ],
)
def test_a_setting_that_cannot_be_used_is_reported_and_ignored(
    milepost: Milepost, line: str, message: str
) -> None:
    configure(line)
    for words in (("list",), ("note", "2.4.4-c", "Said"), ("info",)):
        answer = milepost(*words, by="")
        assert answer.code == 0
        assert f"the config file '{default_paths().config}': " in answer.err
        assert message in answer.err
        assert "['a', 'b']" not in answer.out


def test_the_keys_are_reported_once_by_the_command_about_them(milepost: Milepost) -> None:
    configure('[keys]\nntoe = "t"')
    answer = milepost("keys")
    assert (answer.code, answer.err.count("ntoe")) == (1, 1)


def test_a_config_file_in_another_encoding_is_named() -> None:
    configure("")
    default_paths().config.write_bytes(b'author = "\xff"')
    with pytest.raises(Unusable, match="cannot be read"):
        settings()


def test_preferences_that_nobody_can_read_are_none(home: Path) -> None:
    (home / "config" / "milepost").mkdir(parents=True)
    default_paths().preferences.write_bytes(b"\xff{")
    assert not settings().plan_is_chosen
