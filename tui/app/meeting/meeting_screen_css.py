"""Where the parts of the meeting screen are, and their colours."""

MEETING_SCREEN_CSS = """
MeetingScreen {
    layout: vertical;
    & > #heading {
        height: 1; padding: 0 1; background: $primary-muted; color: $text;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    & > #heading.-other-date { background: $warning-muted; }
    & > #heading:ansi { background: ansi_blue; color: ansi_bright_white; }
    & > #heading.-other-date:ansi { background: ansi_yellow; color: ansi_black; }
    & > #subject { height: auto; max-height: 4; padding: 0 1; text-style: bold; }
    & > #position {
        height: auto; max-height: 3; padding: 0 1; border-bottom: solid $border-blurred;
    }
    & > #page {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    & > #taken-down, & > #taken-down:focus {
        height: 1fr; padding: 0 1; border: none; display: none; scrollbar-size-vertical: 1;
        background: $background;
    }
    &.-listing > #page { display: none; }
    &.-listing > #taken-down { display: block; }
}
"""
