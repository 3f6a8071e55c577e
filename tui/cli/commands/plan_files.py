"""Commands for the keeper of a plan file: check, new, diff, carry-forward."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from plan_data.errors import ExitCode, Refused, Unusable
from plan_data.load import LoadedPlan, check_plan_file, find_plan, load_plan
from plan_data.model import Measure, Milestone, Plan
from plan_data.problem import Problem
from plan_data.text import plural
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.checklist.retractions import effective
from store.dates import format_day
from store.journal.entry import Entry
from store.query.groups import CLOSED
from tui.cli.file_endings import refuse_ending
from tui.cli.options import PLAN_FILE_FORMATS, add_output_options, add_plan_options
from tui.cli.output import exit_code, print_message, text_of_lines
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import real_path, write_file
from tui.formats import checklist_json
from tui.wording.problem_text import problem_counts, problem_lines


def add_check(parser: ArgumentParser) -> None:
    """Declare the arguments of `check`."""
    parser.add_argument("file", metavar="PLAN.yaml", help="a plan file, or a shipped plan's name")
    add_plan_options(parser)
    add_output_options(parser)


def run_check(session: Session) -> ExitCode:
    """Print every problem and warning of a plan file, each with its line."""
    paths = session.settings.paths
    path = find_plan(session.args.file, paths.plans)
    problems = list(check_plan_file(path, paths.cache).problems)
    problems += _orphan_warnings(session, path)
    if session.wants_json:
        objects = checklist_json.problem_objects(problems)
        session.write_json(objects)
    else:
        session.write_text(text_of_lines(problem_lines(path, problems)))
    print_message(f"{path}: {problem_counts(problems)}")
    if session.folder_problem:  # which says nothing about the plan file
        print_message(str(session.folder_problem))
    session.report_future_entries(session.all_contents.entries)
    return exit_code(problems)


def _orphan_warnings(session: Session, path: Path) -> list[Problem]:
    """Return a warning for each ref that has journal entries but is not in the plan."""
    try:
        loaded = load_plan(path, session.settings.paths.cache)
    except Unusable:
        return []  # its problems are in the answer already
    counts = Counter(entry.ref for entry in _orphans(session, loaded))
    warnings = []
    for ref, count in counts.items():
        sentence = (
            f"{plural(count, 'journal entry')} for '{ref}', which is not in this plan:"
            " `milepost move` re-homes them."
        )
        warnings.append(Problem(str(path), 0, 0, sentence, "warning"))
    return warnings


def _orphans(session: Session, loaded: LoadedPlan) -> tuple[Entry, ...]:
    """Return the plan's entries whose ref is not in the plan; they are the same on any date."""
    settings = session.settings
    checklist = build_checklist(
        loaded, session.all_contents.entries, settings.clock.today, settings.known_on
    )
    return checklist.orphans


