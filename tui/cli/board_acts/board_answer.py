"""`board answer`: what a meeting decided on the numbered asks of its paper."""

from collections.abc import Sequence

from plan_data.errors import ExitCode, Refused
from plan_data.text import plural
from store.board.board_recorder import BoardRecorder
from store.board.tabled import TabledMeeting
from store.dates import format_day
from tui.cli.board_acts.board_choice import chosen_board, chosen_day, day_at_meeting
from tui.cli.journal_writing import finish_recording, open_recorder
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.typed_answers import parse_answers
from tui.formats import checklist_json
from tui.formats.board_cycle_text import answers_text


def answer_asks(session: Session, words: Sequence[str]) -> ExitCode:
    """Record the answers to the asks of a paper, all of them or none."""
    args = session.args
    answers = parse_answers(words)
    if len(answers) > 1 and (args.action or args.owner or args.due):
        raise Refused("--action, --owner and --due are of one answer: record that one alone.")
    board = chosen_board(session).board
    meeting = chosen_day(session)
    recorder = BoardRecorder(open_recorder(session), board)
    entries = recorder.answer(
        meeting,
        day_at_meeting(session, meeting),
        answers,
        args.note,
        action=args.action,
        owner=args.owner,
        due=args.due,
    )
    tabled = recorder.tabled(meeting)
    print_message(_recorded_text(tabled, f"{board}, {format_day(meeting)}", len(answers)))
    finish_recording(session, *entries)
    if session.wants_json:
        objects = [checklist_json.entry_object(entry) for entry in entries]
        session.write_json_after_change(objects)
    else:
        given = {number: tabled.answers[number] for number in sorted(answers)}
        session.write_text_after_change(answers_text(session.loaded, tabled.asks, given))
    return ExitCode.OK


def _recorded_text(tabled: TabledMeeting, meeting: str, count: int) -> str:
    text = f"{meeting}: {plural(count, 'answer')} recorded"
    if tabled.unanswered:
        text += f", {len(tabled.unanswered)} of {plural(len(tabled.asks), 'ask')} still open"
    if count > 1:
        text += "; `milepost undo --together` takes all of it back"
    return text
