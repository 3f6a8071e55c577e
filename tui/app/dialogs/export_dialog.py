"""The export dialog: first what and in which format, then a preview and the file's name."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.errors import MilepostError
from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.export import (
    EXPORT_OPTIONS,
    ExportChoice,
    ExportOption,
    InView,
    PreparedExport,
    default_comparison,
    parse_comparison,
    prepare_export,
    suggest_file_name,
    write_export,
)
from tui.app.widgets.key_help import key_line
from tui.app.widgets.text_line import TextLine
from tui.app.widgets.text_viewer import TextViewer
from tui.app.workspace import Workspace
from tui.files import ExistsAlready
from tui.reports.renderers.registry import MissingExtra
from tui.wording.sentences import capitalised

_CHOOSING = "Arrows: what, format  Tab: more  Enter: preview  Esc: cancel"
_WRITING = "Enter: write  Up Down PgUp PgDn: read  Tab: into the text  Esc: back"


class ExportOptionList(OptionList):
    """The list of what can be exported; left and right switch between the formats."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "screen.switch_format(-1)",
            "format before",
            show=False,
            id="export.format_before",
        ),
        Binding(
            "right", "screen.switch_format(1)", "next format", show=False, id="export.next_format"
        ),
        Binding("w", "screen.switch_scope", "all or in view", show=False, id="export.scope"),
        Binding("enter", "screen.preview", "preview", show=False, id="export.preview"),
        Binding("q", "screen.leave", "cancel", show=False, id="export.quit"),
    ]


