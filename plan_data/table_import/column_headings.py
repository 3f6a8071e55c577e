"""Find the header row of a table, and what each heading says alone."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plan_data.table_import.foreign_months import FOREIGN_MONTH, english_month
from plan_data.table_import.heading_openings import role_of_opening
from plan_data.table_import.heading_words import ROLE_OF_PHRASE, ColumnRole, plain_heading
from plan_data.table_import.other_headings import WEAK_WORDS
from plan_data.table_import.table_cells import Row

_TELLING_WORDS = ("objective", "objectives", "timescale", "timescales", "lead")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PERIOD_HEADING = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ .'\u2019-]*(?:(?:20)?\d\d)?"
    r"|q(?:tr|uarter)? ?[1-4][ ,/-]*(?:fy ?)?(?:(?:20)?\d\d(?:[/-]\d\d)?)?"
    r"|fy ?(?:20)?\d\d(?:[/-](?:20)?\d\d)?[ ,/-]*(?:q[1-4])?"
    r"|(?:20\d\d(?:[/-](?:20)?\d\d)?)[ ,/-]*(?:q[1-4])?|h[12][ ,/-]*(?:(?:20)?\d\d(?:/\d\d)?)?)",
    re.IGNORECASE,
)
_WORDS_AFTER_PERIOD = re.compile(
    r"(?<=\d)(?:\s+(?:key )?(?:milestones?|actions?|activit(?:y|ies)|deliverables?|outputs?|tasks?))?"
    r"(?:\s*\([a-z]{3,9}\s*(?:-|\u2013|to)\s*[a-z]{3,9}\))?",
    re.IGNORECASE,
)
_NUMBERED_YEAR = re.compile(
    r"(?:(?:year|yr|y)\s?\d|(?:(?:key )?milestones?|(?:key )?actions?|activit(?:y|ies)|deliverables?"
    r"|steps?)(?: (?:for|in|by))?)\s*[:,(\[\u2013-]*\s*(?P<period>[^)\]]*\d)[)\]]?"
    r"|(?P<quarter>q[1-4])\s?\([^)]*\)",
    re.IGNORECASE,
)
_FOREIGN_PART = re.compile(r"(?P<kind>[st])(?P<number>[1-4])[ -]*(?P<year>20\d\d)", re.IGNORECASE)
# Months as the charts of other languages shorten them, where English does not.
_SHORT_MONTHS = {
    "ene": "Jan", "abr": "Apr", "ago": "Aug", "dic": "Dec", "janv": "Jan", "fév": "Feb",
    "févr": "Feb", "avr": "Apr", "mai": "May", "juin": "Jun", "juil": "Jul", "août": "Aug",
    "aoû": "Aug", "déc": "Dec", "mär": "Mar", "mrz": "Mar", "okt": "Oct", "dez": "Dec", "set": "Sep",
}  # fmt: skip
_MONTH_OF_HEADING = re.compile(
    rf"(?P<month>{'|'.join(_SHORT_MONTHS)}|{FOREIGN_MONTH})\.?[ -]*(?P<year>(?:20\d\d)?)",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:last|latest|raised|created|updated|modified|logged|reported|meeting|opened|added|agreed"
    r"|approved|identified|entered|actual|achieved|completed|previous|reviewed|actualización"
    r"|actualisation|date of report|minutes?)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:budgets?|costs?|funding|funds?|amounts?|expenditure|spend|usd|eur|gbp|beneficiar\w+|participants"
    r"|attendees|(?:number|no\.?) of|quantity|montant|co[uû]t|presupuesto|kosten)\b|[$€£]",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b[a-z]{3,9}[ -]\d\d\b",
    re.IGNORECASE,
)
_BEGINS_WITH_DAY = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d\d?\b", re.IGNORECASE
)
_HISTORY = re.compile(
    r"\b(?:history|(?:version|document|change) (?:control|log|record))\b", re.IGNORECASE
)
_VERSION = re.compile(
    r"v?\d{1,3}(?:\.\d{1,3}){2,3}(?:[ -]?(?:rc|beta|alpha)[ -]?\d{0,2})?", re.IGNORECASE
)
_LONGEST_HEADING = 90  # characters
_SHORTEST_PHRASE = 4  # characters, for a match inside a longer heading or by likeness
_LEAST_LIKENESS = 0.8  # ratio of difflib from which a misspelt heading counts
_ROLES_OF_ENDINGS = frozenset({"objective", "milestone", "lead"})  # Priority interventions
_REFERENCES = frozenset({"ref", "reference", "id"})  # which also end a longer heading: Scheme ref
_LEADS = re.compile(r"lead (?!times?\b)")  # Lead delivery body
_FEWEST_ROLES = 2  # columns of a header; one word alone may be anything
_MOST_LIKELY_HEADINGS = 40  # cells of a row of misspelt headings, each slow to compare
_FIRST_ROWS = 30  # rows in which a header with misspelt headings is searched


def count_roles(rows: Sequence[Row]) -> int:
    """Return how many roles the best row of headings has."""
    return max(map(count_certain_roles, rows), default=0)


def find_header(rows: Sequence[Row]) -> int | None:
    """Return the index of the row with the most headings, or the first with misspelt ones."""
    if not rows:
        return None
    counts = []
    for index, row in enumerate(_rows_above_others(rows)):
        counts.append(0 if heads_history(rows, index) else count_certain_roles(row))
    most = max(counts)
    if most >= _FEWEST_ROLES:
        return counts.index(most)
    first = rows[:_FIRST_ROWS]
    for find in (_row_of_periods, _row_above_stages, _row_of_likely_headings):
        found = find(first)
        if found is not None:
            return found
    return _first_row_above_dates(first)


def heads_history(rows: Sequence[Row], index: int) -> bool:
    """Return whether the line above a table says that it has the history of the document."""
    if not index or not rows[index - 1].outside:
        return False
    return bool(_HISTORY.search(rows[index - 1].cells[0]))


def _rows_above_others(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that have filled rows below them, or else all."""
    end = len(rows)
    while end and not rows[end - 1].filled():
        end -= 1
    return rows[: end - 1] or rows


