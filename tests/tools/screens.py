"""The pictures in docs/screens.md, drawn by the app itself: `python -m tests.tools.screens` draws them again.

It is a tool for whoever works on Milepost; tests/test_screens.py fails where the pictures are stale.
"""

import asyncio
import html
import os
import re
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct
from textual.pilot import Pilot
from textual.widgets import Input

from tui.app.app import MilepostApp
from tui.app.themes import DARK
from tui.app.workspace import Workspace
from tui.cli.commands.demo import demo_settings
from tui.config.preferences import Preferences
from tui.config.settings import Options, read_settings
from tui.demo.made_up_journal import write_demo_journal

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
TABLE = Path(__file__).with_name("tracker.csv")
WAIT = 20.0  # seconds until what should be on the screen counts as never coming


class Picture(Struct, frozen=True):
    """A file's name, the keys that lead there, and words that tell that the app has arrived."""

    name: str
    keys: tuple[str, ...]
    words: str
    size: tuple[int, int] = (100, 30)


PICTURES = (
    Picture("agenda", (), "OVERDUE 122d"),
    Picture("pathways", ("2", "S"), "3 of 13 done, 4 late"),
    Picture("tick", ("2", "S", "space"), "Tick as done: 2.4.2-a"),
    Picture("changes", ("v", "enter"), "17 Nov 2009"),
    Picture("board", ("5",), "12 Jan 2010", (120, 40)),
    Picture("asks", ("5", "h"), "a approve", (112, 47)),
    Picture("import", ("p", "i", *str(TABLE), "enter"), "2 of 4: the columns", (120, 30)),
)


def words_of(drawing: str) -> list[str]:
    """Return the lines of text of a drawing: what must not be stale whatever version of Textual draws it."""
    lines: dict[float, str] = {}
    for found in re.finditer(r'<text [^>]*\by="([\d.]+)"[^>]*>([^<]*)</text>', drawing):
        height = float(found[1])
        lines[height] = lines.get(height, "") + html.unescape(found[2]).replace("\xa0", " ")
    return [lines[height].rstrip() for height in sorted(lines)]


def drawn_with() -> str:
    """Return what draws here, as a picture notes it."""
    return f"<!-- drawn with Textual {version('textual')} and Rich {version('rich')} -->"


async def draw(picture: Picture) -> str:
    """Return a picture of the demo, the same bytes each time."""
    with TemporaryDirectory() as folder:
        settings = demo_settings(read_settings(Options(by="ELS lead"), {}), Path(folder))
        write_demo_journal(settings.paths.journal)
        app = MilepostApp(
            Workspace(
                msgspec.structs.replace(
                    settings, config={}, preferences=Preferences(theme=DARK.name), ascii=False
                )
            )
        )
        app.animation_level = "none"
        async with app.run_test(size=picture.size) as pilot:
            for key in picture.keys:
                await pilot.press(key)
                await _settled(pilot)
            drawing = await _arrived(pilot, picture.words)
    return _kept(drawing)


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False


async def _arrived(pilot: Pilot[None], words: str) -> str:
    """Return the drawing once the words are there and nothing moves any more."""
    before, drawing = "", pilot.app.export_screenshot(title="Milepost")
    async with asyncio.timeout(WAIT):
        while before != drawing or words not in "\n".join(words_of(drawing)):
            await _settled(pilot)
            before, drawing = drawing, pilot.app.export_screenshot(title="Milepost")
    return drawing


def _kept(drawing: str) -> str:
    """Return a drawing that fetches no fonts from elsewhere, has no blanks at line ends, and notes what drew it."""
    local = re.sub(r',\s*url\("https://[^)]*\) format\("\w+"\)', "", drawing)
    return "\n".join(line.rstrip() for line in local.rstrip().splitlines()) + f"\n{drawn_with()}\n"


def main() -> None:
    """Draw all pictures into docs/screens."""
    os.environ.pop("NO_COLOR", None)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for picture in PICTURES:
        (FOLDER / f"{picture.name}.svg").write_text(
            asyncio.run(draw(picture)), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
