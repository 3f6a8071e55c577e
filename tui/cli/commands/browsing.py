"""Commands that show the checklist: status and list."""

from argparse import ArgumentParser, Namespace
from typing import Any

from plan_data.errors import ExitCode, Refused
from plan_data.load import LoadedPlan
from plan_data.problem import Problem
from store.journal.entry import Entry
from store.journal.folder import JournalContents
from tui.cli.options import (
    add_filter_options,
    add_output_options,
    add_plan_options,
    add_sort_option,
)
from tui.cli.output import row_count, single_line
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.clock_checks import future_entries
from tui.config.settings import Settings
from tui.formats import checklist_json, checklist_text
from tui.formats.checklist_text import StatusParts
from tui.formats.registry import LIST_FORMATS, render_list


def add_status(parser: ArgumentParser) -> None:
    """Declare the arguments of `status`."""
    add_filter_options(parser)
    add_plan_options(parser)
    add_output_options(parser)


def run_status(session: Session) -> ExitCode:
    """Print counts, then what needs attention."""
    if session.settings.plan_name == "all":
        return _status_of_all_plans(session)
    items = session.selected_items()
    if session.wants_json:
        session.write(checklist_json.status_json(session.checklist, items))
    else:
        parts = checklist_text.status_parts(session.checklist, items)
        session.write_text(_status_text(parts, session.terminal_size()))
    return session.finish()


def _status_text(parts: StatusParts, terminal: tuple[int, int] | None) -> str:
    """Return the text of `status`, a short one if the terminal has too few lines."""
    text = checklist_text.status_report_text(parts)
    if terminal is None or row_count(text, terminal[0]) < terminal[1]:
        return text
    from tui.cli.short_status import short_status_text

    return short_status_text(parts, *terminal)


def _status_of_all_plans(session: Session) -> ExitCode:
    """Print one line for each known plan; only one plan is in memory at a time."""
    if _has_filter(session.args):
        raise Refused(
            "a filter's words are one plan's own: name that plan with --plan, or leave the"
            " filter out."
        )
    from tui.cli.every_plan import every_plan

    problems: list[Problem] = []
    ahead: list[Entry] = []
    rows: list[dict[str, Any]] = []
    lines: list[str] = []
    for plan in every_plan(session, problems):
        loaded = plan.checklist.loaded
        rows.append(checklist_text.plan_counts(plan.name, plan.checklist))
        name = single_line(plan.name)  # a file's, which cannot leave its line
        lines.append(checklist_text.plan_line(name, rows[-1], loaded.vocabulary))
        ahead += _future_entries(loaded, plan.contents, session.settings)
    if session.wants_json:
        session.write_json(rows)
    else:
        session.write_text("".join(lines))
    session.report_future_entries(ahead)
    # A journal file with entries for two plans is read twice, and so are its problems.
    distinct_problems = list(dict.fromkeys(problems))
    return session.report_problems(distinct_problems)


def _has_filter(args: Namespace) -> bool:
    """Return whether any filter option was given."""
    values = (
        args.pathway,
        args.lead,
        args.serves,
        args.area,
        args.tag,
        args.priority,
        args.status,
        args.due_before,
        args.text,
        args.words,
        args.mine,
    )
    return any(values)


def _future_entries(
    loaded: LoadedPlan, contents: JournalContents, settings: Settings
) -> list[Entry]:
    """Return a plan's entries that are dated after today."""
    ahead = future_entries(contents.entries, settings.clock)
    return [entry for entry in ahead if entry.plan == loaded.about.id]


def add_list(parser: ArgumentParser) -> None:
    """Declare the arguments of `list`."""
    add_filter_options(parser)
    add_sort_option(parser)
    add_plan_options(parser)
    add_output_options(parser, LIST_FORMATS)


def run_list(session: Session) -> ExitCode:
    """Print the checklist."""
    items = session.selected_items()
    answer = render_list(session.checklist, items, session.args.format)
    if session.args.format == "text" and isinstance(answer, str):
        session.write_text(answer)
    else:
        session.write(answer)
    return session.finish()


COMMANDS = {
    "status": Command(add_status, run_status),
    "list": Command(add_list, run_list),
}
