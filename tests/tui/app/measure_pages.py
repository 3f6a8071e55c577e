"""What tests of the Measures view and of its forms share."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from store.journal.entry import Entry
from tests.tui.app.conftest import (
    entries,
    main_screen,
    on_screen,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog


def put(app: MilepostApp, measure: str) -> None:
    main_screen(app).rows.put_cursor(measure)


def line_of(app: MilepostApp, measure: str) -> str:
    """Return the lines of the screen that a measure's row is on, joined, without the cursor's sign."""
    lines = [line.removeprefix("│")[1:].rstrip() for line in on_screen(app).splitlines()]
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{measure} "))
    row = [lines[first]]
    for line in lines[first + 1 :]:
        if not line.startswith(" "):
            break
        row.append(line)
    return " ".join(row)


def fields(app: MilepostApp) -> dict[str, str]:
    """Return the texts of the open form's lines, by the names of their fields."""
    return {str(each.id).removeprefix("field-"): each.value for each in app.screen.query(Input)}


async def open_form(app: MilepostApp, pilot: Pilot[None], measure: str, key: str) -> None:
    put(app, measure)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def fill(pilot: Pilot[None], **texts: str) -> None:
    for name, text in texts.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = text


async def saved(app: MilepostApp, pilot: Pilot[None], journal: Path) -> Entry:
    """Save the form, and return the newest entry."""
    before = len(entries(journal))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: len(entries(journal)) > before)
    await until(pilot, lambda: app.screen is main_screen(app))
    await pilot.pause()
    return entries(journal)[-1]
