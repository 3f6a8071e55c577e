"""What a command works with: settings, plan, journal and checklist, each read on first use."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import ExitCode, Refused
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.journal.folder import Journal, JournalContents, read_folder, read_plan_entries
from store.query.filters import Filter, find_lead, find_pathway, find_priorities, find_statuses
from tui.cli.output import exit_code, is_stdout, print_message, write_answer
from tui.config.settings import Options, Settings, read_settings
from tui.config.typed_values import parse_date, parse_day
from tui.files import refuse_journal, refuse_overwriting
from tui.formats.registry import LIST_ENDINGS

if TYPE_CHECKING:
    from store.recorder import Recorder

_MAX_PROBLEMS = 6  # more would hide the answer


class Session:
    """One command's arguments and settings, and the plan and journal that they name."""

    def __init__(self, args: Namespace, environ: Mapping[str, str]) -> None:
        self.args = args
        options = {name: getattr(args, name, None) for name in Options.__struct_fields__}
        self.settings: Settings = read_settings(Options(**options), environ)
        self._choose_format()
        self._refuse_output_file()  # before anything is recorded

    def _choose_format(self) -> None:
        """Set the format by the output file's ending if none was given."""
        if getattr(self.args, "format", "") is None:
            output = getattr(self.args, "output", None) or ""
            self.args.format = LIST_ENDINGS.get(Path(output).suffix.lower(), "text")

    def _refuse_output_file(self) -> None:
        """Refuse an output file that exists, or that belongs to the journal or is the plan."""
        output = getattr(self.args, "output", None)
        if is_stdout(output):
            return
        path = Path(str(output))
        refuse_overwriting(path, force=self.args.force)
        refuse_journal(path, self.settings.paths.journal)
        if path.resolve() == Path(self.settings.plan_name).resolve():
            raise Refused(f"'{path}' is the plan in use: write the answer elsewhere.")

    @property
    def wants_json(self) -> bool:
        """Whether the answer is to be JSON."""
        is_json: bool = self.args.format == "json"
        return is_json

    @cached_property
    def loaded(self) -> LoadedPlan:
        """The plan in use."""
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
        """The plan's entries; files that hold only entries of other plans are not read."""
        return read_plan_entries(self.settings.paths.journal, self.loaded.about.id)

    @cached_property
    def all_contents(self) -> JournalContents:
        """The entries of all plans in the journal's folder."""
        return read_folder(self.settings.paths.journal)

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist on the as-of date."""
        settings = self.settings
        contents = self.contents
        return build_checklist(
            self.loaded, contents.entries, settings.as_of, settings.known_on, contents.problems
        )

    def recorder(self) -> "Recorder":
        """Return a recorder that writes into the author's own file."""
        from store.journal.lock import LockWait
        from store.journal.machine import machine_id
        from store.recorder import Recorder

        settings = self.settings
        return Recorder(
            self.loaded,
            Journal(
                settings.paths.journal, machine_id(settings.paths.state), LockWait(print_message)
            ),
            self.contents.entries,
            stamp=self.contents.stamp,
            author=settings.author,
            now=settings.clock.now,
            today=settings.clock.today,
            force=self.args.force,
        )

    def day(self) -> date:
        """Return the day an act happened: --on, else the as-of date, else today."""
        text = self.args.on
        if not text:
            return self.settings.as_of
        return parse_day(text, self.settings.clock.today)

    def date_of(self, text: str | None) -> date | None:
        """Return the last day of an option's period, None if the option was not given."""
        if not text:
            return None
        return parse_date(text, self.settings.clock.today)

    def filter(self) -> Filter:
        """Return the filter of the filter options, `--words` excepted."""
        args = self.args
        about = self.loaded.about
        pathways = tuple(find_pathway(about, text) for text in args.pathway)
        leads = tuple(find_lead(about, text) for text in args.lead)
        priorities: list[str] = []
        for text in args.priority:
            priorities += find_priorities(self.loaded.full_plan, text)
        statuses: list[str] = []
        for text in args.status:
            statuses += find_statuses(text)
        return Filter(
            pathways=pathways,
            leads=leads,
            priorities=tuple(priorities),
            statuses=tuple(statuses),
            due_before=self.date_of(args.due_before),
            text=args.text or "",
        )

    def filter_words(self) -> str:
        """Return the words of `--words`, a saved filter's name replaced by its words."""
        if not self.args.words:
            return ""
        from tui.config.saved_filters import saved_words

        return saved_words(self.settings.preferences, self.args.words)

    def selected_items(self) -> tuple[ChecklistItem, ...]:
        """Return the items that match the filter options, in plan order."""
        items = self.filter().select(self.checklist.items)
        if not self.args.words:
            return items
        from store.query.search import read_words

        return read_words(self.loaded.about, self.filter_words()).select(items)

    def has_filter(self) -> bool:
        """Return whether any filter option was given."""
        args = self.args
        values = (
            args.pathway,
            args.lead,
            args.priority,
            args.status,
            args.due_before,
            args.text,
            args.words,
        )
        return any(values)

    def write(self, data: str | bytes) -> None:
        """Write data to the file of `-o`, or to stdout."""
        write_answer(data, self.args.output, force=self.args.force)

    def finish(self) -> ExitCode:
        """Print the problems of plan and journal to stderr and return the exit code."""
        return self.report_problems(self.checklist.problems)

    def report_problems(self, problems: Sequence[Problem]) -> ExitCode:
        """Print the first problems to stderr and return the exit code; `check` prints warnings."""
        errors = [problem for problem in problems if problem.severity == "problem"]
        for problem in errors[:_MAX_PROBLEMS]:
            print_message(str(problem))
        if len(errors) > _MAX_PROBLEMS:
            plan_name = self.settings.plan_name
            rest = len(errors) - _MAX_PROBLEMS
            print_message(f"and {rest} more: `milepost check {plan_name}` tells the plan's.")
        return exit_code(problems)
