"""The Board view: the picture of the whole, in words and numbers first."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, entries, main_screen, on_screen, pane_text, toasts
from tui.app.app import MilepostApp
from tui.app.links import Link
from tui.app.views.board_text import render_board
from tui.app.widgets.drawing import COLOURLESS_GLYPHS, GLYPHS, PLAIN_GLYPHS, Glyphs

SIZES = [(60, 20), (80, 24), (120, 40)]
HEADINGS = [
    "Progress by pathway",
    "The year 2009/10 by month due",
    "Trajectories: actual against target",
    "Meetings",
]


def picture(app: MilepostApp) -> str:
    """Return all that the view holds, in sight or not."""
    return main_screen(app).area.drawing.text


def lines_at(app: MilepostApp, width: int, glyphs: Glyphs = GLYPHS) -> list[str]:
    """Return the picture as it is drawn in a width."""
    workspace = app.workspace
    drawn = render_board(
        workspace.checklist, workspace.items, workspace.filter.words, width, glyphs
    )
    return ["".join(text for text, _ in line) for line in drawn]


def row(app: MilepostApp, name: str) -> list[int]:
    """Return the numbers of a pathway's or month's line."""
    found = re.findall(
        rf"^(?:.* {{3,}})?[> ]*{re.escape(name)} +(?:[^\s\d]+ +)?(\d+) +(\d+) +(\d+)",
        picture(app),
        flags=re.MULTILINE,
    )
    assert len(found) == 1, name
    return [int(number) for number in found[0]]


def record(app: MilepostApp, journal: Path, *drafts: EntryDraft) -> None:
    """Write into the journal as another person does, and look again."""
    writer = Journal(journal, "0badcafe")
    settings = app.workspace.settings
    writer.record(
        drafts, plan=app.workspace.loaded.about.id, author="Health lead", now=settings.clock.now
    )
    app.workspace.reload()


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_shows_the_whole_picture_and_the_keys_scroll_to_its_end(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        counts = " ".join(" ".join(lines_at(app, 80)).split())
        assert "132 milestones (190 dates)" in counts
        for count in ("0 done", "38 Red", "22 Amber", "0 Green", "72 White"):
            assert count in counts
        assert all(heading in picture(app) for heading in HEADINGS)
        board = main_screen(app).area.drawing
        assert app.focused is board
        assert board.max_scroll_y > 0
        await pilot.press("pagedown")
        await pilot.pause()
        assert board.scroll_y == min(board.size.height - 1, board.max_scroll_y)
        await pilot.press("end")
        await pilot.pause()
        assert board.scroll_y == board.max_scroll_y
        assert "awaiting a return, or no date." in " ".join(" ".join(lines_at(app, 80)).split())
        await pilot.press("home")
        await pilot.pause()
        assert "132 milestones" in on_screen(app)


async def test_a_resize_draws_it_to_the_new_width(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        first, *others = picture(app).splitlines()
        assert "132 milestones" in "\n".join(others[:3]), "the counts in the left column"
        assert "Progress by pathway" in first, "the bars in the right one"
        for size in ((60, 20), (80, 24), (10, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            width = max(cell_len(line) for line in picture(app).splitlines())
            assert width <= main_screen(app).area.drawing.scrollable_content_region.width


async def test_numbers_of_pathways_and_months_are_those_of_the_checklist(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert row(app, "ELS") == [13, 0, 8]
        assert row(app, "Sep 2009") == [25, 0, 25]
        assert row(app, "Mar 2010") == [35, 0, 0]
        assert row(app, "no date") == [25, 0, 0]
        assert "> Nov 2009" in picture(app)


async def test_another_date_and_another_plan_change_the_picture(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "end", "d", *"30 Jun 2009", "enter")
        await pilot.pause()
        assert "> Jun 2009" in picture(app)
        assert row(app, "Sep 2009")[2] == 0
        assert "not today" in pane_text(app, "#heading")
        await pilot.press("d", *"5 May 2012", "enter")
        await pilot.pause()
        assert "5 May 2012 is outside this year." in picture(app)
        app.workspace.open_plan("london-2009-10")
        main_screen(app).refresh_all()
        await pilot.pause()
        assert "114 milestones (237 dates)" in picture(app)
        assert main_screen(app).area.drawing.scroll_y == 0


async def test_a_new_entry_shows_in_the_picture_and_leaves_the_place_alone(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "pagedown")
        await pilot.pause()
        place = main_screen(app).area.drawing.scroll_y
        record(app, journal, EntryDraft(ref="2.4.2-a", kind="done", on=app.workspace.as_of))
        main_screen(app).refresh_all()
        await pilot.pause()
        assert row(app, "ELS") == [13, 1, 7]
        assert row(app, "Aug 2009")[1:] == [1, 7]
        assert main_screen(app).area.drawing.scroll_y == place > 0


async def test_a_figure_is_drawn_against_its_target_with_the_numbers_beside(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    drafts = [
        EntryDraft(
            ref=f"2.7.2-a@Q{quarter}-2009/10", kind="actual", on=app.workspace.as_of, number=number
        )
        for quarter, number in ((1, 194), (2, 431))
    ]
    record(app, journal, *drafts)
    lines = lines_at(app, 78)
    at = next(n for n, line in enumerate(lines) if line.startswith("2.7.2-a"))
    first, second, third, last = (" ".join(line.split()) for line in lines[at + 1 : at + 5])
    assert re.fullmatch(r"Q1 █+│ 194 of 189 \[x\] met", first)
    assert re.fullmatch(r"Q2 █+░?│ 431 of 454 \[!\] short", second)
    assert re.fullmatch(r"Q3 ░+│ target 827 \[\*\] due soon", third)
    assert re.fullmatch(r"Q4 ░+│ target 1181 \[ \] not due", last)


async def test_the_meetings_to_come_are_listed_and_without_one_it_says_how_to_set_one(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    assert "No meeting date is set. To set one" in "\n".join(lines_at(app, 78))
    assert "milepost board add DATE" in "\n".join(lines_at(app, 78))
    meetings = [
        EntryDraft(ref="", kind="meeting", on=app.workspace.as_of, when=day, board=board)
        for day, board in (
            ("2009-11-17", "EMRRP Board"),
            ("2010-01-12", "EMRRP Board"),
            ("2010-02-01", "OLASS Board"),
        )
    ]
    record(app, journal, *meetings)
    text = "\n".join(lines_at(app, 78))
    assert "Next Board: 12 Jan 2010 (in 43 days), EMRRP Board" in text
    assert "1 Feb 2010" not in text  # which is another board's
    assert "1 with a date; @ shows one of them" in text
    assert "Last: 17 Nov 2009 EMRRP Board" in text


async def test_a_filter_counts_only_what_it_shows_and_says_so(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "slash", *"ELS", "enter")
        await pilot.pause()
        assert app.focused is main_screen(app).area.drawing
        assert (
            "Only what fits the filter 'ELS' is counted: 13 of 132 milestones, 13 of 190 dates. Esc clears it."
            in " ".join(picture(app).split())
        )
        assert row(app, "ELS") == [13, 0, 8]
        await pilot.press("slash", *"zebra", "enter")
        await pilot.pause()
        assert "Nothing fits the filter 'zebra'. Esc clears it." in picture(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "132 milestones" in picture(app)


async def test_an_act_on_an_item_is_not_possible_where_no_item_is_in_view(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "space")
        assert "Move to an item first." in toasts(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert entries(journal) == ()
        assert app.focused is main_screen(app).area.drawing


async def test_the_states_differ_in_their_characters_and_ascii_draws_with_ascii(
    open_app: OpenApp,
) -> None:
    app = open_app()
    for glyphs in (GLYPHS, PLAIN_GLYPHS):
        assert len(set(glyphs.states.values())) == len(glyphs.states)
        legend = next(line for line in lines_at(app, 78, glyphs) if " Amber  " in line)
        shown = ("done", "Red", "Amber", "Green", "White")
        for state in shown:
            assert re.search(rf"{re.escape(glyphs.states[state])} \d+ {state}", legend)  # type: ignore[index]  # words of State
    plain = open_app(ascii=True)
    async with plain.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert picture(plain).isascii()
        assert on_screen(plain).isascii()


@pytest.mark.parametrize("width", [1, 5, 20, 40, 56, 78, 109, 110, 118, 200])
def test_no_line_is_wider_than_its_window(open_app: OpenApp, width: int) -> None:
    app = open_app()
    assert max(cell_len(line) for line in lines_at(app, width)) <= width


def test_a_plan_without_figures_and_boards_says_so_and_nothing_of_pathways(
    open_app: OpenApp, small_plan: Callable[..., Path]
) -> None:
    path = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009, pathways: []}")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(text[text.index("pathways:\n") : text.index("agencies:")], ""),
        encoding="utf-8",
    )
    text = "\n".join(lines_at(open_app(path), 78))
    assert "pathway" not in text.lower()
    assert "No figures with targets here." in text
    assert "No meeting date is set." in text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_as_they_are_and_never_reach_the_terminal(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    hostile = (
        r'"[/] [bold]x[/wrong] [£m] \e[31mred \u202Eesrever\u202C 進捗 👩‍👩‍👧 ' + "x" * 5000 + '"'
    )
    head = f"boards: [{{name: {hostile}, meets: {hostile}, dates: [2010-01-12]}}]"
    milestones = (
        f"- {{id: 1.1.1-a, title: {hostile}, unit: {hostile}, cumulative: {{Q1: 1, Q4: 2}}}}\n"
        f"- {{id: 1.1.1-b, title: One, when: {hostile}}}\n"
        f"- {{id: 1.1.1-c, title: Two, when: Sep 2009, pathways: [{hostile}]}}"
    )
    path = tmp_path / "hostile.yaml"
    path.write_text(plan_text(milestones, head=head), encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("escape", "5")
        for key in ("pagedown", "pagedown", "slash", "[", "/", "]", "enter", "end"):
            await pilot.press(key)
            await pilot.pause()
            shown = on_screen(app)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
        await pilot.press("escape", "home", "end")
        await pilot.pause()
        assert "[/] [bold]x[/wrong]" in picture(app)


async def test_bars_of_pathways_are_as_long_as_their_numbers_say(open_app: OpenApp) -> None:
    app = open_app()
    lines = lines_at(app, 78)
    start = lines.index(next(line for line in lines if "Progress by pathway" in line))
    longest, of_longest, bars = 0, 0, {}
    for line in lines[start + 2 :]:
        if not line.strip() or line.startswith("A milestone"):
            break
        for code, bar, total in re.findall(r"(\S(?:\S| \S)*) +([█▓▒▄░·]+) +(\d+) ", line):
            bars[code] = len(bar), int(total)
            longest, of_longest = max((longest, of_longest), bars[code])
    assert len(bars) == 14
    for code, (length, total) in bars.items():
        assert abs(length - longest * total / of_longest) <= 2, code
    assert bars["ALCOHOL"][0] < bars["ELS"][0] < bars["PP"][0]


@pytest.mark.parametrize(("glyphs", "letters"), [(COLOURLESS_GLYPHS, "DRA."), (GLYPHS, "█▓▒░")])
async def test_bars_are_of_blocks_and_without_colours_of_letters(
    open_app: OpenApp, glyphs: Glyphs, letters: str
) -> None:
    drawn = "\n".join(lines_at(open_app(), 78, glyphs))

    assert "!!" not in drawn
    assert "??" not in drawn
    assert f"{letters[1] * 3}" in drawn
    assert re.search(rf"{re.escape(letters[1])} \d+ Red", drawn)


async def test_brackets_go_from_heading_to_heading(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        for heading in ("Progress by pathway", "asked to decide", "Actions"):
            await pilot.press("right_square_bracket")
            await pilot.pause()
            assert heading in on_screen(app).splitlines()[2]
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "asked to decide" in on_screen(app).splitlines()[2]


async def test_the_progress_of_every_pathway_and_the_first_ask_are_on_the_first_screen(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await pilot.pause()
        shown = on_screen(app)
        for code in ("E&D", "OM", "HEALTH", "PP", "not stated", "asked to decide"):
            assert code in shown
        board = main_screen(app).area.drawing
        await pilot.press("down", "down")
        assert board.link == Link("pathways", "OM"), "read from left to right"
        await pilot.press("right", "left", "left")
        assert board.link == Link("pathways", "E&D")


async def test_pathways_have_their_names_where_there_is_room(open_app: OpenApp) -> None:
    app = open_app()

    assert "ELS         Employment, Learning and Skills" in "\n".join(lines_at(app, 198))
    assert "Employment, Learning and Skills" not in "\n".join(lines_at(app, 78))
