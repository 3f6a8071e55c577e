"""The words for asks, answers, actions and meetings of a Board, in shell, app and minutes."""

from collections.abc import Iterable, Sequence
from datetime import date

from plan_data.load import LoadedPlan
from plan_data.text import plural
from store.board.answer_words import answer_word
from store.board.asks import Ask
from store.board.board_actions import BoardAction
from store.board.boards import expected_meeting
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.journal.entry import Entry, TabledAsk
from store.journal.kinds import passive
from tui.wording.counts import codes_text
from tui.wording.entry_text import entry_text


def title_of(loaded: LoadedPlan, ref: str) -> str:
    """Return the title of an item or a measure, with its ref; "the plan" if there is no ref."""
    if not ref:
        return "the plan"
    title = plain_title(loaded, ref)
    if not title:
        return ref
    return f"{title} ({ref})"


def plain_title(loaded: LoadedPlan, ref: str) -> str:
    """Return the title of an item or a measure, "" if the plan has none of this ref."""
    position = loaded.positions.get(ref)
    if position is not None:
        return loaded.items[position].title
    measure_id = ref.partition("@")[0]
    for measure in loaded.measures:
        if measure.id == measure_id:
            return measure.title
    return ""


def ask_text(ask: Ask) -> str:
    """Return an ask on one line: title, lead, dates, and why."""
    text = f"{ask.title} ({ask.ref})  {codes_text(ask.leads)}  {_dates_text(ask)}"
    if ask.moved:
        text += f", moved {plural(ask.moved, 'time')} before"
    return _with_words(text, ask.why)


def _with_words(text: str, words: str) -> str:
    """Return a text with words behind it on the same line, if there are any."""
    if not words:
        return text
    return f"{text}: {' / '.join(words.splitlines())}"


def _dates_text(ask: Ask) -> str:
    if ask.to is None:
        return "asks"
    if ask.due is None:
        return f"first date {format_day(ask.to)}"
    days = plural(ask.days or 0, "day")
    return f"from {format_day(ask.due)} to {format_day(ask.to)}, {days}"


def tabled_ask_text(loaded: LoadedPlan, ask: TabledAsk) -> str:
    """Return an ask as it was tabled on one line: title, and what was asked for."""
    title = title_of(loaded, ask.ref)
    if not ask.to:
        return _with_words(title, ask.text)
    new_date = format_day(date.fromisoformat(ask.to))
    if not ask.due:
        return f"{title}, first date {new_date}"
    return f"{title}, from {format_day(date.fromisoformat(ask.due))} to {new_date}"


def answer_line(loaded: LoadedPlan, ask: TabledAsk, answer: Entry | None) -> str:
    """Return a numbered ask as tabled, with its answer before it and the answer's words behind."""
    asked = tabled_ask_text(loaded, ask)
    if answer is None:
        return f"{ask.number}  not answered  {asked}"
    word = answer_word(answer.answer)
    line = f"{ask.number}  {word.lower()}  {asked}"
    words = " / ".join(answer.text.splitlines())
    if not words or words.startswith(f"{word}: "):  # the words that nobody typed
        return line
    return f"{line} / {words}"


def decided_text(ask: Ask) -> str:
    """Return an ask that was decided before on one line: title, what was decided, and when."""
    title = f"{ask.title} ({ask.ref})"
    decision = ask.answer
    if decision is None:
        return title
    given = answer_word(decision.answer).lower() or passive(decision.kind)
    return _with_words(f"{title}: {given} {format_day(decision.on)}", decision.text)


def board_action_text(loaded: LoadedPlan, action: BoardAction) -> str:
    """Return an action on one line: its state, what is to be done, by whom, by when."""
    decision = action.decision
    text = f"{_state_text(action)}  {' / '.join(decision.action.splitlines())}"
    text += f"  {decision.owner or 'nobody named'}"
    if decision.when:
        text += f", by {decision.when}"
    return f"{text}  {title_of(loaded, decision.ref)}"


def _state_text(action: BoardAction) -> str:
    if action.completed is not None:
        done = f"[x] done {format_day(action.completed.on)}"
        if not action.days_late:
            return done
        return f"{done}, {plural(action.days_late, 'day')} late"
    if action.status == "overdue":
        return f"[!] OVERDUE {action.days_late}d"
    return "[ ] open"


def taken_down_text(checklist: Checklist, entry: Entry) -> str:
    """Return an entry on one line; of an action that is done, what was to be done."""
    if entry.kind != "completed":
        return entry_text(entry)
    wanted = ""
    for decision in checklist.decisions:
        if decision.id == entry.names:
            wanted = " / ".join(decision.action.splitlines())
    note = " / ".join(entry.text.splitlines())
    words = [f"{format_day(entry.on)}  action done  by {entry.by}", wanted, note]
    return ": ".join(filter(None, words))


def open_actions_text(actions: Sequence[BoardAction]) -> str:
    """Return how many actions are open and overdue, and who has those that are overdue.

    Without any overdue, it is who has the open ones. It is empty if none is open.
    """
    still_open = [action for action in actions if action.is_open]
    if not still_open:
        return ""
    overdue = [action for action in still_open if action.status == "overdue"]
    names = _owners(overdue or still_open)
    return f"Board actions: {len(still_open)} open, {len(overdue) or 'none'} overdue ({names})"


def _owners(actions: Iterable[BoardAction]) -> str:
    """Return who has actions, each once."""
    names = [action.decision.owner or "nobody named" for action in actions]
    return ", ".join(dict.fromkeys(names))


def no_date_text(checklist: Checklist, board: str) -> str:
    """Return that a board has no coming meeting, and by when one is expected."""
    text = f"{board}: no date is set"
    if expected := expectation_text(checklist, board):
        text += f"; {expected}"
    return text


def meeting_ahead_text(meeting: date, today: date) -> str:
    """Return that a meeting whose answers are recorded is still to come; "" if it is not."""
    if meeting <= today:
        return ""
    return f"the meeting is still to come: it is on {format_day(meeting)}."


def expectation_text(checklist: Checklist, board: str) -> str:
    """Return by when a board is to meet next by its rhythm; "" if the plan gives it none."""
    expected = expected_meeting(checklist, board)
    if expected is None:
        return ""
    (meets,) = [known.meets for known in checklist.loaded.about.boards if known.name == board]
    verb = "was" if expected < checklist.as_of else "is"
    return f"it meets {meets}, so one {verb} expected by {format_day(expected)}"
