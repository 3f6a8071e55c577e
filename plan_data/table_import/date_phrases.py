"""Timescale phrases of a cell, each read into the timescale language with what is doubtful about it."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.table_import.printed_dates import Level, Printed, printed_times
from plan_data.timescale.periods import Period

PhraseKind = Literal["date", "repeat", "ongoing", "throughout", "undated"]


class Phrase(Struct, frozen=True):
    """A phrase at its place in the cell. `when` lacks its `?`; `why` says why it needs one.

    `due` is the last period that is named, None for what repeats or has no date.
    """

    start: int
    end: int
    when: str
    kind: PhraseKind
    why: str = ""
    level: Level | None = None
    due: Period | None = None
    word: str = ""
    several: bool = False

    @property
    def sure(self) -> bool:
        """Whether nothing about the reading is a guess."""
        return not self.why


_JOIN = re.compile(r"[ \t]*(?:,|&|/|\band\b|,[ \t]*and\b)[ \t]*", re.IGNORECASE)
_RANGE = re.compile(r"[ \t]*(?:-|\u2013|\bto\b|\buntil\b|\btill\b)[ \t]*", re.IGNORECASE)
_BEFORE = re.compile(
    r"""(?P<word>\b(?:by|before|no\ later\ than|not\ later\ than|until|up\ to|from|commencing|starting|beginning
        |with\ effect\ from|as\ from|as\ of|w\.?e\.?f\.?|during|throughout|in|for|since|beyond|after|following|of|due
        |between|to)\b[ \t:]*)?
        (?:\bthe[ \t]+)?(?P<end>\bend(?:[ \t]*-[ \t]*|[ \t]+of[ \t]+|[ \t]+))?(?:the[ \t]+)?
        (?P<part>\b(?:early|mid|late|beginning\ of|start\ of)[ \t-]*)?(?:\bthe[ \t]+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_ONWARDS = re.compile(
    r"[ \t]*(?:onwards?\b|on-wards?\b|and[ \t]+(?:ongoing|on-going|beyond|continuing)\b)", re.IGNORECASE
)
_STARTS = {"from", "commencing", "starting", "beginning", "with effect from", "as from", "as of", "wef", "w.e.f"}
_LIMITS = {"by", "before", "no later than", "not later than", "until", "up to"}
_NOT_DUE = {"since", "beyond"}
_OF = {"for", "of", "since", "beyond"}
_DOUBT = re.compile(
    r"\b(?:(?P<about>approx\w*|provisional\w*|circa|around|tentative\w*|subject to|expected|anticipated)\b"
    r"|(?P<other>issued|publication)\W+(?:\w+\W+){0,2}$)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;])[ \t]+(?=[A-Z0-9(])|\n")


def date_phrases(text: str, year: Period) -> list[Phrase]:
    """Return the dates, windows and lists of dates in `text`, in order."""
    times = _with_years(text, printed_times(text, year))
    found: list[Phrase] = []
    at = 0
    while at < len(times):
        group = [times[at]]
        while at + 1 < len(times) and (join := _joined(text, group, times[at + 1])):
            group.append(times[at + 1])
            at += 1
            if join == "range":
                break
        at += 1
        if phrase := _phrase(text, group, found[-1].end if found else 0):
            found.append(phrase)
    return found


def _with_years(text: str, times: list[Printed]) -> list[Printed]:
    """Give months without a year the year of the next, where they stand in one list or range with it."""
    settled: list[Printed] = []
    for time in reversed(times):
        later = settled[-1] if settled else None
        if time.level == "bare month" and later and later.level in {"month", "bare month"}:
            gap = text[time.end : later.start]
            if _JOIN.fullmatch(gap) or _RANGE.fullmatch(gap):
                time = _sharing(time, later)  # noqa: PLW2901 - the same time, dated
        settled.append(time)
    settled.reverse()
    return [time for time in settled if time.level != "bare month" or _stands_as_date(text, time)]


def _sharing(time: Printed, later: Printed) -> Printed:
    month, (_, year) = time.period.split()[0], later.period.split()
    period = f"{month} {year}"
    why = later.why
    if Printed(0, 0, period, "month").read.first > later.read.first:
        period, why = f"{month} {int(year) - 1}", "print gives one year for two months; the earlier is read as before"
    return msgspec.structs.replace(time, period=period, level=later.level, why=why)


def _stands_as_date(text: str, time: Printed) -> bool:
    before = _BEFORE.search(text[max(0, time.start - 60) : time.start])
    alone = not re.sub(r"\W+", "", text[: time.start] + text[time.end :])
    return alone or bool(before and (before["word"] or before["end"] or before["part"]))


def _joined(text: str, group: list[Printed], following: Printed) -> Literal["list", "range"] | None:
    last = group[-1]
    gap = text[last.end : following.start]
    if "year" in last.level or "year" in following.level or "\n" in gap:
        return None
    between = len(group) == 1 and re.search(r"\bbetween[ \t]+(?:the[ \t]+)?$", text[: last.start], re.IGNORECASE)
    if len(group) == 1 and (_RANGE.fullmatch(gap) or (between and _JOIN.fullmatch(gap))):
        return "range" if last.read.first <= following.read.last else None
    return "list" if _JOIN.fullmatch(gap) else None


def _phrase(text: str, group: list[Printed], begin_at: int) -> Phrase | None:
    first, last = group[0], group[-1]
    begin = max(0, first.start - 60)
    before = _BEFORE.search(text[begin : first.start])
    word = " ".join((before["word"] or "").lower().strip(" \t:").split()) if before else ""
    end, part = bool(before and before["end"]), (before["part"] or "").strip(" -").lower() if before else ""
    starts_here = begin + before.start() if before and (word in _LIMITS | _STARTS or end or part) else first.start
    why = next((time.why for time in group if time.why), "") or _doubt(text, begin_at, first, word, part)
    why = why if not (end and first.level == "year" and word not in _NOT_DUE) else ""
    onwards = _ONWARDS.match(text, last.end) if len(group) == 1 else None
    if word in _NOT_DUE or (first.level in {"year", "year range"} and word in _OF):
        return None
    when = _when(group, word, end=end, onwards=bool(onwards), gap=text[first.end : last.start])
    stop = onwards.end() if onwards else last.end
    return Phrase(starts_here, stop, when, "date", why, first.level, last.read, word, several="," in when)


def _doubt(text: str, begin: int, first: Printed, word: str, part: str) -> str:
    if part:
        return f"'{part}' is read as by the end of the time it names"
    if word in {"before", "after", "following"}:
        return f"'{word}' gives no day; the time itself is read"
    begin = max((cut.end() for cut in SENTENCE.finditer(text, begin, first.start)), default=begin)
    if found := _DOUBT.search(text[begin : first.start]):
        if found["about"]:
            return f"print says '{found['about'].lower()}'"
        return f"print says '{found['other'].lower()}': the date may be that of what is waited for"
    return ""


def _when(group: list[Printed], word: str, *, end: bool, onwards: bool, gap: str) -> str:
    first, last = group[0].period, group[-1].period
    if len(group) > 1:
        if len(group) == 2 and (_RANGE.fullmatch(gap) or word == "between"):  # noqa: PLR2004 - both ends
            return f"{first} to {last}" if first != last else first
        return ", ".join(dict.fromkeys(time.period for time in group))
    if word in _STARTS or onwards:
        return f"from {first}"
    if end and group[0].level == "year" and "/" not in first:
        return f"by Dec {first}"
    if word in _LIMITS or end or group[0].level == "year range":
        return f"by {first}"
    return first


def in_text_order(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return phrases by their place, without those that stand inside another."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda each: (each.start, -each.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept
