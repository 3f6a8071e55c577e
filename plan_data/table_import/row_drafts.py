"""Read the milestones of a row from its columns: titles, starts, ends, stages and ticks."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plan_data.model import Milestone
from plan_data.table_import.column_contents import is_no_date, is_tick
from plan_data.table_import.column_headings import english_period
from plan_data.table_import.date_rewrites import RewrittenDates, rewrite_dates
from plan_data.table_import.milestone_drafts import (
    CellKind,
    CellSource,
    MilestoneDraft,
    drafts_of_timescale,
)
from plan_data.table_import.printed_date import PrintedDate
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.schedule_days import write_years_of_days
from plan_data.table_import.several_dates import (
    doubt_of_several,
    find_unread_words,
    with_cell_noted,
)
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale

_NO_END = "print gives a start and no end"
_GOES_ON = "print gives a start, and words for no end"
_START_AFTER_END = "print gives a start after the end; the end is read"
_ONE_DATE_FOR_SEVERAL = "one date is beside several milestones; read as the date of each"
_OTHER_COUNT = "print has another number of dates than of milestones"
_IS_OPEN = re.compile(r"t\.?b\.?[acd]\.?", re.IGNORECASE)  # of a stage whose date comes later
_BLANK = "undated (blank)"


def drafts_of_part(
    part: ObjectivePart, timescale: str, title: str, year: FinancialYear
) -> list[MilestoneDraft]:
    """Return the milestones of a row, in the order of its columns, at least one.

    `timescale` is what is left to read of its timescale cell, `title` that of the objective.
    """
    named = part.milestone or title
    drafts = [*_stage_drafts(part, named, year), *_tick_drafts(part, named, year)]
    has_other_dates = bool(drafts)
    if timescale or part.start or part.milestone or not has_other_dates:
        own = _own_drafts(part, timescale, year)
        if not has_other_dates or timescale or part.start:
            drafts = [*own, *drafts]
    return drafts


def _own_drafts(part: ObjectivePart, timescale: str, year: FinancialYear) -> list[MilestoneDraft]:
    lines = part.milestone.split("\n")
    dates = timescale.split("\n")
    if len(lines) == len(dates) > 1:
        return list(_paired_drafts(lines, dates, part, year))
    if part.milestone and not timescale and not part.start:
        return _drafts_of_milestone_alone(part, year)
    drafts = _with_start(_dated_phrases(timescale, part, year), part, year)
    drafts = [_with_note(draft, part.note) for draft in drafts]
    if not part.milestone:
        return drafts
    return _drafts_of_lines(lines, drafts, flatten(part.milestone))


def _drafts_of_lines(
    lines: Sequence[str], drafts: Sequence[MilestoneDraft], title: str
) -> list[MilestoneDraft]:
    """Return the milestones of a cell with another number of lines than of dates."""
    if len(lines) == 1:
        return _with_title(drafts, title)
    if len(drafts) > 1:
        return [_with_doubt(draft, _OTHER_COUNT) for draft in _with_title(drafts, title)]
    return [_with_doubt(_with_title(drafts, line)[0], _ONE_DATE_FOR_SEVERAL) for line in lines]


def _paired_drafts(
    lines: Sequence[str], dates: Sequence[str], part: ObjectivePart, year: FinancialYear
) -> Iterator[MilestoneDraft]:
    """Yield the milestones of two cells that have as many lines as each other."""
    for line, day in zip(lines, dates, strict=True):
        yield from _with_title(_dated_phrases(day, part, year), line)


def _drafts_of_milestone_alone(part: ObjectivePart, year: FinancialYear) -> list[MilestoneDraft]:
    """Return the milestones of a cell whose dates, if it has any, are in its own words."""
    drafts = _dated(part.milestone, part, year, "title")
    if any(draft.due for draft in drafts):
        return drafts
    blanks = []
    for line in part.milestone.split("\n"):
        blanks.append(MilestoneDraft(line, when=_BLANK))  # noqa: PERF401 - reads better
    return blanks


def _with_title(drafts: Sequence[MilestoneDraft], title: str) -> list[MilestoneDraft]:
    titled = []
    for draft in drafts:
        text = title
        if draft.text and draft.text.casefold() not in title.casefold():
            text = f"{title}: {draft.text}"
        titled.append(replace(draft, text=text))
    return titled


def _dated_phrases(text: str, part: ObjectivePart, year: FinancialYear) -> list[MilestoneDraft]:
    """Return the milestones of a cell of timescales."""
    if part.evidence.has_phrases:
        return _dated(text, part, year, "phrases")
    return _dated(text, part, year)


def _dated(
    text: str, part: ObjectivePart, year: FinancialYear, kind: CellKind = "dates"
) -> list[MilestoneDraft]:
    rewritten = rewrite_dates(text, year, month_first=part.month_first)
    write_years_of_days(rewritten, part.day_years, year)
    drafts = []
    read = drafts_of_timescale(rewritten.text, year)
    doubt = rewritten.doubt or doubt_of_several(rewritten.text, read, kind)
    for draft in read:
        marked = _with_doubt(draft, doubt)
        marked = _with_note(marked, rewritten.note)
        drafts.append(replace(marked, printed=_as_printed(draft.printed, rewritten)))
    if find_unread_words(text, drafts):
        drafts = with_cell_noted(text, drafts)
    unread = tuple(find_unread_words(rewritten.text, read))
    all_words = " ".join(draft.text for draft in drafts)
    sourced = []
    for draft in drafts:
        words = all_words if kind == "dates" else draft.text
        source = CellSource(rewritten.text, kind, words, unread, rewritten.by_plan_year)
        sourced.append(replace(draft, source=source))
    return sourced


def _as_printed(printed: str, rewritten: RewrittenDates) -> str:
    for made, original in rewritten.printed.items():
        words = rf"(?<!\w){re.escape(made)}(?!\w)"
        printed = re.sub(words, lambda _: original, printed)  # noqa: B023 - called at once
    return printed


def _with_doubt(draft: MilestoneDraft, doubt: str) -> MilestoneDraft:
    """Return a draft with its date marked as a guess, if it has one and there is a doubt."""
    if not doubt or not draft.when or draft.when.startswith("undated"):
        return draft
    why = draft.why or doubt
    return replace(draft, when=f"{draft.when.removesuffix('?')}?", why=why)


def _with_note(draft: MilestoneDraft, note: str) -> MilestoneDraft:
    if not note:
        return draft
    return replace(draft, note="; ".join(filter(None, [draft.note, note])))


# Starts and ends.


def _with_start(
    drafts: list[MilestoneDraft], part: ObjectivePart, year: FinancialYear
) -> list[MilestoneDraft]:
    """Return the milestones with the row's start: a start alone is never a deadline."""
    if not part.start:
        return drafts
    start = _dated(part.start, part, year)[0]
    note = f"print gives the start '{flatten(part.start)}'"
    dated, figures = _without_figures(drafts)
    if _repeats_without_end(start, dated):
        return [start, *figures]
    begin = _bare(start.when or "")
    if not (start.due and begin) or len(dated) != 1:
        return [_with_note(draft, note) for draft in drafts]
    joined = _joined(begin, start, dated[0], note, year)
    return [_with_source(joined, start), *figures]


