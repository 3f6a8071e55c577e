"""`milepost edit`: a plan file in the user's own editor, checked on the way back."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence

from plan_data.errors import ExitCode
from plan_data.load import find_plan
from tui.cli.options import add_plan_options
from tui.cli.output import fit_terminal, print_message, text_of_lines, write_answer
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.typed_values import typed_path
from tui.editing.edit_plan import EditRequest, EditTerminal, copy_target, edit_plan
from tui.editing.questions import ask_user, is_interactive
from tui.files import refuse_journal


def add_edit(parser: ArgumentParser) -> None:
    """Declare the arguments of `edit`."""
    parser.add_argument(
        "file",
        metavar="PLAN",
        nargs="?",
        help="a plan file, or a shipped plan's name, of which you edit a copy (default: the plan in"
        " use)",
    )
    add_plan_options(parser)
    parser.add_argument(
        "--copy-to",
        metavar="FILE",
        help="where the copy of a shipped plan goes (default: in your folder of plans, else in this folder)",
    )
    parser.add_argument(
        "--from",
        dest="start_from",
        metavar="FILE",
        help="start from the text of this file, such as one that an edit kept",
    )
    parser.add_argument(
        "--with-mistakes",
        action="store_true",
        help="save the plan without a question even if it has mistakes",
    )


def run_edit(session: Session) -> ExitCode:
    """Edit a plan file, check it and print what the change does to entries."""
    args, settings = session.args, session.settings
    paths = settings.paths
    name = settings.plan_name if args.file is None else args.file
    plan = find_plan(name, paths.plans)
    copy_to = copy_target(plan, args.copy_to, paths.plans)
    if copy_to is not None:
        refuse_journal(copy_to, paths.journal)
    start_from = None
    if args.start_from:
        start_from = typed_path(args.start_from)
    request = EditRequest(
        plan=plan,
        copy_to=copy_to,
        edits=paths.state / "edits",
        entries=lambda: session.all_contents.entries,
        as_of=settings.as_of,
        start_from=start_from,
        with_mistakes=args.with_mistakes,
    )
    terminal = EditTerminal(
        environ=os.environ,
        has_terminal=is_interactive(),
        write_lines=_write_lines,
        report=print_message,
        ask=ask_user,
    )
    return edit_plan(request, terminal).code


def _write_lines(lines: Sequence[str]) -> None:
    write_answer(fit_terminal(text_of_lines(lines)))


COMMANDS = {"edit": Command(add_edit, run_edit)}
