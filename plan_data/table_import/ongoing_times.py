"""Put "ongoing" together with the dates beside it: "2009-10 ongoing", "ongoing until June 2010"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from plan_data.table_import.date_phrases import TimescalePhrase

_ADJACENT = re.compile(r"[ \t,(\u2013-]*(?:and)?[ \t(]*", re.IGNORECASE)
_BEFORE_END = re.compile(r"[ \t,(\u2013-]*(?:until|till|up to|to)?[ \t]*", re.IGNORECASE)
_END_WORDS = frozenset(["until", "up to", "to"])
_YEAR_WITHOUT_END = "a year and words for no end; read as through that year"
_ONGOING_WITH_END = "print says that it goes on and gives an end; read as by that end"
_ONGOING_IN_WINDOW = "print says that it goes on, and gives a start and an end"


def are_adjacent(text: str, before: TimescalePhrase, phrase: TimescalePhrase) -> bool:
    """Return whether only punctuation or an "and" stands between two phrases."""
    return bool(_ADJACENT.fullmatch(text[before.end : phrase.start]))


def join_years_that_continue(
    text: str, phrases: Sequence[TimescalePhrase]
) -> list[TimescalePhrase]:
    """Read "2009-10 ongoing" as throughout that year, "2010 and ongoing" as it and on from it."""
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        if kept and kept[-1].level == "year" and are_adjacent(text, kept[-1], phrase):
            kept[-1:] = _continue_year(text, kept[-1], phrase)
        else:
            kept += _split_ongoing_year(text, phrase)
    return kept


def _continue_year(
    text: str, year: TimescalePhrase, phrase: TimescalePhrase
) -> list[TimescalePhrase]:
    """Return a year and the phrase next to it, as one if the phrase is "ongoing" or the like."""
    label = _bare_period(year.when)
    if phrase.kind in {"ongoing", "throughout"} and "/" in year.when:
        throughout = TimescalePhrase(
            year.start, phrase.end, f"throughout {label}", "throughout", _YEAR_WITHOUT_END
        )
        return [throughout]
    if phrase.kind == "ongoing":
        ongoing = replace(phrase, start=year.start, when=f"ongoing from {label}", why=year.why)
        return [year, ongoing]
    return [year, *_split_ongoing_year(text, phrase)]


def _split_ongoing_year(text: str, phrase: TimescalePhrase) -> list[TimescalePhrase]:
    """Return "2010 and ongoing" as two phrases, any other as it is."""
    if phrase.level != "year":
        return [phrase]
    cut = text[phrase.start : phrase.end].lower().find("and ongoing")
    if cut < 0:
        return [phrase]
    cut += phrase.start
    year = phrase.when.removeprefix("from ")
    ongoing = replace(phrase, start=cut, when=f"ongoing from {year}", kind="ongoing", level=None)
    return [replace(phrase, end=cut, when=year), ongoing]


def _bare_period(when: str) -> str:
    return when.removeprefix("from ").removeprefix("by ")


def join_ongoing_with_dates(text: str, phrases: Sequence[TimescalePhrase]) -> list[TimescalePhrase]:
    """Read "ongoing until June 2010" as by then, "ongoing from May 2009" as ongoing from then."""
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        joined = None
        if kept and kept[-1].when == "ongoing" and phrase.kind == "date" and not phrase.several:
            joined = _ongoing_with_date(text, kept[-1], phrase)
        if joined:
            kept[-1] = replace(joined, start=kept[-1].start)
        else:
            kept.append(phrase)
    return kept


def _ongoing_with_date(
    text: str, ongoing: TimescalePhrase, date: TimescalePhrase
) -> TimescalePhrase | None:
    """Return "ongoing" and a date as one, None if the date is of something else."""
    if not _BEFORE_END.fullmatch(text[ongoing.end : date.start]):
        return None
    if " to " in date.when:
        return replace(date, why=date.why or _ONGOING_IN_WINDOW)
    if date.when.startswith("from "):
        return replace(date, when=f"ongoing {date.when}", kind="ongoing", why=date.why, due=None)
    if date.word not in _END_WORDS:
        return None
    return replace(date, when=f"by {_bare_period(date.when)}", why=date.why or _ONGOING_WITH_END)