class ExportDialog(Dialog[Path | None]):
    """Two steps: Enter goes on and Esc goes back. The dialog itself shows what is refused."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="export.back"),
        Binding("up", "scroll_preview('up')", "read up", show=False, id="export.up"),
        Binding("down", "scroll_preview('down')", "read down", show=False, id="export.down"),
        Binding("pageup", "scroll_preview('page_up')", "page up", show=False, id="export.page_up"),
        Binding(
            "pagedown",
            "scroll_preview('page_down')",
            "page down",
            show=False,
            id="export.page_down",
        ),
        Binding("enter", "write", "write", show=False, id="export.write"),
    ]
    DEFAULT_CSS = """
    ExportDialog { align: center middle; }
    ExportDialog > Vertical {
        width: 104; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    ExportDialog #title { text-style: bold; max-height: 2; }
    ExportDialog #choosing { height: auto; max-height: 1fr; overflow-y: auto; }
    ExportDialog ExportOptionList, ExportDialog ExportOptionList:focus {
        height: auto; border: none; padding: 0;
    }
    ExportDialog Horizontal { height: 1; }
    ExportDialog Label, ExportDialog #keys { color: $text-muted; }
    ExportDialog Label { width: 14; }
    ExportDialog Input { width: 1fr; background: $boost; }
    ExportDialog Input:focus { background: $primary-muted; }
    ExportDialog #writing { height: 1fr; display: none; }
    ExportDialog #preview { height: 1fr; border-top: solid $border-blurred; }
    ExportDialog #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    ExportDialog.-writing > Vertical { height: 100%; }
    ExportDialog.-writing #choosing { display: none; }
    ExportDialog.-writing #writing { display: block; }
    """

    def __init__(
        self,
        workspace: Workspace,
        in_view: InView,
        options: Sequence[ExportOption] = EXPORT_OPTIONS,
        start: ExportOption = EXPORT_OPTIONS[0],
    ) -> None:
        """Offer `options`, with the cursor on `start`.

        `in_view` are the items of an export that is not of all.
        """
        super().__init__()
        self._workspace = workspace
        self._in_view = in_view
        self._options = options
        self._option = start
        self._ending = {option.name: option.endings[0] for option in options}
        self._of_all = {option.name: option.is_of_all for option in options}
        self._preparing: asyncio.Task[PreparedExport] | None = None
        self._to_replace = ""  # the file's name that a second Enter replaces

    def compose(self) -> ComposeResult:
        """Compose both steps, of which one is shown."""
        with Vertical():
            yield Static(id="title")
            with Vertical(id="choosing"):
                reword = self._workspace.loaded.vocabulary.reword
                yield ExportOptionList(*[_list_option(each, reword) for each in self._options])
                yield Static(id="format")
                yield Static(id="scope")
                yield from self._compose_fields()
            with Vertical(id="writing"):
                with Horizontal():
                    yield Label("File")
                    yield TextLine(id="file", select_on_focus=False, compact=True)
                yield TextViewer(id="preview")
            yield Static("", id="error")
            yield Static(id="keys")

    def _compose_fields(self) -> ComposeResult:
        """Compose the lines that only reports have."""
        day = default_comparison(self._workspace, self._in_view.board)
        for name, label, value, hint in (
            ("compare", "Compare with", day, "the paper tabled last, else the last Board"),
            ("prepared", "Prepared by", "", "may stay empty"),
            ("marking", "Marking", "", "may stay empty"),
        ):
            with Horizontal():
                yield Label(label)
                yield TextLine(value, placeholder=hint, id=name, compact=True)

    def on_mount(self) -> None:
        """Start with the option to start with."""
        self.query_one(ExportOptionList).highlighted = self._options.index(self._option)
        self._show_choosing()

    @on(OptionList.OptionHighlighted)
    def _highlight_option(self, event: OptionList.OptionHighlighted) -> None:
        self._option = self._options[event.option_index]
        self._show_choice()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted, "#choosing Input")
    def action_preview(self) -> None:
        """Go on to the preview, which is prepared in a thread so that keys need not wait for it."""
        try:
            choice = self._choice()
        except MilepostError as error:
            self._show_error(str(error))
            self.query_one("#compare").focus()
            return
        self._show_writing()
        preparing = asyncio.to_thread(prepare_export, self._workspace, self._in_view, choice)
        self._preparing = asyncio.create_task(preparing)
        self.run_worker(self._preview(self._preparing), group="preview", exclusive=True)

    @on(Input.Submitted, "#file")
    def action_write(self) -> None:
        """Write the file, once it is prepared."""
        if self._preparing and self._is_writing and not (self.is_busy or self.is_finished):
            self.is_busy = True
            self.run_worker(self._write(self._preparing, self._typed("file")), group="write")

    def action_switch_format(self, step: int) -> None:
        """Choose the next format, or the one before."""
        endings = self._option.endings
        position = endings.index(self._ending[self._option.name]) + step
        self._ending[self._option.name] = endings[position % len(endings)]
        self._show_choice()

    def action_switch_scope(self) -> None:
        """Choose the full plan, or only what is in view."""
        if self._has_two_scopes:
            self._of_all[self._option.name] = not self._of_all[self._option.name]
            self._show_choice()

    def action_scroll_preview(self, direction: str) -> None:
        """Scroll the preview while the name is typed."""
        if self._is_writing:
            preview = self.query_one("#preview", TextViewer)
            getattr(preview, f"scroll_{direction}")(animate=False)

    def action_leave(self) -> None:
        """Go back to the choice, or close the dialog without an export."""
        if self.is_busy:
            return
        if self._is_writing:
            self._show_choosing()
        else:
            self.close(None)

    @property
    def _is_writing(self) -> bool:
        return self.has_class("-writing")

    @property
    def _has_two_scopes(self) -> bool:
        return self._option.is_report and not self._in_view.is_all

    def on_text_line_too_many_lines(self, event: TextLine.TooManyLines) -> None:
        """Explain why a paste was not taken."""
        self._show_error(f"this has one line: paste one, not {event.count}.")

    def _choice(self) -> ExportChoice:
        compare_with = None
        if self._option.is_report:
            compare_with = parse_comparison(self._workspace, self._typed("compare"))
        return ExportChoice(
            option=self._option,
            of_all=self._of_all[self._option.name],
            compare_with=compare_with,
            prepared_by=self._typed("prepared"),
            marking=self._typed("marking"),
        )

    async def _preview(self, preparing: asyncio.Task[PreparedExport]) -> None:
        try:
            prepared = await asyncio.shield(preparing)
        except MilepostError as error:
            self._show_error(str(error))
        else:
            self.query_one("#preview", TextViewer).show_rendered(prepared.preview)

    async def _write(self, preparing: asyncio.Task[PreparedExport], typed: str) -> None:
        try:
            prepared = await asyncio.shield(preparing)
            replace = typed == self._to_replace
            write = partial(write_export, self._workspace, prepared, typed, replace=replace)
            path = await asyncio.to_thread(write)
        except ExistsAlready as error:
            self._to_replace = typed
            self._show_error(f"{error.sentence} Or Enter again replaces that file.")
        except MissingExtra as error:
            self.query_one("#file", Input).value = str(Path(typed.strip()).with_suffix(".html"))
            self._show_error(f"{error} The name ends in .html now: Enter writes that.")
        except MilepostError as error:
            self._show_error(error.sentence)
        else:
            self.close(path)
        finally:
            self.is_busy = False

    def _show_choosing(self) -> None:
        """Show the first step."""
        self.remove_class("-writing")
        self._preparing = None
        self._to_replace = ""
        self._show_choice()
        self.query_one(ExportOptionList).focus()

    def _show_choice(self) -> None:
        """Show the format and the scope that are chosen for the option."""
        self._show_error("")
        self._set_line("title", Content("Export"))
        self._set_line("format", self._format_line())
        self._set_line("scope", Content(self._scope_line()))
        for name in ("compare", "prepared", "marking"):
            self.query_one(f"#{name}", Input).disabled = not self._option.is_report
        self._set_line("keys", key_line(_CHOOSING))

    def _format_line(self) -> Content:
        chosen = self._ending[self._option.name]
        parts: list[str | tuple[str, str]] = ["Format       "]
        for ending in self._option.endings:
            if ending == chosen:
                parts.append((f"[{ending}]", "bold"))
            else:
                parts.append(f" {ending} ")
        return Content.assemble(*parts)

    def _scope_line(self) -> str:
        of_all = self._of_all[self._option.name]
        line = f"Of            {self._scope_label(of_all=of_all)}"
        if not self._has_two_scopes:
            return line
        return f"{line} (w: {self._scope_label(of_all=not of_all)})"

    def _scope_label(self, *, of_all: bool) -> str:
        board = self._in_view.board
        if of_all and board and self._option.is_report:
            return f"all that reports to the {board}"
        if of_all or self._in_view.is_all:
            return "the whole plan"
        return f"only {self._in_view.label}"

    def _show_writing(self) -> None:
        """Show the second step, the cursor in the file's name before its ending."""
        self._show_error("")
        self.add_class("-writing")
        scope = self._scope_label(of_all=self._of_all[self._option.name])
        self._set_line("title", Content(f"{self._option.label}: {scope}"))
        self._set_line("keys", key_line(_WRITING))
        self.query_one("#preview", TextViewer).show_text("Making the preview ...")
        file = self.query_one("#file", Input)
        ending = self._ending[self._option.name]
        file.value = suggest_file_name(self._workspace, self._option, ending)
        file.cursor_position = len(file.value) - len(ending)
        file.focus()

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _show_error(self, message: str) -> None:
        self._set_line("error", Content(capitalised(message)))

    def _set_line(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)


def _list_option(option: ExportOption, reword: Callable[[str], str]) -> Option:
    return Option(Content(f"{option.label:<17} {reword(option.description)}"))