def _with_source(end: MilestoneDraft, start: MilestoneDraft) -> MilestoneDraft:
    """Return the milestone of a start and an end with the cells of both as its source."""
    if not start.source or not end.source:
        return end
    return replace(end, source=start.source.joined(end.source))


def _without_figures(
    drafts: Sequence[MilestoneDraft],
) -> tuple[list[MilestoneDraft], list[MilestoneDraft]]:
    """Return the milestones without quarters' figures, and those with them."""
    dated = [draft for draft in drafts if not draft.cumulative]
    return dated, [draft for draft in drafts if draft.cumulative]


def _repeats_without_end(start: MilestoneDraft, ends: Sequence[MilestoneDraft]) -> bool:
    """Return whether the cell of a start says "every year" or "ongoing", and that of the end nothing."""
    if not (start.when or "").startswith(("every ", "ongoing")):
        return False
    return [end.when for end in ends] == [_BLANK]


def _joined(
    begin: str, start: MilestoneDraft, end: MilestoneDraft, note: str, year: FinancialYear
) -> MilestoneDraft:
    when = end.when or _BLANK
    if when == _BLANK:
        printed = start.printed
        return replace(end, printed=printed, when=f"from {begin}?", why=start.why or _NO_END)
    if when.startswith("ongoing"):
        return _ongoing_from(begin, start, end)
    if not end.due:
        return _with_note(end, note)
    window = f"{begin} to {_bare(when)}"
    if begin == _bare(when):
        window = begin
    if not _is_valid(window, year):
        return _with_doubt(end, _START_AFTER_END)
    printed = f"{start.printed} to {end.printed}"
    return _with_doubt(replace(end, when=window, printed=printed), start.why or end.why)


