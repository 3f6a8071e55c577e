"""Choose a plan: one that comes with Milepost, one of the plans folder, or the path of a file."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.errors import MilepostError, Refused
from plan_data.load import known_plans, load_plan, shipped_plans
from plan_data.text import one_line
from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.key_help import key_line
from tui.app.widgets.text_line import TextLine
from tui.app.workspace import Workspace
from tui.config.preferences import remember
from tui.config.settings import DEFAULT_PLAN, Paths
from tui.config.typed_values import typed_path
from tui.wording.sentences import capitalised

if TYPE_CHECKING:
    from tui.app.importing.import_wizard import ImportEnd, ImportWizard

_IMPORT_OFFER = "i: make a plan of your own from a published table"
_OWN_PLAN_HELP = "Or the path of your plan file; `milepost new PLAN.yaml` writes one to start from:"
DEMO = "the demo"
YEAR_END = "the year's end"
TOUR_OFFER = "the tour"
_OFFER_TEXTS = {
    DEMO: "d: try it first, on a made-up journal of autumn 2009",
    TOUR_OFFER: "t: a tour of five screens",
    YEAR_END: "e: open the plan as of the end of its year, which is over",
}


class PlanDialog(Dialog[str | None]):
    """A list of plans and a line for a path. Errors are shown inside the dialog.

    `make_wizard` returns the dialog that imports a table, if one is offered.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "cancel", id="plan.cancel"),
        Binding("d", "demo", "the demo", id="plan.demo"),
        Binding("t", "tour", "a tour", id="plan.tour"),
        Binding("i", "import_table", "import a table", id="plan.import"),
        Binding("e", "open_at_end", "as of its year's end", id="plan.open_at_end"),
    ]
    DEFAULT_CSS = """
    PlanDialog { align: center middle; }
    PlanDialog > Vertical {
        width: 76; max-width: 95%; height: auto; max-height: 100%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    PlanDialog #title { text-style: bold; }
    PlanDialog OptionList, PlanDialog OptionList:focus {
        height: auto; max-height: 8; border: none; padding: 0;
    }
    PlanDialog Input { background: $boost; }
    PlanDialog Input:focus { background: $primary-muted; }
    PlanDialog #own, PlanDialog #keys { color: $text-muted; }
    PlanDialog.-tall OptionList, PlanDialog.-tall #own, PlanDialog.-tall #keys { margin-top: 1; }
    PlanDialog #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    """

    make_wizard: "Callable[[], ImportWizard] | None" = None

    def __init__(
        self,
        title: str,
        choices: Mapping[str, str],
        open_plan: Callable[[str], None],
        leave_label: str,
        offers: Sequence[str] = (),
    ) -> None:
        """Make a list of `choices`: the plans' texts by their names.

        `open_plan` takes a name or a path, and raises a `MilepostError` if that cannot be opened.
        `leave_label` says what Esc does. `offers` are those of `DEMO`, `TOUR_OFFER` and `YEAR_END`
        that are offered, by one key each. The result is the name or path that was opened, `DEMO`, or None;
        `at_year_end` says whether the plan is to be shown as of its year's end.
        """
        super().__init__()
        self._title = title
        self._choices = dict(choices)
        self._open_plan = open_plan
        self._leave_label = leave_label
        self._offers = offers
        self.at_year_end = False

    def compose(self) -> ComposeResult:
        """Create the list, the line for a path, the error line and the key help."""
        options = [Option(Content(text)) for text in self._choices.values()]
        keys = f"Enter: open    Tab: to the path    Esc: {self._leave_label}"
        with Vertical():
            yield Static(Content(self._title), id="title")
            yield OptionList(*options)
            for offer in self._possible_offers:
                yield Static(key_line(_OFFER_TEXTS[offer]), classes="offer")
            yield Static(key_line(_IMPORT_OFFER), classes="offer")
            yield Static(Content(_OWN_PLAN_HELP), id="own")
            yield TextLine(placeholder="such as plans/next-year.yaml", id="path", compact=True)
            yield Static("", id="error")
            yield Static(key_line(keys), id="keys")

    @on(OptionList.OptionSelected)
    async def picked(self, event: OptionList.OptionSelected) -> None:
        """Open the selected plan."""
        names = list(self._choices)
        await self._open(names[event.option_index])

    @on(Input.Submitted)
    async def typed(self, event: Input.Submitted) -> None:
        """Open the plan at the path that was typed."""
        await self._open(event.value)

    @property
    def _possible_offers(self) -> list[str]:
        """The offers; in a browser's tab no other app can follow this one."""
        return [offer for offer in self._offers if offer != DEMO or not self.app.is_web]

    def action_demo(self) -> None:
        """Close, so that the demo is opened."""
        if DEMO in self._possible_offers and not self.is_busy:
            self.close(DEMO)

    def action_tour(self) -> None:
        """Show the tour over the welcome."""
        if TOUR_OFFER in self._offers:
            from tui.app.dialogs.tour_dialog import TourDialog

            self.app.push_screen(TourDialog())

    def action_import_table(self) -> None:
        """Show the wizard that makes a plan of a published table."""
        if self.make_wizard is not None and not self.is_busy:
            self.app.push_screen(self.make_wizard(), self._imported)

    def _imported(self, end: "ImportEnd | None") -> None:
        if end is None:
            return
        if end.is_open:
            self.close(str(end.path))
        else:
            self.query_one("#path", Input).value = str(end.path)

    async def action_open_at_end(self) -> None:
        """Open the highlighted plan as of the end of its year."""
        highlighted = self.query_one(OptionList).highlighted
        if YEAR_END in self._offers and highlighted is not None:
            self.at_year_end = True
            await self._open(list(self._choices)[highlighted])
            self.at_year_end = self.is_finished

    def on_text_line_too_many_lines(self, event: TextLine.TooManyLines) -> None:
        """Explain why a paste was not taken."""
        self._show_error(f"a path has one line: paste one, not {event.count}.")

    def _show_error(self, message: str) -> None:
        self.query_one("#error", Static).update(Content(capitalised(message)))

    def action_leave(self) -> None:
        """Close without a result."""
        if not self.is_busy:
            self.close(None)

    async def _open(self, name: str) -> None:
        if self.is_busy or self.is_finished:
            return
        self.is_busy = True
        try:
            await asyncio.to_thread(self._open_plan, name)
        except MilepostError as error:
            self._show_error(str(error))
        else:
            self.close(name)
        finally:
            self.is_busy = False


