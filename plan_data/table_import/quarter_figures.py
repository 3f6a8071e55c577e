"""Figures to be reached: by quarter in a row such as "Q1: 34 Q2: 89", or a year's in a measure's words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

_QUARTER = re.compile(
    r"\b(?:Q|Qtr\s?|Quarter\s)([1-4])\s*[:=\u2013]\s*(\d[\d,]*(?:\.\d+)?)(?![\d/%]| ?%)", re.IGNORECASE
)
_CUMULATIVE = re.compile(r"\(?\bcumulative\b\)?", re.IGNORECASE)
_COUNTED = (
    "starts|completions|enrolments|enrollments|assessments|referrals|placements|attendances|sessions|visits"
    "|participants|learners|qualifications|outcomes"
)
_NUMBER = r"(?<![\w.,/£$€-])(\d{1,3}(?:,\d{3})+|\d{1,7})"
_TARGET = re.compile(
    rf"{_NUMBER}\s+((?:[A-Za-z\u2019'-]+\s+){{0,6}}?(?:{_COUNTED}))\b(?![^.\n]{{0,20}}%)", re.IGNORECASE
)
_OPENING = re.compile(
    rf"{_NUMBER}\s+(?!of\b|out\b|per\b|to\b|and\b|or\b|x\b)((?:[A-Za-z\u2019'-]+\s+){{0,2}}(?:[A-Za-z]+s|people|children|women|men|staff))\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n")
_LARGEST = 10**9


class Figures(Struct, frozen=True):
    """Figures by quarter, since April, and where in the text they stand."""

    start: int
    end: int
    quarters: dict[str, float]
    unit: str = ""
    why: str = ""


def quarter_figures(text: str) -> list[Figures]:
    """Return each run of quarters' figures in a text."""
    runs: list[list[re.Match[str]]] = []
    for match in _QUARTER.finditer(text):
        if runs and int(runs[-1][-1][1]) < int(match[1]) and len(text[runs[-1][-1].end() : match.start()].split()) < 2:  # noqa: PLR2004
            runs[-1].append(match)
        else:
            runs.append([match])
    return [_figures(run) for run in runs]


def _figures(run: list[re.Match[str]]) -> Figures:
    values = [min(float(match[2].replace(",", "")), _LARGEST) for match in run]
    why = ""
    if any(after < before for before, after in pairwise(values)):
        why = "The quarters' figures fall, so each is read as its own quarter's; they are added up here."
        values = [sum(values[: n + 1]) for n in range(len(values))]
    named = {f"Q{match[1]}": value for match, value in zip(run, values, strict=True)}
    return Figures(run[0].start(), run[-1].end(), named, "", why)


def year_targets(text: str) -> Iterator[Figures]:
    """Yield the numbers of things that a measure wants by the year's end: "66 completions"."""
    taken = -1
    for match in sorted([*_TARGET.finditer(text), *_openings(text)], key=lambda each: each.start()):
        if match.start() >= taken:
            taken = match.end()
            number = min(float(match[1].replace(",", "")), _LARGEST)
            unit = match[2].split()[-1].lower()
            why = f"'{' '.join(match[0].split())}' has no quarter; read as the figure for the whole year."
            yield Figures(*match.span(), {"Q4": number}, unit, why)


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of things that a sentence begins with."""
    begins = [0, *(cut.end() for cut in _SENTENCE.finditer(text))]
    for begin in begins:
        if found := _OPENING.match(text, begin):
            yield found


def without_label(text: str) -> str:
    """Return the words before a run of figures without "(Cumulative)"."""
    return " ".join(_CUMULATIVE.sub(" ", text).split()).rstrip(" :-\u2013")
