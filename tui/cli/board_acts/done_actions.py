"""`board actions` and `board action done`: what a Board wants done, open until it is."""

from collections.abc import Sequence

from plan_data.errors import ExitCode, Refused
from store.board.board_actions import board_actions
from store.board.board_recorder import complete_action
from store.dates import format_day
from store.query.lookup import find_entry
from tui.cli.board_acts.board_choice import chosen_board
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.formats.board_cycle_json import action_object
from tui.formats.board_cycle_text import actions_text

_WORDS_OF_DONE = 2  # done ID


def print_actions(session: Session, words: Sequence[str]) -> ExitCode:
    """Print the actions, overdue first, then those that are open, then those that are done."""
    del words
    board = ""
    if session.args.board:
        board = chosen_board(session).board
    actions = board_actions(session.checklist, board)
    if session.wants_json:
        objects = [action_object(session.loaded, action) for action in actions]
        session.write_json(objects)
    else:
        session.write_text(actions_text(session.loaded, actions))
    if not actions:
        print_message("no decision asks for an action.")
    return session.finish()


def complete(session: Session, words: Sequence[str]) -> ExitCode:
    """Record that an action was done."""
    if not words or words[0] != "done" or len(words) != _WORDS_OF_DONE:
        raise Refused(
            "an action is recorded as done by `milepost board action done ID`:"
            " `milepost board actions` lists them with their ids."
        )
    recorder = open_recorder(session)
    entry = complete_action(recorder, words[1], session.day(), session.args.note)
    decision = find_entry(recorder.entries, entry.names)
    action = " / ".join(decision.action.splitlines())
    return report_entry(
        session,
        entry,
        f"done on {format_day(entry.on)}: {action} ({decision.owner or 'nobody named'}), asked for"
        f" on {format_day(decision.on)}",
    )
