"""One table of acts makes the keys, the palette, the help and the docs, and the shell can do all of it."""

import re
from argparse import ArgumentParser
from inspect import signature

import pytest
from textual.actions import parse
from textual.binding import Binding

from tui.actions import ACTIONS, JUMP_LETTERS, Action
from tui.app.dialogs.export_dialog import ExportDialog, ExportOptionList
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.form_table import FORMS
from tui.app.dialogs.glossary_dialog import GlossaryDialog
from tui.app.dialogs.help_dialog import HelpDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.dialogs.tour_dialog import TourDialog
from tui.app.importing.import_pages import ColumnList
from tui.app.importing.import_wizard import ImportWizard
from tui.app.meeting.meeting_keys import OWN_KEYS, shared_actions
from tui.app.meeting.meeting_screen import MeetingScreen
from tui.app.returns.copy_dialog import CopyDialog
from tui.app.returns.round_dialog import RoundDialog
from tui.app.returns.sheet_review import SheetReview
from tui.app.screen.action_bindings import textual_action
from tui.app.screen.main_screen import MainScreen
from tui.app.screen.more_acts import MORE_ACTS
from tui.app.widgets.drawing_pane import DrawingPane
from tui.app.widgets.filter_bar import FilterBar
from tui.app.widgets.row_list import RowList
from tui.cli.registry import COMMAND_ROWS, load_command

MEANT = {
    "REF": "2.4.4-c", "CODE": "ELS", "N": "2.4", "TEXT": "Said", "NUMBER": "454", "WHEN": "Jan 2010",
    "WHO": "EMRRP Board", "COLOUR": "amber", "T": "Said", "W": "ELS", "NAME": "mine", "WORDS": "overdue",
    "TERM": "NOMS", "DATE": "Oct 2009", "FILE": "list.csv", "PLAN": "london-2009-10", "PLAN.yaml": "london-2009-10",
    "ENTRY": "01J", "MILESTONE": "2.4.4-c", "FOLDER": "shared", "WHY": "Staff left",
    "WHAT": "Recruit", "TABLE": "table.csv",
}  # fmt: skip


@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: act.name)
def test_every_act_of_the_app_can_be_done_in_the_shell_as_its_twin_says(act: Action) -> None:
    if act.command == "--help":
        return
    name, *words = act.command.split()
    assert name in COMMAND_ROWS
    parser = ArgumentParser(exit_on_error=False, allow_abbrev=False)
    load_command(name).add(parser)
    parser.parse_args([MEANT.get(word, word) for word in words])


@pytest.mark.parametrize("name", MORE_ACTS)
def test_every_act_of_the_list_can_be_done_in_the_shell_as_its_twin_says(name: str) -> None:
    command, *words = MORE_ACTS[name].command.split()
    parser = ArgumentParser(exit_on_error=False, allow_abbrev=False)
    load_command(command).add(parser)
    parser.parse_args([MEANT.get(word, word) for word in words])


RECORDING_MODULES = {
    "recording",
    "opening_position",
    "board_decisions",
    "board_cycle",
    "confirm_readings",
}
EXCHANGES = {"merge", "sync"}


def test_everything_that_the_shell_records_has_a_way_in_the_app() -> None:
    recording = {name for name, row in COMMAND_ROWS.items() if row.module in RECORDING_MODULES}
    recording -= {"readings"}  # it lists
    commands = [act.command for act in ACTIONS] + [act.command for act in MORE_ACTS.values()]
    in_app = {command.split()[0] for command in commands}
    in_app |= {"untick"} & set(FORMS)  # the key that ticks opens again what is closed
    assert (recording | EXCHANGES) - in_app == set()


def test_every_form_of_the_app_is_an_act_with_a_key() -> None:
    in_meetings = {"decide"}  # its key is the meeting's own
    assert set(FORMS) - {act.name for act in ACTIONS} == {"untick"} | in_meetings
    opening_a_form = {act.name for act in ACTIONS if textual_action(act).startswith("record(")}
    assert opening_a_form == set(FORMS) - {"untick"} - in_meetings


def test_a_word_in_capitals_in_a_twin_is_one_that_this_test_can_fill_in() -> None:
    words = {word for act in ACTIONS for word in act.command.split() if re.match(r"[A-Z]", word)}
    assert words <= set(MEANT)


def test_no_two_acts_share_a_key_a_name_or_a_label() -> None:
    for field in ("key", "name", "label"):
        assert len({getattr(act, field) for act in ACTIONS}) == len(ACTIONS)


def test_no_act_has_a_key_that_moves_the_cursor_or_jumps() -> None:
    taken = {
        key for each in RowList.BINDINGS if isinstance(each, Binding) for key in each.key.split(",")
    }
    taken |= {"escape", "tab", "q", "shift+up", "shift+down"}
    assert not taken & {act.key for act in ACTIONS}
    assert not {act.key for act in ACTIONS} & {*JUMP_LETTERS}
    assert len(JUMP_LETTERS) > 20


@pytest.mark.parametrize("act", ACTIONS, ids=lambda act: act.name)
def test_every_act_is_a_method_of_the_screen(act: Action) -> None:
    _, name, parameters = parse(textual_action(act))
    method = getattr(MainScreen, f"action_{name}")
    signature(method).bind(None, *parameters)


OWNERS = [
    MainScreen, RowList, DrawingPane, FormDialog, PickDialog, TextDialog, GlossaryDialog, PlanDialog, ExportDialog,
    CopyDialog, RoundDialog, SheetReview, ImportWizard, ColumnList, ExportOptionList, FilterBar, HelpDialog, MeetingScreen, TourDialog,
]  # fmt: skip


@pytest.mark.parametrize("owner", OWNERS)
def test_every_binding_has_an_id_so_that_its_key_can_be_changed(owner: type[MainScreen]) -> None:
    ids = [each.id for each in owner.BINDINGS if isinstance(each, Binding)]
    assert all(ids)
    assert len(set(ids)) == len(ids) == len(owner.BINDINGS)


MEETING_ACTIONS = [
    *(textual_action(action) for action in shared_actions()),
    *(key.action for key in OWN_KEYS),
]


@pytest.mark.parametrize("text", MEETING_ACTIONS)
def test_every_key_of_a_meeting_is_a_method_of_its_screen(text: str) -> None:
    _, name, parameters = parse(text)
    signature(getattr(MeetingScreen, f"action_{name}")).bind(None, *parameters)


def test_no_key_of_a_meeting_is_one_of_an_action_that_works_in_it() -> None:
    own = {part for key in OWN_KEYS for part in key.keys.split(",")}
    assert not own & {action.key for action in shared_actions()}
