"""The block of exceptions: all Red, what leads see otherwise, then Amber, a line each."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from msgspec import Struct

from plan_data.vocabulary import Vocabulary
from store.checklist.milestones import deciding_items
from store.checklist.status import Colour
from store.dates import format_day
from tui.reports.blocks.before_publication import early_items, later_items
from tui.reports.blocks.brief_texts import brief, briefly_dated
from tui.reports.blocks.exceptions import ExceptionLine, Exceptions
from tui.reports.blocks.explanations import (
    action_text,
    cause_and_action,
    cause_text,
    last_note_text,
)
from tui.reports.blocks.table_columns import (
    COLOUR,
    DUE,
    FORECAST,
    LAST_NOTE,
    MILESTONE,
    PRINTED,
    REF,
    judgement_column,
    lead_column,
)
from tui.reports.blocks.table_rows import RowItems, row_leads, table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import milestone_count
from tui.wording.plan_words import sentence_in_own_words
from tui.wording.report_text import (
    colour_word,
    fold_summary_text,
    judgement_text,
    position_text,
)

_MANY_ASKS = 12  # that leave less room for exceptions on four pages
_LEAST_AMBER = 5
_MOST_DISPUTED = 6
_COUNTED: tuple[Colour, ...] = ("red", "amber")
_SLIP_DAYS = Column("slip_days", "Days", "number")
_SLIP = Column("slip", "Slip")
_CAUSE = Column("cause", "Cause")
_ACTION = Column("action", "Action")


def exceptions_block(context: ReportContext, exceptions: Exceptions) -> Block:
    """Return the block: Red in full up to eight, then every other line on one line."""
    room = _room_for(context)
    red = _red_table(context, exceptions.red, room)
    tables = [red]
    if exceptions.disputed:
        tables.append(_disputed_table(context, exceptions.disputed))
    updated = [line for line in exceptions.amber if line.items[0].state.status != "no update"]
    amber = [line for line in updated if not _is_asked_about(context, line)]
    if amber:
        left = max(room.in_full + room.brief - len(red.rows), _LEAST_AMBER)
        tables.append(_amber_table(updated, amber, left))
    summary = exceptions_summary(context, exceptions)
    return Block("exceptions", "Exceptions", (summary,), tables=tuple(tables))


class _Room(Struct, frozen=True):
    """How many Red lines have cause and action, and how many more lines there is room for."""

    in_full: int
    brief: int


def _room_for(context: ReportContext) -> _Room:
    """Return how many exceptions the body has room for, so that it keeps to four pages."""
    if len(context.asks.asked) > _MANY_ASKS:
        return _Room(in_full=4, brief=14)
    return _Room(in_full=8, brief=30)


def _is_asked_about(context: ReportContext, line: ExceptionLine) -> bool:
    """Return whether the Board reads of a line among the asks, and what was decided before."""
    asks = context.asks
    refs = {ask.ref for ask in (*asks.asked, *asks.passed, *asks.answered)}
    return all(item.ref in refs for item in line.items)


def _title(title: str, *, leaves_out_asked: bool, shown: int, more: int) -> str:
    """Return the title of a table, with what it leaves out."""
    if leaves_out_asked:
        title = f"{title}, besides what is asked about"
    if more:
        title = f"{title}: the worst {shown}, and {more} more in the checklist"
    return title


def all_exceptions(context: ReportContext, exceptions: Exceptions) -> ReportTable:
    """Return all exceptions with all that is known of them."""
    rows = []
    colours = []
    for line in exceptions.worst:
        rows.append(_full_row(context, line))
        colours.append(line.colour)
    return ReportTable(
        "all_exceptions",
        "Exceptions, worst first by rule or judgement",
        _full_columns(context.vocabulary),
        rows=tuple(rows),
        colours=tuple(colours),
        nothing="None.",
        style="records",
    )


def _red_table(context: ReportContext, red: Sequence[ExceptionLine], room: _Room) -> ReportTable:
    """Return what is Red: the worst with why and what is being done about it, the rest without."""
    in_full, beyond = red[: room.in_full], red[room.in_full :]
    others = [line for line in beyond if not _is_asked_about(context, line)]
    brief = others[: room.brief]
    rows = [_red_row(context, line) for line in in_full]
    rows += [(*_line_cells(context, line), None, None, None) for line in brief]
    shown = [*in_full, *brief]
    title = _title(
        "Red",
        leaves_out_asked=len(others) < len(beyond),
        shown=len(shown),
        more=len(others) - len(brief),
    )
    return ReportTable(
        "exceptions",
        title,
        (*_line_columns(context), _CAUSE, _ACTION, LAST_NOTE),
        tuple(rows),
        tuple([line.colour for line in shown]),
        nothing="Nothing is Red.",
        style="records",
        beside=len(_line_columns(context)),
    )


def _red_row(context: ReportContext, line: ExceptionLine) -> tuple[Cell, ...]:
    cause, action = cause_and_action(line.entries, briefly_dated)
    note = "" if cause or action else brief(last_note_text(line.entries) or "")
    return table_row(*_line_cells(context, line), cause, action, note)


def _amber_table(
    updated: Sequence[ExceptionLine], amber: Sequence[ExceptionLine], room: int
) -> ReportTable:
    """Return as much of what is Amber as there is room for, on a line each."""
    shown = amber[:room]
    title = _title(
        "Amber",
        leaves_out_asked=len(amber) < len(updated),
        shown=len(shown),
        more=len(amber) - len(shown),
    )
    return brief_table("amber", title, shown)


def _line_columns(context: ReportContext) -> tuple[Column, ...]:
    return (REF, MILESTONE, lead_column(context.vocabulary), _SLIP)


def _line_cells(context: ReportContext, line: ExceptionLine) -> tuple[Cell, ...]:
    """Return ref, milestone, leads, and colour with delay and forecast."""
    leads = context.brief_leads_text(line.items[0].planned.leads)
    ref, milestone, delay = _brief_cells(line)
    if forecast := _latest_forecast(line.items):
        delay = f"{delay}, forecast {format_day(forecast)}"
    return ref, milestone, leads, delay


def exceptions_summary(context: ReportContext, exceptions: Exceptions) -> str:
    """Return how many milestones are Red, Amber and disputed, as the headline counts them."""
    text = _counts_text(context, exceptions)
    if early_items(context):
        text = f"Besides what fell due before publication: {text}"
    return f"{text[0].upper()}{text[1:]}"


def _counts_text(context: ReportContext, exceptions: Exceptions) -> str:
    colours = [item.state.colour for item in deciding_items(later_items(context))]
    present = [colour for colour in _COUNTED if colour in colours]
    counts = [f"{colours.count(colour)} {colour_word(colour)}" for colour in present]
    if exceptions.disputed:
        disputed = chain.from_iterable(line.items for line in exceptions.disputed)
        differing = (
            f"{milestone_count(disputed)} where a lead's judgement and the rule's colour differ"
        )
        counts.append(sentence_in_own_words(differing, context.checklist.loaded))
    if not counts:
        nothing = (
            "nothing is Red or Amber, and no judgement of a lead differs from the rule's colour."
        )
        return sentence_in_own_words(nothing, context.checklist.loaded)
    return f"{', '.join(counts)}. Worst first: figures by how far short, then the longest delay."


def _full_columns(vocabulary: Vocabulary) -> tuple[Column, ...]:
    return (
        REF,
        COLOUR,
        MILESTONE,
        lead_column(vocabulary),
        PRINTED,
        DUE,
        _SLIP_DAYS,
        _SLIP,
        FORECAST,
        judgement_column(vocabulary),
        _CAUSE,
        _ACTION,
        LAST_NOTE,
    )


def _full_row(context: ReportContext, line: ExceptionLine) -> tuple[Cell, ...]:
    first = line.items[0]
    return table_row(
        line.ref,
        colour_word(line.colour),
        first.planned.title,
        row_leads(context, line.items),
        first.planned.printed,
        first.state.due,
        line.days_behind or None,
        slip_text(line.items),
        _latest_forecast(line.items),
        _last_judgement(line.items),
        _cause_of(line),
        action_text(line.entries),
        last_note_text(line.entries),
    )


def _cause_of(line: ExceptionLine) -> str | None:
    """Return the cause; what is neither Red nor Amber needs none besides its judgement."""
    if line.colour in {"red", "amber"}:
        return cause_text(line.entries)
    return None


def brief_table(key: str, title: str, exceptions: Sequence[ExceptionLine]) -> ReportTable:
    """Return a table of exceptions on one line each."""
    rows = tuple(map(_brief_cells, exceptions))
    colours = tuple([line.colour for line in exceptions])
    columns = (REF, MILESTONE, _SLIP)
    return ReportTable(key, title, columns, rows, colours, nothing="No exceptions.")


def _brief_cells(line: ExceptionLine) -> tuple[str, str, str]:
    """Return ref, milestone, and colour with delay."""
    delay = f"{colour_word(line.colour)}: {_brief_delay(line.items)}"
    return line.ref, line.items[0].planned.title, delay


def _brief_delay(items: RowItems) -> str:
    """Return how far behind a line is; of a figure by its latest quarter alone."""
    latest = items[-1]
    if latest.state.status == "short":
        return position_text(latest)
    return slip_text(items)


def _disputed_table(context: ReportContext, disputed: Sequence[ExceptionLine]) -> ReportTable:
    vocabulary = context.vocabulary
    rows = []
    shown = disputed[:_MOST_DISPUTED]
    for line in shown:
        title = line.items[0].planned.title
        position = f"{colour_word(line.colour)}: {slip_text(line.items)}"
        judgement = brief(_last_judgement(line.items) or "")
        rows.append(table_row(line.ref, title, position, judgement))
    columns = (
        REF,
        MILESTONE,
        Column("rule", "By rule"),
        judgement_column(vocabulary),
    )
    colours = tuple([line.colour for line in shown])
    title = f"{vocabulary.plural_title('lead')} see it otherwise"
    if more := len(disputed) - len(shown):
        title = f"{title}: the worst {len(shown)}, and {more} more in the checklist"
    return ReportTable("disputed", title, columns, tuple(rows), colours)


def slip_text(items: RowItems) -> str:
    """Return how far behind a line is; of a cumulative figure, with its latest quarter."""
    latest = items[-1]
    if len(items) == 1:
        return position_text(latest)
    summary = fold_summary_text(items)
    if latest.state.status != "short":
        return summary
    return f"{summary}; latest {position_text(latest)}"


def _latest_forecast(items: RowItems) -> date | None:
    forecasts = [item.state.forecast for item in items if item.state.forecast]
    return max(forecasts, default=None)


def _last_judgement(items: RowItems) -> str | None:
    for item in reversed(items):
        if judgement := judgement_text(item):
            return judgement
    return None
