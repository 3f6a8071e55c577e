"""Shows the help, the tour, and the key of the colours."""

from tui.app.screen.screen_services import ScreenServices


class HelpController:
    """Explains the app; each dialog is imported when it is shown."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def show_help(self) -> None:
        """Show the help, first the part about the view in use."""
        from tui.app.dialogs.help_dialog import HelpDialog
        from tui.app.views.view_help import help_about_view

        here = help_about_view(self._screen.views.name)
        self._screen.show_dialog(HelpDialog(self._screen.keys, here, self._workspace.loaded))

    def show_tour(self) -> None:
        """Show the tour."""
        from tui.app.dialogs.tour_dialog import TourDialog

        self._screen.show_dialog(TourDialog(self._screen.keys, self._workspace.loaded))

    def show_colour_key(self) -> None:
        """Show what each mark and colour means, with the counts now."""
        from tui.app.dialogs.text_dialog import TextDialog
        from tui.app.views.colour_legend import colour_key_page

        title, text = colour_key_page(self._workspace)
        self._screen.show_dialog(TextDialog(title, text))
