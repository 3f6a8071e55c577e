"""`board asks` and `board table`: what a Board is asked, and the record that it was put to it."""

from collections.abc import Sequence
from datetime import date

from plan_data.errors import ExitCode, Refused
from plan_data.text import plural
from store.board.asks import BoardAsks, find_asks
from store.board.board_recorder import BoardRecorder
from store.board.boards import coming_meeting
from store.board.tabled import TabledMeeting, file_orders
from store.dates import format_day
from tui.cli.board_acts.board_choice import chosen_board, chosen_day, chosen_meeting
from tui.cli.commands.make_report import paper_request
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.formats.board_cycle_json import asks_object
from tui.formats.board_cycle_text import asks_text, tabled_text
from tui.reports.context import build_context
from tui.wording.board_cycle_words import no_date_text


def print_asks(session: Session, words: Sequence[str]) -> ExitCode:
    """Print what the next paper asks, numbered, and what it does not ask, with the reason."""
    del words
    board = chosen_board(session).board
    meeting = _meeting_to_ask(session, board)
    asks = _asks(session, meeting)
    if session.wants_json:
        heading = {"board": board, "meeting": meeting, "as_of": session.checklist.as_of}
        session.write_json({**heading, **asks_object(asks)})
    else:
        count = plural(len(asks.asked), "ask")
        heading_text = f"{board}, {format_day(meeting)}: {count}"
        session.write_text(asks_text(heading_text, asks))
    return session.finish()


def _meeting_to_ask(session: Session, board: str) -> date:
    """Return the day of `--meeting`, or of the board's next meeting."""
    if session.args.meeting:
        return chosen_day(session)
    meeting = coming_meeting(session.checklist, board)
    if meeting is None:
        raise Refused(
            f"{no_date_text(session.checklist, board)}.",
            "add --meeting DATE, or record it: `milepost board add DATE`.",
        )
    return meeting.on


def _asks(session: Session, meeting: date) -> BoardAsks:
    """Return the asks of the paper that the options describe, for a meeting."""
    request = paper_request(session, "exception")
    context = build_context(session.checklist, session.contents.entries, request)
    if context.meeting is not None and context.meeting.on == meeting:
        return context.asks
    return find_asks(context.counted, context.measures, meeting)


def table_paper(session: Session, words: Sequence[str]) -> ExitCode:
    """Record that the paper which the options describe was put to a meeting."""
    del words
    board = chosen_board(session).board
    meeting = chosen_meeting(session, board)
    checklist = session.checklist
    if checklist.as_of > meeting.on:
        raise Refused(
            f"a paper for {format_day(meeting.on)} is not as of {format_day(checklist.as_of)}:"
            " add --as-of with the day that it was as of."
        )
    asks = _asks(session, meeting.on)
    recorder = BoardRecorder(open_recorder(session), board)
    before = recorder.find_tabled(meeting.on)
    orders = file_orders(session.settings.paths.journal, session.loaded.about.id)
    entry = recorder.table(meeting, session.day(), checklist, asks.asked, orders)
    if before is not None:
        print_message(_replaced_text(before))
    code = report_entry(
        session,
        entry,
        f"{board}, {format_day(meeting.on)}: the paper as of {format_day(checklist.as_of)} is"
        f" tabled, with {plural(len(asks.asked), 'ask')}",
    )
    if not session.wants_json:
        tabled = recorder.tabled(meeting.on)
        session.write_text_after_change(tabled_text(session.loaded, tabled.asks))
    return code


def _replaced_text(before: TabledMeeting) -> str:
    paper = before.entry
    text = f"it replaces the paper tabled on {format_day(paper.on)} by {paper.by}"
    if before.answers:
        answered = plural(len(before.answers), "answer")
        text += f"; {answered} to it stay with what was asked, whatever its number is now"
    return text
