"""Milepost's own two themes, and which theme the app starts with.

The four colours of a status (after Okabe and Ito) differ in brightness as well as in hue, so that they stay apart
for people who are colour-blind and on a pale projector. Status is always said in words and by a symbol besides.
"""

from textual import constants
from textual.app import App
from textual.theme import Theme

from plan_data.text import one_line
from tui.config.settings import Settings

_TEXTUAL_DEFAULT = "textual-dark"  # what TEXTUAL_THEME is taken to be where nobody has set it


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    of = colours.__getitem__
    return Theme(
        name=name,
        dark=dark,
        primary=of("blue"),
        secondary=of("blue"),
        accent=of("amber"),
        warning=of("amber"),
        error=of("red"),
        success=of("green"),
        foreground=of("text"),
        background=of("background"),
        surface=of("surface"),
        panel=of("panel"),
        variables={
            "text-primary": of("blue"),
            "text-warning": of("amber"),
            "text-error": of("red"),
            "text-success": of("green"),
            "foreground-muted": of("muted"),
            "text-muted": of("muted"),
            "block-cursor-background": of("blue"),
            "block-cursor-foreground": of("background"),
            "block-cursor-blurred-background": of("blurred cursor"),
            "block-cursor-blurred-foreground": of("text"),
            "border": of("blue"),
            "border-blurred": of("border"),
            "footer-key-foreground": of("amber"),
        },
    )


DARK = _theme(
    "milepost-dark",
    {
        "red": "#f06a58", "amber": "#fcba15", "green": "#5ef8c0", "blue": "#8ba7e0",
        "text": "#e8ebef", "muted": "#a3acb6", "border": "#4a5663",
        "background": "#101418", "surface": "#12171c", "panel": "#1a2027", "blurred cursor": "#222a33",
    },
    dark=True,
)  # fmt: skip
LIGHT = _theme(
    "milepost-light",
    {
        "red": "#6b110c", "amber": "#7f5b08", "green": "#097e4e", "blue": "#0c3f83",
        "text": "#16191d", "muted": "#565d65", "border": "#9aa0a6",
        "background": "#ffffff", "surface": "#fbfbfa", "panel": "#f4f4f1", "blurred cursor": "#f2f2ef",
    },
    dark=False,
)  # fmt: skip


def set_up_themes(app: App[None], settings: Settings) -> str:
    """Register the themes and choose one: TEXTUAL_THEME, the config file's, the one kept; return what is wrong."""
    for theme in (DARK, LIGHT):
        app.register_theme(theme)
    if app.no_color:  # Textual paints these black on black without colours
        for name in [name for name, theme in app.available_themes.items() if theme.ansi]:
            app.unregister_theme(name)
    told = constants.DEFAULT_THEME if constants.DEFAULT_THEME != _TEXTUAL_DEFAULT else ""
    configured = settings.config.get("theme")
    wanted = (told, configured, settings.preferences.theme, DARK.name)
    offered = app.available_themes
    app.theme = next(name for name in wanted if isinstance(name, str) and name in offered)
    if configured is None or (isinstance(configured, str) and configured in offered):
        return ""
    return f"The config file's theme '{one_line(str(configured))}' is not one of {', '.join(sorted(offered))}."
