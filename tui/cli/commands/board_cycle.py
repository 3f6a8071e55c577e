"""The command `board`: a Board's meetings, what it is asked, its answers and its actions."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence

from msgspec import Struct

from plan_data.errors import ExitCode, Refused
from tui.cli.board_acts.board_answer import answer_asks
from tui.cli.board_acts.board_calendar import add_meeting, list_meetings
from tui.cli.board_acts.board_paper import print_asks, table_paper
from tui.cli.board_acts.done_actions import complete, print_actions
from tui.cli.commands.make_report import add_paper_options
from tui.cli.options import add_record_options
from tui.cli.registry import Command
from tui.cli.session import Session

_PAPER_OPTIONS = (
    "compare_with", "group_by", "prepared_by", "marking", "opening", "annex", "annex_file", "purpose",
    "pathway", "lead", "tag",
    "serves", "area", "priority", "status", "due_before", "text", "words", "mine",
)  # fmt: skip
_DECISION_OPTIONS = ("note", "action", "owner", "due")
_OWN_OPTIONS = (*_PAPER_OPTIONS, *_DECISION_OPTIONS, "meeting")


class _Act(Struct, frozen=True):
    """What follows `board`: what carries it out, and which options it takes besides the shared."""

    run: Callable[[Session, Sequence[str]], ExitCode]
    options: tuple[str, ...] = ()
    takes_words: bool = False


_ACTS = {
    "add": _Act(add_meeting, takes_words=True),
    "asks": _Act(print_asks, ("meeting", *_PAPER_OPTIONS)),
    "table": _Act(table_paper, ("meeting", *_PAPER_OPTIONS)),
    "answer": _Act(answer_asks, ("meeting", *_DECISION_OPTIONS), takes_words=True),
    "actions": _Act(print_actions),
    "action": _Act(complete, ("note",), takes_words=True),
}


def add_board(parser: ArgumentParser) -> None:
    """Declare the arguments of `board`."""
    parser.add_argument(
        "act",
        metavar="ACT",
        nargs="?",
        choices=[*_ACTS],
        help=f"{', '.join(_ACTS)}; without it, the calendar is listed",
    )
    parser.add_argument(
        "typed",
        metavar="WORD",
        nargs="*",
        help="of add: the day of the meeting, such as 12 Jan 2010; of answer: numbers and answers,"
        " such as 1-5=approve 6=refuse 7=defer; of action: done and the decision's id",
    )
    parser.add_argument(
        "--board", metavar="NAME", default="", help="whose (default: the plan's first board)"
    )
    parser.add_argument(
        "--meeting",
        metavar="DATE",
        default="",
        help="of asks, table and answer: the day of the meeting",
    )
    parser.add_argument(
        "--note", metavar="T", default="", help="of answer and action: what there is to say"
    )
    parser.add_argument(
        "--action", metavar="T", default="", help="of answer: what the Board wants done"
    )
    parser.add_argument("--owner", metavar="WHO", default="", help="who is to do it")
    parser.add_argument("--due", metavar="WHEN", default="", help="by when, such as 'Jan 2010'")
    add_paper_options(parser)
    add_record_options(parser, ref=False)


def run_board(session: Session) -> ExitCode:
    """List the meetings, or carry out the act that is named."""
    args = session.args
    if args.act is None:
        _refuse_options(session, "board", ())
        return list_meetings(session)
    act = _ACTS[args.act]
    name = f"board {args.act}"
    _refuse_options(session, name, act.options)
    if args.typed and not act.takes_words:
        raise Refused(f"`milepost {name}` takes no '{args.typed[0]}': its options follow it.")
    return act.run(session, args.typed)


def _refuse_options(session: Session, name: str, allowed: Sequence[str]) -> None:
    """Refuse an option that would mean nothing here."""
    for option in _OWN_OPTIONS:
        if option not in allowed and getattr(session.args, option):
            typed = option.replace("_", "-")
            raise Refused(
                f"`milepost {name}` takes no --{typed}.",
                "`milepost help board` shows what each act takes.",
            )


COMMANDS = {"board": Command(add_board, run_board, is_intermixed=True)}
