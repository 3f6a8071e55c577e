"""Where things are, who writes and what day it is: read once, from what is passed in."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.text import one_line
from plan_data.timescale.period_parser import parse_period
from tui.config.preferences import Preferences, read_preferences

DEFAULT_PLAN = "east-midlands-2009-10"
_NO = {"0", "no", "false", "off"}


class Paths(Struct, frozen=True):
    """The folders and files in use, as the platform wants them; `plans` is a folder of one's own plan files."""

    config: Path
    preferences: Path
    journal: Path
    state: Path
    cache: Path
    plans: Path | None = None


class Clock(Struct, frozen=True):
    """The time, asked afresh each time unless MILEPOST_NOW has fixed it."""

    fixed: datetime | None = None

    @property
    def now(self) -> datetime:
        """The moment of recording, in UTC."""
        return self.fixed or datetime.now(UTC)

    @property
    def today(self) -> date:
        """The user's day; UTC's where the time is fixed."""
        return self.fixed.date() if self.fixed else self.now.astimezone().date()


class Settings(Struct, frozen=True):
    """All that a command or the app is told from outside; what is not told is a guess.

    A plan is *given* by option, environment or config file, and *told* also where it is remembered.
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

    @property
    def as_of(self) -> date:
        """The date that everything is about.

        Raises:
            Refused: where it cannot be read; who never asks for the date is not troubled by it.

        """
        text = self.as_of_text
        return _date_of("--as-of or MILEPOST_AS_OF", text, self.clock.today) if text else self.clock.today

    @property
    def known_on(self) -> date | None:
        """The date by which all that counts had been recorded, None for no limit.

        Raises:
            Refused: where it cannot be read.

        """
        text = self.known_on_text
        return _date_of("--known-on or MILEPOST_KNOWN_ON", text, self.clock.today) if text else None


class Options(Struct, frozen=True):
    """What the command line said; None where it said nothing."""

    plan: str | None = None
    journal: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    by: str | None = None
    ascii: bool | None = None


def read_settings(options: Options, environ: Mapping[str, str]) -> Settings:
    """Return the settings: an option first, then its environment variable, then the config file, then what is kept.

    Raises:
        Refused: where the clock or the journal's folder cannot be read.
        Unusable: where the config file cannot be read.

    """
    paths = default_paths()
    config = read_config(paths.config)
    preferences = read_preferences(paths.preferences)

    def told(option: str | None, name: str, key: str = "") -> str | None:
        return option or environ.get(f"MILEPOST_{name}") or (str(config[key]) if config.get(key) else None)

    plan = told(options.plan, "PLAN", "plan")
    author = told(options.by, "BY", "author") or preferences.author
    journal, plans = told(options.journal, "JOURNAL", "journal"), told(None, "PLANS", "plans")
    return Settings(
        paths=msgspec.structs.replace(
            paths,
            journal=typed_path(journal) if journal else paths.journal,
            plans=typed_path(plans) if plans else None,
        ),
        clock=read_clock(environ),
        plan_name=plan or preferences.plan or DEFAULT_PLAN,
        plan_is_chosen=bool(plan or preferences.plan),
        plan_is_given=bool(plan),
        as_of_text=told(options.as_of, "AS_OF"),
        known_on_text=told(options.known_on, "KNOWN_ON"),
        author=one_line(author or login_name()),
        author_is_known=bool(author),
        ascii=bool(options.ascii) or (told(None, "ASCII", "ascii") or "no").lower() not in _NO,
        config=config,
        preferences=preferences,
    )


def _date_of(told_by: str, text: str, today: date) -> date:
    try:
        return parse_date(text, today)
    except Refused as refusal:
        raise Refused(f"{told_by}: {refusal}") from None


def typed_path(text: str) -> Path:
    """Return the path that a person typed.

    Raises:
        Refused: where it begins with a home folder that nobody knows.

    """
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:
        raise Refused(f"'{one_line(text)}' begins with a home folder that is not known: write the path out.") from None


def read_clock(environ: Mapping[str, str]) -> Clock:
    """Return the clock, or the one that MILEPOST_NOW sets for demonstrations and tests.

    Raises:
        Refused: where MILEPOST_NOW is not a date and time.

    """
    text = environ.get("MILEPOST_NOW")
    if not text:
        return Clock()
    try:
        now = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"MILEPOST_NOW is '{one_line(text)}': write a UTC date and time, 2009-11-30T10:00:00Z.") from None
    return Clock(now.replace(tzinfo=UTC) if now.tzinfo is None else now.astimezone(UTC))


def parse_date(text: str, today: date) -> date:
    """Return the last day of a period, or today.

    Raises:
        Refused: where the text is neither.

    """
    return today if text.strip().lower() == "today" else parse_period(text).last


def parse_day(text: str, today: date) -> date:
    """Return a day, also from `today` or `yesterday`.

    Raises:
        Refused: where the text is not a single day.

    """
    told = {"today": today, "yesterday": today - timedelta(days=1)}
    if (word := text.strip().lower()) in told:
        return told[word]
    period = parse_period(text)
    if period.first != period.last:
        raise Refused(f"'{one_line(text)}' is longer than a day: write the day, such as {period.last.isoformat()}.")
    return period.first


def parse_figure(text: str) -> float:
    """Return a number that a person typed, 1,181 as well.

    Raises:
        Refused: where the text is none.

    """
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise Refused(f"'{one_line(text)}' is not a number: write digits, such as 454.") from None


def default_paths() -> Paths:
    """Return the platform's places for Milepost's files."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("milepost", appauthor=False)
    return Paths(
        config=Path(dirs.user_config_dir) / "config.toml",
        preferences=Path(dirs.user_config_dir) / "preferences.json",
        journal=Path(dirs.user_data_dir) / "journal",
        state=Path(dirs.user_state_dir),
        cache=Path(dirs.user_cache_dir) / "plans",
    )


def read_config(path: Path) -> dict[str, Any]:
    """Return the config file's keys, none where there is no file.

    Raises:
        Unusable: where it is not TOML, or cannot be read.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Unusable(f"the config file '{path}' cannot be read ({os_reason(error)}).") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"the config file '{path}' cannot be read: save it as UTF-8 text.") from error
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unusable(f"the config file '{path}' is not TOML ({error}): mend or remove it.") from error


def login_name() -> str:
    """Return the login name, however the platform tells it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in some containers
        return f"user-{os.getuid()}" if hasattr(os, "getuid") else "user"