def build_plan_dialog(
    workspace: Workspace, make_wizard: "Callable[[], ImportWizard] | None" = None
) -> PlanDialog:
    """Return the dialog that lists the plans; on the first start, as a welcome.

    `make_wizard` returns the dialog that imports a table.
    """
    title, leave_label = "Open a plan", "cancel"
    if not workspace.settings.plan_is_chosen:
        title = "Welcome to Milepost. Which plan are you working with?"
        leave_label = "the first one, for now"
    choices = _list_plans(workspace.settings.paths)
    dialog = PlanDialog(
        title,
        choices,
        lambda name: open_chosen_plan(workspace, name),
        leave_label,
        _offers(workspace),
    )
    dialog.make_wizard = make_wizard
    return dialog


def _offers(workspace: Workspace) -> tuple[str, ...]:
    """Return what a first start offers beside the plans."""
    settings = workspace.settings
    if settings.plan_is_chosen:
        return ()
    is_over = settings.clock.today > workspace.loaded.year.last
    if is_over and not settings.as_of_text:
        return (DEMO, TOUR_OFFER, YEAR_END)
    return (DEMO, TOUR_OFFER)


def _list_plans(paths: Paths) -> dict[str, str]:
    """Return the plans' texts by name: the default plan, the other shipped plans, the user's plans.

    The shipped plans are loaded to describe them. The user's plans are not: they show their name
    and folder.
    """
    shipped = shipped_plans()
    own = _own_plans(paths, shipped)
    names = sorted(shipped.keys() - own.keys())
    if DEFAULT_PLAN in names:
        names.remove(DEFAULT_PLAN)
        names.insert(0, DEFAULT_PLAN)
    texts = {}
    for name in names:
        texts[name] = _describe_plan(shipped[name], paths)
    for name in own:
        texts[name] = one_line(f"{name}, in {paths.plans}")
    return texts


def _own_plans(paths: Paths, shipped: Mapping[str, Path]) -> dict[str, Path]:
    """Return the plans of the user's folder; one with the name of a shipped plan replaces it."""
    known = known_plans(paths.plans)
    return {name: path for name, path in known.items() if shipped.get(name) != path}


def _describe_plan(path: Path, paths: Paths) -> str:
    """Return a plan's title, and below it the number of milestones and when it was published."""
    loaded = load_plan(path, paths.cache)
    milestones = {item.milestone for item in loaded.items if item.same_as is None}
    count = loaded.vocabulary.count(len(milestones), "milestone")
    return f"{loaded.about.title}\n  {count}, published {loaded.about.published}"


def open_chosen_plan(workspace: Workspace, name: str) -> None:
    """Open a plan by its name or path, and remember it unless an option or a variable names one."""
    if not name.strip():
        raise Refused("write the path of a plan file, or choose one from the list.")
    plan_name = _name_for_settings(workspace.settings.paths, name)
    workspace.open_plan(plan_name)
    workspace.settings = msgspec.structs.replace(
        workspace.settings, plan_name=plan_name, plan_is_chosen=True
    )
    if workspace.settings.plan_is_given:
        return
    # If this fails, the plan is open all the same, and the next start asks again.
    with suppress(MilepostError):
        remember(workspace.settings.paths.preferences, plan=plan_name)


def _name_for_settings(paths: Paths, name: str) -> str:
    """Return the name of a shipped plan, or the absolute path of any other plan's file."""
    path = known_plans(paths.plans).get(name)
    if path is None:
        path = typed_path(name)
    elif path == shipped_plans().get(name):
        return name
    return str(path.absolute())
