"""Where files are, who writes and which day it is, from options, environment and files."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import one_line, path_text
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.period_parser import depends_on_calendar
from tui.config.config_file import check_config, read_config
from tui.config.preferences import Preferences, load_preferences
from tui.config.typed_values import has_stray_bytes, parse_date, typed_path, typed_text

DEFAULT_PLAN = "east-midlands-2009-10"
_FALSE_WORDS = {"0", "no", "false", "off"}


class Paths(Struct, frozen=True):
    """The folders and files in use; `plans` is the user's own folder of plan files."""

    config: Path
    preferences: Path
    journal: Path
    state: Path
    cache: Path
    plans: Path | None = None


class Clock(Struct, frozen=True):
    """The system's clock, or a fixed time if MILEPOST_NOW sets one."""

    fixed: datetime | None = None

    @property
    def now(self) -> datetime:
        """The current time in UTC."""
        return self.fixed or datetime.now(UTC)

    @property
    def today(self) -> date:
        """The current day in the user's time zone, or in UTC if the time is fixed."""
        if self.fixed:
            return self.fixed.date()
        return self.now.astimezone().date()

    def start_of(self, day: date) -> datetime:
        """Return the moment at which a day begins, in the time zone of `today`."""
        midnight = datetime.combine(day, time.min)
        if self.fixed:
            return midnight.replace(tzinfo=UTC)
        return midnight.astimezone()


class Settings(Struct, frozen=True):
    """Everything that a command or the app takes from outside.

    A plan or a journal is *given* if an option, the environment or the config file names it. A
    plan is *chosen* also if the app remembered it; otherwise it is the default. An author is
    *known* unless it is only the login name. `problems` are sentences about the config file and the
    preferences; what they are about is ignored. Dates are read as in a plan of `calendar`.
    """

    paths: Paths
    clock: Clock
    plan_name: str
    plan_is_chosen: bool
    plan_is_given: bool
    as_of_text: str | None
    known_on_text: str | None
    author: str
    author_is_known: bool
    ascii: bool
    config: dict[str, Any]
    preferences: Preferences
    journal_is_given: bool = False
    problems: tuple[str, ...] = ()
    calendar: Calendar = APRIL

    @property
    def dates_need_plan(self) -> bool:
        """Whether a date was given whose days depend on the plan's years, such as Q3 2024."""
        texts = (self.as_of_text, self.known_on_text)
        return any(depends_on_calendar(text) for text in texts if text)

    @property
    def missing_journal(self) -> str:
        """Why the journal's folder is missing, empty if it is there or was never made.

        The default folder is not missed before the first entry makes it, unless a link leads
        nowhere.
        """
        folder = self.paths.journal
        if os.path.exists(folder):  # noqa: PTH110 - unlike Path, it answers for every name
            return ""
        link = dangling_link(folder)
        if link == folder:
            return f"the journal's folder is a link to '{link.readlink()}', and that is not there"
        if link is not None:
            return (
                f"the journal's folder is reached through '{link}', a link to"
                f" '{link.readlink()}', and that is not there"
            )
        if self.journal_is_given:
            return "the journal's folder is not there"
        return ""

    @property
    def journal_is_missing(self) -> bool:
        """Whether the journal's folder should be there and is not."""
        return bool(self.missing_journal)

    @property
    def missing_journal_name(self) -> str:
        """The journal's folder as text, empty unless it should be there and is not."""
        if not self.journal_is_missing:
            return ""
        return path_text(self.paths.journal)

    @property
    def as_of(self) -> date:
        """The date that answers are about; today if none was given.

        Raises:
            Refused: if it cannot be read; commands that do not use the date never get here.

        """
        if not self.as_of_text:
            return self.clock.today
        return _setting_date(
            "--as-of or MILEPOST_AS_OF", self.as_of_text, self.clock.today, self.calendar
        )

    @property
    def known_on(self) -> date | None:
        """The date after which recorded entries are left out; None for no limit.

        Raises:
            Refused: if it cannot be read.

        """
        if not self.known_on_text:
            return None
        return _setting_date(
            "--known-on or MILEPOST_KNOWN_ON", self.known_on_text, self.clock.today, self.calendar
        )


class Options(Struct, frozen=True):
    """The settings given on the command line; None if an option was not given."""

    plan: str | None = None
    journal: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    by: str | None = None
    ascii: bool | None = None