def _ongoing_from(begin: str, start: MilestoneDraft, end: MilestoneDraft) -> MilestoneDraft:
    printed = f"{start.printed} {end.printed}"
    ongoing = replace(end, when=f"ongoing from {begin}", printed=printed)
    return _with_doubt(ongoing, start.why or end.why or _GOES_ON)


def _bare(when: str) -> str:
    return when.removesuffix("?").removeprefix("from ").removeprefix("by ")


def _is_valid(when: str, year: FinancialYear) -> bool:
    try:
        return bool(expand_occurrences(Milestone(id="", title="", when=when), year))
    except NotATimescale:
        return False


# A column of dates for each stage, and ticks under months.


def _stage_drafts(part: ObjectivePart, title: str, year: FinancialYear) -> Iterator[MilestoneDraft]:
    for heading, cell in part.stages:
        if is_no_date(cell) and not _IS_OPEN.fullmatch(cell.strip()):
            continue
        for draft in _dated(cell, part, year):
            named = replace(draft, text=f"{flatten(heading)}: {flatten(title)}")
            yield _with_doubt(named, part.stage_doubt)


class _Ticked(Struct, frozen=True):
    """A filled cell under a time: its place among the columns of times, and the time."""

    place: int
    words: str
    date: PrintedDate
    heading: str


def _tick_drafts(part: ObjectivePart, title: str, year: FinancialYear) -> Iterator[MilestoneDraft]:
    """Yield a milestone for each word under a time, and for each run of ticks."""
    run: list[_Ticked] = []
    for ticked in _ticked_cells(part, year):
        if not is_tick(ticked.words):
            yield _draft_of_run([ticked], f"{flatten(ticked.words)}: {flatten(title)}")
        elif run and ticked.place == run[-1].place + 1:
            run.append(ticked)
        else:
            if run:
                yield _draft_of_run(run, flatten(title))
            run = [ticked]
    if run:
        yield _draft_of_run(run, flatten(title))


def _ticked_cells(part: ObjectivePart, year: FinancialYear) -> Iterator[_Ticked]:
    for place, (heading, cell) in enumerate(part.ticks):
        dates = find_printed_dates(rewrite_dates(english_period(heading), year).text, year)
        if cell and dates:
            yield _Ticked(place, cell, dates[0], flatten(heading))


def _draft_of_run(run: Sequence[_Ticked], text: str) -> MilestoneDraft:
    first, last = run[0], run[-1]
    when = first.date.period
    printed = first.heading
    if last is not first:
        when = f"{when} to {last.date.period}"
        printed = f"{printed} to {last.heading}"
    why = first.date.why or last.date.why
    draft = MilestoneDraft(text, printed, when, why, due=last.date.days)
    return _with_doubt(draft, why)
