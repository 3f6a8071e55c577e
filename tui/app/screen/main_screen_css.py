"""The style sheet of the main screen.

It is the screen's DEFAULT_CSS: Textual reads the file of an app's CSS_PATH twice before the first
frame, the DEFAULT_CSS of a widget once.
"""

from typing import Final

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
