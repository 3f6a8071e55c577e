"""What a command works with: settings, plan, journal and checklist, each read on first use."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.problem import Problem
from plan_data.timescale.period_parser import parse_period
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.journal.entry import Entry
from store.journal.folder import JournalContents, read_folder, read_plan_entries
from store.query.filters import (
    Filter,
    find_area,
    find_leads,
    find_pathway,
    find_priorities,
    find_served,
    find_statuses,
    find_tag,
)
from tui.cli.output import (
    exit_code,
    fit_terminal,
    is_stdout,
    print_message,
    print_problems,
    terminal_columns,
    terminal_size,
    write_after_change,
    write_answer,
)
from tui.config.clock_checks import (
    clock_problem,
    entry_met,
    future_entries,
    future_entries_text,
    future_entry_text,
)
from tui.config.settings import Options, Settings, read_settings
from tui.config.typed_values import parse_date, parse_day
from tui.files import real_path, refuse_journal, refuse_overwriting

if TYPE_CHECKING:
    from store.query.search import Search
    from store.query.text_index import TextIndex

_MAX_PROBLEMS = 6  # more would hide the answer


class Session:
    """One command's arguments and settings, and the plan and journal that they name."""

    def __init__(self, args: Namespace, environ: Mapping[str, str]) -> None:
        self.args = args
        options = {name: getattr(args, name, None) for name in Options.__struct_fields__}
        self.settings: Settings = read_settings(Options(**options), environ)
        if self.settings.dates_need_plan:
            self._read_dates_with_plan()
        self._refuse_output_file()  # before anything is recorded
        self._choose_format()

    def _read_dates_with_plan(self) -> None:
        """Read the dates of the settings with the years of the plan in use, if it can be read."""
        with suppress(MilepostError):  # a command that needs the plan says what is wrong with it
            calendar = self.loaded.year.calendar
            self.settings = msgspec.structs.replace(self.settings, calendar=calendar)

    def report_settings(self, *, with_keys: bool) -> None:
        """Print what is wrong with the config file and the preferences; none of it stops anything.

        `with_keys` is for commands that do not report the `[keys]` of the config file themselves.
        """
        for problem in self.settings.problems:
            print_message(problem)
        if with_keys and "keys" in self.settings.config:
            from tui.config.keymap import read_keymap

            for problem in read_keymap(self.settings.config).problems:
                print_message(f"the config file '{self.settings.paths.config}': {problem}")

    def _choose_format(self) -> None:
        """Set the format by the output file's ending if none was given.

        Raises:
            Refused: if the ending names a format that the command does not write.

        """
        formats = getattr(self.args, "formats", None)
        if formats is None:
            return
        output = getattr(self.args, "output", None)
        given = getattr(self.args, "format", None)
        if not is_stdout(output):
            from tui.cli.file_endings import format_for

            given = format_for(str(output), formats, given)
        self.args.format = given or formats[0]

    def _refuse_output_file(self) -> None:
        """Refuse an output file that exists, or that belongs to the journal or is the plan."""
        output = getattr(self.args, "output", None)
        if is_stdout(output):
            return
        if self.writes_folder:
            refuse_journal(Path(str(output)), self.settings.paths.journal)
            return
        self.refuse_file(Path(str(output)))

    def refuse_file(self, path: Path) -> None:
        """Refuse to write a file that exists, or that belongs to the journal or is the plan.

        Raises:
            Refused: if it is one of them; with `--force`, one that exists is replaced.

        """
        refuse_overwriting(path, force=self.args.force)
        refuse_journal(path, self.settings.paths.journal)
        if real_path(path) == real_path(self.settings.plan_name):
            raise Refused(f"'{path}' is the plan in use: write the answer elsewhere.")

    @property
    def writes_folder(self) -> bool:
        """Whether the output is a folder with a file for each table.

        That is a folder that is there, or a name without an ending, for a format of such files.
        """
        output: str | None = getattr(self.args, "output", None)
        folder_formats = getattr(self.args, "folder_formats", ())
        given = getattr(self.args, "format", None)
        if is_stdout(output) or given not in folder_formats:
            return False
        path = Path(str(output))
        return path.is_dir() or not (path.suffix or path.exists())

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
        folder = self.settings.paths.journal
        return self._with_folder_problem(read_plan_entries(folder, self.loaded.about.id))

    @cached_property
    def all_contents(self) -> JournalContents:
        """The entries of all plans in the journal's folder."""
        return self._with_folder_problem(read_folder(self.settings.paths.journal))

    def _with_folder_problem(self, contents: JournalContents) -> JournalContents:
        problem = self.folder_problem
        if problem is None:
            return contents
        return JournalContents(contents.entries, (*contents.problems, problem))

    @cached_property
    def folder_problem(self) -> Problem | None:
        """What is wrong if the journal's folder was not there when the command began."""
        reason = self.settings.missing_journal
        if not reason:
            return None
        sentence = f"{reason}, so no entry counts: check its name, or connect the drive."
        return Problem(str(self.settings.paths.journal), 0, 0, sentence)

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist on the as-of date."""
        settings = self.settings
        contents = self.contents
        return build_checklist(
            self.loaded, contents.entries, settings.as_of, settings.known_on, contents.problems
        )

    def day(self) -> date:
        """Return the day an act happened: --on, else the as-of date, else today."""
        text = self.args.on
        if not text:
            return self.settings.as_of
        return self.day_of(text)

    def day_of(self, text: str) -> date:
        """Return the day that an option's text means."""
        return parse_day(text, self.settings.clock.today, self.settings.as_of)

    def past_date_of(self, text: str | None) -> date | None:
        """Return the last day of an option's period, None if the option was not given.

        What has no year is the latest before the as-of date.
        """
        if not text:
            return None
        settings = self.settings
        latest = settings.as_of - timedelta(days=1)
        return parse_date(text, settings.clock.today, latest, self.loaded.year.calendar)

    def due_date_of(self, text: str | None) -> date | None:
        """Return the last day of an option's period, which may be ahead and needs its year."""
        if not text:
            return None
        today = self.settings.clock.today
        if text.strip().lower() == "today":
            return today
        return parse_period(text, self.loaded.year.calendar).last

    def filter(self) -> Filter:
        """Return the filter of the filter options, `--words` excepted."""
        args = self.args
        about = self.loaded.about
        pathways = [find_pathway(about, text) for text in args.pathway]
        tags = [find_tag(about, text) for text in args.tag]
        areas = [find_area(about, text) for text in args.area]
        serves: list[str] = []
        for text in args.serves:
            serves += find_served(about, text)
        leads: list[str] = []
        for text in args.lead:
            leads += find_leads(about, text)
        priorities: list[str] = []
        for text in args.priority:
            priorities += find_priorities(self.loaded.full_plan, text)
        statuses: list[str] = []
        for text in args.status:
            statuses += find_statuses(text)
        return Filter(
            pathways=tuple(pathways),
            leads=tuple(leads),
            tags=tuple(tags),
            serves=tuple(serves),
            areas=tuple(areas),
            priorities=tuple(priorities),
            statuses=tuple(statuses),
            due_before=self.due_date_of(args.due_before),
            text=args.text or "",
        )

    def filter_words(self) -> str:
        """Return the words of `--words` and `--mine`, names of saved filters replaced by theirs.

        Raises:
            Refused: if the user's own items are asked for and no filter says which these are.

        """
        args, preferences = self.args, self.settings.preferences
        if not (args.words or args.mine):
            return ""
        from tui.config.saved_filters import mine_words, only_mine, saved_words, with_mine

        words = ""
        if args.words:
            words = saved_words(preferences, args.words)
        if args.mine:
            words = only_mine(words)
        return with_mine(mine_words(preferences), words)

    def selected_items(self) -> tuple[ChecklistItem, ...]:
        """Return the items that match the filter options, in plan order."""
        args, items = self.args, self.checklist.items
        sort = getattr(args, "sort", None)  # only `list` has an order
        if not (args.text or args.words or args.mine or sort):
            return self.filter().select(items)
        from store.query.search import read_words
        from store.query.sorting import sort_items
        from store.query.text_index import TextIndex

        index = TextIndex(self.checklist)
        search = read_words(self.checklist, self.filter_words())
        found = search.select(self.filter().select(items, index), index)
        if not found:
            self._suggest_words(search, index)
        return sort_items(found, sort or search.sort)

    def _suggest_words(self, search: "Search", index: "TextIndex") -> None:
        """Print which words find nothing, with the nearest that do."""
        from store.query.suggestions import explain_nothing_found

        sentence = explain_nothing_found(search, index, self.args.text or "")
        if sentence:
            print_message(sentence)

    def write(self, data: str | bytes) -> None:
        """Write data to the file of `-o`, or to stdout."""
        write_answer(data, self.args.output, force=self.args.force)

    def write_json(self, value: object) -> None:
        """Write a value as JSON, as `write` does."""
        from tui.formats.checklist_json import dump_json

        self.write(dump_json(value))

    def write_json_after_change(self, value: object) -> None:
        """Write a value as JSON, as `write_after_change` does."""
        from tui.formats.checklist_json import dump_json

        self.write_after_change(dump_json(value))

    def write_text(self, text: str) -> None:
        """Write plain text as `write` does; on a terminal, long lines are broken between words."""
        if is_stdout(self.args.output):
            text = fit_terminal(text)
        self.write(text)

    def write_text_after_change(self, text: str) -> None:
        """Write plain text as `write_after_change` does, and as wide as `write_text`."""
        if is_stdout(self.args.output):
            text = fit_terminal(text)
        self.write_after_change(text)

    def terminal_size(self) -> tuple[int, int] | None:
        """Return the columns and lines of the terminal that the answer goes to, if it is one."""
        if not is_stdout(self.args.output):
            return None
        return terminal_size()

    def text_width(self, most: int) -> int:
        """Return how wide lines of `write_text` may be: at most `most`, and as the terminal."""
        if not is_stdout(self.args.output):
            return most
        return min(most, terminal_columns() or most)

    def write_after_change(self, data: str | bytes) -> None:
        """Write an answer about what was changed; if it cannot be written, that is no failure."""
        write_after_change(data, self.args.output, force=self.args.force)

    def finish(self) -> ExitCode:
        """Print the problems of plan and journal to stderr and return the exit code."""
        return self.report_problems(self.checklist.problems)

    def report_problems(self, problems: Sequence[Problem]) -> ExitCode:
        """Print the first problems to stderr and return the exit code; `check` prints warnings."""
        errors = [problem for problem in problems if problem.severity == "problem"]
        rest = print_problems(errors, _MAX_PROBLEMS)
        if rest:
            plan_name = self.settings.plan_name
            print_message(f"and {rest} more: `milepost check {plan_name}` tells the plan's.")
        self.report_future_entries()
        return exit_code(problems)

    def explain(self, refusal: Refused) -> Refused:
        """Return a refusal with what it may come from: a missing journal, or future entries."""
        if "contents" not in self.__dict__:  # the journal had no part in it
            return refusal
        if self.folder_problem:
            return Refused(f"{refusal} ({self.folder_problem})")
        ahead = future_entries(self.contents.entries, self.settings.clock)
        met = entry_met(str(refusal), self._of_the_plan(ahead))
        if met is None or clock_problem(self.settings.clock, self.loaded.about.published):
            return refusal
        return Refused(f"{refusal} {future_entry_text(met)}")

    def report_future_entries(self, entries: Sequence[Entry] | None = None) -> None:
        """Print which entries are dated after today, by default those that the command read."""
        read = self.__dict__  # of the cached properties, only those that were used
        if entries is None:
            contents = read.get("contents") or read.get("all_contents") or JournalContents()
            entries = contents.entries
        clock = self.settings.clock
        ahead = future_entries(entries, clock)
        if "loaded" in read:
            published = self.loaded.about.published
            text = future_entries_text(self._of_the_plan(ahead), clock, published)
        else:
            text = future_entries_text(ahead, clock, name_plan=True)
        if text:
            print_message(text)

    def _of_the_plan(self, entries: Sequence[Entry]) -> list[Entry]:
        plan_id = self.loaded.about.id
        return [entry for entry in entries if entry.plan == plan_id]
