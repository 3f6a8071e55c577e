"""What a command works with: the plan, the journal and the checklist, each read when first asked for."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import Refused
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.journal.folder import Journal, JournalContents, read_folder, read_plan_entries
from store.query.filters import Filter, find_lead, find_pathway, find_priorities, find_statuses
from tui.cli.output import exit_code, print_message, write_answer
from tui.config.saved_filters import saved_words
from tui.config.settings import Options, Settings, parse_date, parse_day, read_settings
from tui.files import refuse_journal, refuse_overwriting
from tui.formats.registry import LIST_ENDINGS

if TYPE_CHECKING:
    from store.recorder import Recorder

_MOST_PROBLEMS = 6  # more would bury the answer


class Session:
    """One command's view of plan and journal."""

    def __init__(self, args: Namespace, environ: Mapping[str, str]) -> None:
        self.args = args
        told = {name: getattr(args, name, None) for name in Options.__struct_fields__}
        self.settings: Settings = read_settings(Options(**told), environ)
        if getattr(args, "format", "") is None:
            ending = Path(getattr(args, "output", None) or "").suffix.lower()
            args.format = LIST_ENDINGS.get(ending, "text")
        self._refuse_target()  # before anything is recorded

    def _refuse_target(self) -> None:
        target = getattr(self.args, "output", None)
        if target in {None, "", "-"}:
            return
        path = Path(str(target))
        refuse_overwriting(path, force=self.args.force)
        refuse_journal(path, self.settings.paths.journal)
        if path.resolve() == Path(self.settings.plan_name).resolve():
            raise Refused(f"'{path}' is the plan in use: write the answer elsewhere.")

    @cached_property
    def loaded(self) -> LoadedPlan:
        """The plan that is asked for."""
        return load_plan(self._plan_file(), self.settings.paths.cache)

    def _plan_file(self) -> Path:
        settings = self.settings
        try:
            return find_plan(settings.plan_name, settings.paths.plans)
        except Refused as refusal:
            if settings.plan_is_given or not settings.plan_is_chosen:
                raise
            raise Refused(
                f"the plan that was chosen in the app is gone: {refusal}"
                " Choose another with --plan PLAN, or for good in the app, with its key for plans."
            ) from refusal

    @cached_property
    def contents(self) -> JournalContents:
        """The plan's entries; files that hold those of other plans alone are not read."""
        return read_plan_entries(self.settings.paths.journal, self.loaded.about.id)

    @cached_property
    def all_contents(self) -> JournalContents:
        """All entries of the journal's folder, of whatever plan."""
        return read_folder(self.settings.paths.journal)

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist on the date that is asked for."""
        settings, contents = self.settings, self.contents
        return build_checklist(self.loaded, contents.entries, settings.as_of, settings.known_on, contents.problems)

    def recorder(self) -> "Recorder":
        """Return what records acts into the author's own file."""
        from store.journal.machine import machine_id
        from store.recorder import Recorder

        settings = self.settings
        journal = Journal(settings.paths.journal, machine_id(settings.paths.state))
        return Recorder(
            self.loaded,
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
        args, plan = self.args, self.loaded.about
        return Filter(
            pathways=tuple(find_pathway(plan, typed) for typed in args.pathway),
            leads=tuple(find_lead(plan, typed) for typed in args.lead),
            priorities=tuple(
                number for typed in args.priority for number in find_priorities(self.loaded.full_plan, typed)
            ),
            statuses=tuple(status for typed in args.status for status in find_statuses(typed)),
            due_before=parse_date(args.due_before, self.settings.clock.today) if args.due_before else None,
            text=args.text or "",
        )

    def selected_items(self) -> tuple[ChecklistItem, ...]:
        """Return the items that the filter options ask for, in plan order."""
        items = self.filter().select(self.checklist.items)
        if not self.args.words:
            return items
        from store.query.search import read_words

        return read_words(self.loaded.about, saved_words(self.settings.preferences, self.args.words)).select(items)

    def write(self, data: str | bytes) -> None:
        """Write data to where -o says."""
        write_answer(data, self.args.output, force=self.args.force)

    def finish(self) -> int:
        """Name the problems of plan and journal on stderr and return the exit code."""
        return self.report_problems(self.checklist.problems)

    def report_problems(self, problems: Sequence[Problem]) -> int:
        """Name `problems` on stderr and return the exit code; warnings are for `check` to say."""
        wrong = [problem for problem in problems if problem.severity == "problem"]
        for problem in wrong[:_MOST_PROBLEMS]:
            print_message(str(problem))
        if len(wrong) > _MOST_PROBLEMS:
            print_message(
                f"and {len(wrong) - _MOST_PROBLEMS} more: `milepost check {self.settings.plan_name}` tells the plan's."
            )
        return exit_code(problems)

    def has_filter(self) -> bool:
        """Return whether any filter option was given."""
        args = self.args
        return any([args.pathway, args.lead, args.priority, args.status, args.due_before, args.text, args.words])
