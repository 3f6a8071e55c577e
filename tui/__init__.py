"""What people see: shell commands, formats, and the Textual app.

Only `tui.app` imports Textual and Rich; everything else here starts without them.
"""
