"""Milepost's own two themes, and which theme the app starts with.

The four colours of a status (after Okabe and Ito) differ in brightness as well as in hue, so that
people who are colour-blind can tell them apart, and a pale projector can show them. Status always
has a word and a symbol besides.
"""

from textual import constants
from textual.app import App
from textual.theme import Theme

from plan_data.text import one_line
from tui.config.settings import Settings

_TEXTUAL_DEFAULT = "textual-dark"  # Textual's theme if TEXTUAL_THEME is not set


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    of = colours.__getitem__
    return Theme(
        name=name,
        dark=dark,
        primary=of("blue"),
        secondary=of("blue"),
        accent=of("accent"),
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
            "primary-muted": of("cursor"),
            "block-cursor-background": of("blue"),
            "block-cursor-foreground": of("background"),
            "block-cursor-blurred-background": of("blurred cursor"),
            "block-cursor-blurred-foreground": of("text"),
            "border": of("accent"),
            "border-blurred": of("border"),
            "scrollbar": of("border"),
            "scrollbar-background": of("surface"),
            "scrollbar-background-hover": of("surface"),
            "scrollbar-background-active": of("surface"),
            "footer-key-foreground": of("accent"),
            "footer-background": of("panel"),
            "footer-foreground": of("muted"),
        },
    )


DARK = _theme(
    "milepost-dark",
    {
        "red": "#f06a58", "amber": "#fcba15", "green": "#5ef8c0", "blue": "#8ba7e0",
        "text": "#e8ebef", "muted": "#a3acb6", "border": "#3d4854", "accent": "#c9a7f5",
        "background": "#101418", "surface": "#12171c", "panel": "#1a2027",
        "cursor": "#232d3d", "blurred cursor": "#222a33",
    },
    dark=True,
)  # fmt: skip
LIGHT = _theme(
    "milepost-light",
    {
        "red": "#6b110c", "amber": "#7f5b08", "green": "#097e4e", "blue": "#0c3f83",
        "text": "#16191d", "muted": "#565d65", "border": "#b4bac0", "accent": "#6d2fa8",
        "background": "#ffffff", "surface": "#fbfbfa", "panel": "#f4f4f1",
        "cursor": "#e4ebf6", "blurred cursor": "#f2f2ef",
    },
    dark=False,
)  # fmt: skip


def set_up_themes(app: App[None], settings: Settings) -> str:
    """Register the themes and set the one to start with; return what is wrong in the config file.

    The first that is available counts: TEXTUAL_THEME, the config file's, the one saved, ours.
    """
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    if app.no_color:
        _unregister_ansi_themes(app)
    available = app.available_themes
    configured = settings.config.get("theme")
    wanted = [configured, settings.preferences.theme, DARK.name]
    if constants.DEFAULT_THEME != _TEXTUAL_DEFAULT:
        wanted.insert(0, constants.DEFAULT_THEME)
    # Textual has TEXTUAL_THEME as the theme already, and our own only by name until now.
    app.set_reactive(App.theme, _TEXTUAL_DEFAULT)
    app.theme = next(name for name in wanted if isinstance(name, str) and name in available)
    if configured is None or (isinstance(configured, str) and configured in available):
        return ""
    names = ", ".join(sorted(available))
    return f"The config file's theme '{one_line(str(configured))}' is not one of {names}."


def _unregister_ansi_themes(app: App[None]) -> None:
    """Remove the themes that Textual draws black on black without colours."""
    for theme in list(app.available_themes.values()):
        if theme.ansi:
            app.unregister_theme(theme.name)