def add_new(parser: ArgumentParser) -> None:
    """Declare the arguments of `new`."""
    parser.add_argument("file", nargs="?", metavar="PLAN.yaml", help="the file to write")
    parser.add_argument(
        "--year", metavar="YEAR", help="the plan's year, such as 2010/11, 2024 or 2021 to 2025"
    )
    parser.add_argument(
        "--schema",
        action="store_true",
        help="write no plan but the schema for editors, plan.schema.json by default",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    add_plan_options(parser)


def run_new(session: Session) -> ExitCode:
    """Write a small commented plan, by default of the financial year of the as-of date."""
    from plan_data.plan_file.template import plan_template
    from plan_data.table_import.plan_years_option import read_year
    from plan_data.timescale.financial_year import FinancialYear

    if session.args.schema:
        return _write_schema(session)
    if session.args.file is None:
        raise Refused("the file to write is missing: name it, such as north.yaml.")
    path = Path(session.args.file)
    refuse_ending(session.args.file, PLAN_FILE_FORMATS)
    year = FinancialYear.containing(session.settings.as_of)
    if session.args.year:
        year = read_year(session.args.year)
    text = plan_template(path.name, year)
    write_file(path, text.encode(), force=session.args.force)
    print_message(
        f"written to {real_path(path)}: change it in any editor; `milepost check {path}` names"
        " what is wrong."
    )
    return ExitCode.OK


def _write_schema(session: Session) -> ExitCode:
    """Write the schema that the first line of a plan names, for editors."""
    from plan_data.plan_file.schema import SCHEMA_FILE, schema_text

    if session.args.year:
        raise Refused("--year is of a plan, and --schema writes none: leave one of them out.")
    path = Path(session.args.file or SCHEMA_FILE.name)
    if path.suffix != SCHEMA_FILE.suffix:
        raise Refused(f"'{path}' is no name for a schema: name it {SCHEMA_FILE.name}.")
    write_file(path, schema_text().encode(), force=session.args.force)
    print_message(
        f"written to {real_path(path)}: an editor finds it from the first line of each plan beside"
        " it."
    )
    return ExitCode.OK


def add_diff(parser: ArgumentParser) -> None:
    """Declare the arguments of `diff`."""
    parser.add_argument("old", metavar="OLD.yaml", help="a plan file, or a shipped plan's name")
    parser.add_argument("new", metavar="NEW.yaml", help="the plan file that it is held against")
    add_plan_options(parser)
    add_output_options(parser)


def run_diff(session: Session) -> ExitCode:
    """Print what changed between two plan files, and the entries that would lose their item."""
    from plan_data.plan_diff import diff_plans, dropped_ids, renumbered_ids
    from store.checklist.entry_moves import entry_moves, reused_refs
    from tui.formats import plan_diff_text

    old = _load(session, session.args.old)
    new = _load(session, session.args.new)
    orphans = _new_orphans(session, old, new)
    changes = diff_plans(old, new)
    renumbered = renumbered_ids(changes)
    moves = entry_moves(orphans, renumbered, new)
    new_ids = {**dict.fromkeys(dropped_ids(changes), ""), **renumbered}
    reused = reused_refs(_effective_entries(session, old), new_ids, new)
    if session.wants_json:
        session.write(plan_diff_text.diff_json(changes, orphans, moves, reused))
    else:
        text = plan_diff_text.diff_text(changes, orphans, new.vocabulary, moves, reused)
        session.write_text(text)
    if old.about.id != new.about.id:
        print_message(
            f"the plan's id was '{old.about.id}' and is '{new.about.id}': entries count for their"
            f" own plan only, and those of '{old.about.id}' stay with it."
        )
    return session.report_problems([*old.problems, *new.problems, *session.all_contents.problems])


def _load(session: Session, name: str) -> LoadedPlan:
    paths = session.settings.paths
    return load_plan(find_plan(name, paths.plans), paths.cache)


def _new_orphans(session: Session, old: LoadedPlan, new: LoadedPlan) -> list[Entry]:
    """Return the entries that are orphans in the new plan and were not in the old one."""
    old_ids = {entry.id for entry in _orphans(session, old)}
    return [entry for entry in _orphans(session, new) if entry.id not in old_ids]


def _effective_entries(session: Session, loaded: LoadedPlan) -> list[Entry]:
    """Return the entries of a plan that were not taken back, moved ones at their new refs."""
    own = [entry for entry in session.all_contents.entries if entry.plan == loaded.about.id]
    return [entry for entry in effective(own) if entry.ref and entry.kind != "moved"]


def add_carry_forward(parser: ArgumentParser) -> None:
    """Declare the arguments of `carry-forward`."""
    add_plan_options(parser)
    parser.add_argument(
        "-o", "--output", metavar="NEW.yaml", help="the plan file to write; - is stdout"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    parser.set_defaults(formats=PLAN_FILE_FORMATS)


def run_carry_forward(session: Session) -> ExitCode:
    """Write a plan file for the next year with what is neither done, met nor withdrawn."""
    from plan_data.carry_forward import carry_forward
    from plan_data.plan_file.encode import encode_plan
    from plan_data.plan_file.schema import modeline

    checklist = session.checklist
    open_items = _open_items(checklist)
    refs = {item.ref for item in open_items}
    notes = _new_date_notes(open_items)
    plan = carry_forward(checklist.loaded, refs, notes, format_day(checklist.as_of))
    session.write(modeline() + encode_plan(plan))
    carried = _count_milestones(plan)
    left_behind = _count_milestones(checklist.loaded.full_plan) - carried
    print_message(
        f"{plan.vocabulary.count(carried, 'milestone')} carried forward, {left_behind} left behind (done, met"
        " or withdrawn)"
    )
    _print_numbers_to_set(plan, session.args.output)
    return session.finish()


def _print_numbers_to_set(plan: Plan, path: str | None) -> None:
    """Print for which parts of the plan the numbers of the new year must be written."""
    ids = _ids_to_set(plan)
    if ids:
        check = "milepost check"
        if path and path != "-":
            check = f"milepost check {path}"
        print_message(
            f"the numbers of {plan.year_text} are to be written for {', '.join(ids)}; `{check}` names"
            " those that are still missing"
        )


def _ids_to_set(plan: Plan) -> list[str]:
    """Return the ids of figures and measures, then the numbers of objectives."""
    from plan_data.last_year import has_last_years_numbers
    from plan_data.plan_file.walk import walk_measures, walk_milestones, walk_objectives

    parts: list[Milestone | Measure] = [milestone for _, milestone, _ in walk_milestones(plan)]
    parts += [measure for _, measure, _ in walk_measures(plan)]
    ids = [part.id for part in parts if has_last_years_numbers(part, plan.year_text)]
    objectives = [objective for _, objective in walk_objectives(plan)]
    ids += [each.number for each in objectives if has_last_years_numbers(each, plan.year_text)]
    return ids


def _open_items(checklist: Checklist) -> list[ChecklistItem]:
    return [item for item in checklist.items if item.state.status not in CLOSED]


def _new_date_notes(items: Sequence[ChecklistItem]) -> dict[str, str]:
    """Return a note for each milestone whose due date was changed with approval, by its id."""
    notes = {}
    for item in items:
        if item.state.rescheduled and item.state.due:
            day = format_day(item.state.due)
            notes[item.planned.milestone] = f"A new date was approved: {day}."
    return notes


def _count_milestones(plan: Plan) -> int:
    from plan_data.items import walk_places

    ids = set()
    for _, _, _, milestone in walk_places(plan):
        ids.add(milestone.id)
    return len(ids)


COMMANDS = {
    "check": Command(add_check, run_check),
    "new": Command(add_new, run_new),
    "diff": Command(add_diff, run_diff),
    "carry-forward": Command(add_carry_forward, run_carry_forward),
}
