"""A plan's title where there is little room: without its year, and cut between words."""

import re

_YEARS_AT_END = re.compile(
    r"[\s,:(\u2013\u2014-]+(?P<years>\d{4}(?:\s?(?:[/\u2013-]|to)\s?\d{2,4})?)\)?$"
)
_NUMBER = re.compile(r"\d+")


def title_without_year(title: str, year: str) -> str:
    """Return a title without the plan's year at its end, if it ends in it: 2025-26 is 2025/26."""
    found = _YEARS_AT_END.search(title)
    if found is None or _short_years(found["years"]) != _short_years(year):
        return title
    return title[: found.start()]


def _short_years(text: str) -> list[int]:
    """Return the years that a text names, without their centuries."""
    return [int(number) % 100 for number in _NUMBER.findall(text)]


def cut_between_words(text: str, longest: int) -> str:
    """Return the first words of a text, `longest` letters at most; a longer word is cut."""
    if len(text) <= longest:
        return text
    words = text[: longest + 1].rpartition(" ")[0]
    return words.rstrip(" ,:;(-\u2013\u2014") or text[:longest]
