"""Nothing is cut: every view at four sizes, in both shipped plans, light, dark, grey and ASCII."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import OptionList

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.tui.app.conftest import OpenApp, current_ref, main_screen, on_screen, until
from tui.app.app import MilepostApp
from tui.app.dialogs.group_picker import GroupPicker
from tui.app.themes import DARK, LIGHT
from tui.app.widgets.row_list import RowList
from tui.config.preferences import remember
from tui.config.settings import default_paths

PLANS = ("east-midlands-2009-10", "london-2009-10")
LIST_VIEWS = {"1": "agenda", "2": "pathways", "3": "leads", "4": "priorities"}
SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
CUT = re.compile("…|~$")


def list_lines(app: MilepostApp) -> list[str]:
    """Return the lines of the list in sight, as a person reads them."""
    place = main_screen(app).rows.region
    lines = on_screen(app).splitlines()[place.y : place.bottom]
    return [line[place.x + 1 : place.right].rstrip() for line in lines]


async def every_page(app: MilepostApp, pilot: Pilot[None]) -> list[str]:
    """Return the whole screen at each page of the list, from its first row to its last."""
    rows = main_screen(app).rows
    rows.action_to_end(-1)
    pages: list[str] = []
    while True:
        await pilot.pause()
        pages.append(on_screen(app))
        before = rows.cursor
        rows.action_page(1)
        if rows.cursor == before:
            return pages


async def open_tree(app: MilepostApp, pilot: Pilot[None]) -> None:
    """Open every priority of the Priorities view."""
    screen = main_screen(app)
    for row in screen.rows.lines:
        if row.kind == "node" and row.text.startswith("+"):
            screen.views.row_state.toggle(row.key)
    screen.refresh_items()
    await pilot.pause()


async def pages_of_view(app: MilepostApp, pilot: Pilot[None], key: str) -> list[str]:
    """Return every page of a view: of each of its groups, with every priority open."""
    screen = main_screen(app)
    await pilot.press(key)
    if key == "4":
        await open_tree(app, pilot)
    if not screen.views.current.has_groups:
        return await every_page(app, pilot)
    pages = []
    for group in [row.key for row in screen.side.lines]:
        screen.side.put_cursor(group)
        pages += await every_page(app, pilot)
    return pages


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_frame_looks_as_all_others_do(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    looks: list[frozenset[str]] = []
    draw: Callable[[RowList, int], Strip] = RowList.render_line

    def noted(rows: RowList, y: int) -> Strip:
        looks.append(rows.screen.classes)
        return draw(rows, y)

    monkeypatch.setattr(RowList, "render_line", noted)
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
    assert looks
    assert set(looks) == {looks[-1]}


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("key", LIST_VIEWS)
async def test_at_80_columns_nothing_is_cut_in_any_view_of_lists(
    open_app: OpenApp, plan: str, key: str
) -> None:
    app = open_app(plan)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pages = await pages_of_view(app, pilot, key)
        assert [line for page in pages for line in page.splitlines() if CUT.search(line)] == []


@pytest.mark.parametrize("key", LIST_VIEWS)
async def test_every_title_can_be_read_whole_at_80_columns(open_app: OpenApp, key: str) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        read = " ".join(" ".join(await pages_of_view(app, pilot, key)).split())
        titles = {row.item.planned.title for row in main_screen(app).rows.lines if row.item}
        assert titles
        words = set(read.split())
        assert [title for title in titles if not set(title.split()) <= words] == []


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("key", LIST_VIEWS)
async def test_at_200_columns_no_cut_text_has_room_beside_it(
    open_app: OpenApp, journal: Path, plan: str, key: str
) -> None:
    app = open_app(plan)
    write_notes(app, journal)
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        pages = await pages_of_view(app, pilot, key)
        lines = [line for page in pages for line in page.splitlines() if CUT.search(line)]
        assert [line for line in lines if " " * 40 in line] == []


def write_notes(app: MilepostApp, journal: Path) -> None:
    """Write a long note about every fifth item."""
    items = app.workspace.checklist.items[::5]
    texts = [f"Said of {item.ref}: " + "word after word, " * 20 for item in items]
    drafts = [
        EntryDraft(ref=item.ref, kind="note", on=app.workspace.as_of, text=text)
        for item, text in zip(items, texts, strict=True)
    ]
    plan, now = app.workspace.loaded.about.id, app.workspace.settings.clock.now
    Journal(journal, "0badcafe").record(drafts, plan=plan, author="Health lead", now=now)
    app.workspace.reload()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", LIST_VIEWS)
async def test_a_date_is_never_cut(open_app: OpenApp, key: str, size: tuple[int, int]) -> None:
    app = open_app("london-2009-10")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press(key)
        for page in await every_page(app, pilot):
            assert not re.search(
                r"\b(due|start by|done|started) \d{1,2} [A-Z][a-z]{2} \d{0,3}…", page
            )
            assert not re.search(r"\d (Jan|Feb|Mar|Apr|Oct|Nov|Dec) 2\d{0,2}…", page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", ["dark", "light", "no colour", "ascii"])
async def test_every_view_keeps_within_the_window_in_every_look(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, look: str, size: tuple[int, int]
) -> None:
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    remember(default_paths().preferences, theme=LIGHT.name if look == "light" else DARK.name)
    app = open_app(ascii=look == "ascii")
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in (*LIST_VIEWS, "5"):
            await pilot.press(key)
            await pilot.pause()
            screen = on_screen(app)
            assert not CUT.search(screen), key
            assert "East Midlands" in screen
            assert "help" in screen.splitlines()[-1], "the keys are at the foot"
            assert look != "ascii" or screen.isascii()


# The folded list of groups


async def test_below_100_columns_the_groups_are_one_line_and_letters_still_choose(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "S")
        await pilot.pause()
        screen = on_screen(app)
        assert not main_screen(app).side.display
        assert "ELS: Employment, Learning and Skills   0 of 13 done, 8 late" in screen
        assert "Tab, A-Z" in screen
        assert current_ref(app).startswith("2.")


async def test_tab_or_a_click_shows_the_whole_list_to_choose_from(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        bar = main_screen(app).area.bar
        await pilot.press("2", "tab", "home", "down", "enter")
        await until(pilot, lambda: "OM: " in bar.text)
        await pilot.press("tab", "S")
        await until(pilot, lambda: "ELS: " in bar.text)
        assert await pilot.click("#group-bar")
        await until(pilot, lambda: isinstance(app.screen, GroupPicker))
        names = str(app.screen.query_one(OptionList).get_option_at_index(7).prompt)
        assert "Employment, Learning and" in names
        assert "0/13, 8 late" in names
        await pilot.press("escape")
        assert "ELS: " in bar.text


async def test_a_narrower_window_folds_the_list_and_hands_its_focus_on(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2", "S", "tab")
        assert app.focused is main_screen(app).side
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.focused is main_screen(app).rows
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert main_screen(app).side.display
        side = main_screen(app).side.row
        assert side is not None
        assert side.key == "ELS"


# Wide windows


async def test_from_140_columns_the_details_are_beside_and_rows_say_more(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    write_notes(app, journal)
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await pilot.pause()
        screen = main_screen(app)
        detail = screen.query_one("#detail").region
        assert detail.x >= screen.rows.region.right
        heads = on_screen(app).splitlines()[3]  # inside the frame
        for head in ("Due", "Status", "Lead", "Forecast", "Notes"):
            assert head in heads
        row = next(row for row in screen.rows.lines if getattr(row, "note_count", ""))
        screen.rows.put_cursor(row.key)
        await pilot.pause()
        assert "30 Nov 2009, Health lead: Said of" in "\n".join(list_lines(app))
        await pilot.resize_terminal(139, 40)
        await pilot.pause()
        assert screen.query_one("#detail").region.y >= screen.rows.region.bottom


# The cursor


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
async def test_the_line_under_the_cursor_keeps_the_colour_of_its_status(
    open_app: OpenApp, theme: object
) -> None:
    remember(default_paths().preferences, theme=getattr(theme, "name", ""))
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        rows = main_screen(app).rows
        colours = []
        for _ in range(2):
            y = next(n for n, (at, _) in enumerate(rows.page) if at == 1)
            status = [part for part in rows.render_line(y) if "OVERDUE" in part.text][-1]
            assert status.style
            colours.append((status.style.color, status.style.bgcolor))
            await pilot.press("down")
            await pilot.pause()
        (under, ground), (after, other_ground) = colours
        assert under == after
        assert ground != other_ground


async def test_rows_of_several_lines_are_walked_row_by_row_to_the_end(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        rows: RowList = main_screen(app).rows
        await pilot.press("end")
        await pilot.pause()
        last = rows.lines[-1]
        assert rows.row is last
        shown = " ".join(" ".join(list_lines(app)).split())
        assert last.text in shown
        assert [at for at, _ in rows.page][-1] == len(rows.lines) - 1
