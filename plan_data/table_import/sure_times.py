"""Decide whether a time that was read from a table is sure.

A time is sure only if every condition of `CONDITIONS` is met. Each is about what may be wrong
although the words of the date are plain: the column, the rest of the cell, the row, the year.
"""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.milestone_drafts import MilestoneDraft
from plan_data.table_import.printed_weekdays import WEEKDAY, wrong_weekday
from plan_data.table_import.several_dates import telling_words
from plan_data.timescale.financial_year import FinancialYear


class TimeContext(Struct, frozen=True):
    """A milestone as it was read, and what is known of its row, its column and the plan.

    `title` is that of its objective, `column_doubt` says why the column of its time is a guess, ""
    if it is not, and `rival` is the heading of another column that has a date for the row, "" if none.
    `years` counts the cells of the table's dates that have a year; `year` is the plan's, and
    `year_doubt` and `start_doubt` say why the plan's year, and the month in which a year starts,
    are guesses.
    """

    draft: MilestoneDraft
    title: str
    column_doubt: str
    rival: str
    years: Mapping[int, int]
    year: FinancialYear
    year_doubt: str
    start_doubt: str


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STARTED = re.compile(r"\bfrom .*$")  # work may have started long before the plan
_FISCAL = re.compile(r"\bfy\s?\d", re.IGNORECASE)
_OWN_RANGE = re.compile(r" (?:from|to|in) ")
_NEAR_THE_PLAN = 1  # years before and after the plan's
_NEAR_OTHERS = 2  # years from a year of another row
_ROUND_YEARS = 5  # 2030, 2035: years that plans aim at
_LENGTH = r"\b(?:\d{1,3}|one|two|three|six|twelve) (?:[a-z]+ )?(?:days?|weeks?|months?|years?)\b"
# Words beside a date that leave it as it is.
_CHANGES_NOTHING = re.compile(
    r"week|year|latest|next|meeting|budget|council|cabinet|board|committee|governors|inset|bst|cet"
    r"|short|medium|long|term|m\d{1,2}|au|plus|tard|de|du|des|le|la|les|el|del|al|en|à|entre|between|et|y|e"
    r"|jusqu|bis|zum|am|im|den|der|ab|und|zwischen|spätestens"
)
# Words that say of a date that it is past, was replaced, or is not the end of the work.
_OTHER_MEANING = re.compile(
    r"\b(?:superseded|cancelled|withdrawn|previously|originally|original|formerly|was|were|since"
    r"|began|last|actual|no longer|instead|moved from|slipped|seit|depuis|desde)\b"
    rf"|{_LENGTH}(?: (?:of|after|before|from|following|prior to)\b)|\bfor (?:up to )?{_LENGTH}",
    re.IGNORECASE,
)
_OPENS_WITH_PAST = re.compile(
    r"(?:then |and |now |only )*(?:implemented|started|began|begun|commenced|achieved|held|reviewed|completed?|done|closed|finished"
    r"|delivered|approved|agreed|adopted|signed|launched|published|beschlossen|erledigt"
    r"|abgeschlossen|begonnen|umgesetzt|signée?|créée?|ouverte?|réalisée?|approuvée?|achevée?"
    r"|cumplid[oa]|aprobad[oa]|realizad[oa]|firmad[oa]|iniciad[oa])\b(?! by\b)",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"(?:last |next )?(?:updated|reviewed|approved)\b|version \d|as (?:at|of)\b"
    r"|(?:notes?|key|legend|source|signed|prepared by|printed|(?:sub|grand )?totals?)\b.{0,20}$",
    re.IGNORECASE,
)
_LEADS_TO_DEADLINE = re.compile(
    r"\b(?:by|until|before|due|deadline)\W*(?:the )?(?:end of )?$", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[;\n]|\.\s|,\s")
_EDGES = " .,;:()[]-\u2013\u2014\n\t"


def _column_says_when(time: TimeContext) -> str:
    """Require a column that its heading or a person names, and whose cells look like it."""
    return time.column_doubt


def _no_other_date_in_the_row(time: TimeContext) -> str:
    """Require that no other column of the row has a date that may be when."""
    if time.rival:
        return f"the column '{time.rival}' has a date too, and either may be when"
    return ""


def _cell_is_read_to_the_end(time: TimeContext) -> str:
    """Require that each word of the cell is read, unless the cells of the column are phrases."""
    source = time.draft.source
    if source is None or source.kind == "phrases":
        return ""
    words = list(source.unread)
    if source.kind == "dates":
        words += telling_words(source.words)
    left = [word for word in words if not _changes_nothing(word)]
    if left:
        return f"print says '{' '.join(left)}' beside the date"
    return ""


def _changes_nothing(word: str) -> bool:
    return bool(_CHANGES_NOTHING.fullmatch(word) or WEEKDAY.fullmatch(word))


def _words_look_forward(time: TimeContext) -> str:
    """Require that no word says that the date is past or replaced, or counts from it."""
    if time.draft.source is None:
        return ""
    words = " ".join([*time.draft.source.unread, time.draft.source.words])
    found = _OTHER_MEANING.search(words) or _OPENS_WITH_PAST.match(words)
    if found:
        return f"print says '{found[0]}' with the date"
    return ""


def _date_is_no_mention(time: TimeContext) -> str:
    """Require that a date in the words of the work opens or ends a clause, or follows "by"."""
    source = time.draft.source
    if source is None or source.kind != "title":
        return ""
    before, _, after = source.text.partition(time.draft.printed)
    before = _CLAUSE_END.split(before)[-1]
    after = _CLAUSE_END.split(after)[0]
    if not before.strip(_EDGES) or not after.strip(_EDGES) or _LEADS_TO_DEADLINE.search(before):
        return ""
    return "the date stands in the words of the work and may be a part of them"


def _weekday_agrees(time: TimeContext) -> str:
    """Require that a weekday is that of its date."""
    if time.draft.source is None:
        return ""
    return wrong_weekday(time.draft.source.text, time.year)


def _year_is_near(time: TimeContext) -> str:
    """Require a year of the plan, one beside those of other rows, or a round year ahead."""
    for printed in _YEAR.findall(_STARTED.sub("", time.draft.when or "")):
        year = int(printed)
        if not _is_of_plan(time.year, year) and not _has_others(time, year):
            return f"{year} is far from the plan's years and from those of the other rows"
    return ""


def _is_of_plan(plan: FinancialYear, year: int) -> bool:
    first = plan.first.year - _NEAR_THE_PLAN
    last = plan.last.year + _NEAR_THE_PLAN
    is_target = year > last and not year % _ROUND_YEARS
    return is_target or first <= year <= last


def _has_others(time: TimeContext, year: int) -> bool:
    """Return whether other rows have a year that is near."""
    count = 0
    for near in range(year - _NEAR_OTHERS, year + _NEAR_OTHERS + 1):
        count += time.years.get(near, 0)
    return count > 1


def _years_of_plan_are_known(time: TimeContext) -> str:
    """Require a plan's year that is no guess, of FY25, a repeat in all its years, and days in them."""
    when = time.draft.when or ""
    is_in_all_years = when.startswith("every ") and not _OWN_RANGE.search(when)
    is_by_plan = time.draft.source is not None and time.draft.source.by_plan_year
    if is_in_all_years or is_by_plan or _FISCAL.search(time.draft.printed):
        return time.year_doubt
    return ""


def _start_of_year_is_known(time: TimeContext) -> str:
    """Require, of a year such as 2025/26 or its quarter, that the month of its start is given."""
    if "/" in (time.draft.when or ""):
        return time.start_doubt
    return ""


def _row_is_work(time: TimeContext) -> str:
    """Require a row of work, not a total or a note such as "Last updated"."""
    if _NO_WORK.match(time.title):
        return f"'{time.title}' may be no work"
    return ""


CONDITIONS: tuple[Callable[[TimeContext], str], ...] = (
    _column_says_when,
    _no_other_date_in_the_row,
    _row_is_work,
    _cell_is_read_to_the_end,
    _words_look_forward,
    _date_is_no_mention,
    _weekday_agrees,
    _year_is_near,
    _years_of_plan_are_known,
    _start_of_year_is_known,
)


def marked_unless_sure(time: TimeContext) -> MilestoneDraft:
    """Return the milestone, its time marked as a guess if a condition is not met."""
    draft = time.draft
    when = draft.when or ""
    if not when or when.startswith("undated"):
        return draft
    for condition in CONDITIONS:
        why = condition(time)
        if why:
            return replace(draft, when=f"{when.removesuffix('?')}?", why=draft.why or why)
    return draft
