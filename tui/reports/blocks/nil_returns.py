"""Nil returns: leads who have something open, and did not answer or had nothing to report.

They are those of the return round for the period, if one was opened. Without one, they are the
leads and pathways with something open about which nothing was recorded in the quarter.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from plan_data.vocabulary import capitalized
from store.checklist.milestones import count_once, deciding_items
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from store.query.open_items import is_open
from store.query.reporting_period import is_after
from store.returns.rounds import AnswerState, OpenRound, asked_rounds, find_rounds, round_answers
from tui.reports.blocks.report_groups import ReportGroup, group_items
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Column, ReportTable

_NO_RETURN = kinds_that(lambda traits: not traits.is_return)
_GROUPINGS_WITH_RETURNS: tuple[GroupBy, ...] = ("lead", "pathway")
_TO_RETURN = timedelta(days=31)  # after a quarter's end, in which its returns come in
_MOST_NAMES = 12
_NAME = Column("name", "Name")
_CODE = Column("code", "Code", "ref")
_ANSWER = Column("answer", "Answer")
_MILESTONES = Column("milestones", "Milestones", "number")
_STILL_OPEN = Column("open", "Still open", "number")


class _NilReturn(ReportGroup, frozen=True, kw_only=True):
    """A lead or pathway without a return. `answer` is that to the round, empty without one."""

    by: GroupBy
    milestones: int
    still_open: int
    answer: AnswerState | Literal[""] = ""


def nil_return_points(context: ReportContext) -> Iterator[str]:
    """Yield a line about those who did not answer, and one about those with nothing to report.

    Without a round, yield a line about the leads, and one about the pathways.
    """
    opened = _round_of_period(context)
    if opened is not None:
        yield from _points_of_round(context, opened)
        return
    since = format_day(_first_day(context))
    for by in _GROUPINGS_WITH_RETURNS:
        found = [each for each in _unrecorded(context) if each.by == by]
        if found:
            nouns = context.vocabulary.plural_title(by)
            names = _names_text(context, found)
            yield f"{nouns} with something open, and nothing recorded since {since}: {names}."


def _points_of_round(context: ReportContext, opened: OpenRound) -> Iterator[str]:
    nil_returns = _returns_of_round(context, opened)
    nouns = context.vocabulary.plural_title(_asked(opened))
    period, answer_by = opened.opened.period, format_day(opened.answer_by)
    silent = [each for each in nil_returns if each.answer == "not answered"]
    if silent:
        names = _names_text(context, silent)
        asked = f"the return round for {period}, to be answered by {answer_by}"
        yield f"{nouns} that have not answered {asked}: {names}."
    nothing = [each for each in nil_returns if each.answer == "nothing to report"]
    if nothing:
        names = _names_text(context, nothing)
        yield f"{nouns} that answered that they have nothing to report for {period}: {names}."


def _names_text(context: ReportContext, nil_returns: Sequence[_NilReturn]) -> str:
    shown = nil_returns[:_MOST_NAMES]
    names = "; ".join([_name_text(context, each) for each in shown])
    if more := len(nil_returns) - len(shown):
        return f"{names}; and {more} more"
    return names


def _name_text(context: ReportContext, nil_return: _NilReturn) -> str:
    name = nil_return.name
    if nil_return.by == "lead" and nil_return.code:
        name = context.printed_leads_text((nil_return.code,))
    return f"{name} ({nil_return.still_open} open)"


def nil_returns_table(context: ReportContext) -> ReportTable:
    """Return the nil returns, with how many milestones of each are open."""
    vocabulary = context.vocabulary
    nouns = [vocabulary.singular(noun) for noun in context.checklist.loaded.stated_nouns]
    kind = Column("kind", capitalized(" or ".join(nouns)) or "Kind")
    opened = _round_of_period(context)
    if opened is None:
        columns: tuple[Column, ...] = (_NAME, kind, _CODE, _MILESTONES, _STILL_OPEN)
        found = _unrecorded(context)
        since = format_day(_first_day(context))
        title = f"Nil returns: something open, and nothing recorded since {since}"
        nothing = f"None: something is recorded for every {' and '.join(nouns) or 'part'}."
    else:
        columns = (_NAME, kind, _CODE, _ANSWER, _MILESTONES, _STILL_OPEN)
        found = _returns_of_round(context, opened)
        title = f"Nil returns: the return round for {opened.opened.period}"
        nothing = f"None: every {vocabulary.singular(_asked(opened))} that was asked has reported."
    rows = []
    for each in found:
        cells = [each.name, vocabulary.title(each.by), each.code]
        cells += [each.answer] if opened is not None else []
        rows.append(table_row(*cells, each.milestones, each.still_open))
    return ReportTable("nil_returns", title, columns, rows=tuple(rows), nothing=nothing)


def _first_day(context: ReportContext) -> date:
    """Return the first day of the quarter that is reported on.

    In the month after its end, that is still the quarter before: its returns are coming in.
    """
    calendar = context.checklist.loaded.year.calendar
    return calendar.quarter_containing(context.as_of - _TO_RETURN).first


# With a round


def _round_of_period(context: ReportContext) -> OpenRound | None:
    """Return the round that was opened last for the quarter that is reported on, or a part of it."""
    first = _first_day(context)
    rounds = find_rounds(context.checklist.entries, context.checklist.loaded.year.calendar)
    for opened in reversed(asked_rounds(rounds)):
        if opened.period.last >= first and opened.period.first <= context.as_of:
            return opened
    return None


def _asked(opened: OpenRound) -> Literal["lead", "pathway"]:
    if opened.opened.of_pathways:
        return "pathway"
    return "lead"


def _returns_of_round(context: ReportContext, opened: OpenRound) -> list[_NilReturn]:
    """Return who of a round has not answered or had nothing to report, in the round's order.

    These are the names that `returns status` has so; a filter leaves out those without an item.
    """
    by = _asked(opened)
    groups = {group.code: group for group in group_items(context, by, context.items)}
    found = []
    for answer in round_answers(opened, context.checklist.entries):
        group = groups.get(answer.code)
        if answer.state == "answered" or (group is None and not context.covers_plan):
            continue
        group = group or ReportGroup(answer.code, answer.code, ())
        found.append(_nil_return(group, by, answer.state))
    return found


def _nil_return(
    group: ReportGroup, by: GroupBy, answer: AnswerState | Literal[""] = ""
) -> _NilReturn:
    milestones = deciding_items(count_once(group.items))
    still_open = sum(map(is_open, milestones))
    return _NilReturn(
        group.code,
        group.name,
        group.items,
        by=by,
        milestones=len(milestones),
        still_open=still_open,
        answer=answer,
    )


# Without one


def _unrecorded(context: ReportContext) -> list[_NilReturn]:
    """Return the leads and pathways with no entry on any of their items in the quarter."""
    returned = _refs_with_return(context)
    found = []
    for by in _GROUPINGS_WITH_RETURNS:
        for group in group_items(context, by, context.items):
            nil_return = _nil_return(group, by)
            refs = {item.ref for item in group.items}
            if nil_return.still_open and refs.isdisjoint(returned):
                found.append(nil_return)
    return found


def _refs_with_return(context: ReportContext) -> set[str]:
    day_before = _first_day(context) - timedelta(days=1)
    refs = set()
    for item in context.items:
        if any(_is_return(entry, day_before) for entry in item.entries):
            refs.add(item.ref)
    return refs


def _is_return(entry: Entry, since: date) -> bool:
    return entry.kind not in _NO_RETURN and is_after(entry, since)
