"""Editing a plan: open a copy, check it, save it, and say what the change does."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import ExitCode, MilepostError, Refused, Unusable, os_reason
from plan_data.load import LoadedPlan, check_plan_file, load_plan
from plan_data.problem import Problem
from plan_data.text import clean, path_text
from store.checklist.plan_effects import plan_effects
from store.journal.entry import Entry
from tui.editing.editors import find_editor, run_editor
from tui.editing.plan_draft import PlanDraft, discard_kept, is_shipped
from tui.files import read_plain_file
from tui.wording.plan_effects_text import effects_lines
from tui.wording.problem_text import problem_counts, problem_lines

AGAIN, SAVE = "again", "save"
_ANSWERS = {"": AGAIN, "y": AGAIN, "yes": AGAIN, "s": SAVE, "save": SAVE}


class EditRequest(Struct, frozen=True):
    """What is to be edited: the plan's file, and for a copy the file to write.

    `edits` is the folder of the copies that editors open. `start_from` is a file whose text the
    editor shows instead of the plan's. With `with_mistakes`, a text with mistakes is saved without a
    question. `entries` reads those of the journal once the editor has ended.
    """

    plan: Path
    copy_to: Path | None
    edits: Path
    entries: Callable[[], Sequence[Entry]]
    as_of: date
    start_from: Path | None = None
    with_mistakes: bool = False


class EditTerminal(Struct, frozen=True):
    """How an edit shows messages and asks questions.

    `write_lines` shows problems and effects, `report` what happened. `ask` returns an answer, None
    if nobody can answer.
    """

    environ: Mapping[str, str]
    has_terminal: bool
    write_lines: Callable[[Sequence[str]], None]
    report: Callable[[str], None]
    ask: Callable[[str], str | None]


class EditResult(Struct, frozen=True):
    """How an edit ended: the file that was saved, None if none was, and its exit code."""

    saved: Path | None
    code: ExitCode


class _CheckedText(Struct, frozen=True):
    """The plan of an edited text, None if it cannot be used, and what is wrong with it."""

    loaded: LoadedPlan | None
    problems: tuple[Problem, ...]

    @property
    def mistakes(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "problem"]


def copy_target(plan: Path, chosen: str | None, plans: Path | None) -> Path | None:
    """Return the file to which the copy of a shipped plan goes, None for a plan of the user's own.

    That is `chosen`, else a file in the user's own folder of plans, else one in this folder.

    Raises:
        Refused: if the user's own folder is not there, or a file was chosen for a plan that is
            edited itself.

    """
    if not is_shipped(plan):
        if chosen:
            raise Refused(
                "--copy-to names the copy of a plan that comes with Milepost: leave it out."
            )
        return None
    if chosen:
        return Path(chosen)
    if plans is None:
        return Path(plan.name)
    if not plans.is_dir():
        raise Refused(
            f"your folder of plans '{path_text(plans)}' is not there: make it, or name the copy"
            " with --copy-to FILE."
        )
    return plans / plan.name


def edit_plan(request: EditRequest, terminal: EditTerminal) -> EditResult:
    """Let the user edit a plan, save it if it is right, and report what the change does.

    Raises:
        MilepostError: if the plan cannot be edited or saved; what was typed is kept, and the message
            names the file.

    """
    return _Edit(request, terminal).run()


class _Edit:
    """One edit, from the first opening of the editor to the end."""

    def __init__(self, request: EditRequest, terminal: EditTerminal) -> None:
        self._request = request
        self._terminal = terminal
        self._draft = PlanDraft(request.plan, request.copy_to, request.edits)
        self._editor = find_editor(terminal.environ, has_terminal=terminal.has_terminal)
        self._name = path_text(self._draft.target)
        self._is_saved = False

    def run(self) -> EditResult:
        self._report_kept_before()
        start = None
        if self._request.start_from is not None:
            start = _read_start(self._request.start_from)
        try:
            self._draft.write(start)
        except BaseException:
            self._draft.discard()
            raise
        try:
            return self._run_rounds()
        except MilepostError as error:
            raise self._explained(error) from error
        except KeyboardInterrupt:
            if not self._is_saved:
                self._report_end()
            raise

    def _explained(self, error: MilepostError) -> MilepostError:
        """Return a failure that names the state of the plan and the file with the text."""
        sentence = str(error).removesuffix(".")
        if self._is_saved:
            return type(error)(f"the plan is saved, but {sentence}.")
        return type(error)(f"{sentence}: {self._kept_text()}")

    def _report_kept_before(self) -> None:
        kept = self._draft.kept_before()
        if not kept:
            return
        newest = path_text(kept[0])
        text = f"an earlier edit of '{self._name}' left {newest}, or is still open: `--from FILE` starts"
        text += " from its text; delete it if you do not need it."
        if len(kept) > 1:
            text += f" {len(kept) - 1} more are in {path_text(self._request.edits)}."
        self._terminal.report(text)

    def _run_rounds(self) -> EditResult:
        """Open the editor until the text is right, or the user wants it to end."""
        line = 0
        while True:
            run_editor(self._editor, self._draft.path, line, self._report_end)
            text = self._draft.read()
            if text == self._draft.before:
                return self._end_unchanged()
            checked = self._check()
            if self._request.with_mistakes or not checked.mistakes:
                return self._save(text, checked)
            self._show(checked.problems)
            line = next((problem.line for problem in checked.mistakes if problem.line), 0)
            answer = self._ask(line)
            if answer == SAVE:
                return self._save(text, checked, is_listed=True)
            if answer != AGAIN:
                self._report_end()
                return EditResult(None, ExitCode.PROBLEMS)

    def _show(self, problems: Sequence[Problem]) -> None:
        """Show problems as `check` does."""
        self._terminal.write_lines(problem_lines(self._draft.target, problems))
        self._terminal.report(f"{self._name}: {problem_counts(problems)}")

    def _ask(self, line: int) -> str:
        """Return what to do with a text that has mistakes; empty if the file is to stay as it is."""
        place = ""
        if line:
            place = f" at line {line}"
        answer = self._terminal.ask(
            f"Open again{place}? [Y/n/s]  (n: do not save, s: save with these mistakes) "
        )
        if answer is None:
            return ""
        return _ANSWERS.get(answer.strip().lower(), "")

    def _end_unchanged(self) -> EditResult:
        text = f"nothing was changed: '{self._name}' is as it was"
        if self._draft.is_copy:
            text = "nothing was changed: no copy was made"
        if self._editor.is_known_to_wait:
            self._draft.discard()
        else:
            text += (
                ". If your editor goes on in a window of its own, give it its option to wait, as in"
                " VISUAL='code --wait'; what you save there until then is only in"
                f" {path_text(self._draft.path)}"
            )
        self._terminal.report(text)
        return EditResult(None, ExitCode.OK)

    def _check(self) -> _CheckedText:
        """Check the copy; its problems name the plan's own file."""
        try:
            loaded = load_plan(self._draft.path)
        except Unusable:
            return _CheckedText(None, self._named(check_plan_file(self._draft.path).problems))
        problems = self._named(loaded.problems)
        loaded = msgspec.structs.replace(loaded, path=self._draft.target, problems=problems)
        return _CheckedText(loaded, problems)

    def _named(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        file = clean(str(self._draft.target))
        return tuple([msgspec.structs.replace(problem, file=file) for problem in problems])

    def _save(self, text: bytes, checked: _CheckedText, *, is_listed: bool = False) -> EditResult:
        before = self._plan_before()
        self._draft.save(text)
        self._is_saved = True
        self._draft.discard()
        if self._request.start_from is not None:
            discard_kept(self._request.start_from, self._request.edits)
        if not is_listed:
            self._show(checked.problems)
        self._terminal.report(f"saved to {self._name}{self._use_text()}")
        if before is not None and checked.loaded is not None:
            request = self._request
            effects = plan_effects(before, checked.loaded, request.entries(), request.as_of)
            self._terminal.write_lines(effects_lines(effects, before, checked.loaded))
        code = ExitCode.PROBLEMS if checked.mistakes else ExitCode.OK
        return EditResult(self._draft.target, code)

    def _plan_before(self) -> LoadedPlan | None:
        """Return the plan as it was, None if it could not be used."""
        try:
            return load_plan(self._request.plan)
        except MilepostError:
            return None

    def _use_text(self) -> str:
        if not self._draft.is_copy:
            return ""
        return f", a copy of {path_text(self._request.plan.stem)}: `--plan {self._name}` opens it"

    def _report_end(self) -> None:
        self._terminal.report(self._kept_text())

    def _kept_text(self) -> str:
        """Return that the plan is as it was, and where the text is; an unchanged one is removed."""
        state = f"'{self._name}' was not changed"
        if self._draft.is_copy:
            state = f"'{self._name}' was not written"
        is_gone = self._draft.is_gone
        if not (is_gone or self._draft.is_unchanged):
            return f"{state}, and your text is kept in {path_text(self._draft.path)}"
        left = self._draft.files_of_editor()
        if left:  # such as what vim or nano save when their terminal is closed
            return f"{state}, and the editor left {', '.join(map(path_text, left))}"
        self._draft.discard()
        if is_gone:
            return f"{state}, and the editor left no file of your text"
        return f"{state}."


def _read_start(path: Path) -> bytes:
    try:
        return read_plain_file(path)
    except OSError as error:
        raise Unusable(f"'{path_text(path)}' cannot be read ({os_reason(error)}).") from error
