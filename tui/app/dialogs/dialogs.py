"""The dialogs' names in one place, until all imports name the modules that define them."""

from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog

__all__ = ["Field", "FormDialog", "PickDialog", "TextDialog"]
