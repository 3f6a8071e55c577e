"""Choosing a plan: the shipped ones, or the path of one's own."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.errors import MilepostError, Refused
from plan_data.load import known_plans, load_plan, shipped_plans
from plan_data.text import one_line
from tui.app.workspace import Workspace
from tui.config.preferences import remember
from tui.config.settings import DEFAULT_PLAN, Paths
from tui.config.typed_values import typed_path
from tui.wording.counts import plural

_BRING_ONE = """\
Your own plan: `milepost import TABLE -o PLAN.yaml` makes one of a published table, `milepost new PLAN.yaml` \
writes a small one to start from, `milepost --plan PLAN.yaml` opens it; or write the file's path:"""


class PlanDialog(ModalScreen[str | None]):
    """A list of plans and a line for a path; what cannot be opened is said in place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "cancel", id="plan.cancel")]
    DEFAULT_CSS = """
    PlanDialog { align: center middle; }
    PlanDialog > Vertical {
        width: 76; max-width: 95%; height: auto; max-height: 100%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    PlanDialog #title { text-style: bold; }
    PlanDialog OptionList, PlanDialog OptionList:focus { height: auto; max-height: 8; border: none; padding: 0; }
    PlanDialog Input { background: $boost; }
    PlanDialog Input:focus { background: $primary-muted; }
    PlanDialog #own, PlanDialog #keys { color: $text-muted; }
    PlanDialog #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    """

    def __init__(self, title: str, choices: Mapping[str, str], open_plan: Callable[[str], None], leave: str) -> None:
        """Offer `choices`, how each reads by its name; `open_plan` takes a name or a path, `leave` is what Esc does."""
        super().__init__()
        self._title = title
        self._choices = dict(choices)
        self._open_plan = open_plan
        self._leave = leave
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the plans, the line for a path, the place for a refusal, and the keys."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            yield OptionList(*(Option(Content(words)) for words in self._choices.values()))
            yield Static(Content(_BRING_ONE), id="own")
            yield Input(placeholder="such as plans/next-year.yaml", id="path", compact=True)
            yield Static("", id="error")
            yield Static(Content(f"Enter: open    Tab: to the path    Esc: {self._leave}"), id="keys")

    @on(OptionList.OptionSelected)
    async def picked(self, event: OptionList.OptionSelected) -> None:
        """Open the plan under the cursor."""
        await self._open(list(self._choices)[event.option_index])

    @on(Input.Submitted)
    async def typed(self, event: Input.Submitted) -> None:
        """Open the plan whose path was typed."""
        await self._open(event.value)

    def action_leave(self) -> None:
        """Leave without an answer."""
        if not self._busy:
            self.dismiss(None)

    async def _open(self, name: str) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            await asyncio.to_thread(self._open_plan, name)
        except MilepostError as error:
            self.query_one("#error", Static).update(Content(str(error)))
        else:
            self.dismiss(name)
        finally:
            self._busy = False


def build_plan_dialog(workspace: Workspace) -> PlanDialog:
    """Return the list of plans, the one that Milepost starts with first; where none was ever chosen, as a welcome."""
    choices = _choices(workspace.settings.paths)
    if workspace.settings.plan_is_chosen:
        return PlanDialog("Open a plan", choices, lambda name: _open_plan(workspace, name), "cancel")
    return PlanDialog(
        "Welcome to Milepost. Which plan are you working with?",
        choices,
        lambda name: _open_plan(workspace, name),
        "the first one, for now",
    )


def _choices(paths: Paths) -> dict[str, str]:
    """Return how each plan at hand reads: the shipped ones with what they hold, one's own by their names alone."""
    known, shipped = known_plans(paths.plans), shipped_plans()
    own = {name: path for name, path in known.items() if shipped.get(name) != path}
    choices = {}
    for name in sorted(shipped.keys() - own.keys(), key=lambda name: (name != DEFAULT_PLAN, name)):
        loaded = load_plan(shipped[name], paths.cache)
        milestones = len({item.milestone for item in loaded.items})
        about = f"{plural(milestones, 'milestone')}, published {loaded.about.published}"
        choices[name] = f"{loaded.about.title}\n  {about}"
    return choices | {name: one_line(f"{name}, in {paths.plans}") for name in own}


def _open_plan(workspace: Workspace, name: str) -> None:
    """Show a plan, and keep the choice for next time where nothing else says which plan."""
    if not name.strip():
        raise Refused("write the path of a plan file, or choose one from the list.")
    known = known_plans(workspace.settings.paths.plans)
    if name not in known or known[name] != shipped_plans().get(name):
        name = str((known.get(name) or typed_path(name)).absolute())
    workspace.open_plan(name)
    workspace.settings = msgspec.structs.replace(workspace.settings, plan_name=name, plan_is_chosen=True)
    if not workspace.settings.plan_is_given:
        with suppress(MilepostError):  # it is open all the same, and asked for again next time
            remember(workspace.settings.paths.preferences, plan=name)