def _row_of_periods(rows: Sequence[Row]) -> int | None:
    """Return the index of the first row of several cells, or of a table, if it has periods."""
    is_first = True
    for index, row in enumerate(rows):
        if _may_be_header(row) and (row.heads or is_first) and _heads_periods(row):
            return index
        is_first = is_first and (row.outside or len(row.filled()) < _FEWEST_ROLES)
    return None


def _row_of_likely_headings(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows):
        if _count_likely_roles(row) >= _FEWEST_ROLES:
            return index
    return None


def _row_above_stages(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows):
        below = rows[index + 1 : index + 2]
        if count_certain_roles(row) and below and _are_headings_of_dates(row, below[0]):
            return index
    return None


def _heads_periods(row: Row) -> bool:
    """Return whether words are in a row of months, quarters or years: Deliverable, Q1 2021, ..."""
    filled = [row.cells[column] for column in row.filled()]
    periods = [cell for cell in filled if is_period_heading(cell)]
    words = [cell for cell in filled if not any(map(str.isdigit, cell)) and cell not in periods]
    return len(periods) >= _FEWEST_ROLES and bool(words)


def _first_row_above_dates(rows: Sequence[Row]) -> int | None:
    """Return the index of the first row of several words without digits that has dates below it."""
    for index, row in enumerate(rows[:-1]):
        if not _may_be_header(row) or len(row.filled()) < _FEWEST_ROLES:
            continue
        if _has_digits(row) or rows[index + 1].outside:
            return None
        dated = filter(None, map(_DATED.search, rows[index + 1].cells))
        return index if any(dated) else None
    return None


def _has_digits(row: Row) -> bool:
    """Return whether a cell has digits, the numbers of versions such as 25.8.1 apart."""
    named = [cell for cell in row.cells if not _VERSION.fullmatch(cell.strip())]
    return any(map(str.isdigit, "".join(named)))


def _are_headings_of_dates(row: Row, below: Row) -> bool:
    """Return whether words have dates below them: Publication, First draft, Final."""
    if len(row.filled()) <= _FEWEST_ROLES or any(map(str.isdigit, "".join(row.cells))):
        return False
    dated = [cell for cell in below.cells if any(map(str.isdigit, cell))]
    return len(dated) >= _FEWEST_ROLES


def is_not_about_deadlines(heading: str) -> bool:
    """Return whether a heading is that of dates that look back, or of money or people.

    Last review, date raised; budget, beneficiaries.
    """
    return bool(_LOOKS_BACK.search(heading) or _COUNTS.search(heading))


def is_period_heading(heading: str) -> bool:
    """Return whether a heading is a month, a quarter, a half or a year alone: Year 1 (2024/25)."""
    numbered = _NUMBERED_YEAR.fullmatch(heading.strip())
    if numbered:
        heading = numbered["period"] or numbered["quarter"]
    return bool(_PERIOD_HEADING.fullmatch(english_period(heading.strip())))


