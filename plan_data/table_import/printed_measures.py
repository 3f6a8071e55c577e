"""Find numbers that a table gives as targets: percentages by quarter or year, "24 of the 34".

A number that print gives is read as a target of a measure. Whatever is read beyond print, such as
its period, makes it doubtful. A sentence whose numbers have no certain meaning is not read at all.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.printed_date import financial_label
from plan_data.timescale.financial_year import FinancialYear

_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|-?\d{1,9}(?:\.\d{1,6})?"
_PERCENT = r"(?:%|per\s?cent\b)"
_PERCENTAGE = re.compile(rf"(?<![\w.,/-])({_NUMBER})\s?{_PERCENT}", re.IGNORECASE)
_ANY_PERCENTAGE = re.compile(rf"\d\s?{_PERCENT}", re.IGNORECASE)
_SHARE = re.compile(
    r"(?<![\w.,/-])(\d{1,6})\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d{1,6}\s+[a-z]", re.IGNORECASE
)
_QUARTER_PERCENTAGE = re.compile(
    rf"\b(?:Q|Qtr\s?|Quarter\s)([1-4])\s*[:=\u2013]?\s*({_NUMBER})\s?{_PERCENT}", re.IGNORECASE
)
_CELL = re.compile(
    rf"(?P<limit>[^\d%-]{{0,24}})(?P<number>{_NUMBER})\s?(?P<percent>{_PERCENT})?"
    r"(?P<unit>\s[A-Za-z][A-Za-z ]{0,40})?\.?",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:at least|minimum(?: of)?|no less than|not less than|more than|over|above|>=?|\u2265)\s*$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:no more than|not more than|at most|maximum(?: of)?|(?<!no )(?<!not )less than"
    r"|(?<!no )fewer than|below|under|<=?|\u2264)\s*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:increas|reduc|improv|decreas|ris(?:e|ing)\b|drop|fall|fewer|additional|change"
    r"|(?:from|between|by)\s+\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\d\s?{_PERCENT}?\s?(?:-|\u2013|to)\s?\d", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])")
_FINANCIAL_YEAR = re.compile(r"\b(?:20)?\d\d[/-](?:20)?\d\d\b")
_FEWEST_WORDS = 2  # words below which a sentence says nothing beside its number
_LONGEST_LINK = 24  # characters before a number that may say at least or at most

NO_PERIOD = "Print gives the number no period; the year of the plan is read."
NO_DIRECTION = "Print does not say whether a higher or a lower number is better; higher is read."
NO_SHAPE = "Print does not say how it is counted; the value of the period is read."
OTHER_YEAR = "Print names a year that the plan does not have; the end of its March is read."
NO_BASELINE_PERIOD = "Print gives the baseline no period; the year before is read."

Better = Literal["higher", "lower"]


class MeasureDraft(Struct, frozen=True):
    """A measure as the table has it: its words, "" if there is only a number, and its numbers.

    `targets` and `baseline` are by periods, `better` is None if print does not say, and `doubts`
    are the reasons why the reading is not sure.
    """

    text: str
    printed: str
    targets: dict[str, float]
    unit: str = ""
    better: Better | None = None
    baseline: dict[str, float] = {}
    doubts: tuple[str, ...] = ()

    def all_doubts(self) -> tuple[str, ...]:
        """Return the reasons why the reading is not sure, none if it is."""
        return self.doubts if self.better else (*self.doubts, NO_DIRECTION)


class PrintedMeasures(Struct, frozen=True):
    """The measures of a text, the lines of it that stay, and the sentences that were not read."""

    drafts: tuple[MeasureDraft, ...] = ()
    kept: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()


def named_year(text: str) -> str:
    """Return the financial year that a heading or cell names, "" if it is none or several."""
    labels = {financial_label(match[0]) for match in _FINANCIAL_YEAR.finditer(text)}
    return (labels.pop() or "") if len(labels) == 1 else ""


def measures_of_lines(lines: Iterable[str], year: FinancialYear, named: str) -> PrintedMeasures:
    """Return the measures in the lines of a cell; `named` is the year that its heading names.

    A line stays unless all of it is one measure.
    """
    drafts: list[MeasureDraft] = []
    kept: list[str] = []
    not_read: list[str] = []
    for line in lines:
        sentences = _SENTENCE_BREAK.split(line)
        found = [_draft_of_sentence(sentence, year, named) for sentence in sentences]
        drafts += [draft for draft in found if draft is not None]
        if len(found) > 1 or found[0] is None:
            kept.append(line)
        for sentence, draft in zip(sentences, found, strict=True):
            if draft is None and has_target(sentence):
                not_read.append(sentence)
    return PrintedMeasures(tuple(drafts), tuple(kept), tuple(not_read))


def has_target(text: str) -> bool:
    """Return whether a text has a percentage or a share, such as 24 of the 34."""
    return bool(_ANY_PERCENTAGE.search(text) or _SHARE.search(text))


def _draft_of_sentence(sentence: str, year: FinancialYear, named: str) -> MeasureDraft | None:
    profile = draft_of_profile(sentence, year)
    if profile is not None:
        return profile
    matches = list(_PERCENTAGE.finditer(sentence))
    unit = "%"
    if not matches:
        matches, unit = list(_SHARE.finditer(sentence)), ""
    undated = _FINANCIAL_YEAR.sub(" ", sentence)
    if len(matches) != 1 or _CHANGE.search(undated) or _RANGE.search(undated):
        return None
    match = matches[0]
    around = f"{sentence[: match.start()]} {sentence[match.end() :]}"
    has_words = len(_FINANCIAL_YEAR.sub(" ", around).split()) >= _FEWEST_WORDS
    label, doubts = _period(named or named_year(sentence), year)
    return MeasureDraft(
        text=sentence.strip() if has_words else "",
        printed=sentence.strip(),
        targets={label: _value(match[1])},
        unit=unit,
        better=_direction(sentence[: match.start()]),
        doubts=doubts,
    )


def draft_of_profile(text: str, year: FinancialYear) -> MeasureDraft | None:
    """Return the measure of percentages by quarter: "Q1: 60% Q2: 65%"; None if there are none.

    A profile that rises or falls says which way is better.
    """
    matches = list(_QUARTER_PERCENTAGE.finditer(text))
    names = [match[1] for match in matches]
    if not matches or names != sorted(set(names)):
        return None
    outside = _QUARTER_PERCENTAGE.sub(" ", text)
    if has_target(outside):
        return None
    values = [_value(match[2]) for match in matches]
    targets = {}
    for name, value in zip(names, values, strict=True):
        quarter = year.years()[0].quarter(int(name))
        targets[quarter.label.replace("-", " ")] = value
    return MeasureDraft(
        text=" ".join(outside.replace(",", " ").replace(";", " ").split()).strip(" :-\u2013."),
        printed=" ".join(text.split()),
        targets=targets,
        unit="%",
        better=_direction_of_profile(values) or _direction(text[: matches[0].start()]),
    )


def _direction_of_profile(values: Sequence[float]) -> Better | None:
    steps = [later - earlier for earlier, later in pairwise(values)]
    if any(step > 0 for step in steps) and min(steps) >= 0:
        return "higher"
    if any(step < 0 for step in steps) and max(steps) <= 0:
        return "lower"
    return None


def draft_of_cells(
    title: str, target: str, baseline: str, year: FinancialYear, named: tuple[str, str]
) -> MeasureDraft | None:
    """Return the measure of a target's own cell, with the baseline beside it if it is a number.

    `named` are the years that the headings of target and baseline name, "" if none. None if the
    target's cell is not one number.
    """
    match = _CELL.fullmatch(target.strip())
    if match is None or _CHANGE.search(target):
        return None
    better = _direction(match["limit"])
    if better is None and match["limit"].strip():
        return None
    label, doubts = _period(named[0], year)
    unit = "%"
    if not match["percent"]:
        unit = (match["unit"] or "").strip()
        doubts = (*doubts, NO_SHAPE)
    draft = MeasureDraft(
        text=title,
        printed=target.strip(),
        targets={label: _value(match["number"])},
        unit=unit,
        better=better,
        doubts=doubts,
    )
    return _with_number_before(draft, _baseline(baseline, year, named[1]))


def _with_number_before(draft: MeasureDraft, before: dict[str, float]) -> MeasureDraft:
    """Return a measure with its baseline, which may show which way is better."""
    better, doubts = draft.better, draft.doubts
    (value,) = draft.targets.values()
    for label, number in before.items():
        better = better or _direction_of_profile((number, value))
        if label.endswith("?"):
            doubts = (*doubts, NO_BASELINE_PERIOD)
    return replace(draft, better=better, baseline=before, doubts=doubts)


def _baseline(text: str, year: FinancialYear, named: str) -> dict[str, float]:
    """Return the number of a baseline's cell by its year, none if it is not one number."""
    own_year = named_year(text)
    number = _FINANCIAL_YEAR.sub("", text) if own_year else text
    match = _CELL.fullmatch(number.strip(" ()"))
    if match is None or match["limit"].strip():
        return {}
    label = own_year or named or f"{year.calendar.year(year.start_year - 1).label}?"
    return {label: _value(match["number"])}


def _period(named: str, year: FinancialYear) -> tuple[str, tuple[str, ...]]:
    """Return the period of a target and why it is doubtful: only a named one is not."""
    if not named:
        return f"{year.years()[-1].label}?", (NO_PERIOD,)
    if year.calendar.has_calendar_years:
        return f"Mar {int(named[:4]) + 1}?", (OTHER_YEAR,)
    return named, ()


def _direction(before: str) -> Better | None:
    """Return which way is better by the words before a number."""
    words = before[-_LONGEST_LINK:]
    if _AT_MOST.search(words):
        return "lower"
    return "higher" if _AT_LEAST.search(words) else None


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))
