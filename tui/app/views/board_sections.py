"""The Board view's first sections: what is asked, which actions are open, what was tabled last."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from plan_data.text import plural
from store.board.asks import Ask
from store.board.board_actions import BoardAction, action_colour
from store.board.position import BoardPosition
from store.board.tabled import TabledMeeting
from store.dates import format_day
from store.journal.entry import TabledAsk
from tui.app.links import Link, LinkStyle
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.views.cycle_words import (
    action_due,
    action_mark,
    action_status,
    answered_word,
    wanted_text,
    words_of_ask,
    words_of_tabled,
)
from tui.app.views.pane_texts import COLOUR_STYLES
from tui.app.widgets.drawing import Line, wrap_cells

_INDENT = "    "
_ANSWER_STYLES = {"approve": "$text-success", "refuse": "bold $text-error", "": "bold"}


class Cycle(Struct, frozen=True):
    """The position of a board, and the refs of the items that the filter lets pass.

    `shown` is None if there is no filter. `keys` has the label of each action's key by its name.
    """

    position: BoardPosition
    keys: Mapping[str, str]
    shown: Collection[str] | None = None

    def has(self, ref: str) -> bool:
        """Return whether what a ref is about passes the filter."""
        return self.shown is None or ref in self.shown


def cycle_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    """Return the sections of a board's cycle."""
    return [
        *_ask_lines(page, cycle),
        *_action_lines(page, cycle),
        *_tabled_lines(page, cycle),
    ]


# Asks


def _ask_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    asks = cycle.position.asks
    numbered = [(number, ask) for number, ask in enumerate(asks.asked, 1) if cycle.has(ask.ref)]
    lines = [page.heading(f"The Board is asked to decide: {_of(numbered, asks.asked)}")]
    for number, ask in numbered:
        words = words_of_ask(ask, page.checklist)
        title = f"{words.title}  {words.leads}"
        why = ": ".join(filter(None, [words.dates, words.why]))
        lines += _entry_lines(page, f"{number:>2}", title, why, _link_to(page, ask.ref))
    lines += _ref_lines(page, cycle, "Forecast passed, new date needed:", asks.passed)
    lines += _ref_lines(page, cycle, "Decided, not asked again:", asks.answered)
    if asks.asked:
        hint = f"{cycle.keys['asks']}: take down what the Board answers, one by one"
        lines += page.wrap(hint, MUTED)
    return [*lines, EMPTY_LINE]


def _of(shown: Collection[object], every: Collection[object]) -> str:
    if len(shown) == len(every):
        return str(len(every)) if every else "nothing"
    return f"{len(shown)} of {len(every)}"


def _ref_lines(page: BoardPage, cycle: Cycle, label: str, asks: Iterable[Ask]) -> list[Line]:
    """Return the refs of asks after a label, each of which leads to its item."""
    lines: list[list[tuple[str, str]]] = []
    used = 0
    for ask in asks:
        if not cycle.has(ask.ref):
            continue
        text = f" {ask.ref}"
        if not lines:
            lines.append([(label, MUTED)])
            used = len(label)
        elif used + len(text) > page.width:
            lines.append([("   ", "")])
            used = len(_INDENT)
        lines[-1].append((text, LinkStyle.of(_link_to(page, ask.ref))))
        used += len(text)
    return [tuple(line) for line in lines]


def _link_to(page: BoardPage, ref: str) -> Link:
    if ref in page.checklist.loaded.positions:
        return Link("item", ref)
    return Link("measure", ref.partition("@")[0])


def _entry_lines(page: BoardPage, mark: str, title: str, text: str, link: Link) -> list[Line]:
    """Return a title after its mark, which leads somewhere, and a text below it."""
    room = max(1, page.width - len(_INDENT))
    lines: list[Line] = []
    for at, line in enumerate(wrap_cells(title, room, LinkStyle.of(link, "bold"))):
        lines.append(((f"{mark:<4}" if at == 0 else _INDENT, "bold"), *line))
    return [*lines, *_below(page, text, "")]


def _below(page: BoardPage, text: str, style: str) -> list[Line]:
    if not text:
        return []
    room = max(1, page.width - len(_INDENT))
    return [((_INDENT, ""), *line) for line in wrap_cells(text, room, style)]


# Actions


def _action_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    still_open = [action for action in cycle.position.actions if action.is_open]
    shown = [action for action in still_open if cycle.has(action.decision.ref)]
    overdue = sum(action.status == "overdue" for action in shown)
    late = f" open, {overdue} overdue" if overdue else " open"
    lines = [page.heading(f"Actions: {_of(shown, still_open)}{late if still_open else ' open'}")]
    for action in shown:
        lines += _lines_of_action(page, action)
    if shown:
        hint = f"{cycle.keys['tick']}: the action under the cursor is done"
        lines += page.wrap(hint, MUTED)
    return [*lines, EMPTY_LINE]


def _lines_of_action(page: BoardPage, action: BoardAction) -> list[Line]:
    """Return who is to do what, and below it the status with its colour."""
    link = Link("action", action.decision.id)
    ref = f" ({action.decision.ref})" if action.decision.ref else ""
    title = f"{wanted_text(action)}{ref}"
    style = COLOUR_STYLES.get(action_colour(action, page.checklist.as_of), "")
    status = ", ".join([action_status(action), action_due(action)])
    lines = _entry_lines(page, action_mark(action), title, "", link)
    return [*lines, *_below(page, status, style)]


# What was tabled last


def _tabled_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    tabled = cycle.position.tabled
    if tabled is None:
        hint = f"No paper is tabled yet: {cycle.keys['more_acts']} records that one is."
        return [*page.wrap(hint, MUTED), EMPTY_LINE]
    day = format_day(date.fromisoformat(tabled.entry.meeting))
    lines = [page.heading(f"Tabled last, for {day}: {_answered_text(tabled)}")]
    if tabled.entry.tabled is not None:
        as_of = format_day(tabled.entry.tabled.as_of)
        lines += page.wrap(f"The paper as of {as_of}, tabled by {tabled.entry.by}", MUTED)
    for ask in tabled.asks:
        if cycle.has(ask.ref):
            lines += _lines_of_tabled(page, ask, tabled)
    return [*lines, EMPTY_LINE]


def _answered_text(tabled: TabledMeeting) -> str:
    if not tabled.asks:
        return "nothing was asked"
    left = len(tabled.unanswered)
    if not left:
        return f"{plural(len(tabled.asks), 'ask')}, all answered"
    return f"{left} of {plural(len(tabled.asks), 'ask')} to answer"


def _lines_of_tabled(page: BoardPage, ask: TabledAsk, tabled: TabledMeeting) -> list[Line]:
    words = words_of_tabled(ask, page.checklist.loaded)
    decision = tabled.answers.get(ask.number)
    answer = decision.answer if decision else ""
    lines = _entry_lines(page, f"{ask.number:>2}", words.title, "", _link_to(page, ask.ref))
    text = f"{answered_word(answer)}: {words.text}".rstrip(": ")
    return [*lines, *_below(page, text, _ANSWER_STYLES.get(answer, "$text-warning"))]
