"""Find figures to be reached: by quarter, as in "Q1: 34 Q2: 89", or in a year, in a measure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

_QUARTER_FIGURE = re.compile(
    r"\b(?:Q|Qtr\s?|Quarter\s)([1-4])\s*[:=\u2013]\s*(\d[\d,]*(?:\.\d+)?)(?![\d/%]| ?%)",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(r"\(?\bcumulative\b\)?", re.IGNORECASE)
_COUNTED_THINGS = (
    "starts|completions|enrolments|enrollments|assessments|referrals|placements|attendances"
    "|sessions|visits|participants|learners|qualifications|outcomes"
)
_NUMBER = r"(?<![\w.,/£$€-])(\d{1,3}(?:,\d{3})+|\d{1,7})"
_NUMBER_OF_THINGS = re.compile(
    rf"{_NUMBER}\s+((?:[A-Za-z\u2019'-]+\s+){{0,6}}?(?:{_COUNTED_THINGS}))\b(?![^.\n]{{0,20}}%)",
    re.IGNORECASE,
)
_NUMBER_OF_PLURAL = re.compile(
    rf"{_NUMBER}\s+(?!of\b|out\b|per\b|to\b|and\b|or\b|x\b)"
    r"((?:[A-Za-z\u2019'-]+\s+){0,2}(?:[A-Za-z]+s|people|children|women|men|staff))\b"
)
_SENTENCE_BREAK = re.compile(r"(?<=[.;])\s+|\n")
_LARGEST = 10**9
_MOST_WORDS_BETWEEN = 1  # words between two figures of one run
_FIGURES_FALL = (
    "The quarters' figures fall, so each is read as its own quarter's; they are added up here."
)


class PrintedFigures(Struct, frozen=True):
    """Cumulative figures by quarter, from `start` to `end` of a text.

    `why` is the reason if the reading is a guess, else "".
    """

    start: int
    end: int
    quarters: dict[str, float]
    unit: str = ""
    why: str = ""


def find_quarter_figures(text: str) -> list[PrintedFigures]:
    """Return each run of quarters' figures in a text."""
    runs: list[list[re.Match[str]]] = []
    for match in _QUARTER_FIGURE.finditer(text):
        if runs and _continues_run(text, runs[-1][-1], match):
            runs[-1].append(match)
        else:
            runs.append([match])
    return list(map(_figures_of_run, runs))


def _continues_run(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Return whether a figure is of a later quarter and next to the one before it."""
    between = text[before.end() : match.start()]
    return int(before[1]) < int(match[1]) and len(between.split()) <= _MOST_WORDS_BETWEEN


def _figures_of_run(run: Sequence[re.Match[str]]) -> PrintedFigures:
    values = [_value(match[2]) for match in run]
    why = ""
    if any(later < earlier for earlier, later in pairwise(values)):
        values = [sum(values[:count]) for count in range(1, len(values) + 1)]
        why = _FIGURES_FALL
    names = [f"Q{match[1]}" for match in run]
    quarters = dict(zip(names, values, strict=True))
    return PrintedFigures(run[0].start(), run[-1].end(), quarters, why=why)


def find_year_targets(text: str) -> Iterator[PrintedFigures]:
    """Yield the numbers of things that a measure wants by the year's end: "66 completions"."""
    matches = [*_NUMBER_OF_THINGS.finditer(text), *_numbers_that_open_sentences(text)]
    previous_end = 0
    for match in sorted(matches, key=re.Match.start):
        if match.start() < previous_end:
            continue
        previous_end = match.end()
        printed = " ".join(match[0].split())
        yield PrintedFigures(
            *match.span(),
            quarters={"Q4": _value(match[1])},
            unit=match[2].split()[-1].lower(),
            why=f"'{printed}' has no quarter; read as the figure for the whole year.",
        )


def _numbers_that_open_sentences(text: str) -> Iterator[re.Match[str]]:
    for begin in _sentence_begins(text):
        match = _NUMBER_OF_PLURAL.match(text, begin)
        if match:
            yield match


def _sentence_begins(text: str) -> Iterator[int]:
    yield 0
    for sentence_break in _SENTENCE_BREAK.finditer(text):
        yield sentence_break.end()


def _value(digits: str) -> float:
    number = float(digits.replace(",", ""))
    return min(number, _LARGEST)


def without_cumulative(text: str) -> str:
    """Return the words before a run of figures without "(Cumulative)"."""
    words = _CUMULATIVE.sub(" ", text).split()
    return " ".join(words).rstrip(" :-\u2013")
