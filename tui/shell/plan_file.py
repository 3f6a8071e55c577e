"""Commands for whoever keeps the plan file."""

from argparse import ArgumentParser
from pathlib import Path

from plan_data.load import find_plan, load_plan
from plan_data.problem import Problem
from store.checklist import checklist
from tui.formats import as_json
from tui.shell.options import add_output, add_where
from tui.shell.output import exit_code, say
from tui.shell.session import Session


def add_check(parser: ArgumentParser) -> None:
    """Declare `check`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="a plan file, or a shipped plan's name")
    add_where(parser)
    add_output(parser)


def run_check(session: Session) -> int:
    """Print every problem of a plan file, each with its line."""
    path = find_plan(session.args.file)
    problems = [*load_plan(path, session.settings.paths.cache).problems]
    problems += _orphans(session, path)
    if session.args.format == "json":
        session.emit(as_json.dump([as_json.problem_object(problem) for problem in problems]))
    else:
        session.emit("".join(f"{problem}\n" for problem in problems))
    if not problems:
        say(f"{path}: no problems")
    return exit_code(problems)


def _orphans(session: Session, path: Path) -> list[Problem]:
    """Return a warning for each ref with entries that the plan does not have."""
    from plan_data.errors import Unusable
    from plan_data.load import load_usable

    try:
        plan = load_usable(path, session.settings.paths.cache)
    except Unusable:
        return []  # its problems are told already
    whole = checklist(plan, session.contents.entries, session.settings.as_of)
    counts: dict[str, int] = {}
    for entry in whole.orphans:
        counts[entry.ref] = counts.get(entry.ref, 0) + 1
    return [
        Problem(
            str(path), 0, 0,
            f"{count} journal entries are for '{ref}', which is not in this plan: `milepost move` re-homes them.",
            "warning",
        )
        for ref, count in counts.items()
    ]  # fmt: skip
