"""`python -m tui` is `milepost`."""

from tui.cli.main import run

run()
