"""Which editor a user has, how it is called, and running it without a shell."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, os_reason
from plan_data.text import one_line
from tui.config.terminals import can_move_cursor
from tui.end_signals import done_at_the_latest, exit_at_once, signals_handled

_VARIABLES = ("VISUAL", "EDITOR")
_USUAL_EDITORS = ("nano", "vim", "vi", "micro", "emacs")
_USUAL_WINDOWS_EDITORS = ("notepad",)
_NEED_TERMINAL = frozenset({
    "nano", "pico", "vi", "vim", "nvim", "view", "vim.basic", "vim.tiny", "micro", "hx", "helix", "kak",
    "joe", "jed", "ne", "mcedit",
})  # fmt: skip
_TAKE_PLUS_LINE = _NEED_TERMINAL - {"hx", "helix"} | {
    "emacs", "emacsclient", "gvim", "gedit", "mousepad", "pluma", "xed",
}  # fmt: skip
_TAKE_COLON_LINE = frozenset({"hx", "helix", "subl", "zed"})
# Editors whose command ends at once unless it is asked to wait, with the options that do so.
_WAIT_OPTIONS: dict[str, tuple[str, ...]] = {
    "code": ("--wait", "-w"),
    "code-insiders": ("--wait", "-w"),
    "codium": ("--wait", "-w"),
    "cursor": ("--wait", "-w"),
    "subl": ("--wait", "-w"),
    "zed": ("--wait", "-w"),
    "mate": ("--wait", "-w"),
    "gedit": ("--wait", "-w"),
    "kate": ("--block", "-b"),
    "gvim": ("--nofork", "-f"),
}
_TAKE_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})
_ENDED_BY_INT = (130, -2)


class Editor(Struct, frozen=True):
    """An editor as it is called: a program and its options."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The program's name without its folder."""
        name = Path(self.words[0]).name
        return name.removesuffix(".exe").removesuffix(".cmd")

    @property
    def needs_terminal(self) -> bool:
        """Whether it is known to draw in the terminal."""
        if self.name == "emacs":
            return not {"-nw", "--no-window-system"}.isdisjoint(self.words)
        return self.name in _NEED_TERMINAL

    @property
    def is_known_to_wait(self) -> bool:
        """Whether its command surely ends only when the file is closed."""
        return self.needs_terminal or self.name in _WAIT_OPTIONS

    def command(self, file: Path, line: int = 0) -> list[str]:
        """Return the words that open a file, at a line if there is one and the editor takes it."""
        words = [*self.words]
        wait_options = _WAIT_OPTIONS.get(self.name, ())
        if wait_options and set(wait_options).isdisjoint(words):
            words.append(wait_options[0])
        if not line:
            return [*words, str(file)]
        if self.name in _TAKE_PLUS_LINE:
            return [*words, f"+{line}", str(file)]
        if self.name in _TAKE_COLON_LINE:
            return [*words, f"{file}:{line}"]
        if self.name in _TAKE_GOTO:
            return [*words, "--goto", f"{file}:{line}"]
        return [*words, str(file)]


def find_editor(environ: Mapping[str, str], *, has_terminal: bool) -> Editor:
    """Return the editor of VISUAL, else of EDITOR, else one that is installed.

    Raises:
        Refused: if there is none, or if it needs a terminal and there is none.

    """
    for variable in _VARIABLES:
        value = environ.get(variable, "").strip()
        if value:
            editor = Editor(_split(variable, value))
            _check_installed(variable, editor)
            break
    else:
        editor = _installed_editor()
    if editor.needs_terminal and not (has_terminal and can_move_cursor(environ)):
        raise Refused(
            f"the editor '{one_line(editor.name)}' needs a terminal, and there is none here: set"
            " VISUAL to an editor that does not, or change the file in another way."
        )
    return editor


def _split(variable: str, value: str) -> tuple[str, ...]:
    """Return the program and its options; a path with spaces in it may be without quotes."""
    if Path(value).is_file():
        return (value,)
    try:
        words = shlex.split(value, posix=os.name == "posix")
    except ValueError:
        raise Refused(
            f"{variable} is '{one_line(value)}', which has a quote that is not closed: write a"
            " program and its options, such as 'code --wait'."
        ) from None
    if os.name != "posix":
        words = [word.strip('"') for word in words]
    return tuple(words)


def _check_installed(variable: str, editor: Editor) -> None:
    program = editor.words[0]
    if not program or shutil.which(program) is None:
        raise Refused(
            f"{variable} names the editor '{one_line(program)}', which is not there: set"
            f" {variable} to one that is, such as nano."
        )


def _installed_editor() -> Editor:
    names = _USUAL_EDITORS if os.name == "posix" else _USUAL_WINDOWS_EDITORS
    for name in names:
        if shutil.which(name):
            return Editor((name,))
    raise Refused(
        f"no editor was found ({', '.join(names)}): set VISUAL or EDITOR to yours, such as"
        " 'code --wait'."
    )


def run_editor(
    editor: Editor, file: Path, line: int = 0, when_ended: Callable[[], object] = lambda: None
) -> None:
    """Open a file in an editor and wait until it ends; the terminal's modes stay as they were.

    Signals of the terminal, such as ctrl+c, are for the editor alone. If a signal ends this
    process, the editor is asked to end too, and `when_ended` is called.

    Raises:
        Refused: if the editor cannot be started, or ends with an error or by a signal.

    """
    name = one_line(editor.name)
    processes: list[subprocess.Popen[bytes]] = []

    def end(number: int) -> None:
        if number in _signals_for_editor():
            return
        for process in processes:
            with suppress(OSError):
                process.terminate()
        exit_at_once(number)

    with _terminal_modes_kept(), done_at_the_latest(when_ended), signals_handled(end):
        try:
            processes.append(subprocess.Popen(editor.command(file, line)))  # noqa: S603 - the user's own
        except (OSError, ValueError) as error:
            reason = os_reason(error) if isinstance(error, OSError) else str(error)
            raise Refused(f"the editor '{name}' cannot be started ({reason})") from error
        code = processes[0].wait()
    if code < 0 or code in _ENDED_BY_INT:
        raise Refused(f"the editor '{name}' was ended by a signal")
    if code:
        raise Refused(f"the editor '{name}' ended with exit code {code}")


def _signals_for_editor() -> tuple[int, ...]:
    import signal

    numbers = [signal.SIGINT]
    if hasattr(signal, "SIGQUIT"):
        numbers.append(signal.SIGQUIT)
    return tuple(numbers)


@contextmanager
def _terminal_modes_kept() -> Iterator[None]:
    """Restore the terminal's modes afterwards, which an editor that was killed leaves behind."""
    try:
        import termios
    except ImportError:  # on Windows
        yield
        return
    try:
        modes = termios.tcgetattr(0)
    except (termios.error, OSError):  # no terminal
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSADRAIN, modes)
