"""Commands for whoever keeps the plan file: check, new, diff, carry-forward."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from plan_data.errors import Unusable
from plan_data.load import UsablePlan, find_plan, load_plan, load_usable
from plan_data.problem import Problem
from store.checklist import Checklist, checklist
from store.dates import spoken
from store.overview import CLOSED
from tui.formats import as_json, plan_changes
from tui.shell.options import add_output, add_where
from tui.shell.output import OK, exit_code, say, write_whole
from tui.shell.session import Session
from tui.words import plural


def add_check(parser: ArgumentParser) -> None:
    """Declare `check`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="a plan file, or a shipped plan's name")
    add_where(parser)
    add_output(parser)


def run_check(session: Session) -> int:
    """Print every problem and warning of a plan file, each with its line."""
    path = find_plan(session.args.file, session.settings.paths.plans)
    problems = [*load_plan(path, session.settings.paths.cache).problems]
    problems += _orphans(session, path)
    if session.args.format == "json":
        session.emit(as_json.dump([as_json.problem_object(problem) for problem in problems]))
    else:
        session.emit("".join(f"{problem}\n" for problem in problems))
    counts = Counter(problem.severity for problem in problems)
    said = [plural(counts["problem"], "problem") if counts["problem"] else "no problems"]
    said += [plural(counts["warning"], "warning")] if counts["warning"] else []
    say(f"{path}: {', '.join(said)}")
    return exit_code(problems)


def _orphans(session: Session, path: Path) -> list[Problem]:
    """Return a warning for each ref with entries that the plan does not have."""
    try:
        plan = load_usable(path, session.settings.paths.cache)
    except Unusable:
        return []  # its problems are told already
    counts = Counter(entry.ref for entry in _checklist(session, plan).orphans)
    return [
        Problem(
            str(path), 0, 0,
            f"{plural(count, 'journal entry')} for '{ref}', which is not in this plan: `milepost move` re-homes them.",
            "warning",
        )
        for ref, count in counts.items()
    ]  # fmt: skip


def _checklist(session: Session, plan: UsablePlan) -> Checklist:
    today = session.settings.clock.today  # only its orphans are asked for, and they are the same on any day
    return checklist(plan, session.everything.entries, today, session.settings.known_on)


def add_new(parser: ArgumentParser) -> None:
    """Declare `new`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    add_where(parser)


def run_new(session: Session) -> int:
    """Write a small commented plan of the financial year."""
    from plan_data.periods import financial_year
    from plan_data.starter import starter

    path, on = Path(session.args.file), session.settings.as_of
    year = financial_year(on.year - (on.month <= 3))  # noqa: PLR2004 - March is its last month
    write_whole(path, starter(path.name, year).encode(), force=session.args.force)
    say(f"written to {path.resolve()}: change it in any editor; `milepost check {path}` names what is wrong.")
    return OK


def add_diff(parser: ArgumentParser) -> None:
    """Declare `diff`."""
    parser.add_argument("old", metavar="OLD.yaml", help="a plan file, or a shipped plan's name")
    parser.add_argument("new", metavar="NEW.yaml", help="the plan file that it is held against")
    add_where(parser)
    add_output(parser)


def run_diff(session: Session) -> int:
    """Print what changed from one plan file to another, and the entries that would lose their item."""
    from plan_data.difference import changes

    paths = session.settings.paths
    old, new = (load_usable(find_plan(name, paths.plans), paths.cache) for name in (session.args.old, session.args.new))
    lost_already = {entry.id for entry in _checklist(session, old).orphans}
    orphans = [entry for entry in _checklist(session, new).orphans if entry.id not in lost_already]
    layout = plan_changes.diff_json if session.args.format == "json" else plan_changes.diff_text
    session.emit(layout(changes(old, new), orphans))
    if old.plan.plan != new.plan.plan:
        say(
            f"the plan's id was '{old.plan.plan}' and is '{new.plan.plan}': entries count for their own plan only,"
            f" and those of '{old.plan.plan}' stay with it."
        )
    return session.tell([*old.problems, *new.problems, *session.everything.problems])


def add_carry_forward(parser: ArgumentParser) -> None:
    """Declare `carry-forward`."""
    add_where(parser)
    parser.add_argument("-o", "--output", metavar="NEW.yaml", help="the plan file to write; - is stdout")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run_carry_forward(session: Session) -> int:
    """Write what is neither done, met nor withdrawn into a plan file for the next year."""
    from plan_data.carry import carried_forward
    from plan_data.items import places
    from plan_data.plan_yaml import plan_yaml
    from plan_data.schema import modeline

    whole = session.checklist
    still_open = {item.ref: item for item in whole.items if item.state.status not in CLOSED}
    notes = {
        item.plan.milestone: f"A new date was approved: {spoken(item.state.due)}."
        for item in still_open.values()
        if item.state.rescheduled and item.state.due
    }
    plan = carried_forward(whole.plan, still_open.keys(), notes, spoken(whole.as_of))
    session.emit(modeline() + plan_yaml(plan))
    carried, known = (len({place[3].id for place in places(each)}) for each in (plan, whole.plan.whole))
    say(f"{plural(carried, 'milestone')} carried forward, {known - carried} left behind (done, met or withdrawn)")
    return session.finish()