def english_period(heading: str) -> str:
    """Return the heading of a period in English and alone: H1 2024 for S1 2024, Q1 for Q1 tasks."""
    heading = _WORDS_AFTER_PERIOD.sub("", heading)
    part = _FOREIGN_PART.fullmatch(heading.strip())
    if part:
        kind = {"s": "H", "t": "Q"}[part["kind"].lower()]
        return f"{kind}{part['number']} {part['year']}"
    month = _MONTH_OF_HEADING.fullmatch(heading.strip())
    if month and month["month"].casefold() in _SHORT_MONTHS:
        return f"{_SHORT_MONTHS[month['month'].casefold()]} {month['year']}".strip()
    if month:
        return f"{english_month(month['month'])} {month['year']}".strip()
    return heading


def count_certain_roles(row: Row) -> int:
    """Return how many different roles the cells of a row name without a guess."""
    if not _may_be_header(row):
        return 0
    return len(set(_certain_roles(row)))


def _count_likely_roles(row: Row) -> int:
    if not _may_be_header(row) or len(row.filled()) > _MOST_LIKELY_HEADINGS:
        return 0
    if any(map(_BEGINS_WITH_DAY.match, row.cells)):
        return 0
    roles = {role_of_heading(cell)[0] for cell in filter(None, row.cells)}
    return len(roles - {None})


def _may_be_header(row: Row) -> bool:
    return not row.outside and all(len(cell) <= _LONGEST_HEADING for cell in row.cells)


def _certain_roles(row: Row) -> Iterator[ColumnRole]:
    """Yield the roles of cells that are headings, or hold the word of one, without likeness."""
    for cell in filter(None, row.cells):
        words = plain_heading(_BRACKETED.sub(" ", cell))
        role = ROLE_OF_PHRASE.get(words) or role_of_opening(words)
        if role:
            yield role
        elif any(_has_phrase(words, word) for word in _TELLING_WORDS):
            yield role_of_heading(cell)[0] or "other"


def role_of_heading(heading: str) -> tuple[ColumnRole | None, bool]:
    """Return the role that a heading names, and whether that is sure."""
    words = plain_heading(heading)
    if not words or len(heading) > _LONGEST_HEADING:
        return None, False
    role = ROLE_OF_PHRASE.get(words) or role_of_opening(words)
    if not role and words.endswith(" percent"):
        return "percent", False
    if not role:
        without_brackets = _BRACKETED.sub(" ", heading)
        role = ROLE_OF_PHRASE.get(plain_heading(without_brackets))
    if role:
        return role, True
    if _LEADS.match(words):
        return "lead", False
    return _role_of_phrase_inside(words) or _role_of_nearest_phrase(words), False


def _role_of_phrase_inside(words: str) -> ColumnRole | None:
    """Return the role of the longest known phrase that ends a heading, or else is in it."""
    parts = words.split()
    for begin in range(1, len(parts)):
        ending = " ".join(parts[begin:])
        role = ROLE_OF_PHRASE.get(ending)
        if role in _ROLES_OF_ENDINGS and ending not in WEAK_WORDS:
            return role
        if ending in _REFERENCES:
            return "ref"
    return ROLE_OF_PHRASE.get(_longest_phrase_inside(words))


def _longest_phrase_inside(words: str) -> str:
    """Return the longest known phrase in a heading, "" if it has none."""
    best = ""
    for phrase in ROLE_OF_PHRASE:
        if phrase in WEAK_WORDS:
            continue
        longer = len(phrase) > len(best) and len(phrase) >= _SHORTEST_PHRASE
        if longer and _has_phrase(words, phrase):
            best = phrase
    return best


def _role_of_nearest_phrase(words: str) -> ColumnRole | None:
    """Return the role of the known phrase that a misspelt heading is most like."""
    if len(words) < _SHORTEST_PHRASE:
        return None
    likeness, phrase = max(_likenesses(words), key=lambda pair: pair[0], default=(0.0, ""))
    if likeness < _LEAST_LIKENESS:
        return None
    return ROLE_OF_PHRASE[phrase]


def _likenesses(words: str) -> Iterator[tuple[float, str]]:
    """Yield how like each phrase is, without those that have too few letters in common."""
    for phrase in ROLE_OF_PHRASE:
        longest = (len(words) + len(phrase)) * _LEAST_LIKENESS / 2  # of the letters in common
        if min(len(words), len(phrase)) < longest:
            continue
        matcher = SequenceMatcher(None, words, phrase)
        if matcher.quick_ratio() >= _LEAST_LIKENESS:
            yield matcher.ratio(), phrase


def _has_phrase(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "
