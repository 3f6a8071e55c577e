"""What a command works with: the plan, the journal and the checklist, each read when first asked for."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from plan_data.load import UsablePlan, find_plan, load_usable
from plan_data.problem import Problem
from store.checklist import Checklist, checklist
from store.filters import Filter, find_lead, find_pathway, find_priorities, find_status
from store.journal import Contents, Journal, machine_id, read_folder
from store.record import Recorder
from tui.settings import Options, Settings, parse_date, parse_day, read_settings
from tui.shell.output import emit, exit_code, refuse_overwriting, say


class Session:
    """One command's view of plan and journal."""

    def __init__(self, args: Namespace, environ: Mapping[str, str]) -> None:
        self.args = args
        told = {name: getattr(args, name, None) for name in Options.__struct_fields__}
        self.settings: Settings = read_settings(Options(**told), environ)
        if (target := getattr(args, "output", None)) not in {None, "", "-"}:
            refuse_overwriting(Path(target), force=args.force)  # before anything is recorded

    @cached_property
    def plan(self) -> UsablePlan:
        """The plan that is asked for."""
        return load_usable(find_plan(self.settings.plan), self.settings.paths.cache)

    @cached_property
    def contents(self) -> Contents:
        """All entries of the journal's folder."""
        return read_folder(self.settings.paths.journal)

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist on the date that is asked for."""
        settings, contents = self.settings, self.contents
        return checklist(self.plan, contents.entries, settings.as_of, settings.known_on, contents.problems)

    def recorder(self) -> Recorder:
        """Return what records acts into the author's own file."""
        settings = self.settings
        journal = Journal(settings.paths.journal, machine_id(settings.paths.state))
        return Recorder(
            self.plan,
            journal,
            self.contents.entries,
            author=settings.author,
            now=settings.clock.now,
            today=settings.clock.today,
            force=self.args.force,
        )

    def day(self) -> date:
        """Return the day an act happened: --on, else the as-of date, else today."""
        typed = self.args.on
        return parse_day(typed, self.settings.clock.today) if typed else self.settings.as_of

    def filter(self) -> Filter:
        """Return what the filter options ask for."""
        args, plan = self.args, self.plan.plan
        return Filter(
            pathways=tuple(find_pathway(plan, typed) for typed in args.pathway),
            leads=tuple(find_lead(plan, typed) for typed in args.lead),
            priorities=tuple(number for typed in args.priority for number in find_priorities(plan, typed)),
            statuses=tuple(find_status(typed) for typed in args.status),
            due_before=parse_date(args.due_before, self.settings.clock.today) if args.due_before else None,
            text=args.text or "",
        )

    def emit(self, data: str | bytes) -> None:
        """Write data to where -o says."""
        emit(data, self.args.output, force=self.args.force)

    def finish(self) -> int:
        """Name the problems of plan and journal on stderr and return the exit code."""
        return self.tell(self.checklist.problems)

    def tell(self, problems: Sequence[Problem]) -> int:
        """Name `problems` on stderr and return the exit code; warnings are for `check` to say."""
        for problem in problems:
            if problem.severity == "problem":
                say(str(problem))
        return exit_code(problems)

    def asks_for_some(self) -> bool:
        """Return whether any filter option was given."""
        args = self.args
        return bool(args.pathway or args.lead or args.priority or args.status or args.due_before or args.text)
