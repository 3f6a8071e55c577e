"""An app that was left open over midnight shows the new day, unless a date was asked for."""

from tui.app.workspace import Workspace


def move_to_today(workspace: Workspace) -> bool:
    """Show the present day if the workspace follows it; return whether that is another one."""
    today = workspace.settings.clock.today
    if not workspace.follows_today or workspace.as_of == today:
        return False
    workspace.set_as_of(today)
    return True
