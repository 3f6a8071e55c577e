"""Exporting: first what and in which format, then a preview and the file's name."""

import asyncio
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
    InView,
    PreparedExport,
    default_comparison,
    parse_comparison,
    prepare_export,
    suggest_file_name,
    write_export,
)
from tui.app.widgets.text_viewer import TextViewer
from tui.app.workspace import Workspace
from tui.reports.renderers.registry import MissingExtra

_CHOOSING = "Up Down: what  Left Right: format  Tab: more  Enter: preview  Esc: cancel"
_WRITING = "Enter: write  Up Down PgUp PgDn: read  Tab: into the text  Esc: back"


class Offers(OptionList):
    """The list of what can be exported; left and right turn through the formats."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", "format before", show=False, id="export.format_before"),
        Binding("right", "screen.turn(1)", "next format", show=False, id="export.next_format"),
        Binding("w", "screen.widen", "all or in view", show=False, id="export.scope"),
        Binding("enter", "screen.preview", "preview", show=False, id="export.preview"),
        Binding("q", "screen.leave", "cancel", show=False, id="export.quit"),
    ]


class ExportDialog(Dialog[Path | None]):
    """Two steps, of which Enter leads on and Esc leads back; what is refused is said in place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="export.back"),
        Binding("up", "read('up')", "read up", show=False, id="export.up"),
        Binding("down", "read('down')", "read down", show=False, id="export.down"),
        Binding("pageup", "read('page_up')", "page up", show=False, id="export.page_up"),
        Binding("pagedown", "read('page_down')", "page down", show=False, id="export.page_down"),
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
    ExportDialog Offers, ExportDialog Offers:focus { height: auto; border: none; padding: 0; }
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

    def __init__(self, workspace: Workspace, in_view: InView) -> None:
        """Offer what there is on the workspace; `in_view` are the items that a part of the plan would be of."""
        super().__init__()
        self._workspace = workspace
        self._in_view = in_view
        self._offer = EXPORT_OPTIONS[0]
        self._ending = {offer.name: offer.endings[0] for offer in EXPORT_OPTIONS}
        self._of_all = {offer.name: offer.is_of_all for offer in EXPORT_OPTIONS}
        self._making: asyncio.Task[PreparedExport] | None = None

    def compose(self) -> ComposeResult:
        """Lay out both steps, of which one is shown."""
        with Vertical():
            yield Static(id="title")
            with Vertical(id="choosing"):
                yield Offers(
                    *(
                        Option(Content(f"{offer.label:<17} {offer.description}"))
                        for offer in EXPORT_OPTIONS
                    )
                )
                yield Static(id="format")
                yield Static(id="scope")
                for name, label, value, hint in (
                    (
                        "compare",
                        "Compare with",
                        default_comparison(self._workspace),
                        "the last Board before",
                    ),
                    ("prepared", "Prepared by", "", "may stay empty"),
                    ("marking", "Marking", "", "may stay empty"),
                ):
                    with Horizontal():
                        yield Label(label)
                        yield Input(value, placeholder=hint, id=name, compact=True)
            with Vertical(id="writing"):
                with Horizontal():
                    yield Label("File")
                    yield Input(id="file", select_on_focus=False, compact=True)
                yield TextViewer(id="preview")
            yield Static("", id="error")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Start with the first offer."""
        self._show_choosing()

    @on(OptionList.OptionHighlighted)
    def _other_offer(self, event: OptionList.OptionHighlighted) -> None:
        self._offer = EXPORT_OPTIONS[event.option_index]
        self._show_choice()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted, "#choosing Input")
    def action_preview(self) -> None:
        """Go on to the preview, which is made beside the screen so that keys need not wait for it."""
        try:
            compared = (
                None
                if self._offer.name == "list"
                else parse_comparison(self._workspace, self._typed("compare"))
            )
        except MilepostError as error:
            self._say(str(error))
            self.query_one("#compare").focus()
            return
        choice = ExportChoice(
            offer=self._offer,
            of_all=self._of_all[self._offer.name],
            compare_with=compared,
            prepared_by=self._typed("prepared"),
            marking=self._typed("marking"),
        )
        self._show_writing()
        self._making = asyncio.create_task(
            asyncio.to_thread(prepare_export, self._workspace, self._in_view, choice)
        )
        self.run_worker(self._preview(self._making), group="preview", exclusive=True)

    @on(Input.Submitted, "#file")
    def action_write(self) -> None:
        """Write the file, once it is made."""
        if self._making and self._is_writing and not (self.is_busy or self.is_finished):
            self.is_busy = True
            self.run_worker(self._write(self._making, self._typed("file")), group="write")

    def action_turn(self, by: int) -> None:
        """Take the next format, or the one before."""
        endings = self._offer.endings
        at = endings.index(self._ending[self._offer.name]) + by
        self._ending[self._offer.name] = endings[at % len(endings)]
        self._show_choice()

    def action_widen(self) -> None:
        """Take the whole plan, or only what is in view."""
        if self._may_widen:
            self._of_all[self._offer.name] = not self._of_all[self._offer.name]
            self._show_choice()

    def action_read(self, way: str) -> None:
        """Scroll the preview while the name is typed."""
        if self._is_writing:
            getattr(self.query_one("#preview", TextViewer), f"scroll_{way}")(animate=False)

    def action_leave(self) -> None:
        """Go back to the choice, or leave without an answer."""
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
    def _may_widen(self) -> bool:
        return self._offer.name != "list" and not self._in_view.is_all

    async def _preview(self, making: asyncio.Task[PreparedExport]) -> None:
        try:
            made = await asyncio.shield(making)
        except MilepostError as error:
            self._say(str(error))
        else:
            self.query_one("#preview", TextViewer).show_text(made.text, made.wrapped_at)

    async def _write(self, making: asyncio.Task[PreparedExport], typed: str) -> None:
        try:
            made = await asyncio.shield(making)
            path = await asyncio.to_thread(write_export, self._workspace, made, typed)
        except MissingExtra as error:
            self.query_one("#file", Input).value = str(Path(typed.strip()).with_suffix(".html"))
            self._say(f"{error} The name ends in .html now: Enter writes that.")
        except MilepostError as error:
            self._say(str(error))
        else:
            self.close(path)
        finally:
            self.is_busy = False

    def _show_choosing(self) -> None:
        self.remove_class("-writing")
        self._making = None
        self._show_choice()
        self.query_one(Offers).focus()

    def _show_choice(self) -> None:
        self._say("")
        offer = self._offer
        taken = self._ending[offer.name]
        told = [
            (f"[{ending}]", "bold") if ending == taken else f" {ending} "
            for ending in offer.endings
        ]
        self.query_one("#title", Static).update(Content("Export"))
        self.query_one("#format", Static).update(Content.assemble("Format       ", *told))
        other = (
            f" (w: {self._scope(of_all=not self._of_all[offer.name])})" if self._may_widen else ""
        )
        self.query_one("#scope", Static).update(Content(f"Of            {self._scope()}{other}"))
        for name in ("compare", "prepared", "marking"):
            self.query_one(f"#{name}", Input).disabled = offer.name == "list"
        self.query_one("#keys", Static).update(Content(_CHOOSING))

    def _show_writing(self) -> None:
        self._say("")
        self.add_class("-writing")
        self.query_one("#title", Static).update(Content(f"{self._offer.label}: {self._scope()}"))
        self.query_one("#keys", Static).update(Content(_WRITING))
        self.query_one("#preview", TextViewer).show_text("Making the preview ...")
        file = self.query_one("#file", Input)
        ending = self._ending[self._offer.name]
        file.value = suggest_file_name(self._workspace, self._offer, ending)
        file.cursor_position = len(file.value) - len(ending)
        file.focus()

    def _scope(self, *, of_all: bool | None = None) -> str:
        told = self._of_all[self._offer.name] if of_all is None else of_all
        return "the whole plan" if told or self._in_view.is_all else f"only {self._in_view.label}"

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _say(self, words: str) -> None:
        self.query_one("#error", Static).update(Content(words))