class _Sources(Struct, frozen=True):
    """The environment and the config file, for options that were not given."""

    environ: Mapping[str, str]
    config: dict[str, Any]

    def lookup_text(self, option: str | None, variable: str, key: str = "") -> str | None:
        """Return `lookup`'s value in the form in which text is stored.

        Raises:
            Refused: if there are bytes in it that are not text.

        """
        value = self.lookup(option, variable, key)
        if value is None:
            return None
        return typed_text(value, f"MILEPOST_{variable}")

    def lookup(self, option: str | None, variable: str, key: str) -> str | None:
        """Return the option, else the variable MILEPOST_..., else the config file's key."""
        value = option or self.environ.get(f"MILEPOST_{variable}")
        if value:
            return value
        configured = self.config.get(key)
        if configured:
            return str(configured)
        return None


def read_settings(options: Options, environ: Mapping[str, str]) -> Settings:
    """Return the settings: from options, else the environment, the config file or preferences.

    Raises:
        Refused: if the clock, the author or the journal's folder cannot be read.
        Unusable: if the config file cannot be read.

    """
    paths = default_paths()
    config, config_problems = check_config(read_config(paths.config))
    sources = _Sources(environ, config)
    preferences, preference_problems = load_preferences(paths.preferences)
    problems = [f"the config file '{paths.config}': {problem}" for problem in config_problems]
    given_plan = sources.lookup(options.plan, "PLAN", "plan")
    chosen_plan = given_plan or preferences.plan
    author = sources.lookup_text(options.by, "BY", "author") or preferences.author
    return Settings(
        paths=_read_paths(paths, options, sources),
        clock=read_clock(environ),
        plan_name=chosen_plan or DEFAULT_PLAN,
        plan_is_chosen=bool(chosen_plan),
        plan_is_given=bool(given_plan),
        as_of_text=sources.lookup_text(options.as_of, "AS_OF"),
        known_on_text=sources.lookup_text(options.known_on, "KNOWN_ON"),
        author=one_line(author or login_name()),
        author_is_known=bool(author),
        ascii=_read_ascii(options, sources),
        config=config,
        preferences=preferences,
        journal_is_given=bool(sources.lookup(options.journal, "JOURNAL", "journal")),
        problems=(*problems, *preference_problems),
    )


def _read_paths(defaults: Paths, options: Options, sources: _Sources) -> Paths:
    paths = defaults
    journal = sources.lookup(options.journal, "JOURNAL", "journal")
    if journal:
        paths = msgspec.structs.replace(paths, journal=typed_path(journal))
    plans = sources.lookup(None, "PLANS", "plans")
    if plans:
        paths = msgspec.structs.replace(paths, plans=typed_path(plans))
    return paths


def _read_ascii(options: Options, sources: _Sources) -> bool:
    if options.ascii:
        return True
    word = sources.lookup_text(None, "ASCII", "ascii") or "no"
    return word.lower() not in _FALSE_WORDS


def dangling_link(folder: Path) -> Path | None:
    """Return the link to nowhere that a folder is or is in, None if there is none."""
    for path in (folder, *folder.parents):
        if os.path.exists(path):  # noqa: PTH110 - unlike Path, it answers for every name
            return None
        if os.path.islink(path):  # noqa: PTH114 - so does this
            return path
    return None


def _setting_date(setting: str, text: str, today: date, calendar: Calendar) -> date:
    """Return the date of a setting, which a refusal names."""
    try:
        return parse_date(text, today, calendar=calendar)
    except Refused as refusal:
        raise Refused(f"{setting}: {refusal}") from None


def read_clock(environ: Mapping[str, str]) -> Clock:
    """Return the system's clock, or the one that MILEPOST_NOW fixes for demonstrations and tests.

    Raises:
        Refused: if MILEPOST_NOW is not a date and time.

    """
    text = environ.get("MILEPOST_NOW")
    if not text:
        return Clock()
    try:
        now = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"MILEPOST_NOW is '{one_line(text)}': write a UTC date and time, 2009-11-30T10:00:00Z."
        ) from None
    if now.tzinfo is None:
        return Clock(now.replace(tzinfo=UTC))
    return Clock(now.astimezone(UTC))


def default_paths() -> Paths:
    """Return the platform's usual paths for Milepost's files."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("milepost", appauthor=False)
    return Paths(
        config=Path(dirs.user_config_dir) / "config.toml",
        preferences=Path(dirs.user_config_dir) / "preferences.json",
        journal=Path(dirs.user_data_dir) / "journal",
        state=Path(dirs.user_state_dir),
        cache=Path(dirs.user_cache_dir) / "plans",
    )


def login_name() -> str:
    """Return the login name, or `user-` and the user id if the system has no name for it."""
    import getpass

    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in some containers
        return _nameless_user()
    if has_stray_bytes(name):
        return _nameless_user()
    return typed_text(name, "the login name")


def _nameless_user() -> str:
    if hasattr(os, "getuid"):
        return f"user-{os.getuid()}"
    return "user"
