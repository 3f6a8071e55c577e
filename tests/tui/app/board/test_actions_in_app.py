"""The actions of a Board as lines of the agenda: their order, ticks and filters."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from store.recorder import Recorder
from tests.tui.app.board.boards import (
    LATE,
    NOV,
    board_app,
    picture,
    record_cycle,
)
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    press,
    see,
    shown,
    toasts,
    until,
)
from tui.app.app import MilepostApp


def action_lines(app: MilepostApp) -> list[str]:
    rows = main_screen(app).rows.lines
    return [f"{row.mark} {row.ref} {row.text} {row.when}" for row in rows if row.kind == "action"]


async def test_open_actions_are_lines_of_the_agenda_overdue_first(open_app: OpenApp) -> None:
    async with board_app(open_app) as (app, pilot):
        await pilot.pause()
        assert action_lines(app) == [
            "[!] Board Leads: Confirm readings due 30 Sep 2009",
            "[!] 2.4.4-c DOM Office: Write to the team due 27 Nov 2009",
            "[ ] 1.2.3-b ATB lead: Bring the draft due 12 Jan 2010",
        ]
        colours = [row.colour for row in main_screen(app).rows.lines if row.kind == "action"]
        assert colours == ["red", "amber", "white"]
        assert any("Actions the Board asked for: 3 open, 2 overdue" in line for line in shown(app))


async def test_without_actions_the_agenda_has_no_line_about_them(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not any("Actions the Board" in line for line in shown(app))


async def go_to_action(pilot: Pilot[None], app: MilepostApp, number: int) -> None:
    keys = [row.key for row in main_screen(app).rows.lines if row.kind == "action"]
    main_screen(app).rows.put_cursor(keys[number])
    await pilot.pause()


async def test_a_tick_on_an_action_says_that_it_is_done_and_it_stays_in_its_place(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    counts = app.workspace.checklist.items
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await go_to_action(pilot, app, 1)
        await press(pilot, "space")
        await see(pilot, app, "An action of the Board is done")
        await press(pilot, *"Letter sent", "enter", *"28 Nov", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        entry = entries(journal)[-1]
        assert (entry.kind, entry.text, entry.on) == (
            "completed", "Letter sent", date(2009, 11, 28),
        )  # fmt: skip
        assert action_lines(app)[1] == "[x] 2.4.4-c DOM Office: Write to the team done 28 Nov 2009"
        statuses = [item.state.status for item in app.workspace.checklist.items]
        assert statuses == [item.state.status for item in counts]
        await press(pilot, "space")
        assert "This action was done on 28 Nov 2009" in toasts(app)
        await press(pilot, "u")
        assert action_lines(app)[1].startswith("[!]")


async def test_enter_on_an_action_shows_its_decision_and_leads_on_to_its_item(
    open_app: OpenApp,
) -> None:
    async with board_app(open_app) as (app, pilot):
        await pilot.pause()
        await go_to_action(pilot, app, 1)
        await press(pilot, "enter")
        await see(pilot, app, "Concern about award letters")
        await press(pilot, "down", "enter")
        assert current_ref(app) == LATE


async def test_a_tick_in_the_board_view_is_about_the_action_under_the_cursor(
    open_app: OpenApp, journal: Path
) -> None:
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "5")
        drawing = main_screen(app).area.drawing
        while drawing.link is None or drawing.link.kind != "action":
            await press(pilot, "down")
        await press(pilot, "space", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert entries(journal)[-1].kind == "completed"
        assert "Actions: 2 open, 1 overdue" in picture(app)


async def test_a_filter_hides_the_actions_of_what_it_hides(open_app: OpenApp) -> None:
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "slash", *"ELS", "enter")
        assert [line.split()[1] for line in action_lines(app)] == [LATE]


async def test_the_agenda_shows_five_actions_and_the_rest_on_a_key(open_app: OpenApp) -> None:
    app = open_app()

    def decide(recorder: Recorder) -> None:
        for number in range(8):
            recorder.decide("Noted", NOV, "", f"Bring draft {number}", "ATB lead", "12 Jan 2010")

    app.workspace.record_all([decide])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = main_screen(app).rows
        actions = [row for row in rows.lines if row.kind == "action"]
        assert len(actions) == 5
        assert any("Actions the Board asked for: 8 open" in line for line in shown(app))
        (more,) = [row for row in rows.lines if "more actions" in row.text]
        assert more.text == "+ 3 more actions: Enter"
        rows.put_cursor(more.key)
        await press(pilot, "space")
        assert len(entries(app.workspace.settings.paths.journal)) == 8, "it is no action itself"
        await press(pilot, "enter")
        assert len([row for row in rows.lines if row.kind == "action"]) == 8
        await press(pilot, "enter")
        assert len([row for row in rows.lines if row.kind == "action"]) == 5
