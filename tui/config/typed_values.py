"""Reading what people type into options, settings and forms: dates, figures and paths."""

from datetime import date, timedelta
from pathlib import Path

from plan_data.errors import Refused
from plan_data.text import one_line
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import Period

_FIRST_STRAY_BYTE = 0xDC80  # Python's stand-ins for the bytes 80 to FF that are not text
_LAST_STRAY_BYTE = 0xDCFF


def typed_text(text: str, source: str) -> str:
    """Return what a person typed in Unicode's composed form, NFC, in which it is stored.

    `source` is what a refusal names, such as an option.

    Raises:
        Refused: if there are bytes in it that are not text.

    """
    if text.isascii():
        return text
    if has_stray_bytes(text):
        raise Refused(
            f"{source} holds bytes that are not UTF-8 text ('{_show_stray_bytes(text)}'):"
            " set the terminal to UTF-8 and type it again."
        )
    from unicodedata import normalize  # takes a millisecond to load, and few texts need it

    return normalize("NFC", text)


def has_stray_bytes(text: str) -> bool:
    """Return whether a text from the command line or the environment has bytes that are no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _show_stray_bytes(text: str) -> str:
    shown = ""
    for character in text:
        code = ord(character)
        if _FIRST_STRAY_BYTE <= code <= _LAST_STRAY_BYTE:
            shown += f"\\x{code & 0xFF:02x}"
        else:
            shown += character
    return shown


def parse_date(
    text: str, today: date, latest: date | None = None, calendar: Calendar = APRIL
) -> date:
    """Return the last day of a period such as `Oct 2009`, or of what `spoken_period` reads.

    What has no year is the latest up to `latest`, by default up to today. Quarters and years are
    those of a plan of `calendar`.

    Raises:
        Refused: if the text is neither.

    """
    if text.strip().lower() == "today":
        return today
    return _typed_period(text, latest or today, calendar).last


def parse_day(text: str, today: date, as_of: date) -> date:
    """Return a day, which may be written as `today` or in any way that `spoken_period` reads.

    `yesterday` and the like count from `as_of`.

    Raises:
        Refused: if the text is not a single day.

    """
    if text.strip().lower() == "today":
        return today
    return _single_day(_typed_period(text, as_of), text)


def parse_meeting_day(text: str, today: date, as_of: date) -> date:
    """Return the day of a meeting, which may be ahead: it needs its year.

    It can also be `today`, or `yesterday`: the day before `as_of`.

    Raises:
        Refused: if the text is not a single day.

    """
    word = text.strip().lower()
    if word == "today":
        return today
    if word == "yesterday":
        return as_of - timedelta(days=1)
    return _single_day(parse_period(text), text)


def _typed_period(text: str, latest: date, calendar: Calendar = APRIL) -> Period:
    """Return a period of the timescale language, else what `spoken_period` reads."""
    try:
        return parse_period(text, calendar)
    except NotATimescale:
        from tui.config.typed_days import spoken_period  # most texts do without it

        period = spoken_period(text, latest)
        if period is None:
            raise
        return period


def _single_day(period: Period, text: str) -> date:
    if period.first != period.last:
        example = period.last.isoformat()
        raise Refused(f"'{one_line(text)}' is longer than a day: write the day, such as {example}.")
    return period.first


def parse_figure(text: str) -> float:
    """Return a number; commas may separate its thousands, as in 1,181.

    Raises:
        Refused: if the text is not a number.

    """
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise Refused(f"'{one_line(text)}' is not a number: write digits, such as 454.") from None


def typed_path(text: str) -> Path:
    """Return the path that a text names, its home folder (`~`) resolved.

    Raises:
        Refused: if it begins with the home folder of an unknown user.

    """
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:
        raise Refused(
            f"'{one_line(text)}' begins with a home folder that is not known: write the path out."
        ) from None
