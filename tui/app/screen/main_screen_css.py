"""The style sheet of the main screen, and the classes that it has by its size.

It is the screen's DEFAULT_CSS: Textual reads the file of an app's CSS_PATH twice before the first
frame, the DEFAULT_CSS of a widget once.
"""

from typing import Final

from textual.geometry import Size

from tui.app.screen.view_area import UNFOLDED
from tui.app.widgets.row_list import ROOMY

# The class of the main screen from so many columns, or lines, of the window.
WIDTH_CLASSES: Final = [(0, "-narrow"), (UNFOLDED, "-normal"), (ROOMY, "-wide")]
HEIGHT_CLASSES: Final = [(0, "-low"), (22, "-tall"), (34, "-high")]

MAIN_SCREEN_CSS: Final = """
/* Panes have a frame with a title, in a small window a rule with one. The accent is for what has the focus and for
   keys; red, amber, green and blue are for a status only. */
MainScreen {
    layout: vertical;
    #heading {
        height: 1; padding: 0 1; background: $panel; color: $text;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    #heading.-other-date { background: $warning-muted; }
    #heading:ansi { background: ansi_blue; color: ansi_bright_white; }
    #heading.-other-date:ansi { background: ansi_yellow; color: ansi_black; }
    #bar { height: 1; background: $panel; }
    #views { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #filter { width: 34; height: 1; background: $primary-muted; }
    #filter-sign { width: 3; padding: 0 1; color: $accent; text-style: bold; }
    &.-wide #filter { width: 80; }
    #search { width: 1fr; }
    #suggestions { height: 6; }
    &.-low #suggestions { height: 4; }
    #body, #panes { height: 1fr; }
    #group-bar { height: auto; padding: 0 1; background: $surface; }
    #side { border-right: solid $border-blurred; }
    #side:focus { border-right: solid $accent; }
    #main { width: 1fr; }
    #items { width: 1fr; height: 1fr; background: $surface; }
    #group-notes { height: auto; max-height: 4; padding: 0 1; }
    #heads { height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: clip; }
    #detail { height: 8; border-top: solid $border-blurred; padding: 0 1; }
    &.-high #detail { height: 16; }
    &.-low #group-notes, &.-low #detail { display: none; }
    #side, #items, #detail { border-title-color: $foreground-muted; border-title-style: bold; }
    &.-high.-normal, &.-high.-wide {
        #side, #items, #detail { border: round $border-blurred; }
        #side:focus, #items:focus-within { border: round $accent; border-title-color: $accent; }
    }
    &.-wide #main { layout: horizontal; }
    &.-wide #detail {
        width: 52; height: 1fr; border-top: none; border-left: solid $border-blurred;
        padding: 0 1 0 2; display: block;
    }
    &.-high.-wide #detail { width: 54; padding: 0 1; border: round $border-blurred; }
}
"""


def size_classes(window: Size) -> tuple[str, str]:
    """Return the classes for a window.

    Textual sets them when the window has been resized, which at the start is after the first frame.
    """
    return _class_from(WIDTH_CLASSES, window.width), _class_from(HEIGHT_CLASSES, window.height)


def _class_from(classes: list[tuple[int, str]], size: int) -> str:
    return max(pair for pair in classes if pair[0] <= size)[1]
