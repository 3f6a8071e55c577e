"""What the screen names can be opened, and Backspace leads back to the very line."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    main_screen,
    on_screen,
    pane_text,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.linked_text_dialog import LinkedTextDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog


def place(app: MilepostApp) -> tuple[str, str, str, str, float]:
    """Return the view, group, filter, line and scroll place in sight."""
    screen = main_screen(app)
    row = screen.rows.row
    assert row is not None
    group = screen.views.current.group
    return screen.views.name, group, app.workspace.filter.words, row.key, screen.rows.scroll_y


async def test_the_lead_and_the_pathway_of_an_item_are_one_key_away_and_backspace_two_steps_back(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"late", "enter", *["down"] * 14)
        before = place(app)
        assert before[4] > 0, "the list is scrolled"
        item = current_ref(app)
        assert item == "2.4.1-a"
        await pilot.press("L")
        assert place(app)[:3] == ("leads", "JCP", "late")
        assert current_ref(app) == item
        await pilot.press("P")
        assert place(app)[:3] == ("pathways", "ELS", "late")
        assert current_ref(app) == item
        assert app.focused is main_screen(app).rows
        await pilot.press("escape", "end", "backspace")
        assert place(app)[:3] == ("leads", "JCP", "late")
        await pilot.press("backspace")
        await pilot.pause()
        assert place(app) == before
        await pilot.press("backspace")
        await pilot.pause()
        assert "There is no step to take back." in toasts(app)


async def test_of_several_leads_one_is_picked(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("1.2.3-a")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert "NOMS-PRISONS  NOMS, Prisons" in on_screen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: main_screen(app).views.name == "leads")
        assert main_screen(app).views.current.group == "NOMS-PROBATION"
        assert current_ref(app) == "1.2.3-a"


async def test_the_objective_shows_its_siblings_and_measures_and_leads_to_one(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("2.6.2-a")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, LinkedTextDialog))
        shown = on_screen(app)
        assert "2.6.2  Respond to the national Visitor Centre specification" in shown
        assert "success      Visitor Centre specification ready" in shown
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert current_ref(app) == "2.6.2-b"
        await pilot.press("backspace")
        assert current_ref(app) == "2.6.2-a"


async def test_in_the_tree_the_level_under_the_cursor_is_shown(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4", "home", "o")
        await until(pilot, lambda: isinstance(app.screen, LinkedTextDialog))
        assert "1.1  Deliver offender management" in on_screen(app)
        await pilot.press("end", "up", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))


async def test_without_an_item_these_keys_say_so(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        for key in ("o", "L", "P"):
            await pilot.press(key)
            await pilot.pause()
            assert "Move to an item first." in toasts(app)


async def test_a_pathway_and_a_month_of_the_board_view_open_their_items(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("slash", *"late", "enter", "5", "down", "down", "enter")
        assert main_screen(app).views.name == "pathways"
        assert main_screen(app).views.current.group == "OM"
        assert app.workspace.filter.words == "late"
        await pilot.press("backspace")
        drawing = main_screen(app).area.drawing
        assert app.focused is drawing
        await pilot.press("right")
        while drawing.link is None or "aug-2009" not in drawing.link.name:
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: main_screen(app).views.name == "agenda")
        assert app.workspace.filter.words == "(late) due=aug-2009"
        months = {item.state.due and item.state.due.month for item in app.workspace.items}
        assert months == {8}


async def test_each_bar_of_the_year_opens_as_many_items_as_it_counts(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        links = [link.name for link in main_screen(app).area.drawing.links]
        words = [name for name in links if name.startswith("due")]
        assert len(words) > 12
        found = sum(len(app.workspace.filter.find_items(each)) for each in words)
        assert found == len(app.workspace.checklist.counted)


async def test_a_click_on_a_bar_of_the_board_view_opens_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: "\n DRUGS" in on_screen(app))
        lines = on_screen(app).splitlines()
        y = next(at for at, line in enumerate(lines) if line.startswith(" DRUGS"))
        assert await pilot.click(offset=(2, y))
        await until(pilot, lambda: main_screen(app).views.name == "pathways")
        assert main_screen(app).views.current.group == "DRUGS"


async def test_a_line_of_what_changed_leads_to_its_item(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LinkedTextDialog))
        await pilot.press("down", "down")
        line = next(line for line in on_screen(app).splitlines() if "1.1.1-a" in line)
        assert "Equality impact assessment" in line
        await pilot.press("up", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert current_ref(app) != "1.3.1-a"
        await pilot.press("backspace")
        assert current_ref(app) == "1.3.1-a"


async def test_a_text_without_items_is_only_read(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert not isinstance(app.screen, LinkedTextDialog)


async def test_an_entry_of_no_item_leads_to_its_milestone_if_that_is_still_there(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    now = app.workspace.settings.clock.now
    draft = EntryDraft(ref="1.3.1-b@Q1-2009/10", kind="note", on=now.date(), text="[b]Old[/]")
    Journal(journal, "0badcafe").record(
        [draft], plan="east-midlands-2009-10", author="ELS lead", now=now
    )
    app.workspace.reload()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "[b]Old[/]" in on_screen(app)


@pytest.mark.parametrize("keys", [("1",), ("2",), ("3",), ("5", "1"), ("4", "1"), ("2", "3", "1")])
async def test_the_cursor_stays_on_its_item_from_view_to_view(
    open_app: OpenApp, keys: tuple[str, ...]
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await down_to(pilot, app, "2.6.2-a")
        await pilot.press(*keys)
        await pilot.pause()
        assert current_ref(app) == "2.6.2-a"
        assert "2.6.2-a" in pane_text(app, "#detail")


async def down_to(pilot: Pilot[None], app: MilepostApp, ref: str) -> None:
    for _ in range(200):
        if current_ref(app) == ref:
            return
        await pilot.press("down")
    raise AssertionError(f"{ref} is not in the list")


async def test_the_board_view_gives_back_line_and_scroll_place(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*["down"] * 30, *["up"] * 4)
        before = place(app)
        await pilot.press("5", "1")
        await pilot.pause()
        assert place(app) == before


async def test_the_tree_has_the_cursor_on_the_closed_level_that_holds_the_item(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await down_to(pilot, app, "2.6.2-a")
        await pilot.press("4")
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "priority 2.6"


async def test_a_filter_opens_the_tree_at_its_hits_and_counts_them_alone(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("4", "slash", *"late ELS sort:due", "enter")
        rows = main_screen(app).rows
        assert {item.ref for item in app.workspace.items} == rows.refs
        opened = len(rows.lines)
        await pilot.press("home", "enter")
        await until(pilot, lambda: len(rows.lines) < opened)
        await pilot.press("2", "S")
        side = main_screen(app).side
        counts = {row.key: row.when for row in side.lines}
        assert counts["ELS"] == "0/8"
        assert counts["FBD"] == "0/0"
        title = main_screen(app).area.bar.text
        assert "ELS: Employment, Learning and Skills" in title
        assert "8 of 13 dates shown, of these 0 of 8 done, 8 late" in title
        await pilot.press("escape", "4")
        assert main_screen(app).rows.refs == frozenset(), "without the filter it is closed again"
