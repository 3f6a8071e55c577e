"""Commands for whoever keeps the plan file: check, new, diff, carry-forward."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from plan_data.errors import ExitCode, Unusable
from plan_data.load import LoadedPlan, check_plan_file, find_plan, load_plan
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, build_checklist
from store.dates import format_day
from store.query.groups import CLOSED
from tui.cli.options import add_output, add_where
from tui.cli.output import exit_code, print_message
from tui.cli.session import Session
from tui.files import write_file
from tui.formats import checklist_json, plan_diff_text
from tui.wording.counts import plural


def add_check(parser: ArgumentParser) -> None:
    """Declare `check`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="a plan file, or a shipped plan's name")
    add_where(parser)
    add_output(parser)


def run_check(session: Session) -> int:
    """Print every problem and warning of a plan file, each with its line."""
    path = find_plan(session.args.file, session.settings.paths.plans)
    problems = [*check_plan_file(path, session.settings.paths.cache).problems]
    problems += _orphans(session, path)
    if session.args.format == "json":
        session.write(checklist_json.dump_json([checklist_json.problem_object(problem) for problem in problems]))
    else:
        session.write("".join(f"{problem}\n" for problem in problems))
    counts = Counter(problem.severity for problem in problems)
    said = [plural(counts["problem"], "problem") if counts["problem"] else "no problems"]
    said += [plural(counts["warning"], "warning")] if counts["warning"] else []
    print_message(f"{path}: {', '.join(said)}")
    return exit_code(problems)


def _orphans(session: Session, path: Path) -> list[Problem]:
    """Return a warning for each ref with entries that the plan does not have."""
    try:
        plan = load_plan(path, session.settings.paths.cache)
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


def _checklist(session: Session, plan: LoadedPlan) -> Checklist:
    today = session.settings.clock.today  # only its orphans are asked for, and they are the same on any day
    return build_checklist(plan, session.all_contents.entries, today, session.settings.known_on)


def add_new(parser: ArgumentParser) -> None:
    """Declare `new`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    add_where(parser)


def run_new(session: Session) -> int:
    """Write a small commented plan of the financial year."""
    from plan_data.plan_file.template import plan_template
    from plan_data.timescale.financial_year import FinancialYear

    path, on = Path(session.args.file), session.settings.as_of
    year = FinancialYear.containing(on)
    write_file(path, plan_template(path.name, year).encode(), force=session.args.force)
    print_message(f"written to {path.resolve()}: change it in any editor; `milepost check {path}` names what is wrong.")
    return ExitCode.OK


def add_diff(parser: ArgumentParser) -> None:
    """Declare `diff`."""
    parser.add_argument("old", metavar="OLD.yaml", help="a plan file, or a shipped plan's name")
    parser.add_argument("new", metavar="NEW.yaml", help="the plan file that it is held against")
    add_where(parser)
    add_output(parser)


def run_diff(session: Session) -> int:
    """Print what changed from one plan file to another, and the entries that would lose their item."""
    from plan_data.plan_diff import diff_plans

    paths = session.settings.paths
    old, new = (load_plan(find_plan(name, paths.plans), paths.cache) for name in (session.args.old, session.args.new))
    lost_already = {entry.id for entry in _checklist(session, old).orphans}
    orphans = [entry for entry in _checklist(session, new).orphans if entry.id not in lost_already]
    layout = plan_diff_text.diff_json if session.args.format == "json" else plan_diff_text.diff_text
    session.write(layout(diff_plans(old, new), orphans))
    if old.about.id != new.about.id:
        print_message(
            f"the plan's id was '{old.about.id}' and is '{new.about.id}': entries count for their own plan only,"
            f" and those of '{old.about.id}' stay with it."
        )
    return session.report_problems([*old.problems, *new.problems, *session.all_contents.problems])


def add_carry_forward(parser: ArgumentParser) -> None:
    """Declare `carry-forward`."""
    add_where(parser)
    parser.add_argument("-o", "--output", metavar="NEW.yaml", help="the plan file to write; - is stdout")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run_carry_forward(session: Session) -> int:
    """Write what is neither done, met nor withdrawn into a plan file for the next year."""
    from plan_data.carry_forward import carry_forward
    from plan_data.items import walk_places
    from plan_data.plan_file.encode import encode_plan
    from plan_data.plan_file.schema import modeline

    whole = session.checklist
    still_open = {item.ref: item for item in whole.items if item.state.status not in CLOSED}
    notes = {
        item.planned.milestone: f"A new date was approved: {format_day(item.state.due)}."
        for item in still_open.values()
        if item.state.rescheduled and item.state.due
    }
    plan = carry_forward(whole.loaded, still_open.keys(), notes, format_day(whole.as_of))
    session.write(modeline() + encode_plan(plan))
    carried, known = (len({place[3].id for place in walk_places(each)}) for each in (plan, whole.loaded.full_plan))
    print_message(
        f"{plural(carried, 'milestone')} carried forward, {known - carried} left behind (done, met or withdrawn)"
    )
    return session.finish()
